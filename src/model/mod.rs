//! What a dossier is: parties, items, positions, sources, stances and dates; edits and their history.
//!
//! Nothing here knows of files, of time, of a window or of what follows from a dossier. How positions are stored does
//! not show outside: everyone else meets records, keys and cells.

mod address;
mod date;
mod dossier;
mod edit;
mod highlight;
mod history;
mod id;
pub mod names;
pub mod nearest;
pub mod quoting;
mod record;
pub mod shown;
pub mod steps;
mod table;
mod text;

pub use address::{Address, NoLink};
pub use date::{Date, DateError};
pub use dossier::{Dossier, Parts};
pub use edit::{Applied, Edit, EditError, Touched};
pub use highlight::{Highlight, HighlightColor, HighlightKind, Highlights};
pub use history::{Done, History, Step};
pub use id::{Cell, ItemId, Key, PartyId, Place, PositionId, SourceId};
pub use record::{
    Condition, Discount, DiscountKind, Evidence, Extra, Item, List, Party, Position, Role, SetAside, Side, Source,
    Stance,
};
pub use table::Table;
pub use text::{Buffer, Text};
