//! Steps that change the highlighters.

use super::super::{Dossier, Edit, Highlight, Highlights, Place, Step};

fn changed(dossier: &Dossier, terms: Vec<Highlight>, name: String) -> Option<Step> {
    let before = dossier.highlights();
    let after = Highlights { terms, unread: before.unread.clone() };
    (after != *before).then(|| Step::new(name, Edit::Highlights(Box::new(after)), Place::Dossier))
}

/// Adds a highlighter behind the others; None when it has no pattern.
pub fn add_highlight(dossier: &Dossier, highlight: Highlight) -> Option<Step> {
    let mut terms = dossier.highlights().terms.clone();
    let name = format!("Add highlighter {}", super::super::shown::quoted(highlight.title()));
    let has_pattern = !highlight.pattern.trim().is_empty();
    terms.push(highlight);
    changed(dossier, terms, name).filter(|_| has_pattern)
}

/// Puts another highlighter in the place of the one of this number; None when nothing changed or it has no pattern.
pub fn change_highlight(dossier: &Dossier, number: usize, highlight: Highlight) -> Option<Step> {
    let mut terms = dossier.highlights().terms.clone();
    let name = format!("Change highlighter {}", super::super::shown::quoted(highlight.title()));
    let has_pattern = !highlight.pattern.trim().is_empty();
    *terms.get_mut(number)? = highlight;
    changed(dossier, terms, name).filter(|_| has_pattern)
}

/// Removes the highlighter of this number.
pub fn remove_highlight(dossier: &Dossier, number: usize) -> Option<Step> {
    let mut terms = dossier.highlights().terms.clone();
    if number >= terms.len() {
        return None;
    }
    let gone = terms.remove(number);
    changed(dossier, terms, format!("Remove highlighter {}", super::super::shown::quoted(gone.title())))
}

/// Moves the highlighter of this number up or down by one.
pub fn move_highlight(dossier: &Dossier, number: usize, is_up: bool) -> Option<Step> {
    let mut terms = dossier.highlights().terms.clone();
    let other = if is_up { number.checked_sub(1)? } else { number + 1 };
    let title = terms.get(number)?.title().clone();
    if other >= terms.len() {
        return None;
    }
    terms.swap(number, other);
    let way = if is_up { "up" } else { "down" };
    changed(dossier, terms, format!("Move highlighter {} {way}", super::super::shown::quoted(&title)))
}
