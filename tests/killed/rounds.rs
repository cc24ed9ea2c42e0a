//! The rounds: start, wait for a save, kill in the midst of it, look at what is there.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

use super::{FOLDER, FOUND, KEPT, KEPT_SO_FAR, NAME, SAVED, SAVES, SAVING, first_version, version_of_file};

/// In every run of the tests.
const ROUNDS: u32 = 40;
/// Each line of the copy comes sooner.
const PATIENCE: Duration = Duration::from_secs(90);

/// What the rounds came to.
#[derive(Debug, Default)]
struct Tally {
    /// Killed after a save had begun and before it was reported.
    in_a_save: u32,
    /// Of these, the new version was in place already.
    with_the_new: u32,
    /// A file on its way lay beside the file afterwards.
    with_leftovers: u32,
    /// Work that was not in the file came back at the next start.
    restored: u32,
    /// Versions that were reported as kept and as saved, over all rounds.
    reported: u32,
}

/// Where the copy is, told by its lines.
struct Copy {
    process: Child,
    lines: Receiver<String>,
    /// The version that it found, kept, began to save and has saved last.
    found: Option<u32>,
    kept: u32,
    saving: u32,
    saved: u32,
    reported: u32,
}

/// The home of all rounds.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("standpoint-killed-").tempdir().unwrap();
        fs::create_dir(folder.path().join("files")).unwrap();
        fs::write(folder.path().join("files").join(NAME), first_version()).unwrap();
        Self { folder }
    }

    fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    fn file(&self) -> PathBuf {
        self.files().join(NAME)
    }

    /// Starts a copy, which must find the version that was kept last.
    fn start(&self, kept: u32, saves: Option<u32>) -> Copy {
        let in_file = version_of_file(&self.file()).unwrap();
        let home = self.folder.path();
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--ignored", "--exact", "--nocapture", "child::works_and_saves_until_it_is_killed"])
            .env(FOLDER, self.files())
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env(KEPT, kept.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        if let Some(saves) = saves {
            command.env(SAVES, saves.to_string());
        }
        let mut process = command.spawn().unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        let (sender, lines) = channel();
        let listen = move || out.lines().map_while(Result::ok).all(|line| sender.send(line).is_ok());
        std::thread::Builder::new().name("listen".to_owned()).spawn(listen).unwrap();
        Copy { process, lines, found: None, kept, saving: in_file, saved: in_file, reported: 0 }
    }

    /// Files on their way that a killed copy has left beside the file.
    fn leftovers(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.files()).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with('.')).collect()
    }

    /// What is wrong with the files after a kill, in words.
    fn wrong(&self, copy: &Copy) -> Option<String> {
        let now = match version_of_file(&self.file()) {
            Ok(now) => now,
            Err(error) => return Some(format!("the file is not whole: {error}")),
        };
        if now != copy.saved && now != copy.saving {
            return Some(format!("version {now} is in the file"));
        }
        let before = self.files().join(format!("{NAME}.bak"));
        if !before.exists() {
            return (copy.saved > 0).then(|| "there is no .bak".to_owned());
        }
        match version_of_file(&before) {
            Ok(before) if before < now => None,
            Ok(before) => Some(format!("version {before} is in the .bak of version {now}")),
            Err(error) => Some(format!("the .bak is not whole: {error}")),
        }
    }
}

impl Copy {
    /// Takes a line in. False when there will be no more.
    fn hear(&mut self, wait: Duration) -> bool {
        let Ok(line) = self.lines.recv_timeout(wait) else { return false };
        let Some((word, number)) = line.split_once(' ') else { return true };
        match (word, number.parse()) {
            (KEPT_SO_FAR, Ok(number)) => {
                self.kept = number;
                self.reported += 1;
            }
            (SAVING, Ok(number)) => self.saving = number,
            (SAVED, Ok(number)) => {
                self.saved = number;
                self.reported += 1;
            }
            (FOUND, Ok(number)) => self.found = Some(number),
            _ => {}
        }
        true
    }

    /// Ends it where it is, and takes in what it has still said.
    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        while self.hear(Duration::from_secs(5)) {}
    }
}

