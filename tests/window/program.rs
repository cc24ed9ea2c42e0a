//! The program in its window, with a home of its own, and the hands and eyes that a test has: keys, titles, pictures.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A loaded machine that draws without a graphics card is slow; nothing waits longer than it must.
const PATIENCE: Duration = Duration::from_secs(40);
/// Between two looks at what is waited for.
const BLINK: Duration = Duration::from_millis(50);
/// Time for a few frames, where nothing outside the window shows that a key has arrived.
const FRAMES: Duration = Duration::from_millis(600);

/// One keyboard: the stories take turns.
static KEYBOARD: Mutex<()> = Mutex::new(());

/// The place where a story happens: a folder with the program's home and the files of the story.
pub(crate) struct Stage {
    name: &'static str,
    folder: TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Stage {
    /// An empty stage. `name` is that of the story's pictures.
    pub(crate) fn new(name: &'static str) -> Self {
        let turn = KEYBOARD.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(
            std::env::var_os("DISPLAY").is_some_and(|display| !display.is_empty()),
            "the window tests need an X display in $DISPLAY and a window manager on it; .ci/run sets both up"
        );
        let folder = tempfile::Builder::new().prefix("standpoint-").tempdir().expect("a temporary folder");
        for name in ["home", "runtime", "files", "no-programs"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        fs::set_permissions(folder.path().join("runtime"), fs::Permissions::from_mode(0o700)).expect("permissions");
        Self { name, folder, _turn: turn }
    }

    /// The path of a file of the story.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("files").join(name)
    }

    /// Puts the sample here under the name it has.
    pub(crate) fn sample(&self) -> PathBuf {
        let name = "ceasefire.positions.json";
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(name);
        fs::copy(sample, self.file(name)).expect("the sample");
        self.file(name)
    }

    /// What lies in the folder of the story's files, hidden files too.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("files")).expect("the folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// What the program keeps of work that is not closed.
    pub(crate) fn kept(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.folder.path().join("home/.local/share/standpoint/journals")) else {
            return Vec::new();
        };
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    /// A command with this stage's home, and no session bus.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("HOME", self.folder.path().join("home"))
            .env("XDG_CONFIG_HOME", self.folder.path().join("home/.config"))
            .env("XDG_DATA_HOME", self.folder.path().join("home/.local/share"))
            .env("XDG_CACHE_HOME", self.folder.path().join("home/.cache"))
            .env("XDG_RUNTIME_DIR", self.folder.path().join("runtime"))
            .env("GSETTINGS_BACKEND", "memory")
            // A bus that nobody answers at. Without an address the bus library would start a bus that outlives the story.
            .env(
                "DBUS_SESSION_BUS_ADDRESS",
                format!("unix:path={}", self.folder.path().join("runtime/no-bus").display()),
            )
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .stdin(Stdio::null());
        command
    }

    /// Starts the program and waits for its window.
    pub(crate) fn start(&self, files: &[&Path]) -> Program<'_> {
        let mut command = self.command(env!("CARGO_BIN_EXE_standpoint"));
        command.args(files).env("NO_AT_BRIDGE", "1");
        self.wait_for_window(&mut command)
    }

    /// Starts the program through another one, which ends by becoming it.
    pub(crate) fn start_through(&self, through: &[String], files: &[&Path]) -> Program<'_> {
        let Some((first, others)) = through.split_first() else { return self.start(files) };
        let mut command = self.command(first);
        command.args(others).arg(env!("CARGO_BIN_EXE_standpoint")).args(files).env("NO_AT_BRIDGE", "1");
        self.wait_for_window(&mut command)
    }

    /// Starts the program where there is no program that could show a file dialog.
    pub(crate) fn start_without_dialogs(&self) -> Program<'_> {
        let mut command = self.command(env!("CARGO_BIN_EXE_standpoint"));
        command.env("PATH", self.folder.path().join("no-programs")).env("XDG_DATA_DIRS", self.folder.path());
        self.wait_for_window(&mut command)
    }

    /// Runs a command that becomes the program, and waits for its window.
    pub(crate) fn wait_for_window(&self, command: &mut Command) -> Program<'_> {
        let child = command.spawn().expect("the program starts");
        let mut program = Program { stage: self, child, window: String::new() };
        let pid = program.child.id().to_string();
        program.window = program.wait("its window", |program| {
            assert!(program.exit().is_none(), "the program ended before it had a window: {:?}", program.exit());
            let found = xdotool(&["search", "--onlyvisible", "--all", "--pid", &pid, "--name", "Standpoint"]);
            found.lines().next().map(str::to_owned)
        });
        program.to_front();
        program.wait("keyboard focus (is there a window manager?)", |program| {
            (xdotool(&["getactivewindow"]).trim() == program.window).then_some(())
        });
        sleep(FRAMES);
        program
    }

    fn picture(&self, end: &str) {
        let target = Path::new(env!("CARGO_BIN_EXE_standpoint")).parent().and_then(Path::parent);
        let Some(folder) = target.map(|target| target.join("window-test")) else { return };
        let path = folder.join(format!("{}{end}.png", self.name));
        let taken = fs::create_dir_all(&folder)
            .and_then(|()| Command::new("import").args(["-window", "root"]).arg(&path).status());
        match taken {
            Ok(status) if status.success() => println!("picture: {}", path.display()),
            Ok(status) => println!("no picture: import ended with {status}"),
            Err(error) => println!("no picture: {error}"),
        }
    }
}

