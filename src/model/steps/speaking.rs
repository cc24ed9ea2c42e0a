//! Who speaks for a cell before positions of several come together there, and who does afterwards.

use super::super::{Cell, Dossier, Position, PositionId, Side};

/// What becomes of a cell in which positions of several come together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Meeting {
    /// Positions of the latest date contradict each other.
    pub(super) is_disputed: bool,
    /// The position that came and speaks for the cell.
    pub(super) speaks: Option<PositionId>,
    /// Those that spoke for their cell and are no longer of its latest date.
    pub(super) overtaken: Vec<PositionId>,
}

/// What becomes of a cell to which these come.
pub(super) fn met(dossier: &Dossier, cell: Cell, arrived: &[(PositionId, Position)]) -> Meeting {
    let mut all: Vec<_> = dossier.cell(cell).collect();
    all.extend(arrived.iter().map(|(id, position)| (*id, position)));
    all.sort_by_key(|(id, _)| *id);
    all.dedup_by_key(|(id, _)| *id);
    let current = current(dossier, &all);
    let says = |side| current.iter().any(|(_, position)| position.stance.side() == side);
    if says(Side::For) && says(Side::Against) {
        return Meeting { is_disputed: true, ..Meeting::default() };
    }
    let has_come = |id: &PositionId| arrived.iter().any(|(arrived, _)| arrived == id);
    let speaks = speaker(&current).filter(has_come);
    let spoke = |id: PositionId| {
        let before = dossier.position(id).map(|position| dossier.cell(position.cell()).collect::<Vec<_>>());
        speaker(&self::current(dossier, &before.unwrap_or_default())) == Some(id)
    };
    let is_current = |id: PositionId| current.iter().any(|(current, _)| *current == id);
    let overtaken = all.iter().map(|(id, _)| *id).filter(|id| !is_current(*id) && spoke(*id)).collect();
    Meeting { is_disputed: false, speaks, overtaken }
}

/// Those of the latest date among those that count.
fn current<'a>(dossier: &Dossier, all: &[(PositionId, &'a Position)]) -> Vec<(PositionId, &'a Position)> {
    let counted = || all.iter().copied().filter(|(_, position)| position.counts());
    let latest = counted().map(|(_, position)| dossier.date_of(position)).max();
    counted().filter(|(_, position)| Some(dossier.date_of(position)) == latest).collect()
}

/// The last one that is for or against, otherwise the last of all; nobody where they contradict each other.
fn speaker(current: &[(PositionId, &Position)]) -> Option<PositionId> {
    let side = |(_, position): &&(PositionId, &Position)| position.stance.side();
    let last = current.iter().rev().find(|one| side(one) != Side::Neither).or(current.last())?;
    let is_contradicted = current.iter().any(|one| {
        let pair = (side(&last), side(&one));
        matches!(pair, (Side::For, Side::Against) | (Side::Against, Side::For))
    });
    (!is_contradicted).then_some(last.0)
}
