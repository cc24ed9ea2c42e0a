//! Words and signs: how stances, statuses and texts from files appear on screen.

use std::borrow::Cow;

use super::bidi::{isolated, spoken};
use super::icons;
use super::scene::ReadOnly;
use crate::compare::{Blocker, Comparison, Standing, Status};
use crate::model::{Address, Cell, DiscountKind, Dossier, ItemId, PartyId, Place, Role, Stance};

pub use crate::model::shown::{quoted, visible, visible_line, within_quotes};

/// The same words with a capital letter at their beginning.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The word of a stance, as a head or label shows it.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "Demands",
        Stance::Offers => "Offers",
        Stance::Accepts => "Accepts",
        Stance::Rejects => "Rejects",
        Stance::Reserved => "Reserved",
    }
}

/// The sign of a stance.
pub fn stance_icon(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => icons::MEGAPHONE,
        Stance::Offers => icons::HAND_COINS,
        Stance::Accepts => icons::CHECK_CIRCLE,
        Stance::Rejects => icons::X_CIRCLE,
        Stance::Reserved => icons::CIRCLE_HALF,
    }
}

/// The word of a cell's standing.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Stated(of) => stance(of),
        Standing::Disputed => "Disputed",
        Standing::NotStated => "Not stated",
    }
}

/// The sign of a cell's standing.
pub fn standing_icon(standing: Standing) -> &'static str {
    match standing {
        Standing::Stated(of) => stance_icon(of),
        Standing::Disputed => icons::SCALES,
        Standing::NotStated => icons::CIRCLE_DASHED,
    }
}

/// The word of a mark that a position does not count.
pub fn discount(kind: DiscountKind) -> &'static str {
    match kind {
        DiscountKind::Superseded => "Superseded",
        DiscountKind::Doubtful => "Doubtful",
    }
}

/// The sign of such a mark.
pub fn discount_icon(kind: DiscountKind) -> &'static str {
    match kind {
        DiscountKind::Superseded => icons::SWAP,
        DiscountKind::Doubtful => icons::QUESTION,
    }
}

/// The word of a status.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Agreed => "Agreed",
        Status::AgreedInPrinciple => "In principle",
        Status::Conditional => "Conditional",
        Status::Contested => "Contested",
        Status::Refused => "Refused",
        Status::Open => "Open",
        Status::NotStated => "Not stated",
    }
}

/// What a status means, in one sentence.
pub fn status_meaning(status: Status) -> &'static str {
    match status {
        Status::Agreed => "All whose agreement is needed are for it, and every condition is met",
        Status::AgreedInPrinciple => "All are for it and every condition is met, but the text is not settled",
        Status::Conditional => "All are for it, but at least one condition is not met",
        Status::Contested => "At least one is for it and at least one is against",
        Status::Refused => "All who have spoken are against it",
        Status::Open => "Somebody has spoken, but someone is silent, reserved or disputed",
        Status::NotStated => "Nobody has spoken on it",
    }
}

/// The sign of a status.
pub fn status_icon(status: Status) -> &'static str {
    match status {
        Status::Agreed => icons::HANDSHAKE,
        Status::AgreedInPrinciple => icons::SEAL_CHECK,
        Status::Conditional => icons::HOURGLASS,
        Status::Contested => icons::ARROWS_LEFT_RIGHT,
        Status::Refused => icons::PROHIBIT,
        Status::Open => icons::CIRCLE_HALF,
        Status::NotStated => icons::CIRCLE_DASHED,
    }
}

/// The word of a role.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Principal => "Principal",
        Role::Mediator => "Mediator",
        Role::Observer => "Observer",
    }
}

/// The name of a party.
pub fn party_name(dossier: &Dossier, id: PartyId) -> Cow<'_, str> {
    dossier.parties().get(id).map_or(Cow::Borrowed(""), |party| visible_line(&party.name))
}

/// The title of an item.
pub fn item_title(dossier: &Dossier, id: ItemId) -> Cow<'_, str> {
    dossier.items().get(id).map_or(Cow::Borrowed(""), |item| visible_line(&item.title))
}

/// The name of a party or the title of an item or source; empty for anything else.
pub fn place_title(dossier: &Dossier, place: Place) -> String {
    match place {
        Place::Party(id) => party_name(dossier, id).into_owned(),
        _ => place_name(dossier, place),
    }
}

/// Which cell, party, item or source it is, in one line; empty for the dossier and for what is gone.
pub fn whereabouts(dossier: &Dossier, place: Place) -> String {
    match place {
        Place::Cell(Cell { item, party }) => {
            let (item, party) = (item_title(dossier, item), party_name(dossier, party));
            if item.is_empty() || party.is_empty() { format!("{party}{item}") } else { format!("{party} · {item}") }
        }
        _ => place_title(dossier, place),
    }
}

