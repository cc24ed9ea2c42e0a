//! Pages that name tests: what they promise is held by tests that exist.

use std::fs;
use std::path::PathBuf;

use super::{root, walk};

/// A list of habits that names tests which are gone would promise what nobody holds.
#[test]
fn every_habit_has_a_test_that_exists() {
    let list = fs::read_to_string(root().join("tests/habits.md")).expect("the list of habits");
    let named: Vec<_> =
        list.lines().filter_map(|line| line.rsplit('`').nth(1).filter(|_| line.starts_with("| "))).collect();
    assert!(named.len() > 20, "the list was not understood");
    assert_tests_exist(&named);
}

/// The same of the page that says what people can rely on.
#[test]
fn every_promise_of_security_has_a_test_that_exists() {
    let page = fs::read_to_string(root().join("SECURITY.md")).expect("the page on security");
    let is_test = |words: &&str| {
        words.contains('_') && words.chars().all(|c| c.is_ascii_lowercase() || "_0123456789".contains(c))
    };
    let named: Vec<_> = page.split('`').skip(1).step_by(2).filter(is_test).collect();
    assert!(named.len() > 5, "the page was not understood");
    assert_tests_exist(&named);
}

fn assert_tests_exist(named: &[&str]) {
    let mut files = Vec::new();
    walk(&root().join("tests"), &mut files);
    walk(&root().join("src"), &mut files);
    let is_rust = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let sources: String = files.iter().filter(is_rust).map(|path| fs::read_to_string(path).expect("a test")).collect();
    let missing: Vec<_> = named.iter().filter(|name| !sources.contains(&format!("fn {name}("))).collect();
    assert!(missing.is_empty(), "no test is called {missing:?}");
}
