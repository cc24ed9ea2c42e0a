//! Commands: everything that can be done, as plain data.
//!
//! An [`Action`] is a command with a name. Its row in [`ROWS`] is the only place that says how it is called, what it
//! does, which keys it has and in which menu it stands; menus, palette, shortcut list, tooltips and tests read that row.
//! Whether an action is available and what it acts on are one question: [`Action::target`].

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::view::View;
use crate::model::{Cell, Dossier, ItemId, PartyId, Place, SourceId, Stance, Step, steps};

/// Everything that can happen to the program, in the order in which it is to happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// A named action.
    Act(Action),
    /// An edit that a widget made.
    Perform(Step),
    /// Something else is looked at.
    Select(Option<Place>),
    /// Opening, saving, exporting.
    File(FileCommand),
    /// An answer in a dialog.
    Answer(Answer),
}

/// Commands about files that name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileCommand {
    /// Opens these files as one new dossier.
    Open(Vec<PathBuf>),
    /// Opens a sample that comes with the program.
    OpenSample(Sample),
    /// Unites these files with the open dossier.
    Add(Vec<PathBuf>),
    /// Saves the dossier here.
    SaveTo(PathBuf),
    /// Exports the comparison here.
    ExportTo(PathBuf),
    /// Takes a file off the list of recent files.
    ForgetRecent(PathBuf),
    /// Gives up what is being read.
    CancelReading,
}

/// Answers to the questions of dialogs.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Leave everything as it is.
    Cancel,
    /// Save, then go on with what was about to happen.
    SaveFirst,
    /// Go on without saving.
    Discard,
    /// Do the step that was asked about.
    Confirm(Step),
    /// A new party of this name.
    NewParty(String),
    /// A new item with title and topic.
    NewItem(String, String),
    /// A new source with this title.
    NewSource(String),
}

/// A dossier that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sample {
    /// The ceasefire talks of March 2025.
    Ceasefire,
    /// A labour dispute at a railway.
    Rail,
    /// Negotiations on a climate fund.
    Climate,
}

impl Sample {
    /// All samples in the order of the start page.
    pub const ALL: [Self; 3] = [Self::Ceasefire, Self::Rail, Self::Climate];

    /// The position file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Ceasefire => include_bytes!("../../assets/samples/ceasefire.positions.json"),
            Self::Rail => include_bytes!("../../assets/samples/rail-dispute.positions.json"),
            Self::Climate => include_bytes!("../../assets/samples/climate-fund.positions.json"),
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ceasefire => "Ceasefire talks",
            Self::Rail => "Rail dispute",
            Self::Climate => "Climate fund",
        }
    }

    /// What there is to see in it.
    pub fn about(self) -> &'static str {
        match self {
            Self::Ceasefire => "A truce that waits for an answer, territory that both sides claim",
            Self::Rail => "Two unions, one railway, pay and rosters that hang on each other",
            Self::Climate => "Six blocs on who pays into a fund and who decides about it",
        }
    }
}

/// A command with a name, a place in a menu and often a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table below says what each of them does")]
pub enum Action {
    New,
    Open,
    AddFiles,
    Save,
    SaveAs,
    Export,
    Close,
    Quit,
    Undo,
    Redo,
    Stance(Stance),
    EditWording,
    ClearCell,
    AddPosition,
    AddParty,
    AddItem,
    AddSource,
    Rename,
    Delete,
    MoveBack,
    MoveOn,
    Matrix,
    SideBySide,
    Inspector,
    Problems,
    Details,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Palette,
    Shortcuts,
    About,
}

/// The menus of the menu bar, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Menu {
    File,
    Edit,
    View,
    Help,
}

impl Menu {
    /// All menus in order.
    pub const ALL: [Self; 4] = [Self::File, Self::Edit, Self::View, Self::Help];

