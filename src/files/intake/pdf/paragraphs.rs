//! Lines as paragraphs: by the room between them, by where they begin and by whether they are full.

use std::collections::{BTreeMap, BTreeSet};

use super::super::blocks::{Block, Blocks, Kind};
use super::lines::{Line, is_without_spaces};

/// More places at which lines of one page begin are not looked at.
const MOST_COLUMNS: usize = 64;

/// A paragraph, and what is known of its lines.
struct Paragraph {
    lines: Vec<Line>,
}

/// Paragraphs, headings and entries of the lines of a document.
pub(super) fn blocks(lines: Vec<Line>) -> Blocks {
    let page = Measures::of(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for line in lines {
        match paragraphs.last_mut() {
            Some(paragraph) if page.goes_on(paragraph, &line) => paragraph.lines.push(line),
            _ => paragraphs.push(Paragraph { lines: vec![line] }),
        }
    }
    let hyphens = Hyphens::of(&paragraphs);
    let mut blocks = Blocks::default();
    for paragraph in &paragraphs {
        let text = joined(paragraph, &hyphens);
        let is_larger = paragraph.lines[0].size > page.size * 1.15;
        let (sign, words) = parted_sign(&text);
        let kind = if !sign.is_empty() {
            Kind::Entry
        } else if is_larger {
            Kind::Heading
        } else {
            Kind::Paragraph
        };
        let mut block = Block::with_sign(kind, sign);
        block.push(words);
        blocks.add(&block);
    }
    blocks
}

/// The bullet or number of an entry, and the rest.
fn parted_sign(text: &str) -> (String, &str) {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix('•') {
        return ("• ".to_owned(), rest);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && let Some(rest) = text[digits..].strip_prefix(". ")
    {
        return (format!("{}. ", &text[..digits]), rest);
    }
    (String::new(), text)
}

/// Measures of a document that tell how its paragraphs are set.
struct Measures {
    /// The size of most of the text.
    size: f64,
    /// From line to line within a paragraph, in sizes.
    leading: f64,
    /// There is more room between paragraphs than between lines, so that a line that is not quite full ends none.
    is_set_apart: bool,
    /// With what paragraphs of an interview begin: `Quint:`.
    speakers: BTreeSet<String>,
    /// Left and right edge of the columns of each page.
    columns: BTreeMap<usize, Vec<(f64, f64)>>,
}

impl Measures {
    fn of(lines: &[Line]) -> Self {
        let mut sizes: Vec<(f64, usize)> = lines.iter().map(|line| (line.size, line.text.len())).collect();
        sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
        let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
        let mut passed = 0;
        let median = sizes.iter().find(|(_, length)| {
            passed += length;
            passed > half
        });
        let size = median.map_or(10.0, |(size, _)| *size);
        let mut steps: Vec<f64> = lines.windows(2).filter_map(|pair| step(&pair[0], &pair[1])).collect();
        steps.sort_by(f64::total_cmp);
        // The smallest usual step: those between paragraphs are larger, and there may be as many of them.
        let leading = steps.get(steps.len() / 5).copied().unwrap_or(1.2);
        let wide = steps.iter().filter(|step| **step > leading * 1.25).count();
        let begins = |pair: &[Line]| step(&pair[0], &pair[1]).is_some_and(|step| step > leading * 1.25);
        let begun = lines.windows(2).filter(|pair| begins(pair)).map(|pair| first_word(&pair[1].text));
        let speakers = begun.filter(|word| word.ends_with([':', '：'])).map(str::to_owned).collect();
        let is_set_apart = wide.saturating_mul(10) > steps.len();
        Self { size, leading, is_set_apart, speakers, columns: columns(lines) }
    }

    fn columns_of(&self, line: &Line) -> &[(f64, f64)] {
        self.columns.get(&line.page).map_or(&[], Vec::as_slice)
    }

    fn right_edge(&self, line: &Line) -> f64 {
        let near = self.columns_of(line).iter().filter(|(left, _)| (line.left - left).abs() < line.size * 4.0);
        near.map(|(_, right)| *right).fold(line.right, f64::max)
    }

    /// True when a line belongs to the paragraph before it.
    fn goes_on(&self, paragraph: &Paragraph, next: &Line) -> bool {
        let Some(last) = paragraph.lines.last() else { return false };
        let first = &paragraph.lines[0];
        let ratio = next.size / last.size;
        if !(0.88..1.14).contains(&ratio) || begins_entry(&next.text) || is_turned(last, next) {
            return false;
        }
        let is_full = self.is_full(last, next, if self.is_set_apart { 1.5 } else { 0.35 });
        match step(last, next) {
            // The next page or column: no room between the two tells anything.
            None => {
                let is_open = !ends_sentence(&last.text) || self.is_full(last, next, 0.35);
                is_full && is_open && last.text.trim_end().len() > 20 && !self.speakers.contains(first_word(&next.text))
            }
            Some(step) if step > self.leading * 1.25 => false,
            Some(_) if begins_entry(&first.text) => next.left > first.left + first.size * 0.3 || is_full,
            Some(_) => {
                let is_indented =
                    !next.is_right_to_left && next.left > last.left + last.size * 0.7 && paragraph.lines.len() > 1;
                is_full && !is_indented
            }
        }
    }

    /// True when the first word of the next line had no more room on this one, give or take so many sizes.
    fn is_full(&self, last: &Line, next: &Line, slack: f64) -> bool {
        let room = if last.is_right_to_left {
            let left = self.columns_of(last).iter().map(|(left, _)| *left).fold(last.left, f64::min);
            last.left - left
        } else {
            self.right_edge(last) - last.right
        };
        let letters = next.text.trim().chars().count().max(1);
        let trimmed = next.text.trim_start();
        let word = trimmed.split_whitespace().next().unwrap_or(trimmed);
        let word = word.chars().take_while(|c| !is_without_spaces(*c)).count().max(1);
        #[allow(clippy::cast_precision_loss, reason = "letters of a line")]
        let (word, letters) = (word as f64, letters as f64);
        // Letters differ in width: a word may be a little wider than the mean of its line says.
        let width = (next.right - next.left) * word / letters;
        room < width * 1.15 + last.size * slack
    }
}

/// True when a line ends where a sentence does.
fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)".contains(c));
    bare.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '۔'])
}

