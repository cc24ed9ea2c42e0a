//! Where words stand: in one text, and in everything that a dossier holds. Pure functions over texts and records.
//!
//! A search over a large dossier goes on in slices, so that what was found first is on screen while it looks on.

mod anchor;
mod compared;
mod copies;
mod fold;
mod marked;
mod needle;
mod pattern;
mod plain;
mod spot;
mod walk;

pub use copies::Copies;
pub use marked::Marking;
pub use needle::{Exactness, Needle, Scan};
pub use pattern::BadPattern;
pub use spot::{Field, Owner, Spot};
pub use walk::{Hit, Search};
