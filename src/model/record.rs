//! The records of a dossier: parties, items, sources, positions and what hangs on them.

use serde::{Deserialize, Serialize};

use super::{Cell, Date, ItemId, PartyId, SourceId, Text};

/// Fields that the program does not know, kept as they stand in the file: name and JSON value without line breaks
/// outside strings, in file order. Usually there are none, and then this is one null pointer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(
    clippy::box_collection,
    reason = "eight bytes in a record of which there are a million, and nearly always none"
)]
pub struct Extra(Option<Box<Vec<(Text, Text)>>>);

impl Extra {
    /// Adds a field.
    pub fn push(&mut self, name: Text, json: Text) {
        self.0.get_or_insert_default().push((name, json));
    }

    /// Every field as (name, JSON value).
    pub fn iter(&self) -> impl Iterator<Item = (&Text, &Text)> {
        self.0.iter().flat_map(|fields| fields.iter()).map(|(name, json)| (name, json))
    }

    /// The JSON value of the first field of this name.
    pub fn get(&self, name: &str) -> Option<&Text> {
        self.iter().find(|(field, _)| *field == name).map(|(_, json)| json)
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// What part a party plays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Its agreement is needed.
    #[default]
    Principal,
    /// Helps the principals to agree; its own agreement is not needed.
    Mediator,
    /// Speaks, but its agreement is not needed.
    Observer,
}

impl Role {
    /// Every role, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Principal, Self::Mediator, Self::Observer];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Mediator => "mediator",
            Self::Observer => "observer",
        }
    }

    /// The role of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// How a party stands to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
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

/// Which way a stance points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Demands, offers or accepts.
    For,
    /// Rejects.
    Against,
    /// Reserved.
    Neither,
}

impl Stance {
    /// Every stance, in the order of the product's vocabulary.
    pub const ALL: [Self; 5] = [Self::Demands, Self::Offers, Self::Accepts, Self::Rejects, Self::Reserved];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Demands => "demands",
            Self::Offers => "offers",
            Self::Accepts => "accepts",
            Self::Rejects => "rejects",
            Self::Reserved => "reserved",
        }
    }

    /// The stance of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.word() == word)
    }

    /// For, against, or neither.
    pub fn side(self) -> Side {
        match self {
            Self::Demands | Self::Offers | Self::Accepts => Side::For,
            Self::Rejects => Side::Against,
            Self::Reserved => Side::Neither,
        }
    }
}

/// A side in the negotiation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The id that files use, unique among parties.
    pub id: Text,
    /// The name on screen; never empty.
    pub name: Text,
    /// Other names that articles use.
    pub aliases: Vec<Text>,
    /// Whether its agreement is needed.
    pub role: Role,
    /// `#rrggbb`, or empty.
    pub color: Text,
    /// A remark of the person who works on the dossier.
    pub note: Text,
    /// Fields of the file that the program does not know.
    pub extra: Extra,
}

/// One thing on the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The id that files use, unique among items.
    pub id: Text,
    /// What can be agreed or not, phrased neutrally; never empty.
    pub title: Text,
    /// The heading under which it stands, or empty.
    pub topic: Text,
    /// Whose agreement it needs. None: every principal's.
    pub between: Option<Vec<PartyId>>,
    /// A remark of the person who works on the dossier.
    pub note: Text,
    /// Fields of the file that the program does not know.
    pub extra: Extra,
}

/// An article, statement, communiqué or transcript.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The id that files use, unique among sources.
    pub id: Text,
    /// Headline.
    pub title: Text,
    /// Who published it.
    pub publisher: Text,
    /// Who wrote it.
    pub author: Text,
    /// When it came out.
    pub published: Option<Date>,
    /// Where it stands on the web.
    pub url: Text,
    /// BCP 47 tag of its language.
    pub language: Text,
    /// The article, whole.
    pub text: Text,
    /// Fields of the file that the program does not know.
    pub extra: Extra,
}

