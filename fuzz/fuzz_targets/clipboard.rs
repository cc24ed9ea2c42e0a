//! Pasting a text that another program put on the clipboard.

#![no_main]

#[path = "../../tests/hostile/doors/mod.rs"]
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::clipboard::paste_and_take_back(bytes));
