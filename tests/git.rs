//! Two people, one file, and real git: set up with the lines that the README gives, it merges position files by what they
//! say and shows changes in words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "what is passed over is said aloud")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use standpoint::files;
use standpoint::model::{Cell, Dossier, ItemId, Position, Stance, steps};
use tempfile::TempDir;

const FILE: &str = "talks.positions.json";

/// A repository with the sample in it and the drivers set up, apart from whatever git knows on this machine.
struct Repository {
    home: TempDir,
}

impl Repository {
    /// None, said aloud, where there is no git. The full check, which sets `CI`, needs it.
    fn new() -> Option<Self> {
        if let Err(error) = Command::new("git").arg("--version").output() {
            assert!(std::env::var_os("CI").is_none(), "the full check needs git: {error}");
            eprintln!("passed over: git is not installed");
            return None;
        }
        let repository = Self { home: tempfile::tempdir().unwrap() };
        fs::create_dir(repository.folder()).unwrap();
        for line in ["init -q -b main", "config user.name Analyst", "config user.email analyst@example.org"] {
            repository.done(&line.split(' ').collect::<Vec<_>>());
        }
        let lines = readme_lines();
        let shell = repository.command("sh").args(["-e", "-c", &lines]).output().unwrap();
        assert!(shell.status.success(), "{lines}\n{}", String::from_utf8_lossy(&shell.stderr));
        repository.done(&["add", ".gitattributes"]);
        repository.commit("set up");
        Some(repository)
    }

    /// With the sample as first version.
    fn with_sample() -> Option<Self> {
        let repository = Self::new()?;
        repository.save(&sample());
        repository.commit("first version");
        Some(repository)
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("repository")
    }

    /// A command that finds the program as installed, and nothing of this machine's git but git itself.
    fn command(&self, name: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_standpoint")).parent().unwrap();
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(program.to_owned()).chain(std::env::split_paths(&paths));
        let mut command = Command::new(name);
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("GIT_") {
                command.env_remove(&variable);
            }
        }
        command
            .current_dir(self.folder())
            .env("PATH", std::env::join_paths(paths).unwrap())
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("GIT_CONFIG_GLOBAL", self.home.path().join("gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("LC_ALL", "C");
        command
    }

    fn git(&self, arguments: &[&str]) -> Output {
        self.command("git").args(arguments).output().unwrap()
    }

    /// What git says; it must succeed.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self, message: &str) {
        self.done(&["add", "-A"]);
        self.done(&["commit", "-q", "-m", message]);
    }

    fn save(&self, dossier: &Dossier) {
        let mut bytes = Vec::new();
        files::write(dossier, &mut bytes).unwrap();
        fs::write(self.folder().join(FILE), bytes).unwrap();
    }

    fn open(&self) -> Dossier {
        let loaded = files::read(fs::read(self.folder().join(FILE)).unwrap()).unwrap();
        assert!(!loaded.findings.keeps_out(), "{:?}", loaded.findings);
        loaded.dossier
    }

    /// Somebody works in a branch that begins at `main`.
    fn branch(&self, name: &str, work: impl FnOnce(&mut Dossier)) {
        self.done(&["checkout", "-q", "-b", name, "main"]);
        let mut dossier = self.open();
        work(&mut dossier);
        self.save(&dossier);
        self.commit(name);
    }
}

/// The lines of the README that set git up, so that they cannot go stale.
fn readme_lines() -> String {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let section = readme.split("### Together with git").nth(1).expect("the README has the section");
    let lines = section.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it has lines");
    assert_eq!(lines.lines().count(), 3, "three lines are promised: {lines}");
    lines.to_owned()
}

fn sample() -> Dossier {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/ceasefire.positions.json");
    files::read(fs::read(path).unwrap()).unwrap().dossier
}

fn item(dossier: &Dossier, number: usize) -> ItemId {
    dossier.items().keys()[number]
}

fn cell(dossier: &Dossier, party: &str, number: usize) -> Cell {
    Cell { party: steps::party_named(dossier, party).unwrap(), item: item(dossier, number) }
}

fn apply(dossier: &mut Dossier, step: standpoint::model::Step) {
    dossier.apply(step.edit).unwrap();
}

fn set_wording(dossier: &mut Dossier, party: &str, number: usize, wording: &str) {
    let cell = cell(dossier, party, number);
    let step = steps::set_wording(dossier, cell, wording).unwrap();
    apply(dossier, step);
}

fn add_item(dossier: &mut Dossier, title: &str) {
    let (_, step) = steps::add_item(dossier, title, "").unwrap();
    apply(dossier, step);
}

