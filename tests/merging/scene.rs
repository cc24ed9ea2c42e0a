//! Small dossiers full of words that occur once, and people who change them.

use proptest::prelude::*;
use serde_json::Value;
use standpoint::files;
use standpoint::model::steps::{self, Recoding};
use standpoint::model::{
    Cell, Condition, Date, Discount, DiscountKind, Dossier, Edit, Evidence, Extra, Highlight, Highlights, Item, ItemId,
    Key as _, List, Parts, Party, PartyId, Position, Role, SetAside, Source, SourceId, Stance, Step, Text,
};

/// Words that nobody else uses.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    author: char,
    number: usize,
}

impl Words {
    pub(crate) fn of(author: char) -> Self {
        Self { author, number: 0 }
    }

    pub(crate) fn next(&mut self) -> String {
        self.number += 1;
        format!("{}{}x", self.author, self.number)
    }
}

/// Every such word in a text.
pub(crate) fn words_in(text: &str) -> std::collections::BTreeSet<String> {
    let pattern = |word: &str| {
        let middle = word.get(1..word.len().saturating_sub(1)).unwrap_or_default();
        word.ends_with('x') && !middle.is_empty() && middle.bytes().all(|byte| byte.is_ascii_digit())
    };
    // A line break in a JSON text is a backslash and a letter.
    let text = text.replace("\\n", " ");
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| pattern(word)).map(str::to_owned).collect()
}

