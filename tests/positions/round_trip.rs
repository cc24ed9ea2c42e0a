//! Random dossiers with everything in them: written, read and written again.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;
use standpoint::files::FindingKind;
use standpoint::model::names::folded;
use standpoint::model::{
    Condition, Date, Discount, DiscountKind, Dossier, Edit, Evidence, Extra, Highlight, Highlights, Item, ItemId, Key,
    List, Parts, Party, PartyId, Position, Role, SetAside, Source, SourceId, Stance, Step, Text, steps,
};

use super::{accepted, of_kind, written};

/// Words as people and machines type them.
fn words() -> impl Strategy<Value = Text> {
    let odd = select(vec![
        "",
        "",
        " ",
        "a\tb\r\nc",
        "\u{0}\u{1}\u{1f}\u{7f}",
        "“quoted” \"twice\" \\",
        "停火谈判",
        "وقف إطلاق النار",
        "הסכם\u{202e}x",
        "👩‍👩‍👧🇺🇦",
        "Co\u{302}te",
        "\u{feff}",
        "\u{2028}\u{2029}",
        "=SUM(A1)",
        "{\"a\": [1]}",
        "</script>",
        "null",
    ])
    .prop_map(str::to_owned);
    prop_oneof![odd, ".{0,12}", "\\PC{0,8}"].prop_map(Text::from)
}

/// A name that no other record of the dossier has, even when case and spaces do not count.
fn named(number: usize, words: &Text) -> Text {
    Text::from(format!("{words}{number}x"))
}

fn extra() -> impl Strategy<Value = Extra> {
    let json =
        select(vec!["null", "2.50", "\"\\u0000\"", "[1,[2,{\"a\":\"b c\"}]]", "{}", "12345678901234567890", "false"]);
    let name = select(vec!["x", "X", " ", "ключ", "x-\"q\"", "standpoint2"]);
    proptest::collection::btree_map(name, json, 0..3).prop_map(|fields| {
        let mut extra = Extra::default();
        for (name, json) in fields {
            extra.push(name.into(), json.into());
        }
        extra
    })
}

fn date() -> impl Strategy<Value = Option<Date>> {
    select(vec![None, Some("2024-02-29"), Some("2025-03"), Some("0001"), Some("9999-12-31")])
        .prop_map(|date| date.map(|date| date.parse().unwrap()))
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    let one = (words(), words(), words(), words(), words(), words(), (date(), extra())).prop_map(
        |(id, title, publisher, author, url, text, (published, extra))| Source {
            id,
            title,
            publisher,
            author,
            published,
            url,
            language: "uk".into(),
            text,
            extra,
        },
    );
    proptest::collection::vec(one, 1..4).prop_map(|mut list| {
        list.iter_mut().enumerate().for_each(|(number, one)| one.id = named(number, &one.id));
        list
    })
}

fn parties() -> impl Strategy<Value = Vec<Party>> {
    let aliases = proptest::collection::vec(words(), 0..3);
    let one = (words(), words(), aliases, select(Role::ALL.to_vec()), words(), words(), extra()).prop_map(
        |(id, name, aliases, role, color, note, extra)| Party { id, name, aliases, role, color, note, extra },
    );
    proptest::collection::vec(one, 1..4).prop_map(|mut list| {
        for (number, one) in list.iter_mut().enumerate() {
            (one.id, one.name) = (named(number, &one.id), named(number, &one.name));
            one.aliases.retain(|alias| !alias.trim().is_empty());
        }
        list
    })
}

fn items(parties: usize) -> impl Strategy<Value = Vec<Item>> {
    let between = proptest::option::of(proptest::collection::vec((0..parties).prop_map(PartyId::from_index), 0..3));
    let one = (words(), words(), words(), between, words(), extra())
        .prop_map(|(id, title, topic, between, note, extra)| Item { id, title, topic, between, note, extra });
    proptest::collection::vec(one, 1..4).prop_map(|mut list| {
        for (number, one) in list.iter_mut().enumerate() {
            (one.id, one.title) = (named(number, &one.id), named(number, &one.title));
        }
        list
    })
}

fn positions(sources: usize, parties: usize, items: usize) -> impl Strategy<Value = Vec<Option<Position>>> {
    let party = move || (0..parties).prop_map(PartyId::from_index);
    let item = move || (0..items).prop_map(ItemId::from_index);
    let condition =
        (words(), proptest::option::of(item()), proptest::option::of(party()), any::<(bool, bool)>(), extra())
            .prop_map(|(text, item, party, (first, met), extra)| Condition { text, item, party, first, met, extra });
    let source = (0..sources).prop_map(SourceId::from_index);
    let evidence = (source, words(), any::<(Option<u32>, Option<u32>)>(), words(), extra()).prop_map(
        |(source, quote, (start, end), speaker, extra)| Evidence { source, quote, start, end, speaker, extra },
    );
    let lists = (proptest::collection::vec(condition, 0..3), proptest::collection::vec(evidence, 0..3));
    let mark = (select(DiscountKind::ALL.to_vec()), words(), extra())
        .prop_map(|(kind, reason, extra)| Box::new(Discount { kind, reason, extra }));
    let flags = (any::<(bool, bool)>(), proptest::option::of(mark));
    let one = (party(), item(), select(Stance::ALL.to_vec()), words(), flags, lists, (date(), words(), extra()))
        .prop_map(
            |(
                party,
                item,
                stance,
                wording,
                ((in_principle, red_line), discount),
                (conditions, evidence),
                (date, note, extra),
            )| {
                Some(Position {
                    party,
                    item,
                    stance,
                    wording,
                    in_principle,
                    red_line,
                    conditions,
                    date,
                    evidence,
                    note,
                    discount,
                    extra,
                })
            },
        );
    proptest::collection::vec(one, 0..5)
}

