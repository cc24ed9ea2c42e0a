//! Word documents: the words of their paragraphs, without footnotes, comments, running heads and tracked deletions.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::blocks::{Block, Kind, Writer, sign_of_entry};
use super::xml::{self, Element, Part, Piece, Pieces, Take, texts_of};
use super::{Draft, Form, Note, Unreadable, calendar};

pub(super) fn read(mut archive: Archive<'_>) -> Result<Draft, Unreadable> {
    let document = archive.needed("word/document.xml")?;
    let styles = archive.text("word/styles.xml").ok().flatten().map_or_else(BTreeMap::new, |text| headings(&text));
    let numbering = archive
        .text("word/numbering.xml")
        .ok()
        .flatten()
        .map_or_else(Numbering::default, |text| Numbering::read(&text));
    let mut body = Body { styles, numbering, ..Body::default() };
    let notes = xml::hand_over(&document, Form::Docx, &mut body)?;
    let blocks = body.writer.finish();
    let mut draft = Draft::of(Form::Docx, blocks.text());
    draft.notes = notes;
    draft.language = body.language;
    describe(&mut draft, &mut archive)?;
    if draft.title.is_empty() {
        blocks.first_heading().unwrap_or_default().clone_into(&mut draft.title);
    }
    Ok(draft)
}

/// Takes what the document says about itself.
fn describe(draft: &mut Draft, archive: &mut Archive<'_>) -> Result<(), Unreadable> {
    if let Some(core) = archive.text("docProps/core.xml")? {
        let [title, author, created, language] =
            texts_of(&core, Form::Docx, ["dc:title", "dc:creator", "dcterms:created", "dc:language"]);
        (draft.title, draft.author) = (title, author);
        draft.published = calendar::date_of(&created);
        draft.notes.extend(draft.published.map(|_| Note::DateOfDocument));
        if !language.is_empty() {
            draft.language = language;
        }
    }
    if let Some(app) = archive.text("docProps/app.xml")? {
        [draft.publisher] = texts_of(&app, Form::Docx, ["Company"]);
    }
    Ok(())
}

/// Which styles are headings, by their ids: those that say so by their name, which programs do not translate, or by a level
/// in the outline.
fn headings(styles: &str) -> BTreeMap<String, bool> {
    let (mut found, mut current) = (BTreeMap::new(), String::new());
    let mut pieces = Pieces::of(styles, Form::Docx);
    while let Ok(Some(piece)) = pieces.next() {
        let Piece::Open(element) = piece else { continue };
        match element.name.as_str() {
            "w:style" => current = element.value("w:styleId").unwrap_or_default(),
            "w:name" => {
                let name = element.value("w:val").unwrap_or_default().to_ascii_lowercase();
                let is_heading = name.starts_with("heading") || name == "title" || name == "subtitle";
                found.insert(current.clone(), is_heading);
            }
            "w:outlineLvl" => {
                found.insert(current.clone(), element.value("w:val").is_some_and(|level| level != "9"));
            }
            _ => {}
        }
    }
    found
}

/// Which lists are numbered, and how far each has come.
#[derive(Default)]
struct Numbering {
    /// By the id of the abstract list and level.
    is_numbered: BTreeMap<(String, String), bool>,
    /// The abstract list of a list.
    abstract_of: BTreeMap<String, String>,
    counts: BTreeMap<(String, String), usize>,
}

impl Numbering {
    fn read(text: &str) -> Self {
        let mut numbering = Self::default();
        let (mut list, mut level) = (String::new(), String::new());
        let mut pieces = Pieces::of(text, Form::Docx);
        while let Ok(Some(piece)) = pieces.next() {
            let Piece::Open(element) = piece else { continue };
            let value = |name: &str| element.value(name).unwrap_or_default();
            match element.name.as_str() {
                "w:abstractNum" => list = value("w:abstractNumId"),
                "w:num" => list = value("w:numId"),
                "w:lvl" => level = value("w:ilvl"),
                "w:numFmt" => {
                    let is_numbered = !matches!(value("w:val").as_str(), "bullet" | "none");
                    numbering.is_numbered.insert((list.clone(), level.clone()), is_numbered);
                }
                "w:abstractNumId" => {
                    numbering.abstract_of.insert(list.clone(), value("w:val"));
                }
                _ => {}
            }
        }
        numbering
    }

