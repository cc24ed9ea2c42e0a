//! The texts of a dossier: which record, and which of its fields.

use crate::model::{Dossier, ItemId, PartyId, Place, Position, PositionId, Source, SourceId, Text};

/// The record in which a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The dossier itself.
    Dossier,
    /// A source.
    Source(SourceId),
    /// A party.
    Party(PartyId),
    /// An item.
    Item(ItemId),
    /// A position.
    Position(PositionId),
}

/// A field that holds text. Of those that a record has several of, with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A title or the name of a party.
    Title,
    /// Another name of a party.
    Alias(u32),
    /// The topic of an item.
    Topic,
    /// Who published a source.
    Publisher,
    /// Who wrote it.
    Author,
    /// Where it stands on the web.
    Address,
    /// The article.
    Article,
    /// What a position says.
    Wording,
    /// What it hangs on.
    Condition(u32),
    /// What it rests on.
    Quotation(u32),
    /// Who said that.
    Speaker(u32),
    /// Why a position does not count any more.
    Reason,
    /// A remark.
    Note,
}

/// One text of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The record.
    pub owner: Owner,
    /// Its field.
    pub field: Field,
}

impl Spot {
    /// The text as it is now.
    pub fn text(self, dossier: &Dossier) -> Option<&Text> {
        match self.owner {
            Owner::Dossier => match self.field {
                Field::Title => Some(dossier.title()),
                _ => Some(dossier.note()),
            },
            Owner::Source(id) => dossier.sources().get(id).map(|source| of_source(source, self.field)),
            Owner::Party(id) => {
                let party = dossier.parties().get(id)?;
                match self.field {
                    Field::Title => Some(&party.name),
                    Field::Alias(number) => party.aliases.get(number as usize),
                    _ => Some(&party.note),
                }
            }
            Owner::Item(id) => dossier.items().get(id).map(|item| match self.field {
                Field::Title => &item.title,
                Field::Topic => &item.topic,
                _ => &item.note,
            }),
            Owner::Position(id) => of_position(dossier.position(id)?, self.field),
        }
    }

    /// The place in the dossier that shows it.
    pub fn place(self, dossier: &Dossier) -> Option<Place> {
        match self.owner {
            Owner::Dossier => Some(Place::Dossier),
            Owner::Source(id) => Some(Place::Source(id)),
            Owner::Party(id) => Some(Place::Party(id)),
            Owner::Item(id) => Some(Place::Item(id)),
            Owner::Position(id) => dossier.position(id).map(|position| Place::Cell(position.cell())),
        }
    }
}

/// The fields of a source, the article last.
pub(super) const OF_SOURCE: [Field; 5] =
    [Field::Title, Field::Publisher, Field::Author, Field::Address, Field::Article];

pub(super) fn of_source(source: &Source, field: Field) -> &Text {
    match field {
        Field::Title => &source.title,
        Field::Publisher => &source.publisher,
        Field::Author => &source.author,
        Field::Address => &source.url,
        _ => &source.text,
    }
}

fn of_position(position: &Position, field: Field) -> Option<&Text> {
    let quoted = |number: u32| position.evidence.get(number as usize);
    match field {
        Field::Condition(number) => position.conditions.get(number as usize).map(|condition| &condition.text),
        Field::Quotation(number) => quoted(number).map(|evidence| &evidence.quote),
        Field::Speaker(number) => quoted(number).map(|evidence| &evidence.speaker),
        Field::Reason => position.discount.as_ref().map(|discount| &discount.reason),
        Field::Note => Some(&position.note),
        _ => Some(&position.wording),
    }
}
