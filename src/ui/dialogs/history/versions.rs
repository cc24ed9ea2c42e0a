//! The saved versions: when, what changed in each, and what going back to one would bring.

use egui::{Key, Label, ScrollArea, Ui};

use super::super::super::command::{Answer, Command, Queue};
use super::super::super::history::{Change, HistoryCommand, Preview, VersionLine, VersionsPage};
use super::super::super::theme::{Face, palette, size, space};
use super::super::super::{OpenDossier, bidi, controls, icons, words};
use super::super::parts::{give, is_plain_enter};
use super::steps::count_of;

/// Height of the list and of what the chosen version would bring, where there is room.
const HEIGHTS: (f32, f32) = (300.0, 150.0);

/// The same in this window. It does not follow from what stands in them, so that nothing jumps.
fn heights(ui: &Ui) -> (f32, f32) {
    let room = ui.ctx().content_rect().height();
    (HEIGHTS.0.min(room * 0.38), HEIGHTS.1.min(room * 0.2))
}

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, page: &mut VersionsPage, queue: &mut Queue) -> bool {
    if let Some(remark) = &page.remark {
        let color = palette(ui).warning.strong;
        ui.add(Label::new(controls::text(remark.as_str(), Face::Medium, size::SMALL, color)).wrap());
    }
    let is_empty = match &page.lines {
        None => {
            controls::remark(ui, "Looking for saved versions…");
            true
        }
        Some(lines) if lines.is_empty() => {
            empty(ui, open);
            true
        }
        Some(_) => false,
    };
    if is_empty {
        return close_or_restore(ui, None, queue);
    }
    controls::remark(ui, "Kept on this computer, not in the file: the last ten, farther apart the older they are");
    ui.add_space(space::TIGHT);
    if let Some(chosen) = list(ui, page) {
        page.chosen = chosen;
        page.preview = Preview::Reading;
        queue.push(Command::History(HistoryCommand::Choose(chosen)));
    }
    ui.add_space(space::SMALL);
    preview(ui, page);
    let can_restore = open.read_only.is_none() && matches!(page.preview, Preview::Changes { .. });
    close_or_restore(ui, Some(can_restore), queue)
}

/// What the list is for, while there is nothing in it.
fn empty(ui: &mut Ui, open: &OpenDossier<'_>) {
    ui.add_space(space::LARGE);
    let words = if open.file_path.is_none() {
        "Each time you save a dossier, the version is kept: the last ten, farther apart the older they are. Here you see what changed in each and can go back to any of them. Save this dossier to a file to begin."
    } else {
        "No version of this file is kept yet. Each time you save, the version is kept: the last ten, farther apart the older they are. Here you will see what changed in each and can go back to any of them."
    };
    ui.add(Label::new(words).wrap());
    ui.add_space(space::LARGE);
}

/// The lines. Gives back the one that was chosen now.
fn list(ui: &mut Ui, page: &VersionsPage) -> Option<usize> {
    let lines = page.lines.as_deref()?;
    let moved = moved_by_keys(ui, page.chosen, lines.len() - 1);
    let mut chosen = moved;
    ScrollArea::vertical().id_salt("versions").max_height(heights(ui).0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (number, version) in lines.iter().enumerate() {
            let is_chosen = number == moved.unwrap_or(page.chosen);
            let response = line(ui, version, is_chosen);
            if is_chosen && moved.is_some() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(number);
            }
        }
    });
    chosen.filter(|chosen| *chosen != page.chosen)
}

fn moved_by_keys(ui: &Ui, chosen: usize, last: usize) -> Option<usize> {
    let down = count_of(ui, Key::ArrowDown) + 5 * count_of(ui, Key::PageDown);
    let up = count_of(ui, Key::ArrowUp) + 5 * count_of(ui, Key::PageUp);
    let to = match (count_of(ui, Key::Home), count_of(ui, Key::End)) {
        (1.., _) => 0,
        (_, 1..) => last,
        _ => (chosen + down).min(last).saturating_sub(up),
    };
    (to != chosen).then_some(to)
}

fn line(ui: &mut Ui, version: &VersionLine, is_chosen: bool) -> egui::Response {
    let colors = palette(ui);
    let is_damaged = matches!(version.change, Change::Damaged(_));
    let icon = if is_damaged { (icons::WARNING, colors.danger.strong) } else { (icons::CLOCK, colors.weak) };
    let place = match (version.is_in_file, version.is_beside) {
        (true, _) => " – in the file now",
        (false, true) => " – beside the file, as .bak",
        (false, false) => "",
    };
    let change = match &version.change {
        Change::Pending => "…",
        Change::First => "The first version kept",
        Change::Told(change) => change,
        Change::Damaged(reason) => reason,
    };
    let positions = version.positions.map(|number| format!("{}, ", words::count(number, "position")));
    let size = format!("{}{}", positions.unwrap_or_default(), words::bytes(version.length));
    let title = format!("{}{place}", words::capitalised(&version.when));
    controls::list_line(ui, icon, &title, &format!("{change}  ·  {size}"), is_chosen)
}

/// What going back to the chosen version would bring.
fn preview(ui: &mut Ui, page: &VersionsPage) {
    let colors = palette(ui);
    let frame = egui::Frame::new().fill(colors.window).corner_radius(space::RADIUS).inner_margin(10);
    let height = heights(ui).1;
    let all = ScrollArea::vertical().id_salt("what it would bring").max_height(height).auto_shrink([false, true]);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(height);
        let (words, color, lines) = match &page.preview {
            Preview::Reading => ("Reading it…".into(), colors.weak, &[][..]),
            Preview::Same => ("This is what is in the window now".into(), colors.weak, &[][..]),
            Preview::Changes { summary, lines } => {
                (format!("Against what is in the window now: {summary}"), colors.text, &lines[..])
            }
            Preview::Failed(reason) => (reason.clone(), colors.danger.strong, &[][..]),
        };
        all.show(ui, |ui| {
            bidi::label(ui, controls::text(words, Face::Medium, size::BODY, color));
            ui.spacing_mut().item_spacing.y = 1.0;
            for line in lines {
                controls::remark(ui, line.as_str());
            }
        });
    });
}

/// Close, and Restore where there is anything to choose. Enter restores.
fn close_or_restore(ui: &mut Ui, can_restore: Option<bool>, queue: &mut Queue) -> bool {
    let mut answer = is_plain_enter(ui).then(|| can_restore.is_some());
    ui.add_space(space::LARGE);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        if let Some(is_ready) = can_restore {
            let restore = ui.add_enabled_ui(is_ready, |ui| controls::main_button(ui, "Restore")).inner;
            if restore.on_hover_text("Brings this version back as one step, which can be undone").clicked() {
                answer = Some(true);
            }
        }
        if controls::button(ui, "Close").clicked() {
            answer = Some(false);
        }
    });
    match answer {
        Some(true) if can_restore == Some(true) => give(queue, Some(Answer::RestoreVersion)),
        Some(false) => give(queue, None),
        _ => false,
    }
}
