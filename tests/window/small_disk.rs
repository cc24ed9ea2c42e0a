//! A disk that is soon full: a small file system in memory, made in whatever way this computer allows.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// Room on the disk.
const SIZE: &str = "size=4m,mode=0777";
/// A disk that is there already is filled only when it has no more room than this.
const SMALL_ENOUGH: u64 = 256 << 20;

/// A small disk, for as long as this lives.
pub(crate) struct SmallDisk {
    /// Its folder as this process sees it.
    here: PathBuf,
    /// Its folder as a program sees it that is started through `enter`.
    inside: PathBuf,
    /// What a program is started through.
    enter: Vec<String>,
    made: Made,
    /// Where it is mounted, or the folder on it.
    folder: TempDir,
}

/// A name and a way to make one.
type Way = (&'static str, fn() -> Option<SmallDisk>);

/// How it was made, and so how it is taken away.
enum Made {
    /// Mounted here, by the person or by sudo.
    Mounted(&'static [&'static str]),
    /// Mounted in a space of its own, that a process holds open.
    Apart(Child),
    /// A folder on a small disk that was there already.
    Found,
}

impl SmallDisk {
    /// Makes one. None where nothing allows it: no right to mount, no name spaces of the user's own, no small disk.
    pub(crate) fn make() -> Option<Self> {
        let wanted = std::env::var("STANDPOINT_SMALL_DISK").unwrap_or_default();
        let ways: [Way; 4] = [
            ("mount", || Self::mounted(&[])),
            ("sudo", || Self::mounted(&["sudo", "-n"])),
            ("apart", Self::apart),
            ("found", Self::found),
        ];
        let (name, disk) = ways
            .into_iter()
            .filter(|(name, _)| wanted.is_empty() || wanted == *name)
            .find_map(|(name, way)| Some((name, way()?)))?;
        println!("small disk: {name}, {}", disk.here.display());
        Some(disk)
    }

    fn mounted(by: &'static [&'static str]) -> Option<Self> {
        let folder = folder(None);
        let mount = ["mount", "-t", "tmpfs", "-o", SIZE, "tmpfs"];
        let path = folder.path().to_owned();
        run(by.iter().chain(&mount), &path)?;
        Some(Self { here: path.clone(), inside: path, enter: Vec::new(), made: Made::Mounted(by), folder })
    }

    fn apart() -> Option<Self> {
        let folder = folder(None);
        let script = "mount -t tmpfs -o \"$0\" tmpfs \"$1\" && echo ready && exec cat";
        let mut holder = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", script, SIZE])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut line = String::new();
        BufReader::new(holder.stdout.take()?).read_line(&mut line).ok()?;
        if line.trim() != "ready" {
            holder.kill().ok();
            holder.wait().ok();
            return None;
        }
        let inside = folder.path().to_owned();
        let here = Path::new("/proc").join(holder.id().to_string()).join("root").join(inside.strip_prefix("/").ok()?);
        let target = holder.id().to_string();
        let enter = ["nsenter", "--target", &target, "--user", "--mount", "--preserve-credentials", "--"];
        let enter = enter.map(str::to_owned).to_vec();
        Some(Self { here, inside, enter, made: Made::Apart(holder), folder })
    }

    fn found() -> Option<Self> {
        let shared = Path::new("/dev/shm");
        let asked = Command::new("stat").args(["-f", "-c", "%S %b"]).arg(shared).output().ok()?;
        let answer = String::from_utf8(asked.stdout).ok()?;
        let (block, blocks) = answer.trim().split_once(' ')?;
        let size = block.parse::<u64>().ok()?.checked_mul(blocks.parse().ok()?)?;
        if size > SMALL_ENOUGH {
            return None;
        }
        let folder = folder(Some(shared));
        let path = folder.path().to_owned();
        Some(Self { here: path.clone(), inside: path, enter: Vec::new(), made: Made::Found, folder })
    }

    /// The path of a file on it, as this process sees it.
    pub(crate) fn here(&self, name: &str) -> PathBuf {
        self.here.join(name)
    }

    /// The same, as a program sees it that was started through [`SmallDisk::enter`].
    pub(crate) fn inside(&self, name: &str) -> PathBuf {
        self.inside.join(name)
    }

    /// What a program has to be started through to see the disk.
    pub(crate) fn enter(&self) -> &[String] {
        &self.enter
    }

    /// What lies on it.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.here).expect("the small disk").map(|entry| entry.expect("an entry"));
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Fills it to the last byte, with a file called `ballast`.
    pub(crate) fn fill(&self) {
        let path = self.here("ballast");
        let mut file = fs::File::create(&path).expect("the ballast");
        for chunk in [1 << 20, 1 << 12, 1 << 6, 1] {
            while file.write_all(&vec![7; chunk]).is_ok() {}
        }
        let refused = fs::write(self.here("one-more"), b"x").expect_err("the small disk is not full");
        assert_eq!(refused.kind(), std::io::ErrorKind::StorageFull);
        fs::remove_file(self.here("one-more")).ok();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        match &mut self.made {
            Made::Mounted(by) => {
                run(by.iter().chain(&["umount"]), self.folder.path());
            }
            Made::Apart(holder) => {
                // Without its input it ends, and the disk with it.
                drop(holder.stdin.take());
                holder.wait().ok();
            }
            // What is in the folder goes with it.
            Made::Found => {}
        }
    }
}

fn folder(within: Option<&Path>) -> TempDir {
    let mut builder = tempfile::Builder::new();
    builder.prefix("standpoint-small-disk-");
    within.map_or_else(|| builder.tempdir(), |folder| builder.tempdir_in(folder)).expect("a folder for the small disk")
}

fn run<'a>(words: impl Iterator<Item = &'a &'a str>, path: &Path) -> Option<()> {
    let mut words = words.copied();
    let mut command = Command::new(words.next()?);
    command.args(words).arg(path).stdin(Stdio::null()).stderr(Stdio::null());
    command.status().ok()?.success().then_some(())
}
