//! Where a match may be: the rarest sign of the words that are looked for, found by its bytes.
//!
//! Comparing signs is slow and looking for bytes is fast. Of the signs of the words one is chosen that is rare in
//! texts and has few forms (`v` is `v`, `V`, `ṽ`, `ｖ` …). Its plain forms are found by their last byte, which tells
//! letters of one alphabet apart; the others by their first, which other texts do not have.

use super::fold::Folding;

/// A sign of the words, and the bytes by which it is found.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    /// Its place among the signs.
    pub(super) place: usize,
    /// The sign.
    pub(super) sign: char,
    /// Last bytes of its plain forms.
    near: Probe,
    /// First bytes of all others, if there are any.
    far: Option<Probe>,
}

/// Where the next of a kind stands; the end of the text for none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nexts {
    near: usize,
    far: usize,
}

impl Anchor {
    /// Chooses among the signs, of which there is at least one.
    pub(super) fn of(signs: &[char], folding: Folding) -> Self {
        let mut best: Option<(u32, Self)> = None;
        for (place, &sign) in signs.iter().enumerate() {
            if signs[..place].contains(&sign) {
                continue;
            }
            let (near, far) = forms(sign, folding);
            let shared = near.iter().filter(|form| !form.is_ascii()).any(|form| far.contains(&lead(*form)));
            let cost = commonness(sign) + if far.len() > 3 || shared { 600 } else { 0 };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                let near = Probe::of(near.into_iter().map(last).collect());
                let far = (!far.is_empty()).then(|| Probe::of(far));
                best = Some((cost, Self { place, sign, near, far }));
            }
        }
        best.map_or_else(|| Self { place: 0, sign: '\0', near: Probe::of(Vec::new()), far: None }, |(_, anchor)| anchor)
    }

    /// The next byte from `from` on, before `until`, at which the sign may stand. `nexts` remembers what was seen.
    pub(super) fn next(&self, bytes: &[u8], from: usize, until: usize, nexts: &mut Option<Nexts>) -> Option<usize> {
        let known = *nexts;
        let after = |probe: &Probe, seen: Option<usize>| match seen {
            Some(seen) if seen >= from => seen,
            _ => bytes.get(from..until).and_then(|rest| probe.find(rest)).map_or(until, |found| from + found),
        };
        let near = after(&self.near, known.map(|known| known.near));
        let far = match &self.far {
            Some(far) => after(far, known.map(|known| known.far)),
            None => until,
        };
        *nexts = Some(Nexts { near, far });
        let next = near.min(far);
        (next < until).then_some(next)
    }
}

/// Bytes that are looked for.
#[derive(Debug, Clone)]
enum Probe {
    One(u8),
    Two(u8, u8),
    Three(u8, u8, u8),
    Many(Box<[bool; 256]>),
}

impl Probe {
    fn of(mut bytes: Vec<u8>) -> Self {
        bytes.sort_unstable();
        bytes.dedup();
        match bytes[..] {
            [one] => Self::One(one),
            [one, two] => Self::Two(one, two),
            [one, two, three] => Self::Three(one, two, three),
            _ => {
                let mut table = Box::new([false; 256]);
                for byte in bytes {
                    table[usize::from(byte)] = true;
                }
                Self::Many(table)
            }
        }
    }

    fn find(&self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::One(one) => memchr::memchr(*one, bytes),
            Self::Two(one, two) => memchr::memchr2(*one, *two, bytes),
            Self::Three(one, two, three) => memchr::memchr3(*one, *two, *three, bytes),
            Self::Many(table) => find_any(table, bytes),
        }
    }
}

/// Looks byte by byte, but steps over what is ASCII when nothing of that is looked for.
fn find_any(table: &[bool; 256], bytes: &[u8]) -> Option<usize> {
    const STEP: usize = 64;
    let has_ascii = table[..128].contains(&true);
    let mut from = 0;
    for chunk in bytes.chunks(STEP) {
        let is_plain = !has_ascii && chunk.iter().fold(0, |all, byte| all | byte) < 0x80;
        if !is_plain && let Some(at) = chunk.iter().position(|byte| table[usize::from(*byte)]) {
            return Some(from + at);
        }
        from += chunk.len();
    }
    None
}

/// The plain forms of a sign, and the first bytes of its others.
fn forms(sign: char, folding: Folding) -> (Vec<char>, Vec<u8>) {
    let mut near: Vec<char> = ('\0'..='\u{7f}').filter(|form| folding.fold(*form).as_slice() == [sign]).collect();
    let is_plain = |form: char| form == sign || sign.to_uppercase().eq([form]);
    let (plain, others): (Vec<_>, Vec<_>) = folding.forms(sign).into_iter().partition(|form| is_plain(*form));
    near.extend(plain);
    let mut far: Vec<u8> = others.into_iter().map(lead).collect();
    far.sort_unstable();
    far.dedup();
    (near, far)
}

fn lead(sign: char) -> u8 {
    sign.encode_utf8(&mut [0; 4]).as_bytes()[0]
}

fn last(sign: char) -> u8 {
    sign.encode_utf8(&mut [0; 4]).as_bytes()[sign.len_utf8() - 1]
}

/// How often a sign stands in texts, roughly, in ten thousand.
fn commonness(sign: char) -> u32 {
    const LATIN: [u32; 26] = [
        750, 140, 310, 400, 1000, 200, 190, 450, 700, 20, 80, 400, 260, 690, 700, 220, 15, 620, 650, 750, 300, 110,
        170, 20, 160, 20,
    ];
    const CYRILLIC: [u32; 32] = [
        650, 130, 370, 140, 250, 700, 80, 130, 600, 100, 290, 360, 270, 550, 900, 230, 390, 450, 520, 220, 25, 80, 40,
        120, 70, 30, 4, 150, 140, 30, 60, 170,
    ];
    let among = |list: &[u32], first: char| list.get(u32::from(sign).wrapping_sub(u32::from(first)) as usize).copied();
    among(&LATIN, 'a').or_else(|| among(&CYRILLIC, 'а')).unwrap_or(match sign {
        ' ' => 1800,
        ',' | '.' => 100,
        _ if sign.is_ascii() => 60,
        _ if sign.len_utf8() == 2 => 300,
        _ => 100,
    })
}
