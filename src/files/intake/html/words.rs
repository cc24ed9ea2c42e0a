//! The words of an article's elements as blocks.

use super::super::blocks::{Block, Blocks, Kind, Writer, sign_of_entry};
use super::around::Article;
use super::dom::{Id, NodeKind, Page, Step};

/// Elements that begin a new line in a browser.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];

pub(super) fn blocks(page: &Page, article: &Article) -> Blocks {
    let mut walk =
        Walk { page, writer: Writer::default(), lists: Vec::new(), sign: None, headings: 0, preformatted: 0 };
    for from in article.headline.into_iter().chain([article.root]) {
        for step in page.walk_without(from, |id| article.is_left_out[id] && id != from) {
            match step {
                Step::Enter(id) => walk.enter(id),
                Step::Leave(id) => walk.leave(id),
            }
        }
        walk.writer.end();
    }
    walk.writer.finish()
}

struct Walk<'a> {
    page: &'a Page,
    writer: Writer,
    /// The number of the next entry of each list that is open; None for bullets.
    lists: Vec<Option<usize>>,
    /// The sign of an entry that has no text yet.
    sign: Option<String>,
    /// How deep in headings.
    headings: usize,
    /// How deep in text whose line ends count.
    preformatted: usize,
}

impl Walk<'_> {
    fn enter(&mut self, id: Id) {
        let page = self.page;
        if let NodeKind::Text(text) = &page.nodes[id].kind {
            self.text(text);
            return;
        }
        let name = page.name(id);
        if BLOCKS.contains(&name) {
            self.writer.end();
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings += 1,
            "pre" => self.preformatted += 1,
            "br" => self.writer.break_line(),
            "q" => self.text("“"),
            "ul" => self.lists.push(None),
            "ol" => {
                let first = page.attribute(id, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push(Some(first));
            }
            "li" => {
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next = next.saturating_add(1);
                    *next - 1
                });
                self.sign = Some(sign_of_entry(number));
            }
            "tr" => {
                self.writer.end();
                self.writer.begin_row();
            }
            "td" | "th" => {
                self.writer.end();
                self.writer.begin_cell();
            }
            "caption" => self.writer.end(),
            _ => {}
        }
    }

    fn leave(&mut self, id: Id) {
        let name = self.page.name(id);
        if BLOCKS.contains(&name) || matches!(name, "td" | "th" | "caption") {
            self.writer.end();
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings = self.headings.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "q" => self.text("”"),
            "ul" | "ol" => {
                self.lists.pop();
            }
            "li" => self.sign = None,
            "tr" => self.writer.end_row(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.writer.current().is_none() {
            if text.trim().is_empty() {
                return;
            }
            let block = match self.sign.take() {
                _ if self.headings > 0 => Block::new(Kind::Heading),
                Some(sign) => Block::with_sign(Kind::Entry, sign),
                None => Block::new(Kind::Paragraph),
            };
            self.writer.begin(block);
        }
        let Some(block) = self.writer.current() else { return };
        if self.preformatted == 0 {
            block.push(text);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                block.break_line();
            }
            block.push(line);
        }
    }
}