fn wordings(dossier: &Dossier) -> Vec<String> {
    dossier.positions().map(|(_, position)| position.wording.to_string()).collect()
}

/// One analyst's day.
fn morning(dossier: &mut Dossier) {
    set_wording(dossier, "Ukraine", 0, "Morning words");
    add_item(dossier, "Prisoners are exchanged");
    let step = steps::move_item(dossier, item(dossier, 1), 1).unwrap();
    apply(dossier, step);
}

/// The other's.
fn evening(dossier: &mut Dossier) {
    set_wording(dossier, "Russia", 3, "Evening words");
    add_item(dossier, "Observers come");
    let step = steps::delete_items(dossier, &[item(dossier, 6)]).unwrap().step;
    apply(dossier, step);
}

fn holds_both(dossier: &Dossier) {
    let before = sample();
    for wording in ["Morning words", "Evening words"] {
        assert!(wordings(dossier).iter().any(|word| word == wording), "“{wording}” is lost");
    }
    for title in ["Prisoners are exchanged", "Observers come"] {
        assert!(steps::item_titled(dossier, title).is_some(), "“{title}” is lost");
    }
    assert_eq!(dossier.items().len(), before.items().len() + 1, "two came, one went");
    let gone = before.items().get(item(&before, 6)).unwrap();
    assert!(steps::item_titled(dossier, &gone.title).is_none(), "what nobody but one touched goes with her deletion");
    assert_eq!(dossier.parties().len(), before.parties().len());
    assert_eq!(dossier.sources().len(), before.sources().len());
}

/// Otherwise a team that works with git loses one of two days of work, or merges JSON by hand.
#[test]
fn two_branches_become_one_and_nothing_is_lost() {
    let Some(repository) = Repository::with_sample() else { return };
    repository.branch("morning", morning);
    repository.branch("evening", evening);
    repository.done(&["merge", "-q", "-m", "both", "morning"]);
    holds_both(&repository.open());
    repository.done(&["checkout", "-q", "-B", "other-way", "morning"]);
    repository.done(&["merge", "-q", "-m", "both", "evening"]);
    holds_both(&repository.open());
    repository.done(&["checkout", "-q", "-B", "in-a-row", "evening"]);
    repository.done(&["rebase", "-q", "morning"]);
    holds_both(&repository.open());
}

/// Otherwise a contradiction is merged in silence, or leaves a file with marks in it that does not open.
#[test]
fn a_conflict_stops_git_with_a_whole_file() {
    let Some(repository) = Repository::with_sample() else { return };
    repository.branch("morning", |dossier| set_wording(dossier, "Russia", 0, "What the morning says"));
    repository.branch("evening", |dossier| {
        set_wording(dossier, "Russia", 0, "What the evening says");
        add_item(dossier, "Observers come");
    });
    let output = repository.git(&["merge", "morning"]);
    assert_eq!(output.status.code(), Some(1), "git stops");
    assert!(!repository.done(&["ls-files", "-u"]).is_empty(), "and knows why");
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    for part in [FILE, "Position of Russia on", "What the morning says", "What the evening says", "1 conflict"] {
        assert!(said.contains(part), "“{part}” is missing in {said}");
    }
    let merged = repository.open();
    for words in ["What the morning says", "What the evening says"] {
        assert!(wordings(&merged).iter().any(|word| word == words), "“{words}” is lost");
    }
    assert!(steps::item_titled(&merged, "Observers come").is_some());
    let told = repository.git(&["diff"]);
    assert!(told.status.success(), "git diff works in the middle of a merge");
    repository.commit("put right");
    assert!(repository.done(&["status", "--porcelain"]).is_empty());
}

/// Otherwise two people who begin the same file cannot bring it together.
#[test]
fn two_files_without_a_common_beginning_become_one() {
    let Some(repository) = Repository::new() else { return };
    for (branch, party) in [("morning", "Russia"), ("evening", "Ukraine")] {
        repository.done(&["checkout", "-q", "-b", branch, "main"]);
        let mut dossier = Dossier::default();
        let (key, step) = steps::add_party(&dossier, party).unwrap();
        apply(&mut dossier, step);
        let (item, step) = steps::add_item(&dossier, "A truce", "").unwrap();
        apply(&mut dossier, step);
        let position = Position::new(Cell { party: key, item }, Stance::Accepts);
        let edit = standpoint::model::Edit::Position { id: dossier.next_position(), record: Some(Box::new(position)) };
        dossier.apply(edit).unwrap();
        repository.save(&dossier);
        repository.commit(branch);
    }
    repository.done(&["merge", "-q", "-m", "both", "morning"]);
    let merged = repository.open();
    assert_eq!((merged.parties().len(), merged.items().len(), merged.position_count()), (2, 1, 2));
}

