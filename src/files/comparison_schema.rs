//! What the comparison export looks like, version 1: the types that are written, and the JSON Schema made from these
//! same types. How they are filled is in `export`.
//!
//! The doc comments of the fields are the descriptions in the schema: they speak to who reads the file.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::export::{Items, Pairs, Parties, Sources};
use crate::compare::{Blocker, Standing, Status};
use crate::model::{Date, DiscountKind, Role, Stance};

/// The JSON Schema of the comparison export, as it is kept in `assets/schema/comparison.schema.json`.
pub fn comparison_schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<ComparisonFile<'_>>();
    format!("{:#}\n", schema.to_value())
}

/// What Standpoint works out from a dossier: the current stance of every party on every item, the status of each item
/// and what blocks it, and how far each two parties agree.
///
/// Conditions are met or not when nothing is granted in advance: conditions that wait only for each other are not met.
/// Exchanges (what could close together), sequencing deadlocks and single moves are not worked out yet: this version of
/// the program writes no "exchanges", "deadlocks" and "moves". They will be added beside "pairs".
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Standpoint comparison, version 1", deny_unknown_fields)]
pub(super) struct ComparisonFile<'a> {
    /// The version of this format.
    #[schemars(extend("const" = 1))]
    pub(super) standpoint_comparison: u8,
    /// The dossier's title.
    pub(super) title: &'a str,
    /// Positions of a later date were left out; null: all were counted.
    pub(super) as_of: Option<Day>,
    /// How many items have which status.
    pub(super) status_counts: CountsOut,
    /// Every party, in the order of the dossier.
    #[schemars(with = "Vec<PartyOut<'_>>")]
    pub(super) parties: Parties<'a>,
    /// Every item, in the order of the dossier.
    #[schemars(with = "Vec<ItemOut<'_>>")]
    pub(super) items: Items<'a>,
    /// Every two parties, each pair once.
    #[schemars(with = "Vec<PairOut<'_>>")]
    pub(super) pairs: Pairs<'a>,
    /// What is quoted as evidence, in the order of the dossier; without the texts.
    #[schemars(with = "Vec<SourceOut<'_>>")]
    pub(super) sources: Sources<'a>,
}

/// How many items have which status.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatusCounts", deny_unknown_fields)]
pub(super) struct CountsOut {
    pub(super) agreed: usize,
    pub(super) agreed_in_principle: usize,
    pub(super) conditional: usize,
    pub(super) contested: usize,
    pub(super) refused: usize,
    pub(super) open: usize,
    pub(super) not_stated: usize,
}

/// A party, and every item by how the party stands to it now.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Party", deny_unknown_fields)]
pub(super) struct PartyOut<'a> {
    /// Unique among parties; named wherever a party is meant.
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    /// Whether its agreement is needed where an item does not say otherwise: only a principal's is.
    pub(super) role: Word<Role>,
    /// Other names of the party.
    pub(super) aliases: Vec<&'a str>,
    /// Ids of the items that it demands.
    pub(super) demands: Vec<&'a str>,
    /// Ids of the items that it offers.
    pub(super) offers: Vec<&'a str>,
    /// Ids of the items that it accepts.
    pub(super) agreed: Vec<&'a str>,
    /// Ids of the items that it rejects.
    pub(super) rejected: Vec<&'a str>,
    /// Ids of the items on which it has spoken without accepting or rejecting.
    pub(super) reserved: Vec<&'a str>,
    /// Ids of the items on which its latest positions contradict each other.
    pub(super) disputed: Vec<&'a str>,
    /// Ids of the items on which it has not spoken. Never to be counted with the rejected or reserved ones.
    pub(super) not_stated: Vec<&'a str>,
}

/// One thing on the table.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Item", deny_unknown_fields)]
pub(super) struct ItemOut<'a> {
    /// Unique among items; named wherever an item is meant.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    /// The heading under which it stands, or empty.
    pub(super) topic: &'a str,
    pub(super) status: Word<Status>,
    /// Ids of the parties whose agreement it needs.
    pub(super) between: Vec<&'a str>,
    /// What keeps it from being agreed, in the order of parties.
    pub(super) blockers: Vec<BlockerOut<'a>>,
    /// How every party stands to it, in the order of parties.
    pub(super) stances: Vec<StanceOut<'a>>,
}

