//! What the window and the command line say when the disk refuses something: what happened, what it means, what to do.

use std::io;
use std::path::Path;

use super::disk::{SaveError, Stage};
use crate::files::Refusal;
use crate::model::shown::quoted_path;

/// What is wrong, as far as a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// The file or its folder is not there.
    Gone,
    NoRight,
    NoSpace,
    Quota,
    /// The file system takes no file as large as this.
    TooLarge,
    ReadOnly,
    IsFolder,
    /// What should be a folder on the way there is a file.
    NoFolder,
    Name,
    /// Links that lead in a circle.
    Circle,
    /// Another program holds it.
    Busy,
    /// The computer that the disk belongs to cannot be reached.
    Network,
    /// The disk itself.
    Device,
    /// Neither file nor folder: a device, a pipe.
    NoFile,
    Other,
}

impl Trouble {
    fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Gone,
            io::ErrorKind::PermissionDenied => Self::NoRight,
            io::ErrorKind::StorageFull | io::ErrorKind::WriteZero => Self::NoSpace,
            io::ErrorKind::QuotaExceeded => Self::Quota,
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            io::ErrorKind::NotADirectory => Self::NoFolder,
            io::ErrorKind::InvalidFilename => Self::Name,
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => Self::Busy,
            io::ErrorKind::InvalidInput => Self::NoFile,
            io::ErrorKind::StaleNetworkFileHandle
            | io::ErrorKind::TimedOut
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::NotConnected
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::BrokenPipe => Self::Network,
            _ => error.raw_os_error().map_or(Self::Other, Self::of_number),
        }
    }

    /// Errors that have no kind of their own, by the number that the system gives them.
    #[cfg(windows)]
    fn of_number(number: i32) -> Self {
        match number {
            21 | 23 | 31 | 433 | 1110 | 1117 => Self::Device,
            32 | 33 => Self::Busy,
            51 | 53 | 54 | 55 | 59 | 64 | 67 | 121 | 1231 | 1232 => Self::Network,
            1921 => Self::Circle,
            _ => Self::Other,
        }
    }

    /// Errors that have no kind of their own, by the number that the system gives them.
    #[cfg(not(windows))]
    fn of_number(number: i32) -> Self {
        let (circle, remote) = if cfg!(target_os = "linux") { (40, [112, 121]) } else { (62, [64, 60]) };
        match number {
            // Input/output error, no such device or address, no such device, no medium.
            5 | 6 | 19 | 123 => Self::Device,
            number if number == circle => Self::Circle,
            number if remote.contains(&number) => Self::Network,
            _ => Self::Other,
        }
    }
}

/// Why a file could not be read.
pub fn read_failure(path: &Path, error: &io::Error) -> String {
    let path = quoted_path(&path.to_string_lossy());
    match Trouble::of(error) {
        Trouble::Gone => format!("There is no file {path}. It may have been moved or renamed."),
        Trouble::NoRight => format!("You may not read {path}. Ask its owner, or copy it to a folder of your own."),
        Trouble::IsFolder => format!("{path} is a folder. Choose the files in it instead."),
        Trouble::NoFolder => format!("There is no file {path}: a part of this path is a file and no folder."),
        Trouble::NoFile => {
            format!("{path} is not a regular file but a device or pipe. Save its content to a file first.")
        }
        Trouble::Name => format!("{path} is not a possible file name. It may be too long."),
        Trouble::Circle => {
            format!("{path} is a link that leads in a circle. Find the file that was meant, and open that.")
        }
        Trouble::Busy => format!("Another program holds {path}. Close it there and try again."),
        Trouble::Network => {
            format!("The network disk of {path} does not answer ({error}). See that it is connected and try again.")
        }
        Trouble::Device => format!(
            "The disk could not read {path} ({error}). It may be unplugged or failing: plug it in again, or copy the file from a backup."
        ),
        Trouble::NoSpace | Trouble::Quota | Trouble::TooLarge | Trouble::ReadOnly | Trouble::Other => {
            format!("{path} could not be read: {error}.")
        }
    }
}

