//! How Standpoint looks: tokens (colours, sizes, spacing), fonts and the egui styles made from them.
//!
//! No other module names a colour or a font. Colours say one thing each: the accent is where the person is (selection,
//! focus, links), the stance colours are stances and nothing else, everything around them stays grey.

mod contrast;
mod fonts;
mod palette;
mod style;

pub use fonts::{Face, font, icon_font};
pub use palette::{Palette, Tint};

/// Distances and sizes in points. Four is the unit; everything else is a multiple of it.
pub mod space {
    /// Between things that belong together.
    pub const TIGHT: f32 = 4.0;
    /// Between the parts of one control or cell.
    pub const SMALL: f32 = 8.0;
    /// Between controls.
    pub const MEDIUM: f32 = 12.0;
    /// Between groups, and inside panels.
    pub const LARGE: f32 = 16.0;
    /// Around a page.
    pub const PAGE: f32 = 32.0;
    /// Corner radius of controls and chips.
    pub const RADIUS: u8 = 5;
    /// Width of the coloured bar at the left of a cell that has a stance.
    pub const STANCE_BAR: f32 = 3.0;
}

/// Text sizes in points.
pub mod size {
    /// Badges, captions, column roles.
    pub const SMALL: f32 = 11.5;
    /// Everything that is read.
    pub const BODY: f32 = 13.0;
    /// Articles: text that is read at length.
    pub const READING: f32 = 15.0;
    /// Heads of panels and columns.
    pub const HEAD: f32 = 14.0;
    /// The start page's name and dialog titles.
    pub const TITLE: f32 = 18.0;
    /// Icons beside body text.
    pub const ICON: f32 = 16.0;
}

/// Installs fonts and both styles. Once, before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.set_style_of(theme, style::style(theme));
    }
}

/// Seconds that an animation takes; short enough never to be waited for.
const MOTION_SECONDS: f32 = 0.09;

/// Animates menus and panels, or shows them at once.
pub fn set_motion(ctx: &egui::Context, moves: bool) {
    ctx.all_styles_mut(|style| style.animation_time = if moves { MOTION_SECONDS } else { 0.0 });
}

/// The palette of the theme that `ui` is drawn in.
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    palette_of(ui.ctx().theme())
}

/// The palette of a theme.
pub fn palette_of(theme: egui::Theme) -> &'static Palette {
    match theme {
        egui::Theme::Light => &palette::LIGHT,
        egui::Theme::Dark => &palette::DARK,
    }
}
