//! A world in memory that fails when it is told to.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use standpoint::app::{Lock, Output, Pick, Picked, Stamp, World};

/// What can be made to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Read,
    Resolve,
    Create,
    Write,
    Sync,
    Rename,
    SyncFolder,
    Append,
    Lock,
    List,
    Stamp,
    Link,
}

#[derive(Default)]
struct Inside {
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// How often each file was put anew, in place of a clock and of the disk's numbers.
    changes: BTreeMap<PathBuf, u64>,
    clock: i64,
    locked: BTreeSet<PathBuf>,
    failing: Option<(Step, io::ErrorKind)>,
    answers: Vec<Picked>,
    asked: Vec<Pick>,
    wants_no_motion: bool,
}

/// A world in memory.
#[derive(Clone, Default)]
pub(crate) struct FakeWorld(Arc<Mutex<Inside>>);

impl FakeWorld {
    pub(crate) fn with(path: &str, bytes: &[u8]) -> Self {
        let world = Self::default();
        world.put(path, bytes);
        world
    }

    pub(crate) fn put(&self, path: &str, bytes: &[u8]) {
        let mut inside = self.0.lock().unwrap();
        inside.files.insert(path.into(), bytes.to_vec());
        inside.touch(Path::new(path));
    }

    pub(crate) fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().files.get(Path::new(path)).cloned()
    }

    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.file(path).unwrap_or_else(|| panic!("{path} was not written"))).unwrap()
    }

    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.0.lock().unwrap().files.keys().cloned().collect()
    }

    pub(crate) fn ask_for_no_motion(&self) {
        self.0.lock().unwrap().wants_no_motion = true;
    }

    pub(crate) fn fail(&self, failing: Option<(Step, io::ErrorKind)>) {
        self.0.lock().unwrap().failing = failing;
    }

    /// The answer to the next file dialog.
    pub(crate) fn answer(&self, picked: Picked) {
        self.0.lock().unwrap().answers.push(picked);
    }

    pub(crate) fn asked(&self) -> Vec<Pick> {
        self.0.lock().unwrap().asked.clone()
    }

    fn check(&self, step: Step) -> io::Result<()> {
        match self.0.lock().unwrap().failing {
            Some((failing, kind)) if failing == step => Err(kind.into()),
            _ => Ok(()),
        }
    }
}

impl Inside {
    fn touch(&mut self, path: &Path) {
        *self.changes.entry(path.to_owned()).or_default() += 1;
    }
}

/// A hold on a file of the fake world.
struct FakeLock(FakeWorld, PathBuf);

impl Drop for FakeLock {
    fn drop(&mut self) {
        self.0.0.lock().unwrap().locked.remove(&self.1);
    }
}

impl World for FakeWorld {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.check(Step::Read)?;
        self.0.lock().unwrap().files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.check(Step::Resolve)?;
        Ok(path.to_owned())
    }

    fn create(&self, path: &Path, _: &Path) -> io::Result<Box<dyn Output>> {
        self.check(Step::Create)?;
        let mut inside = self.0.lock().unwrap();
        if inside.files.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        inside.files.insert(path.to_owned(), Vec::new());
        inside.touch(path);
        Ok(Box::new(FakeFile { world: self.clone(), path: path.to_owned() }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.check(Step::Rename)?;
        let mut inside = self.0.lock().unwrap();
        let bytes = inside.files.remove(from).ok_or(io::ErrorKind::NotFound)?;
        inside.files.insert(to.to_owned(), bytes);
        inside.touch(to);
        Ok(())
    }

    fn create_private(&self, path: &Path) -> io::Result<Box<dyn Output>> {
        self.create(path, path)
    }

    fn append(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut inside = self.0.lock().unwrap();
        let failing = inside.failing.filter(|(step, _)| *step == Step::Append).map(|(_, kind)| kind);
        if at == 0 {
            inside.files.entry(path.to_owned()).or_default();
        }
        let file = inside.files.get_mut(path).ok_or(io::ErrorKind::NotFound)?;
        let at = usize::try_from(at).unwrap();
        if file.len() < at {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        file.truncate(at);
        // A disk that is full takes a part first.
        let takes = if failing.is_some() { bytes.len() / 2 } else { bytes.len() };
        file.extend_from_slice(&bytes[..takes]);
        failing.map_or(Ok(()), |kind| Err(kind.into()))
    }

    fn sync(&self, _: &Path) -> io::Result<()> {
        self.check(Step::Sync)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.check(Step::Lock)?;
        let is_free = self.0.lock().unwrap().locked.insert(path.to_owned());
        Ok(is_free.then(|| Box::new(FakeLock(self.clone(), path.to_owned())) as Lock))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.check(Step::List)?;
        Ok(self.paths().into_iter().filter(|path| path.parent() == Some(folder)).collect())
    }

    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        self.check(Step::Stamp)?;
        let inside = self.0.lock().unwrap();
        let length = inside.files.get(path).ok_or(io::ErrorKind::NotFound)?.len() as u64;
        Ok(Stamp { length, modified: None, number: inside.changes.get(path).copied().unwrap_or(0) })
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.check(Step::Link)?;
        let mut inside = self.0.lock().unwrap();
        if inside.files.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let bytes = inside.files.get(from).cloned().ok_or(io::ErrorKind::NotFound)?;
        inside.files.insert(to.to_owned(), bytes);
        inside.touch(to);
        Ok(())
    }

    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(1_750_000_000 + self.0.lock().unwrap().clock).unwrap()
    }

    fn data_folder(&self) -> Option<PathBuf> {
        Some("/data".into())
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.check(Step::SyncFolder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.lock().unwrap().files.remove(path).map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn create_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn pick(&self, request: Pick, _: Option<&eframe::Frame>, done: Box<dyn FnOnce(Picked) + Send>) {
        let mut inside = self.0.lock().unwrap();
        inside.asked.push(request);
        let answer = if inside.answers.is_empty() { Picked::Cancelled } else { inside.answers.remove(0) };
        drop(inside);
        done(answer);
    }

    fn wants_no_motion(&self) -> bool {
        self.0.lock().unwrap().wants_no_motion
    }

    fn settings_folder(&self) -> Option<PathBuf> {
        Some("/settings".into())
    }
}

struct FakeFile {
    world: FakeWorld,
    path: PathBuf,
}

impl Write for FakeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A disk that is full takes a part first.
        let takes = if self.world.check(Step::Write).is_err() { bytes.len() / 2 } else { bytes.len() };
        self.world.0.lock().unwrap().files.get_mut(&self.path).unwrap().extend_from_slice(&bytes[..takes]);
        if takes == 0 {
            self.world.check(Step::Write)?;
        }
        Ok(takes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Output for FakeFile {
    fn sync(&mut self) -> io::Result<()> {
        self.world.check(Step::Sync)
    }
}
