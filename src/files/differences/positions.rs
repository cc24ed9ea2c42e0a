//! What is different about each item and in what parties say on it.

use std::collections::{BTreeMap, HashMap};

use super::lines::Lines;
use super::records::{both, counted, item};
use super::{Change, Differences, Group, Versions};
use crate::files::pairing::{Side, Sorted, numbered_item, pair_positions};
use crate::files::unite::value;
use crate::model::shown::{quoted, within_quotes};
use crate::model::{Cell, Condition, Discount, DiscountKind, Evidence, ItemId, PartyId, Position};

/// A group for each item that is different itself, or on which something else is said.
pub(super) fn by_item(versions: &Versions<'_>, differences: &mut Differences) {
    let numbering = versions.numbering();
    let before = Sorted::of(versions.one, |cell| numbering.cell(cell));
    let after = Sorted::of(versions.two, Some);
    let mut cells: Vec<Cell> = before.cells().chain(after.cells()).collect();
    cells.sort_unstable();
    cells.dedup();
    let parties = both(&versions.parties, versions.one.parties(), versions.two.parties());
    let columns: HashMap<PartyId, usize> = parties.iter().map(|(party, _, _)| *party).zip(0..).collect();
    let mut rows: BTreeMap<ItemId, Vec<Cell>> = BTreeMap::new();
    for cell in cells {
        let one: Vec<Position> = before.cell(cell).filter_map(|(_, position)| numbering.position(position)).collect();
        if !after.cell(cell).map(|(_, position)| position).eq(&one) {
            rows.entry(cell.item).or_default().push(cell);
        }
    }
    for (number, one, two) in both(&versions.items, versions.one.items(), versions.two.items()) {
        let one = one.map(|item| numbered_item(item, Side::Base, &versions.parties));
        let mut lines = Lines::of(one.as_ref(), two);
        let mut title = format!("Item {}", quoted(versions.item(number)));
        if one.as_ref() != two {
            title = counted(title, one.as_ref(), two, &mut differences.changes.items);
            item(versions, one.as_ref(), two, &mut lines);
        }
        let mut row = rows.remove(&number).unwrap_or_default();
        row.sort_by_key(|cell| columns.get(&cell.party));
        let mut changes = Vec::new();
        for cell in row {
            let one: Vec<Position> =
                before.cell(cell).filter_map(|(_, position)| numbering.position(position)).collect();
            let two: Vec<&Position> = after.cell(cell).map(|(_, position)| position).collect();
            in_cell(versions, &one.iter().collect::<Vec<_>>(), &two, &mut changes, differences);
        }
        if one.as_ref() != two || !changes.is_empty() {
            differences.groups.push(Group { title, details: lines.list, changes });
        }
    }
}

/// What is different in one cell.
fn in_cell(
    versions: &Versions<'_>,
    one: &[&Position],
    two: &[&Position],
    changes: &mut Vec<Change>,
    differences: &mut Differences,
) {
    let Some(party) = one.iter().chain(two).next().map(|position| within_quotes(versions.party(position.party), 80))
    else {
        return;
    };
    let pairs = pair_positions(one, two);
    let mut befores = vec![None; two.len()];
    for (position, pair) in one.iter().zip(&pairs) {
        if let Some(at) = pair {
            befores[*at] = Some(*position);
            continue;
        }
        let words = format!("{party}: {}, removed", words_of(position));
        differences.changes.positions.removed += 1;
        changes.push(Change { words, details: details(versions, Some(position), None) });
    }
    for (before, position) in befores.into_iter().zip(two) {
        let words = match before {
            Some(before) if before == *position => continue,
            None => {
                differences.changes.positions.added += 1;
                format!("{party}: {}, new", words_of(position))
            }
            Some(before) => {
                differences.changes.positions.changed += 1;
                let (was, is) = (before.stance.word(), position.stance.word());
                if was == is { format!("{party}: {is}, changed") } else { format!("{party}: {was} → {is}") }
            }
        };
        changes.push(Change { words, details: details(versions, before, Some(position)) });
    }
    let stay: Vec<usize> = pairs.into_iter().flatten().collect();
    if !stay.is_sorted() {
        differences.changes.order = true;
        changes.push(Change { words: format!("{party}: positions stand in another order"), details: Vec::new() });
    }
}