/// The name of a party with its role, or the title of an item or source, for tooltips; empty for anything else.
pub fn place_name(dossier: &Dossier, place: Place) -> String {
    match place {
        Place::Party(id) => {
            let role = dossier.parties().get(id).map_or("", |party| role(party.role));
            format!("{}\n{role}", party_name(dossier, id))
        }
        Place::Item(id) => item_title(dossier, id).into_owned(),
        Place::Source(id) => {
            dossier.sources().get(id).map_or_else(String::new, |source| visible_line(&source.title).into_owned())
        }
        Place::Dossier | Place::Cell(_) => String::new(),
    }
}

/// What stands in the way, in a few words.
pub fn blocker(dossier: &Dossier, blocker: &Blocker) -> String {
    let named = |party| isolated(party_name(dossier, party));
    match blocker {
        Blocker::Rejects { party } => format!("{} rejects", named(*party)),
        Blocker::Reserved { party } => format!("{} is reserved", named(*party)),
        Blocker::Silent { party } => format!("{} has not spoken", named(*party)),
        Blocker::Disputed { party } => format!("{} is disputed", named(*party)),
        Blocker::InPrinciple { party } => format!("{}: text not settled", named(*party)),
        Blocker::Unmet { party, position, index } => {
            let condition = dossier.position(*position).and_then(|position| position.conditions.get(*index));
            let waits_for = condition.map_or_else(String::new, |condition| condition_line(dossier, condition));
            format!("{} waits: {waits_for}", named(*party))
        }
    }
}

/// What stands in the way, for a narrow place: each of a few, otherwise how many of each kind.
pub fn blockers_in_short(dossier: &Dossier, blockers: &[Blocker]) -> String {
    if blockers.len() <= 4 {
        return blockers.iter().map(|one| blocker(dossier, one)).collect::<Vec<_>>().join(" · ");
    }
    let number = |of: fn(&Blocker) -> bool| blockers.iter().filter(|one| of(one)).count();
    let kinds = [
        (number(|one| matches!(one, Blocker::Rejects { .. })), "rejects", "reject"),
        (number(|one| matches!(one, Blocker::Unmet { .. })), "condition not met", "conditions not met"),
        (number(|one| matches!(one, Blocker::Reserved { .. })), "is reserved", "are reserved"),
        (number(|one| matches!(one, Blocker::Disputed { .. })), "is disputed", "are disputed"),
        (number(|one| matches!(one, Blocker::Silent { .. })), "has not spoken", "have not spoken"),
        (number(|one| matches!(one, Blocker::InPrinciple { .. })), "text not settled", "texts not settled"),
    ];
    let said =
        kinds.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }));
    said.collect::<Vec<_>>().join(" · ")
}

/// A condition in words: its own, otherwise those of its link.
pub fn condition_line(dossier: &Dossier, condition: &crate::model::Condition) -> String {
    if !condition.text.is_empty() {
        return visible_line(&condition.text).into_owned();
    }
    let title = |item| dossier.items().get(item).map_or("", |item| &item.title);
    let Some(item) = condition.item.map(|item| within_quotes(title(item), usize::MAX)) else {
        return "a condition without words".to_owned();
    };
    match condition.party {
        Some(party) => format!("{} on “{item}”", party_name(dossier, party)),
        None => format!("“{item}” is agreed"),
    }
}

/// Where a link leads, in full, for its tooltip.
pub fn where_it_leads(address: &Address) -> String {
    let host = address.host();
    let what = if address.is_mail() {
        format!("Begins a mail to {host} in your mail program")
    } else {
        format!("Opens {host} in your browser")
    };
    let letters = if address.is_in_other_letters() {
        "\nThe name of this host has letters beyond a–z, some of which look like others"
    } else {
        ""
    };
    format!("{what}\n{}{letters}", address.url())
}

/// The end of a long text.
pub fn ending(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().rev().nth(most) {
        Some((cut, c)) => Cow::Owned(format!("…{}", &text[cut + c.len_utf8()..])),
        None => Cow::Borrowed(text),
    }
}

