//! Highlighters: terms that are marked wherever they stand in an article.

use serde::{Deserialize, Serialize};

use super::{Extra, Text};

/// A term and how it is marked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// What it is called; empty: by its pattern.
    pub name: Text,
    /// What is looked for; never empty.
    pub pattern: Text,
    /// How it is looked for.
    pub kind: HighlightKind,
    /// The colour of its marks.
    pub color: HighlightColor,
    /// Fields of the file that the program does not know.
    pub extra: Extra,
}

impl Highlight {
    /// What it is called on screen.
    pub fn title(&self) -> &Text {
        if self.name.trim().is_empty() { &self.pattern } else { &self.name }
    }
}

/// How a term is looked for. Case and accents never count, but for what a regular expression says itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HighlightKind {
    /// Wherever the words stand.
    #[default]
    Plain,
    /// As whole words.
    Word,
    /// The pattern is a regular expression.
    Regex,
}

impl HighlightKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Word, Self::Regex];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Word => "word",
            Self::Regex => "regex",
        }
    }

    /// The kind of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The colours of a highlighter. What they look like is the window's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum HighlightColor {
    #[default]
    Yellow,
    Lime,
    Aqua,
    Rose,
}

impl HighlightColor {
    /// Every colour, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Yellow, Self::Lime, Self::Aqua, Self::Rose];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Lime => "lime",
            Self::Aqua => "aqua",
            Self::Rose => "rose",
        }
    }

    /// The colour of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|color| color.word() == word)
    }
}

/// The highlighters of a dossier. Of two that meet in a text the first one is seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlights {
    /// The terms in order.
    pub terms: Vec<Highlight>,
    /// Records of the file that could not be read, as JSON; saving writes them back behind the terms.
    pub unread: Vec<Text>,
}

impl Highlights {
    /// True when there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.unread.is_empty()
    }
}