    /// Its name in the menu bar.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// One row of the command table.
#[derive(Debug)]
pub struct Row {
    /// What it is.
    pub action: Action,
    /// As menus show it.
    pub name: &'static str,
    /// One sentence on what it does.
    pub help: &'static str,
    /// Keys; the first is shown.
    pub keys: &'static [KeyboardShortcut],
    /// Where it stands. Rows of one menu stand there in the order of the table.
    pub menu: Menu,
    /// A separator stands above it.
    pub opens_group: bool,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT_CTRL: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn row(
    menu: Menu,
    action: Action,
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
) -> Row {
    Row { action, name, help, keys, menu, opens_group: false }
}

#[allow(clippy::needless_pass_by_value, reason = "the table is made of values")]
const fn group(row: Row) -> Row {
    Row { opens_group: true, ..row }
}

/// The command table.
pub static ROWS: &[Row] = &[
    row(Menu::File, Action::New, "New", "Starts an empty dossier", &[key(CTRL, Key::N)]),
    row(Menu::File, Action::Open, "Open…", "Opens position files; several become one dossier", &[key(CTRL, Key::O)]),
    row(
        Menu::File,
        Action::AddFiles,
        "Add files…",
        "Unites more position files with this dossier",
        &[key(SHIFT_CTRL, Key::O)],
    ),
    group(row(Menu::File, Action::Save, "Save", "Writes the dossier to its file", &[key(CTRL, Key::S)])),
    row(Menu::File, Action::SaveAs, "Save as…", "Writes the dossier to another file", &[key(SHIFT_CTRL, Key::S)]),
    row(
        Menu::File,
        Action::Export,
        "Export comparison…",
        "Writes what follows from the dossier as JSON",
        &[key(CTRL, Key::E)],
    ),
    group(row(Menu::File, Action::Close, "Close dossier", "Goes back to the start page", &[key(CTRL, Key::W)])),
    row(Menu::File, Action::Quit, "Quit", "Closes the window", &[key(CTRL, Key::Q)]),
    row(Menu::Edit, Action::Undo, "Undo", "Takes the last step back", &[key(CTRL, Key::Z)]),
    row(
        Menu::Edit,
        Action::Redo,
        "Redo",
        "Does the step again that was undone",
        &[key(SHIFT_CTRL, Key::Z), key(CTRL, Key::Y)],
    ),
    group(row(
        Menu::Edit,
        Action::Stance(Stance::Demands),
        "Demands",
        "The party asks for the item",
        &[key(Modifiers::NONE, Key::D)],
    )),
    row(
        Menu::Edit,
        Action::Stance(Stance::Offers),
        "Offers",
        "The party puts the item forward",
        &[key(Modifiers::NONE, Key::O)],
    ),
    row(
        Menu::Edit,
        Action::Stance(Stance::Accepts),
        "Accepts",
        "The party agrees to the item",
        &[key(Modifiers::NONE, Key::A)],
    ),
    row(
        Menu::Edit,
        Action::Stance(Stance::Rejects),
        "Rejects",
        "The party refuses the item",
        &[key(Modifiers::NONE, Key::R)],
    ),
    row(
        Menu::Edit,
        Action::Stance(Stance::Reserved),
        "Reserved",
        "The party has spoken, and neither accepts nor rejects",
        &[key(Modifiers::NONE, Key::V)],
    ),
    group(row(
        Menu::Edit,
        Action::EditWording,
        "Edit wording",
        "Writes into the selected cell",
        &[key(Modifiers::NONE, Key::Enter), key(Modifiers::NONE, Key::F2)],
    )),
    row(
        Menu::Edit,
        Action::AddPosition,
        "Add position",
        "Records one more position in the selected cell, beside those it has",
        &[key(Modifiers::NONE, Key::Insert)],
    ),
    row(
        Menu::Edit,
        Action::ClearCell,
        "Clear cell",
        "Removes every position of the selected cell",
        &[key(Modifiers::NONE, Key::Delete)],
    ),
    group(row(Menu::Edit, Action::AddParty, "Add party…", "Adds a column", &[key(SHIFT_CTRL, Key::P)])),
    row(Menu::Edit, Action::AddItem, "Add item…", "Adds a row", &[key(SHIFT_CTRL, Key::I)]),
    row(Menu::Edit, Action::AddSource, "Add source…", "Adds an article to quote from", &[key(SHIFT_CTRL, Key::A)]),
    row(
        Menu::Edit,
        Action::Rename,
        "Rename",
        "Changes the name of the selected party, item or source",
        &[key(SHIFT_CTRL, Key::R)],
    ),
    row(
        Menu::Edit,
        Action::MoveBack,
        "Move up or left",
        "Moves the selected item up, the selected party to the left",
        &[key(ALT, Key::ArrowUp), key(ALT, Key::ArrowLeft)],
    ),
    row(
        Menu::Edit,
        Action::MoveOn,
        "Move down or right",
        "Moves the selected item down, the selected party to the right",
        &[key(ALT, Key::ArrowDown), key(ALT, Key::ArrowRight)],
    ),
    row(
        Menu::Edit,
        Action::Delete,
        "Delete…",
        "Deletes the selected party, item or source with what hangs on it",
        &[key(SHIFT_CTRL, Key::Delete)],
    ),
    row(Menu::View, Action::Matrix, "Matrix", "Items in rows, parties in columns", &[key(CTRL, Key::Num1)]),
    row(
        Menu::View,
        Action::SideBySide,
        "Side by side",
        "Each party's demands, agreed and rejected items beside the others'",
        &[key(CTRL, Key::Num2)],
    ),
    group(row(
        Menu::View,
        Action::Details,
        "Show details",
        "Opens the inspector on what is selected",
        &[key(CTRL, Key::Enter)],
    )),
    row(
        Menu::View,
        Action::Inspector,
        "Inspector",
        "Shows or hides everything about what is selected",
        &[key(CTRL, Key::I)],
    ),
    row(
        Menu::View,
        Action::Problems,
        "Problems",
        "Shows or hides what loading and checking found",
        &[key(CTRL, Key::M)],
    ),
    group(row(Menu::View, Action::ThemeSystem, "Theme of the system", "Light or dark as the system says", &[])),
    row(Menu::View, Action::ThemeLight, "Light theme", "Dark text on light", &[]),
    row(Menu::View, Action::ThemeDark, "Dark theme", "Light text on dark", &[]),
    group(row(
        Menu::View,
        Action::ZoomIn,
        "Zoom in",
        "Makes everything larger",
        &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)],
    )),
    row(Menu::View, Action::ZoomOut, "Zoom out", "Makes everything smaller", &[key(CTRL, Key::Minus)]),
    row(Menu::View, Action::ZoomReset, "Normal size", "Back to 100 %", &[key(CTRL, Key::Num0)]),
    row(
        Menu::Help,
        Action::Palette,
        "Find a command…",
        "Lists every command, item and party; type to find one",
        &[key(CTRL, Key::K)],
    ),
    row(Menu::Help, Action::Shortcuts, "Keyboard shortcuts", "Lists every key", &[key(Modifiers::NONE, Key::F1)]),
    row(Menu::Help, Action::About, "About Standpoint", "Version, licences and where things are kept", &[]),
];

