//! What stands in each panel and where. Worked out again only when the dossier, the width or the choice changed.

use egui::{Color32, Ui};

use super::super::OpenDossier;
use super::super::bidi;
use super::super::controls::cut_job;
use super::super::matrix::shown_position;
use super::super::theme::{Face, size};
use super::super::words;
use super::Order;
use crate::compare::Standing;
use crate::model::{Cell, ItemId, PartyId, Side, Stance, Text};

/// Lines of wording in an entry.
pub(super) const WORDING_LINES: usize = 400;
/// Lines of an item's title.
pub(super) const TITLE_LINES: usize = 4;
/// Inner margin of entries.
pub(super) const MARGIN: f32 = 18.0;
/// Beyond so many positions entries are not measured one by one.
const EXACT_POSITIONS: usize = 5_000;
const HEADING_HEIGHT: f32 = 32.0;
const EMPTY_HEIGHT: f32 = 44.0;

/// How two neighbours stand to each other on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Both for, or both against.
    Alike,
    /// One for, one against.
    Opposed,
    /// One has spoken, the other has not.
    Silent,
}

/// What one entry shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A topic above items.
    Topic(Text),
    /// One of a party's lists, with its length.
    List(Standing, usize),
    /// A position on an item.
    Stated(Cell),
    /// The party has not spoken on this item.
    Silent(Cell),
}

impl Kind {
    /// The cell that it stands for.
    pub(super) fn cell(&self) -> Option<Cell> {
        match self {
            Self::Stated(cell) | Self::Silent(cell) => Some(*cell),
            Self::Topic(_) | Self::List(..) => None,
        }
    }
}

/// One entry of a panel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// Distance from the upper edge of the panel.
    pub(super) top: f32,
    pub(super) height: f32,
    /// On one line with others: towards the panel at the right. In own lists: towards any of the others.
    pub(super) mark: Option<Mark>,
}

/// What the entries were made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MadeFor {
    pub(super) revision: u64,
    pub(super) width: u32,
    pub(super) order: Order,
    pub(super) hides_same: bool,
    pub(super) chosen: Vec<PartyId>,
}

/// The entries of all panels.
#[derive(Debug, Default)]
pub(super) struct Entries {
    made_for: Option<MadeFor>,
    panels: Vec<Vec<Entry>>,
    height: f32,
    hidden: usize,
}

impl Entries {
    /// How many items are left out because the parties stand alike on them.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// Brings everything up to date.
    pub(super) fn update(&mut self, ui: &Ui, open: &OpenDossier<'_>, key: MadeFor) {
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        let width = f32::from_bits(key.width);
        let mut hidden = std::collections::BTreeSet::new();
        if key.hides_same {
            let items = open.dossier.items().keys().iter().copied();
            hidden = items.filter(|item| are_alike(open, *item, &key.chosen)).collect();
        }
        self.hidden = hidden.len();
        self.panels = match key.order {
            Order::SameLine => same_line(ui, open, &key.chosen, &hidden, width),
            Order::OwnLists => {
                let of = |&party| own_lists(ui, open, party, &key.chosen, &hidden, width);
                key.chosen.iter().map(of).collect()
            }
        };
        let ends = self.panels.iter().filter_map(|panel| panel.last()).map(|entry| entry.top + entry.height);
        self.height = ends.fold(0.0, f32::max);
        self.made_for = Some(key);
    }

    /// The parties in order.
    pub(super) fn parties(&self) -> &[PartyId] {
        self.made_for.as_ref().map_or(&[], |key| &key.chosen)
    }

    /// True when there is nothing to show in any panel.
    pub(super) fn is_empty(&self) -> bool {
        self.panels.iter().all(Vec::is_empty)
    }

    /// Height of the longest panel.
    pub(super) fn height(&self) -> f32 {
        self.height
    }

    /// The cell that lies one step further: down or up within a panel, or on the same item in the panel beside. Nothing
    /// chosen: the first cell.
    pub(super) fn neighbour(&self, from: Option<Cell>, right: isize, down: isize) -> Option<Cell> {
        let cells = |panel: usize| self.panels.get(panel).into_iter().flatten().filter_map(|entry| entry.kind.cell());
        let Some(cell) = from.filter(|cell| self.span(*cell).is_some()) else { return cells(0).next() };
        let panel = self.parties().iter().position(|&party| party == cell.party)?;
        if right != 0 {
            let beside = self.parties().get(panel.checked_add_signed(right)?)?;
            return Some(Cell { party: *beside, ..cell });
        }
        let place = cells(panel).position(|other| other == cell)?;
        cells(panel).nth(place.checked_add_signed(down)?)
    }

    /// Panel, upper and lower edge of a cell's entry.
    pub(super) fn span(&self, cell: Cell) -> Option<(usize, f32, f32)> {
        let panel = self.parties().iter().position(|&party| party == cell.party)?;
        let entry = self.panels.get(panel)?.iter().find(|entry| entry.kind.cell() == Some(cell))?;
        Some((panel, entry.top, entry.top + entry.height))
    }

    /// The entries of a panel between two heights.
    pub(super) fn visible(&self, panel: usize, from: f32, to: f32) -> impl Iterator<Item = &Entry> {
        let entries = self.panels.get(panel).map_or(&[][..], Vec::as_slice);
        let first = entries.partition_point(|entry| entry.top + entry.height <= from);
        entries[first..].iter().take_while(move |entry| entry.top < to)
    }
}

