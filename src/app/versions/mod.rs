//! Saved versions of dossiers, in the folder for what the program keeps: the last ten of each file, thinned over time.
//!
//! Each file has a folder of its own; each version is a whole position file. Nothing here may make saving fail.

mod listing;
mod naming;
mod store;
mod thinning;

pub use listing::Described;
pub(super) use store::{NotStored, Store};

use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use jiff::Timestamp;

use super::world::World;
use crate::files::{Fingerprint, Loaded};
use crate::model::Dossier;
use crate::ui::words;

/// A kept version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Where it is kept.
    pub path: PathBuf,
    /// When it was saved.
    pub at: Timestamp,
    /// What was saved.
    pub fingerprint: Fingerprint,
    /// Length in bytes.
    pub length: u64,
    /// It lies beside the file, as `.bak`, and nowhere else.
    pub is_beside: bool,
}

/// What is known about earlier versions of the open dossier's file.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The last message about saving said that the version before it could not be kept: once is enough.
    pub(super) was_told: bool,
    /// That the last save was not kept among the saved versions, and why; a sentence.
    pub(super) trouble: Option<String>,
    /// The versions that the History dialog lists.
    pub(super) versions: Vec<Version>,
    /// A version is being read.
    pub(super) is_reading: bool,
    /// The version that is chosen there, by its path, once it was read and differs from what is in the window.
    pub(super) chosen: Option<(PathBuf, Loaded)>,
}

/// What the History dialog wants to know. Whoever asks lets go of `asker` when nobody is interested any more.
#[derive(Debug)]
pub enum Inquiry {
    /// The versions of this file, and what changed in each.
    List {
        /// Who wants to know.
        asker: Weak<()>,
        /// Which file.
        path: PathBuf,
    },
    /// A version itself, and how it differs from what is in the window.
    Load {
        /// Who wants to know.
        asker: Weak<()>,
        /// Which version.
        version: Version,
        /// What is in the window.
        present: Arc<Dossier>,
    },
}

/// What was found out.
#[derive(Debug)]
pub enum Finding {
    /// The versions there are, the newest first, each with when it was saved in words, and what else is to be said.
    Listed(Vec<(Version, String)>, Option<String>),
    /// What is in the version at this path, or why it cannot be read.
    Described(PathBuf, Result<Described, String>),
    /// The version at this path, or why it cannot be read.
    Loaded(PathBuf, Result<Box<Looked>, String>),
}

/// A version that was looked at.
#[derive(Debug)]
pub struct Looked {
    /// What is in it.
    pub loaded: Loaded,
    /// What it would change, in one line and in many; None when it says the same.
    pub changes: Option<(String, Vec<String>)>,
}

/// Finds out what is asked and reports it, piece by piece.
pub(super) fn inquire(world: &dyn World, inquiry: Inquiry, mut report: impl FnMut(Weak<()>, Finding)) {
    match inquiry {
        Inquiry::List { asker, path } => {
            let (versions, remark) = listing::list(world, &path);
            let moments = moments(world, &versions);
            report(asker.clone(), Finding::Listed(versions.iter().cloned().zip(moments).collect(), remark));
            listing::describe(world, &versions, |version, described| {
                report(asker.clone(), Finding::Described(version.path.clone(), described));
                asker.strong_count() > 0
            });
        }
        Inquiry::Load { asker, version, present } => {
            let loaded = listing::load(world, &version).map(|loaded| {
                let changes = listing::difference(&present, &loaded.dossier);
                Box::new(Looked { loaded, changes })
            });
            // The dossier in the window can be changed in place again before anybody hears of this.
            drop(present);
            report(asker, Finding::Loaded(version.path, loaded));
        }
    }
}

/// The version of a file that has this fingerprint, if it is kept.
pub(super) fn with_fingerprint(world: &dyn World, path: &Path, fingerprint: Fingerprint) -> Option<Loaded> {
    let (versions, _) = listing::list(world, path);
    let version = versions.iter().find(|version| version.fingerprint == fingerprint)?;
    listing::load(world, version).inspect_err(|error| log::warn!("a kept version was of no use: {error}")).ok()
}

/// When versions were saved, in words; with seconds where minutes do not tell them apart.
fn moments(world: &dyn World, versions: &[Version]) -> Vec<String> {
    let zone = world.time_zone();
    let now = world.now().to_zoned(zone.clone());
    let at: Vec<_> = versions.iter().map(|version| version.at.to_zoned(zone.clone())).collect();
    let said: Vec<_> = at.iter().map(|at| words::moment(at, &now)).collect();
    let is_shared = |number: usize| said.iter().filter(|other| **other == said[number]).count() > 1;
    (0..said.len())
        .map(|number| {
            let minute = said[number].clone();
            if is_shared(number) { format!("{minute}:{:02}", at[number].second()) } else { minute }
        })
        .collect()
}
