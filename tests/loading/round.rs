//! Random dossiers, written and read: the same content, and the same bytes when they are written again.

use proptest::prelude::*;
use standpoint::files::unite;
use standpoint::model::{
    Condition, Date, Discount, DiscountKind, Dossier, Edit, Evidence, Extra, Item, List, Parts, Party, Position, Role,
    Source, Stance, Step, Text, steps,
};

use super::loading::{assert_same, load};
use super::made::*;

fn text() -> impl Strategy<Value = Text> {
    prop_oneof![
        Just(String::new()),
        "[a-c \"\\\\]{0,6}",
        ".{0,12}",
        "\\PC{1,8}",
        "[\u{0}-\u{1f}é🙂\u{301}\u{2028}]{1,6}"
    ]
    .prop_map(Text::from)
}

/// A text that is not only white space, and with its number not that of another record.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-cA-C]{1,3}", ".{0,9}x"]
}

fn date() -> impl Strategy<Value = Option<Date>> {
    let date = (1_u16..=9_999, prop::option::of((1_u8..=12, prop::option::of(1_u8..=28)))).prop_map(|(year, month)| {
        Date::new(year, month.map(|(month, _)| month), month.and_then(|(_, day)| day)).unwrap()
    });
    prop::option::of(date)
}

fn extras() -> impl Strategy<Value = Extra> {
    let value = prop::sample::select(vec!["1", "null", "\"a b\"", "[1,{\"x\":\"\\n\"}]", "-0.0e10", "{}"]);
    let field = (prop::sample::select(vec!["x", "y", "a b", "é\"\\", ""]), value);
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(field, 1..3)].prop_map(|fields| {
        let mut fields = fields;
        fields.dedup_by_key(|(name, _)| *name);
        extra(&fields)
    })
}

fn source() -> impl Strategy<Value = Source> {
    (text(), text(), text(), date(), (text(), text(), text()), extras()).prop_map(
        |(title, publisher, author, published, (url, language, text), extra)| Source {
            id: Text::default(),
            title,
            publisher,
            author,
            published,
            url,
            language,
            text,
            extra,
        },
    )
}

fn party() -> impl Strategy<Value = Party> {
    let aliases = prop::collection::vec(name().prop_map(Text::from), 0..3);
    (name(), aliases, 0..3_usize, text(), text(), extras()).prop_map(|(name, aliases, role, color, note, extra)| {
        Party { id: Text::default(), name: name.into(), aliases, role: Role::ALL[role], color, note, extra }
    })
}

fn item(parties: usize) -> impl Strategy<Value = Item> {
    let between = prop::option::of(prop::collection::vec((0..parties).prop_map(party_key), 0..3));
    (name(), text(), between, text(), extras()).prop_map(|(title, topic, between, note, extra)| Item {
        id: Text::default(),
        title: title.into(),
        topic,
        between,
        note,
        extra,
    })
}

fn condition(parties: usize, items: usize) -> impl Strategy<Value = Condition> {
    let (item, party) = (prop::option::of(0..items), prop::option::of(0..parties));
    (text(), item, party, any::<bool>(), any::<bool>(), extras()).prop_map(|(text, item, party, first, met, extra)| {
        Condition { text, item: item.map(item_key), party: party.map(party_key), first, met, extra }
    })
}

fn evidence(sources: usize) -> impl Strategy<Value = Evidence> {
    (0..sources, text(), prop::option::of(any::<u32>()), prop::option::of(0..9_u32), text(), extras()).prop_map(
        |(source, quote, start, end, speaker, extra)| Evidence {
            source: source_key(source),
            quote,
            start,
            end,
            speaker,
            extra,
        },
    )
}

