//! The real world: disk, native file dialogs, the system's folders.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::world::{Lock, Output, Pick, Picked, Stamp, World};
use crate::ui::Purpose;

/// Endings of documents that can become sources; what a document is follows from what is in it.
const ARTICLES: [&str; 9] = ["txt", "md", "markdown", "html", "htm", "xhtml", "docx", "odt", "pdf"];

/// True for documents that are articles by their ending. Position files may have any other.
pub(super) fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ARTICLES.iter().any(|article| article.eq_ignore_ascii_case(ending))
}

/// A dialog that is gone sooner than anyone can close it was never shown.
const SHORTEST_DIALOG: Duration = Duration::from_millis(250);

/// The computer that the program runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Desktop;

impl World for Desktop {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !metadata.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut file = File::open(path)?;
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).saturating_add(1));
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        match fs::canonicalize(path) {
            Ok(target) if target.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(target) => Ok(target),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                // A symbolic link that leads nowhere is written through: its target comes to be.
                match end_of_links(path) {
                    Some(target) => Ok(target),
                    None => Ok(fs::canonicalize(folder)?.join(name)),
                }
            }
            Err(error) => Err(error),
        }
    }

    fn create(&self, path: &Path, like: &Path) -> io::Result<Box<dyn Output>> {
        let model = fs::metadata(like).ok();
        if model.as_ref().is_some_and(|model| model.permissions().readonly()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let file = match model {
            Some(model) => create_like(&options, path, &model)?,
            None => options.open(path)?,
        };
        Ok(Box::new(OnDisk(file)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Only Unix lets a folder be opened and flushed; elsewhere the rename itself is what there is.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        // What the program keeps of its own, such as settings, names people's files: nobody else looks into it.
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(folder)
    }

    fn create_private(&self, path: &Path) -> io::Result<Box<dyn Output>> {
        Ok(Box::new(OnDisk(private(OpenOptions::new().write(true).create_new(true)).open(path)?)))
    }

    fn append(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = private(OpenOptions::new().write(true).create(at == 0).truncate(false)).open(path)?;
        if file.metadata()?.len() < at {
            // Somebody has cut it: what would come behind is not what belongs there.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        file.set_len(at)?;
        file.seek(io::SeekFrom::Start(at))?;
        file.write_all(bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        let file = private(OpenOptions::new().write(true).create(true).truncate(false)).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    }

    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        let metadata = fs::metadata(path)?;
        Ok(Stamp { length: metadata.len(), modified: metadata.modified().ok(), number: number(&metadata) })
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn is_running(&self, process: u32) -> Option<bool> {
        cfg!(target_os = "linux").then(|| Path::new("/proc").join(process.to_string()).exists())
    }

    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    fn time_zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::system()
    }

    fn data_folder(&self) -> Option<PathBuf> {
        use etcetera::BaseStrategy as _;
        Some(etcetera::choose_base_strategy().ok()?.data_dir().join("standpoint"))
    }

    fn pick(&self, request: Pick, window: Option<&eframe::Frame>, done: Box<dyn FnOnce(Picked) + Send>) {
        if let Some(reason) = reason_for_no_dialog() {
            done(Picked::Unavailable(reason));
            return;
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(request.purpose.title());
        dialog = match request.purpose {
            Purpose::Export => dialog.add_filter("Comparison", &["json"]),
            Purpose::Picture => dialog.add_filter("Picture", &["png"]),
            Purpose::Sources => dialog.add_filter("Articles", &ARTICLES).add_filter("All files", &["*"]),
            _ => dialog.add_filter("Position files", &["json"]),
        };
        if let Some(folder) = &request.folder {
            dialog = dialog.set_directory(folder);
        }
        if request.purpose.writes() {
            dialog = dialog.set_file_name(&request.name);
        }
        if let Some(window) = window {
            dialog = dialog.set_parent(window);
        }
        // The dialog is made on the window's thread, as some systems demand, and waited for on its own.
        let writes = request.purpose.writes();
        let waiting: std::pin::Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>> = if writes {
            let chosen = dialog.save_file();
            Box::pin(async move { chosen.await.map(|file| vec![file.path().to_owned()]) })
        } else {
            let chosen = dialog.pick_files();
            Box::pin(async move { chosen.await.map(|files| files.iter().map(|file| file.path().to_owned()).collect()) })
        };
        let begun = Instant::now();
        let wait = move || {
            done(match pollster::block_on(waiting) {
                Some(paths) if !paths.is_empty() => Picked::Paths(paths),
                _ if begun.elapsed() < SHORTEST_DIALOG => Picked::Unavailable(
                    "The system's file dialog closed before it could be seen. Type the path instead.".to_owned(),
                ),
                _ => Picked::Cancelled,
            });
        };
        if let Err(error) = std::thread::Builder::new().name("file-dialog".to_owned()).spawn(wait) {
            log::error!("no thread for the file dialog: {error}");
        }
    }

    fn wants_no_motion(&self) -> bool {
        // GNOME and those that follow it; where the program is missing nothing was asked for.
        let asked = std::process::Command::new("gsettings")
            .args(["get", "org.gnome.desktop.interface", "enable-animations"])
            .stdin(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .output();
        asked.is_ok_and(|answer| answer.stdout.trim_ascii() == b"false")
    }

    fn settings_folder(&self) -> Option<PathBuf> {
        use etcetera::BaseStrategy as _;
        Some(etcetera::choose_base_strategy().ok()?.config_dir().join("standpoint"))
    }
}

/// Where links lead in the end, though nothing is there; None for what is no link. Links in a circle are refused before.
fn end_of_links(path: &Path) -> Option<PathBuf> {
    const MOST: usize = 40;
    let next = |at: &PathBuf| {
        let target = fs::read_link(at).ok()?;
        Some(at.parent().map_or_else(|| target.clone(), |folder| folder.join(&target)))
    };
    std::iter::successors(next(&path.to_owned()), next).take(MOST).last()
}

/// A file that comes to be is for the person alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// The number that the disk has for a file.
#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

/// Creates a file that stands in for another. Nobody may read it who may not read the other, at no moment: it begins as
/// the user's alone, and others come in only when it belongs to the same group.
#[cfg(unix)]
fn create_like(options: &OpenOptions, path: &Path, model: &fs::Metadata) -> io::Result<File> {
    use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown};
    let file = options.clone().mode(0o600).open(path)?;
    let begun = file.metadata()?;
    // Only an administrator gives a file to another user. What then is the user's own is no less private.
    if begun.uid() != model.uid() && fchown(&file, Some(model.uid()), None).is_err() {
        log::debug!("a saved file now belongs to who saved it");
    }
    let is_of_group = begun.gid() == model.gid() || fchown(&file, None, Some(model.gid())).is_ok();
    let mode = model.mode() & 0o777;
    // A group that the file was never meant for gets what everybody has.
    let mode = if is_of_group { mode } else { (mode & 0o707) | (mode & 0o070 & ((mode & 0o007) << 3)) };
    file.set_permissions(fs::Permissions::from_mode(mode))?;
    Ok(file)
}

/// Creates a file that stands in for another, with its permissions.
#[cfg(not(unix))]
fn create_like(options: &OpenOptions, path: &Path, model: &fs::Metadata) -> io::Result<File> {
    let file = options.open(path)?;
    file.set_permissions(model.permissions())?;
    Ok(file)
}

/// A file on the disk.
struct OnDisk(File);

impl Write for OnDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Output for OnDisk {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

/// Why this desktop can show no file dialog; None when it can. Linux desktops offer one through a portal on the session
/// bus, or through the program zenity.
fn reason_for_no_dialog() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let is_in_path = |program: &str| {
        std::env::var_os("PATH")
            .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
    };
    if is_in_path("zenity") || has_portal() {
        return None;
    }
    Some("No file dialog can be shown here: there is neither a desktop portal nor the program zenity. Type the path instead, or install one of them.".to_owned())
}

fn has_portal() -> bool {
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists());
    let folders = std::env::var("XDG_DATA_DIRS").unwrap_or_else(|_| "/usr/local/share:/usr/share".to_owned());
    let is_installed =
        |folder: &str| Path::new(folder).join("dbus-1/services/org.freedesktop.portal.Desktop.service").is_file();
    has_bus && folders.split(':').any(is_installed)
}
