//! A world in memory that fails when it is told to.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use standpoint::app::{Output, Pick, Picked, World};

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
}

#[derive(Default)]
struct Inside {
    files: BTreeMap<PathBuf, Vec<u8>>,
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
        self.0.lock().unwrap().files.insert(path.into(), bytes.to_vec());
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
        Ok(Box::new(FakeFile { world: self.clone(), path: path.to_owned() }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.check(Step::Rename)?;
        let mut inside = self.0.lock().unwrap();
        let bytes = inside.files.remove(from).ok_or(io::ErrorKind::NotFound)?;
        inside.files.insert(to.to_owned(), bytes);
        Ok(())
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