fn position(sources: usize, parties: usize, items: usize) -> impl Strategy<Value = Position> {
    let conditions = prop::collection::vec(condition(parties, items), 0..3);
    let evidence = prop::collection::vec(evidence(sources), 0..3);
    let mark = (prop::sample::select(DiscountKind::ALL.to_vec()), text(), extras())
        .prop_map(|(kind, reason, extra)| Box::new(Discount { kind, reason, extra }));
    let marks = (any::<bool>(), any::<bool>(), prop::option::of(mark));
    let head = (0..parties, 0..items, 0..5_usize, marks);
    (head, text(), conditions, date(), evidence, text(), extras()).prop_map(
        |((party, item, stance, marks), wording, conditions, date, evidence, note, extra)| Position {
            party: party_key(party),
            item: item_key(item),
            stance: Stance::ALL[stance],
            wording,
            in_principle: marks.0,
            red_line: marks.1,
            discount: marks.2,
            conditions,
            date,
            evidence,
            note,
            extra,
        },
    )
}

/// A step made from the dossier as it stands.
type Make<'a> = &'a dyn Fn(&Dossier) -> Option<Step>;

/// Ids of every kind: such as are made from names, such as look like names, such as need escapes.
fn ids(number: usize, kind: usize) -> Text {
    match kind {
        0 => format!("id-{number}"),
        1 => format!("Ä \"{number}\"\\ "),
        _ => format!("{}x", "a".repeat(number + 1)),
    }
    .into()
}

fn dossiers() -> impl Strategy<Value = Dossier> {
    let tables = (prop::collection::vec(source(), 1..4), prop::collection::vec(party(), 1..4), 0..3_usize);
    tables.prop_flat_map(|(mut sources, mut parties, kind)| {
        sources.iter_mut().enumerate().for_each(|(n, source)| source.id = ids(n, kind));
        parties.iter_mut().enumerate().for_each(|(n, party)| party.id = ids(n, kind));
        let (s, p) = (sources.len(), parties.len());
        (prop::collection::vec(item(p), 1..4), text(), text(), extras()).prop_flat_map(
            move |(mut items, title, note, extra)| {
                items.iter_mut().enumerate().for_each(|(n, item)| item.id = ids(n, kind));
                let (sources, parties) = (sources.clone(), parties.clone());
                prop::collection::vec(position(s, p, items.len()), 0..5).prop_map(move |positions| {
                    dossier(Parts {
                        title: title.clone(),
                        note: note.clone(),
                        extra: extra.clone(),
                        sources: sources.clone(),
                        parties: parties.clone(),
                        items: items.clone(),
                        positions: positions.into_iter().map(Some).collect(),
                        set_aside: vec![aside(List::Positions, "{\"party\":\"x\"}"), aside(List::Items, "7")],
                        ..Parts::default()
                    })
                })
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(dossier in dossiers()) {
        // If this fails, saving and opening again changes the document.
        let saved = written(&dossier);
        let loaded = load(&saved);
        assert_same(&dossier, &loaded.dossier);
        prop_assert_eq!(dossier.extra(), loaded.dossier.extra());
        prop_assert_eq!(written(&loaded.dossier), saved);
    }

    #[test]
    fn what_was_united_is_read(one in dossiers(), two in dossiers()) {
        // If this fails, a dossier that two files were united in changes when it is saved.
        let mut both = one.clone();
        both.apply(unite(&one, &two).edit).unwrap();
        let saved = written(&both);
        prop_assert_eq!(written(&load(&saved).dossier), saved);
    }

    #[test]
    fn what_was_changed_afterwards_is_read(mut dossier in dossiers(), name in name(), text in text()) {
        // If this fails, a dossier that was worked on changes when it is saved.
        dossier.apply(Edit::Title(text.clone())).unwrap();
        let steps: [Make<'_>; 4] = [
            &|dossier| steps::add_party(dossier, &name).map(|(_, step)| step),
            &|dossier| steps::add_item(dossier, &name, &text).map(|(_, step)| step),
            &|dossier| steps::delete_party(dossier, party_key(0)).map(|deletion| deletion.step),
            &|dossier| steps::delete_source(dossier, source_key(0)).map(|deletion| deletion.step),
        ];
        for step in steps {
            if let Some(step) = step(&dossier) {
                dossier.apply(step.edit).unwrap();
            }
        }
        let saved = written(&dossier);
        prop_assert_eq!(written(&load(&saved).dossier), saved);
    }
}
