//! Restoring from a journal that a disk may have damaged.

#![no_main]

#[path = "../../tests/hostile/doors/mod.rs"]
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::journal::read_and_replay(bytes));
