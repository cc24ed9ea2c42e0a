//! What several records have in common, worked out once for each selection and state of the dossier.

use std::sync::Arc;

use egui::{Id, Ui};

use super::super::OpenDossier;
use super::super::arrange::Arrangement;
use super::super::selection::Selection;
use crate::model::{Cell, Date, ItemId, Party, PartyId, Role, Stance, Text, steps};

/// What several records say in one field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Shared<T> {
    /// There is no record.
    #[default]
    Nothing,
    /// They all say this.
    One(T),
    /// They say different things.
    Several,
}

impl<T: PartialEq + Clone> Shared<T> {
    fn add(&mut self, value: &T) {
        match self {
            Self::Nothing => *self = Self::One(value.clone()),
            Self::One(one) if one != value => *self = Self::Several,
            Self::One(_) | Self::Several => {}
        }
    }

    /// What they all say.
    pub(super) fn one(&self) -> Option<&T> {
        if let Self::One(one) = self { Some(one) } else { None }
    }

    /// True when they say different things.
    pub(super) fn is_mixed(&self) -> bool {
        matches!(self, Self::Several)
    }
}

/// In a selection of more cells than this nobody expects that all say the same, and looking would hold up the window.
const LOOKED_AT: usize = 50_000;

/// What the leading positions of the selected cells have in common.
#[derive(Debug, Default)]
pub(super) struct SharedCells {
    pub cells: Vec<Cell>,
    /// Of them, those with a position.
    pub stated: usize,
    pub stance: Shared<Stance>,
    pub wording: Shared<Text>,
    pub in_principle: Shared<bool>,
    pub red_line: Shared<bool>,
    pub date: Shared<Option<Date>>,
    pub note: Shared<Text>,
}

/// What the selected parties have in common.
#[derive(Debug, Default)]
pub(super) struct SharedParties {
    pub ids: Vec<PartyId>,
    pub role: Shared<Role>,
    pub color: Shared<Text>,
    pub note: Shared<Text>,
}

/// What the selected items have in common.
#[derive(Debug, Default)]
pub(super) struct SharedItems {
    pub ids: Vec<ItemId>,
    pub topic: Shared<Text>,
    pub between: Shared<Option<Vec<PartyId>>>,
    pub note: Shared<Text>,
}

impl SharedCells {
    pub(super) fn of(open: &OpenDossier<'_>, cells: Vec<Cell>) -> Self {
        let has_spoken = |cell: &&Cell| open.comparison.cell(**cell).standing.has_spoken();
        let stated = cells.iter().filter(has_spoken).count();
        if cells.len() > LOOKED_AT {
            return Self { cells, stated, ..Self::unknown() };
        }
        let mut shared = Self { stated, ..Self::default() };
        for (_, position) in cells.iter().filter_map(|&cell| steps::leading_position(open.dossier, cell)) {
            shared.stance.add(&position.stance);
            shared.wording.add(&position.wording);
            shared.in_principle.add(&position.in_principle);
            shared.red_line.add(&position.red_line);
            shared.date.add(&position.date);
            shared.note.add(&position.note);
        }
        Self { cells, ..shared }
    }

    /// Every field may differ.
    fn unknown() -> Self {
        Self {
            stance: Shared::Several,
            wording: Shared::Several,
            in_principle: Shared::Several,
            red_line: Shared::Several,
            date: Shared::Several,
            note: Shared::Several,
            ..Self::default()
        }
    }
}

impl SharedParties {
    pub(super) fn of(open: &OpenDossier<'_>, ids: Vec<PartyId>) -> Self {
        let mut shared = Self::default();
        for Party { role, color, note, .. } in ids.iter().filter_map(|&id| open.dossier.parties().get(id)) {
            shared.role.add(role);
            shared.color.add(color);
            shared.note.add(note);
        }
        Self { ids, ..shared }
    }
}

impl SharedItems {
    pub(super) fn of(open: &OpenDossier<'_>, ids: Vec<ItemId>) -> Self {
        let mut shared = Self::default();
        for item in ids.iter().filter_map(|&id| open.dossier.items().get(id)) {
            shared.topic.add(&item.topic);
            shared.between.add(&item.between);
            shared.note.add(&item.note);
        }
        Self { ids, ..shared }
    }
}

/// What a shared value was worked out for.
type Key = (u64, u64, Selection);

/// Takes what was kept for this selection, or works it out anew.
pub(super) fn kept<T: Send + Sync + 'static>(
    ui: &Ui,
    open: &OpenDossier<'_>,
    (arrangement, selection): (&Arrangement, &Selection),
    work_out: impl FnOnce() -> T,
) -> Arc<T> {
    let id = Id::unique("shared by the selection");
    let kept = ui.data(|data| data.get_temp::<Arc<(Key, Arc<T>)>>(id));
    let is_same = |key: &Key| key.0 == open.revision && key.1 == arrangement.version() && key.2 == *selection;
    if let Some(kept) = kept.filter(|kept| is_same(&kept.0)) {
        return Arc::clone(&kept.1);
    }
    let value = Arc::new(work_out());
    let key = (open.revision, arrangement.version(), selection.clone());
    ui.data_mut(|data| data.insert_temp(id, Arc::new((key, Arc::clone(&value)))));
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_other_value_makes_it_mixed_for_good() {
        let mut shared = Shared::default();
        shared.add(&1);
        shared.add(&1);
        assert_eq!((shared.one(), shared.is_mixed()), (Some(&1), false));
        shared.add(&2);
        shared.add(&1);
        assert_eq!((shared.one(), shared.is_mixed()), (None, true));
    }
}
