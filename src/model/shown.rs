//! How a text from a file is shown: nothing in it can pass for something that it is not, or for words of the program.
//!
//! The one owner of that question. Whatever shows a text of a dossier or the name of a file, in the window or on a
//! terminal, asks here. What is stored stays as it is.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A name within a sentence has at most so many characters.
const LONGEST_NAME: usize = 80;

/// What stands in a field for a character that is not seen.
const UNSEEN: char = '□';

/// A path within a sentence has at most so many characters.
const LONGEST_PATH: usize = 160;

/// A text with every character that would act instead of being seen as a sign that names it, such as `[U+202E]`:
/// control characters, those that turn the order of what follows, those that have no width. Line breaks stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(may_hide) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut before = Before::default();
    let has_right_to_left = text.contains(is_right_to_left);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\t' => shown.push(' '),
            '\r' if rest.peek() == Some(&'\n') => {}
            _ if !may_hide(c) || before.needs(c, has_right_to_left) => shown.push(c),
            // A String takes everything.
            _ => write!(shown, "[U+{:04X}]", u32::from(c)).unwrap_or_default(),
        }
        before = before.then(c);
    }
    Cow::Owned(shown)
}

/// Like [`visible`], on one line.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        line if line.contains('\n') => Cow::Owned(line.replace('\n', " ")),
        line => line,
    }
}

/// A text for a field, in which each character has its place: those that are not seen show as `□`, one for one.
pub fn visible_in_place(text: &str) -> Cow<'_, str> {
    if !text.contains(may_hide) {
        return Cow::Borrowed(text);
    }
    let mut before = Before::default();
    let has_right_to_left = text.contains(is_right_to_left);
    let shown = text.chars().map(|c| {
        let is_seen = c == '\t' || !may_hide(c) || before.needs(c, has_right_to_left);
        before = before.then(c);
        if is_seen { c } else { UNSEEN }
    });
    Cow::Owned(shown.collect())
}

/// A name within a sentence of the program: visible, on one line, cut where it is long, and between quotation marks that
/// it cannot close.
pub fn quoted(name: &str) -> String {
    format!("“{}”", within_quotes(name, LONGEST_NAME))
}

/// The inside of [`quoted`], with at most so many characters.
pub fn within_quotes(name: &str, most: usize) -> String {
    // Longer names are not even looked through.
    let (start, is_cut) = match name.char_indices().nth(most) {
        Some((cut, _)) => (name[..cut].trim_end(), true),
        None => (name, false),
    };
    let mut inside: String = visible_line(start).chars().map(inner_quote).collect();
    if is_cut {
        inside.push('…');
    }
    inside
}

/// The same for a path, which is cut at its beginning, because its end says which file it is.
pub fn quoted_path(path: &str) -> String {
    let (start, end) = match path.char_indices().rev().nth(LONGEST_PATH) {
        Some((cut, _)) => ("…", &path[cut..]),
        None => ("", path),
    };
    format!("“{start}{}”", within_quotes(end, usize::MAX))
}

fn inner_quote(c: char) -> char {
    match c {
        '“' | '„' | '‟' | '〝' => '‘',
        '”' | '〞' | '＂' => '’',
        _ => c,
    }
}

/// What decides whether a character that is not seen is needed where it stands.
#[derive(Clone, Copy, Default)]
struct Before {
    last: Option<char>,
    /// Within the flag of a region: a black flag and letters that only flags are spelled with.
    is_flag: bool,
}

impl Before {
    fn then(self, c: char) -> Self {
        Self { last: Some(c), is_flag: c == '\u{1f3f4}' || (self.is_flag && is_tag(c)) }
    }

