//! The copy that is killed: the program with the real disk, without a screen, that changes a cell and saves, for ever.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use standpoint::app::{App, Desktop};

type Window = Harness<'static, App>;

/// No step of the program takes so long, even on a loaded machine.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
#[ignore = "the other test of this file starts it, and kills it"]
fn works_and_saves_until_it_is_killed() {
    let folder = PathBuf::from(std::env::var_os(super::FOLDER).expect("started by the other test"));
    let saves: Option<u32> = std::env::var(super::SAVES).ok().and_then(|saves| saves.parse().ok());
    let paths = vec![folder.join(super::NAME)];
    let mut window = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_os(egui::os::OperatingSystem::Nix)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, Arc::new(Desktop), paths));
    wait(&mut window, "the file to open", |window| window.state().state().document.is_some());
    let found = version(&window);
    println!("{} {found}", super::FOUND);
    window.run_steps(6);
    // The cell of Ukraine on “Russia accepts the US proposal without conditions”.
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight] {
        let active = |window: &Window| window.state().state().view.selection.active();
        let before = active(&window);
        window.key_press(key);
        wait(&mut window, "the selection to move", |window| active(window) != before);
    }
    for number in found + 1.. {
        window.event(egui::Event::Paste(format!("Demands: version {number}")));
        wait(&mut window, "the edit", |window| version(window) == number);
        println!("{} {number}", super::SAVING);
        window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        let is_saved = |window: &Window| {
            let state = window.state().state();
            state.document.as_ref().is_some_and(|open| !open.is_changed()) && !state.is_busy()
        };
        wait(&mut window, "the save", is_saved);
        println!("{} {number}", super::SAVED);
        if saves.is_some_and(|saves| number >= found + saves) {
            return;
        }
    }
}

fn version(window: &Window) -> u32 {
    window.state().state().document.as_ref().map_or(0, |open| super::version(open.dossier()))
}

/// Runs frames until something has come.
fn wait(window: &mut Window, what: &str, has_come: impl Fn(&Window) -> bool) {
    let begun = Instant::now();
    window.step();
    while !has_come(window) {
        assert!(begun.elapsed() < PATIENCE, "waited for {what}; {:?}", window.state().state().view.dialog);
        std::thread::sleep(Duration::from_millis(1));
        window.step();
    }
}
