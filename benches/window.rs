//! What a frame and a command cost, at 40,000 and at 1,000,000 positions, in one run: `cargo bench --bench window`.
//!
//! No display: the real panels are drawn into egui's own shapes and turned into triangles, as they would be for the
//! graphics card. Bars: a frame while scrolling costs the same within 1.5 times, its median under 4 ms and its 99th
//! percentile under 8 ms; a keystroke in the filter shows its rows within 150 ms without holding up a frame; selecting
//! everything, setting its stance and undoing it take less than 100 ms each at 40,000 cells.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that prints, and may fail loudly")]

mod frames;
mod made;

use std::hint::black_box;
use std::time::{Duration, Instant};

use egui::{Event as Input, Vec2, vec2};
use standpoint::app::{Document, Event, Settings, State, update};
use standpoint::compare::Comparison;
use standpoint::files::Loaded;
use standpoint::model::Stance;
use standpoint::ui::{self, Action, Command, Queue};

/// The panels with a dossier, and no window around them.
struct Window {
    ctx: egui::Context,
    state: State,
    queue: Queue,
    frames: u32,
    triangles: usize,
}

impl Window {
    fn new((items, parties, positions): (usize, usize, usize), words: &str) -> Self {
        let begun = Instant::now();
        let dossier = made::made(items, parties, positions, words);
        let comparison = Comparison::of(&dossier, None);
        let mut state = State::new(Settings::default());
        let loaded = Loaded { dossier, ..Loaded::empty() };
        state.document = Some(Document::new(loaded, comparison, None, true));
        println!("{positions} positions, {items} items × {parties} parties (made in {:.0?})", begun.elapsed());
        let ctx = egui::Context::default();
        ui::theme::install(&ctx);
        let mut window = Self { ctx, state, queue: Queue::default(), frames: 0, triangles: 0 };
        let first = window.frame(Vec::new());
        println!("  first frame                   {first:>10.2?}");
        for _ in 0..5 {
            window.frame(Vec::new());
        }
        window
    }

    /// One frame with this input: events, panels, commands, triangles.
    fn frame(&mut self, events: Vec<Input>) -> Duration {
        let input = frames::input(&mut self.frames, events);
        let begun = Instant::now();
        let Self { ctx, state, queue, .. } = self;
        let mut output = ctx.run_ui(input, |panel| {
            let (scene, view) = state.split();
            ui::ui(panel, &scene, view, queue);
        });
        for command in queue.take() {
            black_box(update(state, Event::Command(command)));
        }
        let shapes = frames::triangles(ctx, &mut output);
        let time = begun.elapsed();
        self.triangles = shapes
            .iter()
            .map(|shape| match &shape.primitive {
                egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
                egui::epaint::Primitive::Callback(_) => 0,
            })
            .sum();
        output.textures_delta.clear();
        time
    }

    fn wheel(&mut self, delta: Vec2) -> Duration {
        self.frame(frames::wheel(delta))
    }

    /// Scrolls down, to the right, and back over the diagonal, so fast that every frame shows new cells.
    fn scroll(&mut self, times: &mut Vec<Duration>) {
        for step in 0..240 {
            let delta = match step {
                0..80 => vec2(0.0, -120.0),
                80..160 => vec2(-90.0, 0.0),
                _ => vec2(90.0, 120.0),
            };
            times.push(self.wheel(delta));
        }
    }

    /// Commands as the window gives them, with the frame that shows what came of it.
    fn act(&mut self, action: Action) -> (Duration, Duration) {
        let begun = Instant::now();
        black_box(update(&mut self.state, Event::Command(Command::Act(action))));
        let time = begun.elapsed();
        (time, self.frame(Vec::new()))
    }

    /// Types into the filter, a letter at a time. The slowest frame, and the longest until the rows were there.
    fn filter(&mut self, words: &str) -> (Duration, Duration) {
        let (mut slowest, mut longest) = (Duration::ZERO, Duration::ZERO);
        for end in 1..=words.len() {
            words[..end].clone_into(&mut self.state.view.options.filter.text);
            let begun = Instant::now();
            loop {
                slowest = slowest.max(self.frame(Vec::new()));
                if !self.state.view.matrix.arrangement().is_filtering() {
                    break;
                }
            }
            longest = longest.max(begun.elapsed());
        }
        println!(
            "  filter “{words}”: {} of {} items; slowest frame {slowest:.2?}, rows there after at most {longest:.2?}",
            self.state.view.matrix.arrangement().matching(),
            self.state.document.as_ref().unwrap().dossier().items().len(),
        );
        self.state.view.options.filter.text.clear();
        while {
            self.frame(Vec::new());
            self.state.view.matrix.arrangement().is_filtering()
        } {}
        (slowest, longest)
    }
}

fn report(name: &str, times: &mut [Duration], triangles: usize) -> Duration {
    let [median, late, worst] = frames::percentiles(times);
    println!(
        "{name:<32} median {median:>9.2?}  99th percentile {late:>9.2?}  slowest {worst:>9.2?}  ({} frames, {triangles} triangles)",
        times.len()
    );
    median
}

fn main() {
    let mut small = Window::new((2_000, 40, 40_000), made::LATIN);
    let mut large = Window::new((20_000, 100, 1_000_000), made::LATIN);
    let mut turned = Window::new((2_000, 40, 40_000), made::ARABIC);
    let (mut of_small, mut of_large, mut of_turned) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..6 {
        // By turns, so that both meet the same machine.
        small.scroll(&mut of_small);
        large.scroll(&mut of_large);
        turned.scroll(&mut of_turned);
    }
    let at_small = report("scrolling,    40,000 positions", &mut of_small, small.triangles);
    let at_large = report("scrolling, 1,000,000 positions", &mut of_large, large.triangles);
    report("scrolling, from right to left", &mut of_turned, turned.triangles);
    println!("scrolling, large / small: {:.2}", at_large.as_secs_f64() / at_small.as_secs_f64());
    for (name, window) in [("40,000", &mut small), ("1,000,000", &mut large)] {
        println!("{name} positions");
        for (words, action) in [
            ("select all", Action::SelectAll),
            ("set stance of all", Action::Stance(Stance::Accepts)),
            ("undo", Action::Undo),
            ("redo", Action::Redo),
            ("undo", Action::Undo),
        ] {
            let (time, frame) = window.act(action);
            println!("  {words:<20} {time:>10.2?}, then a frame of {frame:>10.2?}");
        }
        window.filter("verification");
        window.filter("zz");
    }
}
