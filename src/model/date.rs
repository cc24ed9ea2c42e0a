//! Dates as negotiations report them: a day, a month or only a year.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day (`2025-03-18`), a month (`2025-03`) or a year (`2025`) of the proleptic Gregorian calendar, years 1 to 9999.
///
/// Ordered by time; of two dates of which one lies within the other, the less exact one comes first
/// (`2025` < `2025-03` < `2025-03-18`), so that the more exact report counts as the later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(std::num::NonZeroU32);

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Another shape than year, year-month or year-month-day.
    #[error("“{0}” is not a date; write 2025-03-18, 2025-03 or 2025")]
    Shape(String),
    /// The right shape, but the calendar has no such day.
    #[error("the calendar has no {0}; write a day that exists")]
    NoSuchDay(String),
}

impl Date {
    /// A date from its numbers; None when the calendar has no such day, month or year.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let (month_number, day_number) = (month.unwrap_or(1), day.unwrap_or(1));
        if year == 0 || (month.is_none() && day.is_some()) {
            return None;
        }
        jiff::civil::Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month_number).ok()?,
            i8::try_from(day_number).ok()?,
        )
        .ok()?;
        let packed = u32::from(year) * 10_000 + u32::from(month.unwrap_or(0)) * 100 + u32::from(day.unwrap_or(0));
        std::num::NonZeroU32::new(packed).map(Self)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> u32 {
        self.0.get() / 10_000
    }

    /// The month, 1 to 12, if it is known.
    pub fn month(self) -> Option<u32> {
        Some(self.0.get() / 100 % 100).filter(|&m| m > 0)
    }

    /// The day of the month, 1 to 31, if it is known.
    pub fn day(self) -> Option<u32> {
        Some(self.0.get() % 100).filter(|&d| d > 0)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let shape = || DateError::Shape(shortened(text));
        let mut parts = text.split('-');
        let number = |part: &str, digits: usize| -> Option<u16> {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let year = parts.next().and_then(|p| number(p, 4)).ok_or_else(shape)?;
        let mut small = || match parts.next() {
            None => Ok(None),
            Some(part) => number(part, 2).and_then(|n| u8::try_from(n).ok()).map(Some).ok_or_else(shape),
        };
        let (month, day) = (small()?, small()?);
        if parts.next().is_some() {
            return Err(shape());
        }
        Self::new(year, month, day).ok_or_else(|| DateError::NoSuchDay(text.to_owned()))
    }
}

/// At most forty characters of a text, for messages.
fn shortened(text: &str) -> String {
    super::shown::within_quotes(text, 40)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year())?;
        for part in [self.month(), self.day()].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn written_as_read() {
        for text in ["2025-03-18", "2025-03", "2025", "0001", "9999-12-31", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for text in
            ["", "18.03.2025", "2025-3-18", "2025-03-18T10:00", "2025-03-18-01", "+025", "２０２５", "March 2025"]
        {
            assert!(matches!(text.parse::<Date>(), Err(DateError::Shape(_))), "{text}");
        }
        for text in ["2025-02-29", "2025-13", "2025-00", "0000", "2025-04-31"] {
            assert!(matches!(text.parse::<Date>(), Err(DateError::NoSuchDay(_))), "{text}");
        }
    }

    #[test]
    fn the_more_exact_date_counts_as_the_later() {
        assert!(
            date("2025") < date("2025-03")
                && date("2025-03") < date("2025-03-01")
                && date("2025-03-31") < date("2025-04")
        );
    }
}
