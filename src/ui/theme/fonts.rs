//! Fonts: one variable face for text in four weights, one subset of icons. Other scripts come from egui's own fallback
//! fonts and from the system.

use std::sync::Arc;

use egui::epaint::text::{FontTweak, VariationCoords};
use egui::{FontData, FontDefinitions, FontFamily, FontId};

const TEXT: &[u8] = include_bytes!("../../../assets/fonts/InterVariable-subset.ttf");
const ICONS: &[u8] = include_bytes!("../../../assets/icons/phosphor-subset.ttf");

/// A weight of the text face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// 400: what is read.
    Regular,
    /// 500: names of rows and controls.
    Medium,
    /// 600: heads, stances.
    Strong,
}

impl Face {
    const ALL: [Self; 3] = [Self::Regular, Self::Medium, Self::Strong];

    fn weight(self) -> f32 {
        match self {
            Self::Regular => 400.0,
            Self::Medium => 500.0,
            Self::Strong => 600.0,
        }
    }

    /// egui's name for it.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Medium => FontFamily::Name("medium".into()),
            Self::Strong => FontFamily::Name("strong".into()),
        }
    }
}

/// The text face in a weight and size.
pub fn font(face: Face, size: f32) -> FontId {
    FontId::new(size, face.family())
}

/// The icon face in a size.
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("icons".into()))
}

/// Our faces in front of egui's own, which stay behind them for other scripts.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    // Icons are drawn on whole pixels: their hairlines blur between two.
    let tweak = FontTweak { subpixel_binning: Some(false), ..FontTweak::default() };
    fonts.font_data.insert("icons".to_owned(), Arc::new(FontData::from_static(ICONS).tweak(tweak)));
    for face in Face::ALL {
        let name = format!("text-{}", face.weight());
        let tweak = FontTweak { coords: VariationCoords::new([(b"wght", face.weight())]), ..FontTweak::default() };
        fonts.font_data.insert(name.clone(), Arc::new(FontData::from_static(TEXT).tweak(tweak)));
        let chain = [name, "icons".to_owned()].into_iter().chain(fallback.iter().cloned()).collect();
        fonts.families.insert(face.family(), chain);
    }
    let icons = ["icons".to_owned()].into_iter().chain(fallback).collect();
    fonts.families.insert(FontFamily::Name("icons".into()), icons);
    fonts
}
