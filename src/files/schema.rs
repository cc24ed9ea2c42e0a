//! The JSON Schema of the position file, generated from types that describe it and nothing else.

#![allow(dead_code, reason = "the types below exist for their schema alone")]

use schemars::{JsonSchema, schema_for};

/// The JSON Schema of the position file, version 1, as indented JSON with a final newline.
pub fn positions_schema() -> String {
    let mut text = serde_json::to_string_pretty(&schema_for!(PositionFile)).unwrap_or_default();
    text.push('\n');
    text
}

/// A dossier on disk, usually derived from one article (Standpoint position file, version 1). Fields that are not
/// listed here are kept and written back.
#[derive(JsonSchema)]
#[schemars(rename = "PositionFile")]
struct PositionFile {
    /// The version of the format.
    #[schemars(extend("const" = 1))]
    standpoint: u8,
    #[serde(default)]
    title: String,
    #[serde(default)]
    note: String,
    /// Articles, statements, transcripts.
    #[serde(default)]
    sources: Vec<SourceRecord>,
    /// The sides in the negotiation, in the order of columns.
    #[serde(default)]
    parties: Vec<PartyRecord>,
    /// What is on the table, in the order of rows.
    #[serde(default)]
    items: Vec<ItemRecord>,
    /// What parties say on items.
    #[serde(default)]
    positions: Vec<PositionRecord>,
}

/// An article, statement, communiqué or transcript.
#[derive(JsonSchema)]
#[schemars(rename = "Source")]
struct SourceRecord {
    /// Unique among sources; made from the title when left out.
    #[serde(default)]
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    publisher: String,
    #[serde(default)]
    author: String,
    /// When it came out.
    published: Option<DateText>,
    /// Where it stands on the web.
    #[serde(default)]
    url: String,
    /// BCP 47 tag of its language.
    #[serde(default)]
    language: String,
    /// The article, whole.
    #[serde(default)]
    text: String,
}

/// A side in the negotiation.
#[derive(JsonSchema)]
#[schemars(rename = "Party")]
struct PartyRecord {
    /// Unique among parties; made from the name when left out.
    #[serde(default)]
    id: String,
    name: NameText,
    /// Other names that articles use.
    #[serde(default)]
    aliases: Vec<String>,
    role: Option<RoleWord>,
    /// For example #b5523b.
    #[serde(default)]
    color: String,
    #[serde(default)]
    note: String,
}

/// One thing on the table that can be agreed or not, phrased neutrally.
#[derive(JsonSchema)]
#[schemars(rename = "Item")]
struct ItemRecord {
    /// Unique among items; made from the title when left out.
    #[serde(default)]
    id: String,
    title: NameText,
    /// The heading under which it stands.
    #[serde(default)]
    topic: String,
    /// Whose agreement it needs, by id, name or alias; every principal's when left out.
    between: Option<Vec<String>>,
    #[serde(default)]
    note: String,
}

/// What one party says on one item.
#[derive(JsonSchema)]
#[schemars(rename = "Position")]
struct PositionRecord {
    /// By id, name or alias.
    party: NameText,
    /// By id or title.
    item: NameText,
    stance: StanceWord,
    /// What the party says, in a short neutral sentence.
    #[serde(default)]
    wording: String,
    /// Accepted, but the text is not settled.
    #[serde(default)]
    in_principle: bool,
    /// The party says that it cannot move here.
    #[serde(default)]
    red_line: bool,
    /// What the acceptance or offer hangs on.
    #[serde(default)]
    conditions: Vec<ConditionRecord>,
    /// When it was said; the date of its latest source when left out.
    date: Option<DateText>,
    /// The quotations that it rests on.
    #[serde(default)]
    evidence: Vec<EvidenceRecord>,
    #[serde(default)]
    note: String,
}

/// What an acceptance or an offer hangs on.
#[derive(JsonSchema)]
#[schemars(rename = "Condition")]
struct ConditionRecord {
    #[serde(default)]
    text: String,
    /// The item that must be agreed, by id or title.
    #[serde(default)]
    item: String,
    /// With an item: the party that must be for it.
    #[serde(default)]
    party: String,
    /// True when that must come before, not together.
    #[serde(default)]
    first: bool,
    /// A person marked it met; counts only for a condition that names no item.
    #[serde(default)]
    met: bool,
}

/// A verbatim quotation from a source.
#[derive(JsonSchema)]
#[schemars(rename = "Evidence")]
struct EvidenceRecord {
    /// The id of the source; may be left out when the file has exactly one.
    #[serde(default)]
    source: String,
    /// The words as they stand in the source.
    #[serde(default)]
    quote: String,
    /// Where it begins in the text of the source, in Unicode scalar values.
    #[serde(default)]
    start: u32,
    /// Where it ends, exclusive, in Unicode scalar values.
    #[serde(default)]
    end: u32,
    #[serde(default)]
    speaker: String,
}

/// A day, a month or a year: 2025-03-18, 2025-03 or 2025.
#[derive(JsonSchema)]
#[schemars(rename = "Date", extend("pattern" = r"^\d{4}(-\d{2}(-\d{2})?)?$"))]
struct DateText(String);

/// A text that is not empty.
#[derive(JsonSchema)]
#[schemars(rename = "Name", extend("pattern" = r"\S"))]
struct NameText(String);

/// What part a party plays. The agreement of principals is needed.
#[derive(JsonSchema)]
#[schemars(rename = "Role", rename_all = "snake_case")]
enum RoleWord {
    Principal,
    Mediator,
    Observer,
}

/// How a party stands to an item.
#[derive(JsonSchema)]
#[schemars(rename = "Stance", rename_all = "snake_case")]
enum StanceWord {
    Demands,
    Offers,
    Accepts,
    Rejects,
    Reserved,
}
