//! The records as they stand in the file: unchecked, with the fields that the program does not know.
//!
//! Positions are read strictly: one field that cannot be read makes the whole record unreadable, because nothing may be
//! concluded from something half read. Optional fields of parties, items and sources are read one by one
//! ([`Optional`]), because a strange colour is no reason to lose a party.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A string that stays in the file's text where it has no escapes.
#[derive(Debug, Clone)]
pub(super) struct Word<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = Word<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotation marks")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Words)
    }
}

/// A field that may be unreadable without spoiling its record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Optional<'a, T> {
    json: &'a RawValue,
    is: PhantomData<T>,
}

impl<'de: 'a, 'a, T> Deserialize<'de> for Optional<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Shallow(json) = Shallow::deserialize(deserializer)?;
        Ok(Self { json, is: PhantomData })
    }
}

impl<'a, T: Deserialize<'a>> Optional<'a, T> {
    /// The value, or the JSON that is none with the reason.
    pub(super) fn read(self) -> Result<T, (&'a RawValue, String)> {
        serde_json::from_str(self.json.get()).map_err(|error| (self.json, super::json::message_of(&error)))
    }

    /// The JSON as it stands.
    pub(super) fn json(&self) -> &'a RawValue {
        self.json
    }
}

/// JSON that is kept as it stands, unless it is nested too deeply. The file is then refused for it, with the place.
struct Shallow<'a>(&'a RawValue);

impl<'de: 'a, 'a> Deserialize<'de> for Shallow<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?;
        if super::json::too_deep(json.get(), super::json::DEEPEST).is_some() {
            return Err(D::Error::custom("brackets stand too deep inside each other"));
        }
        Ok(Self(json))
    }
}

/// The name of a field in the file: its own, or another where that is a word of Rust.
macro_rules! word {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $word:literal) => {
        $word
    };
}

/// Declares a raw record: its fields with their names in the file and their types. Every field may be missing or null.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident ($expecting:literal) { $($field:ident $(= $word:literal)?: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub(super) struct $name<'a> {
            $(pub(super) $field: Option<$type>,)*
            pub(super) extra: Vec<(Cow<'a, str>, &'a RawValue)>,
        }

        impl<'de: 'a, 'a> Deserialize<'de> for $name<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;
                impl<'de> Visitor<'de> for Fields {
                    type Value = $name<'de>;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        let mut record = $name::default();
                        while let Some(Word(key)) = map.next_key()? {
                            match &*key {
                                $(word!($field $($word)?) => {
                                    if record.$field.is_some() {
                                        return Err(A::Error::custom(concat!("“", word!($field $($word)?), "” is given twice")));
                                    }
                                    let value = map.next_value();
                                    record.$field = value.map_err(|error| A::Error::custom(format_args!(concat!("“", word!($field $($word)?), "”: {}"), error)))?;
                                })*
                                _ => {
                                    let Shallow(json) = map.next_value()?;
                                    record.extra.push((key, json));
                                }
                            }
                        }
                        Ok(record)
                    }
                }
                deserializer.deserialize_map(Fields)
            }
        }
    };
}

record! {
    /// A source.
    RawSource("a source in braces") {
        id: Word<'a>,
        title: Optional<'a, Word<'a>>,
        publisher: Optional<'a, Word<'a>>,
        author: Optional<'a, Word<'a>>,
        published: Optional<'a, Word<'a>>,
        url: Optional<'a, Word<'a>>,
        language: Optional<'a, Word<'a>>,
        text: Optional<'a, Word<'a>>,
    }
}

record! {
    /// A party.
    RawParty("a party in braces") {
        id: Word<'a>,
        name: Word<'a>,
        aliases: Optional<'a, Vec<Word<'a>>>,
        role: Optional<'a, Word<'a>>,
        color: Optional<'a, Word<'a>>,
        note: Optional<'a, Word<'a>>,
    }
}

record! {
    /// An item.
    RawItem("an item in braces") {
        id: Word<'a>,
        title: Word<'a>,
        topic: Optional<'a, Word<'a>>,
        between: Optional<'a, Vec<Word<'a>>>,
        note: Optional<'a, Word<'a>>,
    }
}

record! {
    /// A position.
    RawPosition("a position in braces") {
        party: Word<'a>,
        item: Word<'a>,
        stance: Word<'a>,
        wording: Word<'a>,
        in_principle: bool,
        red_line: bool,
        conditions: Vec<RawCondition<'a>>,
        date: Word<'a>,
        evidence: Vec<RawEvidence<'a>>,
        note: Word<'a>,
        discounted: Box<RawDiscount<'a>>,
    }
}

record! {
    /// The mark that a position does not count.
    RawDiscount("a mark in braces") {
        kind = "as": Word<'a>,
        reason: Word<'a>,
    }
}

record! {
    /// A highlighter.
    RawHighlight("a highlighter in braces") {
        name: Word<'a>,
        pattern: Word<'a>,
        kind: Word<'a>,
        color: Word<'a>,
    }
}

record! {
    /// A condition.
    RawCondition("a condition in braces") {
        text: Word<'a>,
        item: Word<'a>,
        party: Word<'a>,
        first: bool,
        met: bool,
    }
}

record! {
    /// A quotation.
    RawEvidence("a quotation in braces") {
        source: Word<'a>,
        quote: Word<'a>,
        start: u32,
        end: u32,
        speaker: Word<'a>,
    }
}