pub(crate) fn written(dossier: &Dossier) -> String {
    let mut bytes = Vec::new();
    files::write(dossier, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The dossier as another program reads it from its file.
pub(crate) fn reread(dossier: &Dossier) -> Dossier {
    files::read(written(dossier).into_bytes()).unwrap().dossier
}

/// What a dossier says: its file, with the positions sorted by cell, because their order between cells means nothing.
pub(crate) fn content(dossier: &Dossier) -> Value {
    let mut file: Value = serde_json::from_str(&written(dossier)).unwrap();
    if let Some(positions) = file.get_mut("positions").and_then(Value::as_array_mut) {
        positions.sort_by_key(|position| (position["item"].to_string(), position["party"].to_string()));
    }
    file
}

/// What a dossier says, in whatever order.
pub(crate) fn content_in_any_order(dossier: &Dossier) -> Value {
    let mut file = content(dossier);
    for list in List::ALL {
        if let Some(records) = file.get_mut(list.word()).and_then(Value::as_array_mut) {
            records.sort_by_key(Value::to_string);
        }
    }
    file
}

pub(crate) fn extra(fields: &[(&str, String)]) -> Extra {
    let mut extra = Extra::default();
    for (name, word) in fields {
        extra.push(Text::from(*name), Text::from(format!("\"{word}\"")));
    }
    extra
}

/// A dossier with this many sources, parties and items, and positions in these cells.
pub(crate) fn dossier(counts: [usize; 3], cells: &[(usize, usize, usize)]) -> Dossier {
    let mut words = Words::of('b');
    let sources = (0..counts[0])
        .map(|number| Source {
            id: Text::from(format!("s{number}")),
            title: Text::from(words.next()),
            text: Text::from(format!("{} {}", words.next(), words.next())),
            published: (number % 2 == 0).then(|| "2025-03-18".parse().unwrap()),
            extra: extra(&[("seen", words.next())]),
            ..Source::default()
        })
        .collect();
    let parties = (0..counts[1])
        .map(|number| Party {
            id: Text::from(format!("p{number}")),
            name: Text::from(words.next()),
            aliases: vec![Text::from(words.next())],
            role: Role::ALL[number % 3],
            ..Party::default()
        })
        .collect();
    let items = (0..counts[2])
        .map(|number| Item {
            id: Text::from(format!("i{number}")),
            title: Text::from(words.next()),
            topic: Text::from(words.next()),
            between: (number % 3 == 1).then(|| vec![PartyId::from_index(0)]),
            note: Text::from(words.next()),
            ..Item::default()
        })
        .collect();
    let position = |&(party, item, kind): &(usize, usize, usize)| {
        let cell = Cell { item: ItemId::from_index(item), party: PartyId::from_index(party) };
        let mut position = Position::new(cell, Stance::ALL[kind % 5]);
        if kind % 7 > 0 {
            position.wording = Text::from(format!("{} and {} with {}", words.next(), words.next(), words.next()));
            position.date = dates().get(kind % 4).copied();
        }
        if kind % 3 == 0 {
            position.conditions = vec![condition(&mut words, Some(item), Some(0))];
            position.evidence = vec![quotation(&mut words, kind % counts[0])];
        }
        Some(position)
    };
    let positions = cells.iter().map(position).collect();
    let set_aside = vec![aside(&mut words)];
    let (title, note) = (Text::from(words.next()), Text::from(words.next()));
    let extra = extra(&[("made_by", words.next())]);
    let terms = vec![Highlight { name: words.next().into(), pattern: words.next().into(), ..Highlight::default() }];
    let highlights = Highlights { terms, ..Highlights::default() };
    Dossier::from_parts(Parts { title, note, extra, sources, parties, items, positions, set_aside, highlights })
        .unwrap()
}

fn dates() -> Vec<Date> {
    ["2025-03-18", "2025-04", "2025"].map(|date| date.parse().unwrap()).to_vec()
}

fn condition(words: &mut Words, item: Option<usize>, party: Option<usize>) -> Condition {
    Condition {
        text: Text::from(words.next()),
        item: item.map(ItemId::from_index),
        party: party.map(PartyId::from_index),
        ..Condition::default()
    }
}

fn quotation(words: &mut Words, source: usize) -> Evidence {
    Evidence {
        source: SourceId::from_index(source),
        quote: Text::from(words.next()),
        start: None,
        end: None,
        speaker: Text::default(),
        extra: Extra::default(),
    }
}

fn aside(words: &mut Words) -> SetAside {
    let json = Text::from(format!("{{\"stance\":\"hopes\",\"word\":\"{}\"}}", words.next()));
    SetAside { list: List::Positions, json, reason: "the stance is unknown".to_owned() }
}

pub(crate) fn any_dossier() -> impl Strategy<Value = Dossier> {
    (1..4_usize, 1..4_usize, 1..5_usize).prop_flat_map(|(sources, parties, items)| {
        proptest::collection::vec((0..parties, 0..items, 0..24_usize), 0..12)
            .prop_map(move |cells| dossier([sources, parties, items], &cells))
    })
}

/// Something a person does: a kind of deed, and numbers that say to what.
pub(crate) type Deed = (u8, usize, usize, usize);

pub(crate) fn any_deeds() -> impl Strategy<Value = Vec<Deed>> {
    proptest::collection::vec((0..KINDS, 0..24_usize, 0..24_usize, 0..24_usize), 0..7)
}

/// What two people do: often the same kinds of things, so that they meet.
pub(crate) fn two_peoples_deeds() -> impl Strategy<Value = (Vec<Deed>, Vec<Deed>)> {
    let themed = proptest::collection::vec(0..KINDS, 1..4).prop_flat_map(|kinds| {
        let deed = move || (proptest::sample::select(kinds.clone()), 0..4_usize, 0..4_usize, 0..8_usize);
        (proptest::collection::vec(deed(), 1..5), proptest::collection::vec(deed(), 1..5))
    });
    prop_oneof![2 => themed, 1 => (any_deeds(), any_deeds())]
}

/// Kinds of deeds that change only positions of one item and that item itself.
pub(crate) const OF_ONE_ITEM: u8 = 12;
const KINDS: u8 = 36;

fn nth<T: Copy>(list: &[T], number: usize) -> Option<T> {
    list.get(number.checked_rem(list.len())?).copied()
}

/// What a deed comes to. The item is the `one`th.
pub(crate) fn edit_of(dossier: &Dossier, words: &mut Words, (kind, one, two, three): Deed) -> Option<Edit> {
    let item = nth(dossier.items().keys(), one)?;
    let party = nth(dossier.parties().keys(), two)?;
    let source = nth(dossier.sources().keys(), three);
    let cell = Cell { item, party };
    if kind < OF_ONE_ITEM {
        return on_one_item(dossier, words, kind, cell, three);
    }
    let word = words.next();
    let edit = |step: Step| step.edit;
    match kind {
        12 => Some(edit(steps::add_item(dossier, &word, "")?.1)),
        13 => Some(edit(steps::add_party(dossier, &word)?.1)),
        14 => Some(edit(steps::add_source(dossier, &word)?.1)),
        15 => steps::delete_items(dossier, &[item]).map(|deletion| edit(deletion.step)),
        16 => steps::delete_parties(dossier, &[party]).map(|deletion| edit(deletion.step)),
        17 => steps::delete_source(dossier, source?).map(|deletion| edit(deletion.step)),
        18 => steps::move_item(dossier, item, if three % 2 == 0 { 1 } else { -1 }).map(edit),
        19 => steps::move_party(dossier, party, if three % 2 == 0 { 1 } else { -1 }).map(edit),
        20 => Some(Edit::MoveSource(source?, two % dossier.sources().len())),
        21..=25 => on_party(dossier, word, kind, party, three),
        26..=28 => on_source(dossier, word, kind, source?),
        29 => steps::set_title(dossier, &word).map(edit),
        30 => steps::set_note(dossier, &format!("{}\n{word}", dossier.note())).map(edit),
        31 => Some(Edit::Extra(extra(&[("made_by", word)]))),
        32 if dossier.set_aside().is_empty() => Some(Edit::KeepAside(0, Box::new(aside(words)))),
        32 => Some(Edit::DropAside(0)),
        33 => {
            let (id, _) = steps::leading_position(dossier, cell)?;
            steps::move_in_stack(dossier, id, three.is_multiple_of(2)).map(|(_, step)| step.edit)
        }
        35 => {
            let (id, mut position) = dossier.cell(cell).last().map(|(id, position)| (id, position.clone()))?;
            let mark = Discount::new(DiscountKind::ALL[three % 2], &word);
            position.discount = position.counts().then(|| Box::new(mark));
            steps::change_position(dossier, id, position, "mark").map(|step| step.edit)
        }
        _ => {
            let others = [nth(dossier.items().keys(), three)?];
            steps::merge_items(dossier, item, &others).map(|Recoding { step, .. }| step.edit)
        }
    }
}

fn on_one_item(dossier: &Dossier, words: &mut Words, kind: u8, cell: Cell, number: usize) -> Option<Edit> {
    let word = words.next();
    let stance = Stance::ALL[number % 5];
    let leading = steps::leading_position(dossier, cell).map(|(id, position)| (id, position.clone()));
    let changed = |change: &mut dyn FnMut(&mut Position)| {
        let (id, mut position) = leading.clone()?;
        change(&mut position);
        steps::change_position(dossier, id, position, "change").map(|step| step.edit)
    };
    match kind {
        0 => steps::set_stance(dossier, cell, stance).map(|step| step.edit),
        1 => steps::set_wording(dossier, cell, &format!("{word} instead")).map(|step| step.edit),
        2 => changed(&mut |position| position.date = nth(&dates(), number)),
        3 => changed(&mut |position| position.note = Text::from(format!("{}\n{word}", position.note).trim())),
        4 => changed(&mut |position| position.red_line = !position.red_line),
        5 => {
            let added = condition(words, nth(dossier.items().keys(), number).map(ItemId::index), None);
            changed(&mut |position| position.conditions.push(added.clone()))
        }
        6 => {
            let added = quotation(words, nth(dossier.sources().keys(), number)?.index());
            changed(&mut |position| position.evidence.push(added.clone()))
        }
        7 => {
            let position = Position { wording: Text::from(word), ..Position::new(cell, stance) };
            Some(Edit::Position { id: dossier.next_position(), record: Some(Box::new(position)) })
        }
        8 => steps::remove_position(dossier, leading?.0).map(|step| step.edit),
        9 => changed(&mut |position| position.extra = extra(&[("weight", word.clone())])),
        10 => on_item(dossier, cell.item, |item| item.title = Text::from(word)),
        _ => on_item(dossier, cell.item, |item| {
            item.note = Text::from(format!("{}\n{word}", item.note));
            item.between = number.is_multiple_of(2).then(|| vec![cell.party]);
        }),
    }
}

fn on_item(dossier: &Dossier, id: ItemId, change: impl FnOnce(&mut Item)) -> Option<Edit> {
    let mut item = dossier.items().get(id)?.clone();
    change(&mut item);
    steps::change_item(dossier, id, item, "change").map(|step| step.edit)
}

fn on_party(dossier: &Dossier, word: String, kind: u8, id: PartyId, number: usize) -> Option<Edit> {
    let mut party = dossier.parties().get(id)?.clone();
    match kind {
        21 => party.name = Text::from(word),
        22 => party.aliases.push(Text::from(word)),
        23 => party.color = Text::from(word),
        24 => party.role = Role::ALL[number % 3],
        _ => party.extra = extra(&[("iso", word.clone()), (if number.is_multiple_of(2) { "a" } else { "b" }, word)]),
    }
    steps::change_party(dossier, id, party, "change").map(|step| step.edit)
}

fn on_source(dossier: &Dossier, word: String, kind: u8, id: SourceId) -> Option<Edit> {
    let mut source = dossier.sources().get(id)?.clone();
    match kind {
        26 => source.title = Text::from(word),
        27 => source.text = Text::from(format!("{} {word}", source.text)),
        _ => source.extra = extra(&[("seen", word)]),
    }
    steps::change_source(dossier, id, source, "change").map(|step| step.edit)
}

/// What somebody makes of a copy.
pub(crate) fn edited(base: &Dossier, author: char, deeds: &[Deed]) -> Dossier {
    let (mut dossier, mut words) = (base.clone(), Words::of(author));
    for deed in deeds {
        if let Some(edit) = edit_of(&dossier, &mut words, *deed) {
            dossier.apply(edit).unwrap();
        }
    }
    dossier
}
