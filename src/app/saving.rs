//! Saving a dossier with everything that belongs to it: the version before stays beside the file, and each version in
//! the store of saved versions.

use std::path::Path;

use super::disk::{self, SaveError};
use super::document::Seen;
use super::messages;
use super::update::Saved;
use super::versions::{NotStored, Store};
use super::world::World;
use crate::files::{self, Fingerprinting};
use crate::model::Dossier;

/// Saves a dossier. `seen` is what the file was when it was last looked at. Only a dossier that is not in its file is a
/// failure; versions that cannot be kept are told in what is given back.
///
/// # Errors
/// Says at which stage it failed.
pub(super) fn save(world: &dyn World, path: &Path, dossier: &Dossier, seen: Option<Seen>) -> Result<Saved, SaveError> {
    let store = Store::of(world, path);
    // What stood in the file before the first save here is worth as much as what is saved.
    let present = store.as_ref().ok().map(|store| store.keep_present(seen));
    let mut written = None;
    let replaced = disk::replace_and_keep(world, path, |out| {
        let mut out = Fingerprinting::new(out);
        files::write(dossier, &mut out)?;
        written = Some(out.finish());
        Ok(())
    })?;
    let kept = match (store, written) {
        (Ok(store), Some(written)) => store.keep(written, |mut out| files::write(dossier, &mut out)),
        (Err(error), _) => Err(error),
        (Ok(_), None) => Ok(()),
    };
    let not_stored = match (kept, present) {
        (Err(error), _) => Some(("The last save was not kept as a version", error)),
        (Ok(()), Some(Err(error))) => Some(("What stood in this file before it was saved here was not kept", error)),
        (Ok(()), _) => None,
    };
    Ok(Saved {
        seen: written.map(|(fingerprint, _)| Seen { stamp: Some(replaced.stamp), fingerprint }),
        not_kept: replaced.not_kept.map(|error| messages::in_few_words(&error)),
        not_stored: not_stored.map(|(what, error)| {
            log::warn!("{what}: {error}");
            let reason = match error {
                NotStored::Disk(error) => messages::in_few_words(&error),
                other => other.to_string(),
            };
            format!("{what}: {reason}.")
        }),
    })
}
