//! Uniting two files, with a line of five equals signs between them.

#![no_main]

#[path = "../../tests/hostile/doors/mod.rs"]
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::uniting::unite_and_take_back(bytes));