/// True when one line is written to the left and the other to the right. A line of digits is neither.
fn is_turned(last: &Line, next: &Line) -> bool {
    let has_letters = |line: &Line| line.text.chars().any(char::is_alphabetic);
    last.is_right_to_left != next.is_right_to_left && has_letters(last) && has_letters(next)
}

/// From the line above to the line below, in sizes. None when the second is not below the first.
fn step(above: &Line, below: &Line) -> Option<f64> {
    let step = (below.y - above.y) / above.size.max(below.size);
    (above.page == below.page && step > 0.3 && step < 6.0).then_some(step)
}

/// The columns in which the lines of each page stand, by where they begin: left and right edge. What has more of them is
/// no text in columns.
fn columns(lines: &[Line]) -> BTreeMap<usize, Vec<(f64, f64)>> {
    let mut columns: BTreeMap<usize, Vec<(f64, f64)>> = BTreeMap::new();
    for line in lines {
        let of_page = columns.entry(line.page).or_default();
        let is_new = of_page.len() < MOST_COLUMNS;
        match of_page.iter_mut().find(|(left, _)| (left - line.left).abs() < line.size * 0.5) {
            Some((_, right)) => *right = right.max(line.right),
            None if is_new => of_page.push((line.left, line.right)),
            None => {}
        }
    }
    columns
}

fn begins_entry(text: &str) -> bool {
    text.trim_start().starts_with('•')
}

/// Whether a hyphen at the end of a line was put there by the setting of the lines.
struct Hyphens {
    /// Words within lines, in lower case.
    words: BTreeSet<String>,
    is_hyphenated: bool,
}

impl Hyphens {
    fn of(paragraphs: &[Paragraph]) -> Self {
        let mut words = BTreeSet::new();
        let (mut lines, mut hyphens) = (0_usize, 0_usize);
        for line in paragraphs.iter().flat_map(|paragraph| &paragraph.lines) {
            lines += 1;
            hyphens += usize::from(line.text.trim_end().ends_with('-'));
            let mut of_line: Vec<_> = line.text.split_whitespace().collect();
            of_line.pop();
            words.extend(of_line.into_iter().map(|word| letters_of(word).to_lowercase()));
        }
        Self { words, is_hyphenated: hyphens >= 3 && hyphens.saturating_mul(25) > lines }
    }

    /// True when `begun-` and `ended` are one word.
    fn is_one_word(&self, begun: &str, ended: &str) -> bool {
        let (begun, ended) = (letters_of(begun).to_lowercase(), letters_of(ended).to_lowercase());
        if self.words.contains(&format!("{begun}{ended}")) {
            return true;
        }
        !self.words.contains(&format!("{begun}-{ended}")) && self.is_hyphenated
    }
}

/// A word without the signs around it.
fn letters_of(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The text of a paragraph on one line.
fn joined(paragraph: &Paragraph, hyphens: &Hyphens) -> String {
    let mut text = String::new();
    for line in &paragraph.lines {
        let next = line.text.trim_start();
        if text.is_empty() {
            text.push_str(next);
            continue;
        }
        let last = text.chars().next_back().unwrap_or(' ');
        let first = next.chars().next().unwrap_or(' ');
        let is_parted =
            || last == '-' && first.is_lowercase() && hyphens.is_one_word(last_word(&text), first_word(next));
        let is_unspaced = is_without_spaces(last) && is_without_spaces(first);
        if last == '\u{ad}' || is_parted() {
            text.pop();
        } else if !(last.is_whitespace() || is_unspaced || ends_open(&text, last)) {
            text.push(' ');
        }
        text.push_str(next);
    }
    text
}

/// True when the next line follows without a space: after a dash, hyphen or slash that stands close to its word.
fn ends_open(text: &str, last: char) -> bool {
    let is_joint = matches!(last, '-' | '\u{2010}' | '\u{2011}' | '–' | '—' | '/');
    let before = text.chars().rev().nth(1);
    is_joint && before.is_some_and(|c| !c.is_whitespace())
}

fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}
