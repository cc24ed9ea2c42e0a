//! The store on the disk: putting versions into it, and keeping it small.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::super::document::Seen;
use super::super::leftovers;
use super::super::world::World;
use super::{Version, naming, thinning};
use crate::files::Fingerprint;

/// All versions of all files together take at most so many bytes, apart from the newest of each file.
pub(super) const TOTAL: u64 = 500_000_000;
/// Says in each folder whose versions they are.
const WHOSE: &str = "path.txt";

/// Why a version was not kept.
#[derive(Debug, thiserror::Error)]
pub(in super::super) enum NotStored {
    /// The system names no folder for such things.
    #[error("there is no folder for it")]
    NoFolder,
    /// It is longer than [`Store::largest`].
    #[error("it is too large")]
    TooLarge,
    /// The disk refused.
    #[error("{0}")]
    Disk(#[from] io::Error),
}

/// The versions of one file.
pub(in super::super) struct Store<'a> {
    world: &'a dyn World,
    root: PathBuf,
    folder: PathBuf,
    target: PathBuf,
    total: u64,
}

impl<'a> Store<'a> {
    /// The versions of the file that this path leads to.
    pub(in super::super) fn of(world: &'a dyn World, path: &Path) -> Result<Self, NotStored> {
        let root = world.data_folder().ok_or(NotStored::NoFolder)?.join("versions");
        Ok(Self::within(world, root, path, TOTAL))
    }

    /// The same in a folder of its own and with another limit.
    pub(super) fn within(world: &'a dyn World, root: PathBuf, path: &Path, total: u64) -> Self {
        // A path that leads nowhere, because its disk is away, still has its versions.
        let target = world.resolve(path).unwrap_or_else(|_| path.to_owned());
        let folder = root.join(naming::folder_name(&target));
        Self { world, root, folder, target, total }
    }

    /// A file longer than this is not kept: two versions of it would push out those of all others.
    pub(super) fn largest(&self) -> u64 {
        self.total / 2
    }

    /// The file itself.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// The versions that are kept, the newest first.
    pub(super) fn versions(&self) -> io::Result<Vec<Version>> {
        versions_in(self.world, &self.folder)
    }

    /// Keeps what stands in the file now and is about to be replaced, unless it is kept already. `seen` spares reading a
    /// file that was looked at before and has not changed since.
    pub(in super::super) fn keep_present(&self, seen: Option<Seen>) -> Result<(), NotStored> {
        let stamp = match self.world.stamp(&self.target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            stamp => stamp?,
        };
        let kept = self.versions().unwrap_or_default();
        let is_kept = |fingerprint| kept.iter().any(|version| version.fingerprint == fingerprint);
        if seen.is_some_and(|seen| seen.stamp == Some(stamp) && is_kept(seen.fingerprint)) {
            return Ok(());
        }
        if stamp.length > self.largest() {
            return Err(NotStored::TooLarge);
        }
        let bytes = self.world.read(&self.target)?;
        let fingerprint = Fingerprint::of(&bytes);
        if is_kept(fingerprint) {
            return Ok(());
        }
        let now = self.world.now();
        let modified = stamp.modified.and_then(|modified| Timestamp::try_from(modified).ok());
        self.put(modified.unwrap_or(now).min(now), fingerprint, |out| out.write_all(&bytes))
    }

    /// Keeps what was just saved: `length` bytes with this fingerprint, which `content` writes once more.
    pub(in super::super) fn keep(
        &self,
        (fingerprint, length): (Fingerprint, u64),
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), NotStored> {
        if length > self.largest() {
            return Err(NotStored::TooLarge);
        }
        self.put(self.world.now(), fingerprint, content)
    }

    /// Puts a version into the store and makes room. The same content is there once, under the time of its last save.
    fn put(
        &self,
        at: Timestamp,
        fingerprint: Fingerprint,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), NotStored> {
        let world = self.world;
        world.create_folder(&self.folder)?;
        self.say_whose();
        let path = self.folder.join(naming::file_name(at, fingerprint));
        let kept = self.versions()?;
        match kept.iter().find(|version| version.fingerprint == fingerprint) {
            Some(version) if version.at < at => world.rename(&version.path, &path)?,
            Some(_) => {}
            None => self.write(&path, content)?,
        }
        if let Err(error) = world.sync_folder(&self.folder) {
            log::info!("the folder of saved versions could not be flushed: {error}");
        }
        self.tidy();
        Ok(())
    }