/// What one party says on one item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Who says it.
    pub party: PartyId,
    /// On what.
    pub item: ItemId,
    /// How the party stands to it.
    pub stance: Stance,
    /// What it says, in a short neutral sentence.
    pub wording: Text,
    /// Accepted, but the text is not settled.
    pub in_principle: bool,
    /// The party says that it cannot move here.
    pub red_line: bool,
    /// What the acceptance or offer hangs on.
    pub conditions: Vec<Condition>,
    /// When it was said. None: when its latest source came out.
    pub date: Option<Date>,
    /// The quotations that it rests on.
    pub evidence: Vec<Evidence>,
    /// A remark of the person who works on the dossier.
    pub note: Text,
    /// The person's mark that it does not count any more. Boxed, because there are a million positions and few of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Box<Discount>>,
    /// Fields of the file that the program does not know.
    pub extra: Extra,
}

impl Position {
    /// A position with a stance and nothing else.
    pub fn new(cell: Cell, stance: Stance) -> Self {
        Self {
            party: cell.party,
            item: cell.item,
            stance,
            wording: Text::default(),
            in_principle: false,
            red_line: false,
            conditions: Vec::new(),
            date: None,
            evidence: Vec::new(),
            note: Text::default(),
            discount: None,
            extra: Extra::default(),
        }
    }

    /// True unless a person marked it superseded or doubtful: only then it can make the current stance.
    pub fn counts(&self) -> bool {
        self.discount.is_none()
    }

    /// The cell of the matrix in which it stands.
    pub fn cell(&self) -> Cell {
        Cell { item: self.item, party: self.party }
    }
}

/// Why a position does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscountKind {
    /// Another report or a later statement has taken its place.
    Superseded,
    /// It is not certain that it was said, or that it was meant so.
    Doubtful,
}

impl DiscountKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Superseded, Self::Doubtful];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Superseded => "superseded",
            Self::Doubtful => "doubtful",
        }
    }

    /// The kind of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A person's mark that a position does not count. It stays in the history.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Discount {
    /// Superseded or doubtful.
    pub kind: DiscountKind,
    /// Why, in the person's words; may be empty.
    pub reason: Text,
    /// Fields of the file that the program does not know.
    pub extra: Extra,
}

impl Discount {
    /// A mark with a reason.
    pub fn new(kind: DiscountKind, reason: &str) -> Self {
        Self { kind, reason: Text::from(reason), extra: Extra::default() }
    }
}

/// What an acceptance or an offer hangs on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Condition {
    /// The condition in words.
    pub text: Text,
    /// The item that must be agreed, or that `party` must be for.
    pub item: Option<ItemId>,
    /// With `item`: the party that must be for it.
    pub party: Option<PartyId>,
    /// True when that must come before, not together.
    pub first: bool,
    /// A person marked it met. Counts only for a condition that names no item.
    pub met: bool,
    /// Fields of the file that the program does not know.
    pub extra: Extra,
}

/// A verbatim quotation from a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The source that is quoted.
    pub source: SourceId,
    /// The words, as they stand in the source.
    pub quote: Text,
    /// Where the quotation begins in the source's text, in Unicode scalar values.
    pub start: Option<u32>,
    /// Where it ends, exclusive, in Unicode scalar values.
    pub end: Option<u32>,
    /// Who said it.
    pub speaker: Text,
    /// Fields of the file that the program does not know.
    pub extra: Extra,
}

/// A record of the file that could not be read, kept so that saving writes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// The list of the file in which it stood.
    pub list: List,
    /// The record as it stands in the file, without line breaks outside strings.
    pub json: Text,
    /// Why it could not be read.
    pub reason: String,
}

/// The four lists of a position file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// `"sources"`
    Sources,
    /// `"parties"`
    Parties,
    /// `"items"`
    Items,
    /// `"positions"`
    Positions,
}

impl List {
    /// Every list, in the order of the file.
    pub const ALL: [Self; 4] = [Self::Sources, Self::Parties, Self::Items, Self::Positions];

    /// Its name in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Parties => "parties",
            Self::Items => "items",
            Self::Positions => "positions",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_takes_no_more_room_than_this() {
        // If this fails, a dossier of a million positions takes megabytes more memory than it did.
        assert_eq!(size_of::<Position>(), 112);
    }
}