/// What an action acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The window; nothing needs to be open.
    Window,
    /// The open dossier.
    Dossier,
    /// The selected cell.
    Cell(Cell),
    /// The selected party.
    Party(PartyId),
    /// The selected item.
    Item(ItemId),
    /// The selected source.
    Source(SourceId),
}

/// What decides which actions are available.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The open dossier, if there is one.
    pub dossier: Option<&'a Dossier>,
    /// What is selected.
    pub selection: Option<Place>,
    /// Which view is shown.
    pub view: View,
    /// The step that undo would take back.
    pub undo_name: Option<&'a str>,
    /// The step that redo would do again.
    pub redo_name: Option<&'a str>,
    /// A file is being read or written.
    pub is_busy: bool,
}

impl Situation<'_> {
    fn selected(&self) -> Option<Target> {
        let dossier = self.dossier?;
        match self.selection? {
            Place::Dossier => None,
            Place::Cell(cell) => (dossier.items().contains(cell.item) && dossier.parties().contains(cell.party))
                .then_some(Target::Cell(cell)),
            Place::Party(id) => dossier.parties().contains(id).then_some(Target::Party(id)),
            Place::Item(id) => dossier.items().contains(id).then_some(Target::Item(id)),
            Place::Source(id) => dossier.sources().contains(id).then_some(Target::Source(id)),
        }
    }
}

