//! What is different in everything but positions.

use std::collections::HashMap;

use super::lines::Lines;
use super::{Change, Differences, Group, Versions};
use crate::files::Tallied;
use crate::files::pairing::{Side, Space, moved};
use crate::files::unite::value;
use crate::model::shown::quoted;
use crate::model::{
    Dossier, Highlight, HighlightKind, Highlights, Item, ItemId, Key, Party, PartyId, SetAside, Source, SourceId, Table,
};

/// So many things that were moved are named.
const NAMED: usize = 12;

/// Title, note and unknown fields of the dossier.
pub(super) fn head(versions: &Versions<'_>, differences: &mut Differences) {
    let (one, two) = (versions.one, versions.two);
    let mut lines = Lines::of(Some(one), Some(two));
    lines.short("title", one.title(), two.title());
    lines.long("note", one.note(), two.note());
    lines.extra(one.extra(), two.extra());
    if !lines.list.is_empty() {
        differences.changes.head = true;
        differences.groups.push(Group { title: "Dossier".to_owned(), details: lines.list, changes: Vec::new() });
    }
}

/// The highlighters.
pub(super) fn highlights(versions: &Versions<'_>, differences: &mut Differences) {
    let (one, two) = (versions.one.highlights(), versions.two.highlights());
    if one == two {
        return;
    }
    let terms = |highlights: &Highlights| highlights.terms.iter().map(highlight).collect::<Vec<_>>();
    let unread = |highlights: &Highlights| highlights.unread.iter().map(|json| value(json)).collect::<Vec<_>>();
    let mut lines = Lines::of(Some(one), Some(two));
    if one.terms != two.terms {
        lines.set("highlighter", &terms(one), &terms(two));
    }
    if one.unread != two.unread {
        lines.set("unread highlighter", &unread(one), &unread(two));
    }
    differences.changes.highlights = true;
    differences.groups.push(Group { title: "Highlighters".to_owned(), details: lines.list, changes: Vec::new() });
}

/// A highlighter in one line.
fn highlight(term: &Highlight) -> String {
    let kind = match term.kind {
        HighlightKind::Plain => "words",
        HighlightKind::Word => "whole words",
        HighlightKind::Regex => "regular expression",
    };
    let what = if term.title() == &term.pattern {
        quoted(&term.pattern)
    } else {
        format!("{}, {}", quoted(&term.name), quoted(&term.pattern))
    };
    format!("{what} ({kind}, {})", term.color.word())
}

/// The two records of each thing: those of the second version in order, then those that are gone.
pub(super) fn both<'a, K: Key, R>(
    space: &Space<K>,
    one: &'a Table<K, R>,
    two: &'a Table<K, R>,
) -> Vec<(K, Option<&'a R>, Option<&'a R>)> {
    let before = |number: K| space.things[number.index()].base.and_then(|key| one.get(key));
    let here = two.iter().map(|(key, record)| (key, before(key), Some(record)));
    let numbers = one.keys().iter().filter_map(|&key| space.of_side(Side::Base, key));
    let gone = numbers.filter(|number| !two.contains(*number)).map(|number| (number, before(number), None));
    here.chain(gone).collect()
}

/// Counts what became of a record, and says it: `Party “Russia”, new`.
pub(super) fn counted<R>(title: String, one: Option<&R>, two: Option<&R>, tallied: &mut Tallied) -> String {
    match (one, two) {
        (None, _) => {
            tallied.added += 1;
            format!("{title}, new")
        }
        (_, None) => {
            tallied.removed += 1;
            format!("{title}, removed")
        }
        _ => {
            tallied.changed += 1;
            title
        }
    }
}

/// Parties.
pub(super) fn parties(versions: &Versions<'_>, differences: &mut Differences) {
    let mut changes = Vec::new();
    let blank = Party::default();
    for (_, one, two) in both(&versions.parties, versions.one.parties(), versions.two.parties()) {
        if one == two {
            continue;
        }
        let mut lines = Lines::of(one, two);
        let name = quoted(two.or(one).map_or("", |party| &party.name));
        let words = counted(format!("Party {name}"), one, two, &mut differences.changes.parties);
        let (one, two) = (one.unwrap_or(&blank), two.unwrap_or(&blank));
        if !lines.is_whole {
            lines.short("name", &one.name, &two.name);
        }
        lines.short("id", &one.id, &two.id);
        if one.aliases != two.aliases {
            let words = |party: &Party| party.aliases.iter().map(|alias| quoted(alias)).collect::<Vec<_>>();
            if lines.is_whole {
                lines.say(format!("aliases: {}", [words(one), words(two)].concat().join(", ")));
            } else {
                lines.set("alias", &words(one), &words(two));
            }
        }
        lines.word("role", one.role.word(), two.role.word());
        lines.short("color", &one.color, &two.color);
        lines.long("note", &one.note, &two.note);
        lines.extra(&one.extra, &two.extra);
        changes.push(Change { words, details: lines.list });
    }
    add_group("Parties", changes, differences);
}

