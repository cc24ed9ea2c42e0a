//! Fingerprints: whether two contents are the same, without keeping both.

use std::fmt;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128 as _, SipHasher13};

/// A fingerprint of bytes. The same bytes have the same one on every computer and in every version of the program; that
/// two different contents share one does not happen by chance. It is no protection against somebody who wants it to.
///
/// SipHash-1-3 with 128 bits (Aumasson and Bernstein 2012) under a key of zeros.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(SipHasher13::new().hash(bytes).as_u128())
    }

    /// Its last 64 bits.
    pub(super) fn short(self) -> u64 {
        (self.0 & u128::from(u64::MAX)).try_into().unwrap_or(0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Hands on what is written to it and takes its fingerprint on the way.
pub struct Fingerprinting<W> {
    out: W,
    hasher: SipHasher13,
    length: u64,
}

impl<W> Fingerprinting<W> {
    /// Around this output.
    pub fn new(out: W) -> Self {
        Self { out, hasher: SipHasher13::new(), length: 0 }
    }

    /// The fingerprint of what was written so far, and how many bytes that were.
    pub fn finish(&self) -> (Fingerprint, u64) {
        (Fingerprint(self.hasher.finish128().as_u128()), self.length)
    }
}

impl<W: Write> Write for Fingerprinting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        std::hash::Hasher::write(&mut self.hasher, &bytes[..taken]);
        self.length += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_same_for_ever() {
        // Journals and saved versions of earlier programs carry these.
        assert_eq!(Fingerprint::of(b"").to_string(), "b91c5ed031fb33032134935d61d9b40d");
        let kept = Fingerprint::of(b"the work of a year");
        assert_eq!(kept.to_string().parse::<Fingerprint>().unwrap(), kept);
    }

    #[test]
    fn written_in_pieces_it_is_the_same() {
        let mut out = Fingerprinting::new(Vec::new());
        out.write_all(b"the work ").unwrap();
        out.write_all(b"of a year").unwrap();
        assert_eq!(out.finish(), (Fingerprint::of(b"the work of a year"), 18));
    }
}
