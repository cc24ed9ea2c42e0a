//! A part of the window as a PNG file.

use std::io;
use std::path::Path;

use egui::{ColorImage, Rect};

use super::disk::{self, SaveError};
use super::world::World;

/// Cuts `area` (in points, of which each has `scale` pixels) out of the window's pixels and writes it as PNG in one step.
///
/// # Errors
/// Says at which stage writing failed.
pub(super) fn write(
    world: &dyn World,
    path: &Path,
    pixels: &ColorImage,
    area: Rect,
    scale: f32,
) -> Result<(), SaveError> {
    let cut = cut(pixels, area, scale);
    disk::replace(world, path, |out| encode(&cut, out))
}

/// The pixels of an area; what lies outside the window is left out.
fn cut(pixels: &ColorImage, area: Rect, scale: f32) -> ColorImage {
    let window = Rect::from_min_size(egui::Pos2::ZERO, pixels.size.map(as_f32).into());
    let inside = (area * scale).intersect(window);
    pixels.region(&Rect::from_min_max(inside.min.round(), inside.max.round()), None)
}

#[allow(clippy::cast_precision_loss, reason = "pixels of a window")]
fn as_f32(pixels: usize) -> f32 {
    pixels as f32
}

fn encode(pixels: &ColorImage, out: &mut dyn io::Write) -> io::Result<()> {
    let [width, height] = pixels.size.map(|side| u32::try_from(side).unwrap_or(0));
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let bytes: Vec<u8> = pixels.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
    let mut writer = encoder.write_header().map_err(io::Error::other)?;
    writer.write_image_data(&bytes).map_err(io::Error::other)?;
    writer.finish().map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_holds_the_pixels_of_its_area_and_nothing_else() {
        let mut window = ColorImage::filled([8, 6], egui::Color32::BLACK);
        window.pixels[3 * 8 + 4] = egui::Color32::RED;
        let area = Rect::from_min_max(egui::pos2(1.0, 1.0), egui::pos2(9.0, 9.0));
        let cut = cut(&window, area, 2.0);
        assert_eq!(cut.size, [6, 4], "cut at the window's edge");
        assert_eq!(cut.pixels[6 + 2], egui::Color32::RED);
        let mut bytes = Vec::new();
        encode(&cut, &mut bytes).unwrap();
        let mut reader = png::Decoder::new(io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(&pixels[(6 + 2) * 3..(6 + 2) * 3 + 3], [255, 0, 0]);
    }
}