/// Why a file is no position file, with the place where that shows.
pub(super) fn refusal(refusal: &Refusal) -> String {
    match refusal.line_column() {
        Some((line, column)) => format!("line {line}, column {column}: {refusal}"),
        None => refusal.to_string(),
    }
}

/// Why a file could not be saved. The dossier is still in the window.
pub(super) fn save_failure(failure: &SaveError) -> String {
    format!("{}\n\nThe file on disk is as it was, and everything is still in this window.", reason(failure))
}

fn reason(failure: &SaveError) -> String {
    let (path, error) = (quoted_path(&failure.path.to_string_lossy()), &failure.error);
    if let (Trouble::Gone, Some(target)) = (Trouble::of(error), &failure.target) {
        let target = quoted_path(&target.to_string_lossy());
        return format!(
            "{path} is a link that leads to {target}, and there is no such folder. Mend the link, or choose another place with Save as…"
        );
    }
    match Trouble::of(error) {
        Trouble::Gone => {
            format!(
                "The folder of {path} does not exist: it was moved, renamed or removed, or its disk is not there. Choose another with Save as…"
            )
        }
        Trouble::NoRight => format!(
            "You may not write {path}. Choose another place with Save as…, or ask for the right to write there."
        ),
        Trouble::NoSpace => format!(
            "There is no space left for {path}. Free some space and save again, or choose another disk with Save as…"
        ),
        Trouble::Quota => format!(
            "There is no space left for {path}: you have used up what you are granted on this disk. Remove something of yours there and save again, or choose another disk with Save as…"
        ),
        Trouble::TooLarge => format!(
            "The dossier is larger than any file may be on the disk of {path}. Choose another disk with Save as…"
        ),
        Trouble::ReadOnly => format!("The disk of {path} is read-only. Choose another with Save as…"),
        Trouble::IsFolder => format!("{path} is a folder. Choose a file name with Save as…"),
        Trouble::NoFolder => {
            format!("A part of the path {path} is a file and no folder. Choose another folder with Save as…")
        }
        Trouble::Name => {
            format!("{path} is not a possible file name. Choose a shorter or simpler one with Save as…")
        }
        Trouble::Circle => {
            format!("{path} is a link that leads in a circle. Choose another file with Save as…")
        }
        Trouble::Busy => format!("Another program holds {path}. Close it there and save again."),
        Trouble::Network => format!(
            "The network disk of {path} does not answer ({error}). See that it is connected and save again, or choose a disk of this computer with Save as…"
        ),
        Trouble::Device => format!(
            "The disk of {path} failed ({error}). It may be unplugged or broken: choose another disk with Save as… first, then look after this one."
        ),
        Trouble::NoFile | Trouble::Other => match failure.stage {
            Stage::Resolve | Stage::Create => {
                format!("{path} could not be created: {error}. Choose another place with Save as…")
            }
            Stage::Check => format!(
                "{path} did not arrive whole on the disk: {error}. Network disks and cloud folders do so when they are full or cut off. Save again, or choose a disk of this computer with Save as…"
            ),
            Stage::Write | Stage::Sync | Stage::Replace => {
                format!("{path} could not be written: {error}. Try again, or choose another place with Save as…")
            }
        },
    }
}

