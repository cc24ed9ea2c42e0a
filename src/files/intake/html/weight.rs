//! How much a part of a page says: characters of text, and how many of them are links.

use super::dom::{NodeKind, Page, Step};

/// What is in a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// Characters that are no white space.
    pub(super) letters: usize,
    /// How many of them are in links.
    pub(super) linked: usize,
    /// How many links.
    pub(super) links: usize,
}

impl Weight {
    /// Letters that are no links.
    pub(super) fn prose(self) -> usize {
        self.letters - self.linked
    }
}

/// The weight of every node of a page, by its id; nothing in what is left out.
pub(super) fn weights(page: &Page, is_left_out: &[bool]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); page.nodes.len()];
    let mut links = 0_usize;
    for step in page.walk_without(0, |id| is_left_out[id]) {
        match step {
            Step::Enter(id) => match &page.nodes[id].kind {
                NodeKind::Text(text) => {
                    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
                    weights[id] = Weight { letters, linked: if links > 0 { letters } else { 0 }, links: 0 };
                }
                NodeKind::Element { name, .. } if name == "a" => links += 1,
                _ => {}
            },
            Step::Leave(id) => {
                let mut own = weights[id];
                for child in page.children(id).filter(|child| !is_left_out[*child]) {
                    let inner = weights[child];
                    own.letters += inner.letters;
                    own.linked += inner.linked;
                    own.links += inner.links;
                }
                if page.name(id) == "a" {
                    links -= 1;
                    own.links += 1;
                }
                weights[id] = own;
            }
        }
    }
    weights
}
