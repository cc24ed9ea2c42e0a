//! The copy that is killed: the program with the real disk, without a screen, that changes a cell and saves, for ever.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use standpoint::app::{App, Desktop};
use standpoint::ui::Dialog;

type Window = Harness<'static, App>;

/// No step of the program takes so long, even on a loaded machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// For so long it is looked whether there is something to restore. It may come later as well.
const MOMENT: Duration = Duration::from_millis(150);

/// Work of a copy that was killed is back in the window; what was selected is another place.
struct Restored;

#[test]
#[ignore = "the other test of this file starts it, and kills it"]
fn works_and_saves_until_it_is_killed() {
    let folder = PathBuf::from(std::env::var_os(super::FOLDER).expect("started by the other test"));
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let (saves, kept): (Option<u32>, u32) = (number(super::SAVES), number(super::KEPT).unwrap_or(0));
    let paths = vec![folder.join(super::NAME)];
    let mut window = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_os(egui::os::OperatingSystem::Nix)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, Arc::new(Desktop), paths));
    let is_there = |window: &Window| window.state().state().document.is_some() && version(window) >= kept;
    while wait(&mut window, &format!("version {kept}, which was kept"), is_there).is_err() {}
    println!("{} {}", super::FOUND, version(&window));
    let begun = Instant::now();
    let mut saved = 0;
    while work(&mut window, saves, &mut saved).is_err() {
        assert!(begun.elapsed() < PATIENCE, "it restores for ever");
    }
}

fn work(window: &mut Window, saves: Option<u32>, saved: &mut u32) -> Result<(), Restored> {
    let begun = Instant::now();
    wait(window, "a moment", |_| begun.elapsed() > MOMENT)?;
    // The cell of Ukraine on “Russia accepts the US proposal without conditions”.
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight] {
        let active = |window: &Window| window.state().state().view.selection.active();
        let before = active(window);
        window.key_press(key);
        wait(window, "the selection to move", |window| active(window) != before)?;
    }
    for number in version(window) + 1.. {
        window.event(egui::Event::Paste(format!("Demands: version {number}")));
        wait(window, "the edit", |window| version(window) == number && window.state().has_kept_everything())?;
        println!("{} {number}", super::KEPT_SO_FAR);
        if number % 2 == 1 {
            continue;
        }
        println!("{} {number}", super::SAVING);
        window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        let is_saved = |window: &Window| {
            let state = window.state().state();
            state.document.as_ref().is_some_and(|open| !open.is_changed()) && !state.is_busy()
        };
        wait(window, "the save", is_saved)?;
        println!("{} {number}", super::SAVED);
        *saved += 1;
        if saves == Some(*saved) {
            break;
        }
    }
    Ok(())
}

fn version(window: &Window) -> u32 {
    window.state().state().document.as_ref().map_or(0, |open| super::version(open.dossier()))
}

/// Runs frames until something has come. Work that is offered to be restored is restored.
fn wait(window: &mut Window, what: &str, has_come: impl Fn(&Window) -> bool) -> Result<(), Restored> {
    let begun = Instant::now();
    window.step();
    while !has_come(window) {
        let state = window.state().state();
        if matches!(state.view.dialog, Some(Dialog::Restore(_))) && !state.is_busy() {
            return restore(window);
        }
        assert!(begun.elapsed() < PATIENCE, "waited for {what}; it is {}, {:?}", version(window), state.view.dialog);
        std::thread::sleep(Duration::from_millis(1));
        window.step();
    }
    Ok(())
}

fn restore(window: &mut Window) -> Result<(), Restored> {
    let begun = Instant::now();
    window.key_press(Key::Enter);
    window.step();
    while window.state().state().is_busy() || window.state().state().view.dialog.is_some() {
        assert!(begun.elapsed() < PATIENCE, "waited for the work to be restored");
        std::thread::sleep(Duration::from_millis(1));
        window.step();
    }
    Err(Restored)
}
