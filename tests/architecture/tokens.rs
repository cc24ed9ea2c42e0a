//! Source text as words and signs, as far as the rules need them.

/// A word or a sign of the source, without comments; of a text in quotation marks only the first mark.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |place: usize| chars.get(place).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut found, mut place, mut line) = (Vec::new(), 0, 1);
    while place < chars.len() {
        let begin = place;
        let mut text = String::new();
        match at(place) {
            '/' if at(place + 1) == '/' => {
                while place < chars.len() && at(place) != '\n' {
                    place += 1;
                }
            }
            '/' if at(place + 1) == '*' => {
                place += 2;
                while place < chars.len() && !(at(place) == '*' && at(place + 1) == '/') {
                    place += 1;
                }
                place += 2;
            }
            '"' => {
                "\"".clone_into(&mut text);
                place = end_of_string(&chars, place);
            }
            'r' if (place == 0 || !is_word(at(place - 1))) && is_raw_string(&chars, place + 1) => {
                place = end_of_raw_string(&chars, place + 1);
            }
            'b' if at(place + 1) == 'r' && is_raw_string(&chars, place + 2) => {
                place = end_of_raw_string(&chars, place + 2);
            }
            '\'' if at(place + 1) == '\\' => {
                place += 3;
                while place < chars.len() && at(place) != '\'' {
                    place += 1;
                }
                place += 1;
            }
            '\'' if at(place + 2) == '\'' => place += 3,
            ':' if at(place + 1) == ':' => {
                "::".clone_into(&mut text);
                place += 2;
            }
            c if is_word(c) => {
                while is_word(at(place)) {
                    text.push(at(place));
                    place += 1;
                }
            }
            c => {
                if !c.is_whitespace() {
                    text.push(c);
                }
                place += 1;
            }
        }
        if !text.is_empty() {
            found.push(Token { text, line });
        }
        line += chars[begin..place.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    found
}

fn end_of_string(chars: &[char], begin: usize) -> usize {
    let mut place = begin + 1;
    while place < chars.len() && chars[place] != '"' {
        place += if chars[place] == '\\' { 2 } else { 1 };
    }
    place + 1
}

fn is_raw_string(chars: &[char], begin: usize) -> bool {
    chars[begin.min(chars.len())..].iter().find(|c| **c != '#') == Some(&'"')
}

fn end_of_raw_string(chars: &[char], begin: usize) -> usize {
    let fence = chars[begin..].iter().take_while(|c| **c == '#').count();
    let mut place = begin + fence + 1;
    while place < chars.len() {
        if chars[place] == '"' && chars[place + 1..].iter().take(fence).filter(|c| **c == '#').count() == fence {
            return place + 1 + fence;
        }
        place += 1;
    }
    place
}

/// Leaves out whatever stands under `#[cfg(test)]`.
pub(crate) fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let marker = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let is_marked = rest.len() >= marker.len() && rest.iter().zip(marker).all(|(token, sign)| token.text == sign);
        if !is_marked {
            kept.push(first.clone());
            rest = &rest[1..];
            continue;
        }
        let mut depth = 0_i32;
        let end = rest[marker.len()..].iter().position(|token| {
            match token.text.as_str() {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(token.text.as_str(), "}" | ";")
        });
        rest = end.map_or(&[], |end| &rest[marker.len() + end + 1..]);
    }
    kept
}
