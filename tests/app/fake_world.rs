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
    Remove,
    CreateFolder,
}

/// What a file is besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    /// Another for every file that comes to be, as on a disk, and for every change.
    number: u64,
    /// In seconds of the fake clock.
    modified: i64,
}

#[derive(Default)]
struct Inside {
    files: BTreeMap<PathBuf, Vec<u8>>,
    marks: BTreeMap<PathBuf, Marks>,
    last_number: u64,
    clock: i64,
    locked: BTreeSet<PathBuf>,
    failing: Option<(Step, io::ErrorKind)>,
    /// How many calls there were, and from which to which they fail.
    calls: usize,
    failing_calls: Option<(std::ops::Range<usize>, io::ErrorKind)>,
    /// So many bytes at the end of every new file never arrive, though nobody says so.
    loses: usize,
    refuses_reading: bool,
    /// The person has no folder for what is kept beside dossiers.
    is_homeless: bool,
    running: BTreeSet<u32>,
    answers: Vec<Picked>,
    asked: Vec<Pick>,
    wants_no_motion: bool,
    /// The program has a mistake that shows at this step.
    mistake: Option<&'static str>,
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

    /// The program makes a mistake at the next `dialog` or `read`.
    pub(crate) fn make_a_mistake(&self, at: &'static str) {
        self.0.lock().unwrap().mistake = Some(at);
    }

    fn make_mistakes(&self, at: &str) {
        let mistake = self.0.lock().unwrap().mistake.take_if(|mistake| *mistake == at);
        assert_eq!(mistake, None, "a mistake for a test");
    }

    /// The program that held files is killed.
    pub(crate) fn kill(&self) {
        self.0.lock().unwrap().locked.clear();
    }

    pub(crate) fn ask_for_no_motion(&self) {
        self.0.lock().unwrap().wants_no_motion = true;
    }

    pub(crate) fn fail(&self, failing: Option<(Step, io::ErrorKind)>) {
        self.0.lock().unwrap().failing = failing;
    }

    /// From now on the calls with these numbers, counted from 0, fail with this.
    pub(crate) fn fail_calls(&self, calls: std::ops::Range<usize>, kind: io::ErrorKind) {
        let mut inside = self.0.lock().unwrap();
        inside.calls = 0;
        inside.failing_calls = Some((calls, kind));
    }

    /// Nothing can be read, beside whatever else fails.
    pub(crate) fn refuse_reading(&self, refuses: bool) {
        self.0.lock().unwrap().refuses_reading = refuses;
    }

    /// Nothing fails any more. Gives back how many calls there were.
    pub(crate) fn mend(&self) -> usize {
        let mut inside = self.0.lock().unwrap();
        inside.failing = None;
        inside.failing_calls = None;
        inside.calls
    }

    /// So many bytes at the end of every new file never arrive, though nobody says so.
    pub(crate) fn lose(&self, bytes: usize) {
        self.0.lock().unwrap().loses = bytes;
    }

    /// There is no folder for what is kept beside dossiers.
    pub(crate) fn take_data_folder(&self) {
        self.0.lock().unwrap().is_homeless = true;
    }

    /// Time goes by.
    pub(crate) fn wait(&self, seconds: i64) {
        self.0.lock().unwrap().clock += seconds;
    }

    /// A process of this number runs.
    pub(crate) fn run(&self, process: u32) {
        self.0.lock().unwrap().running.insert(process);
    }

    /// The answer to the next file dialog.
    pub(crate) fn answer(&self, picked: Picked) {
        self.0.lock().unwrap().answers.push(picked);
    }

    pub(crate) fn asked(&self) -> Vec<Pick> {
        self.0.lock().unwrap().asked.clone()
    }

    fn check(&self, step: Step) -> io::Result<()> {
        let mut inside = self.0.lock().unwrap();
        let call = inside.calls;
        inside.calls += 1;
        match (inside.failing, &inside.failing_calls) {
            (Some((failing, kind)), _) if failing == step => Err(kind.into()),
            (_, Some((calls, kind))) if calls.contains(&call) => Err((*kind).into()),
            _ => Ok(()),
        }
    }
}

impl Inside {
    fn touch(&mut self, path: &Path) {
        self.last_number += 1;
        self.marks.insert(path.to_owned(), Marks { number: self.last_number, modified: self.clock });
    }
}

fn moment(clock: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_750_000_000 + clock).unwrap()
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
        self.make_mistakes("read");
        self.check(Step::Read)?;
        if self.0.lock().unwrap().refuses_reading {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
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
        let marks = inside.marks.remove(from).unwrap_or_default();
        inside.files.insert(to.to_owned(), bytes);
        inside.marks.insert(to.to_owned(), marks);
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
        let first = |path: &PathBuf| Some(folder.join(path.strip_prefix(folder).ok()?.components().next()?));
        let entries: BTreeSet<_> = self.paths().iter().filter_map(first).collect();
        Ok(entries.into_iter().collect())
    }

    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        self.check(Step::Stamp)?;
        let inside = self.0.lock().unwrap();
        let length = inside.files.get(path).ok_or(io::ErrorKind::NotFound)?.len() as u64;
        let marks = inside.marks.get(path).copied().unwrap_or_default();
        Ok(Stamp { length, modified: Some(moment(marks.modified).into()), number: marks.number })
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.check(Step::Link)?;
        let mut inside = self.0.lock().unwrap();
        if inside.files.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let bytes = inside.files.get(from).cloned().ok_or(io::ErrorKind::NotFound)?;
        let marks = inside.marks.get(from).copied().unwrap_or_default();
        inside.files.insert(to.to_owned(), bytes);
        inside.marks.insert(to.to_owned(), marks);
        Ok(())
    }

    fn is_running(&self, process: u32) -> Option<bool> {
        Some(self.0.lock().unwrap().running.contains(&process))
    }

    fn now(&self) -> jiff::Timestamp {
        moment(self.0.lock().unwrap().clock)
    }

    fn time_zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::UTC
    }

    fn data_folder(&self) -> Option<PathBuf> {
        (!self.0.lock().unwrap().is_homeless).then(|| "/data".into())
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.check(Step::SyncFolder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.check(Step::Remove)?;
        self.0.lock().unwrap().files.remove(path).map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn create_folder(&self, _: &Path) -> io::Result<()> {
        self.check(Step::CreateFolder)
    }

    fn pick(&self, request: Pick, _: Option<&eframe::Frame>, done: Box<dyn FnOnce(Picked) + Send>) {
        self.make_mistakes("dialog");
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
        let outcome = self.world.check(Step::Write);
        // A disk that is full takes a part first.
        let takes = if outcome.is_err() { bytes.len() / 2 } else { bytes.len() };
        if let Some(file) = self.world.0.lock().unwrap().files.get_mut(&self.path) {
            file.extend_from_slice(&bytes[..takes]);
        }
        if takes == 0 { outcome.map(|()| 0) } else { Ok(takes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Output for FakeFile {
    fn sync(&mut self) -> io::Result<()> {
        self.world.check(Step::Sync)?;
        let mut inside = self.world.0.lock().unwrap();
        let loses = inside.loses;
        if let Some(file) = inside.files.get_mut(&self.path) {
            file.truncate(file.len().saturating_sub(loses));
        }
        Ok(())
    }
}