    /// True for what writing needs: joiners in words and emoji, marks in text that has letters from right to left, breaks
    /// in scripts without spaces, flags. None of it can stand in a plain Latin name.
    fn needs(self, c: char, has_right_to_left: bool) -> bool {
        let follows = |is: fn(char) -> bool| self.last.is_some_and(is);
        match c {
            '\u{200c}' | '\u{200d}' => follows(|last| !last.is_ascii() && !may_hide(last) && !last.is_whitespace()),
            '\u{200e}' | '\u{200f}' | '\u{61c}' => has_right_to_left,
            '\u{200b}' => follows(has_no_spaces),
            _ => self.is_flag && is_tag(c),
        }
    }
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Letters of Thai, Lao, Tibetan, Myanmar and Khmer.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{5be}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') && c != '\u{61c}'
        || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// True for a character that acts on what is around it: controls, separators of lines, those that turn the order.
pub(crate) fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// True for a character that is not seen itself, or that does something to others.
fn may_hide(c: char) -> bool {
    match c {
        '\n' | ' '..='~' => false,
        _ => {
            acts(c)
                || matches!(c, '\u{61c}' | '\u{180e}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}')
                || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// If this fails, a name from a file can turn the words around it, drive a terminal, or hide what it is.
    #[test]
    fn characters_that_act_are_shown_by_their_number() {
        let cases = [
            ("Saved\u{202e}ksid", "Saved[U+202E]ksid"),
            ("\u{1b}[2J", "[U+001B][2J"),
            ("a\u{9b}2Jb\u{7f}", "a[U+009B]2Jb[U+007F]"),
            ("in\u{200b}visible\u{feff}\u{2060}", "in[U+200B]visible[U+FEFF][U+2060]"),
            ("Union\u{200d}", "Union[U+200D]"),
            ("Union\u{200e}\u{200f}", "Union[U+200E][U+200F]"),
            ("a\u{2028}b\u{2029}c\u{85}d", "a[U+2028]b[U+2029]c[U+0085]d"),
            ("\u{2066}a\u{2069}", "[U+2066]a[U+2069]"),
            ("tag\u{e0041}", "tag[U+E0041]"),
            ("\u{3164}", "[U+3164]"),
            ("line\r\nline\rover\tthere", "line\nline[U+000D]over there"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(visible_line("CDU\n/ CSU"), "CDU / CSU");
        assert!(matches!(visible("Côte d’Ivoire"), Cow::Borrowed(_)));
    }

    /// If this fails, Persian, Hindi, Khmer, Hebrew or a family's emoji are torn apart on screen.
    #[test]
    fn what_writing_needs_stays() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}👩\u{200d}👧",
            "ភាសា\u{200b}ខ្មែរ",
            "שלום!\u{200f} (OK)\u{200e}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "❤\u{fe0f}",
        ] {
            assert_eq!(visible(text), text);
        }
    }

    /// If this fails, a name in a message reads as the program's own sentence, or is as long as the window.
    #[test]
    fn a_name_cannot_leave_its_quotation_marks() {
        assert_eq!(quoted("x”. Your file is lost. “"), "“x’. Your file is lost. ‘”");
        assert_eq!(quoted("\n\nError: gone"), "“  Error: gone”");
        let long = quoted(&"word ".repeat(100_000));
        assert!(long.chars().count() <= LONGEST_NAME + 3 && long.ends_with("…”"), "{long}");
        assert_eq!(quoted("Deutsche Bahn"), "“Deutsche Bahn”");
        assert_eq!(quoted_path("/d/x.json"), "“/d/x.json”");
        let long = quoted_path(&format!("/d/{}/x\u{202e}.json", "f/".repeat(1000)));
        assert!(long.starts_with("“…") && long.ends_with("/x[U+202E].json”"), "{long}");
    }

    proptest! {
        /// In a field every character has its place, or the cursor would stand elsewhere than it seems.
        #[test]
        fn fields_show_one_for_one(text in "(?s)[a-z\u{0}-\u{9f}\u{5d0}-\u{5ea}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{e0001}-\u{e007f}]{0,24}") {
            let shown = visible_in_place(&text);
            prop_assert_eq!(shown.chars().count(), text.chars().count());
            prop_assert!(!shown.contains(|c| acts(c) && !matches!(c, '\n' | '\t')), "{shown:?}");
            for (shown, c) in shown.chars().zip(text.chars()) {
                prop_assert!(shown == c || (shown == UNSEEN && may_hide(c)));
            }
        }

        /// Whatever a text holds: nothing of it acts, and what is shown is shown the same when shown again.
        #[test]
        fn nothing_that_acts_is_ever_left(text in "(?s)[a-z\u{0}-\u{9f}\u{5d0}-\u{5ea}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{e0001}-\u{e007f}]{0,24}") {
            let line = visible_line(&text).into_owned();
            prop_assert!(!line.contains(|c| acts(c) || matches!(c, '\u{2060}'..='\u{206f}')), "{line:?}");
            prop_assert_eq!(visible_line(&line), line.as_str());
        }
    }
}
