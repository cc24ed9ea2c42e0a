//! The list of sources: title, publisher, date, how many positions rest on each, how many quotations have no place in it.

use std::cmp::Reverse;

use egui::accesskit::Role;
use egui::{Align2, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::super::command::Queue;
use super::super::controls;
use super::super::theme::{Face, icon_font, palette, size, space};
use super::super::view::ViewState;
use super::super::{OpenDossier, bidi, icons, words};
use super::SourcesState;
use crate::model::{Place, Source, SourceId};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SourceOrder {
    /// As they stand in the file.
    #[default]
    File,
    /// By date, the first one first.
    Date,
    /// By title.
    Title,
    /// By publisher.
    Publisher,
    /// By the number of positions, most first.
    Positions,
    /// By the number of quotations whose place is not known, most first.
    Lost,
}

impl SourceOrder {
    const ALL: [Self; 6] = [Self::File, Self::Date, Self::Title, Self::Publisher, Self::Positions, Self::Lost];

    fn word(self) -> &'static str {
        match self {
            Self::File => "As in the file",
            Self::Date => "By date",
            Self::Title => "By title",
            Self::Publisher => "By publisher",
            Self::Positions => "By number of positions",
            Self::Lost => "By quotations without a place",
        }
    }
}

/// The order of the list, made once for each state of the dossier.
#[derive(Debug, Default)]
pub(super) struct Listed {
    made_for: Option<(u64, (SourceOrder, bool))>,
    order: Vec<SourceId>,
}

impl Listed {
    /// Every source, as the list has them.
    pub(super) fn order(&self) -> &[SourceId] {
        &self.order
    }
}

const ROW_HEIGHT: f32 = 46.0;

/// Shows the list.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState, queue: &mut Queue) {
    if !arrange(open, &mut view.sources) {
        ui.ctx().request_repaint();
    }
    ui.horizontal(|ui| {
        let (order, is_turned) = view.sources.order;
        let shown = egui::ComboBox::from_id_salt("order of sources").selected_text(order.word()).show_ui(ui, |ui| {
            for other in SourceOrder::ALL {
                ui.selectable_value(&mut view.sources.order.0, other, other.word());
            }
        });
        shown.response.on_hover_text("In which order the sources are").accessible_name("Order of the sources");
        let icon = if is_turned { icons::CARET_UP } else { icons::CARET_DOWN };
        if controls::icon_button(ui, icon, "Turn the order round").clicked() {
            view.sources.order.1 = !is_turned;
        }
    });
    ui.add_space(space::TIGHT);
    let shown = view.sources.shown(open.dossier);
    let count = view.sources.listed.order.len();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("list of sources").auto_shrink(false).show_rows(
        ui,
        ROW_HEIGHT,
        count,
        |ui, rows| {
            for number in rows {
                let Some(&id) = view.sources.listed.order.get(number) else { continue };
                let Some(source) = open.dossier.sources().get(id) else { continue };
                line(ui, open, (id, source), shown == Some(id), view, queue);
            }
        },
    );
}

/// Puts the list in order. False while not everything is known that the order depends on.
fn arrange(open: &OpenDossier<'_>, state: &mut SourcesState) -> bool {
    let key = (open.revision, state.order);
    if state.listed.made_for == Some(key) {
        return true;
    }
    let mut is_known = true;
    let sources = open.dossier.sources();
    let mut order: Vec<SourceId> = sources.keys().to_vec();
    let text = |id: &SourceId, of: fn(&Source) -> &str| sources.get(*id).map(of).unwrap_or_default().to_lowercase();
    match state.order.0 {
        SourceOrder::File => {}
        SourceOrder::Date => {
            order.sort_by_key(|id| {
                let date = sources.get(*id).and_then(|source| source.published);
                (date.is_none(), date)
            });
        }
        SourceOrder::Title => order.sort_by_cached_key(|id| text(id, |source| &source.title)),
        SourceOrder::Publisher => order.sort_by_cached_key(|id| text(id, |source| &source.publisher)),
        SourceOrder::Positions => order.sort_by_key(|id| Reverse(open.dossier.quoting(*id).len())),
        SourceOrder::Lost => {
            order.sort_by_cached_key(|id| {
                let (tally, is_up_to_date) = state.tallies.of(open.dossier, open.revision, *id);
                is_known &= is_up_to_date;
                Reverse(tally.lost())
            });
        }
    }
    if state.order.1 {
        order.reverse();
    }
    state.listed = Listed { made_for: is_known.then_some(key), order };
    is_known
}

/// What is said about a source below its title.
fn remark(source: &Source, positions: usize) -> String {
    let mut parts: Vec<_> = source.published.map(|date| date.to_string()).into_iter().collect();
    parts.push(if source.text.is_empty() { "no text".to_owned() } else { words::count(positions, "position") });
    if !source.publisher.is_empty() {
        parts.push(bidi::isolated(words::visible_line(&source.publisher)).into_owned());
    }
    parts.join(" · ")
}

fn line(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    (id, source): (SourceId, &Source),
    is_shown: bool,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let colors = palette(ui);
    let (tally, is_up_to_date) = view.sources.tallies.of(open.dossier, open.revision, id);
    if !is_up_to_date {
        ui.ctx().request_repaint();
    }
    let title = words::visible_line(if source.title.is_empty() { &source.id } else { &source.title });
    let lost = tally.full();
    let remark = remark(source, tally.positions);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    response.widget_info(|| {
        let said = format!("{title} {remark} {lost}");
        WidgetInfo::selected(Role::Button, true, is_shown, bidi::spoken(said.trim()))
    });
    let painter = ui.painter();
    let inner = rect.shrink2(vec2(0.0, 1.0));
    if is_shown || response.hovered() {
        let fill = if is_shown { colors.accent_fill } else { colors.hover };
        painter.rect_filled(inner, space::RADIUS, fill);
    }
    if response.has_focus() {
        painter.rect_stroke(inner, space::RADIUS, Stroke::new(1.5, colors.accent), StrokeKind::Inside);
    }
    let left = inner.left_top() + vec2(30.0, 5.0);
    painter.text(
        inner.left_center() + vec2(8.0, 0.0),
        Align2::LEFT_CENTER,
        icons::ARTICLE,
        icon_font(size::ICON),
        colors.weak,
    );
    let room = inner.width() - 36.0;
    let job = controls::cut_job(&title, Face::Medium, size::BODY, colors.text, room, 1);
    let galley = bidi::layout_tight(ui, job);
    let is_cut = galley.elided;
    painter.galley(left, galley, colors.text);
    let mut room = room;
    let short = tally.brief();
    if !short.is_empty() {
        let job = controls::cut_job(&short, Face::Medium, size::SMALL, colors.warning.strong, room, 1);
        let galley = bidi::layout_tight(ui, job);
        room = (room - galley.size().x - space::SMALL).max(10.0);
        let at = inner.right_top() + vec2(-galley.size().x - 6.0, 23.0);
        painter.galley(at, galley, colors.text);
    }
    // In a narrow list the date is worth more than the beginning of everything.
    let remark = source.published.filter(|_| room < 110.0).map_or(remark, |date| date.to_string());
    let job = controls::cut_job(&remark, Face::Regular, size::SMALL, colors.weak, room, 1);
    painter.galley(left + vec2(0.0, 18.0), bidi::layout_tight(ui, job), colors.weak);
    let response = if is_cut { bidi::hover(response, &title) } else { response };
    let response = if lost.is_empty() { response } else { response.on_hover_text(lost) };
    if response.clicked() {
        queue.select(Place::Source(id));
    }
}
