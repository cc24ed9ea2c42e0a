//! Whether a file is still what it was when it was last read or written here. Sync programs, colleagues and network disks
//! change files under an open window; what they wrote must not be written over unseen.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::document::Seen;
use super::world::{Stamp, World};
use super::{messages, versions};
use crate::files::{self, Fingerprint, Fingerprinting, Loaded, Refusal, ThreeWay};
use crate::model::{Buffer, Dossier, Edit};

/// What a file is expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// As it was when it was last looked at.
    pub seen: Seen,
    /// The person knows that it is gone.
    pub may_be_missing: bool,
}

/// A look at a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Which file.
    pub path: PathBuf,
    /// What it is expected to be.
    pub expected: Expected,
    /// Why somebody looks.
    pub occasion: Occasion,
}

/// Why a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The window has the keyboard again.
    Focus,
    /// The person asked for it.
    Wish,
    /// It was about to be written by the job of this number, and was not.
    Saving(u64),
}

/// What a look at a file found.
#[derive(Debug)]
pub enum Found {
    /// The content that was expected; it may have been put there anew.
    Same(Seen),
    /// No file where one was expected.
    Missing,
    /// Something that is no position file now, or cannot be read: half written, emptied, of another kind.
    Unreadable {
        /// What it looks like, unless it could not be read at all.
        seen: Option<Seen>,
        /// Why it cannot be read.
        reason: String,
        /// When it was written, seen from now.
        age: Option<Duration>,
    },
    /// Another dossier.
    Other(Box<Theirs>),
    /// The disk does not say.
    Unknown,
}

/// What somebody else has put into the file.
#[derive(Debug)]
pub struct Theirs {
    /// What the file looks like.
    pub seen: Seen,
    /// What is in it.
    pub loaded: Loaded,
    /// When it was written, seen from now.
    pub age: Option<Duration>,
}

/// Where the content is to be had that a file was known to have last: what two people have both begun from.
#[derive(Debug)]
pub(super) enum Base {
    /// It is the state of this number in the history.
    State(u64),
    /// It was read.
    File(Buffer),
    /// Nowhere.
    Lost,
}

/// The same, ready to be worked out beside the window.
#[derive(Debug)]
pub enum Origin {
    /// These edits lead to it from what is open, each to the state of this number.
    Back(Vec<(Edit, u64)>),
    /// It was read.
    File(Buffer),
    /// It is not to be had here; perhaps it is among the saved versions.
    Lost,
}

/// To be worked out: what somebody else's content comes to, beside what is open here.
#[derive(Debug)]
pub struct Weigh {
    /// Number of the job.
    pub job: u64,
    /// The look that found it.
    pub look: Look,
    /// The content.
    pub theirs: Box<Theirs>,
    /// What is open.
    pub ours: Arc<Dossier>,
    /// The state of the history that it is in.
    pub state: u64,
    /// What both began from.
    pub origin: Origin,
}

/// What came of it.
#[derive(Debug)]
pub struct Weighed {
    /// Number of the job.
    pub job: u64,
    /// The look that found it.
    pub look: Look,
    /// The content.
    pub theirs: Box<Theirs>,
    /// The state of the history for which this holds.
    pub state: u64,
    /// What merging would do; None when it is not known what both began from.
    pub merge: Option<ThreeWay>,
    /// How it differs, in one line: from what both began from, otherwise from what is open.
    pub differs: String,
    /// It is what was here in the state of this number.
    pub own: Option<u64>,
}

/// What is to be said of a content that is refused.
fn no_position_file(refusal: &Refusal) -> String {
    format!("What is in it now is no position file: {}.", messages::refusal(refusal))
}