/// Stance and date, as a heading.
fn words_of(position: &Position) -> String {
    let date = position.date.map(|date| format!(", {date}")).unwrap_or_default();
    format!("{}{date}", position.stance.word())
}

/// In what two positions differ, or what a single one says.
fn details(versions: &Versions<'_>, one: Option<&Position>, two: Option<&Position>) -> Vec<Vec<super::Piece>> {
    let Some(any) = two.or(one) else { return Vec::new() };
    let blank = Position::new(any.cell(), any.stance);
    let mut lines = Lines::of(one, two);
    let (one, two) = (one.unwrap_or(&blank), two.unwrap_or(&blank));
    lines.long("wording", &one.wording, &two.wording);
    lines.flag("in principle", one.in_principle, two.in_principle);
    lines.flag("red line", one.red_line, two.red_line);
    if !lines.is_whole {
        lines.date("date", one.date, two.date);
    }
    if one.conditions != two.conditions {
        let words =
            |position: &Position| position.conditions.iter().map(|it| condition(versions, it)).collect::<Vec<_>>();
        lines.set("condition", &words(one), &words(two));
    }
    if one.evidence != two.evidence {
        let words =
            |position: &Position| position.evidence.iter().map(|it| quotation(versions, it)).collect::<Vec<_>>();
        lines.set("quotation", &words(one), &words(two));
    }
    lines.long("note", &one.note, &two.note);
    discount(&mut lines, one.discount.as_deref(), two.discount.as_deref());
    lines.extra(&one.extra, &two.extra);
    lines.list
}

/// Whether it counts: `now marked doubtful`, `reason: “…”`.
fn discount(lines: &mut Lines, one: Option<&Discount>, two: Option<&Discount>) {
    for kind in DiscountKind::ALL {
        let is = |discount: Option<&Discount>| discount.is_some_and(|discount| discount.kind == kind);
        lines.flag(&format!("marked {}", kind.word()), is(one), is(two));
    }
    let nothing = Discount::new(DiscountKind::Doubtful, "");
    let (one, two) = (one.unwrap_or(&nothing), two.unwrap_or(&nothing));
    lines.long("reason of the mark", &one.reason, &two.reason);
    lines.extra(&one.extra, &two.extra);
}

/// `“Kyiv too” (Ukraine on “A truce”, first)`.
fn condition(versions: &Versions<'_>, condition: &Condition) -> String {
    let party = condition.party.map(|party| within_quotes(versions.party(party), 80));
    let item = condition.item.map(|item| quoted(versions.item(item)));
    let link = match (party, item) {
        (Some(party), Some(item)) => Some(format!("{party} on {item}")),
        (party, item) => party.or(item),
    };
    let marks = [condition.first.then(|| "first".to_owned()), condition.met.then(|| "met".to_owned())];
    let mut more: Vec<String> = link.into_iter().chain(marks.into_iter().flatten()).collect();
    more.extend(condition.extra.iter().map(|(name, json)| format!("{} {}", quoted(name), value(json))));
    let text = words(&condition.text);
    if more.is_empty() { text } else { format!("{text} ({})", more.join(", ")) }
}

/// `“We agree” from “Call”, characters 3 to 11, by the spokesman`.
fn quotation(versions: &Versions<'_>, evidence: &Evidence) -> String {
    let mut parts = vec![format!("{} from {}", words(&evidence.quote), quoted(versions.source(evidence.source)))];
    if evidence.start.is_some() || evidence.end.is_some() {
        let place = |place: Option<u32>| place.map_or("?".to_owned(), |place| place.to_string());
        parts.push(format!("characters {} to {}", place(evidence.start), place(evidence.end)));
    }
    if !evidence.speaker.is_empty() {
        parts.push(format!("by {}", within_quotes(&evidence.speaker, 80)));
    }
    parts.extend(evidence.extra.iter().map(|(name, json)| format!("{} {}", quoted(name), value(json))));
    parts.join(", ")
}

/// A sentence between quotation marks.
fn words(text: &str) -> String {
    format!("“{}”", within_quotes(text, 400))
}
