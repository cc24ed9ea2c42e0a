//! What a cell of the matrix is as plain text, and back: `Accepts: 30-day halt on attacks on energy sites`.

use crate::model::{Cell, Dossier, Stance, Text, steps::Content};

/// A cell as text: stance and wording of each position that counts, a line for each, the earliest first. Empty for
/// silence.
pub fn cell_text(dossier: &Dossier, cell: Cell) -> String {
    let mut positions: Vec<_> = dossier.cell(cell).filter(|(_, position)| position.counts()).collect();
    positions.sort_by_key(|&(id, position)| (dossier.date_of(position), id));
    let lines = positions.into_iter().map(|(_, position)| {
        let stance = title_case(position.stance.word());
        if position.wording.is_empty() { stance } else { format!("{stance}: {}", position.wording) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What a text says about a cell. Nothing clears it. A stance word at the beginning, alone or with a colon behind it,
/// sets the stance; what follows is the wording. Further lines that begin so are further positions, other lines go on
/// with the wording. A key of the matrix (D, O, A, R, V) or yes or no, alone, is a stance too. Anything else is only the
/// wording. (Signs are not taken: a dash means “nothing” in one table and “no” in another.)
pub fn content_of(text: &str) -> Content {
    let text = text.trim();
    let mut lines = text.lines();
    let Some(first) = lines.next() else { return Content::Nothing };
    if let Some(stance) = short_form(text) {
        return Content::Words { stance: Some(stance), wording: None };
    }
    let Some((stance, wording)) = statement(first) else {
        return Content::Words { stance: None, wording: Some(Text::from(text)) };
    };
    let mut statements = vec![(stance, wording.to_owned())];
    for line in lines {
        match (statement(line), statements.last_mut()) {
            (None, Some((_, wording))) => {
                wording.push('\n');
                wording.push_str(line);
            }
            (Some((stance, wording)), _) => statements.push((stance, wording.to_owned())),
            (None, None) => {}
        }
    }
    let mut statements = statements.into_iter().map(|(stance, wording)| (stance, Text::from(wording.trim())));
    match (statements.len(), statements.next()) {
        (1, Some((stance, wording))) => {
            Content::Words { stance: Some(stance), wording: (!wording.is_empty()).then_some(wording) }
        }
        (_, first) => Content::Statements(first.into_iter().chain(statements).collect()),
    }
}

/// The positions of a cell whose lines were put behind each other with spaces, as Calc does on the clipboard:
/// `Accepts: a truce Rejects: a long one`. None when it does not begin with a stance.
pub fn statements_on_one_line(text: &str) -> Option<Vec<(Stance, Text)>> {
    let words: Vec<_> = text.split_whitespace().collect();
    let stance = |word: &str| Stance::ALL.into_iter().find(|stance| title_case(stance.word()) == word);
    let with_colon = |at: usize| words.get(at).and_then(|word| stance(word.strip_suffix(':')?));
    // A stance without a wording stands before the next one or at the end.
    let alone = |at: usize| stance(words[at]).filter(|_| at + 1 == words.len() || with_colon(at + 1).is_some());
    let mut statements: Vec<(Stance, Vec<&str>)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match with_colon(at).or_else(|| alone(at)) {
            Some(stance) => statements.push((stance, Vec::new())),
            None => statements.last_mut()?.1.push(*word),
        }
    }
    Some(statements.into_iter().map(|(stance, words)| (stance, Text::from(words.join(" ")))).collect())
}

/// The stance at the beginning of a line, and the rest.
fn statement(line: &str) -> Option<(Stance, &str)> {
    let (head, rest) = line.split_once(':').unwrap_or((line, ""));
    Some((stance_called(head.trim())?, rest.trim()))
}

/// The stance of a word in any case: “accepts”, and what people write instead of it.
fn stance_called(word: &str) -> Option<Stance> {
    if word.len() > 8 {
        return None;
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "demands" | "demand" | "demanded" => Stance::Demands,
        "offers" | "offer" | "offered" => Stance::Offers,
        "accepts" | "accept" | "accepted" => Stance::Accepts,
        "rejects" | "reject" | "rejected" => Stance::Rejects,
        "reserved" => Stance::Reserved,
        _ => return None,
    })
}

/// The stance that a text of very few letters stands for: a key of the matrix, or yes or no.
fn short_form(text: &str) -> Option<Stance> {
    Some(match text {
        "d" | "D" => Stance::Demands,
        "o" | "O" => Stance::Offers,
        "a" | "A" | "yes" | "Yes" | "YES" => Stance::Accepts,
        "r" | "R" | "no" | "No" | "NO" => Stance::Rejects,
        "v" | "V" => Stance::Reserved,
        _ => return None,
    })
}

fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(stance: Option<Stance>, wording: Option<&str>) -> Content {
        Content::Words { stance, wording: wording.map(Text::from) }
    }

    #[test]
    fn positions_on_one_line_are_told_apart() {
        let told = |text: &str| statements_on_one_line(text);
        let two = vec![(Stance::Accepts, Text::from("a truce")), (Stance::Rejects, Text::from("who Offers what"))];
        assert_eq!(told("Accepts: a truce Rejects: who Offers what"), Some(two));
        let bare = vec![(Stance::Demands, Text::default()), (Stance::Offers, Text::from("x"))];
        assert_eq!(told("Demands Offers: x"), Some(bare));
        assert_eq!(told("words first Accepts: a truce"), None);
    }

    #[test]
    fn a_text_says_stance_wording_or_both() {
        assert_eq!(content_of("  "), Content::Nothing);
        assert_eq!(content_of("Accepts: a truce"), words(Some(Stance::Accepts), Some("a truce")));
        assert_eq!(content_of("REJECTS"), words(Some(Stance::Rejects), None));
        assert_eq!(content_of("v"), words(Some(Stance::Reserved), None));
        assert_eq!(content_of("Accepts the truce"), words(None, Some("Accepts the truce")));
        assert_eq!(content_of("Note: a truce"), words(None, Some("Note: a truce")));
        assert_eq!(content_of("A: a truce"), words(None, Some("A: a truce")), "a letter counts only alone");
        let both = [(Stance::Accepts, Text::from("x")), (Stance::Rejects, Text::default())];
        assert_eq!(content_of("Accepts: x\nRejects"), Content::Statements(both.to_vec()));
        assert_eq!(content_of("Accepts: x\nand more"), words(Some(Stance::Accepts), Some("x\nand more")));
        assert_eq!(content_of("rejected : x"), words(Some(Stance::Rejects), Some("x")));
        assert_eq!(content_of("No"), words(Some(Stance::Rejects), None));
        assert_eq!(content_of("-"), words(None, Some("-")), "a dash may mean anything");
        assert_eq!(
            content_of("Accepts:\nx\nD"),
            words(Some(Stance::Accepts), Some("x\nD")),
            "no stance inside a wording"
        );
        let lines = [(Stance::Accepts, Text::from("x\nand more")), (Stance::Rejects, Text::from("y"))];
        assert_eq!(content_of("Accepts: x\nand more\nRejects: y"), Content::Statements(lines.to_vec()));
    }
}
