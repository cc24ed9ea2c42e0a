//! Inputs that are too large to be kept as files: each is one idea, repeated. About a megabyte, so that what costs time
//! or memory beyond measure shows, and what does not is done at once.

fn repeated(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

fn file(fields: &str) -> Vec<u8> {
    format!("{{\"standpoint\": 1, {fields}}}").into_bytes()
}

/// Every input: its door, what it is, and its bytes.
pub(crate) fn all() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let mut all = positions();
    all.extend(articles());
    all.push((
        "settings",
        "a zoom of a million digits",
        format!("{{\"zoom\": 1{}}}", "0".repeat(1_000_000)).into_bytes(),
    ));
    all.push(("settings", "a million brackets", "[".repeat(1_000_000).into_bytes()));
    all
}

fn articles() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let page = |body: String| format!("<!doctype html><title>x</title><body>{body}").into_bytes();
    let pdf = |body: String| format!("%PDF-1.4\n{body}").into_bytes();
    let forms: Vec<String> = (0..40)
        .map(|number| {
            let draw = format!("/F{} Do ", number + 1).repeat(10);
            let resources = format!("<</XObject<</F{} {} 0 R>>>>", number + 1, number + 5);
            let head =
                format!("/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources{resources}/Length {}", draw.len());
            format!("{} 0 obj<<{head}>>stream\n{draw}\nendstream endobj\n", number + 4)
        })
        .collect();
    let forms = forms.concat();
    let root = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n";
    let first = "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Resources<</XObject<</F1 5 0 R>>>>/Contents 4 0 R>>endobj\n";
    vec![
        ("articles", "elements in elements", page("<div>".repeat(60_000))),
        ("articles", "bold in bold", page("<b>x".repeat(60_000))),
        ("articles", "links in links", page("<a href=x>y".repeat(30_000))),
        ("articles", "headers in headers", page("<header>".repeat(40_000))),
        ("articles", "lists in lists", page("<ul><li>".repeat(40_000))),
        ("articles", "text beside a table", page(format!("<table>{}", "x<tr>".repeat(60_000)))),
        ("articles", "tables in tables", page("<table><tr><td>".repeat(20_000))),
        ("articles", "one long attribute", page(format!("<p class=\"{}\">x", "nav ".repeat(250_000)))),
        ("articles", "marks of Markdown", b"*_`[![>- ".repeat(110_000)),
        ("articles", "brackets of Markdown", b"[".repeat(500_000)),
        ("articles", "quotes in quotes", b"> ".repeat(400_000)),
        ("articles", "XML in XML", b"<w:p>".repeat(60_000)),
        ("articles", "tables in tables of a document", b"<table:table-row><table:table-cell><text:p>".repeat(25_000)),
        ("articles", "brackets in a PDF", pdf(format!("1 0 obj {}", "[".repeat(1_000_000)))),
        ("articles", "objects in a PDF", pdf("1 0 obj<<>>endobj\n".repeat(50_000))),
        (
            "articles",
            "a PDF that draws itself again and again",
            pdf(format!("{root}{first}{forms}trailer<</Root 1 0 R>>")),
        ),
    ]
}

