//! What a cell of the matrix is as plain text, and back: `Accepts: 30-day halt on attacks on energy sites`.

use crate::model::{Cell, Dossier, Stance, Text, steps::Content};

/// A cell as text: stance and wording of each position, a line for each, the earliest first. Empty for silence.
pub fn cell_text(dossier: &Dossier, cell: Cell) -> String {
    let mut positions: Vec<_> = dossier.cell(cell).collect();
    positions.sort_by_key(|&(id, position)| (dossier.date_of(position), id));
    let lines = positions.into_iter().map(|(_, position)| {
        let stance = title_case(position.stance.word());
        if position.wording.is_empty() { stance } else { format!("{stance}: {}", position.wording) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What a text says about a cell. Nothing clears it; `Accepts: …` or a line for each position says stance and wording;
/// a stance word or its key (D, O, A, R, V) alone is only the stance; anything else is only the wording.
pub fn content_of(text: &str) -> Content {
    let text = text.trim();
    if text.is_empty() {
        return Content::Nothing;
    }
    let lines: Vec<_> = text.lines().map(statement).collect();
    if lines.len() > 1 && lines.iter().all(|(stance, _)| stance.is_some()) {
        let each = lines.into_iter().filter_map(|(stance, wording)| Some((stance?, Text::from(wording))));
        return Content::Statements(each.collect());
    }
    let (stance, wording) = statement(text);
    Content::Words { stance, wording: (!wording.is_empty()).then(|| Text::from(wording)) }
}

/// The stance at the beginning of a text, and the rest.
fn statement(text: &str) -> (Option<Stance>, &str) {
    let (head, rest) = text.split_once(':').unwrap_or((text, ""));
    let head = head.trim();
    let is_word = |stance: &Stance| head.eq_ignore_ascii_case(stance.word());
    let is_key = |stance: &Stance| head.eq_ignore_ascii_case(key(*stance)) && rest.is_empty();
    match Stance::ALL.into_iter().find(|stance| is_word(stance) || is_key(stance)) {
        Some(stance) => (Some(stance), rest.trim()),
        None => (None, text),
    }
}

/// The key that sets a stance in the matrix.
fn key(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "d",
        Stance::Offers => "o",
        Stance::Accepts => "a",
        Stance::Rejects => "r",
        Stance::Reserved => "v",
    }
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
    }
}
