//! What is read and closed: a message, every key, what the program is.

use egui::{Label, ScrollArea, Ui, vec2};

use super::super::command::{Menu, Queue, ROWS};
use super::super::controls::{self, text};
use super::super::theme::{Face, palette, size, space};
use super::super::{bidi, keys};
use super::parts::{buttons, give, is_plain_enter, title};

pub(super) fn message(ui: &mut Ui, heading: &str, words: &str, queue: &mut Queue) -> bool {
    title(ui, heading);
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| bidi::label(ui, words));
    let is_closed = is_plain_enter(ui) || buttons(ui, &["Close"]).is_some();
    is_closed && give(queue, None)
}

pub(super) fn shortcuts(ui: &mut Ui, queue: &mut Queue) -> bool {
    title(ui, "Keyboard shortcuts");
    let height = ui.ctx().content_rect().height() * 0.6;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for menu in Menu::ALL {
            controls::caption(ui, menu.name());
            for row in ROWS.iter().filter(|row| row.menu == menu && !row.keys.is_empty()) {
                let keys: Vec<_> = row.keys.iter().map(|keys| ui.ctx().format_shortcut(keys)).collect();
                shortcut_line(ui, row.name, &keys.join("  or  "));
            }
            ui.add_space(space::SMALL);
        }
        for (heading, keys) in keys::OTHERS {
            controls::caption(ui, heading);
            for (what, keys) in *keys {
                shortcut_line(ui, what, keys);
            }
            ui.add_space(space::SMALL);
        }
    });
    let is_closed = is_plain_enter(ui) || buttons(ui, &["Close"]).is_some();
    is_closed && give(queue, None)
}

fn shortcut_line(ui: &mut Ui, what: &str, keys: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        let left = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(vec2(330.0, 20.0), left, |ui| {
            ui.set_min_width(330.0);
            ui.add(Label::new(what).selectable(false));
        });
        let color = palette(ui).weak;
        ui.label(text(keys, Face::Medium, size::BODY, color));
    });
}

pub(super) fn about(ui: &mut Ui, queue: &mut Queue) -> bool {
    title(ui, "Standpoint");
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    ui.label("Compares negotiating positions. Everything stays on this computer: the program never uses the network.");
    ui.add_space(space::SMALL);
    controls::remark(
        ui,
        "Standpoint is under the MIT or Apache 2.0 licence. Text is set in Inter (SIL Open Font Licence), icons are Phosphor's (MIT).",
    );
    let is_closed = is_plain_enter(ui) || buttons(ui, &["Close"]).is_some();
    is_closed && give(queue, None)
}