/// Why something that is nice to have could not be kept, in a few words within a sentence.
pub(super) fn in_few_words(error: &io::Error) -> String {
    match Trouble::of(error) {
        Trouble::Gone => "its folder is gone".to_owned(),
        Trouble::NoRight => "you may not write there".to_owned(),
        Trouble::NoSpace => "there is no space left".to_owned(),
        Trouble::Quota => "your share of the disk is used up".to_owned(),
        Trouble::ReadOnly => "the disk is read-only".to_owned(),
        Trouble::Name => "the name would be too long".to_owned(),
        Trouble::Busy => "another program holds it".to_owned(),
        Trouble::Network => "the network disk does not answer".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(stage: Stage, error: io::Error, target: Option<&str>) -> String {
        save_failure(&SaveError { stage, path: "/d/talks.json".into(), target: target.map(Into::into), error })
    }

    /// Whoever cannot save must read why, what that means for their work, and what to do: for each reason its own words.
    #[test]
    fn every_failure_to_save_says_what_happened_and_what_to_do() {
        use io::ErrorKind as Kind;
        let cases = [
            (Stage::Resolve, Kind::NotFound, "The folder of “/d/talks.json” does not exist"),
            (Stage::Create, Kind::PermissionDenied, "You may not write “/d/talks.json”"),
            (Stage::Write, Kind::StorageFull, "There is no space left for “/d/talks.json”. Free some space"),
            (Stage::Write, Kind::QuotaExceeded, "what you are granted"),
            (Stage::Write, Kind::FileTooLarge, "larger than any file may be"),
            (Stage::Create, Kind::ReadOnlyFilesystem, "read-only"),
            (Stage::Resolve, Kind::IsADirectory, "“/d/talks.json” is a folder"),
            (Stage::Resolve, Kind::NotADirectory, "is a file and no folder"),
            (Stage::Create, Kind::InvalidFilename, "shorter or simpler"),
            (Stage::Replace, Kind::ResourceBusy, "Another program holds"),
            (Stage::Sync, Kind::StaleNetworkFileHandle, "The network disk of “/d/talks.json” does not answer"),
            (Stage::Sync, Kind::TimedOut, "The network disk of “/d/talks.json” does not answer"),
            (Stage::Write, Kind::HostUnreachable, "The network disk of “/d/talks.json” does not answer"),
            (Stage::Write, Kind::Other, "“/d/talks.json” could not be written"),
            (Stage::Create, Kind::Other, "“/d/talks.json” could not be created"),
        ];
        let ways = ["Save as…", "save again", "Save again", "Try again"];
        for (stage, kind, expected) in cases {
            let said = failure(stage, kind.into(), None);
            assert!(said.contains(expected), "{kind:?}: {said}");
            assert!(ways.iter().any(|way| said.contains(way)), "no way out: {said}");
            assert!(said.ends_with("and everything is still in this window."), "{said}");
            assert!(!said.contains("entity"), "a riddle: {said}");
        }
    }

    /// A link that leads nowhere must not send people looking for the folder of the link.
    #[test]
    fn a_broken_link_is_called_one() {
        let said = failure(Stage::Create, io::ErrorKind::NotFound.into(), Some("/gone/talks.json"));
        assert!(said.contains("is a link that leads to “/gone/talks.json”, and there is no such folder"), "{said}");
    }

    /// What came only half onto a network disk is not called saved, and says where such things happen.
    #[test]
    fn half_a_file_is_told() {
        let said = failure(Stage::Check, io::Error::other("only 3 of 7 bytes arrived"), None);
        assert!(said.contains("did not arrive whole on the disk: only 3 of 7 bytes arrived"), "{said}");
    }

    /// A failing disk is the moment at which people must hear to save elsewhere.
    #[cfg(unix)]
    #[test]
    fn errors_without_a_kind_are_told_by_their_number() {
        let circle = if cfg!(target_os = "linux") { 40 } else { 62 };
        for (number, to_save, to_read) in [
            (5, "The disk of “/d/talks.json” failed", "The disk could not read “/d/talks.json”"),
            (circle, "leads in a circle", "leads in a circle"),
        ] {
            let error = || io::Error::from_raw_os_error(number);
            assert!(failure(Stage::Sync, error(), None).contains(to_save), "{number}");
            assert!(read_failure(Path::new("/d/talks.json"), &error()).contains(to_read), "{number}");
        }
    }

    /// A file that cannot be read says so in words that lead on.
    #[test]
    fn every_failure_to_read_has_its_own_words() {
        use io::ErrorKind as Kind;
        let kinds = [
            Kind::NotFound,
            Kind::PermissionDenied,
            Kind::IsADirectory,
            Kind::NotADirectory,
            Kind::InvalidInput,
            Kind::InvalidFilename,
            Kind::ResourceBusy,
            Kind::TimedOut,
            Kind::Other,
        ];
        let said: std::collections::BTreeSet<_> =
            kinds.iter().map(|kind| read_failure(Path::new("/d/a.json"), &(*kind).into())).collect();
        assert_eq!(said.len(), kinds.len());
        assert!(said.iter().all(|words| words.contains("/d/a.json") && words.ends_with('.')));
    }
}
