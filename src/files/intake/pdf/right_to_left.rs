//! Lines of scripts that are written from right to left: letters stand on the page as they are seen, and are wanted as
//! they are read.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// True for letters of a script from right to left.
pub(super) fn is_letter(text: &str) -> bool {
    text.chars().any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
}

/// True for one sign that stands for several letters or marks of such a script.
pub(super) fn is_ligature(text: &str) -> bool {
    let is_one = |c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::NSM);
    text.chars().nth(1).is_some() && text.chars().all(is_one)
}

/// A line from left to right as it is seen, in the order of reading. What the algorithm for showing does to a line, it
/// undoes when it is done again, as long as numbers and words are not nested deeper than in one line of an article.
pub(super) fn as_read(seen: &str) -> String {
    let count = |is_one: fn(BidiClass) -> bool| seen.chars().filter(|c| is_one(bidi_class(*c))).count();
    let to_the_left = count(|class| matches!(class, BidiClass::R | BidiClass::AL));
    let to_the_right = count(|class| class == BidiClass::L);
    let level = if to_the_left >= to_the_right { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(seen, Some(level));
    info.paragraphs.iter().map(|paragraph| info.reorder_line(paragraph, paragraph.range.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise a Hebrew or Arabic article comes in with its letters backwards.
    #[test]
    fn what_is_seen_is_turned_into_what_is_read() {
        for read in ["שלום עולם", "وافقت الأطراف على 30 يوما", "הצדדים NATO נפגשו", "The word שלום here"]
        {
            let level = if read.starts_with('T') { Level::ltr() } else { Level::rtl() };
            let info = BidiInfo::new(read, Some(level));
            let seen = info.reorder_line(&info.paragraphs[0], info.paragraphs[0].range.clone());
            assert_eq!(as_read(&seen), read);
        }
    }
}
