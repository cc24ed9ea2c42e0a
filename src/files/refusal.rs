//! Why a whole file is refused. Nothing of it is used then; the file stays as it is.

/// Why a file is refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing in it.
    #[error("the file is empty; it may not have been saved completely")]
    Empty,
    /// Not UTF-8.
    #[error(
        "this is not a text file in UTF-8{hint}; a position file is JSON text, and articles come into one with “Add source”"
    )]
    NotText {
        /// Line of the first byte that is no text.
        line: usize,
        /// Column of it.
        column: usize,
        /// What it looks like instead, if that can be told.
        hint: &'static str,
    },
    /// Broken JSON.
    #[error("this is not complete JSON: {message}; mend the file there, or open an earlier copy of it")]
    NotJson {
        /// Line of the error.
        line: usize,
        /// Column of the error.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// Brackets in brackets in brackets.
    #[error(
        "brackets stand inside each other more than {} deep here, which no position file needs; take the inner ones out there, or open an earlier copy of the file",
        super::json::DEEPEST
    )]
    TooDeep {
        /// Line of the bracket that is too much.
        line: usize,
        /// Column of it.
        column: usize,
    },
    /// JSON, but no object.
    #[error("this is JSON, but {found} and not an object; a position file begins with {{ \"standpoint\": 1")]
    NotAnObject {
        /// What it is.
        found: &'static str,
    },
    /// A JSON object of another kind.
    #[error("this is JSON of another kind ({fields}); a position file says \"standpoint\": 1")]
    NotAPositionFile {
        /// What it has instead.
        fields: String,
    },
    /// A version that never existed.
    #[error("the version is {found}; this program reads \"standpoint\": 1")]
    WrongVersion {
        /// What the file says.
        found: String,
    },
    /// Made by a later program, with more in it than additions.
    #[error(
        "this file has version {found} and was made by a newer Standpoint; this program reads version 1 and {because}. Update Standpoint to open it"
    )]
    NewerVersion {
        /// What the file says.
        found: u64,
        /// Why it is not opened even to be looked at.
        because: &'static str,
        /// Line and column of the reason, where there is one.
        place: Option<(usize, usize)>,
    },
    /// A table of more cells than can be compared.
    #[error(
        "the file has {parties} parties and {items} items, counting those that are only named; this program compares up to 5,000 parties and 20 million cells. Split it into several files"
    )]
    TooWide {
        /// How many parties.
        parties: usize,
        /// How many items.
        items: usize,
    },
    /// More than fits into memory as one text.
    #[error("the file is larger than 4 GiB; split it into several files")]
    TooLarge,
}

impl Refusal {
    /// Where in the file the reason is, line and column from one, when it is at one place.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        match self {
            Self::NotText { line, column, .. }
            | Self::NotJson { line, column, .. }
            | Self::TooDeep { line, column } => Some((*line, *column)),
            Self::NewerVersion { place, .. } => *place,
            _ => None,
        }
    }
}