/// The running program. When a story fails it leaves a picture; it is ended in any case.
pub(crate) struct Program<'a> {
    stage: &'a Stage,
    child: Child,
    window: String,
}

impl Program<'_> {
    /// Looks until `look` sees something.
    pub(crate) fn wait<T>(&mut self, what: &str, mut look: impl FnMut(&mut Self) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(seen) = look(self) {
                return seen;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "waited {PATIENCE:?} in vain for {what}; the title is “{}”, the exit status {:?}",
                self.title(),
                self.exit()
            );
            sleep(BLINK);
        }
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The title of the window as the desktop shows it.
    pub(crate) fn title(&self) -> String {
        xdotool(&["getwindowname", &self.window]).trim().to_owned()
    }

    /// Waits until the title reads so.
    pub(crate) fn wait_for_title(&mut self, title: &str) {
        self.wait(&format!("the title “{title}”"), |program| (program.title() == title).then_some(()));
    }

    /// Waits until a file is there and holds whole JSON.
    pub(crate) fn wait_for_json(&mut self, path: &Path) -> serde_json::Value {
        self.wait(&format!("JSON in {}", path.display()), |_| serde_json::from_slice(&fs::read(path).ok()?).ok())
    }

    /// Presses keys one after the other, in xdotool's names.
    pub(crate) fn keys(&mut self, keys: &[&str]) {
        for key in keys {
            assert!(self.exit().is_none(), "the program ended before the key {key}: {:?}", self.exit());
            xdotool(&["key", "--clearmodifiers", key]);
            sleep(FRAMES);
        }
    }

    /// Presses one key many times, as fast as hands never can, and waits until the program has taken it all in.
    pub(crate) fn key_often(&mut self, key: &str, times: u64) {
        if times > 0 {
            xdotool(&["key", "--delay", "3", "--repeat", &times.to_string(), "--repeat-delay", "3", key]);
            self.wait_until_idle();
        }
    }

    /// The same with Shift held down all the while.
    pub(crate) fn key_often_with_shift(&mut self, key: &str, times: u64) {
        xdotool(&["keydown", "shift"]);
        self.wait_until_idle();
        self.key_often(key, times);
        xdotool(&["keyup", "shift"]);
        self.wait_until_idle();
    }

    /// Waits until the program has nothing to do for a while.
    pub(crate) fn wait_until_idle(&mut self) {
        let mut rest = 0;
        let mut before = self.time();
        self.wait("the program to come to rest", |program| {
            let now = program.time();
            // A caret that blinks costs a frame now and then.
            rest = if now <= before + 1 { rest + 1 } else { 0 };
            before = now;
            (rest >= 4).then_some(())
        });
    }

    /// How long the program has run on a processor, in hundredths of a second.
    fn time(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
    }

    /// Presses the left mouse button at one point of the window, goes to another in small steps, and lets go.
    pub(crate) fn drag(&mut self, from: (i32, i32), to: (i32, i32)) {
        let go = |program: &Self, (x, y): (i32, i32)| {
            xdotool(&["mousemove", "--window", &program.window, &x.to_string(), &y.to_string()]);
            sleep(FRAMES / 2);
        };
        go(self, from);
        xdotool(&["mousedown", "1"]);
        // A frame in which both press and first move arrive would take the press for one at the later place.
        sleep(FRAMES / 2);
        for step in 1..=4 {
            go(self, (from.0 + (to.0 - from.0) * step / 4, from.1 + (to.1 - from.1) * step / 4));
        }
        xdotool(&["mouseup", "1"]);
        sleep(FRAMES);
    }

    /// Types text and waits for the frames that take it up.
    pub(crate) fn type_text(&mut self, text: &str) {
        assert!(self.exit().is_none(), "the program ended before “{text}” was typed: {:?}", self.exit());
        xdotool(&["type", "--clearmodifiers", "--delay", "15", text]);
        sleep(FRAMES);
    }

    /// Answers the system's file dialog, once it shows, with a path.
    pub(crate) fn answer_dialog(&mut self, path: &Path, is_opening: bool) {
        let dialog = self.wait("the system's file dialog", |_| dialog());
        self.wait("the file dialog's keyboard focus", |_| {
            xdotool(&["windowactivate", &dialog]);
            (xdotool(&["getactivewindow"]).trim() == dialog).then_some(())
        });
        sleep(FRAMES);
        if is_opening {
            self.keys(&["ctrl+l"]);
        }
        self.keys(&["ctrl+a"]);
        self.type_text(&path.to_string_lossy());
        self.keys(&["Return"]);
        let begun = Instant::now();
        self.wait("the file dialog to close", |program| {
            // The first Return may have taken what the dialog proposed to complete the path.
            if begun.elapsed() > Duration::from_secs(5) && self::dialog().is_some() {
                program.keys(&["Return"]);
            }
            self::dialog().is_none().then_some(())
        });
        self.to_front();
    }

    /// Puts the window out of sight and brings it back, as people do who go to another program in between.
    pub(crate) fn leave_and_come_back(&mut self) {
        xdotool(&["windowminimize", "--sync", &self.window]);
        sleep(FRAMES);
        self.to_front();
        self.wait("keyboard focus", |program| (xdotool(&["getactivewindow"]).trim() == program.window).then_some(()));
        sleep(FRAMES);
    }

    /// True while the program runs, looked at for a while.
    pub(crate) fn stays(&mut self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < 2 * FRAMES {
            if self.exit().is_some() {
                return false;
            }
            sleep(BLINK);
        }
        true
    }

    /// Ends the program as a crash would, without a word to it.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("the program can be killed");
        self.child.wait().expect("the program has ended");
    }

    /// Keeps a picture of the screen as it is now.
    pub(crate) fn picture(&self) {
        self.stage.picture("");
    }

    /// Waits for the end, which must be a good one.
    pub(crate) fn wait_for_end(&mut self) {
        let status = self.wait("the program's end", Self::exit);
        assert!(status.success(), "the program ended with {status}");
    }

    fn exit(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("the program can be asked for its state")
    }

    fn to_front(&self) {
        xdotool(&["windowactivate", "--sync", &self.window]);
        sleep(FRAMES);
    }
}

impl Drop for Program<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.stage.picture("-failed");
        }
        // A file dialog is a program of its own, and would stay.
        let parent = self.child.id().to_string();
        for pid in children_of(&parent) {
            Command::new("kill").arg(pid).status().ok();
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn dialog() -> Option<String> {
    let found = xdotool(&["search", "--onlyvisible", "--class", "zenity"]);
    found.lines().last().map(str::to_owned)
}

fn children_of(parent: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .filter(|pid| {
            let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
            status.lines().any(|line| line.strip_prefix("PPid:").is_some_and(|of| of.trim() == parent))
        })
        .collect()
}

fn xdotool(arguments: &[&str]) -> String {
    let mut command = Command::new("timeout");
    let output = command.arg("20").arg("xdotool").args(arguments).output().expect("xdotool is installed");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