    fn write(&self, path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let world = self.world;
        let beginning = self.folder.join("new");
        let temporary =
            leftovers::path(&beginning, leftovers::NEW, std::process::id()).ok_or(io::ErrorKind::InvalidFilename)?;
        leftovers::clear(world, &beginning);
        let written = || {
            let mut output = world.create_private(&temporary)?;
            let mut buffered = io::BufWriter::with_capacity(1 << 20, &mut output);
            content(&mut buffered)?;
            buffered.flush()?;
            drop(buffered);
            output.sync()?;
            world.rename(&temporary, path)
        };
        if world.stamp(&temporary).is_ok() {
            // Of a run that was killed and had the same number.
            world.remove(&temporary)?;
        }
        written().inspect_err(|_| {
            if let Err(error) = world.remove(&temporary) {
                log::info!("a half kept version could not be removed: {error}");
            }
        })
    }

    /// Writes down whose versions these are, for people who look into the folder.
    fn say_whose(&self) {
        let path = self.folder.join(WHOSE);
        let written = match self.world.create_private(&path) {
            Ok(mut output) => writeln!(output, "{}", self.target.display()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            log::info!("whose the saved versions are could not be written down: {error}");
        }
    }

    /// Thins the versions of this file, and then those of all files until they fit.
    fn tidy(&self) {
        let Ok(kept) = self.versions() else { return };
        let times: Vec<_> = kept.iter().map(|version| version.at).collect();
        for place in thinning::superfluous(&times) {
            self.drop_version(&kept[place]);
        }
        let folders = self.world.list(&self.root).unwrap_or_default();
        let mut total = 0;
        let mut may_go = Vec::new();
        for folder in folders {
            let versions = versions_in(self.world, &folder).unwrap_or_default();
            total += versions.iter().map(|version| version.length).sum::<u64>();
            may_go.extend(versions.into_iter().skip(1));
        }
        may_go.sort_by(|a, b| (a.at, &a.path).cmp(&(b.at, &b.path)));
        for version in may_go {
            if total <= self.total {
                break;
            }
            total -= version.length;
            self.drop_version(&version);
        }
    }

    fn drop_version(&self, version: &Version) {
        if let Err(error) = self.world.remove(&version.path) {
            log::info!("an old version could not be removed: {error}");
        }
    }
}

/// The versions in a folder, the newest first. Other files in it are none.
fn versions_in(world: &dyn World, folder: &Path) -> io::Result<Vec<Version>> {
    let paths = match world.list(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Vec::new(),
        paths => paths?,
    };
    let version = |path: PathBuf| {
        let (at, fingerprint) = naming::parsed(path.file_name()?.to_str()?)?;
        let length = world.stamp(&path).ok()?.length;
        Some(Version { path, at, fingerprint, length, is_beside: false })
    };
    let mut versions: Vec<_> = paths.into_iter().filter_map(version).collect();
    versions.sort_by(|a, b| (b.at, &b.path).cmp(&(a.at, &a.path)));
    Ok(versions)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::app::Desktop;

    struct Place {
        folder: tempfile::TempDir,
    }

    impl Place {
        fn new() -> Self {
            Self { folder: tempfile::tempdir().unwrap() }
        }

        fn file(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn root(&self) -> PathBuf {
            self.folder.path().join("data/versions")
        }

        fn store(&self, name: &str, total: u64) -> Store<'static> {
            Store::within(&Desktop, self.root(), &self.file(name), total)
        }

        /// Saves as the program does it.
        fn save(&self, name: &str, bytes: &[u8], total: u64) -> Result<(), NotStored> {
            let store = self.store(name, total);
            store.keep_present(None)?;
            fs::write(self.file(name), bytes).unwrap();
            store.keep((Fingerprint::of(bytes), bytes.len() as u64), |out| out.write_all(bytes))
        }

        fn kept(&self, name: &str) -> Vec<Vec<u8>> {
            self.store(name, TOTAL).versions().unwrap().iter().map(|version| fs::read(&version.path).unwrap()).collect()
        }

        /// Every version of every file.
        fn total(&self) -> u64 {
            let folders = fs::read_dir(self.root()).unwrap().map(|entry| entry.unwrap().path());
            let versions = folders.flat_map(|folder| versions_in(&folder));
            versions.map(|path| fs::metadata(path).unwrap().len()).sum()
        }
    }

    fn versions_in(folder: &Path) -> Vec<PathBuf> {
        let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect()
    }

    /// Whoever opens a file of a colleague, spoils it and saves must get back what was there before they ever saved.
    #[test]
    fn what_was_there_before_the_first_save_is_kept_and_each_content_once() {
        let place = Place::new();
        fs::write(place.file("a.json"), "as a colleague sent it").unwrap();
        let sent = fs::metadata(place.file("a.json")).unwrap().modified().unwrap();
        place.save("a.json", b"one", TOTAL).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(2));
        place.save("a.json", b"two", TOTAL).unwrap();
        assert_eq!(place.kept("a.json"), [&b"two"[..], b"one", b"as a colleague sent it"]);
        let first = place.store("a.json", TOTAL).versions().unwrap().pop().unwrap();
        assert_eq!(first.at.as_millisecond(), Timestamp::try_from(sent).unwrap().as_millisecond());
        // Back to what it was: the version is the newest now, and there once.
        std::thread::sleep(std::time::Duration::from_millis(2));
        place.save("a.json", b"one", TOTAL).unwrap();
        assert_eq!(place.kept("a.json"), [&b"one"[..], b"two", b"as a colleague sent it"]);
        // What another program wrote in between is kept as well.
        fs::write(place.file("a.json"), "by a sync program").unwrap();
        place.save("a.json", b"three", TOTAL).unwrap();
        assert_eq!(place.kept("a.json").len(), 5);
    }

