//! Opening a file that calls itself a position file.

#![no_main]

#[path = "../../tests/hostile/doors/mod.rs"]
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::position_file::read_write_read(bytes));
