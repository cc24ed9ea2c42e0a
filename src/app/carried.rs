//! What is kept by keys about the open dossier, carried over when another dossier takes its place as a whole: by the ids
//! that both have in their files, because the keys of one mean nothing in the other.

use std::collections::BTreeSet;

use super::looks::{Look, keys};
use super::state::State;
use crate::model::{Cell, Dossier, Item, ItemId, Party, PartyId, Place, PositionId, Source};
use crate::ui::{Block, Dialog, Selection};

/// How a dossier was looked at, without keys.
pub(super) struct Carried {
    look: Look,
    differs_between: BTreeSet<String>,
    blocks: Vec<(Named, Named)>,
    /// The place of the position that the inspector shows among those of its cell.
    position: Option<usize>,
    hidden_panels: Vec<String>,
    pinned_panels: Vec<String>,
}

/// A place by the ids in the file.
enum Named {
    Dossier,
    Source(String),
    Party(String),
    Item(String),
    Cell { item: String, party: String },
}

impl Carried {
    /// Notes how the open dossier is looked at.
    pub(super) fn of(state: &State) -> Option<Self> {
        let dossier = state.document.as_ref()?.dossier();
        let view = &state.view;
        let party = |id: &PartyId| party_name(dossier, *id);
        let named = |block: &Block| Some((Named::of(dossier, block.anchor)?, Named::of(dossier, block.corner)?));
        let place = |id: PositionId| {
            let Some(Place::Cell(cell)) = view.selection.active() else { return None };
            dossier.cell(cell).position(|(other, _)| other == id)
        };
        Some(Self {
            look: Look::of(std::path::Path::new(""), dossier, view),
            differs_between: view.options.filter.differs_between.iter().filter_map(party).collect(),
            blocks: view.selection.blocks().iter().filter_map(named).collect(),
            position: view.position.and_then(place),
            hidden_panels: view.side.hidden.iter().filter_map(party).collect(),
            pinned_panels: view.side.pinned.iter().filter_map(party).collect(),
        })
    }

    /// Looks at the dossier that is open now in the same way. What it does not have is left out; nothing that was kept
    /// by keys of the other stays.
    pub(super) fn put_into(self, state: &mut State) {
        // Copied positions refer to records of the other; the text on the clipboard stays.
        state.clip = None;
        let Some(document) = &state.document else { return };
        let (dossier, view) = (document.dossier(), &mut state.view);
        let parties = keys(dossier.parties(), |party: &Party| &party.id);
        let party = |id: &String| parties.get(id.as_str()).copied();
        let (mut filter, applied) = (std::mem::take(&mut view.options.filter), view.options.applied);
        let draft = std::mem::take(&mut view.column_sets.draft);
        filter.differs_between = self.differs_between.iter().filter_map(party).collect();
        self.look.apply(dossier, view);
        (view.options.filter, view.options.applied) = (filter, applied + 1);
        view.column_sets.draft = draft;
        view.side.hidden = self.hidden_panels.iter().filter_map(party).collect();
        view.side.pinned = self.pinned_panels.iter().filter_map(party).collect();
        view.side.begin_anew();
        view.sources.begin_anew();
        view.find.begin_anew();
        view.search.begin_anew();
        view.highlighting.begin_anew();
        view.matrix.let_go();
        view.drafts += 1;
        let places = Places::of(dossier);
        let block = |(anchor, corner): &(Named, Named)| {
            Some(Block { anchor: places.place(anchor)?, corner: places.place(corner)? })
        };
        let blocks: Vec<_> = self.blocks.iter().filter_map(block).collect();
        view.selection = Selection::default();
        view.selection.set_blocks(blocks);
        view.position = self.position.and_then(|at| match view.selection.active() {
            Some(Place::Cell(cell)) => dossier.cell(cell).nth(at).map(|(id, _)| id),
            _ => None,
        });
        if view.dialog.as_ref().is_some_and(holds_keys) {
            view.dialog = None;
        }
        view.matrix.reveal = view.selection.active();
        view.side.reveal = view.selection.active();
        // Keys that are pressed before the next frame is drawn must find the lines of this dossier.
        state.arrange();
    }
}

impl Named {
    fn of(dossier: &Dossier, place: Place) -> Option<Self> {
        Some(match place {
            Place::Dossier => Self::Dossier,
            Place::Source(id) => Self::Source(dossier.sources().get(id)?.id.to_string()),
            Place::Party(id) => Self::Party(party_name(dossier, id)?),
            Place::Item(id) => Self::Item(item_name(dossier, id)?),
            Place::Cell(cell) => {
                Self::Cell { item: item_name(dossier, cell.item)?, party: party_name(dossier, cell.party)? }
            }
        })
    }
}

/// The places of a dossier by ids.
struct Places<'a> {
    sources: std::collections::BTreeMap<&'a str, crate::model::SourceId>,
    parties: std::collections::BTreeMap<&'a str, PartyId>,
    items: std::collections::BTreeMap<&'a str, ItemId>,
}

impl<'a> Places<'a> {
    fn of(dossier: &'a Dossier) -> Self {
        Self {
            sources: keys(dossier.sources(), |source: &Source| &source.id),
            parties: keys(dossier.parties(), |party: &Party| &party.id),
            items: keys(dossier.items(), |item: &Item| &item.id),
        }
    }

    fn place(&self, named: &Named) -> Option<Place> {
        let (item, party) = (|id: &str| self.items.get(id).copied(), |id: &str| self.parties.get(id).copied());
        Some(match named {
            Named::Dossier => Place::Dossier,
            Named::Source(id) => Place::Source(self.sources.get(id.as_str()).copied()?),
            Named::Party(id) => Place::Party(party(id)?),
            Named::Item(id) => Place::Item(item(id)?),
            Named::Cell { item: row, party: column } => Place::Cell(Cell { item: item(row)?, party: party(column)? }),
        })
    }
}

fn party_name(dossier: &Dossier, id: PartyId) -> Option<String> {
    dossier.parties().get(id).map(|party| party.id.to_string())
}

fn item_name(dossier: &Dossier, id: ItemId) -> Option<String> {
    dossier.items().get(id).map(|item| item.id.to_string())
}

/// True for questions about records by their keys: they mean nothing about another dossier.
fn holds_keys(dialog: &Dialog) -> bool {
    match dialog {
        Dialog::Delete(_)
        | Dialog::NewParty { .. }
        | Dialog::NewItem { .. }
        | Dialog::Topic { .. }
        | Dialog::Merge(_)
        | Dialog::Rename(_)
        | Dialog::Recode(_)
        | Dialog::Discount { .. }
        | Dialog::Article(_)
        | Dialog::Coding(_)
        | Dialog::Highlighter(_)
        | Dialog::Replace(_)
        | Dialog::Paste(_)
        | Dialog::PasteNames(_) => true,
        Dialog::Unsaved
        | Dialog::NewSource { .. }
        | Dialog::Articles(_)
        | Dialog::Path(_)
        | Dialog::Message { .. }
        | Dialog::Palette { .. }
        | Dialog::Restore(_)
        | Dialog::History(_)
        | Dialog::Shortcuts
        | Dialog::OnDisk(_)
        | Dialog::About => false,
    }
}
