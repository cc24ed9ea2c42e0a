//! What the program remembers from one start to the next. Nothing of it belongs to a dossier.

use std::path::{Path, PathBuf};

use egui::ThemePreference;
use serde::{Deserialize, Serialize};

use super::disk;
use super::looks::Looks;
use super::world::World;
use crate::ui::{Recent, View};

/// At most so many recent files are remembered.
const RECENT_FILES: usize = 10;

/// Settings by name, as they stand in their file.
type Fields = serde_json::Map<String, serde_json::Value>;

/// The remembered settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(clippy::struct_excessive_bools, reason = "choices that have nothing to do with each other")]
pub struct Settings {
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// Size of everything; 1 is normal.
    pub zoom: f32,
    /// Files that were open, the last one first.
    pub recent: Vec<Recent>,
    /// Inner size of the window in points.
    pub window_size: Option<[f32; 2]>,
    /// Upper left corner of the window in points.
    pub window_position: Option<[f32; 2]>,
    /// Whether the inspector is open.
    pub is_inspector_open: bool,
    /// The view that was shown last.
    pub view: View,
    /// An article stands beside the other views.
    pub is_article_open: bool,
    /// How each dossier was looked at last.
    pub looks: Looks,
    /// Width of the inspector in points.
    pub inspector_width: Option<f32>,
    /// The window filled the screen.
    pub is_maximized: bool,
    /// Nothing is animated.
    pub reduces_motion: bool,
    /// The first hint was read.
    pub has_read_hint: bool,
}

/// A choice of theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl From<Theme> for ThemePreference {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::System => Self::System,
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            zoom: 1.0,
            recent: Vec::new(),
            window_size: None,
            window_position: None,
            is_inspector_open: true,
            view: View::default(),
            is_article_open: false,
            looks: Looks::default(),
            inspector_width: None,
            is_maximized: false,
            reduces_motion: false,
            has_read_hint: false,
        }
    }
}

impl Settings {
    /// Reads the settings; the defaults where there are none or they cannot be read.
    pub fn load(world: &dyn World) -> Self {
        let Some(path) = path(world) else { return Self::default() };
        world.read(&path).map_or_else(|_| Self::default(), |bytes| Self::read(&bytes))
    }

    /// Reads settings as they stand in their file, also those of an earlier or a later version: what is missing or cannot
    /// be understood has its default, and the rest stays.
    pub fn read(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        serde_json::from_slice(bytes).unwrap_or_else(|error| {
            log::warn!("the settings could not be understood as a whole: {error}");
            let fields: Fields = serde_json::from_slice(bytes).unwrap_or_default();
            // As text once more: read from a value, a number that is too large would become infinite.
            let understand = |fields: &Fields| serde_json::from_slice::<Self>(&serde_json::to_vec(fields)?);
            let is_understood = |name: &str, value: &serde_json::Value| {
                understand(&Fields::from_iter([(name.to_owned(), value.clone())])).is_ok()
            };
            let understood = fields.into_iter().filter(|(name, value)| is_understood(name, value)).collect();
            understand(&understood).unwrap_or_default()
        })
    }

    /// Writes the settings. A failure is only logged: no work of a person is in them.
    pub fn save(&self, world: &dyn World) {
        let Some(path) = path(world) else { return };
        let made = path.parent().map_or(Ok(()), |folder| world.create_folder(folder));
        let text = serde_json::to_vec_pretty(self).unwrap_or_default();
        if let Err(error) = made.map_err(|error| error.to_string()).and_then(|()| {
            disk::replace_private(world, &path, |out| out.write_all(&text)).map_err(|error| error.to_string())
        }) {
            log::warn!("the settings could not be saved: {error}");
        }
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: &Path, title: &str) {
        self.forget(path);
        self.recent.insert(0, Recent { path: path.to_owned(), title: title.to_owned() });
        self.recent.truncate(RECENT_FILES);
    }

    /// Takes a file off the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }

    /// The remembered inner size of the window, if a window can have it.
    pub fn usable_window_size(&self) -> Option<[f32; 2]> {
        self.window_size.filter(|size| size.iter().all(|side| (100.0..30_000.0).contains(side)))
    }

    /// The remembered corner of the window, if a window can be there.
    pub fn usable_window_position(&self) -> Option<[f32; 2]> {
        self.window_position.filter(|corner| corner.iter().all(|place| (-30_000.0..30_000.0).contains(place)))
    }

    /// The zoom, kept within what can be read and used.
    pub fn clamped_zoom(&self) -> f32 {
        if self.zoom.is_finite() { self.zoom.clamp(0.5, 3.0) } else { 1.0 }
    }
}

fn path(world: &dyn World) -> Option<PathBuf> {
    Some(world.settings_folder()?.join("settings.json"))
}