    /// Years of saving must not fill the disk: ten versions of a file, and of all files together so many bytes.
    #[test]
    fn ten_versions_stay_and_all_files_together_keep_to_the_limit() {
        let place = Place::new();
        let bytes = |number: usize| format!("{number:0>100}").into_bytes();
        for number in 0..30 {
            place.save("a.json", &bytes(number), TOTAL).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let kept = place.kept("a.json");
        assert_eq!(kept.len(), thinning::MOST);
        assert_eq!((&kept[0], &kept[1], &kept[9]), (&bytes(29), &bytes(28), &bytes(0)));
        for (number, name) in ["b.json", "c.json", "d.json"].into_iter().enumerate() {
            place.save(name, &bytes(100 + number), 500).unwrap();
            assert!(place.total() <= 500, "{}", place.total());
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        assert_eq!(place.kept("a.json"), [bytes(29), bytes(28)], "the oldest went first");
        place.save("d.json", &bytes(200), 200).unwrap();
        for name in ["a.json", "b.json", "c.json", "d.json"] {
            assert_eq!(place.kept(name).len(), 1, "the newest of {name} stays, whatever the limit");
        }
        assert_eq!(place.kept("d.json"), [bytes(200)]);
        assert!(matches!(place.save("d.json", &[7; 60], 100), Err(NotStored::TooLarge)), "longer than half the limit");
    }

    /// What one wrote is nobody else's business, in the store as well.
    #[cfg(unix)]
    #[test]
    fn versions_are_the_users_alone_and_say_whose_they_are() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = Place::new();
        fs::write(place.file("a.json"), "old").unwrap();
        fs::set_permissions(place.file("a.json"), fs::Permissions::from_mode(0o666)).unwrap();
        place.save("a.json", b"new", TOTAL).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = place.root().read_dir().unwrap().next().unwrap().unwrap().path();
        for folder in [folder.as_path(), &place.root(), place.root().parent().unwrap()] {
            assert_eq!(mode(folder), 0o700);
        }
        let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 3, "{files:?}");
        assert!(files.iter().all(|path| mode(path) == 0o600));
        let whose = fs::read_to_string(folder.join("path.txt")).unwrap();
        assert_eq!(Path::new(whose.trim_end()), place.file("a.json").canonicalize().unwrap());
    }

    /// Anything may lie in the folder: notes of the person, half a version of a run that was killed, a folder.
    #[test]
    fn what_else_lies_in_the_folder_is_left_alone() {
        let place = Place::new();
        place.save("a.json", b"one", TOTAL).unwrap();
        let folder = place.root().read_dir().unwrap().next().unwrap().unwrap().path();
        fs::write(folder.join("note.txt"), "mine").unwrap();
        fs::write(folder.join("2026-11-25T14-32-07Z-not a fingerprint.positions.json"), "?").unwrap();
        fs::create_dir(folder.join("sub")).unwrap();
        fs::write(place.root().join("stray"), "?").unwrap();
        place.save("a.json", b"two", TOTAL).unwrap();
        assert_eq!(place.kept("a.json"), [&b"two"[..], b"one"]);
        assert!(folder.join("note.txt").exists() && folder.join("sub").exists());
    }

    /// The same file under another path is the same file.
    #[cfg(unix)]
    #[test]
    fn a_link_to_a_file_has_its_versions() {
        let place = Place::new();
        place.save("a.json", b"one", TOTAL).unwrap();
        std::os::unix::fs::symlink("a.json", place.file("link.json")).unwrap();
        assert_eq!(place.kept("link.json"), [b"one"]);
    }
}