/// Works out whose the content is, and what merging it would do.
pub(super) fn weigh(world: &dyn World, order: Weigh) -> Weighed {
    let Weigh { job, look, theirs, ours, state, origin } = order;
    let mut own = OwnStates { theirs: theirs.seen, budget: COMPARED_BYTES, found: None };
    let base = match origin {
        Origin::Back(edits) => {
            own.look_at(&ours, state);
            let mut base = Arc::clone(&ours);
            let mut is_there = true;
            for (edit, to) in edits {
                is_there = is_there && Arc::make_mut(&mut base).apply(edit).is_ok();
                own.look_at(&base, to);
            }
            is_there.then_some(base)
        }
        Origin::File(file) => files::read(file.as_str().as_bytes().to_vec()).ok().map(|file| Arc::new(file.dossier)),
        // It was saved once, or read.
        Origin::Lost => versions::with_fingerprint(world, &look.path, look.expected.seen.fingerprint)
            .map(|kept| Arc::new(kept.dossier)),
    };
    let other = &theirs.loaded.dossier;
    let differs = files::differences(base.as_ref().unwrap_or(&ours), other).summary();
    let merge = base.map(|base| files::merge(&base, &ours, other));
    Weighed { job, look, theirs, state, merge, differs, own: own.found }
}

/// So many bytes are written, into nothing, to find out whether a content is one's own.
const COMPARED_BYTES: u64 = 256 << 20;

/// Looks for a content among the states that the dossier went through since it was saved: a save that was cut off by a
/// kill may have reached the file and not the journal, and is nobody else's.
struct OwnStates {
    theirs: Seen,
    /// How many bytes may still be written.
    budget: u64,
    found: Option<u64>,
}

impl OwnStates {
    fn look_at(&mut self, dossier: &Dossier, state: u64) {
        if self.found.is_some() || self.budget == 0 {
            return;
        }
        let mut out = Fingerprinting::new(io::sink());
        let is_written = files::write(dossier, &mut out).is_ok();
        let (fingerprint, length) = out.finish();
        self.budget = self.budget.saturating_sub(length);
        if is_written && fingerprint == self.theirs.fingerprint {
            self.found = Some(state);
        }
    }
}

/// What goes on about the open document's file.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Somebody looks at it.
    pub(super) is_looking: bool,
    /// What is asked about it.
    pub(super) question: Option<Question>,
}

/// Something that was found in the file, until the person has said what to do about it.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) found: Found,
    /// What merging would do.
    pub(super) merge: Option<ThreeWay>,
    /// The file was about to be saved.
    pub(super) is_saving: bool,
}

/// Looks at a file. One that looks as it did is not read.
pub(super) fn look(world: &dyn World, path: &Path, expected: Expected) -> Found {
    let now = SystemTime::from(world.now());
    judge(path, expected.seen, now, || world.stamp(path), || world.read(path))
}

/// Looks at a file that is about to be written. None when nothing is in the way.
pub(super) fn in_the_way(world: &dyn World, path: &Path, expected: Expected) -> Option<Found> {
    match look(world, path, expected) {
        // Where the disk says nothing, writing will fail for the same reason or succeed.
        Found::Same(_) | Found::Unknown => None,
        Found::Missing if expected.may_be_missing => None,
        found => Some(found),
    }
}

