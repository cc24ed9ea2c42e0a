//! The JSON Schema of the position file, generated from types that describe the format.
//!
//! These types are for description alone: reading and writing have their own ways for the sake of speed and of what a
//! file may hold that nobody foresaw. Tests hold all three together.

use schemars::{JsonSchema, generate::SchemaSettings};

/// The JSON Schema of the position file, as it stands in `assets/schema/positions.schema.json`.
pub fn positions_schema() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<PositionFile>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// A Standpoint position file, version 1: who demands, offers, accepts or rejects what in a negotiation, on which
/// conditions, and which sentence of which article says so. Fields that are not described here are kept as they are.
#[derive(JsonSchema)]
#[schemars(title = "Standpoint position file")]
#[expect(dead_code, reason = "described, not built")]
struct PositionFile {
    /// The version of the format.
    #[schemars(extend("const" = 1))]
    standpoint: u32,
    /// What the file is about, in a few words.
    #[schemars(default)]
    title: String,
    /// A remark on the file as a whole.
    #[schemars(default)]
    note: String,
    /// The articles, statements, communiqués or transcripts that are quoted.
    #[schemars(default)]
    sources: Vec<SourceRecord>,
    /// The sides in the negotiation. A party that is named without being declared here is declared by being named.
    #[schemars(default)]
    parties: Vec<PartyRecord>,
    /// The things on the table. An item that is named without being declared here is declared by being named.
    #[schemars(default)]
    items: Vec<ItemRecord>,
    /// What each party says on each item. A party that has not spoken on an item has no position there.
    #[schemars(default)]
    positions: Vec<PositionRecord>,
    /// Terms that are marked wherever they stand in an article. Of two that meet, the first one is seen.
    #[schemars(default)]
    highlights: Vec<HighlightRecord>,
}

/// A term that is marked in every article.
#[derive(JsonSchema)]
#[schemars(rename = "Highlight")]
#[expect(dead_code, reason = "described, not built")]
struct HighlightRecord {
    /// What it is called. Left out: by its pattern.
    #[schemars(default)]
    name: String,
    /// What is looked for.
    #[schemars(length(min = 1))]
    pattern: String,
    /// How it is looked for.
    #[schemars(default)]
    kind: HighlightKindWord,
    /// The colour of its marks.
    #[schemars(default)]
    color: HighlightColorWord,
}

/// `plain`: wherever the words stand, whatever their case and accents; `word`: as whole words; `regex`: the pattern is a
/// regular expression in the syntax of the Rust crate `regex`, in which case does not count.
#[derive(Default, JsonSchema, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "HighlightKind")]
#[expect(dead_code, reason = "described, not built")]
enum HighlightKindWord {
    #[default]
    Plain,
    Word,
    Regex,
}

/// One of four colours that marks of stances do not have.
#[derive(Default, JsonSchema, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "HighlightColor")]
#[expect(dead_code, reason = "described, not built")]
enum HighlightColorWord {
    #[default]
    Yellow,
    Lime,
    Aqua,
    Rose,
}

/// An article (or statement, communiqué, transcript) with its text.
#[derive(JsonSchema)]
#[schemars(rename = "Source")]
#[expect(dead_code, reason = "described, not built")]
struct SourceRecord {
    /// The name by which evidence refers to this source. Made from the title when left out.
    #[schemars(default)]
    id: String,
    /// The headline.
    #[schemars(default)]
    title: String,
    /// Who published it.
    #[schemars(default)]
    publisher: String,
    /// Who wrote it.
    #[schemars(default)]
    author: String,
    /// When it came out.
    #[schemars(default, with = "DateText", skip_serializing_if = "Option::is_none")]
    published: Option<DateText>,
    /// Where it stands on the web.
    #[schemars(default)]
    url: String,
    /// The language of the text as a BCP 47 tag, such as `en` or `uk`.
    #[schemars(default)]
    language: String,
    /// The article, whole.
    #[schemars(default)]
    text: String,
}

/// A side in the negotiation.
#[derive(JsonSchema)]
#[schemars(rename = "Party")]
#[expect(dead_code, reason = "described, not built")]
struct PartyRecord {
    /// The name by which the rest of the file refers to this party. Made from the name when left out.
    #[schemars(default)]
    id: String,
    /// The name that is shown.
    #[schemars(length(min = 1))]
    name: String,
    /// Other names that articles use for this party.
    #[schemars(default)]
    aliases: Vec<String>,
    /// The part that the party plays.
    #[schemars(default)]
    role: RoleWord,
    /// The party's colour as `#rrggbb`.
    #[schemars(default)]
    color: String,
    /// A remark.
    #[schemars(default)]
    note: String,
}

/// One thing on the table that can be agreed or not.
#[derive(JsonSchema)]
#[schemars(rename = "Item")]
#[expect(dead_code, reason = "described, not built")]
struct ItemRecord {
    /// The name by which the rest of the file refers to this item. Made from the title when left out.
    #[schemars(default)]
    id: String,
    /// What can be agreed or not, phrased neutrally.
    #[schemars(length(min = 1))]
    title: String,
    /// The heading under which the item stands.
    #[schemars(default)]
    topic: String,
    /// The parties whose agreement the item needs, by id, name or alias. Left out: every principal.
    #[schemars(default, with = "Vec<String>", skip_serializing_if = "Option::is_none")]
    between: Option<Vec<String>>,
    /// A remark.
    #[schemars(default)]
    note: String,
}

