//! The real clipboard, and `LibreOffice` Calc as the other program: what it takes, what it gives.
//!
//! Cells with tabs are left out: Calc itself loses a tab inside a cell, also between two of its own files.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::program::{Program, Stage};

/// Tab-separated text in UTF-8 with double quotes, every cell as text: the form of spreadsheets' clipboards.
const TABS: &str = "9,34,76,1";

/// Calc's own cells, as rows of texts: from its flat XML, without any reader of ours between.
const CELLS: &str = r#"
import json, sys, xml.etree.ElementTree as tree
spaces = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "x": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
def words(node):
    out = node.text or ""
    for child in node:
        kind = child.tag.split("}")[1]
        out += {"tab": "\t", "line-break": "\n", "s": " " * int(child.get("{%s}c" % spaces["x"], "1"))}.get(kind) or words(child)
        out += child.tail or ""
    return out
rows = []
for row in tree.parse(sys.argv[1]).iter("{%s}table-row" % spaces["t"]):
    cells = []
    for cell in row.findall("t:table-cell", spaces):
        text = "\n".join(words(p) for p in cell.findall("x:p", spaces))
        cells += [text] * min(int(cell.get("{%s}number-columns-repeated" % spaces["t"], "1")), 50)
    rows.append(cells)
json.dump(rows, sys.stdout)
"#;

/// True when Calc and xclip are here; in CI they must be.
pub(crate) fn is_there() -> bool {
    let answers = |program: &str, argument: &str| {
        let status = Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    let is_there = answers("soffice", "--version") && answers("xclip", "-version");
    assert!(is_there || std::env::var_os("CI").is_none(), "libreoffice-calc or xclip is not installed");
    if !is_there {
        println!("passed over: libreoffice-calc or xclip is not installed");
    }
    is_there
}

/// What is on the clipboard.
pub(crate) fn clipboard(program: &mut Program<'_>) -> String {
    program.wait("text on the clipboard", |_| {
        let mut ask = Command::new("timeout");
        ask.args(["10", "xclip", "-o", "-selection", "clipboard", "-t", "UTF8_STRING"]).stderr(Stdio::null());
        let output = ask.output().expect("xclip is installed");
        (output.status.success() && !output.stdout.is_empty())
            .then(|| String::from_utf8(output.stdout).expect("text in UTF-8"))
    })
}

/// A program that holds a text on the clipboard for as long as it lives.
pub(crate) struct Holder(Child);

impl Holder {
    pub(crate) fn of(text: &str) -> Self {
        let mut command = Command::new("xclip");
        command.args(["-i", "-quiet", "-selection", "clipboard"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut child = child.expect("xclip is installed");
        let mut input = child.stdin.take().expect("its input");
        input.write_all(text.as_bytes()).expect("xclip reads");
        drop(input);
        Self(child)
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Lets Calc read a file and write it as another one beside it.
fn convert(stage: &Stage, from: &Path, filter: Option<&str>, to: &str, extension: &str) -> PathBuf {
    let mut command = stage.command("timeout");
    command.args(["90", "soffice", "--headless", "--norestore"]);
    command.args(filter.map(|filter| format!("--infilter=Text - txt - csv (StarCalc):{filter}")));
    command.args(["--convert-to", to, "--outdir"]).arg(stage.file("")).arg(from);
    let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("soffice is installed");
    let path = from.with_extension(extension);
    assert!(path.exists(), "Calc wrote no {}: {}", path.display(), String::from_utf8_lossy(&output.stderr));
    path
}

/// Gives Calc a text from the clipboard. What comes back: its cells, and the tab-separated text that it makes of them.
pub(crate) fn through_calc(stage: &Stage, text: &str) -> (Vec<Vec<String>>, String) {
    let given = stage.file("given.tsv");
    fs::write(&given, text).expect("a file");
    let sheet = convert(stage, &given, Some(TABS), "fods", "fods");
    let mut python = Command::new("/usr/bin/python3");
    let output = python.args(["-c", CELLS]).arg(&sheet).output().expect("python3 is installed");
    let cells: Vec<Vec<String>> = serde_json::from_slice(&output.stdout).expect("rows of cells");
    let to = format!("txt:Text - txt - csv (StarCalc):{TABS},,0,false,true,false");
    let back = convert(stage, &sheet, None, &to, "txt");
    (cells, fs::read_to_string(back).expect("text in UTF-8"))
}

/// What a position file says, as (item, party, lines of the cell): read from its JSON alone.
pub(crate) fn said(file: &Value) -> Vec<(String, String, Vec<String>)> {
    let list = |name: &str| file[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut said = Vec::new();
    for item in list("items") {
        for party in list("parties") {
            let is_here = |position: &&Value| position["item"] == item["id"] && position["party"] == party["id"];
            let mut lines: Vec<String> = list("positions")
                .iter()
                .filter(is_here)
                .map(|position| {
                    let stance = text(&position["stance"]);
                    let stance = stance[..1].to_uppercase() + &stance[1..];
                    let wording = text(&position["wording"]);
                    if wording.is_empty() { stance } else { format!("{stance}: {wording}") }
                })
                .collect();
            lines.sort();
            said.push((text(&item["title"]), text(&party["name"]), lines));
        }
    }
    said
}
