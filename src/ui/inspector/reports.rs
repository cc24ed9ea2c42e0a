//! What is reported of a cell: every position with its date, source, speaker and quotation, the latest first; and where
//! they contradict each other, one side against the other. Each can be marked as one that does not count.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align, Id, Label, Layout, Sense, Stroke, Ui, vec2};

use super::super::command::{Action, Command, Queue};
use super::super::controls::{self, Field, cut_job, text};
use super::super::theme::{Face, palette, size, space};
use super::super::view::ViewState;
use super::super::{OpenDossier, bidi, icons, words};
use super::{other_fields, shared};
use crate::compare::Standing;
use crate::model::{Cell, Discount, Evidence, Position, PositionId, Side, Text, steps};

/// So many reports are shown at first, and so many more each time.
const AT_ONCE: usize = 20;
/// So many quotations of a report are shown; all of them stand below, where the position is edited.
const QUOTATIONS: usize = 3;
/// Rows of a quotation that are shown until it is clicked.
const ROWS: usize = 3;
/// The same in one of two columns.
const ROWS_IN_COLUMN: usize = 8;
/// What is said of a report stands below its word, not below its sign.
const INDENT: f32 = 24.0;

/// The reports of a cell, worked out once for each state of the dossier.
struct Reports {
    /// The latest first, each with whether it makes the current stance.
    all: Vec<(PositionId, bool)>,
}

fn reports_of(ui: &Ui, open: &OpenDossier<'_>, cell: Cell, view: &ViewState) -> Arc<Reports> {
    shared::kept(ui, open, (view.matrix.arrangement(), &view.selection), || {
        let current = open.comparison.current(open.dossier, cell);
        let stack = steps::stack(open.dossier, cell);
        Reports { all: stack.into_iter().map(|(id, _)| (id, current.binary_search(&id).is_ok())).collect() }
    })
}

/// Every position of the cell; a click shows one below.
pub(super) fn list(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    cell: Cell,
    shown: Option<PositionId>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let reports = reports_of(ui, open, cell, view);
    let order = |ui: &mut Ui| order_buttons(ui, open, shown, queue);
    with_buttons(ui, order, |ui| {
        controls::caption(ui, &format!("{}, latest first", words::count(reports.all.len(), "report")))
    });
    let more = Id::unique(("reports shown", cell));
    let most = ui.data(|data| data.get_temp::<usize>(more)).unwrap_or(AT_ONCE);
    for &(id, is_current) in reports.all.iter().take(most) {
        let Some(position) = open.dossier.position(id) else { continue };
        ui.push_id(("report", id), |ui| {
            report(ui, open, (id, position), (is_current, shown == Some(id)), view, queue);
        });
    }
    if reports.all.len() > most {
        let left = words::grouped(reports.all.len() - most);
        if ui.button(format!("Show more ({left} left)")).clicked() {
            ui.data_mut(|data| data.insert_temp(more, most + AT_ONCE));
        }
    }
    ui.add_space(space::SMALL);
}

fn report(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    (id, position): (PositionId, &Position),
    (is_current, is_shown): (bool, bool),
    view: &mut ViewState,
    queue: &mut Queue,
) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let beside = |ui: &mut Ui| mark_buttons(ui, id, position, view, queue);
    let is_clicked = with_buttons(ui, beside, |ui| head_line(ui, open, position, is_current, is_shown));
    if is_clicked {
        view.position = Some(id);
    }
    if let Some(discount) = &position.discount {
        let reason =
            if discount.reason.is_empty() { "no reason given".into() } else { words::visible_line(&discount.reason) };
        indented(ui, |ui| {
            let words = format!("{}: {reason}", words::discount(discount.kind));
            bidi::label(ui, text(words, Face::Medium, size::SMALL, palette(ui).warning.strong));
        });
    }
    for (index, evidence) in position.evidence.iter().take(QUOTATIONS).enumerate() {
        indented(ui, |ui| quotation(ui, open, (id, index), evidence, !position.counts(), queue));
    }
    if position.evidence.len() > QUOTATIONS {
        let more = words::count(position.evidence.len() - QUOTATIONS, "more quotation");
        indented(ui, |ui| controls::remark(ui, more));
    }
    ui.add_space(space::TIGHT);
}

fn indented<R>(ui: &mut Ui, show: impl FnOnce(&mut Ui) -> R) {
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            show(ui);
        });
    });
}

/// Buttons at the right edge, and all the rest of the width for what stands beside them.
fn with_buttons<R>(ui: &mut Ui, buttons: impl FnOnce(&mut Ui), show: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(ui.available_width(), 0.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Min), |ui| {
        (ui.spacing_mut().item_spacing.x, ui.spacing_mut().button_padding.x) = (0.0, 4.0);
        buttons(ui);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            show(ui)
        })
        .inner
    })
    .inner
}

