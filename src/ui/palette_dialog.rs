//! The command palette: every action, item and party, found by typing.

use std::sync::Arc;

use egui::{Id, Key, Modifiers, ScrollArea, TextEdit, Ui, vec2};

use super::command::{Action, Answer, Command, Queue, ROWS};
use super::controls;
use super::theme::{palette, space};
use super::view::ViewState;
use super::{Scene, dialogs, icons, words};
use crate::model::{Place, names::folded};

/// At most so many lines are shown; typing narrows them down.
const LINES: usize = 60;

/// What a line of the palette does.
#[derive(Clone, Copy)]
enum Hit {
    Action(Action),
    Place(Place),
}

/// Shows the palette. True when something was chosen.
pub(super) fn ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &ViewState,
    (query, chosen): (&mut String, &mut usize),
    queue: &mut Queue,
) -> bool {
    let query_before = query.clone();
    let (up, down, enter) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::Enter),
        )
    });
    let field = TextEdit::singleline(query).hint_text("Command, item or party").desired_width(f32::INFINITY);
    let response = ui.add(field.margin(vec2(8.0, 7.0))).accessible_name("Find a command, item or party");
    response.request_focus();
    if *query != query_before {
        *chosen = 0;
    }
    let hits = kept_hits(ui, scene, view, query);
    *chosen = match (up, down) {
        (true, _) => chosen.saturating_sub(1),
        (_, true) => *chosen + 1,
        _ => *chosen,
    }
    .min(hits.3.len().saturating_sub(1));
    ui.add_space(space::TIGHT);
    let mut run = enter.then_some(*chosen);
    let hits = &hits.3;
    if hits.is_empty() {
        controls::remark(ui, "Nothing is called that.");
    }
    ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        for (number, (hit, title, remark)) in hits.iter().enumerate() {
            let icon = match hit {
                Hit::Action(_) => icons::CARET_RIGHT,
                Hit::Place(Place::Party(_)) => icons::USERS,
                Hit::Place(_) => icons::LIST_BULLETS,
            };
            let sign = (icon, palette(ui).weak);
            let line = controls::list_line(ui, sign, title, remark, number == *chosen);
            if number == *chosen && (up || down) {
                line.scroll_to_me(None);
            }
            if line.clicked() {
                run = Some(number);
            }
        }
    });
    match run.and_then(|number| hits.get(number)) {
        Some((Hit::Action(action), ..)) => dialogs::run(queue, *action),
        Some((Hit::Place(place), ..)) => {
            queue.push(Command::Answer(Answer::Cancel));
            queue.select(*place);
        }
        None => return false,
    }
    true
}

/// What was found, and for which query, revision and selection.
type Kept = Arc<(String, u64, Option<Place>, Vec<(Hit, String, String)>)>;

/// What the query finds, looked for only when something changed: a dossier may have many thousand items.
fn kept_hits(ui: &Ui, scene: &Scene<'_>, view: &ViewState, query: &str) -> Kept {
    let id = Id::unique("palette hits");
    let revision = scene.open.map_or(0, |open| open.revision);
    let kept = ui.data(|data| data.get_temp::<Kept>(id));
    let fits = |kept: &Kept| kept.0 == query && kept.1 == revision && kept.2 == view.selection.active();
    kept.filter(fits).unwrap_or_else(|| {
        let found: Kept = Arc::new((query.to_owned(), revision, view.selection.active(), hits(scene, view, query)));
        ui.data_mut(|data| data.insert_temp(id, Arc::clone(&found)));
        found
    })
}

/// What the query finds: every word of it must stand in the title.
fn hits(scene: &Scene<'_>, view: &ViewState, query: &str) -> Vec<(Hit, String, String)> {
    let query = folded(query);
    let is_hit = |title: &str| {
        let title = folded(title);
        query.split(' ').all(|word| title.contains(word))
    };
    let situation = scene.situation(view);
    let actions =
        ROWS.iter().filter(|row| row.action != Action::Palette && row.action.target(&situation).is_some()).map(|row| {
            let label = row.action.label(&situation);
            (Hit::Action(row.action), label, row.help.to_owned())
        });
    let dossier = scene.open.map(|open| open.dossier);
    let parties = dossier.iter().flat_map(|dossier| dossier.parties().iter()).map(|(id, party)| {
        (
            Hit::Place(Place::Party(id)),
            words::visible_line(&party.name).into_owned(),
            words::role(party.role).to_owned(),
        )
    });
    let items = dossier.iter().flat_map(|dossier| dossier.items().iter()).map(|(id, item)| {
        (
            Hit::Place(Place::Item(id)),
            words::visible_line(&item.title).into_owned(),
            words::visible_line(&item.topic).into_owned(),
        )
    });
    actions.chain(parties).chain(items).filter(|(_, title, _)| is_hit(title)).take(LINES).collect()
}