#[allow(clippy::too_many_lines, reason = "a list")]
fn positions() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let deep = 500_000;
    let one = "\"party\": \"a\", \"item\": \"b\", \"stance\": \"accepts\"";
    vec![
        ("positions", "a million brackets", "[".repeat(2 * deep).into_bytes()),
        ("positions", "brackets in a field", file(&format!("\"x\": {}", "[".repeat(2 * deep)))),
        ("positions", "brackets, closed", file(&format!("\"x\": {}{}", "[".repeat(deep), "]".repeat(deep)))),
        (
            "positions",
            "braces, closed",
            file(&format!("\"x\": {}1{}", "{\"a\":".repeat(deep / 3), "}".repeat(deep / 3))),
        ),
        (
            "positions",
            "brackets in a record",
            file(&format!("\"parties\": [{{\"name\": \"a\", \"x\": {}{}}}]", "[".repeat(deep), "]".repeat(deep))),
        ),
        ("positions", "one long text", file(&format!("\"title\": \"{}\"", "x".repeat(1_000_000)))),
        ("positions", "one long text of escapes", file(&format!("\"title\": \"{}\"", "\\u202e".repeat(170_000)))),
        ("positions", "empty positions", file(&format!("\"positions\": [{}]", repeated(100_000, |_| "{}".to_owned())))),
        ("positions", "empty sources", file(&format!("\"sources\": [{}]", repeated(100_000, |_| "{}".to_owned())))),
        ("positions", "unknown fields", file(&repeated(50_000, |number| format!("\"f{number}\": {number}")))),
        (
            "positions",
            "one unknown field again and again",
            file(&repeated(50_000, |number| format!("\"f\": {number}"))),
        ),
        (
            "positions",
            "a known field again and again",
            file(&repeated(50_000, |number| format!("\"title\": \"{number}\""))),
        ),
        (
            "positions",
            "unknown fields in a record",
            file(&format!(
                "\"parties\": [{{\"name\": \"a\", {}}}]",
                repeated(50_000, |number| format!("\"f{number}\": {number}"))
            )),
        ),
        (
            "positions",
            "one party again and again",
            file(&format!(
                "\"parties\": [{}]",
                repeated(20_000, |number| format!(
                    "{{\"id\": \"a\", \"name\": \"a\", \"note\": \"n{number}\", \"color\": \"c{number}\", \"aliases\": [\"a{number}\"]}}"
                ))
            )),
        ),
        (
            "positions",
            "one item again and again",
            file(&format!(
                "\"items\": [{}]",
                repeated(20_000, |number| format!(
                    "{{\"id\": \"a\", \"title\": \"a\", \"note\": \"n{number}\", \"topic\": \"t{number}\", \"between\": [\"p{}\"]}}",
                    number % 500
                ))
            )),
        ),
        (
            "positions",
            "one source again and again",
            file(&format!(
                "\"sources\": [{}]",
                repeated(20_000, |number| format!(
                    "{{\"id\": \"a\", \"title\": \"a\", \"url\": \"u{number}\", \"x{number}\": 1}}"
                ))
            )),
        ),
        (
            "positions",
            "parties of one name",
            file(&format!("\"parties\": [{}]", repeated(30_000, |_| "{\"name\": \"停火\"}".to_owned()))),
        ),
        (
            "positions",
            "a party for each position",
            file(&format!(
                "\"positions\": [{}]",
                repeated(20_000, |number| format!(
                    "{{\"party\": \"p{}\", \"item\": \"i{}\", \"stance\": \"accepts\"}}",
                    number % 300,
                    number % 700
                ))
            )),
        ),
        (
            "positions",
            "conditions without end",
            file(&format!("\"positions\": [{{{one}, \"conditions\": [{}]}}]", repeated(100_000, |_| "{}".to_owned()))),
        ),
        (
            "positions",
            "conditions that wait for each other",
            file(&format!(
                "\"positions\": [{}]",
                repeated(10_000, |number| format!(
                    "{{\"party\": \"a\", \"item\": \"i{number}\", \"stance\": \"accepts\", \"conditions\": [{{\"item\": \"i{}\"}}]}}",
                    (number + 1) % 10_000
                ))
            )),
        ),
        (
            "positions",
            "one cell",
            file(&format!(
                "\"positions\": [{}]",
                repeated(15_000, |number| format!("{{{one}, \"wording\": \"{number}\"}}"))
            )),
        ),
        ("positions", "lists of positions", file(&repeated(20_000, |_| "\"positions\": [{}]".to_owned()))),
        (
            "positions",
            "one record wrong in each line",
            file(&format!(
                "\"positions\": [{}]",
                repeated(50_000, |number| format!("{{\"stance\": \"s{number}\"}}\n"))
            )),
        ),
        (
            "uniting",
            "parties of one name",
            file(&format!("\"parties\": [{}]", repeated(10_000, |_| "{\"name\": \"停火\"}".to_owned()))),
        ),
        ("uniting", "empty sources", file(&format!("\"sources\": [{}]", repeated(10_000, |_| "{}".to_owned())))),
        (
            "uniting",
            "unknown fields in a record",
            file(&format!(
                "\"parties\": [{{\"name\": \"a\", {}}}]",
                repeated(20_000, |number| format!("\"f{number}\": {number}"))
            )),
        ),
        (
            "uniting",
            "one cell",
            file(&format!(
                "\"positions\": [{}]",
                repeated(10_000, |number| format!("{{{one}, \"wording\": \"{number}\"}}"))
            )),
        ),
    ]
}
