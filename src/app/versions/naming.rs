//! What kept versions and their folders are called: everything that is to be known of one stands in its name, so that
//! there is no list that could be lost or disagree.

use std::path::Path;

use jiff::Timestamp;

use crate::files::Fingerprint;
use crate::model::names::id_from;

/// So that another program, and this one too, can open a version as it is.
const ENDING: &str = ".positions.json";

/// The folder of the versions of a file: readable at its beginning, and another for every path.
pub(super) fn folder_name(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".json").unwrap_or(&name);
    let name = name.strip_suffix(".positions").unwrap_or(name);
    let hash = Fingerprint::of(target.as_os_str().as_encoded_bytes()).to_string();
    format!("{}-{}", id_from(name, "dossier"), &hash[..16])
}

/// The name of a version: `2026-11-25T14-32-07.125Z-b91c….positions.json`.
pub(super) fn file_name(at: Timestamp, fingerprint: Fingerprint) -> String {
    format!("{}-{fingerprint}{ENDING}", to_the_millisecond(at).to_string().replace(':', "-"))
}

/// When a version of this name was saved, and what is in it. None for any other file.
pub(super) fn parsed(name: &str) -> Option<(Timestamp, Fingerprint)> {
    let (at, fingerprint) = name.strip_suffix(ENDING)?.rsplit_once('-')?;
    let (day, time) = at.split_once('T')?;
    let at = format!("{day}T{}", time.replace('-', ":")).parse().ok()?;
    (fingerprint.len() == 32).then_some(())?;
    Some((at, fingerprint.parse().ok()?))
}

/// Names say no more than milliseconds.
fn to_the_millisecond(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// If this fails, kept versions are not found again.
        #[test]
        fn names_can_be_read_back(millisecond in 0..4_000_000_000_000_i64, bytes: Vec<u8>) {
            let (at, fingerprint) = (Timestamp::from_millisecond(millisecond).unwrap(), Fingerprint::of(&bytes));
            let name = file_name(at, fingerprint);
            prop_assert_eq!(parsed(&name), Some((at, fingerprint)));
            prop_assert!(!name.contains([':', '/', '\\']), "{}", name);
        }

        /// A folder in which anything may lie must not stop the program.
        #[test]
        fn any_name_may_be_asked_for(name: String) {
            prop_assert!(parsed(&name).is_none());
        }
    }

    #[test]
    fn names_of_other_versions_of_the_program_can_be_read() {
        let name = "2026-11-25T14-32-07.125Z-b91c5ed031fb33032134935d61d9b40d.positions.json";
        let (at, fingerprint) = parsed(name).unwrap();
        assert_eq!((at.to_string().as_str(), fingerprint), ("2026-11-25T14:32:07.125Z", Fingerprint::of(b"")));
        assert_eq!(file_name(at, fingerprint), name);
    }

    /// Two dossiers of the same name in two folders must not share their versions; people who look into the folder must
    /// see whose they are.
    #[test]
    fn every_path_has_a_folder_of_its_own() {
        let one = folder_name(Path::new("/a/Peace talks.positions.json"));
        let other = folder_name(Path::new("/b/Peace talks.positions.json"));
        assert_ne!(one, other);
        assert!(one.starts_with("peace-talks-") && one.len() == "peace-talks-".len() + 16, "{one}");
        assert!(folder_name(Path::new("/")).starts_with("dossier-"));
        assert!(folder_name(Path::new(&format!("/{}.json", "ü".repeat(200)))).len() < 120);
    }
}
