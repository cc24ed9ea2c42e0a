//! Names: when two of them mean the same, and how an id is made from one.

use unicode_normalization::UnicodeNormalization as _;

use super::Text;

/// A name as it is compared: case, white space at the ends and in runs, and the Unicode normal form do not count.
pub fn folded(name: &str) -> String {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let mut words = plain.split_whitespace();
    let mut folded = String::with_capacity(plain.len());
    folded.extend(words.next());
    for word in words {
        folded.push(' ');
        folded.push_str(word);
    }
    folded
}

/// An id made from a name: letters and digits of any script in lower case, everything else one hyphen.
/// `fallback` stands in where nothing is left of the name.
pub fn id_from(name: &str, fallback: &str) -> String {
    let mut id = String::new();
    for letter in folded(name).chars() {
        if letter.is_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        if id.len() >= 48 {
            break;
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { fallback.to_owned() } else { id.to_owned() }
}

/// `wanted`, or with the first free number behind it (`russia-2`) when it is taken.
pub fn free_id(wanted: &str, is_taken: impl Fn(&str) -> bool) -> Text {
    if !is_taken(wanted) {
        return Text::from(wanted);
    }
    let mut number = 2_u64;
    loop {
        let id = format!("{wanted}-{number}");
        if !is_taken(&id) {
            return Text::from(id);
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_space_and_normal_form_do_not_tell_names_apart() {
        assert_eq!(folded("  Côte  d’Ivoire "), folded("co\u{302}te d’ivoire"));
        assert_eq!(folded("EUROPÄISCHE UNION"), folded("europa\u{308}ische\u{a0}Union"));
        assert_ne!(folded("Georgia"), folded("Georgien"));
    }

    #[test]
    fn ids_come_from_names_of_any_script() {
        assert_eq!(id_from("United States", "party"), "united-states");
        assert_eq!(id_from("  CDU / CSU ", "party"), "cdu-csu");
        assert_eq!(id_from("Российская Федерация", "party"), "российская-федерация");
        assert_eq!(id_from("❓❗", "party"), "party");
        assert_eq!(free_id("eu", |id| id == "eu" || id == "eu-2"), "eu-3");
    }
}
