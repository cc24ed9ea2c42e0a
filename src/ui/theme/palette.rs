//! The colours of both themes.
//!
//! The six colours of stances were chosen by searching for sets whose members stay apart (distance in `Oklab`) for
//! people with normal sight and with protanopia, deuteranopia and tritanopia, while each keeps a contrast of 4.5 : 1
//! against its own tint and against the panel. `contrast.rs` holds them to that.

use egui::Color32;

use crate::compare::{Standing, Status};
use crate::model::{HighlightColor, Stance};

/// A strong colour for text, signs and bars, and the tint that it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint {
    /// Text and signs; reads on `fill` and on a panel.
    pub strong: Color32,
    /// The surface behind them.
    pub fill: Color32,
}

/// All colours of one theme.
#[derive(Debug, Clone)]
pub struct Palette {
    /// Behind everything, and the heads of the matrix.
    pub window: Color32,
    /// What is read and edited: matrix, inspector, dialogs.
    pub panel: Color32,
    /// Text fields.
    pub field: Color32,
    /// Buttons at rest.
    pub button: Color32,
    /// Buttons under the pointer.
    pub button_hover: Color32,
    /// Hairlines between cells.
    pub line: Color32,
    /// Borders of controls and panels.
    pub border: Color32,
    /// What is read.
    pub text: Color32,
    /// Captions and what is said in passing; still readable.
    pub weak: Color32,
    /// Where the person is: selection, focus, links, the one main button.
    pub accent: Color32,
    /// Behind what is selected.
    pub accent_fill: Color32,
    /// Laid over the cells of a selected range; lets their tints through.
    pub range: Color32,
    /// Behind words that were looked for.
    pub found: Color32,
    /// Around them in an article, where highlighters have surfaces too.
    pub found_edge: Color32,
    /// Text on a surface of the accent colour.
    pub on_accent: Color32,
    /// The row or control under the pointer.
    pub hover: Color32,
    /// Something is wrong.
    pub danger: Tint,
    /// Something wants attention.
    pub warning: Tint,
    /// Shadow of popups and dialogs.
    pub shadow: Color32,
    demands: Tint,
    offers: Tint,
    accepts: Tint,
    rejects: Tint,
    reserved: Tint,
    disputed: Tint,
    highlights: [Color32; 4],
}

impl Palette {
    /// The colours of a stance.
    pub fn stance(&self, stance: Stance) -> Tint {
        match stance {
            Stance::Demands => self.demands,
            Stance::Offers => self.offers,
            Stance::Accepts => self.accepts,
            Stance::Rejects => self.rejects,
            Stance::Reserved => self.reserved,
        }
    }

    /// Behind the words of a highlighter: strong surfaces, where those of stances are pale.
    pub fn highlight(&self, color: HighlightColor) -> Color32 {
        match color {
            HighlightColor::Yellow => self.highlights[0],
            HighlightColor::Lime => self.highlights[1],
            HighlightColor::Aqua => self.highlights[2],
            HighlightColor::Rose => self.highlights[3],
        }
    }

    /// The colours of a cell; not stated has none of its own.
    pub fn standing(&self, standing: Standing) -> Tint {
        match standing {
            Standing::Stated(stance) => self.stance(stance),
            Standing::Disputed => self.disputed,
            Standing::NotStated => Tint { strong: self.weak, fill: self.panel },
        }
    }

    /// The colours of an item's status: those of the stance that it comes nearest to.
    pub fn status(&self, status: Status) -> Tint {
        match status {
            Status::Agreed | Status::AgreedInPrinciple => self.accepts,
            Status::Conditional => self.demands,
            Status::Contested | Status::Refused => self.rejects,
            Status::Open => self.reserved,
            Status::NotStated => Tint { strong: self.weak, fill: self.window },
        }
    }
}

/// A colour from its number, `0xrrggbb`.
#[allow(clippy::disallowed_methods, reason = "this is where the tokens are made")]
const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn tint(strong: u32, fill: u32) -> Tint {
    Tint { strong: hex(strong), fill: hex(fill) }
}

/// By day: white paper on a warm grey desk.
pub(super) const LIGHT: Palette = Palette {
    window: hex(0x00f4_f4f1),
    panel: hex(0x00ff_ffff),
    field: hex(0x00ff_ffff),
    button: hex(0x00ec_ece8),
    button_hover: hex(0x00e2_e2dd),
    line: hex(0x00e5_e4df),
    border: hex(0x00c9_c8c1),
    text: hex(0x001d_2026),
    weak: hex(0x005a_5f69),
    accent: hex(0x0017_56a9),
    accent_fill: hex(0x00dc_e9f9),
    range: Color32::from_rgba_premultiplied(3, 10, 20, 30),
    found: hex(0x00ff_e28a),
    found_edge: hex(0x008a_6100),
    on_accent: hex(0x00ff_ffff),
    hover: hex(0x00ee_eeea),
    danger: tint(0x008f_0a12, 0x00fd_e9e6),
    warning: tint(0x008a_6100, 0x00fb_f1de),
    shadow: Color32::from_black_alpha(38),
    demands: tint(0x008a_6100, 0x00fb_f1de),
    offers: tint(0x0045_229f, 0x00ee_ecfd),
    accepts: tint(0x001c_68bd, 0x00e4_effc),
    rejects: tint(0x008f_0a12, 0x00fd_e9e6),
    reserved: tint(0x005a_606b, 0x00ef_f0f3),
    disputed: tint(0x004f_0f55, 0x00f8_ebf8),
    highlights: [hex(0x00ff_f04a), hex(0x00b4_ec7a), hex(0x006c_dcec), hex(0x00ff_bfe2)],
};

/// By night: never black, so that tints stay visible.
pub(super) const DARK: Palette = Palette {
    window: hex(0x0015_171b),
    panel: hex(0x001c_1f24),
    field: hex(0x0014_161a),
    button: hex(0x002a_2e35),
    button_hover: hex(0x0036_3b44),
    line: hex(0x002c_3037),
    border: hex(0x0043_4953),
    text: hex(0x00e6_e8ec),
    weak: hex(0x00a4_abb7),
    accent: hex(0x0079_b4ff),
    accent_fill: hex(0x0020_3654),
    range: Color32::from_rgba_premultiplied(13, 19, 27, 27),
    found: hex(0x006b_5410),
    found_edge: hex(0x00fb_c054),
    on_accent: hex(0x000b_1626),
    hover: hex(0x0025_292f),
    danger: tint(0x00ff_7a66, 0x0036_1f1b),
    warning: tint(0x00fb_c054, 0x002f_2615),
    shadow: Color32::from_black_alpha(120),
    demands: tint(0x00fb_c054, 0x002f_2615),
    offers: tint(0x009f_8bff, 0x0027_2438),
    accepts: tint(0x0084_bafc, 0x001a_2736),
    rejects: tint(0x00ff_5f48, 0x0036_1f1b),
    reserved: tint(0x00d3_d8de, 0x0026_2a2f),
    disputed: tint(0x00d2_7aa8, 0x0033_2029),
    highlights: [hex(0x006a_5f00), hex(0x002c_5a10), hex(0x0000_606e), hex(0x008a_2a66)],
};
