//! What reading a document did beyond taking its words, in words for the person who adds it.

use std::fmt;

/// One thing that a person may want to look after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// Letters were read in this encoding, which is not UTF-8.
    Encoding(&'static str),
    /// Some bytes are no letters in the encoding.
    UnreadableCharacters,
    /// Parts of the page around the article were left out.
    LeftOutAroundArticle,
    /// The title is the first line of the text.
    TitleFromFirstLine,
    /// The title is the name of the file.
    TitleFromFileName,
    /// The date is the one on which the document was made.
    DateOfDocument,
    /// Lines were joined into paragraphs by how they stand on the page.
    LinesJoined,
    /// Footnotes and remarks at the margin were left out.
    FootnotesLeftOut,
    /// What was deleted under tracked changes was left out.
    DeletionsLeftOut,
    /// So many pages have no text.
    PagesWithoutText(usize),
    /// The fonts of a PDF do not say what some signs are.
    UnknownSigns(usize),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding(name) => write!(f, "Read as {name}; look whether letters with accents are right"),
            Self::UnreadableCharacters => f.write_str("Some characters could not be read and stand as �"),
            Self::LeftOutAroundArticle => f.write_str("Left out what stands around the article on its page"),
            Self::TitleFromFirstLine => f.write_str("The title is the first line of the text"),
            Self::TitleFromFileName => f.write_str("The title is the name of the file"),
            Self::DateOfDocument => f.write_str("The date is the one on which the document was made"),
            Self::LinesJoined => f.write_str("Lines were joined into paragraphs; look whether they are right"),
            Self::FootnotesLeftOut => f.write_str("Footnotes and comments were left out"),
            Self::DeletionsLeftOut => f.write_str("Words deleted under tracked changes were left out"),
            Self::PagesWithoutText(1) => f.write_str("One page has no text; it may be a picture"),
            Self::PagesWithoutText(count) => write!(f, "{count} pages have no text; they may be pictures"),
            Self::UnknownSigns(1) => f.write_str("One sign is of a font that does not say what it is, and stands as �"),
            Self::UnknownSigns(count) => {
                write!(f, "{count} signs are of fonts that do not say what they are, and stand as �")
            }
        }
    }
}
