//! The command palette: every action, item and party, found by typing.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align2, Context, Id, Key, Modal, Modifiers, ScrollArea, Ui, vec2};

use super::command::{Action, Answer, Command, FileCommand, Queue, ROWS};
use super::controls;
use super::fields::TextField;
use super::theme::{palette, space};
use super::view::ViewState;
use super::{Scene, icons, words};
use crate::model::{Place, names::folded};

/// At most so many lines are shown; typing narrows them down.
const LINES: usize = 60;

/// Height of the list, in points: what it takes where there is room, and what it needs in any case.
const MOST: f32 = 400.0;
const LEAST: f32 = 48.0;

/// What stays free between the list and the lower edge of the window.
const BELOW: f32 = 32.0;

/// What a line of the palette does.
#[derive(Clone)]
enum Hit {
    File(PathBuf),
    Action(Action),
    Place(Place),
}

/// Lets the palette hang from one height: however much is found, the field stays where it is.
pub(super) fn from_top(modal: Modal, ctx: &Context, id: Id) -> Modal {
    modal.area(Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top(ctx))))
}

fn top(ctx: &Context) -> f32 {
    (ctx.content_rect().height() * 0.14).round()
}

/// Shows the palette. True when something was chosen.
pub(super) fn ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &ViewState,
    (query, chosen): (&mut String, &mut usize),
    only_places: bool,
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
    let (hint, name) = if only_places {
        ("Go to an item, party or source", "Go to")
    } else {
        ("Command, item, party, source or recent file", "Find a command, item or party")
    };
    let response = TextField::line(query).hint(hint).width(f32::INFINITY).margin(8.0, 7.0).show(ui, name);
    response.request_focus();
    if *query != query_before {
        *chosen = 0;
    }
    let hits = kept_hits(ui, scene, view, query, only_places);
    *chosen = match (up, down) {
        (true, _) => chosen.saturating_sub(1),
        (_, true) => *chosen + 1,
        _ => *chosen,
    }
    .min(hits.3.len().saturating_sub(1));
    ui.add_space(space::TIGHT);
    let hits = &hits.3;
    if hits.is_empty() {
        controls::remark(ui, nothing_found(query, only_places));
    }
    let run = listed(ui, hits, *chosen, up || down).or(enter.then_some(*chosen));
    run.and_then(|number| hits.get(number)).is_some_and(|(hit, ..)| {
        run_hit(hit, queue);
        true
    })
}

/// Shows what was found, the chosen line among it. Gives back the number of the one that was clicked.
fn listed(ui: &mut Ui, hits: &[(Hit, String, String)], chosen: usize, has_moved: bool) -> Option<usize> {
    let mut clicked = None;
    // Down to the lower edge of the window, asked of the window: the box itself is only as high as what it held last.
    let room = ui.ctx().content_rect().max.y - ui.next_widget_position().y - BELOW;
    let height = room.clamp(LEAST, MOST);
    let lines = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
    lines.show(ui, |ui| {
        for (number, (hit, title, remark)) in hits.iter().enumerate() {
            let icon = match hit {
                Hit::Action(_) => icons::CARET_RIGHT,
                Hit::File(_) => icons::CLOCK,
                Hit::Place(Place::Party(_)) => icons::USERS,
                Hit::Place(Place::Source(_)) => icons::ARTICLE,
                Hit::Place(_) => icons::LIST_BULLETS,
            };
            let sign = (icon, palette(ui).weak);
            let keys = match hit {
                Hit::Action(action) => action.row().keys.first().map(|keys| ui.ctx().format_shortcut(keys)),
                _ => None,
            };
            let remark = keys.map_or_else(|| remark.clone(), |keys| format!("{keys} · {remark}"));
            let line = controls::list_line(ui, sign, title, &remark, number == chosen);
            if number == chosen && has_moved {
                line.scroll_to_me(None);
            }
            if line.clicked() {
                clicked = Some(number);
            }
        }
    });
    clicked
}

/// Closes the palette and does what a line of it says.
fn run_hit(hit: &Hit, queue: &mut Queue) {
    queue.push(Command::Answer(Answer::Cancel));
    match hit {
        Hit::File(path) => queue.push(Command::File(FileCommand::Open(vec![path.clone()]))),
        Hit::Action(action) => queue.act(*action),
        Hit::Place(place) => queue.select(*place),
    }
}

/// Why nothing is listed. A command that is there all the same must not be thought missing.
fn nothing_found(query: &str, only_places: bool) -> String {
    let query = folded(query);
    let hidden = ROWS.iter().find(|row| !only_places && rank(&query, row.name).is_some());
    match hidden {
        Some(row) => format!(
            "{} is a command, but there is nothing now that it could act on. What it does: {}.",
            words::quoted(row.name),
            row.help
        ),
        None => "Nothing is called that.".to_owned(),
    }
}