impl Action {
    /// The row of this action. (The first row stands in for one that is missing; a test sees to it that none is.)
    pub fn row(self) -> &'static Row {
        ROWS.iter().find(|row| row.action == self).unwrap_or(&ROWS[0])
    }

    /// What the action acts on; None when it is not available.
    pub fn target(self, situation: &Situation<'_>) -> Option<Target> {
        let dossier = situation.dossier;
        let open = dossier.map(|_| Target::Dossier);
        let cell = situation.selected().filter(|target| matches!(target, Target::Cell(_)));
        let thing = situation.selected().filter(|target| !matches!(target, Target::Cell(_)));
        match self {
            Self::New | Self::Open | Self::Close | Self::AddFiles | Self::Save | Self::SaveAs | Self::Export
                if situation.is_busy =>
            {
                None
            }
            Self::New
            | Self::Open
            | Self::Quit
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Palette
            | Self::Shortcuts
            | Self::About => Some(Target::Window),
            Self::AddFiles
            | Self::Save
            | Self::SaveAs
            | Self::Export
            | Self::Close
            | Self::AddParty
            | Self::AddItem
            | Self::AddSource
            | Self::Matrix
            | Self::SideBySide
            | Self::Inspector
            | Self::Problems => open,
            Self::Undo => open.filter(|_| situation.undo_name.is_some()),
            Self::Redo => open.filter(|_| situation.redo_name.is_some()),
            Self::Stance(_) | Self::AddPosition => cell,
            Self::EditWording => cell.filter(|_| situation.view == View::Matrix),
            Self::ClearCell => cell.filter(|target| has_positions(dossier, *target)),
            Self::Details => situation.selected(),
            Self::Rename | Self::Delete => thing,
            Self::MoveBack => thing.filter(|target| can_move(dossier, *target, -1)),
            Self::MoveOn => thing.filter(|target| can_move(dossier, *target, 1)),
        }
    }

    /// The name as menus show it now: undo and redo say which step.
    pub fn label(self, situation: &Situation<'_>) -> String {
        let name = self.row().name;
        let step = match self {
            Self::Undo => situation.undo_name,
            Self::Redo => situation.redo_name,
            _ => None,
        };
        step.map_or_else(|| name.to_owned(), |step| format!("{name}: {step}"))
    }

    /// True when its keys also mean something inside a text field and belong to the field while one is in use.
    pub fn yields_to_text_fields(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::MoveBack | Self::MoveOn)
            || self.row().keys.iter().any(|shortcut| shortcut.modifiers.is_none() && shortcut.logical_key != Key::F1)
    }
}

fn has_positions(dossier: Option<&Dossier>, target: Target) -> bool {
    match (dossier, target) {
        (Some(dossier), Target::Cell(cell)) => dossier.cell(cell).next().is_some(),
        _ => false,
    }
}

fn can_move(dossier: Option<&Dossier>, target: Target, by: isize) -> bool {
    match (dossier, target) {
        (Some(dossier), Target::Party(id)) => steps::move_party(dossier, id, by).is_some(),
        (Some(dossier), Target::Item(id)) => steps::move_item(dossier, id, by).is_some(),
        _ => false,
    }
}

/// Commands that widgets ask for during a frame.
#[derive(Debug, Default)]
pub struct Queue(Vec<Command>);

impl Queue {
    /// Asks for a command.
    pub fn push(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Asks for an action.
    pub fn act(&mut self, action: Action) {
        self.push(Command::Act(action));
    }

    /// Asks for an edit, if there is one.
    pub fn perform(&mut self, step: Option<Step>) {
        self.0.extend(step.map(Command::Perform));
    }

    /// Asks for something to be selected.
    pub fn select(&mut self, place: Place) {
        self.push(Command::Select(Some(place)));
    }

    /// Takes everything that was asked for, in order.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = std::collections::HashMap::new();
        for row in ROWS {
            for keys in row.keys {
                let before = seen.insert(*keys, row.name);
                assert_eq!(before, None, "{keys:?} belongs to “{}” too, so one of them can never be reached", row.name);
            }
        }
    }

    #[test]
    fn every_action_stands_in_the_table_once() {
        for row in ROWS {
            assert_eq!(ROWS.iter().filter(|other| other.action == row.action).count(), 1, "{}", row.name);
            assert_eq!(row.action.row().name, row.name);
            assert!(!row.help.is_empty() && !row.help.ends_with('.'), "{}", row.name);
        }
        for stance in Stance::ALL {
            assert_eq!(Action::Stance(stance).row().action, Action::Stance(stance));
        }
    }

    #[test]
    fn without_a_dossier_nothing_that_needs_one_is_offered() {
        let nothing = Situation {
            dossier: None,
            selection: None,
            view: View::Matrix,
            undo_name: None,
            redo_name: None,
            is_busy: false,
        };
        for row in ROWS {
            let target = row.action.target(&nothing);
            assert!(matches!(target, None | Some(Target::Window)), "{} offers {target:?}", row.name);
        }
        assert_eq!(Action::Save.target(&nothing), None);
        assert_eq!(Action::Open.target(&nothing), Some(Target::Window));
    }
}
