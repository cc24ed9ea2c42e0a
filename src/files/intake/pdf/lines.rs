//! Letters as lines of words.

use std::collections::{BTreeMap, BTreeSet};

use super::letters::{Letter, Page};
use super::{radicals, right_to_left};

/// A line of text on a page, or a part of one that stands for itself, such as the line of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// As it is read, with the white space that the file has at its end.
    pub(super) text: String,
    pub(super) page: usize,
    /// Where it begins and ends, without white space, from left to right.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
    /// Height of the font of most of it.
    pub(super) size: f64,
    pub(super) is_right_to_left: bool,
}

/// The lines of all pages, without what repeats at the head and foot of each.
pub(super) fn lines(pages: Vec<Page>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number, page) in pages.into_iter().enumerate() {
        let mut current: Vec<Letter> = Vec::new();
        let mut is_right_to_left = false;
        for letter in page.letters {
            let is_letter = right_to_left::is_letter(&letter.text);
            is_right_to_left |= is_letter;
            if current.last().is_some_and(|last| !goes_on(&current, last, &letter, is_right_to_left)) {
                lines.extend(line(std::mem::take(&mut current), number));
                is_right_to_left = is_letter;
            }
            current.push(letter);
        }
        lines.extend(line(current, number));
    }
    without_furniture(lines)
}

/// True when a letter stands on the line of those before it. What is written from right to left comes in any order: full
/// stops of another font, for one, before all words.
fn goes_on(line: &[Letter], last: &Letter, next: &Letter, is_right_to_left: bool) -> bool {
    let size = last.size.max(next.size);
    let first = &line[0];
    // A raised number is smaller and a little higher; the line stays that of its first letter.
    let is_level = (next.y - last.y).abs() < size * 0.45 || (next.y - first.y).abs() < size * 0.3;
    // Back at the beginning: another line at the same height, such as that of another column. A little back is kerning.
    let is_backwards = next.x < last.x - size * 0.8 && next.end > first.x;
    let is_far = next.x > last.end + size * 4.0;
    is_level && (is_right_to_left || !is_backwards && !is_far)
}

/// Makes a line of letters, with spaces where there is room between them. None when there is nothing to see.
fn line(letters: Vec<Letter>, page: usize) -> Option<Line> {
    let mut letters = without_doubles(letters);
    let is_right_to_left = letters.iter().any(|letter| right_to_left::is_letter(&letter.text));
    if is_right_to_left {
        letters.sort_by(|one, other| one.x.total_cmp(&other.x));
    }
    let mut text = String::new();
    let mut last: Option<&Letter> = None;
    for letter in &letters {
        if last.is_some_and(|last| has_room(last, letter)) && !text.ends_with(' ') && !letter.text.starts_with(' ') {
            text.push(' ');
        }
        let legible = legible(&letter.text);
        if is_right_to_left && right_to_left::is_ligature(&legible) {
            // Its letters are in the order of reading already, while all others here are in that of the eye.
            text.extend(legible.chars().rev());
        } else {
            text.push_str(&legible);
        }
        last = Some(letter);
    }
    if is_right_to_left {
        text = right_to_left::as_read(&text);
    }
    let seen = || letters.iter().filter(|letter| !letter.text.trim().is_empty());
    let first = seen().next()?;
    let left = seen().map(|letter| letter.x).fold(f64::INFINITY, f64::min);
    let right = seen().map(|letter| letter.end).fold(f64::NEG_INFINITY, f64::max);
    let mut sizes: Vec<_> = seen().map(|letter| letter.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes[sizes.len() / 2];
    let y = seen().find(|letter| letter.size >= size * 0.95).map_or(first.y, |letter| letter.y);
    Some(Line { text, page, left, right, y, size, is_right_to_left })
}

/// Bold letters are often the same letter twice, a little apart.
fn without_doubles(letters: Vec<Letter>) -> Vec<Letter> {
    let mut kept: Vec<Letter> = Vec::with_capacity(letters.len());
    for letter in letters {
        let is_double = kept.iter().rev().take(3).any(|other| {
            other.text == letter.text
                && (other.x - letter.x).abs() < letter.size * 0.12
                && (other.y - letter.y).abs() < letter.size * 0.12
        });
        if !is_double {
            kept.push(letter);
        }
    }
    kept
}

/// True when two letters are as far apart as words are.
fn has_room(last: &Letter, next: &Letter) -> bool {
    let gap = next.x - last.end;
    let size = last.size.min(next.size);
    let is_wide = |letter: &Letter| letter.text.chars().all(is_without_spaces);
    // Setters put a little room between Chinese and digits, which is no space.
    gap > size * if is_wide(last) || is_wide(next) { 0.8 } else { 0.17 }
}

/// True for letters of scripts that put no space between words.
pub(super) fn is_without_spaces(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x31FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
        || matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF)
}

/// Letters for signs that only fonts know: ligatures, bullets of symbol fonts, white space of every width.
fn legible(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut legible = String::with_capacity(text.len());
    for c in text.chars() {
        match u32::from(c) {
            0xFB00..=0xFDFF | 0xFE70..=0xFEFC => legible.extend(c.nfkc()),
            0xF0B7 | 0xF0A7 | 0xE00A..=0xE00C | 0x25CF | 0x25AA | 0x25A0 => legible.push('•'),
            0x09 | 0x0A | 0x0D => legible.push(' '),
            _ => legible.push(radicals::letter(c).unwrap_or(c)),
        }
    }
    legible
}

/// Leaves out what stands at the head or foot of most pages, and numbers of pages.
fn without_furniture(lines: Vec<Line>) -> Vec<Line> {
    let pages = lines.last().map_or(0, |line| line.page + 1);
    if pages < 2 {
        return lines;
    }
    // The two highest and the two lowest of each page.
    let mut edges: Vec<usize> = Vec::new();
    let mut first = 0;
    for of_page in lines.chunk_by(|one, other| one.page == other.page) {
        let mut on_page: Vec<usize> = (first..first + of_page.len()).collect();
        on_page.sort_by(|one, other| lines[*one].y.total_cmp(&lines[*other].y));
        let foot = on_page.len().saturating_sub(2).max(2);
        edges.extend(on_page.iter().take(2).chain(on_page.iter().skip(foot)));
        first += of_page.len();
    }
    let mut seen: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for number in &edges {
        *seen.entry(repeating(&lines[*number])).or_default() += 1;
    }
    let is_furniture = |number: &usize| {
        let times = seen.get(&repeating(&lines[*number])).copied().unwrap_or(0);
        times >= 2 && times.saturating_mul(2) >= pages
    };
    let furniture: BTreeSet<usize> = edges.iter().copied().filter(is_furniture).collect();
    lines.into_iter().enumerate().filter(|(number, _)| !furniture.contains(number)).map(|(_, line)| line).collect()
}

/// What is the same on every page: the words without their numbers, at a height.
#[allow(clippy::cast_possible_truncation, reason = "a place on a page")]
fn repeating(line: &Line) -> (String, i64) {
    let mut words: String = line.text.trim().chars().map(|c| if c.is_numeric() { '#' } else { c }).collect();
    while words.contains("##") {
        words = words.replace("##", "#");
    }
    (words, (line.y / 3.0).round() as i64)
}