/// Otherwise `git diff` shows hundreds of lines of JSON, or stops.
#[test]
fn git_diff_speaks_in_words() {
    let Some(repository) = Repository::with_sample() else { return };
    assert!(repository.done(&["diff"]).is_empty());
    let mut dossier = repository.open();
    set_wording(&mut dossier, "Ukraine", 0, "Kyiv agrees at once");
    add_item(&mut dossier, "Observers come");
    repository.save(&dossier);
    let told = repository.done(&["diff"]);
    for part in [FILE, "1 item added", "Ukraine", "{+", "Kyiv agrees at once", "Item “Observers come”, new"] {
        assert!(told.contains(part), "“{part}” is missing in {told}");
    }
    assert!(!told.contains("\"stance\""), "no JSON: {told}");
    repository.commit("an item");
    repository.done(&["mv", FILE, "renamed.positions.json"]);
    let told = repository.done(&["diff", "--cached"]);
    assert!(told.contains("renamed.positions.json"), "{told}");
    repository.commit("renamed");
    fs::write(repository.folder().join("renamed.positions.json"), "{ broken").unwrap();
    let told = repository.done(&["diff"]);
    assert!(told.contains("not complete JSON"), "a broken version does not stop git: {told}");
    repository.done(&["rm", "-q", "-f", "renamed.positions.json"]);
    repository.commit("removed");
    let history = repository.done(&["log", "-p", "--ext-diff"]);
    for part in ["an item", "Observers come”, new", "Observers come”, removed"] {
        assert!(history.contains(part), "“{part}” is missing in {history}");
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint")).args(arguments).output().unwrap()
}

/// Otherwise a script takes a merge that did not happen for one that did.
#[test]
fn the_verbs_say_how_they_ended() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let save = |name: &str, dossier: &Dossier| {
        let mut bytes = Vec::new();
        files::write(dossier, &mut bytes).unwrap();
        fs::write(path(name), bytes).unwrap();
    };
    let (base, mut ours, mut theirs) = (sample(), sample(), sample());
    set_wording(&mut ours, "Russia", 0, "ours");
    set_wording(&mut theirs, "Russia", 1, "theirs");
    save("base", &base);
    save("ours", &ours);
    save("theirs", &theirs);
    fs::write(path("broken"), "{").unwrap();
    fs::write(path("empty"), "").unwrap();
    let status = |arguments: &[&str]| run(arguments).status.code();
    let before = fs::read(path("ours")).unwrap();
    for missing in ["broken", "missing", "empty"] {
        let merge = ["merge", &path("base"), &path("ours"), &path(missing), "-o", &path("ours")];
        assert_eq!(status(&merge), Some(2), "{missing}");
        assert_eq!(fs::read(path("ours")).unwrap(), before, "a merge that cannot be done leaves our file alone");
    }
    let output = run(&["merge", &path("base"), &path("ours"), &path("theirs")]);
    assert_eq!(output.status.code(), Some(0));
    let printed = wordings(&files::read(output.stdout).unwrap().dossier);
    assert!(printed.contains(&"ours".to_owned()) && printed.contains(&"theirs".to_owned()));
    assert_eq!(fs::read(path("ours")).unwrap(), before, "without -o nothing is written");
    let nowhere = path("no-such-folder/out");
    assert_eq!(status(&["merge", &path("base"), &path("ours"), &path("theirs"), "-o", &nowhere]), Some(2));
    assert_eq!(status(&["merge", &path("base"), &path("ours"), &path("theirs"), "-o", &path("ours")]), Some(0));
    assert_ne!(fs::read(path("ours")).unwrap(), before, "OUT may be OURS");
    assert_eq!(status(&["merge", "/dev/null", &path("ours"), &path("theirs"), "-o", &path("out")]), Some(1), "no base");
    assert_eq!(status(&["diff", &path("base"), &path("theirs")]), Some(0));
    assert_eq!(status(&["diff", "--exit-code", &path("base"), &path("theirs")]), Some(1));
    assert_eq!(status(&["diff", "--exit-code", &path("base"), &path("base")]), Some(0));
    assert_eq!(status(&["diff", &path("base"), &path("broken")]), Some(2));
    assert_eq!(status(&["diff", "a", "b", "c"]), Some(2));
    assert_eq!(status(&["merge", &path("base")]), Some(2));
}