/// What one party says on one item.
#[derive(JsonSchema)]
#[schemars(rename = "Position")]
#[expect(dead_code, reason = "described, not built")]
struct PositionRecord {
    /// Who says it: a party's id, name or alias.
    #[schemars(length(min = 1))]
    party: String,
    /// On what: an item's id or title.
    #[schemars(length(min = 1))]
    item: String,
    /// How the party stands to the item.
    stance: StanceWord,
    /// What the party says, in a short neutral sentence.
    #[schemars(default)]
    wording: String,
    /// True: accepted, but the text is not settled.
    #[schemars(default)]
    in_principle: bool,
    /// True: the party says that it cannot move here.
    #[schemars(default)]
    red_line: bool,
    /// What the acceptance or the offer hangs on.
    #[schemars(default)]
    conditions: Vec<ConditionRecord>,
    /// When it was said. Left out: when the (latest) quoted source came out.
    #[schemars(default, with = "DateText", skip_serializing_if = "Option::is_none")]
    date: Option<DateText>,
    /// The quotations that the position rests on.
    #[schemars(default)]
    evidence: Vec<EvidenceRecord>,
    /// A remark.
    #[schemars(default)]
    note: String,
    /// A person's mark that the position does not count: it never makes the current stance, and stays in the history.
    /// Left out: it counts.
    #[schemars(default, with = "DiscountRecord", skip_serializing_if = "Option::is_none")]
    discounted: Option<DiscountRecord>,
}

/// Why a position does not count.
#[derive(JsonSchema)]
#[schemars(rename = "Discount")]
#[expect(dead_code, reason = "described, not built")]
struct DiscountRecord {
    /// In what way it does not count.
    r#as: DiscountWord,
    /// Why, in the words of the person who marked it.
    #[schemars(default)]
    reason: String,
}

/// In what way a position does not count.
#[derive(JsonSchema)]
#[schemars(rename = "DiscountKind", rename_all = "snake_case")]
#[expect(dead_code, reason = "described, not built")]
enum DiscountWord {
    /// Another report or a later statement has taken its place.
    Superseded,
    /// It is not certain that it was said, or that it was meant so.
    Doubtful,
}

/// What an acceptance or an offer hangs on: words and, where possible, a link to an item and a party.
#[derive(JsonSchema)]
#[schemars(rename = "Condition")]
#[expect(dead_code, reason = "described, not built")]
struct ConditionRecord {
    /// The condition in words.
    #[schemars(default)]
    text: String,
    /// The item that must be agreed, by id or title.
    #[schemars(default, with = "String", skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// With `item`: the party that must be for it, by id, name or alias.
    #[schemars(default, with = "String", skip_serializing_if = "Option::is_none")]
    party: Option<String>,
    /// True: it must come before. False: both may come together.
    #[schemars(default)]
    first: bool,
    /// True: a person marked it met. Counts only for a condition that names no item.
    #[schemars(default)]
    met: bool,
}

/// A verbatim quotation from a source.
#[derive(JsonSchema)]
#[schemars(rename = "Evidence")]
#[expect(dead_code, reason = "described, not built")]
struct EvidenceRecord {
    /// The id of the source that is quoted. May be left out when the file has only one source.
    #[schemars(default, with = "String", skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// The words, as they stand in the source.
    #[schemars(default)]
    quote: String,
    /// Where the quotation begins in the source's text, in Unicode scalar values. Left out: it is searched for.
    #[schemars(default, with = "u32", skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    /// Where the quotation ends in the source's text, exclusive, in Unicode scalar values.
    #[schemars(default, with = "u32", skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    /// Who said it.
    #[schemars(default)]
    speaker: String,
}

/// A day (`2025-03-18`), a month (`2025-03`) or a year (`2025`).
#[derive(JsonSchema)]
#[schemars(rename = "Date")]
#[expect(dead_code, reason = "described, not built")]
struct DateText(#[schemars(regex(pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$"))] String);

/// The part that a party plays.
#[derive(JsonSchema, Default, serde::Serialize)]
#[schemars(rename = "Role", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "described, not built")]
enum RoleWord {
    /// Its agreement is needed.
    #[default]
    Principal,
    /// Helps the principals to agree; its own agreement is not needed.
    Mediator,
    /// Speaks, but its agreement is not needed.
    Observer,
}

/// How a party stands to an item.
#[derive(JsonSchema)]
#[schemars(rename = "Stance", rename_all = "snake_case")]
#[expect(dead_code, reason = "described, not built")]
enum StanceWord {
    /// Asks for it.
    Demands,
    /// Puts it forward.
    Offers,
    /// Agrees to it.
    Accepts,
    /// Refuses it.
    Rejects,
    /// Has spoken, neither accepts nor rejects.
    Reserved,
}
