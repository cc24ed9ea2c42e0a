//! Messages at the lower edge of the window: what was done, with Undo in them, and what could not be done.

use egui::{Align2, Area, Id, Order, Stroke, Ui, pos2};

use super::command::{Action, Queue};
use super::controls::{self, text};
use super::theme::{Face, icon_font, palette, size, space};
use super::view::ViewState;
use super::{Scene, icons};

/// How long a message of success stays, in seconds. Messages of failure stay until they are closed.
const SHOWN_SECONDS: f64 = 6.0;

/// A message at the lower edge of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// How serious it is.
    pub kind: ToastKind,
    /// What happened, what it means, what to do.
    pub text: String,
    /// The state of the history in which its step is the last one; only then can it be undone from here.
    pub state: Option<u64>,
    /// The window's time in seconds when it first appeared.
    pub shown_since: Option<f64>,
}

/// How serious a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done.
    Done,
    /// Something was done, and can be taken back.
    Undoable,
    /// Steps were taken back or done again.
    Travelled,
    /// Something about the place that is selected; it goes when another one is.
    Passing,
    /// Something could not be done.
    Failed,
}

impl ToastKind {
    /// True for messages about steps of the history, of which only the latest says how things stand.
    fn is_about_steps(self) -> bool {
        matches!(self, Self::Undoable | Self::Travelled)
    }
}

impl Toast {
    /// True when a message of this kind that comes now takes the place of this one. Those that came with the same
    /// command, one for each file that was added, stand together.
    pub(super) fn gives_way_to(&self, kind: ToastKind) -> bool {
        let is_passing = self.kind == ToastKind::Passing && kind == ToastKind::Passing;
        is_passing || self.kind.is_about_steps() && kind.is_about_steps() && self.state.is_some()
    }
}

/// Shows the messages that are due.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut ViewState, queue: &mut Queue) {
    let now = ui.input(|input| input.time);
    for toast in &mut view.toasts {
        toast.shown_since.get_or_insert(now);
    }
    view.toasts.retain(|toast| {
        toast.kind == ToastKind::Failed || toast.shown_since.is_some_and(|since| now - since < SHOWN_SECONDS)
    });
    if view.toasts.is_empty() {
        return;
    }
    let mut closed = None;
    let mut has_focus = false;
    // Above panels at the lower edge, because what they list is often what the message is about.
    let window = ui.ctx().content_rect();
    let middle = view.middle.filter(|middle| scene.open.is_some() && middle.height() > 120.0);
    let bottom = middle.map_or(window.max.y - 44.0, |middle| middle.max.y - 12.0).min(window.max.y - 44.0);
    let area = Area::new(Id::unique("toasts"))
        .order(Order::Foreground)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(pos2(window.center().x, bottom))
        .show(ui.ctx(), |ui| {
            for (number, toast) in view.toasts.iter().enumerate() {
                let (is_closed, is_focused) = one(ui, scene, toast, queue);
                closed = closed.or(is_closed.then_some(number));
                has_focus |= is_focused;
            }
        });
    // Who reads a message with the pointer on it, or has the keyboard in it, gets all the time in the world.
    if area.response.contains_pointer() || has_focus {
        view.toasts.iter_mut().for_each(|toast| toast.shown_since = Some(now));
    }
    if let Some(number) = closed {
        view.toasts.remove(number);
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
}

/// One message. Whether it is closed, and whether the keyboard is in it.
fn one(ui: &mut Ui, scene: &Scene<'_>, toast: &Toast, queue: &mut Queue) -> (bool, bool) {
    let colors = palette(ui);
    let (mut is_closed, mut has_focus) = (false, false);
    let (icon, color) = match toast.kind {
        ToastKind::Done | ToastKind::Undoable | ToastKind::Travelled => (icons::CHECK_CIRCLE, colors.accent),
        ToastKind::Passing => (icons::INFO, colors.weak),
        ToastKind::Failed => (icons::WARNING_CIRCLE, colors.danger.strong),
    };
    let frame = egui::Frame::new()
        .fill(colors.panel)
        .stroke(Stroke::new(1.0, colors.border))
        .corner_radius(8)
        .inner_margin(egui::Margin::symmetric(12, 7))
        .shadow(ui.visuals().popup_shadow);
    frame.show(ui, |ui| {
        ui.set_max_width(560.0);
        ui.horizontal(|ui| {
            ui.label(egui::RichText::new(icon).font(icon_font(size::ICON)).color(color));
            let room = (ui.ctx().content_rect().width() - 220.0).clamp(120.0, 420.0);
            let label = text(&toast.text, Face::Regular, size::BODY, colors.text);
            let said = ui.scope(|ui| {
                ui.set_max_width(room);
                super::bidi::label(ui, label)
            });
            // Screen readers say it without being asked, and what failed at once.
            let live = match toast.kind {
                ToastKind::Failed => egui::accesskit::Live::Assertive,
                _ => egui::accesskit::Live::Polite,
            };
            ui.ctx().accesskit_node_builder(said.inner.id, |node| {
                node.set_live(live);
            });
            let now = scene.open.map(|open| open.history.state());
            let can_undo = toast.kind == ToastKind::Undoable && toast.state.is_some() && toast.state == now;
            let undo = can_undo.then(|| ui.button("Undo"));
            has_focus |= undo.as_ref().is_some_and(egui::Response::has_focus);
            if undo.is_some_and(|undo| undo.clicked()) {
                queue.act(Action::Undo);
                is_closed = true;
            }
            let close = controls::icon_button(ui, icons::X, "Close message");
            has_focus |= close.has_focus();
            if close.clicked() {
                is_closed = true;
            }
        });
    });
    ui.add_space(space::TIGHT);
    (is_closed, has_focus)
}