/// The fields of an item, `one` in the numbering of both.
pub(super) fn item(versions: &Versions<'_>, one: Option<&Item>, two: Option<&Item>, lines: &mut Lines) {
    let blank = Item::default();
    let (one, two) = (one.unwrap_or(&blank), two.unwrap_or(&blank));
    if !lines.is_whole {
        lines.short("title", &one.title, &two.title);
    }
    lines.short("id", &one.id, &two.id);
    lines.short("topic", &one.topic, &two.topic);
    if one.between != two.between {
        let words = |list: &Option<Vec<PartyId>>| {
            let names =
                list.as_ref().map(|list| list.iter().map(|&party| quoted(versions.party(party))).collect::<Vec<_>>());
            names.map_or("every principal".to_owned(), |names| {
                if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
            })
        };
        lines.word("needs the agreement of", &words(&one.between), &words(&two.between));
    }
    lines.long("note", &one.note, &two.note);
    lines.extra(&one.extra, &two.extra);
}

/// Sources.
pub(super) fn sources(versions: &Versions<'_>, differences: &mut Differences) {
    let mut changes = Vec::new();
    let blank = Source::default();
    for (number, one, two) in both(&versions.sources, versions.one.sources(), versions.two.sources()) {
        if one == two {
            continue;
        }
        let mut lines = Lines::of(one, two);
        let title = format!("Source {}", quoted(versions.source(number)));
        let words = counted(title, one, two, &mut differences.changes.sources);
        let (one, two) = (one.unwrap_or(&blank), two.unwrap_or(&blank));
        lines.short("title", &one.title, &two.title);
        lines.short("id", &one.id, &two.id);
        lines.short("publisher", &one.publisher, &two.publisher);
        lines.short("author", &one.author, &two.author);
        lines.date("published", one.published, two.published);
        lines.short("address", &one.url, &two.url);
        lines.short("language", &one.language, &two.language);
        lines.long("text", &one.text, &two.text);
        lines.extra(&one.extra, &two.extra);
        changes.push(Change { words, details: lines.list });
    }
    add_group("Sources", changes, differences);
}

/// Records that could not be read.
pub(super) fn set_aside(versions: &Versions<'_>, differences: &mut Differences) {
    let counted = |dossier: &Dossier| {
        let mut counts: HashMap<_, usize> = HashMap::new();
        let mark = |record: &SetAside| (record.list, record.json.clone());
        dossier.set_aside().iter().for_each(|record| *counts.entry(mark(record)).or_default() += 1);
        counts
    };
    let only = |here: &Dossier, other: &Dossier, became: &str| {
        let mut left = counted(other);
        let is_only = |record: &&SetAside| match left.get_mut(&(record.list, record.json.clone())) {
            Some(number) if *number > 0 => {
                *number -= 1;
                false
            }
            _ => true,
        };
        let words = |record: &SetAside| {
            let json = value(&record.json);
            Change { words: format!("in {}: {json}, {became}", record.list.word()), details: Vec::new() }
        };
        here.set_aside().iter().filter(is_only).map(words).collect::<Vec<_>>()
    };
    let (gone, new) = (only(versions.one, versions.two, "removed"), only(versions.two, versions.one, "new"));
    differences.changes.set_aside.removed = gone.len();
    differences.changes.set_aside.added = new.len();
    add_group("Records that could not be read", [gone, new].concat(), differences);
}

/// What stands at another place.
pub(super) fn order(versions: &Versions<'_>, differences: &mut Differences) {
    let Versions { one, two, .. } = versions;
    let source = |key: SourceId| versions.source(key);
    let item = |key: ItemId| versions.item(key);
    let party = |key: PartyId| versions.party(key);
    let changes: Vec<Change> = [
        order_of("Source", "sources", &versions.sources, [one.sources(), two.sources()], source),
        order_of("Party", "parties", &versions.parties, [one.parties(), two.parties()], party),
        order_of("Item", "items", &versions.items, [one.items(), two.items()], item),
    ]
    .concat();
    differences.changes.order |= !changes.is_empty();
    add_group("Order", changes, differences);
}

fn order_of<'a, K: Key, R>(
    kind: &str,
    kinds: &str,
    space: &Space<K>,
    [one, two]: [&Table<K, R>; 2],
    name: impl Fn(K) -> &'a str,
) -> Vec<Change> {
    let before: Vec<usize> =
        one.keys().iter().filter_map(|&key| Some(space.of_side(Side::Base, key)?.index())).collect();
    let after: Vec<usize> = two.keys().iter().map(|key| key.index()).collect();
    let moved = moved(space.things.len(), &before, &after);
    let moved: Vec<usize> = after.into_iter().filter(|&number| moved[number]).collect();
    let words = |&number: &usize| format!("{kind} {} moved", quoted(name(K::from_index(number))));
    let mut changes: Vec<String> = moved.iter().take(NAMED).map(words).collect();
    if moved.len() > NAMED {
        changes.push(format!("and {} more {kinds} moved", moved.len() - NAMED));
    }
    changes.into_iter().map(|words| Change { words, details: Vec::new() }).collect()
}

fn add_group(title: &str, changes: Vec<Change>, differences: &mut Differences) {
    if !changes.is_empty() {
        differences.groups.push(Group { title: title.to_owned(), details: Vec::new(), changes });
    }
}
