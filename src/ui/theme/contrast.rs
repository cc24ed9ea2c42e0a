//! The tests that hold the palette to what people can read and tell apart.
#![cfg(test)]

use egui::Color32;

use super::{Palette, Tint, palette_of};
use crate::compare::{Standing, Status};
use crate::model::{HighlightColor, Stance};

type Linear = [f64; 3];

fn linear(color: Color32) -> Linear {
    [color.r(), color.g(), color.b()].map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// Contrast ratio by WCAG 2.2, 1 to 21.
fn contrast(a: Color32, b: Color32) -> f64 {
    let luminance = |color| {
        let [r, g, b] = linear(color);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Colour vision deficiencies at full severity (Machado, Oliveira and Fernandes 2009), and none.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// A colour as seen with a deficiency, in Oklab (Ottosson 2020).
#[allow(clippy::many_single_char_names, reason = "the letters of the formula")]
fn seen(color: Color32, sight: &[[f64; 3]; 3]) -> Linear {
    let rgb = linear(color);
    let [r, g, b] = sight.map(|row| row.iter().zip(rgb).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0));
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

fn themes() -> [(&'static str, &'static Palette); 2] {
    [("light", palette_of(egui::Theme::Light)), ("dark", palette_of(egui::Theme::Dark))]
}

fn standings() -> impl Iterator<Item = Standing> {
    Stance::ALL.into_iter().map(Standing::Stated).chain([Standing::Disputed])
}

#[test]
fn everything_written_can_be_read() {
    for (theme, palette) in themes() {
        let pair = |name: &str, text: Color32, surface: Color32| {
            let ratio = contrast(text, surface);
            assert!(ratio >= 4.5, "{theme}: {name} has a contrast of {ratio:.2}, AA wants 4.5");
        };
        for surface in [
            palette.window,
            palette.panel,
            palette.field,
            palette.button,
            palette.button_hover,
            palette.accent_fill,
            palette.hover,
        ] {
            pair("text", palette.text, surface);
            pair("weak text", palette.weak, surface);
        }
        for surface in [palette.window, palette.panel, palette.accent_fill] {
            pair("accent", palette.accent, surface);
        }
        pair("text on accent", palette.on_accent, palette.accent);
        pair("text that was looked for", palette.text, palette.found);
        let tinted = standings().map(|s| palette.standing(s)).chain(Status::ALL.map(|s| palette.status(s)));
        for Tint { strong, fill } in tinted.chain([palette.danger, palette.warning]) {
            pair("strong on its tint", strong, fill);
            pair("strong on panel", strong, palette.panel);
            pair("text on tint", palette.text, fill);
            pair("weak text on tint", palette.weak, fill);
        }
    }
}

/// A veil of premultiplied colour over a surface.
#[allow(clippy::disallowed_methods, reason = "a colour that is computed, to be measured")]
fn veiled(surface: Color32, veil: Color32) -> Color32 {
    let over = |below: u8, above: u8| {
        let left = u16::from(below) * u16::from(255 - veil.a()) / 255;
        u8::try_from(left + u16::from(above)).unwrap_or(255)
    };
    Color32::from_rgb(over(surface.r(), veil.r()), over(surface.g(), veil.g()), over(surface.b(), veil.b()))
}

/// In a selected range one still reads what one is about to change.
#[test]
fn cells_of_a_selected_range_can_be_read() {
    for (theme, palette) in themes() {
        for Tint { strong, fill } in standings().map(|standing| palette.standing(standing)) {
            let surface = veiled(fill, palette.range);
            for (name, color, wanted) in [("text", palette.text, 4.5), ("the stance", strong, 3.5)] {
                let ratio = contrast(color, surface);
                assert!(ratio >= wanted, "{theme}: {name} in a selected cell has a contrast of {ratio:.2}");
            }
        }
    }
}

#[test]
fn borders_of_controls_can_be_seen() {
    for (theme, palette) in themes() {
        for surface in [palette.panel, palette.window, palette.field, palette.button] {
            let ratio = contrast(palette.accent, surface);
            assert!(ratio >= 3.0, "{theme}: the focus ring has a contrast of {ratio:.2}, AA wants 3");
        }
    }
}

/// Otherwise a hit of the search and the word of a highlighter look alike.
#[test]
fn words_that_were_looked_for_have_an_edge_that_is_seen() {
    for (theme, palette) in themes() {
        assert!(contrast(palette.text, palette.found) >= 4.5, "{theme}: text that was looked for");
        for (name, surface) in [("its surface", palette.found), ("paper", palette.panel)] {
            let ratio = contrast(palette.found_edge, surface);
            assert!(ratio >= 3.0, "{theme}: the edge of a hit has a contrast of {ratio:.2} on {name}");
        }
    }
}

/// A mark that looks like that of a stance would say something that nobody said.
#[test]
fn highlighters_can_be_read_and_told_apart_and_are_none_of_the_stances() {
    let distance = |a: Linear, b: Linear| a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
    for (theme, palette) in themes() {
        let fills = HighlightColor::ALL.map(|color| palette.highlight(color));
        for (number, fill) in fills.into_iter().enumerate() {
            assert!(contrast(palette.text, fill) >= 4.5, "{theme}: text on highlighter {number}");
            let sight = &SIGHTS[0].1;
            let surfaces = standings().map(|standing| palette.standing(standing).fill).chain([palette.accent_fill]);
            for surface in surfaces {
                let apart = distance(seen(fill, sight), seen(surface, sight));
                assert!(apart >= 0.08, "{theme}: highlighter {number} looks like a tint ({apart:.3})");
            }
            for other in &fills[..number] {
                let apart = distance(seen(fill, sight), seen(*other, sight));
                assert!(apart >= 0.08, "{theme}: two highlighters are only {apart:.3} apart");
            }
        }
    }
}

#[test]
fn stances_are_told_apart_by_people_who_see_colours_differently() {
    for (theme, palette) in themes() {
        for (sight, matrix) in &SIGHTS {
            let seen: Vec<_> = standings().map(|s| (s, seen(palette.standing(s).strong, matrix))).collect();
            for (n, (a, first)) in seen.iter().enumerate() {
                for (b, second) in &seen[..n] {
                    let distance = first.iter().zip(second).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
                    assert!(distance >= 0.085, "{theme}, {sight}: {a:?} and {b:?} are only {distance:.3} apart");
                }
            }
        }
    }
}