/// One line per item on which at least one of the parties has spoken, under topics.
fn same_line(ui: &Ui, open: &OpenDossier<'_>, chosen: &[PartyId], hidden: &Hidden, width: f32) -> Vec<Vec<Entry>> {
    let mut panels = vec![Vec::new(); chosen.len()];
    let mut top = 0.0;
    let mut last_topic: Option<&Text> = None;
    for (item, record) in by_topic(open) {
        let cells: Vec<_> = chosen.iter().map(|&party| Cell { item, party }).collect();
        let standings: Vec<_> = cells.iter().map(|&cell| open.comparison.cell(cell).standing).collect();
        if hidden.contains(&item) || !standings.iter().any(|standing| standing.has_spoken()) {
            continue;
        }
        if last_topic != Some(record) {
            last_topic = Some(record);
            if !record.is_empty() {
                for panel in &mut panels {
                    panel.push(Entry { kind: Kind::Topic(record.clone()), top, height: HEADING_HEIGHT, mark: None });
                }
                top += HEADING_HEIGHT;
            }
        }
        let height = cells.iter().map(|&cell| height(ui, open, cell, width)).fold(0.0, f32::max);
        for (n, (&cell, standing)) in cells.iter().zip(&standings).enumerate() {
            let kind = if standing.has_spoken() { Kind::Stated(cell) } else { Kind::Silent(cell) };
            let mark = standings.get(n + 1).and_then(|next| mark(*standing, *next));
            panels[n].push(Entry { kind, top, height, mark });
        }
        top += height;
    }
    panels
}

/// Items with their topics, topic by topic in the order of first appearance.
fn by_topic<'a>(open: &OpenDossier<'a>) -> Vec<(ItemId, &'a Text)> {
    let mut rank: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    let mut items: Vec<_> = open
        .dossier
        .items()
        .iter()
        .map(|(id, item)| {
            let next = rank.len();
            (*rank.entry(item.topic.as_str()).or_insert(next), id, &item.topic)
        })
        .collect();
    items.sort_by_key(|&(rank, ..)| rank);
    items.into_iter().map(|(_, id, topic)| (id, topic)).collect()
}

/// Items that are left out.
type Hidden = std::collections::BTreeSet<ItemId>;

/// True when all of these parties have spoken and stand on the same side.
fn are_alike(open: &OpenDossier<'_>, item: ItemId, chosen: &[PartyId]) -> bool {
    let mut sides = chosen.iter().map(|&party| open.comparison.cell(Cell { item, party }).standing.side());
    let first = sides.next().flatten();
    first.is_some() && sides.all(|side| side == first)
}

fn mark(a: Standing, b: Standing) -> Option<Mark> {
    if a.has_spoken() != b.has_spoken() {
        return Some(Mark::Silent);
    }
    match (a.side()?, b.side()?) {
        (Side::For, Side::For) | (Side::Against, Side::Against) => Some(Mark::Alike),
        (Side::For, Side::Against) | (Side::Against, Side::For) => Some(Mark::Opposed),
        _ => None,
    }
}

/// A party's lists, one after the other.
fn own_lists(
    ui: &Ui,
    open: &OpenDossier<'_>,
    party: PartyId,
    chosen: &[PartyId],
    hidden: &Hidden,
    width: f32,
) -> Vec<Entry> {
    let lists = open.comparison.lists(open.dossier, party);
    let stated = Standing::Stated;
    let lists = [
        (stated(Stance::Demands), lists.demands),
        (stated(Stance::Offers), lists.offers),
        (stated(Stance::Accepts), lists.agreed),
        (stated(Stance::Rejects), lists.rejected),
        (stated(Stance::Reserved), lists.reserved),
        (Standing::Disputed, lists.disputed),
        (Standing::NotStated, lists.not_stated),
    ];
    let mut entries = Vec::new();
    let mut top = 0.0;
    for (standing, mut items) in lists {
        items.retain(|item| !hidden.contains(item));
        if items.is_empty() {
            continue;
        }
        entries.push(Entry { kind: Kind::List(standing, items.len()), top, height: HEADING_HEIGHT, mark: None });
        top += HEADING_HEIGHT;
        for item in items {
            let cell = Cell { item, party };
            let kind = if standing.has_spoken() { Kind::Stated(cell) } else { Kind::Silent(cell) };
            let height = height(ui, open, cell, width);
            entries.push(Entry { kind, top, height, mark: mark_among(open, cell, chosen) });
            top += height;
        }
    }
    entries
}

/// How a party stands to the others beside it: a clash with one of them outweighs agreement with another.
fn mark_among(open: &OpenDossier<'_>, cell: Cell, chosen: &[PartyId]) -> Option<Mark> {
    let own = open.comparison.cell(cell).standing;
    let others = chosen.iter().filter(|&&party| party != cell.party);
    let marks = others.filter_map(|&party| mark(own, open.comparison.cell(Cell { party, ..cell }).standing));
    let marks = marks.filter(|mark| *mark != Mark::Silent);
    marks.max_by_key(|mark| *mark == Mark::Opposed)
}

/// Height that an entry wants at this width.
fn height(ui: &Ui, open: &OpenDossier<'_>, cell: Cell, width: f32) -> f32 {
    if open.dossier.position_count() > EXACT_POSITIONS {
        return 118.0;
    }
    let measure = |words: &str, face: Face, rows: usize| {
        let job = cut_job(words, face, size::BODY, Color32::PLACEHOLDER, width - 2.0 * MARGIN - 8.0, rows);
        bidi::layout(ui, job).size().y
    };
    let title = measure(&words::item_title(open.dossier, cell.item), Face::Medium, TITLE_LINES);
    let Some(position) = shown_position(open.dossier, open.comparison, cell) else {
        return (title + 26.0).max(EMPTY_HEIGHT);
    };
    let wording = if position.wording.is_empty() {
        0.0
    } else {
        measure(&words::visible(&position.wording), Face::Regular, WORDING_LINES) + 2.0
    };
    (title + 22.0 + wording + 18.0).round()
}
