//! Dossiers for these tests.

use standpoint::files::write;
use standpoint::model::{
    Cell, Condition, Discount, DiscountKind, Dossier, Evidence, Extra, Item, ItemId, Key, List, Parts, Party, PartyId,
    Position, Role, SetAside, Source, SourceId, Stance, Text,
};

pub(crate) fn written(dossier: &Dossier) -> String {
    let mut bytes = Vec::new();
    write(dossier, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

pub(crate) fn texts(words: &[&str]) -> Vec<Text> {
    words.iter().map(|&word| Text::from(word)).collect()
}

pub(crate) fn extra(fields: &[(&str, &str)]) -> Extra {
    let mut extra = Extra::default();
    for &(name, json) in fields {
        extra.push(name.into(), json.into());
    }
    extra
}

pub(crate) fn party(id: &str, name: &str) -> Party {
    Party { id: id.into(), name: name.into(), ..Party::default() }
}

pub(crate) fn item(id: &str, title: &str) -> Item {
    Item { id: id.into(), title: title.into(), ..Item::default() }
}

pub(crate) fn source(id: &str, text: &str) -> Source {
    Source { id: id.into(), text: text.into(), ..Source::default() }
}

pub(crate) fn party_key(number: usize) -> PartyId {
    PartyId::from_index(number)
}

pub(crate) fn item_key(number: usize) -> ItemId {
    ItemId::from_index(number)
}

pub(crate) fn source_key(number: usize) -> SourceId {
    SourceId::from_index(number)
}

pub(crate) fn position(party: usize, item: usize, stance: Stance, wording: &str) -> Position {
    let cell = Cell { item: item_key(item), party: party_key(party) };
    Position { wording: wording.into(), ..Position::new(cell, stance) }
}

pub(crate) fn quotation(source: usize, quote: &str) -> Evidence {
    Evidence {
        source: source_key(source),
        quote: quote.into(),
        start: None,
        end: None,
        speaker: Text::default(),
        extra: Extra::default(),
    }
}

pub(crate) fn aside(list: List, json: &str) -> SetAside {
    SetAside { list, json: json.into(), reason: "the stance is unknown".to_owned() }
}

pub(crate) fn dossier(parts: Parts) -> Dossier {
    Dossier::from_parts(parts).unwrap()
}

/// Everything that a position file can hold, in small.
pub(crate) fn full() -> Dossier {
    let call = Source {
        title: "The “call”".into(),
        publisher: "Dispatch".into(),
        author: "Helen Marsh".into(),
        published: Some("2025-03-18".parse().unwrap()),
        url: "https://example.org/call".into(),
        language: "en".into(),
        extra: extra(&[("pages", "[1,2]")]),
        ..source("call", "First \"line\".\nSecond line: Київ.")
    };
    let russia = Party {
        aliases: texts(&["Moscow", "the Kremlin"]),
        color: "#b5523b".into(),
        note: "n".into(),
        extra: extra(&[("iso", "\"RU\"")]),
        ..party("russia", "Russia")
    };
    let un = Party { role: Role::Observer, ..party("un", "United Nations") };
    let energy = Item {
        topic: "Truce".into(),
        between: Some(vec![party_key(0), party_key(1)]),
        note: "i".into(),
        extra: extra(&[("weight", "0.50")]),
        ..item("energy", "No attacks on energy sites")
    };
    let open = Item { between: Some(Vec::new()), ..item("open", "Talks go on") };
    let bare = position(1, 1, Stance::Reserved, "");
    let mut rich = position(0, 0, Stance::Accepts, "30-day halt");
    (rich.in_principle, rich.red_line) = (true, true);
    rich.conditions = vec![
        Condition {
            text: "Ukraine does the same".into(),
            item: Some(item_key(0)),
            party: Some(party_key(1)),
            ..Condition::default()
        },
        Condition {
            text: "Aid stops".into(),
            first: true,
            met: true,
            extra: extra(&[("by", "\"May\"")]),
            ..Condition::default()
        },
        Condition::default(),
    ];
    rich.date = Some("2025-03".parse().unwrap());
    rich.evidence = vec![Evidence {
        start: Some(0),
        end: Some(12),
        speaker: "the Kremlin".into(),
        extra: extra(&[("page", "3")]),
        ..quotation(0, "First \"line\"")
    }];
    rich.note = "look again".into();
    rich.discount = Some(Box::new(Discount {
        extra: extra(&[("by", "\"H\"")]),
        ..Discount::new(DiscountKind::Superseded, "said otherwise \"today\"")
    }));
    rich.extra = extra(&[("confidence", "0.9"), ("tags", "[\"a\",\"b\"]")]);
    let mut quoted = position(1, 0, Stance::Rejects, "");
    quoted.conditions = vec![Condition { text: "one".into(), ..Condition::default() }];
    quoted.evidence = vec![quotation(0, "First"), quotation(1, "line")];
    dossier(Parts {
        title: "Truce".into(),
        note: "Two reports".into(),
        extra: extra(&[("$schema", "\"positions.schema.json\""), ("sources", "7")]),
        sources: vec![call, source("bare", "")],
        parties: vec![russia, un],
        items: vec![energy, open],
        positions: vec![Some(rich), Some(bare), Some(quoted)],
        set_aside: vec![aside(List::Positions, "{\"party\":\"x\",\"stance\":\"hopes\"}")],
        ..Parts::default()
    })
}