/// The decision, with the disk as two questions to it.
fn judge(
    path: &Path,
    seen: Seen,
    now: SystemTime,
    stamp: impl FnOnce() -> io::Result<Stamp>,
    read: impl FnOnce() -> io::Result<Vec<u8>>,
) -> Found {
    // Looked at before it is read: a file that changes in between counts as changed the next time.
    let stamp = match stamp() {
        Ok(stamp) => stamp,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::Missing,
        Err(error) => {
            log::info!("nothing can be said about {}: {error}", path.display());
            return Found::Unknown;
        }
    };
    if Some(stamp) == seen.stamp {
        return Found::Same(seen);
    }
    // A clock that is ahead has written in the future.
    let age = stamp.modified.map(|modified| now.duration_since(modified).unwrap_or_default());
    let bytes = match read() {
        Ok(bytes) => bytes,
        Err(error) => return Found::Unreadable { seen: None, reason: messages::read_failure(path, &error), age },
    };
    let now_seen = Seen { stamp: Some(stamp), fingerprint: Fingerprint::of(&bytes) };
    if now_seen.fingerprint == seen.fingerprint {
        return Found::Same(now_seen);
    }
    match files::read(bytes) {
        Ok(Loaded { newer: Some(version), .. }) => {
            // What this program does not know of it would be missing from whatever is saved here.
            let reason = format!(
                "It was saved by a newer Standpoint (version {version} of the format). Update Standpoint to open it."
            );
            Found::Unreadable { seen: Some(now_seen), reason, age }
        }
        Ok(loaded) => Found::Other(Box::new(Theirs { seen: now_seen, loaded, age })),
        Err(refusal) => Found::Unreadable { seen: Some(now_seen), reason: no_position_file(&refusal), age },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &[u8] = br#"{"standpoint": 1, "title": "Ours"}"#;
    const THEIRS: &[u8] = br#"{"standpoint": 1, "title": "Theirs"}"#;

    const NEWER: &[u8] = br#"{"standpoint": 2, "positions": [], "parties": [{"name": "A", "mood": 7}]}"#;

    fn stamp(number: u64) -> Stamp {
        Stamp { length: 34, modified: Some(SystemTime::UNIX_EPOCH), number }
    }

    fn found(at: Option<Stamp>, stamp: io::Result<Stamp>, read: io::Result<&[u8]>) -> Found {
        let seen = Seen { stamp: at, fingerprint: Fingerprint::of(OURS) };
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(90);
        judge(Path::new("/d/a.json"), seen, now, || stamp, || read.map(<[u8]>::to_vec))
    }

    #[test]
    fn a_file_is_told_from_what_it_was() {
        // If this fails, what a colleague wrote is overwritten unseen, or the person is asked for nothing.
        let unread = || Err(io::Error::other("it must not be read"));
        assert!(matches!(found(Some(stamp(1)), Ok(stamp(1)), unread()), Found::Same(_)));
        let Found::Same(again) = found(Some(stamp(1)), Ok(stamp(2)), Ok(OURS)) else { panic!("the same was put anew") };
        assert_eq!(again.stamp, Some(stamp(2)), "the next look need not read it");
        assert!(matches!(found(None, Ok(stamp(1)), Ok(OURS)), Found::Same(_)), "a disk without stamps");
        let Found::Other(theirs) = found(Some(stamp(1)), Ok(stamp(2)), Ok(THEIRS)) else { panic!("not seen") };
        assert_eq!(theirs.loaded.dossier.title(), "Theirs");
        assert_eq!((theirs.seen.fingerprint, theirs.age), (Fingerprint::of(THEIRS), Some(Duration::from_secs(90))));
        let gone = |kind: io::ErrorKind| found(Some(stamp(1)), Err(kind.into()), unread());
        assert!(matches!(gone(io::ErrorKind::NotFound), Found::Missing));
        assert!(matches!(gone(io::ErrorKind::PermissionDenied), Found::Unknown));
        assert!(matches!(gone(io::ErrorKind::TimedOut), Found::Unknown), "a network disk that is away");
    }

    #[test]
    fn what_is_no_dossier_now_is_never_taken_for_one() {
        // If this fails, a file that a sync program has half written comes into the window in place of the work.
        for bytes in [&b""[..], &OURS[..20], b"\0\0\0\0", b"[1]", br#"{"standpoint": 9}"#, NEWER] {
            let Found::Unreadable { seen: Some(seen), reason, .. } = found(Some(stamp(1)), Ok(stamp(2)), Ok(bytes))
            else {
                panic!("{bytes:?} was taken for a dossier")
            };
            assert!(seen.fingerprint == Fingerprint::of(bytes) && !reason.is_empty());
        }
        let failing = found(Some(stamp(1)), Ok(stamp(2)), Err(io::ErrorKind::IsADirectory.into()));
        let Found::Unreadable { seen: None, reason, .. } = failing else { panic!("{failing:?}") };
        assert!(reason.contains("is a folder"), "{reason}");
    }
}
