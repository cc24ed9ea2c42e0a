//! egui's styles, made from the tokens.

use egui::style::{ScrollStyle, WidgetVisuals, Widgets};
use egui::{CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2};

use super::{Face, Palette, font, palette_of, size, space};

/// The style of a theme.
pub(super) fn style(theme: Theme) -> Style {
    let palette = palette_of(theme);
    let mut style = Style { visuals: visuals(theme, palette), animation_time: 0.1, ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, font(Face::Regular, size::SMALL)),
        (TextStyle::Body, font(Face::Regular, size::BODY)),
        (TextStyle::Button, font(Face::Medium, size::BODY)),
        (TextStyle::Heading, font(Face::Strong, size::TITLE)),
        (TextStyle::Monospace, egui::FontId::monospace(size::BODY)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::SMALL, space::TIGHT + 2.0);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.interact_size = vec2(28.0, 26.0);
    spacing.combo_width = 60.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 9.0;
    spacing.menu_width = 320.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle { bar_width: 10.0, ..ScrollStyle::solid() };
    // Text that fades at the edge of a table looks cut.
    spacing.scroll.fade.strength = 0.0;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = true;
    style.url_in_tooltip = true;
    style
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let radius = CornerRadius::same(space::RADIUS);
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.weak);
    visuals.hyperlink_color = palette.accent;
    visuals.faint_bg_color = palette.hover;
    visuals.extreme_bg_color = palette.field;
    visuals.text_edit_bg_color = Some(palette.field);
    visuals.code_bg_color = palette.window;
    visuals.warn_fg_color = palette.warning.strong;
    visuals.error_fg_color = palette.danger.strong;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.border);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(7);
    visuals.window_shadow = Shadow { offset: [0, 8], blur: 28, spread: 0, color: palette.shadow };
    visuals.popup_shadow = Shadow { offset: [0, 4], blur: 14, spread: 0, color: palette.shadow };
    visuals.selection.bg_fill = palette.accent_fill;
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    visuals.widgets = Widgets {
        noninteractive: widget(palette.panel, palette.line, palette.text, radius),
        inactive: widget(palette.button, palette.border, palette.text, radius),
        hovered: widget(palette.button_hover, palette.weak, palette.text, radius),
        active: widget(palette.accent_fill, palette.accent, palette.text, radius),
        open: widget(palette.button_hover, palette.border, palette.text, radius),
    };
    visuals
}

fn widget(
    fill: egui::Color32,
    border: egui::Color32,
    text: egui::Color32,
    corner_radius: CornerRadius,
) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    }
}