/// A cell as a screen reader says it.
pub fn cell_description(dossier: &Dossier, comparison: &Comparison, cell: Cell, wording: &str) -> String {
    let state = comparison.cell(cell);
    let head = format!(
        "{}, {}: {}",
        party_name(dossier, cell.party),
        item_title(dossier, cell.item),
        standing(state.standing).to_lowercase()
    );
    let conditions = || format!("{}, {} not met", count(usize::from(state.conditions), "condition"), state.unmet);
    let parts = [
        Some(head),
        (!wording.is_empty()).then(|| visible_line(wording).into_owned()),
        state.red_line.then(|| "Red line".to_owned()),
        state.in_principle.then(|| "In principle".to_owned()),
        (state.conditions > 0).then(conditions),
        (state.positions > 1).then(|| format!("{} positions", state.positions)),
        state.has_discounted.then(|| "Some reports do not count".to_owned()),
    ];
    spoken(&parts.into_iter().flatten().collect::<Vec<_>>().join(". ")).into_owned()
}

/// `1 condition`, `2 conditions`.
pub fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) if noun != "day" => format!("{} {stem}ies", grouped(number)),
        _ => format!("{} {noun}s", grouped(number)),
    }
}

/// A moment as a person says it on the day `now`, in one time zone: `today 14:32`, `yesterday 9:05`, `24 May 14:32`.
pub fn moment(at: &jiff::Zoned, now: &jiff::Zoned) -> String {
    let (day, today) = (at.date(), now.date());
    let time = at.strftime("%-H:%M");
    if day == today {
        format!("today {time}")
    } else if Some(day) == today.yesterday().ok() {
        format!("yesterday {time}")
    } else if day.year() == today.year() {
        format!("{} {time}", day.strftime("%-d %B"))
    } else {
        format!("{} {time}", day.strftime("%-d %B %Y"))
    }
}

/// A length in bytes in the unit that fits: `812 bytes`, `34 kB`, `1.2 MB`.
#[allow(clippy::cast_precision_loss, reason = "one digit behind the point is shown")]
pub fn bytes(length: u64) -> String {
    match length {
        0..1_000 => count(usize::try_from(length).unwrap_or(0), "byte"),
        1_000..=999_000 => format!("{} kB", length.div_ceil(1_000)),
        _ => format!("{:.1} MB", length as f64 / 1e6),
    }
}

/// With a capital at the beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number with a thin space between thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// How long ago something was, in seconds.
pub fn ago(seconds: i64) -> String {
    let plural = |number: i64, unit: &str| format!("{} ago", count(usize::try_from(number).unwrap_or(0), unit));
    match seconds {
        ..60 => "just now".to_owned(),
        60..3600 => plural(seconds / 60, "minute"),
        3600..86_400 => plural(seconds / 3600, "hour"),
        _ => plural(seconds / 86_400, "day"),
    }
}

/// Why a dossier cannot be changed here, and what can be done.
pub fn read_only(reason: ReadOnly) -> String {
    match reason {
        ReadOnly::OpenElsewhere => {
            "this file is open in another window. Work there, take the file over, or save this dossier as another file"
                .to_owned()
        }
        ReadOnly::TakenOver => {
            "another window took this file over. What you did here is still here: save it as another file, or take the \
             file back"
                .to_owned()
        }
        ReadOnly::Doubtful => {
            "something went wrong inside the program while this dossier was changed. Close the window and \
                               start again: everything up to the last step is offered then. Or save what is here as \
                               another file"
                .to_owned()
        }
        ReadOnly::Newer(version) => format!(
            "this file was made by a newer Standpoint (version {version} of the format). It can be looked at, compared \
             and exported; update Standpoint to change it"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever looks for the version of this morning must see which day it is of.
    #[test]
    fn moments_are_said_as_people_say_them() {
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().to_zoned(zone.clone());
        let now = at("2026-01-01T09:00:00Z");
        for (moment_of, said) in [
            ("2026-01-01T08:07:00Z", "today 10:07"),
            ("2025-12-31T22:30:00Z", "today 0:30"),
            ("2025-12-31T21:30:00Z", "yesterday 23:30"),
            ("2025-12-24T12:32:00Z", "24 December 2025 14:32"),
        ] {
            assert_eq!(moment(&at(moment_of), &now), said);
        }
        assert_eq!(moment(&at("2026-01-01T08:07:00Z"), &at("2026-05-01T08:07:00Z")), "1 January 10:07");
    }

    #[test]
    fn lengths_are_said_in_the_unit_that_fits() {
        let said = [0, 1, 999, 1_000, 1_001, 999_999, 1_000_000, 250_000_000].map(bytes);
        assert_eq!(said, ["0 bytes", "1 byte", "999 bytes", "1 kB", "2 kB", "1.0 MB", "1.0 MB", "250.0 MB"]);
    }

    #[test]
    fn numbers_are_spoken_in_words_that_fit() {
        assert_eq!(count(1, "party"), "1 party");
        assert_eq!(count(40, "party"), "40 parties");
        assert_eq!(count(1_000_000, "position"), "1\u{202f}000\u{202f}000 positions");
    }
}
