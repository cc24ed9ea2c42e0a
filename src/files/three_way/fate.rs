//! What becomes of a record.

/// What becomes of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate<R> {
    /// It is not there.
    Gone,
    /// Ours stays as it is.
    Stays,
    /// It will be so: new, or changed.
    Becomes(Box<R>),
    /// One side deleted it and the other left it as it was: it goes unless something that stays needs it. The record is
    /// what would have to come back, where ours has none.
    Goes(Option<Box<R>>),
}

impl<R> Fate<R> {
    /// Something that stays needs it. True when it would have gone.
    pub(super) fn keep(&mut self) -> bool {
        match std::mem::replace(self, Self::Stays) {
            Self::Goes(None) => true,
            Self::Goes(Some(record)) => {
                *self = Self::Becomes(record);
                true
            }
            other => {
                *self = other;
                false
            }
        }
    }

    /// True when it is there in the end.
    pub(super) fn is_there(&self) -> bool {
        matches!(self, Self::Stays | Self::Becomes(_))
    }
}