/// Something that keeps an item from being agreed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Blocker", deny_unknown_fields)]
pub(super) struct BlockerOut<'a> {
    pub(super) kind: Word<Blocker>,
    /// Id of the party whose agreement is missing or not final.
    pub(super) party: &'a str,
    /// With the kind "unmet": the condition that is not met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) condition: Option<OpenConditionOut<'a>>,
}

/// A condition that is not met.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OpenCondition", deny_unknown_fields)]
pub(super) struct OpenConditionOut<'a> {
    pub(super) text: &'a str,
    /// Id of the item that must be agreed, or that `party` must be for; null: only the text says what it is.
    pub(super) item: Option<&'a str>,
    /// Id of the party that must be for `item`; null: all must whose agreement the item needs.
    pub(super) party: Option<&'a str>,
    /// True: it must be met before, not together with what hangs on it.
    pub(super) first: bool,
}

/// How a party stands to an item.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PartyOnItem")]
#[serde(untagged)]
pub(super) enum StanceOut<'a> {
    NotStated(NotStatedOut<'a>),
    Stated(Box<StatedOut<'a>>),
}

/// The party has not spoken on the item (as of the date), or nothing that is recorded of it counts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NotStated", deny_unknown_fields)]
pub(super) struct NotStatedOut<'a> {
    /// Id of the party.
    pub(super) party: &'a str,
    #[schemars(extend("const" = "not_stated"))]
    pub(super) stance: &'static str,
    /// Positions that were recorded and do not count; left out when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) history: Vec<PositionOut<'a>>,
}

/// What the party says on the item now, and what it said before.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Stated", deny_unknown_fields)]
pub(super) struct StatedOut<'a> {
    /// Id of the party.
    pub(super) party: &'a str,
    /// The current stance; "disputed" when positions of the latest date are both for and against.
    pub(super) stance: Word<Standing>,
    /// What it says, in a short sentence; null when it is disputed: then `history` has both sides.
    pub(super) wording: Option<&'a str>,
    /// It is for the item, but the text is not settled.
    pub(super) in_principle: bool,
    /// It says that it cannot move here.
    pub(super) red_line: bool,
    /// What its being for the item hangs on now.
    pub(super) conditions: Vec<ConditionOut<'a>>,
    /// The date of the current positions; null when they have none.
    pub(super) date: Option<Day>,
    /// What the current positions rest on.
    pub(super) evidence: Vec<EvidenceOut<'a>>,
    /// Every position of the party on the item (as of the date), the oldest first, undated ones before all dated.
    pub(super) history: Vec<PositionOut<'a>>,
}

/// What an acceptance or an offer hangs on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Condition", deny_unknown_fields)]
pub(super) struct ConditionOut<'a> {
    pub(super) text: &'a str,
    /// Id of the item that must be agreed, or that `party` must be for; null: only the text says what it is.
    pub(super) item: Option<&'a str>,
    /// Id of the party that must be for `item`; null: all must whose agreement the item needs.
    pub(super) party: Option<&'a str>,
    /// True: it must be met before, not together with what hangs on it.
    pub(super) first: bool,
    /// Whether it is met, when nothing is granted in advance.
    pub(super) met: bool,
}

/// A verbatim quotation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evidence", deny_unknown_fields)]
pub(super) struct EvidenceOut<'a> {
    /// Id of the source.
    pub(super) source: &'a str,
    pub(super) quote: &'a str,
    /// Where it begins in the source's text, in Unicode scalar values; null when that is not known.
    pub(super) start: Option<u32>,
    /// Where it ends, exclusive, in Unicode scalar values; null when that is not known.
    pub(super) end: Option<u32>,
    /// Who said it, or empty.
    pub(super) speaker: &'a str,
}

