//! The version before: at no moment is there less than one whole version, and the one before it stays beside the file.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::app::Desktop;
use standpoint::app::disk::{Replaced, SaveError, Stage, replace, replace_and_keep};
use standpoint::ui::Sample;

use super::fake_world::{FakeWorld, Step};
use super::window::{ceasefire, plain, press, state};

const FILE: &str = "/d/talks.positions.json";
const PREVIOUS: &str = "/d/talks.positions.json.bak";
const NEW: &[u8] = b"what was done today";
const OLD: &[u8] = b"the work of a year";
const OLDER: &[u8] = b"the work of half a year";

fn saved(world: &FakeWorld) -> Result<Replaced, SaveError> {
    replace_and_keep(world, Path::new(FILE), |out| out.write_all(NEW))
}

fn world() -> FakeWorld {
    let world = FakeWorld::with(FILE, OLD);
    world.put(PREVIOUS, OLDER);
    world
}

fn is_whole(bytes: Option<Vec<u8>>, among: &[&[u8]]) -> bool {
    bytes.is_some_and(|bytes| among.contains(&bytes.as_slice()))
}

/// Whoever saves a mistake must find the version before it where everybody looks for it.
#[test]
fn saving_keeps_the_version_before() {
    let world = FakeWorld::default();
    for (number, bytes) in [OLDER, OLD, NEW].into_iter().enumerate() {
        let replaced = replace_and_keep(&world, Path::new(FILE), |out| out.write_all(bytes)).unwrap();
        assert!(replaced.not_kept.is_none());
        assert_eq!(world.paths().len(), if number == 0 { 1 } else { 2 });
    }
    assert_eq!(world.file(FILE).as_deref(), Some(NEW));
    assert_eq!(world.file(PREVIOUS).as_deref(), Some(OLD));
}

/// Any call to the disk may fail, once or for good, as when it is pulled out: the file is then whole, old or new; so is
/// the version before; and what was called saved is saved.
#[test]
fn whatever_call_fails_both_versions_are_whole() {
    let world = world();
    world.fail_calls(0..0, ErrorKind::Other);
    saved(&world).unwrap();
    let calls = world.mend();
    assert!(calls > 8, "{calls}");
    let last = [usize::MAX, 1];
    for (first, until) in (0..calls).flat_map(|first| last.map(|until| (first, first.saturating_add(until)))) {
        for kind in [ErrorKind::StorageFull, ErrorKind::TimedOut, ErrorKind::NotFound] {
            let world = self::world();
            world.fail_calls(first..until, kind);
            let outcome = saved(&world);
            world.mend();
            let expected = if outcome.is_ok() { NEW } else { OLD };
            assert_eq!(world.file(FILE).as_deref(), Some(expected), "{first}..{until} {kind:?}: {outcome:?}");
            assert!(is_whole(world.file(PREVIOUS), &[OLD, OLDER]), "{first}..{until} {kind:?}: the version before");
            // The disk works again: the next save is as every other, and tidies up what was left.
            saved(&world).unwrap();
            assert_eq!(world.file(FILE).as_deref(), Some(NEW));
            assert_eq!(world.paths().len(), 2, "{first}..{until} {kind:?} left {:?}", world.paths());
        }
    }
}

/// A memory stick knows no second names: there the version before is copied.
#[test]
fn where_the_disk_knows_no_links_the_version_before_is_copied() {
    for kind in [ErrorKind::Unsupported, ErrorKind::PermissionDenied, ErrorKind::Other] {
        let world = world();
        world.fail(Some((Step::Link, kind)));
        assert!(saved(&world).unwrap().not_kept.is_none());
        assert_eq!(world.file(PREVIOUS).as_deref(), Some(OLD), "{kind:?}");
        assert_eq!(world.paths().len(), 2);
    }
}

/// A disk that swallows the end of a file and says nothing must not cost the old file.
#[test]
fn what_did_not_arrive_whole_does_not_replace_what_is_whole() {
    let world = world();
    world.lose(1);
    let error = saved(&world).unwrap_err();
    assert_eq!(error.stage, Stage::Check);
    assert!(error.to_string().contains("only 18 of 19 bytes"), "{error}");
    assert_eq!(world.file(FILE).as_deref(), Some(OLD));
    assert_eq!(world.file(PREVIOUS).as_deref(), Some(OLDER));
    assert_eq!(world.paths().len(), 2);
}

/// Crashes must not fill the person's folders with hidden files; but what another run writes just now is not touched.
#[test]
fn what_killed_runs_left_goes_and_what_is_being_written_stays() {
    let world = world();
    let beside = |name: &str| format!("/d/{name}");
    world.put(&beside(".talks.positions.json.tmp-11"), b"half");
    world.put(&beside(".talks.positions.json.bak-12"), OLD);
    world.put(&beside(".talks.positions.json.tmp-13"), b"long ago, and a process of this number runs");
    world.wait(24 * 3600 + 1);
    world.put(&beside(".talks.positions.json.tmp-14"), b"of a run on another computer, a moment ago");
    let others = [".other.json.tmp-15", ".talks.positions.json.tmp-x", "talks.positions.json.tmp-16"];
    for name in others {
        world.put(&beside(name), b"not ours");
    }
    world.run(13);
    saved(&world).unwrap();
    let left: Vec<_> = world.paths().iter().map(|path| path.to_string_lossy().into_owned()).collect();
    assert!(left.contains(&beside(".talks.positions.json.tmp-14")));
    assert!(others.iter().all(|name| left.contains(&beside(name))), "{left:?}");
    assert_eq!(left.len(), 6, "{left:?}");
    world.wait(11 * 60);
    saved(&world).unwrap();
    assert!(!world.paths().contains(&beside(".talks.positions.json.tmp-14").into()), "nobody writes it any more");
}

