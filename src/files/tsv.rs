//! Ranges of cells as tab-separated text, as `LibreOffice` Calc and Excel put it on the clipboard and take it from there.
//!
//! Not RFC 4180 with tabs: an empty line is a row with one empty cell (the `csv` crate passes over it), a quote inside
//! a cell that does not begin with one stands for itself, and the last line end closes the last row. What Calc puts on
//! the clipboard has no quotes around cells at all: so a quote at the beginning counts only when its partner ends the
//! cell, and line breaks inside cells come as spaces.

/// Writes rows of cells. Cells with a tab or a line break are quoted, and those with a quote or a byte-order mark at their
/// beginning; quotes in them are doubled.
/// Rows end with a line feed; a single cell has none behind it, so that it can be pasted into a sentence. NUL characters
/// are left out: clipboards end a text there.
pub fn write(rows: &[Vec<String>]) -> String {
    let is_alone = matches!(rows, [row] if row.len() == 1 && !row[0].is_empty());
    let mut text = String::new();
    for row in rows {
        for (number, cell) in row.iter().enumerate() {
            if number > 0 {
                text.push('\t');
            }
            write_cell(&mut text, cell);
        }
        if !is_alone {
            text.push('\n');
        }
    }
    text
}

fn write_cell(text: &mut String, cell: &str) {
    // A byte-order mark at the beginning would be taken for that of the text.
    let is_odd = cell.trim_start_matches('\0').starts_with(['"', '\u{feff}']);
    let is_quoted = is_odd || cell.contains(['\t', '\n', '\r']);
    let is_plain = |letter: &char| *letter != '\0';
    if is_quoted {
        text.push('"');
        for letter in cell.chars().filter(is_plain) {
            if letter == '"' {
                text.push('"');
            }
            text.push(letter);
        }
        text.push('"');
    } else {
        text.extend(cell.chars().filter(is_plain));
    }
}

/// Reads rows of cells. Rows may differ in length. A quote that is never closed stands for itself. Linear in the text.
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    loop {
        let quoted = rest.strip_prefix('"').and_then(quoted_cell);
        let (cell, after) = quoted.unwrap_or_else(|| plain_cell(rest));
        row.push(cell);
        rest = after;
        if let Some(after) = rest.strip_prefix('\t') {
            rest = after;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
        if rest.is_empty() {
            return rows;
        }
    }
}

/// A cell up to the next tab or line end.
fn plain_cell(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// A cell behind its opening quote; None when the closing one is missing or does not end the cell.
fn quoted_cell(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let quote = rest.find('"')?;
        cell.push_str(&rest[..quote]);
        rest = &rest[quote + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => break,
        }
    }
    let is_end = rest.is_empty() || rest.starts_with(['\t', '\n', '\r']);
    is_end.then(|| (cell.replace("\r\n", "\n"), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn what_calc_and_excel_give_is_taken() {
        assert_eq!(parse("a\tb\nc\td\n"), rows(&[&["a", "b"], &["c", "d"]]));
        assert_eq!(parse("a\tb\r\nc\td\r\n"), rows(&[&["a", "b"], &["c", "d"]]));
        assert_eq!(parse("\"two\nlines\"\tsay \"\"yes\"\"\n"), rows(&[&["two\nlines", "say \"\"yes\"\""]]));
        assert_eq!(parse("\"a \"\"b\"\"\"\t\n"), rows(&[&["a \"b\"", ""]]));
        assert_eq!(parse("a\n\nb\n"), rows(&[&["a"], &[""], &["b"]]), "an empty row counts");
        assert_eq!(parse("plain"), rows(&[&["plain"]]));
        assert_eq!(parse(""), rows(&[&[""]]));
        assert_eq!(parse("\"never closed\tb"), rows(&[&["\"never closed", "b"]]));
        assert_eq!(parse("5 \"inch\"\tb"), rows(&[&["5 \"inch\"", "b"]]));
    }

    /// If this fails, a cell with two positions that is pasted alone writes over the cell below.
    #[test]
    fn a_single_cell_stays_one_cell() {
        let one = |cell: &str| write(&rows(&[&[cell]]));
        assert_eq!(one("plain 5 \"inch\""), "plain 5 \"inch\"");
        assert_eq!(one("two\nlines"), "\"two\nlines\"");
        assert_eq!(one("\"quoted\" twice"), "\"\"\"quoted\"\" twice\"");
        assert_eq!(one("nothing\0 is lost"), "nothing is lost");
        assert_eq!(one("\0\"a"), "\"\"\"a\"");
        assert_eq!(parse(&one("\u{feff}a")), rows(&[&["\u{feff}a"]]));
    }

    #[test]
    fn odd_text_is_read_without_loss() {
        assert_eq!(parse("a\rb\r"), rows(&[&["a"], &["b"]]), "line ends of old spreadsheets");
        assert_eq!(parse("\u{feff}a\tb"), rows(&[&["a", "b"]]));
        assert_eq!(
            parse("a\tb\tc\nd\n\te\n"),
            rows(&[&["a", "b", "c"], &["d"], &["", "e"]]),
            "rows of their own length"
        );
        assert_eq!(parse("\u{1}\u{7f}\t\u{2028}"), rows(&[&["\u{1}\u{7f}", "\u{2028}"]]));
        assert_eq!(parse("\"a\"b\"c\t\"d"), rows(&[&["\"a\"b\"c", "\"d"]]));
        assert_eq!(parse("\"x\" y\t\"z\""), rows(&[&["\"x\" y", "z"]]), "as Calc puts it on the clipboard");
        assert_eq!(parse("\"a\r\nb\"\r\n\r\n"), rows(&[&["a\nb"], &[""]]));
    }

    /// If this fails, pasting a large text that holds many quotes blocks the window.
    #[test]
    fn a_large_text_of_quotes_is_read_in_one_go() {
        let text = "\"\"\"\t\"a\"\"\t\"\n".repeat(60_000);
        assert!(parse(&text).len() > 1);
        let open = format!("\"{}", "\"\"\t".repeat(200_000));
        assert_eq!(parse(&open).len(), 1);
    }

    proptest! {
        /// If this fails, a cell with a tab, quote or line break comes back torn.
        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec("[a-c\"\t\n é,']{0,6}", 1..4), 1..5)) {
            prop_assert_eq!(parse(&write(&rows)), rows);
        }

        /// If this fails, some text on the clipboard loses letters or ends the program.
        #[test]
        fn any_text_is_read_and_nothing_but_quotes_and_line_ends_goes(text in any::<String>()) {
            let letters = |text: &str| text.replace(['"', '\t', '\n', '\r', '\u{feff}'], "");
            let read: String = parse(&text).concat().concat();
            prop_assert_eq!(letters(&read), letters(&text));
        }
    }
}
