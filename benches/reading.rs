//! What an article costs: `cargo bench --bench reading`.
//!
//! 300,000 characters with 2,000 marks, no display: the real widget is drawn into egui's own shapes and turned into
//! triangles, as they would be for the graphics card. Bar: opening it, marking in it and scrolling through it cost a
//! frame of less than 4 ms, median. The first article of all is told apart: its letters are drawn into the font atlas,
//! once in the life of a window. Beside it the same with a text from right to left, which is laid out here word by
//! word, and with a text a tenth as long, which shows that the length does not count.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that prints, and may fail loudly")]

mod frames;

use std::hint::black_box;
use std::time::{Duration, Instant};

use egui::{Event as Input, Id, Key, Modifiers, vec2};
use standpoint::model::{Dossier, Stance, Text};
use standpoint::ui::reading::{Mark, MarkKey, Marks, Reader, ReadingState};
use standpoint::ui::theme;

const LATIN: &str = "The parties agreed on Tuesday that all heavy weapons would be withdrawn from the line of contact within \
                     forty-eight hours, and that observers would have access to every site without notice. ";
const ARABIC: &str = "اتفق الطرفان يوم الثلاثاء على سحب جميع الأسلحة الثقيلة من خط التماس خلال 48 ساعة وعلى السماح \
                      للمراقبين بالوصول إلى جميع المواقع. ";

/// So many characters in paragraphs of a usual length, some with a heading.
fn article(sentence: &str, length: usize) -> Text {
    let mut text = String::new();
    let (mut chars, mut number) = (0, 0);
    while chars < length {
        number += 1;
        let mut paragraph = sentence.repeat(1 + number % 5);
        if number % 12 == 0 {
            paragraph.insert_str(0, "What was said on the second day\n\n");
        }
        paragraph.push_str("\n\n");
        chars += paragraph.chars().count();
        text.push_str(&paragraph);
    }
    Text::from(text)
}

/// Marks all over the text, of which some overlap.
fn marks(text: &Text, count: u32) -> Marks {
    let length = u32::try_from(text.chars().count()).unwrap();
    let position = Dossier::default().next_position();
    let marks = (0..count).map(|number| {
        let start = number * (length / count);
        Mark {
            key: MarkKey { position, evidence: number as usize },
            range: start..start + 40 + (number * 37) % 200,
            stance: Stance::ALL[number as usize % 5],
            label: format!("Party {} · Item number {number}, with a title of some length", number % 7),
            is_discounted: number % 20 == 0,
        }
    });
    Marks::new(marks.collect())
}

/// The widget and nothing around it.
struct Window {
    ctx: egui::Context,
    state: ReadingState,
    text: Text,
    marks: Marks,
    chosen: Option<MarkKey>,
    frames: u32,
}

impl Window {
    fn new(text: Text, marks: Marks) -> Self {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut window = Self {
            ctx,
            state: ReadingState::default(),
            text: Text::default(),
            marks: Marks::default(),
            chosen: None,
            frames: 0,
        };
        // Fonts are there before an article is opened.
        for _ in 0..3 {
            window.frame(Vec::new());
        }
        (window.text, window.marks) = (text, marks);
        window
    }

    /// Another article comes into the place of the one that is shown.
    fn open(&mut self, text: Text, marks: Marks) -> Duration {
        (self.text, self.marks) = (text, marks);
        self.state.begin_anew();
        self.frame(Vec::new())
    }

    fn frame(&mut self, events: Vec<Input>) -> Duration {
        let input = frames::input(&mut self.frames, events);
        let begun = Instant::now();
        let Self { ctx, state, text, marks, chosen, .. } = self;
        let mut output = ctx.run_ui(input, |ui| {
            let reader = Reader {
                id: Id::unique("article"),
                name: "Article",
                text,
                marks,
                chosen: *chosen,
                lit: None,
                highlights: &[],
                found: &[],
                can_move_marks: true,
            };
            black_box(reader.show(ui, state));
        });
        black_box(frames::triangles(ctx, &mut output));
        let time = begun.elapsed();
        output.textures_delta.clear();
        time
    }

    fn wheel(&mut self, down: f32) -> Duration {
        self.frame(frames::wheel(vec2(0.0, -down)))
    }

    /// Scrolls down, so fast that every frame shows new lines, and back.
    fn scroll(&mut self) -> Vec<Duration> {
        (0..600).map(|step| self.wheel(if step < 400 { 240.0 } else { -240.0 })).collect()
    }

    /// Selects words with the keyboard, a line at a time.
    fn select(&mut self) -> Vec<Duration> {
        self.ctx.memory_mut(|memory| memory.request_focus(Id::unique("article")));
        let key = |pressed| Input::Key {
            key: Key::ArrowDown,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::SHIFT,
        };
        (0..300).map(|_| self.frame(vec![key(true), key(false)])).collect()
    }

    /// Jumps from mark to mark.
    fn jump(&mut self) -> Vec<Duration> {
        let all: Vec<_> = self.marks.all().iter().step_by(53).map(|mark| (mark.key, mark.range.clone())).collect();
        all.into_iter()
            .map(|(key, range)| {
                self.chosen = Some(key);
                self.state.show(range);
                self.frame(Vec::new())
            })
            .collect()
    }

    /// Something was coded: the marks are other ones.
    fn mark(&mut self) -> Vec<Duration> {
        (0..100)
            .map(|_| {
                let begun = Instant::now();
                self.marks = Marks::new(self.marks.all().to_vec());
                begun.elapsed() + self.frame(Vec::new())
            })
            .collect()
    }
}

fn report(name: &str, mut times: Vec<Duration>) {
    let [median, late, worst] = frames::percentiles(&mut times);
    println!(
        "  {name:<12} median {median:>9.2?}  99th percentile {late:>9.2?}  slowest {worst:>9.2?}  ({} frames)",
        times.len()
    );
}

fn main() {
    for (name, sentence, length) in [
        ("300,000 characters, 2,000 marks", LATIN, 300_000),
        ("30,000 characters, 200 marks", LATIN, 30_000),
        ("300,000 characters from right to left, 2,000 marks", ARABIC, 300_000),
    ] {
        let text = article(sentence, length);
        let quoted = marks(&text, u32::try_from(length / 150).unwrap());
        println!("{name}");
        let first: Vec<_> = (0..15).map(|_| Window::new(text.clone(), quoted.clone()).frame(Vec::new())).collect();
        report("first of all", first);
        let before = article(sentence, 30_000);
        let marks_before = marks(&before, 200);
        let opening = (0..15).map(|_| {
            let mut window = Window::new(before.clone(), marks_before.clone());
            window.frame(Vec::new());
            window.scroll();
            window.open(text.clone(), quoted.clone())
        });
        report("opening", opening.collect());
        let mut window = Window::new(text, quoted);
        window.frame(Vec::new());
        report("scrolling", window.scroll());
        report("jumping", window.jump());
        report("selecting", window.select());
        report("marking", window.mark());
    }
}
