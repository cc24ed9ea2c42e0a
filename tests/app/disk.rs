//! Saving: whatever fails, the old file is whole.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use standpoint::app::disk::{Stage, replace, replace_private};
use standpoint::app::{Desktop, World as _, read_failure};

use super::fake_world::{FakeWorld, Step};

const OLD: &[u8] = b"the work of a year";

/// A save that fails half-way must not cost the file that it was to replace.
#[test]
fn after_a_failure_at_any_step_the_old_file_is_whole_and_nothing_lies_beside_it() {
    let steps = [
        (Step::Resolve, Stage::Resolve),
        (Step::Create, Stage::Create),
        (Step::Write, Stage::Write),
        (Step::Sync, Stage::Sync),
        (Step::Rename, Stage::Replace),
    ];
    for (step, stage) in steps {
        for kind in
            [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem, ErrorKind::Other]
        {
            let world = FakeWorld::with("/d/file.json", OLD);
            world.fail(Some((step, kind)));
            let error =
                replace(&world, Path::new("/d/file.json"), |out| out.write_all(&vec![7; 3_000_000])).unwrap_err();
            assert_eq!((error.stage, error.error.kind()), (stage, kind));
            assert_eq!(world.file("/d/file.json").as_deref(), Some(OLD), "{step:?} {kind:?}");
            assert_eq!(world.paths(), [Path::new("/d/file.json")], "{step:?} {kind:?} left something behind");
        }
    }
}

/// What makes the content may fail as well.
#[test]
fn content_that_cannot_be_made_leaves_the_old_file() {
    let world = FakeWorld::with("/d/file.json", OLD);
    let error = replace(&world, Path::new("/d/file.json"), |_| Err(io::Error::other("no content"))).unwrap_err();
    assert_eq!(error.stage, Stage::Write);
    assert_eq!(world.paths().len(), 1);
    assert_eq!(world.file("/d/file.json").as_deref(), Some(OLD));
}

/// A folder that cannot be flushed (some network disks) is no failure: the new file is in place.
#[test]
fn an_unflushable_folder_is_no_failure() {
    let world = FakeWorld::with("/d/file.json", OLD);
    world.fail(Some((Step::SyncFolder, ErrorKind::Other)));
    replace(&world, Path::new("/d/file.json"), |out| out.write_all(b"new")).unwrap();
    assert_eq!(world.file("/d/file.json").as_deref(), Some(&b"new"[..]));
}

/// A run that was killed while saving must not block saving for ever.
#[test]
fn a_temporary_file_of_a_killed_run_is_no_obstacle() {
    let world = FakeWorld::with("/d/file.json", OLD);
    world.put(&format!("/d/.file.json.tmp-{}", std::process::id()), b"half");
    replace(&world, Path::new("/d/file.json"), |out| out.write_all(b"new")).unwrap();
    assert_eq!(world.file("/d/file.json").as_deref(), Some(&b"new"[..]));
    assert_eq!(world.paths().len(), 1);
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), standpoint::app::disk::SaveError> {
    replace(&Desktop, path, |out| out.write_all(bytes))
}

/// Colleagues who could read the file before must still be able to, and a link must stay a link.
#[cfg(unix)]
#[test]
fn on_a_real_disk_permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file.json"), folder.path().join("link.json"));
    fs::write(&file, OLD).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("file.json", &link).unwrap();
    save(&link, b"new").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");
    save(&folder.path().join("other.json"), b"first").unwrap();
    assert_eq!(fs::read(folder.path().join("other.json")).unwrap(), b"first");
    let dangling = folder.path().join("dangling.json");
    symlink("made.json", &dangling).unwrap();
    save(&dangling, b"through").unwrap();
    assert_eq!(fs::read(folder.path().join("made.json")).unwrap(), b"through");
}

/// Each refusal of a real disk has its own kind, so that the message can say what to do.
#[test]
fn a_real_disk_refuses_with_the_right_reason() {
    let folder = tempfile::tempdir().unwrap();
    let kind = |path: &Path| save(path, b"x").unwrap_err().error.kind();
    assert_eq!(kind(folder.path()), ErrorKind::IsADirectory);
    assert_eq!(kind(&folder.path().join("no/such/file.json")), ErrorKind::NotFound);
    let locked = folder.path().join("locked.json");
    fs::write(&locked, OLD).unwrap();
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    assert_eq!(kind(&locked), ErrorKind::PermissionDenied);
    assert_eq!(fs::read(&locked).unwrap(), OLD);
    let long = folder.path().join("n".repeat(300));
    assert!(save(&long, b"x").is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// A folder or a device instead of a file must neither hang the program nor speak in riddles.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        (folder.path().to_owned(), "is a folder"),
        ("/dev/zero".into(), "device or pipe"),
        (folder.path().join("gone.json"), "no file"),
    ];
    for (path, expected) in cases {
        let error = Desktop.read(&path).unwrap_err();
        let message = read_failure(&path, &error);
        assert!(message.contains(expected), "{message}");
    }
    let message = read_failure(Path::new("a.json"), &ErrorKind::PermissionDenied.into());
    assert!(message.contains("may not read") && message.contains("owner"), "{message}");
}

/// A dossier that only its owner may read must not lie open to everybody while it is saved, and must not be open
/// afterwards.
#[cfg(unix)]
#[test]
fn while_saving_nobody_can_read_who_could_not_read_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let file = folder.path().join("file.json");
    for private in [0o600, 0o640, 0o644] {
        fs::write(&file, OLD).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(private)).unwrap();
        let mut seen = Vec::new();
        replace(&Desktop, &file, |out| {
            let beside = |path: &std::path::PathBuf| path.to_string_lossy().contains(".tmp-");
            seen = fs::read_dir(folder.path())?
                .map(|entry| entry.unwrap().path())
                .filter(beside)
                .map(|path| mode(&path))
                .collect();
            out.write_all(b"new")
        })
        .unwrap();
        assert_eq!(seen, [private], "the temporary file of a file with {private:o}");
        assert_eq!(mode(&file), private);
    }
}

/// A new dossier, picture or export is as open as the person's other new files: colleagues expect to find it readable.
#[cfg(unix)]
#[test]
fn a_new_file_is_as_open_as_other_new_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    fs::write(folder.path().join("other"), b"x").unwrap();
    save(&folder.path().join("new.json"), b"new").unwrap();
    assert_eq!(mode("new.json"), mode("other"));
}

/// The settings name people's files: others on the computer must not read them, even where an older program was careless.
#[cfg(unix)]
#[test]
fn settings_and_their_folder_are_the_users_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/standpoint");
    Desktop.create_folder(&folder).unwrap();
    Desktop.create_folder(&folder).unwrap();
    for folder in [folder.as_path(), folder.parent().unwrap()] {
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
    let settings = folder.join("settings.json");
    fs::write(&settings, "{}").unwrap();
    fs::set_permissions(&settings, fs::Permissions::from_mode(0o644)).unwrap();
    let mut while_written = None;
    replace_private(&Desktop, &settings, |out| {
        let beside = fs::read_dir(&folder)?.map(|entry| entry.unwrap().path()).find(|path| *path != settings).unwrap();
        while_written = Some(fs::metadata(beside)?.permissions().mode() & 0o777);
        out.write_all(b"{}")
    })
    .unwrap();
    assert_eq!(while_written, Some(0o600));
    assert_eq!(fs::metadata(&settings).unwrap().permissions().mode() & 0o777, 0o600);
}
