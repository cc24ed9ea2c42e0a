//! Starting with settings that anything may have written to.

#![no_main]

#[path = "../../tests/hostile/doors/mod.rs"]
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::settings::read_write_read(bytes));
