//! Giving a party or an item another name, and all that is said by it or about it.

use super::super::names::folded;
use super::super::{Dossier, Edit, Item, ItemId, Party, PartyId, Place, PositionId, Step, Text};
use super::brief;

/// How something has to do with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saying {
    /// A position of the party, or on the item.
    Position(PositionId),
    /// Another position, of which a condition names it.
    Condition(PositionId),
    /// An item that needs the agreement of the party.
    Item(ItemId),
}

/// Everything that shows the name of a party or an item, in file order: positions, conditions of others, and items that
/// need its agreement. Looks at every position.
pub fn saying(dossier: &Dossier, place: Place) -> Vec<Saying> {
    let mut all: Vec<Saying> = dossier
        .positions()
        .filter_map(|(id, position)| {
            let conditions = || position.conditions.iter();
            let (is_own, is_named) = match place {
                Place::Party(party) => (position.party == party, conditions().any(|it| it.party == Some(party))),
                Place::Item(item) => (position.item == item, conditions().any(|it| it.item == Some(item))),
                _ => (false, false),
            };
            if is_own { Some(Saying::Position(id)) } else { is_named.then_some(Saying::Condition(id)) }
        })
        .collect();
    if let Place::Party(party) = place {
        let needs = |item: &Item| item.between.as_ref().is_some_and(|list| list.contains(&party));
        all.extend(dossier.items().iter().filter(|(_, item)| needs(item)).map(|(id, _)| Saying::Item(id)));
    }
    all
}

/// In how many articles the words stand, and in how many quotations or names of speakers; as words of their own and byte
/// for byte.
pub fn told_in(dossier: &Dossier, words: &str) -> (usize, usize) {
    let articles = dossier.sources().iter().filter(|(_, source)| holds(&source.text, words)).count();
    let evidence = dossier.positions().flat_map(|(_, position)| &position.evidence);
    let is_told = |quote: &Text, speaker: &Text| holds(quote, words) || holds(speaker, words);
    (articles, evidence.filter(|evidence| is_told(&evidence.quote, &evidence.speaker)).count())
}

/// True when no letter or digit stands right before or behind the words somewhere.
fn holds(text: &str, words: &str) -> bool {
    let words = words.trim();
    let is_free = |next: Option<char>| !next.is_some_and(char::is_alphanumeric);
    !words.is_empty()
        && text
            .match_indices(words)
            .any(|(at, _)| is_free(text[..at].chars().next_back()) && is_free(text[at + words.len()..].chars().next()))
}

/// Another party that is called so, by its name or an alias; another item of this title.
pub fn called_so(dossier: &Dossier, place: Place, name: &str) -> Option<Place> {
    let name = folded(name);
    match place {
        Place::Party(own) => {
            let is_called =
                |party: &Party| folded(&party.name) == name || party.aliases.iter().any(|alias| folded(alias) == name);
            let found = dossier.parties().iter().find(|(id, party)| *id != own && is_called(party));
            found.map(|(id, _)| Place::Party(id))
        }
        Place::Item(own) => {
            let found = dossier.items().iter().find(|(id, item)| *id != own && folded(&item.title) == name);
            found.map(|(id, _)| Place::Item(id))
        }
        _ => None,
    }
}

/// Another name for a party. What was an alias and becomes the name is no alias any more; the old name becomes one when it
/// is to be kept. None when nothing changes.
pub fn rename_party(dossier: &Dossier, id: PartyId, name: &str, keeps_old: bool) -> Option<Step> {
    let old = dossier.parties().get(id)?;
    let mut aliases: Vec<Text> = old.aliases.iter().filter(|alias| folded(alias) != folded(name)).cloned().collect();
    let is_known = folded(&old.name) == folded(name) || aliases.iter().any(|alias| folded(alias) == folded(&old.name));
    if keeps_old && !is_known {
        aliases.push(old.name.clone());
    }
    let party = Party { name: Text::from(name.trim()), aliases, ..old.clone() };
    let is_new = *old != party && !name.trim().is_empty();
    let step = format!("Rename “{}” to “{}”", brief(&old.name), brief(name.trim()));
    is_new.then(|| Step::new(step, Edit::Party { id, record: Some(Box::new(party)), at: 0 }, Place::Party(id)))
}

/// Another title for an item. The old one stands in its note when it is to be kept. None when nothing changes.
pub fn rename_item(dossier: &Dossier, id: ItemId, title: &str, keeps_old: bool) -> Option<Step> {
    let old = dossier.items().get(id)?;
    let mut note = old.note.clone();
    if keeps_old && folded(&old.title) != folded(title) {
        let line = format!("Formerly: {}", old.title);
        note = Text::from(if note.is_empty() { line } else { format!("{note}\n{line}") });
    }
    let is_new = *old.title != *title.trim() && !title.trim().is_empty();
    let item = Item { title: Text::from(title.trim()), note, ..old.clone() };
    let step = format!("Rename “{}” to “{}”", brief(&old.title), brief(title.trim()));
    is_new.then(|| Step::new(step, Edit::Item { id, record: Some(Box::new(item)), at: 0 }, Place::Item(id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise “US” is said to stand in every article about the USSR, and an alias is offered that nobody uses.
    #[test]
    fn a_name_stands_in_a_text_as_a_word_of_its_own() {
        assert!(holds("so the US said", "US") && holds("(US)", "US") && holds("“米国”", "米国"));
        assert!(!holds("RUSSIA and the USSR", "US") && !holds("anything", " ") && !holds("", "US"));
        assert!(holds("USSR, then the US", "US"), "the first place is not the only one");
    }
}