    /// The sign of the next entry of a list.
    fn sign(&mut self, list: &str, level: &str) -> String {
        let abstract_list = self.abstract_of.get(list).cloned().unwrap_or_default();
        if !self.is_numbered.get(&(abstract_list, level.to_owned())).copied().unwrap_or(false) {
            return sign_of_entry(None);
        }
        // A deeper level begins anew under each entry.
        self.counts.retain(|(other, deeper), _| other != list || deeper.as_str() <= level);
        let count = self.counts.entry((list.to_owned(), level.to_owned())).or_default();
        *count += 1;
        sign_of_entry(Some(*count))
    }
}

#[derive(Default)]
struct Body {
    styles: BTreeMap<String, bool>,
    numbering: Numbering,
    writer: Writer,
    /// List and level of the paragraph whose properties are read.
    list: Option<(String, String)>,
    /// The reading is where words stand: between such places is only white space.
    is_text: bool,
    language: String,
}

impl Take for Body {
    fn part(element: &Element<'_>) -> Part {
        match element.name.as_str() {
            "w:del" | "w:moveFrom" => Part::Told(Note::DeletionsLeftOut),
            "w:footnoteReference" | "w:endnoteReference" | "w:commentReference" => Part::Told(Note::FootnotesLeftOut),
            // The same once more for programs that do not understand it, commands, and tab stops of a style.
            "mc:Fallback" | "w:instrText" | "w:delText" | "w:sectPr" | "w:tabs" => Part::LeftOut,
            _ => Part::Read,
        }
    }

    fn begin(&mut self, element: &Element<'_>) {
        let value = || element.value("w:val").unwrap_or_default();
        self.is_text = matches!(element.name.as_str(), "w:t" | "m:t");
        match element.name.as_str() {
            "w:p" => {
                self.list = None;
                self.writer.begin(Block::new(Kind::Paragraph));
            }
            "w:tr" => self.writer.begin_row(),
            "w:tc" => self.writer.begin_cell(),
            "w:pStyle" if self.styles.get(&value()).copied().unwrap_or(false) => {
                self.becomes(Block::new(Kind::Heading));
            }
            "w:numPr" => self.list = Some((String::new(), "0".to_owned())),
            "w:numId" => self.list = self.list.take().map(|(_, level)| (value(), level)),
            "w:ilvl" => self.list = self.list.take().map(|(list, _)| (list, value())),
            "w:lang" if self.language.is_empty() => self.language = value(),
            "w:tab" => self.writer.push(" "),
            "w:br" | "w:cr" => self.writer.break_line(),
            "w:noBreakHyphen" => self.writer.push("\u{2011}"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.is_text = false;
        match name {
            "w:pPr" => self.settle_list(),
            "w:p" => self.writer.end(),
            "w:tr" => self.writer.end_row(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text {
            self.writer.push(text);
        }
    }
}

impl Body {
    /// The properties of a paragraph are read: it is an entry of a list, or not. Numbered headings stay headings.
    fn settle_list(&mut self) {
        let Some((list, level)) = self.list.take() else { return };
        let is_plain = self.writer.current().is_some_and(|block| block.kind() == Kind::Paragraph);
        if is_plain && list != "0" && !list.is_empty() {
            let sign = self.numbering.sign(&list, &level);
            self.becomes(Block::with_sign(Kind::Entry, sign));
        }
    }

    /// The paragraph that has just begun is another block.
    fn becomes(&mut self, other: Block) {
        if let Some(block) = self.writer.current().filter(|block| block.is_empty()) {
            *block = other;
        }
    }
}
