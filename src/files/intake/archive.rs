//! Parts of a document that is a zip archive. What is unpacked is bounded, whatever the archive says of its sizes.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Form, LARGEST_UNPACKED, Unreadable, encoding};

/// An archive, and how much may still be taken out of it.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
    /// What the archive is, for messages.
    pub(super) form: Form,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8], form: Form) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            Unreadable::broken(
                form,
                "its list of contents is missing or does not fit, as after a download that was cut off",
            )
        })?;
        Ok(Self { zip, left: LARGEST_UNPACKED, form })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part as text. None when there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let form = self.form;
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(Unreadable::Locked(form));
            }
            Err(_) => return Err(Unreadable::broken(form, format!("its part {name} cannot be unpacked"))),
        };
        let mut bytes = Vec::new();
        entry
            .take(u64::try_from(self.left).unwrap_or(u64::MAX).saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| Unreadable::broken(form, format!("its part {name} cannot be unpacked")))?;
        self.left = self.left.checked_sub(bytes.len()).ok_or(Unreadable::UnpacksTooLarge)?;
        let decoded = encoding::decode(&bytes, encoding::declared_in(&bytes).as_deref());
        decoded
            .map(|decoded| Some(decoded.text))
            .ok_or_else(|| Unreadable::broken(form, format!("its part {name} is no text")))
    }

    /// A part that must be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<String, Unreadable> {
        let form = self.form;
        self.text(name)?.ok_or_else(|| Unreadable::broken(form, format!("its part {name} is missing")))
    }
}
