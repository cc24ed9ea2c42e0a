//! Where a match may be: the rarest sign of the words that are looked for, found by its bytes.
//!
//! Comparing signs is slow and looking for bytes is fast. Of the signs of the words one is chosen that is rare in
//! texts and has few forms (`v` is `v`, `V`, `ṽ`, `ｖ` …). Its plain forms are found by their last byte, which tells
//! letters of one alphabet apart; the others by their first, which other texts do not have. What stands beside a plain
//! form says in most cases that it is not the word, before any sign is compared.

use super::fold::Folding;

/// A sign of the words, and the bytes by which it is found.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    /// Its place among the signs.
    pub(super) place: usize,
    /// Last bytes of its plain forms.
    near: Probe,
    /// First bytes of all others.
    far: Vec<Probe>,
    /// What may stand right behind a plain form.
    behind: Pairs,
    /// What may stand right before the last byte of one, read backwards.
    before: Pairs,
}

/// Pairs of bytes: by the first byte, a bit for each of the last six bits of the second.
#[derive(Debug, Clone)]
struct Pairs(Box<[u64; 256]>);

impl Pairs {
    fn none() -> Self {
        Self(Box::new([0; 256]))
    }

    fn any() -> Self {
        Self(Box::new([u64::MAX; 256]))
    }

    /// A first byte, with the one after it where there is one that matters.
    fn add(&mut self, first: u8, second: Option<u8>) {
        self.0[usize::from(first)] |= second.map_or(u64::MAX, |second| 1 << (second & 0x3f));
    }

    /// Whether such a pair stands there; what cannot be seen may be one.
    #[inline]
    fn has(&self, first: Option<&u8>, second: Option<&u8>) -> bool {
        let (Some(first), Some(second)) = (first, second) else { return true };
        self.0[usize::from(*first)] >> (second & 0x3f) & 1 == 1
    }
}

/// Where the next of each kind stands, as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Nexts {
    is_known: bool,
    near: usize,
    far: [usize; MOST_FAR],
}

/// At most so many probes for forms that are not plain; a sign with more of them is not chosen.
const MOST_FAR: usize = 8;

impl Anchor {
    /// Chooses among the signs. None when there is none.
    pub(super) fn of(signs: &[char], all: &[Forms], folding: Folding) -> Option<Self> {
        let first = |place: &usize| !signs[..*place].contains(&signs[*place]);
        let cost = |place: usize| commonness(signs[place]) + all[place].cost();
        let place = (0..signs.len()).filter(first).min_by_key(|place| cost(*place))?;
        let forms = &all[place];
        let near = Probe::of(&forms.plain.iter().copied().map(|form| encoded(form).1).collect::<Vec<_>>());
        // Seen together, the leads of a sign with very many forms would be more than there is room for.
        let most = forms.leads.len().div_ceil(MOST_FAR).max(3);
        let far = forms.leads.chunks(most).map(Probe::of).collect();
        let (behind, before) = beside(all, place, folding);
        Some(Self { place, near, far, behind, before })
    }

    /// The next byte from `from` on, before `until`, at which the sign may stand. `nexts` remembers what was seen.
    pub(super) fn next(&self, bytes: &[u8], from: usize, until: usize, nexts: &mut Nexts) -> Option<usize> {
        let is_new = !std::mem::replace(&mut nexts.is_known, true);
        if is_new || nexts.near < from {
            nexts.near = self.next_near(bytes, from, until);
        }
        let mut least = nexts.near;
        for (next, probe) in nexts.far.iter_mut().zip(&self.far) {
            if is_new || *next < from {
                *next = find(probe, bytes, from, until).unwrap_or(until);
            }
            least = least.min(*next);
        }
        (least < until).then_some(least)
    }

    /// The next plain form beside which nothing stands that says that the words do not stand here.
    fn next_near(&self, bytes: &[u8], from: usize, until: usize) -> usize {
        let mut from = from;
        while let Some(at) = find(&self.near, bytes, from, until) {
            let before = |by: usize| at.checked_sub(by).and_then(|place| bytes.get(place));
            if self.behind.has(bytes.get(at + 1), bytes.get(at + 2)) && self.before.has(before(1), before(2)) {
                return at;
            }
            from = at + 1;
        }
        until
    }
}

#[inline]
fn find(probe: &Probe, bytes: &[u8], from: usize, until: usize) -> Option<usize> {
    bytes.get(from..until).and_then(|rest| probe.find(rest)).map(|found| from + found)
}

/// One to three bytes that are looked for; none where there is none.
#[derive(Debug, Clone, Copy)]
enum Probe {
    None,
    One(u8),
    Two(u8, u8),
    Three(u8, u8, u8),
    /// More of them, which white space has and signs with very many forms.
    Many(u128, u128),
}

