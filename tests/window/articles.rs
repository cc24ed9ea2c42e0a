//! Articles through `LibreOffice` Writer and a browser, and as a page around them: they read as they did before.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use standpoint::files::intake;

use super::program::Stage;

/// What a site puts before and behind an article.
const BEFORE: &str = r#"<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 412 partners use cookies to
show you advertisements that suit you. You can change your mind at any time.</p><button>Accept all</button></div>
<header class="site-header"><a href="/">The Valley Courier</a><nav><ul><li><a href="/world">World</a></li>
<li><a href="/economy">Economy</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul>
</nav></header><main><article>"#;
const BEHIND: &str = r#"</article></main><aside class="related"><h2>Read more</h2><ul>
<li><a href="/1">Storm warning for the north coast until Friday</a></li>
<li><a href="/2">Ten recipes for the first cold days</a></li></ul></aside>
<footer><p>© The Valley Courier. All rights reserved.</p><p><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></p>
</footer><script>track("view")</script>"#;

/// An article of a sample dossier.
pub(crate) struct Article {
    name: String,
    text: String,
    language: String,
}

impl Article {
    fn is_right_to_left(&self) -> bool {
        self.language.starts_with("ar")
    }

    fn page(&self, before: &str, behind: &str) -> String {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
        let paragraphs: Vec<_> = self.text.split("\n\n").map(escaped).collect();
        let paragraphs = format!("<p>{}</p>\n", paragraphs.join("</p>\n<p>"));
        let direction = if self.is_right_to_left() { "rtl" } else { "ltr" };
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n\
            <body>{before}{paragraphs}{behind}</body></html>\n",
            self.language, self.name
        )
    }

    /// That a document gives the same paragraphs.
    pub(crate) fn assert_same(&self, bytes: &[u8], file_name: &str) {
        let draft = intake::read(bytes, file_name).unwrap_or_else(|refusal| panic!("{file_name}: {refusal}"));
        let (read, whole) = (paragraphs(&draft.text), paragraphs(&self.text));
        if let Some(at) = (0..read.len().max(whole.len())).find(|at| read.get(*at) != whole.get(*at)) {
            panic!("{file_name}: paragraph {at} reads\n{:?}\ninstead of\n{:?}", read.get(at), whole.get(at));
        }
    }
}

/// The paragraphs; a space that does not break is a space.
fn paragraphs(text: &str) -> Vec<String> {
    let tidy = text.split("\n\n").map(|paragraph| paragraph.trim().replace('\u{a0}', " "));
    tidy.filter(|paragraph| !paragraph.is_empty()).collect()
}

/// True when a program is here; in CI it must be.
pub(crate) fn is_there(program: &str, package: &str) -> bool {
    let status = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = status.is_ok_and(|status| status.success());
    assert!(is_there || std::env::var_os("CI").is_none(), "{package} is not installed");
    if !is_there {
        println!("passed over: {package} is not installed");
    }
    is_there
}

/// All articles of the sample dossiers.
pub(crate) fn of_samples() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut articles = Vec::new();
    for name in ["ceasefire", "climate-fund", "rail-dispute"] {
        let file = fs::read(folder.join(format!("{name}.positions.json"))).expect("a sample");
        let file: Value = serde_json::from_slice(&file).expect("JSON");
        for (number, source) in file["sources"].as_array().expect("sources").iter().enumerate() {
            let field = |name: &str| source[name].as_str().unwrap_or_default().to_owned();
            articles.push(Article {
                name: format!("{name}-{number}"),
                text: field("text"),
                language: field("language"),
            });
        }
    }
    articles
}

/// Lets Writer read files and write them as others.
fn convert(stage: &Stage, files: &[PathBuf], filter: Option<&str>, extension: &str) -> Vec<PathBuf> {
    let mut command = stage.command("timeout");
    command.args(["180", "soffice", "--headless", "--norestore"]);
    command.arg(format!("-env:UserInstallation=file://{}", stage.file("writer").display()));
    command.args(filter.map(|filter| format!("--infilter={filter}")));
    command.args(["--convert-to", extension, "--outdir"]).arg(stage.file("")).args(files);
    let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("soffice is installed");
    let written: Vec<_> = files
        .iter()
        .filter_map(|path| Some(stage.file(path.file_stem()?.to_str()?).with_extension(extension)))
        .collect();
    for path in &written {
        assert!(path.exists(), "Writer wrote no {}: {}", path.display(), String::from_utf8_lossy(&output.stderr));
    }
    written
}

/// The articles as documents of Writer, as plain text and as paragraphs of a page that were pasted into it.
pub(crate) fn through_writer(stage: &Stage, articles: &[Article]) {
    let sources = [("txt", "Text (encoded):UTF8"), ("html", "HTML (StarWriter)")];
    for (kind, filter) in sources {
        let folder = stage.file(kind);
        fs::create_dir(&folder).expect("a folder");
        let mut given = Vec::new();
        for article in articles {
            let path = folder.join(&article.name).with_extension(kind);
            let text = if kind == "txt" { article.text.clone() } else { article.page("", "") };
            fs::write(&path, text).expect("a file");
            given.push(path);
        }
        let documents = convert(stage, &given, Some(filter), "odt");
        check(articles, &documents);
        for extension in ["docx", "pdf", "html"] {
            check(articles, &convert(stage, &documents, None, extension));
        }
    }
}

fn check(articles: &[Article], documents: &[PathBuf]) {
    for (article, document) in articles.iter().zip(documents) {
        let name = document.file_name().expect("a name").to_string_lossy();
        let bytes = fs::read(document).expect("a document");
        if article.is_right_to_left() && name.ends_with(".pdf") {
            // A PDF says neither which letter a vowel sign belongs to nor where a line from right to left ends: it is read,
            // with a note that asks to look after it, and not word for word.
            let draft = intake::read(&bytes, &name).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            assert!(draft.notes.contains(&intake::Note::LinesJoined), "{name}: nothing asks to look after it");
            continue;
        }
        article.assert_same(&bytes, &name);
    }
}

/// The articles as a browser shows them: printed to PDF, and as the page that it made of what a site sent.
pub(crate) fn through_browser(stage: &Stage, articles: &[Article]) {
    let browse = |flag: &str, page: &Path| {
        let mut command = stage.command("timeout");
        command.args(["60", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
        command.arg(format!("--user-data-dir={}", stage.file("browser").display()));
        command.arg(flag).arg(format!("file://{}", page.display()));
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("chromium is installed");
        assert!(output.status.success(), "{}: {}", page.display(), String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    for article in articles {
        let (plain, site) = (stage.file("plain.html"), stage.file("site.html"));
        fs::write(&plain, article.page("", "")).expect("a page");
        fs::write(&site, article.page(BEFORE, BEHIND)).expect("a page");
        let shown = browse("--dump-dom", &site);
        article.assert_same(&shown, &format!("{}.html", article.name));
        let printed = stage.file(&article.name).with_extension("pdf");
        browse(&format!("--print-to-pdf={}", printed.display()), &plain);
        check(std::slice::from_ref(article), &[printed]);
    }
}

/// The articles as pages of a news site.
pub(crate) fn on_pages(articles: &[Article]) {
    for article in articles {
        article.assert_same(article.page(BEFORE, BEHIND).as_bytes(), &format!("{}.html", article.name));
    }
}
