//! What is asked when the file of the open dossier was changed by somebody else, and what can be answered.

/// The file was changed by somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskDialog {
    /// What happened to it.
    pub change: DiskChange,
    /// When: “3 minutes ago”.
    pub age: Option<String>,
    /// It was about to be saved.
    pub is_saving: bool,
}

/// What happened to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiskChange {
    /// Another dossier is in it.
    Other {
        /// How it differs: “2 positions changed”.
        differs: String,
        /// How much of it was changed differently here. None when it is not known what both began from, so that they cannot
        /// be merged.
        conflicts: Option<usize>,
    },
    /// What is in it is no position file, for this reason.
    Unreadable(String),
    /// It is not there any more.
    Missing,
}

/// What can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskAnswer {
    /// What is in the file comes into the window.
    Reload,
    /// What was changed there comes to what was changed here.
    Merge,
    /// What is in the window stays, and is saved over what is in the file.
    Keep,
    /// The window's dossier goes into another file.
    SaveAs,
    /// The file is looked at once more.
    LookAgain,
    /// The file is written anew.
    Save,
}
