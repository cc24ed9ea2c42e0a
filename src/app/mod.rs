//! What acts: the window's shell, dialogs, disk, background threads and settings.
//!
//! State changes in one place, [`update`]: plain data in, plain data out, no disk and no window. What it wants done in
//! the outside world it returns as [`Effect`]s, which the shell runs through one small trait, [`World`].

mod carried;
mod desktop;
pub mod disk;
mod document;
mod guard;
pub mod keeping;
mod leftovers;
pub mod logging;
mod looks;
mod messages;
mod on_disk;
mod picture;
mod saving;
mod screen;
mod settings;
mod shell;
mod state;
mod update;
mod versions;
mod window;
mod world;

pub use desktop::Desktop;
pub use document::{Document, Seen};
pub use messages::read_failure;
pub use on_disk::{Expected, Found, Look, Occasion, Origin, Theirs, Weigh, Weighed};
pub use settings::Settings;
pub use state::State;
pub use update::{Effect, Event, Outcome, Read, ReadFile, Saved, Write, update};
pub use versions::{Described, Finding, Inquiry, Looked, Version};
pub use window::{App, run, run_with};
pub use world::{Lock, Output, Pick, Picked, Stamp, World};
