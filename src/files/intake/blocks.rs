//! Paragraphs, headings, entries of lists and rows of tables, and the text that they make together.

use std::collections::VecDeque;

/// What a block is. Only matters for what stands between two blocks, and for finding the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    /// An entry of a list.
    Entry,
    /// A row of a table.
    Row,
}

/// A block that is being written.
#[derive(Debug)]
pub(super) struct Block {
    kind: Kind,
    /// What stands before the text, such as the bullet of an entry. Alone, it makes no block.
    sign: String,
    text: String,
    /// White space came last and is not yet written.
    is_space_due: bool,
}

impl Block {
    pub(super) fn new(kind: Kind) -> Self {
        Self::with_sign(kind, String::new())
    }

    pub(super) fn with_sign(kind: Kind, sign: String) -> Self {
        Self { kind, sign, text: String::new(), is_space_due: false }
    }

    /// Appends text; white space of any length is one space.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.is_space_due = true,
                c if is_never_seen(c) => {}
                c => {
                    if self.is_space_due && !self.text.is_empty() && !self.text.ends_with('\n') {
                        self.text.push(' ');
                    }
                    self.is_space_due = false;
                    self.text.push(c);
                }
            }
        }
    }

    /// The text goes on in the next line.
    pub(super) fn break_line(&mut self) {
        self.is_space_due = false;
        self.text.push('\n');
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// True for what is not shown and would come between words that are searched: soft hyphens, control characters, spaces
/// without width, marks of the byte order. Marks of the direction stay.
pub(super) fn is_never_seen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') || (c.is_control() && !c.is_whitespace())
}

/// The blocks of an article.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    list: Vec<(Kind, String)>,
}

impl Blocks {
    /// Adds a block, unless it is empty. An empty line in it parts it in two.
    pub(super) fn add(&mut self, block: &Block) {
        if block.is_empty() {
            return;
        }
        let lines: Vec<_> = block.text.lines().map(str::trim).collect();
        let pieces = lines.split(|line| line.is_empty()).filter(|piece| !piece.is_empty());
        for (number, piece) in pieces.enumerate() {
            let sign = if number == 0 { block.sign.as_str() } else { "" };
            self.list.push((block.kind, format!("{sign}{}", piece.join("\n"))));
        }
    }

    /// The text of the first heading.
    pub(super) fn first_heading(&self) -> Option<&str> {
        self.list.iter().find(|(kind, _)| *kind == Kind::Heading).map(|(_, text)| text.as_str())
    }

    /// All of it: one empty line between blocks, none between entries of a list and rows of a table.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut before = None;
        for (kind, block) in &self.list {
            match before {
                None => {}
                Some(before) if before == *kind && matches!(kind, Kind::Entry | Kind::Row) => text.push('\n'),
                Some(_) => text.push_str("\n\n"),
            }
            text.push_str(block);
            before = Some(*kind);
        }
        text
    }
}

/// The sign of an entry of a list: its number, or a bullet.
pub(super) fn sign_of_entry(number: Option<usize>) -> String {
    number.map_or_else(|| "• ".to_owned(), |number| format!("{number}. "))
}

/// Cells with more text than this, in characters, make a layout and no table: what is in them stands for itself.
const LONGEST_CELL: usize = 200;

/// Writes blocks as a document is walked through, with tables, and with boxes of text inside paragraphs.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) blocks: Blocks,
    open: Vec<Open>,
}

#[derive(Debug)]
enum Open {
    /// A block, and those that stand in it and come after it.
    Block(Block, VecDeque<Block>),
    /// A row of a table: the blocks of each cell.
    Row(Vec<Vec<Block>>),
}

impl Writer {
    pub(super) fn begin(&mut self, block: Block) {
        self.open.push(Open::Block(block, VecDeque::new()));
    }

    /// Ends the block that began last, if one is open here.
    pub(super) fn end(&mut self) {
        if !matches!(self.open.last(), Some(Open::Block(..))) {
            return;
        }
        let Some(Open::Block(block, mut inner)) = self.open.pop() else { return };
        if !block.is_empty() {
            inner.push_front(block);
        }
        let Some(Open::Block(_, boxed)) = self.open.last_mut() else {
            return inner.into_iter().for_each(|block| self.deliver(block));
        };
        // The shorter one is moved: boxes in boxes would otherwise be moved again at every end.
        if boxed.len() < inner.len() {
            std::mem::swap(boxed, &mut inner);
            inner.into_iter().rev().for_each(|block| boxed.push_front(block));
        } else {
            boxed.append(&mut inner);
        }
    }

    /// The block that text goes to.
    pub(super) fn current(&mut self) -> Option<&mut Block> {
        match self.open.last_mut() {
            Some(Open::Block(block, _)) => Some(block),
            _ => None,
        }
    }

    /// Appends to the block that is open; text outside blocks is left out.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(block) = self.current() {
            block.push(text);
        }
    }

    pub(super) fn break_line(&mut self) {
        if let Some(block) = self.current() {
            block.break_line();
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.open.push(Open::Row(Vec::new()));
    }

    pub(super) fn begin_cell(&mut self) {
        if let Some(Open::Row(cells)) = self.open.last_mut() {
            cells.push(Vec::new());
        }
    }

    /// Ends a row, with whatever is still open in it.
    pub(super) fn end_row(&mut self) {
        self.end();
        if !matches!(self.open.last(), Some(Open::Row(_))) {
            return;
        }
        let Some(Open::Row(cells)) = self.open.pop() else { return };
        let is_short = |cell: &Vec<Block>| {
            cell.iter().all(|block| block.text.len() < LONGEST_CELL * 4 && block.text.chars().count() < LONGEST_CELL)
                && cell.len() <= 2
        };
        if cells.len() < 2 || !cells.iter().all(is_short) {
            cells.into_iter().flatten().for_each(|block| self.deliver(block));
            return;
        }
        let mut row = Block::new(Kind::Row);
        for (number, cell) in cells.iter().enumerate() {
            row.push(if number > 0 { " | " } else { "" });
            for block in cell {
                row.push(" ");
                row.push(&block.text);
            }
        }
        let has_words = cells.iter().flatten().any(|block| !block.is_empty());
        if has_words {
            self.deliver(row);
        }
    }

    /// Ends everything that is open.
    pub(super) fn finish(mut self) -> Blocks {
        while let Some(open) = self.open.last() {
            if matches!(open, Open::Block(..)) { self.end() } else { self.end_row() }
        }
        self.blocks
    }

    fn deliver(&mut self, block: Block) {
        match self.open.last_mut() {
            None => self.blocks.add(&block),
            Some(Open::Block(_, boxed)) => boxed.push_back(block),
            Some(Open::Row(cells)) => match cells.last_mut() {
                Some(cell) => cell.push(block),
                None => cells.push(vec![block]),
            },
        }
    }
}
