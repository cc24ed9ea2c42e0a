//! The paths that source text mentions, and which module they lead to.

use super::tokens::Token;

/// Every path that the text mentions; the braces of `use` are spread out.
pub(crate) fn paths(tokens: &[Token]) -> Vec<(usize, Vec<String>)> {
    let is_name = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        if is_name(&tokens[place].text) {
            place = spread(tokens, place, &[], &mut found);
        } else {
            place += 1;
        }
    }
    found
}

/// Reads one path or tree of paths from `place` on; gives back where it ends.
fn spread(tokens: &[Token], mut place: usize, prefix: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let text = |place: usize| tokens.get(place).map_or("", |token| token.text.as_str());
    let line = tokens[place].line;
    let mut segments = prefix.to_vec();
    loop {
        segments.push(text(place).to_owned());
        place += 1;
        if text(place) != "::" {
            break;
        }
        if text(place + 1) == "{" {
            place += 2;
            while place < tokens.len() && text(place) != "}" {
                place = if text(place) == "," { place + 1 } else { spread(tokens, place, &segments, found) };
            }
            return place + 1;
        }
        if !text(place + 1).starts_with(|c: char| c.is_alphabetic() || c == '_') {
            break;
        }
        place += 1;
    }
    found.push((line, segments));
    place
}

/// `files/read.rs` is the module `files::read`.
pub(crate) fn module_of(path: &str) -> Vec<String> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|name| *name != "lib" && *name != "main").map(str::to_owned).collect()
}

/// The path from the crate on, when it is one of the crate's own.
pub(crate) fn resolved(module: &[String], segments: &[String]) -> Vec<String> {
    let mut segments = segments.to_vec();
    segments.retain({
        let mut is_first = true;
        move |segment| std::mem::replace(&mut is_first, false) || segment != "self"
    });
    let ups = segments.iter().take_while(|segment| *segment == "super").count();
    let base = match segments.first().map(String::as_str) {
        Some("super") => &module[..module.len().saturating_sub(ups)],
        Some("self") => module,
        Some("standpoint") => &[],
        _ => return segments,
    };
    let rest = segments.iter().skip(ups.max(1)).cloned();
    std::iter::once("crate".to_owned()).chain(base.iter().cloned()).chain(rest).collect()
}