/// A sequence of numbers that look like chance (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    /// From 0 to below 1.
    fn part(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX)
    }
}

fn number(name: &str) -> Option<u32> {
    std::env::var(name).ok()?.parse().ok()
}

/// If this fails, a power cut, a kill or a crash while saving costs a dossier.
#[test]
fn what_was_reported_as_saved_is_there_after_a_kill() {
    let rounds = number("STANDPOINT_KILL_ROUNDS").unwrap_or(ROUNDS);
    let seed = number("STANDPOINT_KILL_SEED").unwrap_or(4);
    let mut chance = Chance(u64::from(seed) * 0x9e37_79b9 + 1);
    let home = Home::new();
    let mut tally = Tally::default();
    // How long a save takes here: killed is within it and a little beyond.
    let mut lasts = Duration::from_millis(20);
    let mut kept = 0;
    for round in 0..rounds {
        let mut copy = home.start(kept, None);
        let in_file = copy.saved;
        work_for_a_while(&mut copy, &mut chance, &mut lasts, round);
        copy.kill();
        if let Some(wrong) = home.wrong(&copy) {
            let (saved, begun, files) = (copy.saved, copy.saving, listing(&home.files()));
            panic!("round {round} of seed {seed}: {wrong}. Reported was {saved}, begun {begun}.\n{files}");
        }
        kept = copy.kept;
        tally.reported += copy.reported;
        tally.restored += u32::from(copy.found.is_some_and(|found| found > in_file));
        if copy.saving > copy.saved {
            tally.in_a_save += 1;
            tally.with_the_new += u32::from(version_of_file(&home.file()) == Ok(copy.saving));
        }
        tally.with_leftovers += u32::from(!home.leftovers().is_empty());
        home.leftovers().into_iter().for_each(|path| fs::remove_file(path).unwrap());
    }
    leftovers_go_with_the_next_save(&home, kept);
    println!("{rounds} rounds of seed {seed}: {tally:?}; a save takes about {lasts:?}; nothing was lost");
    assert!(tally.in_a_save * 4 > rounds, "the kills miss the saves: {tally:?}");
}

fn listing(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let lines = entries.map(|entry| format!("{} {}", entry.metadata().unwrap().len(), entry.path().display()));
    lines.collect::<Vec<_>>().join("\n")
}

/// Lets the copy work until a moment of chance: mostly within a save.
fn work_for_a_while(copy: &mut Copy, chance: &mut Chance, lasts: &mut Duration, round: u32) {
    let hear = |copy: &mut Copy| assert!(copy.hear(PATIENCE), "round {round}: the copy is silent, see above");
    if chance.part() < 0.3 {
        // Anywhere: while it starts, restores, edits.
        let mut lines = 0;
        while f64::from(lines) < chance.part() * 6.0 {
            hear(copy);
            lines += 1;
        }
    } else {
        while copy.saving == copy.saved {
            hear(copy);
        }
        // Now and then a save is let through, to learn how long one takes and to kill a later one.
        if chance.part() < 0.4 {
            let (begun, first) = (Instant::now(), copy.saving);
            while copy.saved < first {
                hear(copy);
            }
            *lasts = (*lasts + begun.elapsed()) / 2;
            while copy.saving == copy.saved {
                hear(copy);
            }
        }
    }
    std::thread::sleep(lasts.mul_f64(chance.part() * 1.3));
}

/// What killed runs have left does not pile up: once it is old, the next save takes it away.
fn leftovers_go_with_the_next_save(home: &Home, kept: u32) {
    let old = SystemTime::now() - Duration::from_hours(48);
    fs::write(home.files().join(format!(".{NAME}.tmp-4000000")), b"half").unwrap();
    for path in home.leftovers() {
        fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    }
    let mut copy = home.start(kept, Some(1));
    while copy.hear(PATIENCE) {}
    assert!(copy.process.wait().unwrap().success());
    assert_eq!(home.leftovers(), Vec::<PathBuf>::new(), "left behind by killed runs");
    assert_eq!(home.wrong(&copy), None);
}
