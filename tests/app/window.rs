//! The window in the hand of a test: driven by the names that a screen reader would say, with a fake world around it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use standpoint::app::{App, State};
use standpoint::files;
use standpoint::model::{Cell, Dossier};
use standpoint::ui::Sample;

use super::fake_world::FakeWorld;

pub(crate) type Window = Harness<'static, App>;

/// The window at its start.
pub(crate) fn start(world: &FakeWorld, paths: &[&str]) -> Window {
    let (world, paths) = (world.clone(), paths.iter().map(PathBuf::from).collect());
    let mut window = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_os(egui::os::OperatingSystem::Nix)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, Arc::new(world), paths));
    settle(&mut window);
    window
}

/// The window with the ceasefire sample as a file.
pub(crate) fn ceasefire() -> (FakeWorld, Window) {
    let world = FakeWorld::with("/d/ceasefire.positions.json", Sample::Ceasefire.bytes());
    let window = start(&world, &["/d/ceasefire.positions.json"]);
    assert!(window.state().state().document.is_some());
    (world, window)
}

/// Runs frames until nothing runs beside the window any more.
pub(crate) fn settle(window: &mut Window) {
    let begun = Instant::now();
    window.run_steps(3);
    while state(window).is_busy() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(3));
        window.step();
    }
    window.run_steps(3);
}

/// Remembers which addresses the window asks the system to open.
#[derive(Clone, Default)]
pub(crate) struct Opened(Arc<Mutex<Vec<String>>>);

impl egui::Plugin for Opened {
    fn debug_name(&self) -> &'static str {
        "opened addresses"
    }

    fn output_hook(&mut self, _: &egui::Context, output: &mut egui::FullOutput) {
        for command in &output.platform_output.commands {
            if let egui::OutputCommand::OpenUrl(open) = command {
                self.0.lock().unwrap().push(open.url.clone());
            }
        }
    }
}

impl Opened {
    /// From now on.
    pub(crate) fn by(window: &Window) -> Self {
        let opened = Self::default();
        window.ctx.add_plugin(opened.clone());
        opened
    }

    /// Those that were opened since the last look, until the window has come to rest.
    pub(crate) fn take(&self, window: &mut Window) -> Vec<String> {
        settle(window);
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

pub(crate) fn state(window: &Window) -> &State {
    window.state().state()
}

pub(crate) fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

pub(crate) fn plain(window: &mut Window, key: Key) {
    press(window, Modifiers::NONE, key);
}

pub(crate) fn click(window: &mut Window, name: &str) {
    window.get_by_label_contains(name).click();
    settle(window);
}

/// The text field of this name. (Its caption has the same name.)
pub(crate) fn field<'a>(window: &'a Window, name: &'a str) -> egui_kittest::Node<'a> {
    window.get_by(move |node| {
        matches!(node.role(), Role::TextInput | Role::MultilineTextInput) && node.label().as_deref() == Some(name)
    })
}

/// The cell of the party and item with these ids in the file.
pub(crate) fn cell(window: &Window, party: &str, item: &str) -> Cell {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    let party = dossier.parties().iter().find(|(_, record)| record.id == party).unwrap().0;
    let item = dossier.items().iter().find(|(_, record)| record.id == item).unwrap().0;
    Cell { item, party }
}

/// Clicks the button of exactly this name.
pub(crate) fn button(window: &mut Window, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    settle(window);
}

/// Types behind what stands in a field.
pub(crate) fn type_into(window: &mut Window, name: &str, words: &str) {
    field(window, name).focus();
    settle(window);
    field(window, name).type_text(words);
    settle(window);
}

/// Looks for words in everything.
pub(crate) fn search(window: &mut Window, words: &str) {
    press(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    field(window, "Search everything").type_text(words);
    settle(window);
}

pub(crate) fn dossier(window: &Window) -> &Dossier {
    state(window).document.as_ref().unwrap().dossier()
}

/// The dossier as it would be saved.
pub(crate) fn bytes(window: &Window) -> Vec<u8> {
    let mut bytes = Vec::new();
    files::write(dossier(window), &mut bytes).unwrap();
    bytes
}

/// The step that undo would take back.
pub(crate) fn undo_name(window: &Window) -> Option<&str> {
    state(window).document.as_ref().unwrap().scene().undo_name
}

/// A file that hangs from the pointer.
#[derive(Debug)]
pub(crate) struct Dropped(pub(crate) PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the program reads files itself".to_owned())
    }
}