impl Probe {
    fn of(bytes: &[u8]) -> Self {
        let mut bytes = bytes.to_vec();
        bytes.sort_unstable();
        bytes.dedup();
        match bytes[..] {
            [] => Self::None,
            [one] => Self::One(one),
            [one, two] => Self::Two(one, two),
            [one, two, three] => Self::Three(one, two, three),
            _ => bytes.iter().fold(Self::Many(0, 0), |probe, byte| match probe {
                Self::Many(low, high) if byte.is_ascii() => Self::Many(low | 1 << byte, high),
                Self::Many(low, high) => Self::Many(low, high | 1 << (byte & 0x7f)),
                other => other,
            }),
        }
    }

    fn find(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::None => None,
            Self::One(one) => memchr::memchr(one, bytes),
            Self::Two(one, two) => memchr::memchr2(one, two, bytes),
            Self::Three(one, two, three) => memchr::memchr3(one, two, three, bytes),
            Self::Many(low, high) => bytes.iter().position(|byte| {
                let set = if byte.is_ascii() { low } else { high };
                set >> (byte & 0x7f) & 1 == 1
            }),
        }
    }
}

/// The forms in which a sign may stand in a text.
pub(super) struct Forms {
    /// Itself and its capital, and all that are ASCII.
    pub(super) plain: Vec<char>,
    /// First bytes of the others.
    leads: Vec<u8>,
    /// All others.
    pub(super) others: Vec<char>,
}

impl Forms {
    pub(super) fn of(sign: char, folding: Folding) -> Self {
        let mut plain: Vec<char> = ('\0'..='\u{7f}').filter(|form| folding.fold(*form).as_slice() == [sign]).collect();
        let is_plain = |form: &char| *form == sign || sign.to_uppercase().eq([*form]);
        let (near, others): (Vec<_>, Vec<_>) = folding.forms(sign).into_iter().partition(is_plain);
        plain.extend(near);
        let mut leads: Vec<u8> = others.iter().copied().map(lead).collect();
        leads.sort_unstable();
        leads.dedup();
        Self { plain, leads, others }
    }

    /// What its forms cost beyond the sign itself: first bytes that are common in some texts stop the search often.
    fn cost(&self) -> u32 {
        let is_beyond = self.plain.iter().any(|form| !form.is_ascii());
        let of = |lead: &u8| match lead {
            // Of the same alphabet.
            0xc4..=0xdf if is_beyond => 2000,
            0xc3 => 400,
            0xc2 | 0xe2 => 150,
            0xc4 | 0xc5 => 60,
            0xc6..=0xdf => 20,
            _ => 5,
        };
        self.leads.iter().map(of).sum::<u32>() + if self.plain.len() > 3 { 2000 } else { 0 }
    }

    /// Every form.
    fn all(&self) -> impl Iterator<Item = char> {
        self.plain.iter().chain(&self.others).copied()
    }
}

/// What may stand right behind a plain form of the sign at this place, and right before its last byte.
fn beside(all: &[Forms], place: usize, folding: Folding) -> (Pairs, Pairs) {
    let dropped = folding.dropped();
    let forms = &all[place];
    let behind = match all.get(place + 1) {
        None => Pairs::any(),
        Some(next) => {
            let mut pairs = Pairs::none();
            for form in next.all().chain(dropped.iter().copied()) {
                let mut room = [0; 4];
                let bytes = form.encode_utf8(&mut room).as_bytes();
                pairs.add(bytes[0], bytes.get(1).copied());
            }
            pairs
        }
    };
    // A sign of one byte has the sign before it there, another its own bytes.
    let backwards = |pairs: &mut Pairs, form: char| {
        let (before, last) = encoded(form);
        pairs.add(last, before);
    };
    let mut before = Pairs::none();
    for form in forms.plain.iter().filter(|form| !form.is_ascii()) {
        let mut room = [0; 4];
        let bytes = form.encode_utf8(&mut room).as_bytes();
        let own = &bytes[..bytes.len() - 1];
        before.add(own[own.len() - 1], own.len().checked_sub(2).map(|place| own[place]));
    }
    if forms.plain.iter().any(char::is_ascii) {
        match place.checked_sub(1) {
            None => before = Pairs::any(),
            Some(place) => {
                all[place].all().chain(dropped.iter().copied()).for_each(|form| backwards(&mut before, form));
            }
        }
    }
    (behind, before)
}

fn lead(sign: char) -> u8 {
    sign.encode_utf8(&mut [0; 4]).as_bytes()[0]
}

/// The last byte of a sign, with the one before it.
fn encoded(sign: char) -> (Option<u8>, u8) {
    let mut room = [0; 4];
    let bytes = sign.encode_utf8(&mut room).as_bytes();
    (bytes.len().checked_sub(2).map(|place| bytes[place]), bytes[bytes.len() - 1])
}

/// How often a sign stands in texts, roughly, in ten thousand.
pub(super) fn commonness(sign: char) -> u32 {
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
        _ if "اليمونرتبهיוהלארתבמשαεοιτνσηρ".contains(sign) => 600,
        _ if sign.len_utf8() == 2 => 200,
        _ => 100,
    })
}
