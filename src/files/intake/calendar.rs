//! Dates as documents write them.

use crate::model::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day, month or year that a text begins with or consists of: ISO 8601 with or without time, as in mails, with the
/// English name of a month, with points as in German. The day is the one that is written, in whatever zone.
pub(super) fn date_of(text: &str) -> Option<Date> {
    let text = text.trim().trim_start_matches("D:");
    iso(text).or_else(|| with_month_name(text)).or_else(|| with_points(text))
}

/// `2025-03-18…`, `2025/03/18…`, `20250318…`, `2025-03`, `2025`.
fn iso(text: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = text.get(..4).filter(|year| digits(year) == 4)?.parse().ok()?;
    let rest = text.get(4..)?;
    let (month, rest) = match digits(text) {
        4 if rest.is_empty() => return Date::new(year, None, None),
        4 => rest.strip_prefix(['-', '/']).and_then(two_digits)?,
        6.. => two_digits(rest)?,
        _ => return None,
    };
    let day = two_digits(rest.strip_prefix(['-', '/']).unwrap_or(rest)).map(|(day, _)| day);
    Date::new(year, Some(month), day)
}

fn two_digits(text: &str) -> Option<(u8, &str)> {
    let number = text.get(..2).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((number.parse().ok()?, text.get(2..)?))
}

/// `Tue, 18 Mar 2025 …`, `March 18, 2025`, `18 March 2025`, `March 2025`.
fn with_month_name(text: &str) -> Option<Date> {
    let words: Vec<_> = text.split([' ', ',', '.', '\u{a0}']).filter(|word| !word.is_empty()).take(6).collect();
    let month_of = |word: &str| {
        let beginning = word.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|month| *month == beginning && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
    };
    let month = words.iter().find_map(|word| month_of(word))?;
    let numbers: Vec<&str> =
        words.iter().copied().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).collect();
    let year = numbers.iter().find(|number| number.len() == 4)?.parse().ok()?;
    let day = numbers.iter().find(|number| number.len() <= 2).and_then(|number| number.parse().ok());
    Date::new(year, u8::try_from(month + 1).ok(), day)
}

/// `18.03.2025`, `18.3.2025`.
fn with_points(text: &str) -> Option<Date> {
    let mut parts = text.split([' ', ',']).next()?.split('.');
    let mut number = |longest: usize| parts.next().filter(|part| part.len() <= longest)?.parse::<u16>().ok();
    let (day, month, year) = (number(2)?, number(2)?, number(4)?);
    if year < 1000 {
        return None;
    }
    Date::new(year, u8::try_from(month).ok(), u8::try_from(day).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A date that is read wrong puts a position into the wrong order.
    #[test]
    fn dates_are_read_as_documents_write_them() {
        for (text, expected) in [
            ("2025-03-18T14:00:00+01:00", "2025-03-18"),
            ("2025-03-18 23:59", "2025-03-18"),
            ("2025/03/18", "2025-03-18"),
            ("20250318", "2025-03-18"),
            ("D:20250318140000+01'00'", "2025-03-18"),
            ("Tue, 18 Mar 2025 14:00:00 GMT", "2025-03-18"),
            ("March 18, 2025", "2025-03-18"),
            ("18 March 2025", "2025-03-18"),
            ("March 2025", "2025-03"),
            ("18.3.2025", "2025-03-18"),
            ("2025-03", "2025-03"),
            ("2025", "2025"),
        ] {
            assert_eq!(date_of(text).map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "03/18/2025", "2025-13-01", "1.2.3", "٢٠٢٥", "März", "é25-03-18"] {
            assert_eq!(date_of(text), None, "{text}");
        }
    }
}