/// Stance, date, and whether it counts, with the wording below; what does not count is struck through. True when clicked.
fn head_line(ui: &mut Ui, open: &OpenDossier<'_>, position: &Position, is_current: bool, is_shown: bool) -> bool {
    let colors = palette(ui);
    let width = ui.available_width() - 34.0;
    let state = match &position.discount {
        Some(discount) => discount.kind.word(),
        None if is_current => "current",
        None => "earlier",
    };
    let title = format!("{} · {} · {state}", words::stance(position.stance), date_of(open, position));
    let (strong, color) = if position.counts() {
        (colors.stance(position.stance).strong, colors.text)
    } else {
        (colors.weak, colors.weak)
    };
    let title = cut_job(&title, Face::Medium, size::BODY, color, width, 2);
    let wording = cut_job(&words::visible_line(&position.wording), Face::Regular, size::BODY, color, width, 3);
    let wording = if position.counts() { wording } else { struck(wording) };
    let icon = (words::stance_icon(position.stance), strong);
    controls::list_line_of(ui, icon, (title, wording), is_shown, Sense::click()).clicked()
}

fn struck(mut job: LayoutJob) -> LayoutJob {
    for section in &mut job.sections {
        section.format.strikethrough = Stroke::new(1.0, section.format.color);
    }
    job
}

fn date_of(open: &OpenDossier<'_>, position: &Position) -> String {
    open.dossier.date_of(position).map_or_else(|| "undated".to_owned(), |date| date.to_string())
}

/// Marking, or taking the mark back.
fn mark_buttons(ui: &mut Ui, id: PositionId, position: &Position, view: &mut ViewState, queue: &mut Queue) {
    let offered: &[(Action, &str)] = if position.counts() {
        &[(Action::Supersede, icons::SWAP), (Action::Doubt, icons::QUESTION)]
    } else {
        &[(Action::CountAgain, icons::ARROW_U_UP_LEFT)]
    };
    // From the right edge to the left.
    for (action, icon) in offered.iter().rev() {
        if controls::icon_button(ui, icon, action.row().name).clicked() {
            // The action speaks to the position that is shown.
            view.position = Some(id);
            queue.act(*action);
        }
    }
}

/// Who published it and who said it, the words, and the way to them.
fn quotation(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    owner: (PositionId, usize),
    evidence: &Evidence,
    is_dim: bool,
    queue: &mut Queue,
) {
    let beside = |ui: &mut Ui| passage_button(ui, open, owner, evidence, queue);
    with_buttons(ui, beside, |ui| {
        controls::remark(ui, byline(open, evidence));
        quote(ui, (owner, ROWS), evidence, is_dim);
    });
}

fn passage_button(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    (position, evidence): (PositionId, usize),
    quoted: &Evidence,
    queue: &mut Queue,
) {
    let name = format!("Show passage in {}", words::quoted(&source_name(open, quoted)));
    if controls::icon_button(ui, icons::ARTICLE, &bidi::spoken(&name)).clicked() {
        queue.push(Command::ShowPassage { position, evidence });
    }
}

/// The words of a quotation, cut after some rows until they are clicked.
fn quote(ui: &mut Ui, (owner, rows): ((PositionId, usize), usize), evidence: &Evidence, is_dim: bool) {
    if evidence.quote.is_empty() {
        return;
    }
    let colors = palette(ui);
    let words = format!("“{}”", words::visible_line(&evidence.quote));
    let color = if is_dim { colors.weak } else { colors.text };
    let opened = Id::unique(("quotation in full", owner));
    let is_open = ui.data(|data| data.get_temp::<bool>(opened)).unwrap_or(false);
    let rows = if is_open { usize::MAX } else { rows };
    let galley = bidi::layout(ui, cut_job(&words, Face::Regular, size::BODY, color, ui.available_width(), rows));
    let is_cut = galley.elided;
    let sense = if is_cut || is_open { Sense::click() } else { Sense::hover() };
    let response = ui.add(Label::new(galley).selectable(false).sense(sense));
    let spoken = bidi::spoken(&words).into_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, spoken.as_str()));
    let response = if is_cut { bidi::hover(response, &words) } else { response };
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(opened, !is_open));
    }
}

/// `Dispatch · the Kremlin’s spokesman`.
fn byline(open: &OpenDossier<'_>, evidence: &Evidence) -> String {
    let source = bidi::isolated(words::visible_line(&source_name(open, evidence))).into_owned();
    if evidence.speaker.is_empty() {
        return source;
    }
    format!("{source} · {}", bidi::isolated(words::visible_line(&evidence.speaker)))
}

/// Who published it, otherwise what it is called.
fn source_name(open: &OpenDossier<'_>, evidence: &Evidence) -> String {
    let Some(source) = open.dossier.sources().get(evidence.source) else { return String::new() };
    let names = [&source.publisher, &source.title, &source.id];
    names.into_iter().find(|name| !name.is_empty()).map_or_else(String::new, Text::to_string)
}

