//! A file that is united with an open dossier.

use standpoint::files;
use standpoint::model::Dossier;
use standpoint::ui::Sample;

use super::{must_hold, written};

/// Between the two files of one input.
const SEPARATOR: &[u8] = b"\n=====\n";

/// Uniting two files, either way, makes a dossier that can be saved, and there is a way back. Where there is only one
/// file it meets itself and a sample.
pub(crate) fn unite_and_take_back(bytes: &[u8]) {
    let cut = bytes.windows(SEPARATOR.len()).position(|window| window == SEPARATOR);
    let (one, two) = match cut {
        Some(cut) => (&bytes[..cut], &bytes[cut + SEPARATOR.len()..]),
        None => (bytes, Sample::Rail.bytes()),
    };
    let dossier = |bytes: &[u8]| files::read(bytes.to_vec()).ok().map(|loaded| loaded.dossier);
    let Some(one) = dossier(one) else { return };
    unite(&one, &one);
    let Some(two) = dossier(two) else { return };
    unite(&one, &two);
    unite(&two, &one);
}

fn unite(into: &Dossier, other: &Dossier) {
    let union = files::unite(into, other);
    let mut united = into.clone();
    let applied = united.apply(union.edit).unwrap_or_else(|error| panic!("the two cannot be united: {error}"));
    must_hold(&united);
    united.apply(applied.inverse).unwrap_or_else(|error| panic!("uniting cannot be undone: {error}"));
    assert!(written(&united) == written(into), "undo left something of the other file");
}
