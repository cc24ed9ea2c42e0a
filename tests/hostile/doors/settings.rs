//! The file with the program's settings, which anything may have written to.

use standpoint::app::Settings;

/// Whatever stands there, the program starts with settings that it can use, save and read again.
pub(crate) fn read_write_read(bytes: &[u8]) {
    let settings = Settings::read(bytes);
    assert!((0.5..=3.0).contains(&settings.clamped_zoom()), "nothing can be read at this size");
    let sides = settings.usable_window_size().into_iter().chain(settings.usable_window_position()).flatten();
    assert!(sides.into_iter().all(|side| side.abs() < 30_000.0), "no window can have this size or be there");
    let saved = serde_json::to_vec(&settings).unwrap_or_else(|error| panic!("settings cannot be saved: {error}"));
    assert_eq!(Settings::read(&saved), settings, "{}", String::from_utf8_lossy(&saved));
}
