//! What the History dialog keeps: the steps since the dossier was opened, and the saved versions of its file.

use std::path::PathBuf;
use std::sync::Arc;

/// The History dialog.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HistoryDialog {
    /// Which list is shown.
    pub page: HistoryPage,
    /// The step that the keyboard is on: so many are done.
    pub chosen: usize,
    /// The saved versions.
    pub versions: VersionsPage,
}

/// The lists of the History dialog.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HistoryPage {
    /// Every step since the dossier was opened.
    #[default]
    Steps,
    /// The versions that were saved.
    Versions,
}

/// The saved versions of the open dossier's file, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VersionsPage {
    /// One line per version, the newest first; None until they are listed.
    pub lines: Option<Vec<VersionLine>>,
    /// Why there are none, or not all.
    pub remark: Option<String>,
    /// The line that the keyboard is on.
    pub chosen: usize,
    /// What the chosen version would bring.
    pub preview: Preview,
    /// Lives as long as the dialog: who works for it beside the window stops when it is gone.
    pub alive: Arc<()>,
}

/// A saved version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    /// Where it is kept.
    pub path: PathBuf,
    /// When it was saved: `today 14:32`.
    pub when: String,
    /// Length in bytes.
    pub length: u64,
    /// How many positions it has, once it was read.
    pub positions: Option<usize>,
    /// What changed in it.
    pub change: Change,
    /// It lies beside the file, as `.bak`, and nowhere else.
    pub is_beside: bool,
    /// It is what stands in the file now.
    pub is_in_file: bool,
}

/// What changed in a version against the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is being worked out.
    Pending,
    /// There is none before it.
    First,
    /// This.
    Told(String),
    /// It cannot be read, for this reason.
    Damaged(String),
}

/// What the chosen version would bring.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Preview {
    /// It is being read.
    #[default]
    Reading,
    /// It is what is in the window.
    Same,
    /// These changes against what is in the window.
    Changes {
        /// In one line.
        summary: String,
        /// A line for each.
        lines: Vec<String>,
    },
    /// It cannot be read, for this reason.
    Failed(String),
}

impl VersionsPage {
    /// The version that the keyboard is on.
    pub fn chosen_line(&self) -> Option<&VersionLine> {
        self.lines.as_ref()?.get(self.chosen)
    }
}

/// What the dialog wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryCommand {
    /// The saved versions are shown.
    ShowVersions,
    /// This line of them was chosen.
    Choose(usize),
}
