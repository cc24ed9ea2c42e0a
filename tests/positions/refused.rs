//! Files that are refused as a whole, each with a message that a user can act on and the place where there is one.

use standpoint::files::{Refusal, read};

use super::{accepted, refused};

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, says: &[&str], place: Option<(usize, usize)>) -> Refusal {
    let refusal = refused(bytes);
    let message = refusal.to_string();
    for words in says {
        assert!(message.contains(words), "“{message}” does not say “{words}”");
    }
    assert_eq!(refusal.line_column(), place, "{message}");
    refusal
}

#[test]
fn empty_files() {
    // If this fails, a file that was not saved completely is met with a riddle.
    for bytes in ["", " \r\n\t ", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(check(bytes, &["empty", "saved"], None), Refusal::Empty);
    }
}

#[test]
fn files_that_are_no_text() {
    // If this fails, somebody who picked the Word file of the same name does not learn it.
    check(b"{\"standpoint\": 1,\n\"title\": \"caf\xe9\"}", &["UTF-8"], Some((2, 14)));
    check(b"PK\x03\x04\x14\x00\x08\xff", &["ZIP", "office document"], Some((1, 8)));
    check(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", &["PDF"], Some((2, 2)));
    check(b"\xff\xfe{\x00\"\x00", &["UTF-16", "save it as UTF-8"], Some((1, 1)));
    check(b"\xfe\xff\x00{", &["UTF-16"], Some((1, 1)));
    check(b"PK\x03\x04\x14\0\0\0\0\0", &["ZIP"], Some((1, 1)));
    check(b"%PDF-1.7\n1 0 obj", &["PDF"], Some((1, 1)));
    check(b"\0\0\0\0", &["not complete JSON"], Some((1, 1)));
}

#[test]
fn broken_json_says_where() {
    // If this fails, nobody finds the comma that a hand edit forgot.
    check("position,stance\nRussia,accepts\n", &["JSON"], Some((1, 1)));
    check("<html></html>", &["JSON"], Some((1, 1)));
    check("# Heading", &["JSON"], Some((1, 1)));
    check("{", &["the file ends"], Some((1, 2)));
    check("{\"standpoint\": 1,", &["JSON"], Some((1, 18)));
    check("{\"standpoint\": 1,}", &["JSON"], Some((1, 18)));
    check("{\"standpoint\" 1}", &["“1” where “:”"], Some((1, 15)));
    check("{\"standpoint\": 1} more", &["behind the end", "mend the file"], Some((1, 19)));
    check("{\"standpoint\": 1}\n{\"standpoint\": 1}", &["behind the end"], Some((2, 1)));
    check("{\"standpoint\": 01}", &["JSON"], Some((1, 17)));
    check("{\r\n  \"standpoint\": 1,\r\n  \"items\": [", &["earlier copy"], Some((3, 13)));
    check("{\"title\": \"Київ 停火 👩‍👧", &["earlier copy"], Some((1, 23)));
    check("{\"title\": \"Київ\"\n \"standpoint\": 1}", &["mend the file"], Some((2, 2)));
    check(
        "{\"standpoint\": 1,\n \"parties\": [\n  {\"name\": \"A\"}\n  {\"name\": \"B\"}]}",
        &["“{” where “]”"],
        Some((4, 3)),
    );
    check("{\"standpoint\": 1,\n \"parties\": [\n  {\"name\": \"é\" \"id\": 1}]}", &["JSON"], Some((3, 16)));
    check("{\"standpoint\": 1, \"parties\": [{\"name\": \"A\"},]}", &["JSON"], Some((1, 45)));
    check("{\"standpoint\": 1, \"parties\": [{\"name\": 'A'}]}", &["JSON"], Some((1, 40)));
    check("{\"standpoint\": 1, \"title\": \"line\nbreak\"}", &["control character"], Some((1, 32)));
    check("{\"standpoint\": 1, \"title\": \"\\x\"}", &["escape"], Some((1, 30)));
}

#[test]
fn truncated_anywhere_is_refused_at_its_end() {
    // If this fails, half a file is opened as if it were whole, and saving it makes the loss final.
    let whole = include_str!("../../assets/samples/ceasefire.positions.json").trim_end();
    let (lines, last) = (whole.matches('\n').count(), whole.len() - 1);
    assert!(lines > 100);
    for cut in (1..2_000).chain((2_000..last).step_by(13)).filter(|&cut| whole.is_char_boundary(cut)) {
        match read(whole.as_bytes()[..cut].to_vec()) {
            Err(Refusal::NotJson { line, column, .. }) => {
                let before = &whole[..cut];
                let end = (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap().chars().count() + 1);
                assert!((line, column) <= end && line + 1 >= end.0, "cut at {end:?}, refused at {line}:{column}");
            }
            Err(other) => panic!("cut at {cut}: {other}"),
            Ok(_) => panic!("read although cut at {cut}"),
        }
    }
}

#[test]
fn json_of_another_kind() {
    // If this fails, a wrong file looks like an empty dossier.
    check("[1, 2]", &["a list", "\"standpoint\": 1"], None);
    check("[1, 2", &["JSON"], Some((1, 6)));
    check("\"text\"", &["a single text"], None);
    check("17", &["a single value"], None);
    check("null", &["a single value"], None);
    check("{}", &["no fields", "\"standpoint\": 1"], None);
    check("{\"type\": \"FeatureCollection\", \"features\": []}", &["type, features"], None);
    check("{\"standpoint_comparison\": 1, \"items\": []}", &["standpoint_comparison"], None);
}

#[test]
fn a_large_file_of_another_kind_is_refused_without_ado() {
    // If this fails, the window waits for minutes on a file that it cannot use, or the message is a page long.
    let features = vec!["{\"type\": \"Feature\", \"coordinates\": [13.4, 52.5, [[[]]]]}"; 50_000].join(",");
    let refusal =
        check(format!("{{\"type\": \"FeatureCollection\", \"features\": [{features}]}}"), &["another kind"], None);
    assert!(refusal.to_string().len() < 300);
    let long = "name".repeat(100_000);
    assert!(refused(format!("{{\"{long}\": 1}}")).to_string().len() < 300);
    check(format!("[{features}]"), &["a list"], None);
}

#[test]
fn versions() {
    // If this fails, an old program saves over what a newer one wrote.
    check("{\"standpoint\": 2}", &["version 2", "no positions", "Update"], None);
    check("{\"standpoint\": 2, \"positions\": {\"by_party\": []}, \"parties\": 7}", &["version 2"], Some((1, 32)));
    check("{\"positions\": [{\"new\": true}], \"standpoint\": 3}", &["version 3"], Some((1, 16)));
    for wrong in ["0", "-1", "1.0", "\"1\"", "null", "true", "[1]", "{}"] {
        check(format!("{{\"standpoint\": {wrong}}}"), &[wrong, "\"standpoint\": 1"], None);
    }
    assert!(refused(format!("{{\"standpoint\": \"{}\"}}", "x".repeat(9_999))).to_string().len() < 300);
}

#[test]
fn deep_nesting_does_not_end_the_program() {
    // If this fails, a crafted file takes the program and everything unsaved in it down.
    for depth in [120, 130, 200_000] {
        let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for text in [
            deep.clone(),
            format!("{{\"standpoint\": 1, \"x\": {deep}}}"),
            format!("{{\"standpoint\": 1, \"title\": {deep}}}"),
            format!("{{\"standpoint\": 1, \"parties\": {deep}}}"),
            format!("{{\"standpoint\": 1, \"parties\": [{deep}]}}"),
            format!("{{\"standpoint\": 1, \"positions\": [{{\"conditions\": {deep}}}]}}"),
            format!("{{\"standpoint\": {deep}}}"),
        ] {
            drop(read(text.into_bytes()));
        }
        let open = "{\"a\":".repeat(depth);
        assert!(read(format!("{{\"standpoint\": 1, \"x\": {open}").into_bytes()).is_err());
    }
}

#[test]
fn nesting_has_a_limit_with_a_place() {
    // If this fails, a crafted file takes memory and time without end, or what is kept of it can be read by nobody else.
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let says = &["inside each other more than 100 deep", "take the inner ones out"];
    let head = "{\"standpoint\": 1,\n\"x\": ";
    check(format!("{head}{}}}", deep(101)), says, Some((2, 106)));
    check(format!("{head}{}", "[".repeat(500)), says, Some((2, 106)));
    let record = |field: &str| format!("{{\"standpoint\": 1,\n\"parties\": [{{\"name\": \"a\", {field}}}]}}");
    check(record(&format!("\"x\": {}", deep(200))), says, Some((2, 135)));
    check(record(&format!("\"note\": {}", deep(200))), says, Some((2, 138)));
    check(format!("{{\"standpoint\": 1, \"positions\": [{}]}}", deep(200)), says, Some((1, 136)));
    check(deep(200), says, Some((1, 105)));
    for kept in [format!("{head}{}}}", deep(100)), record(&format!("\"x\": {}", deep(100)))] {
        let (loaded, saved) = super::saved_twice(&kept);
        assert!(loaded.findings.is_empty() && saved.contains(&deep(100)));
        serde_json::from_str::<serde_json::Value>(&saved).unwrap();
    }
    check(format!("{head}\"{}\", y}}", "[{\\\"".repeat(300)), &["JSON"], Some((2, 1210)));
}

#[test]
fn a_table_without_end_is_refused() {
    // If this fails, a small file in which each position names somebody new takes all memory of the computer.
    let positions = |parties: usize, items: usize| {
        let one = |n: usize| {
            format!("{{\"party\": \"p{}\", \"item\": \"i{}\", \"stance\": \"accepts\"}}", n % parties, n % items)
        };
        let all: Vec<_> = (0..parties.max(items)).map(one).collect();
        format!("{{\"standpoint\": 1, \"positions\": [{}]}}", all.join(","))
    };
    check(positions(5_001, 1), &["5001 parties", "1 items", "Split it"], None);
    check(positions(3_000, 7_000), &["3000 parties and 7000 items"], None);
    assert_eq!(read(positions(100, 20_000).into_bytes()).unwrap().dossier.items().len(), 20_000);
}

#[test]
fn byte_order_mark_and_windows_line_ends() {
    // If this fails, files from Notepad cannot be opened, or their lines are counted wrongly.
    let loaded = accepted(
        "\u{feff}{\r\n\"standpoint\": 1,\r\n\"title\": \"T\",\r\n\"parties\": [\r\n{\"name\": 1}\r\n]\r\n}\r\n",
    );
    assert_eq!(loaded.dossier.title(), &"T");
    assert_eq!(loaded.findings.list[0].line_column, Some((5, 1)));
    check("\u{feff}{\r\n\"standpoint\": 1,\r\n\"title\": x}", &["JSON"], Some((3, 10)));
    check("\u{feff}x", &["JSON"], Some((1, 1)));
}
