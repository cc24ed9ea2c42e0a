//! How much the compressed parts of a PDF become, found out before they are unpacked into memory.

use flate2::{Decompress, FlushDecompress, Status};

use super::super::LARGEST_UNPACKED;

/// False when the streams of a PDF unpack to more than any article needs.
pub(super) fn is_bearable(bytes: &[u8]) -> bool {
    let mut left = LARGEST_UNPACKED;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        rest = &rest[at + b"stream".len()..];
        let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).or_else(|| rest.strip_prefix(b"\r"));
        let Some(body) = body else { continue };
        let (taken, grown) = inflated(body, left);
        let Some(less) = left.checked_sub(grown) else { return false };
        left = less;
        rest = &body[taken..];
    }
    true
}

/// How many bytes a compressed stream takes and becomes; nothing of what is not compressed. Stops a little above `most`.
fn inflated(body: &[u8], most: usize) -> (usize, usize) {
    // The first byte of nearly every stream of this kind; tables of images and the like begin otherwise.
    if body.first().is_none_or(|byte| byte & 0x0f != 8) {
        return (0, 0);
    }
    let mut inflate = Decompress::new(true);
    let mut scratch = [0; 1 << 14];
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    loop {
        let (taken, grown) = (count(inflate.total_in()), count(inflate.total_out()));
        match inflate.decompress(&body[taken.min(body.len())..], &mut scratch, FlushDecompress::None) {
            Ok(Status::Ok) if count(inflate.total_out()) > most => return (taken, count(inflate.total_out())),
            Ok(Status::Ok) if count(inflate.total_in()) > taken || count(inflate.total_out()) > grown => {}
            Ok(Status::StreamEnd) => return (count(inflate.total_in()), count(inflate.total_out())),
            _ => return (0, grown),
        }
    }
}

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, sought)
}
