//! `OpenDocument` texts: the words of their paragraphs, without footnotes, comments and tracked deletions.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::blocks::{Block, Kind, Writer, sign_of_entry};
use super::xml::{self, Element, Part, Piece, Pieces, Take, texts_of};
use super::{Draft, Form, Note, Unreadable, calendar};

pub(super) fn read(mut archive: Archive<'_>) -> Result<Draft, Unreadable> {
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") || archive.has("encrypted-package") {
        return Err(Unreadable::Locked(Form::Odt));
    }
    let content = archive.needed("content.xml")?;
    let mut body = Body::default();
    let notes = xml::hand_over(&content, Form::Odt, &mut body)?;
    let blocks = body.writer.finish();
    let mut draft = Draft::of(Form::Odt, blocks.text());
    draft.notes = notes;
    if let Some(meta) = archive.text("meta.xml")? {
        let names = ["dc:title", "meta:initial-creator", "dc:creator", "meta:creation-date", "dc:date", "dc:language"];
        let [title, first_author, author, created, changed, language] = texts_of(&meta, Form::Odt, names);
        draft.title = title;
        draft.author = if first_author.is_empty() { author } else { first_author };
        draft.published = calendar::date_of(&created).or_else(|| calendar::date_of(&changed));
        draft.notes.extend(draft.published.map(|_| Note::DateOfDocument));
        draft.language = language;
    }
    if draft.language.is_empty() {
        draft.language = language_of_styles(&archive.text("styles.xml")?.unwrap_or_default());
    }
    if draft.title.is_empty() {
        blocks.first_heading().unwrap_or_default().clone_into(&mut draft.title);
    }
    Ok(draft)
}

/// The language of the default style of paragraphs.
fn language_of_styles(styles: &str) -> String {
    let mut pieces = Pieces::of(styles, Form::Odt);
    while let Ok(Some(piece)) = pieces.next() {
        let Piece::Open(element) = piece else { continue };
        let Some(language) = element.value("fo:language").filter(|language| language != "none") else { continue };
        let country = element.value("fo:country").filter(|country| country != "none");
        return country.map_or_else(|| language.clone(), |country| format!("{language}-{country}"));
    }
    String::new()
}

/// A list in which the reading is: its style, and how many entries of it there were.
struct List {
    style: String,
    count: usize,
}

#[derive(Default)]
struct Body {
    writer: Writer,
    lists: Vec<List>,
    /// The levels of list styles that are numbered.
    numbered: BTreeMap<String, Vec<String>>,
    /// The list style that is read.
    style: String,
    /// Paragraph styles that come from a heading or the title, by name.
    headings: BTreeMap<String, bool>,
    /// The sign of an entry that has begun and has no paragraph yet.
    sign: Option<String>,
    /// How deep inside paragraphs: text between them is only white space.
    depth: usize,
}

impl Take for Body {
    fn part(element: &Element<'_>) -> Part {
        match element.name.as_str() {
            "text:tracked-changes" => Part::Told(Note::DeletionsLeftOut),
            "text:note" | "office:annotation" => Part::Told(Note::FootnotesLeftOut),
            "office:scripts"
            | "office:font-face-decls"
            | "text:sequence-decls"
            | "office:forms"
            | "svg:title"
            | "svg:desc"
            | "draw:object" => Part::LeftOut,
            _ => Part::Read,
        }
    }

    fn begin(&mut self, element: &Element<'_>) {
        let value = |name: &str| element.value(name).unwrap_or_default();
        match element.name.as_str() {
            "style:style" => {
                let parent = value("style:parent-style-name");
                let is_heading = matches!(parent.as_str(), "Title" | "Subtitle") || parent.starts_with("Heading");
                self.headings.insert(value("style:name"), is_heading);
            }
            "text:list-style" => self.style = value("style:name"),
            "text:list-level-style-number" => {
                let level = value("text:level");
                let is_shown = element.value("style:num-format").is_none_or(|format| !format.is_empty());
                if is_shown {
                    self.numbered.entry(self.style.clone()).or_default().push(level);
                }
            }
            "text:list" => {
                let outer = self.lists.last().map(|list| list.style.clone());
                let style = element.value("text:style-name").or(outer).unwrap_or_default();
                self.lists.push(List { style, count: 0 });
            }
            "text:list-item" => self.sign = self.next_sign(),
            "text:h" | "text:p" => self.begin_paragraph(element),
            "table:table-row" => self.writer.begin_row(),
            "table:table-cell" => self.writer.begin_cell(),
            "text:s" | "text:tab" => self.writer.push(" "),
            "text:line-break" => self.writer.break_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "text:h" | "text:p" => {
                self.writer.end();
                self.depth = self.depth.saturating_sub(1);
            }
            "text:list" => {
                self.lists.pop();
            }
            "text:list-item" => self.sign = None,
            "table:table-row" => self.writer.end_row(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.depth > 0 {
            self.writer.push(text);
        }
    }
}

impl Body {
    fn begin_paragraph(&mut self, element: &Element<'_>) {
        let style = element.value("text:style-name").unwrap_or_default();
        let is_heading = element.name == "text:h"
            || matches!(style.as_str(), "Title" | "Subtitle")
            || self.headings.get(&style).copied().unwrap_or(false);
        self.depth += 1;
        self.writer.begin(match self.sign.take() {
            // A numbered heading is written as an entry of a list.
            _ if is_heading => Block::new(Kind::Heading),
            Some(sign) => Block::with_sign(Kind::Entry, sign),
            None => Block::new(Kind::Paragraph),
        });
    }

    /// The sign of the entry that begins.
    fn next_sign(&mut self) -> Option<String> {
        let level = self.lists.len().to_string();
        let list = self.lists.last_mut()?;
        list.count += 1;
        let is_numbered = self.numbered.get(&list.style).is_some_and(|levels| levels.contains(&level));
        Some(sign_of_entry(is_numbered.then_some(list.count)))
    }
}