fn set_aside() -> impl Strategy<Value = Vec<SetAside>> {
    let json = select(vec!["7", "null", "[{\"a\":\"b  c\"}]", "{\"x\":\"\\u0001\"}"]);
    let one = (select(List::ALL.to_vec()), json)
        .prop_filter("a source needs nothing", |(list, json)| *list != List::Sources || !json.starts_with('{'));
    proptest::collection::vec(one, 0..3).prop_map(|list| {
        let aside = |(list, json): (List, &str)| SetAside { list, json: json.into(), reason: "unreadable".to_owned() };
        let mut list: Vec<_> = list.into_iter().map(aside).collect();
        list.sort_by_key(|aside| aside.list);
        list
    })
}

pub(super) fn dossiers() -> impl Strategy<Value = Dossier> {
    (sources(), parties()).prop_flat_map(|(sources, parties)| {
        let (s, p) = (sources.len(), parties.len());
        (Just(sources), Just(parties), items(p), words(), words(), extra(), set_aside()).prop_flat_map(
            move |(sources, parties, items, title, note, extra, set_aside)| {
                positions(s, p, items.len()).prop_map(move |positions| {
                    let (sources, parties, items) = (sources.clone(), parties.clone(), items.clone());
                    let (title, note, extra, set_aside) =
                        (title.clone(), note.clone(), extra.clone(), set_aside.clone());
                    let pattern = items.first().map(|item: &Item| item.title.clone());
                    let terms =
                        pattern.map(|pattern| Highlight { name: note.clone(), pattern, ..Highlight::default() });
                    let highlights = Highlights { terms: terms.into_iter().collect(), ..Highlights::default() };
                    Dossier::from_parts(Parts {
                        title,
                        note,
                        extra,
                        sources,
                        parties,
                        items,
                        positions,
                        set_aside,
                        highlights,
                    })
                    .unwrap()
                })
            },
        )
    })
}

/// A step made from the dossier as it stands.
type Make<'a> = &'a dyn Fn(&Dossier) -> Option<Step>;

/// A dossier without the reasons of what was set aside, which are found anew by each reading.
fn without_reasons(dossier: &Dossier) -> Dossier {
    let set_aside =
        dossier.set_aside().iter().map(|aside| SetAside { reason: String::new(), ..aside.clone() }).collect();
    Dossier::from_parts(Parts {
        title: dossier.title().clone(),
        note: dossier.note().clone(),
        extra: dossier.extra().clone(),
        sources: dossier.sources().iter().map(|(_, source)| source.clone()).collect(),
        parties: dossier.parties().iter().map(|(_, party)| party.clone()).collect(),
        items: dossier.items().iter().map(|(_, item)| item.clone()).collect(),
        positions: dossier.positions().map(|(_, position)| Some(position.clone())).collect(),
        set_aside,
        highlights: dossier.highlights().clone(),
    })
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// A day's work, saved and opened the next morning, is the same to the last letter and flag.
    #[test]
    fn what_was_saved_is_what_is_opened(dossier in dossiers()) {
        let once = written(&dossier);
        let loaded = accepted(once.as_bytes());
        prop_assert_eq!(without_reasons(&loaded.dossier), without_reasons(&dossier), "{}", once);
        prop_assert_eq!(written(&loaded.dossier), once);
        prop_assert_eq!(of_kind(&loaded, FindingKind::Undeclared).len(), 0, "an id does not lead to its record");
    }

    /// What was done to a dossier, too, is the same when it is opened again.
    #[test]
    fn what_was_changed_afterwards_is_what_is_opened(mut dossier in dossiers(), words in words()) {
        let name = named(99, &words);
        dossier.apply(Edit::Title(words.clone())).unwrap();
        let steps: [Make<'_>; 4] = [
            &|dossier| steps::add_party(dossier, &name).map(|(_, step)| step),
            &|dossier| steps::add_item(dossier, &name, &words).map(|(_, step)| step),
            &|dossier| steps::delete_party(dossier, dossier.parties().keys()[0]).map(|deletion| deletion.step),
            &|dossier| steps::delete_source(dossier, dossier.sources().keys()[0]).map(|deletion| deletion.step),
        ];
        for make in steps {
            if let Some(step) = make(&dossier) {
                dossier.apply(step.edit).unwrap();
            }
        }
        let saved = written(&dossier);
        prop_assert_eq!(written(&accepted(&saved).dossier), saved);
    }

    /// A name in another spelling must not make a second column or row of one party or item.
    #[test]
    fn names_lead_home_however_they_are_spelled(name in "\\PC{0,6}[a-zé]", shout in any::<bool>(), by in 0..3_usize) {
        prop_assume!(folded(&name.to_uppercase()) == folded(&name));
        let spelled = if shout { format!(" {}\u{a0}", name.to_uppercase()) } else { name.clone() };
        let mut party = json!({"id": "first", "name": "First party", "aliases": ["other"]});
        match by {
            0 => party["name"] = json!(name),
            1 => party["aliases"][0] = json!(name),
            _ => party = json!({"name": name}),
        }
        let file = json!({"standpoint": 1, "parties": [party], "items": [{"title": name}],
            "positions": [{"party": spelled, "item": spelled, "stance": "offers"}]}).to_string();
        let loaded = accepted(file.as_bytes());
        prop_assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings.list);
        prop_assert_eq!((loaded.dossier.parties().len(), loaded.dossier.items().len()), (1, 1));
        let once = written(&loaded.dossier);
        prop_assert_eq!(written(&accepted(once.as_bytes()).dossier), once);
    }
}
