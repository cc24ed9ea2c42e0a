//! What the window draws: a panel per file, the theme, the command table.
//!
//! Nothing here acts. Views draw from a [`Scene`], keep what they need between frames in the [`ViewState`], and put
//! [`Command`]s into a [`Queue`]; the dossier is never changed from here, and nothing touches disk, clock or clipboard.

pub mod arrange;
mod bidi;
pub mod command;
mod controls;
mod dialogs;
mod fields;
mod filter_bar;
mod find_bar;
mod finding;
mod highlighting;
pub mod history;
mod icons;
mod inspector;
mod keys;
pub mod matrix;
mod menu;
mod on_disk;
mod palette_dialog;
mod problems;
pub mod reading;
mod scene;
mod searching;
pub mod selection;
mod shape;
pub mod side_by_side;
pub mod sources;
mod start_page;
mod status_bar;
pub mod theme;
mod toasts;
pub mod view;
mod window;
pub mod words;

pub use arrange::{Arrangement, Density, Line, Options, Sizes};
pub use command::{Action, Answer, Command, FileCommand, Queue, Sample, Situation, TopicChange};
pub use dialogs::{
    Arrival, ArticleDialog, ArticlesDialog, CodingDialog, Dialog, MergeDialog, PasteDialog, PasteNames, PastePreview,
    PathDialog, Purpose, RecodeDialog, Recoded, RenameDialog, ReplaceDialog, RestoreDialog, Ticks, Unsaved,
};
pub use filter_bar::BarState;
pub use finding::{FindState, Replacement, replacements};
pub use highlighting::{HighlighterDialog, Highlighting};
pub use history::{HistoryCommand, HistoryDialog, HistoryPage};
pub use keys::shortcuts;
pub use on_disk::{DiskAnswer, DiskChange, DiskDialog};
pub use scene::{Busy, OpenDossier, ReadOnly, Recent, Scene};
pub use searching::SearchState;
pub use selection::{Block, Selection};
pub use toasts::{Toast, ToastKind};
pub use view::{View, ViewState};
pub use window::ui;
