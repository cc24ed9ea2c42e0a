//! The file with the program's settings, which anything may have written to.

use standpoint::app::Settings;

/// Whatever stands there, the program starts with settings that it can use, save and read again.
pub(crate) fn read_write_read(bytes: &[u8]) {
    let settings = Settings::read(bytes);
    assert!((0.5..=3.0).contains(&settings.clamped_zoom()), "nothing can be read at this size");
    let saved = serde_json::to_vec(&settings).unwrap_or_else(|error| panic!("settings cannot be saved: {error}"));
    assert_eq!(Settings::read(&saved), settings, "{}", String::from_utf8_lossy(&saved));
}
