//! The window: one frame after the other, input in, commands through [`update`], effects out.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, ViewportCommand};

use super::desktop;
use super::guard::{self, Guard, Trouble};
use super::screen::{self, Fit};
use super::shell::Shell;
use super::update::{Event, PasteAs, update};
use super::world::World;
use super::{Desktop, Settings, State};
use crate::model::Place;
use crate::ui::{self, Action, Command, FileCommand, Queue, View};

/// The program in its window.
pub struct App {
    state: State,
    shell: Shell,
    queue: Queue,
    /// Actions whose keys were pressed inside a text field: they wait one frame, until the field has given its text.
    after_commit: Vec<Action>,
    /// How much the wheel has zoomed since the last step.
    pending_zoom: f32,
    /// Counts what went wrong while drawing.
    guard: Guard,
    /// Sees to it that the window has room on its screen.
    fit: Fit,
}

impl App {
    /// The program with what was remembered, opening `paths`.
    pub fn new(ctx: &Context, world: Arc<dyn World>, paths: Vec<PathBuf>) -> Self {
        ui::theme::install(ctx);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        let settings = Settings::load(&*world);
        ctx.set_theme(egui::ThemePreference::from(settings.theme));
        ctx.set_zoom_factor(settings.clamped_zoom());
        ui::theme::set_motion(ctx, !settings.reduces_motion);
        let mut queue = Queue::default();
        // What was given to the program by name or by a double click may be an article too.
        let (articles, dossiers): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| desktop::is_article(path));
        if !dossiers.is_empty() {
            queue.push(Command::File(FileCommand::Open(dossiers)));
        }
        if !articles.is_empty() {
            queue.push(Command::File(FileCommand::AddSources(articles)));
        }
        let shell = Shell::new(world, ctx);
        shell.find_sessions(ctx);
        if !settings.reduces_motion {
            shell.follow_wish_for_no_motion(ctx);
        }
        let mut state = State::new(settings);
        state.keeping.is_searching = true;
        Self {
            state,
            shell,
            queue,
            after_commit: Vec::new(),
            pending_zoom: 1.0,
            guard: Guard::default(),
            fit: Fit::default(),
        }
    }

    /// True when the end of the program could not take anything that was done; for tests.
    pub fn has_kept_everything(&self) -> bool {
        self.shell.has_kept_everything()
    }

    /// The state, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    fn handle(&mut self, event: Event, ctx: &Context, frame: Option<&eframe::Frame>) {
        let Some(effects) = guard::caught(|| update(&mut self.state, event)) else {
            // Half a change may be in the dossier; the journal has whole ones only.
            self.shell.flush();
            guard::tell(&mut self.state, Trouble::InTheDossier);
            return;
        };
        for effect in effects {
            if guard::caught(|| self.shell.run(effect, &self.state, ctx, frame)).is_none() {
                self.shell.flush();
                guard::tell(&mut self.state, Trouble::Outside);
            }
        }
    }

    /// Draws the window, or what stands in for it when that has failed again and again.
    fn draw(&mut self, ui: &mut egui::Ui) {
        let Self { state, queue, guard, .. } = self;
        let (scene, view) = state.split();
        if guard.gives_up() {
            guard.page(ui, scene.open.is_some(), queue);
            return;
        }
        if guard::caught(|| ui::ui(ui, &scene, view, queue)).is_some() {
            guard.went_well();
        } else {
            guard.failed();
            self.shell.flush();
            guard::tell(&mut self.state, Trouble::InTheView);
            ui.ctx().request_repaint();
        }
    }

    /// Files that were dropped are opened, or added to the open dossier.
    fn take_dropped_files(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<_> =
            dropped.iter().map(|file| file.path().to_owned()).filter(|path| !path.as_os_str().is_empty()).collect();
        if !paths.is_empty() && self.state.view.dialog.is_none() {
            // Position files are JSON; everything else that is dropped is an article.
            let is_dossier =
                |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
            let (dossiers, articles): (Vec<_>, Vec<_>) = paths.into_iter().partition(is_dossier);
            let command = if self.state.document.is_some() { FileCommand::Add } else { FileCommand::Open };
            // The articles wait until the dossier that they belong to is there.
            if !dossiers.is_empty() {
                self.queue.push(Command::File(command(dossiers)));
            }
            self.queue.push(Command::File(FileCommand::AddSources(articles)));
        }
    }

    fn take_keys(&mut self, ctx: &Context) {
        let waited = std::mem::take(&mut self.after_commit);
        if self.state.view.dialog.is_some() {
            return;
        }
        self.take_clipboard(ctx);
        let is_writing = ctx.text_edit_focused();
        let (scene, view) = self.state.split();
        let actions = ui::shortcuts(ctx, &scene.situation(view));
        if is_writing && !actions.is_empty() {
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
            ctx.request_repaint();
            self.after_commit = actions;
        } else {
            for action in actions {
                self.queue.act(action);
            }
        }
        for action in waited {
            self.queue.act(action);
        }
        self.take_arrow_keys(ctx);
        self.take_zoom(ctx);
    }

    /// Ctrl with the wheel, or two fingers: one step of zoom whenever a tenth has come together.
    fn take_zoom(&mut self, ctx: &Context) {
        self.pending_zoom *= ctx.input(egui::InputState::zoom_delta);
        if !(0.92..1.08).contains(&self.pending_zoom) {
            self.queue.act(if self.pending_zoom > 1.0 { Action::ZoomIn } else { Action::ZoomOut });
            self.pending_zoom = 1.0;
        }
    }

    /// The system's keys for copy, cut and paste arrive as events of their own. In a text field they belong to it.
    fn take_clipboard(&mut self, ctx: &Context) {
        let is_free = ui::matrix::has_keyboard(ctx) && !egui::Popup::is_any_open(ctx);
        let is_for_cells = is_free && self.state.document.is_some() && self.state.view.view == View::Matrix;
        if !is_for_cells && self.is_article_pasted(ctx) {
            self.state.pastes = PasteAs::Source;
        }
        if !is_for_cells && self.state.pastes != PasteAs::Source {
            return;
        }
        let mut commands = Vec::new();
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                commands.push(match event {
                    egui::Event::Copy | egui::Event::Cut if !is_for_cells => return true,
                    egui::Event::Copy => Command::Act(Action::Copy),
                    egui::Event::Cut => Command::Act(Action::Cut),
                    egui::Event::Paste(text) => Command::Paste(text.clone()),
                    _ => return true,
                });
                false
            });
        });
        for command in commands {
            self.queue.push(command);
        }
    }

    /// Where articles are, and where there is nothing yet, a pasted text is an article.
    fn is_article_pasted(&mut self, ctx: &Context) -> bool {
        let is_here = self.state.document.is_none() || self.state.view.view == View::Sources;
        let is_pasted = ctx.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Paste(_))));
        if !is_here || !is_pasted || ctx.text_edit_focused() {
            return false;
        }
        let (scene, view) = self.state.split();
        Action::PasteSource.target(&scene.situation(view)).is_some()
    }

    fn take_arrow_keys(&mut self, ctx: &Context) {
        let view = &self.state.view;
        let is_free = ui::matrix::has_keyboard(ctx) && !egui::Popup::is_any_open(ctx);
        if !is_free || view.matrix.editor.is_some() {
            return;
        }
        let Some(document) = &self.state.document else { return };
        match view.view {
            View::Matrix => {
                let (arrangement, comparison) = (view.matrix.arrangement(), document.comparison());
                let page = view.matrix.page();
                for command in ui::matrix::commands_of_keys(ctx, arrangement, comparison, &view.selection, page) {
                    self.queue.push(command);
                }
            }
            View::SideBySide => {
                let target = ui::side_by_side::target_of_keys(ctx, &view.side, view.selection.active());
                if let Some(place) = target {
                    self.queue.select(place);
                }
            }
            View::Sources => {
                let target = ui::sources::target_of_keys(ctx, document.dossier(), &view.sources);
                if let Some(source) = target {
                    self.queue.select(Place::Source(source));
                }
            }
        }
    }

    fn set_title(&self, ctx: &Context) {
        let (name, is_changed) = match &self.state.document {
            None => (String::new(), false),
            Some(document) => {
                let open = document.scene();
                let title = open.file_name.unwrap_or(if open.dossier.title().is_empty() {
                    "Untitled"
                } else {
                    open.dossier.title()
                });
                (ui::words::visible_line(title).into_owned(), open.is_changed)
            }
        };
        let title = match (name.is_empty(), is_changed) {
            (true, _) => "Standpoint".to_owned(),
            (false, true) => format!("• {name} – Standpoint"),
            (false, false) => format!("{name} – Standpoint"),
        };
        let id = egui::Id::unique("window title");
        if ctx.data(|data| data.get_temp::<String>(id)).as_deref() != Some(&title) {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            ctx.data_mut(|data| data.insert_temp(id, title));
        }
    }

    /// Keeps the window's place for the next start.
    fn note_geometry(&mut self, ctx: &Context) {
        self.state.settings.inspector_width = self.state.view.inspector_width;
        ctx.input(|input| {
            let viewport = input.viewport();
            if let Some(is_maximized) = viewport.maximized {
                self.state.settings.is_maximized = is_maximized;
            }
            if viewport.maximized == Some(true) || viewport.minimized == Some(true) {
                return;
            }
            let zoom = self.state.settings.clamped_zoom();
            if let Some(rect) = viewport.inner_rect {
                self.state.settings.window_size = Some([rect.width() * zoom, rect.height() * zoom]);
            }
            if let Some(rect) = viewport.outer_rect {
                self.state.settings.window_position = Some([rect.min.x * zoom, rect.min.y * zoom]);
            }
        });
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        for outcome in self.shell.outcomes() {
            self.handle(Event::Outcome(outcome), ctx, Some(frame));
        }
        if ctx.input(|input| input.raw.events.contains(&egui::Event::WindowFocused(true))) {
            self.handle(Event::Focused, ctx, Some(frame));
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.state.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.handle(Event::CloseRequested, ctx, Some(frame));
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.take_dropped_files(&ctx);
        self.take_keys(&ctx);
        self.draw(ui);
        for command in self.queue.take() {
            self.handle(Event::Command(command), &ctx, Some(frame));
            ctx.request_repaint();
        }
        // What the next frame shows is kept by then.
        self.shell.wait_for_journal();
        self.fit.look(&ctx);
        self.note_geometry(&ctx);
        self.set_title(&ctx);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.state.note_look();
        self.state.settings.save(self.shell.world());
        self.shell.flush();
    }
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// Why no window could be opened, in words.
pub fn run(paths: Vec<PathBuf>) -> Result<(), String> {
    run_with(paths, |app| Box::new(app))
}

/// The same with something around the program, which measures it.
///
/// # Errors
/// Why no window could be opened, in words.
pub fn run_with(paths: Vec<PathBuf>, around: impl FnOnce(App) -> Box<dyn eframe::App>) -> Result<(), String> {
    let settings = Settings::load(&Desktop);
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icons/standpoint.png"));
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Standpoint")
        .with_app_id("standpoint")
        .with_inner_size(settings.usable_window_size().unwrap_or(screen::FIRST_SIZE))
        .with_maximized(settings.is_maximized)
        .with_min_inner_size([640.0, 420.0]);
    if let Some(position) = settings.usable_window_position() {
        viewport = viewport.with_position(position);
    }
    match icon {
        Ok(icon) => viewport = viewport.with_icon(icon),
        Err(error) => log::warn!("the window has no icon: {error}"),
    }
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        persist_window: false,
        ..Default::default()
    };
    let create = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        Ok(around(App::new(&cc.egui_ctx, Arc::new(Desktop), paths)))
    };
    eframe::run_native("Standpoint", options, Box::new(create)).map_err(|error| error.to_string())
}