/// What was found, and for which query, revision and selection.
type Kept = Arc<((String, bool), u64, Option<Place>, Vec<(Hit, String, String)>)>;

/// What the query finds, looked for only when something changed: a dossier may have many thousand items.
fn kept_hits(ui: &Ui, scene: &Scene<'_>, view: &ViewState, query: &str, only_places: bool) -> Kept {
    let id = Id::unique("palette hits");
    let revision = scene.open.map_or(0, |open| open.revision);
    let kept = ui.data(|data| data.get_temp::<Kept>(id));
    let fits = |kept: &Kept| {
        kept.0.0 == query && kept.0.1 == only_places && kept.1 == revision && kept.2 == view.selection.active()
    };
    kept.filter(fits).unwrap_or_else(|| {
        let found: Kept = Arc::new((
            (query.to_owned(), only_places),
            revision,
            view.selection.active(),
            hits(scene, view, query, only_places),
        ));
        ui.data_mut(|data| data.insert_temp(id, Arc::clone(&found)));
        found
    })
}

/// What the query finds, the best first: every word of it must stand in the title. A title that begins with the query
/// comes before one in which a word begins with it, and that before all others.
fn hits(scene: &Scene<'_>, view: &ViewState, query: &str, only_places: bool) -> Vec<(Hit, String, String)> {
    let query = folded(query);
    let mut found: [Vec<(Hit, String, String)>; 3] = Default::default();
    for (hit, title, remark) in everything(scene, view, only_places) {
        if let Some(rank) = rank(&query, &title) {
            found[rank].push((hit, title, remark));
            if found[0].len() >= LINES {
                break;
            }
        }
    }
    found.into_iter().flatten().take(LINES).collect()
}

/// How well a title fits: 0 begins with the query, 1 a word of it does, 2 every word of the query stands in it.
fn rank(query: &str, title: &str) -> Option<usize> {
    let title = folded(title);
    if title.starts_with(query) {
        Some(0)
    } else if title.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(query)) {
        Some(1)
    } else {
        query.split(' ').all(|word| title.contains(word)).then_some(2)
    }
}

/// Everything that can be found, in the order in which it is offered.
fn everything(scene: &Scene<'_>, view: &ViewState, only_places: bool) -> Vec<(Hit, String, String)> {
    let situation = scene.situation(view);
    let mut all = Vec::new();
    if !only_places {
        let is_offered = |action: Action| action != Action::Palette && action.target(&situation).is_some();
        all.extend(ROWS.iter().filter(|row| is_offered(row.action)).map(|row| {
            let label = row.action.label(&situation);
            (Hit::Action(row.action), label, row.help.to_owned())
        }));
    }
    if let Some(open) = scene.open {
        let dossier = open.dossier;
        all.extend(dossier.parties().iter().map(|(id, party)| {
            let name = words::visible_line(&party.name).into_owned();
            (Hit::Place(Place::Party(id)), name, words::role(party.role).to_owned())
        }));
        all.extend(dossier.items().iter().map(|(id, item)| {
            let topic = words::visible_line(&item.topic).into_owned();
            (Hit::Place(Place::Item(id)), words::visible_line(&item.title).into_owned(), topic)
        }));
        all.extend(dossier.sources().iter().map(|(id, source)| {
            let publisher = words::visible_line(&source.publisher).into_owned();
            (Hit::Place(Place::Source(id)), words::visible_line(&source.title).into_owned(), publisher)
        }));
    }
    if !only_places {
        all.extend(scene.recent.iter().map(|recent| {
            let title = words::visible_line(&recent.title).into_owned();
            (Hit::File(recent.path.clone()), title, words::visible_line(&recent.path.to_string_lossy()).into_owned())
        }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise a person who has nothing selected believes that the program cannot do it.
    #[test]
    fn a_command_that_cannot_act_now_is_not_said_to_be_missing() {
        let said = nothing_found("edit article", false);
        assert!(said.starts_with("“Edit article text…” is a command") && said.contains("selected source"), "{said}");
        assert_eq!(nothing_found("edit article", true), "Nothing is called that.");
        assert_eq!(nothing_found("no such thing", false), "Nothing is called that.");
    }

    #[test]
    fn what_begins_with_the_words_comes_first() {
        assert_eq!(rank("ru", "Russia"), Some(0));
        assert_eq!(rank("ru", "Talks with Russia"), Some(1));
        assert_eq!(rank("us", "Russia"), Some(2));
        assert_eq!(rank("talks russia", "Talks with Russia"), Some(2));
        assert_eq!(rank("x", "Russia"), None);
        assert_eq!(rank("", "Russia"), Some(0));
    }
}