/// The current positions of a disputed cell, those for it against those that are not.
pub(super) fn contradiction(ui: &mut Ui, open: &OpenDossier<'_>, cell: Cell, view: &mut ViewState, queue: &mut Queue) {
    let tint = palette(ui).standing(Standing::Disputed);
    ui.add(Label::new(controls::signed(icons::SCALES, "Disputed", tint.strong)).selectable(false));
    controls::remark(
        ui,
        "Reports of the same day contradict each other. The cell counts as neither for nor against until one of them is \
         marked, dated or changed.",
    );
    ui.add_space(space::TIGHT);
    let reports = reports_of(ui, open, cell, view);
    let current: Vec<_> = reports
        .all
        .iter()
        .filter(|(_, is_current)| *is_current)
        .filter_map(|&(id, _)| Some((id, open.dossier.position(id)?)))
        .collect();
    ui.columns(2, |columns| {
        for (ui, (heading, side)) in columns.iter_mut().zip([("For", Side::For), ("Against", Side::Against)]) {
            let of_side = || current.iter().filter(|(_, position)| position.stance.side() == side);
            let heading = format!("{heading} · {}", words::count(of_side().count(), "report"));
            ui.add(Label::new(text(heading, Face::Strong, size::BODY, palette(ui).text)).selectable(false));
            for &(id, position) in of_side().take(AT_ONCE) {
                ui.push_id(("side", id), |ui| one_side(ui, open, (id, position), view, queue));
            }
        }
    });
    ui.add_space(space::SMALL);
}

fn one_side(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    (id, position): (PositionId, &Position),
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let tint = palette(ui).stance(position.stance);
    egui::Frame::new().fill(tint.fill).corner_radius(space::RADIUS).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        // Columns are justified; words are not.
        ui.vertical(|ui| one_side_in(ui, open, (id, position), view, queue));
    });
}

fn one_side_in(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    (id, position): (PositionId, &Position),
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let strong = palette(ui).stance(position.stance).strong;
    ui.spacing_mut().item_spacing.y = 3.0;
    let sign = controls::signed(words::stance_icon(position.stance), words::stance(position.stance), strong);
    ui.add(Label::new(sign).selectable(false));
    controls::caption(ui, &date_of(open, position));
    if position.evidence.is_empty() {
        bidi::label(ui, text(words::visible_line(&position.wording), Face::Regular, size::BODY, palette(ui).text));
        controls::remark(ui, "No sentence says so");
    }
    for (index, evidence) in position.evidence.iter().take(QUOTATIONS).enumerate() {
        controls::remark(ui, byline(open, evidence));
        quote(ui, ((id, index), ROWS_IN_COLUMN), evidence, false);
    }
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        mark_buttons(ui, id, position, view, queue);
        if let Some(evidence) = position.evidence.first() {
            passage_button(ui, open, (id, 0), evidence, queue);
        }
    });
}

/// Positions of one date (or of none) change places; between dates the dates decide.
fn order_buttons(ui: &mut Ui, open: &OpenDossier<'_>, shown: Option<PositionId>, queue: &mut Queue) {
    let can_move = |is_up| shown.is_some_and(|id| steps::move_in_stack(open.dossier, id, is_up).is_some());
    // From the right edge to the left.
    let ways = [(Action::PositionDown, can_move(false)), (Action::PositionUp, can_move(true))];
    if !ways.iter().any(|(_, can_move)| *can_move) {
        return;
    }
    for (action, can_move) in ways {
        let icon = if action == Action::PositionUp { icons::CARET_UP } else { icons::CARET_DOWN };
        ui.add_enabled_ui(can_move, |ui| {
            if controls::icon_button(ui, icon, action.row().name).clicked() {
                queue.act(action);
            }
        });
    }
}

/// That the position that is edited does not count, and why.
pub(super) fn mark_ui(ui: &mut Ui, open: &OpenDossier<'_>, id: PositionId, discount: &Discount, queue: &mut Queue) {
    let tint = palette(ui).warning;
    egui::Frame::new().fill(tint.fill).corner_radius(space::RADIUS).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = format!("{}: it does not count", words::discount(discount.kind));
        ui.add(
            Label::new(controls::signed(words::discount_icon(discount.kind), &words, tint.strong)).selectable(false),
        );
        if let Some(reason) = Field::line("Reason", &discount.reason).hint("Why it does not count").show(ui, id) {
            let mark = Discount::new(discount.kind, reason.trim());
            queue.perform(steps::discount_position(open.dossier, id, Some(mark)));
        }
        let action = Action::CountAgain;
        let tip = controls::action_tip(ui, action, action.row().name);
        if ui.button(action.row().name).on_hover_text(tip).clicked() {
            queue.act(action);
        }
        other_fields(ui, &discount.extra);
    });
    ui.add_space(space::TIGHT);
}