/// One position as it was recorded.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Position", deny_unknown_fields)]
pub(super) struct PositionOut<'a> {
    pub(super) stance: Word<Stance>,
    pub(super) wording: &'a str,
    /// Its own date, otherwise that of its latest source; null when there is none.
    pub(super) date: Option<Day>,
    pub(super) in_principle: bool,
    pub(super) red_line: bool,
    pub(super) conditions: Vec<ConditionOut<'a>>,
    pub(super) evidence: Vec<EvidenceOut<'a>>,
    /// A remark of the person who works on the dossier.
    pub(super) note: &'a str,
    /// It is of the latest date, so it counts now.
    pub(super) current: bool,
    /// A person marked that it does not count; left out when it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) discounted: Option<DiscountOut<'a>>,
}

/// A person's mark that a position does not count: it never makes the current stance.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Discount", deny_unknown_fields)]
pub(super) struct DiscountOut<'a> {
    pub(super) r#as: Word<DiscountKind>,
    /// Why, in the words of the person who marked it; may be empty.
    pub(super) reason: &'a str,
}

/// How far two parties agree, over the items on which both are for or against.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Pair", deny_unknown_fields)]
pub(super) struct PairOut<'a> {
    /// Id of a party.
    pub(super) a: &'a str,
    /// Id of the other party.
    pub(super) b: &'a str,
    /// On how many items both are for or against.
    pub(super) compared: usize,
    /// Ids of the items on which both are for or both are against.
    pub(super) alike: Vec<&'a str>,
    /// Ids of the items on which one is for and one is against.
    pub(super) opposed: Vec<&'a str>,
}

/// An article, statement, communiqué or transcript.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source", deny_unknown_fields)]
pub(super) struct SourceOut<'a> {
    /// Unique among sources; named wherever a source is meant.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) publisher: &'a str,
    pub(super) author: &'a str,
    pub(super) published: Option<Day>,
    pub(super) url: &'a str,
    /// BCP 47 tag.
    pub(super) language: &'a str,
}

/// A day (2025-03-18), a month (2025-03) or a year (2025).
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[schemars(rename = "Date", extend("pattern" = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"))]
#[serde(transparent)]
pub(super) struct Day(#[schemars(with = "String")] pub(super) Date);

/// A value that is written as one of a few words.
pub(super) struct Word<T>(pub(super) T);

/// What [`Word`] needs to know.
pub(super) trait Worded {
    /// The name of the list of words in the schema.
    const NAME: &'static str;
    /// What the words mean.
    const MEANING: &'static str;
    fn words() -> Vec<&'static str>;
    fn word(&self) -> &'static str;
}

impl<T: Worded> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<T: Worded> JsonSchema for Word<T> {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME)
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": T::MEANING, "type": "string", "enum": T::words() })
    }
}

macro_rules! worded {
    ($($kind:ty, $name:literal, $meaning:literal, $words:expr;)*) => {$(
        impl Worded for $kind {
            const NAME: &'static str = $name;
            const MEANING: &'static str = $meaning;
            fn words() -> Vec<&'static str> {
                $words
            }
            fn word(&self) -> &'static str {
                <$kind>::word(*self)
            }
        }
    )*};
}

worded! {
    Role, "Role", "What part a party plays.", Role::ALL.map(Role::word).to_vec();
    Status, "Status", "Where an item stands between the parties whose agreement it needs.",
        Status::ALL.map(Status::word).to_vec();
    Stance, "Stance", "How a position stands to its item.", Stance::ALL.map(Stance::word).to_vec();
    DiscountKind, "DiscountKind", "Why a position does not count: another has taken its place, or it is not certain.",
        DiscountKind::ALL.map(DiscountKind::word).to_vec();
    Standing, "CurrentStance", "How a party that has spoken stands to an item now.",
        Stance::ALL.map(Stance::word).into_iter().chain([Standing::Disputed.word()]).collect();
    Blocker, "BlockerKind", "What the party does that keeps the item from being agreed: it rejects it, is reserved, is \
        silent, is reported with contradictions, sets a condition that is not met, or is for it only in principle.",
        Blocker::WORDS.to_vec();
}
