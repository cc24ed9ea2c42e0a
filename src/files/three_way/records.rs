//! A source, a party or an item as three dossiers have it: each field for itself.

use super::values::{Pick, date, extra, note, pick, set, text};
use crate::files::unite::keep_lines;
use crate::files::unite::meeting::Meeting;
use crate::model::{Item, Party, PartyId, Source, Text};

/// A party. `base` is an empty one where both sides added it.
pub(super) fn party(meeting: &mut Meeting<'_>, base: &Party, ours: &Party, theirs: &Party) -> Party {
    let role = match pick(&base.role, &ours.role, &theirs.role) {
        Pick::Ours => ours.role,
        Pick::Theirs => theirs.role,
        Pick::Both => {
            meeting.differs("role", ours.role.word(), theirs.role.word());
            ours.role
        }
    };
    let mut merged = Party {
        id: id(&base.id, &ours.id, &theirs.id),
        name: text(meeting, "name", &base.name, &ours.name, &theirs.name),
        aliases: set(&base.aliases, &ours.aliases, &theirs.aliases),
        role,
        color: text(meeting, "color", &base.color, &ours.color, &theirs.color),
        ..ours.clone()
    };
    merged.note = note(meeting, &base.note, &ours.note, &theirs.note);
    merged.extra = extra(meeting, (&merged, ours), &base.extra, &ours.extra, &theirs.extra);
    merged
}

/// An item. `listed` says a list of needed parties in words.
pub(super) fn item(
    meeting: &mut Meeting<'_>,
    [base, ours, theirs]: [&Item; 3],
    listed: impl Fn(&[PartyId]) -> String,
) -> Item {
    let between = match pick(&base.between, &ours.between, &theirs.between) {
        Pick::Ours => ours.between.clone(),
        Pick::Theirs => theirs.between.clone(),
        Pick::Both => match (&base.between, &ours.between, &theirs.between) {
            (Some(base), Some(ours), Some(theirs)) => Some(set(base, ours, theirs)),
            (_, ours, theirs) => {
                let words = |list: &Option<Vec<PartyId>>| {
                    list.as_ref().map_or("every principal".to_owned(), |list| listed(list))
                };
                meeting.differs("list of needed parties", &words(ours), &words(theirs));
                ours.clone()
            }
        },
    };
    let mut merged = Item {
        id: id(&base.id, &ours.id, &theirs.id),
        title: text(meeting, "title", &base.title, &ours.title, &theirs.title),
        topic: text(meeting, "topic", &base.topic, &ours.topic, &theirs.topic),
        between,
        ..ours.clone()
    };
    merged.note = note(meeting, &base.note, &ours.note, &theirs.note);
    merged.extra = extra(meeting, (&merged, ours), &base.extra, &ours.extra, &theirs.extra);
    merged
}

/// A source without its text, about which more hangs than one field: `text` is the one that counts.
pub(super) fn source(meeting: &mut Meeting<'_>, [base, ours, theirs]: [&Source; 3], whole_text: Text) -> Source {
    let mut merged = Source {
        id: id(&base.id, &ours.id, &theirs.id),
        title: text(meeting, "title", &base.title, &ours.title, &theirs.title),
        publisher: text(meeting, "publisher", &base.publisher, &ours.publisher, &theirs.publisher),
        author: text(meeting, "author", &base.author, &ours.author, &theirs.author),
        published: date(meeting, "date", base.published, ours.published, theirs.published),
        url: text(meeting, "address", &base.url, &ours.url, &theirs.url),
        language: text(meeting, "language", &base.language, &ours.language, &theirs.language),
        text: whole_text,
        extra: ours.extra.clone(),
    };
    merged.extra = extra(meeting, (&merged, ours), &base.extra, &ours.extra, &theirs.extra);
    keep_lines(&mut merged, meeting);
    merged
}

/// Ids are for files alone; where both sides gave another one, ours counts and nobody needs to know.
fn id(base: &Text, ours: &Text, theirs: &Text) -> Text {
    if pick(base, ours, theirs) == Pick::Theirs && !theirs.is_empty() { theirs.clone() } else { ours.clone() }
}
