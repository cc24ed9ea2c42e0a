//! Bytes as text: which encoding they are in, said by themselves, by the document or by what is likely.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that became a text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The name of the encoding, when it is not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// Some bytes were no letters and stand as `�`.
    pub(super) is_damaged: bool,
}

/// Makes text of bytes. None when they are none. `declared` is what the document says of itself; it counts less than a mark
/// at the beginning and than being valid UTF-8, which no other encoding is by chance.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decoded(&bytes[length..], encoding);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decoded(bytes, encoding);
    }
    if is_utf_8(bytes) {
        return decoded(bytes, UTF_8);
    }
    // A page that was read to find its declaration is not in UTF-16, whatever it says.
    let declared = declared
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        .filter(|encoding| ![UTF_8, UTF_16BE, UTF_16LE].contains(encoding) && encoding.is_ascii_compatible());
    decoded(bytes, declared.unwrap_or_else(|| likely(bytes)))
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    if text.contains('\0') || is_mostly_damage(&text) {
        return None;
    }
    Some(Decoded { text, encoding: (encoding != UTF_8).then(|| encoding.name()), is_damaged })
}

/// True when there is more of what is no letter than a damaged text has.
fn is_mostly_damage(text: &str) -> bool {
    let is_odd = |c: &char| *c == '\u{fffd}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'));
    let odd = text.chars().filter(is_odd).count();
    odd > 8 && odd.saturating_mul(10) > text.chars().count()
}

/// Valid, or so nearly valid that it is a damaged UTF-8 rather than anything else.
fn is_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    faults == 0 || letters > faults.saturating_mul(20)
}

/// In UTF-16, every second byte of the ASCII characters is zero, and every text has some of them.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let beginning = &bytes[..bytes.len().min(4096)];
    let zeros = |offset: usize| beginning.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even, odd) {
        (0, 1..) if odd * 20 > beginning.len() => Some(UTF_16LE),
        (1.., 0) if even * 20 > beginning.len() => Some(UTF_16BE),
        _ => None,
    }
}

fn likely(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // More would not change the answer, only take longer.
    detector.feed(&bytes[..bytes.len().min(1 << 20)], bytes.len() <= 1 << 20);
    detector.guess(None, Utf8Detection::Deny)
}

/// What a web page or an XML file says its encoding is, in its first kilobytes.
pub(super) fn declared_in(bytes: &[u8]) -> Option<String> {
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    ["charset=", "encoding="].into_iter().find_map(|key| {
        let rest = beginning.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        Encoding::for_label(label.as_bytes()).map(|_| label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declared: Option<&str>) -> (String, Option<&'static str>) {
        let decoded = decode(bytes, declared).unwrap();
        (decoded.text, decoded.encoding)
    }

    /// Otherwise an article in an older encoding comes in with every accented letter wrong.
    #[test]
    fn older_encodings_are_recognised() {
        let russian = "Стороны не договорились о прекращении огня, сообщил представитель министерства.";
        let german = "Die Länder fordern höhere Zölle; Österreich lehnt das „vorläufig“ ab – für später.";
        let japanese = "両国は停戦について合意に達しなかったと、外務省の報道官が述べた。";
        for (label, text) in [
            ("windows-1251", russian),
            ("KOI8-R", russian),
            ("windows-1252", german),
            ("Shift_JIS", japanese),
            ("EUC-JP", japanese),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(read(&bytes, None).0, text, "{label} by what is likely");
            assert_eq!(read(&bytes, Some(label)), (text.to_owned(), Some(encoding.name())), "{label} as declared");
        }
    }

    #[test]
    fn utf_16_is_recognised_with_and_without_mark() {
        let text = "Ceasefire – “agreed in principle”\n停戦";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: [u8; 2], bytes: &[u8]| [&mark[..], bytes].concat();
        assert_eq!(read(&little, None), (text.to_owned(), Some("UTF-16LE")));
        assert_eq!(read(&big, None), (text.to_owned(), Some("UTF-16BE")));
        assert_eq!(read(&marked([0xff, 0xfe], &little), None).0, text);
        assert_eq!(read(&marked([0xfe, 0xff], &big), None).0, text);
    }

    /// One cut character must not turn a whole article into another encoding.
    #[test]
    fn a_damaged_utf_8_stays_utf_8() {
        let mut bytes =
            "Zölle für Äpfel, größere Prüfungen, übermäßige Gebühren, früher für später. ".repeat(4).into_bytes();
        bytes.push(0xe2);
        let decoded = decode(&bytes, None).unwrap();
        assert!(decoded.is_damaged && decoded.encoding.is_none() && decoded.text.starts_with("Zölle"));
    }

    #[test]
    fn what_is_no_text_is_none() {
        assert!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0", None).is_none());
        assert!(decode(&(0..=255).collect::<Vec<u8>>().repeat(4), None).is_none());
    }
}
