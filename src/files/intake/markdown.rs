//! Markdown, read by `pulldown-cmark`: its words without its signs, and what a block between `---` at the beginning says.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::blocks::{Block, Kind, Writer, sign_of_entry};
use super::{Draft, Form, calendar, with_plain_line_ends};

pub(super) fn read(text: &str) -> Draft {
    let text = with_plain_line_ends(text);
    let (front, article) = parted(&text);
    let mut walk = Walk::default();
    for event in Parser::new_ext(article, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        walk.step(event);
    }
    let blocks = walk.writer.finish();
    let mut draft = Draft::of(Form::Markdown, blocks.text());
    describe(&mut draft, front);
    if draft.title.is_empty() {
        blocks.first_heading().unwrap_or_default().clone_into(&mut draft.title);
    }
    draft
}

/// What stands between `---` and `---` at the beginning, and the rest.
fn parted(text: &str) -> (&str, &str) {
    let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    front.filter(|(front, _)| front.lines().any(|line| field(line).is_some())).unwrap_or(("", text))
}

/// `name: value`, the value without quotation marks.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    is_name.then(|| (name, value.trim().trim_matches(['"', '\''])))
}

fn describe(draft: &mut Draft, front: &str) {
    for (name, value) in front.lines().filter_map(field) {
        let place = match name.to_ascii_lowercase().as_str() {
            "title" => &mut draft.title,
            "author" | "authors" | "by" => &mut draft.author,
            "publisher" | "site" | "publication" => &mut draft.publisher,
            "lang" | "language" => &mut draft.language,
            "url" | "source" | "link" | "canonical_url" => &mut draft.url,
            "date" | "published" => {
                draft.published = draft.published.or_else(|| calendar::date_of(value));
                continue;
            }
            _ => continue,
        };
        value.clone_into(place);
    }
}

#[derive(Default)]
struct Walk {
    writer: Writer,
    /// The number of the next entry of each list that is open; None for bullets.
    lists: Vec<Option<u64>>,
    /// The sign of an entry that has no text yet.
    sign: Option<String>,
}

impl Walk {
    fn step(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.writer.break_line(),
            // Tags between words stand for nothing that could be read.
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.writer.break_line(),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.writer.begin(Block::new(Kind::Heading)),
            Tag::Paragraph | Tag::CodeBlock(_) => self.begin_text(),
            Tag::List(first) => {
                self.writer.end();
                self.lists.push(*first);
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next = next.saturating_add(1);
                    usize::try_from(*next - 1).unwrap_or(usize::MAX)
                });
                self.sign = Some(sign_of_entry(number));
            }
            Tag::TableHead | Tag::TableRow => self.writer.begin_row(),
            Tag::TableCell => {
                self.writer.begin_cell();
                self.writer.begin(Block::new(Kind::Paragraph));
            }
            _ => {}
        }
    }

    fn begin_text(&mut self) {
        self.writer.end();
        self.writer.begin(match self.sign.take() {
            Some(sign) => Block::with_sign(Kind::Entry, sign),
            None => Block::new(Kind::Paragraph),
        });
    }

    /// Text of a tight list stands in its entry without a paragraph.
    fn text(&mut self, text: &str) {
        if self.writer.current().is_none() {
            self.begin_text();
        }
        if let Some(block) = self.writer.current() {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    block.break_line();
                }
                block.push(line);
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::TableCell => self.writer.end(),
            TagEnd::Item => {
                self.writer.end();
                self.sign = None;
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.writer.end_row(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signs of Markdown in the text would break every quotation that goes over them.
    #[test]
    fn the_words_come_without_the_signs() {
        let draft = read(concat!(
            "---\ntitle: \"Talks go on\"\nauthor: A. Writer\ndate: 2025-03-18\nlang: en\nurl: https://example.org/a\n---\n",
            "# Talks *go* on\n\nThe **two sides** met\nin [Geneva](https://example.org).  \nNext line.\n\n",
            "- first\n- second\n  goes on\n\n1. one\n2. two\n\n> Quoted words.\n\n| Item | Stance |\n|---|---|\n| Truce | for |\n",
        ));
        let expected = "Talks go on\n\nThe two sides met in Geneva.\nNext line.\n\n• first\n• second goes on\n1. one\n2. two\n\nQuoted words.\n\nItem | Stance\nTruce | for";
        assert_eq!(draft.text, expected);
        assert_eq!(
            (draft.title.as_str(), draft.author.as_str(), draft.language.as_str()),
            ("Talks go on", "A. Writer", "en")
        );
        assert_eq!(draft.published.map(|date| date.to_string()).as_deref(), Some("2025-03-18"));
        assert_eq!(draft.url, "https://example.org/a");
    }
}