/// Settings, pictures and exports can be made again: no second file of them lies about.
#[test]
fn only_dossiers_keep_the_version_before() {
    let world = FakeWorld::with("/d/picture.png", OLD);
    replace(&world, Path::new("/d/picture.png"), |out| out.write_all(NEW)).unwrap();
    assert_eq!(world.paths().len(), 1);
}

/// On a real disk: the same permissions, beside the file itself and not beside a link to it, and no copy made.
#[cfg(unix)]
#[test]
fn on_a_real_disk_the_version_before_is_the_old_file_itself() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (inner, outer) = (folder.path().join("inner"), folder.path().join("outer"));
    fs::create_dir(&inner).unwrap();
    fs::create_dir(&outer).unwrap();
    let (file, link) = (inner.join("talks.json"), outer.join("link.json"));
    symlink(&file, &link).unwrap();
    fs::write(&file, OLDER).unwrap();
    for (mode, bytes) in [(0o600, OLD), (0o640, NEW)] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let before = (fs::read(&file).unwrap(), fs::metadata(&file).unwrap().ino());
        let replaced = replace_and_keep(&Desktop, &link, |out| out.write_all(bytes)).unwrap();
        assert!(replaced.not_kept.is_none());
        let previous = inner.join("talks.json.bak");
        assert_eq!((fs::read(&previous).unwrap(), fs::metadata(&previous).unwrap().ino()), before);
        assert_eq!(fs::metadata(&previous).unwrap().permissions().mode() & 0o777, mode);
        assert_eq!(replaced.stamp.number, fs::metadata(&file).unwrap().ino());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, mode);
        assert_eq!((fs::read_dir(&inner).unwrap().count(), fs::read_dir(&outer).unwrap().count()), (2, 1));
    }
}

/// Links that lead nowhere, over several links, are written through; where they lead to no folder, they are called links.
#[cfg(unix)]
#[test]
fn a_broken_link_is_written_through_or_named() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    symlink("second", at("first")).unwrap();
    symlink("made.json", at("second")).unwrap();
    replace_and_keep(&Desktop, &at("first"), |out| out.write_all(NEW)).unwrap();
    assert_eq!(fs::read(at("made.json")).unwrap(), NEW);
    assert!(fs::symlink_metadata(at("second")).unwrap().is_symlink());
    symlink("gone/talks.json", at("broken")).unwrap();
    let error = replace_and_keep(&Desktop, &at("broken"), |out| out.write_all(NEW)).unwrap_err();
    assert_eq!(error.error.kind(), ErrorKind::NotFound);
    assert!(error.target.is_some_and(|target| target.ends_with("gone/talks.json")));
    symlink("round", at("round")).unwrap();
    assert!(replace_and_keep(&Desktop, &at("round"), |out| out.write_all(NEW)).is_err());
    assert!(fs::symlink_metadata(at("round")).unwrap().is_symlink());
}

/// Where the version before cannot be kept, saving goes on all the same, and the person hears of it: once.
#[test]
fn that_the_version_before_cannot_be_kept_is_said_once() {
    let (world, mut window) = ceasefire();
    world.fail(Some((Step::Link, ErrorKind::Unsupported)));
    let says = |window: &super::window::Window| {
        window.query_by_label_contains("could not be kept beside it as “ceasefire.positions.json.bak”").is_some()
    };
    let save = |window: &mut super::window::Window, key: Key| {
        plain(window, Key::ArrowDown);
        plain(window, key);
        press(window, Modifiers::COMMAND, Key::S);
        assert!(!state(window).document.as_ref().unwrap().is_changed(), "not saved");
        says(window)
    };
    assert!(!save(&mut window, Key::D), "a copy was made");
    // Now the old file cannot be read either, so that it can be neither linked nor copied.
    world.fail(Some((Step::Link, ErrorKind::StorageFull)));
    world.refuse_reading(true);
    assert!(save(&mut window, Key::A));
    window.run_steps(60);
    assert!(!says(&window));
    assert!(!save(&mut window, Key::R), "once is enough");
}

/// The message of a failed save names the reason, whatever the call that failed, and the work stays in the window.
#[test]
fn whatever_fails_while_saving_from_the_window_the_dossier_stays() {
    let file = "/d/ceasefire.positions.json";
    let (world, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::D);
    let work = state(&window).document.as_ref().unwrap().dossier().clone();
    let mut refused = 0;
    for first in 0..60 {
        world.fail_calls(first..usize::MAX, ErrorKind::StorageFull);
        press(&mut window, Modifiers::COMMAND, Key::S);
        world.mend();
        assert_eq!(*state(&window).document.as_ref().unwrap().dossier(), work);
        if state(&window).document.as_ref().unwrap().is_changed() {
            refused += 1;
            assert!(window.query_by_label_contains("There is no space left for").is_some(), "call {first}");
            plain(&mut window, Key::Escape);
            assert_eq!(world.file(file).as_deref(), Some(Sample::Ceasefire.bytes()));
        } else {
            break;
        }
    }
    assert!(refused > 4, "{refused}");
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(!state(&window).document.as_ref().unwrap().is_changed());
}
