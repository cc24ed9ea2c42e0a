//! Start to the first drawn frame beside a bare window with the same fonts, by turns in one run, and the memory that
//! the program holds with 40,000 positions open: `cargo bench --bench start`. Needs a display.
//!
//! The bench starts itself once per measurement, so that every one begins with a new process. Bars: at most 1.5 times
//! the bare window; under 250 MB resident.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that prints, and may fail loudly")]

mod made;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use standpoint::app::{App, run_with};
use standpoint::{files, ui};

const ROUNDS: usize = 11;

/// A window that says when its first frame is on screen, and ends.
struct Drawn<A> {
    inside: A,
    frames: u32,
}

impl<A: eframe::App> eframe::App for Drawn<A> {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        // The second frame begins when the first one has been handed to the screen.
        if self.frames > 0 {
            say("drawn");
            std::process::exit(0);
        }
        self.inside.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.frames += 1;
        self.inside.ui(ui, frame);
        ui.ctx().request_repaint();
    }
}

/// The yardstick: nothing but the fonts and a line in each weight.
struct Bare;

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| {
            for face in [ui::theme::Face::Regular, ui::theme::Face::Medium, ui::theme::Face::Strong] {
                ui.label(egui::RichText::new("Nothing is open").font(ui::theme::font(face, 13.0)));
            }
        });
    }
}

/// The program, which says what it holds once the file has been open for a second.
struct Holding {
    inside: App,
    open_since: Option<Instant>,
}

impl eframe::App for Holding {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.inside.logic(ctx, frame);
        if self.inside.state().document.is_some() {
            let since = *self.open_since.get_or_insert_with(Instant::now);
            if since.elapsed() > Duration::from_secs(1) {
                say(&memory());
                std::process::exit(0);
            }
        }
        ctx.request_repaint();
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.inside.ui(ui, frame);
    }
}

fn say(words: &str) {
    println!("{words}");
    std::io::stdout().flush().unwrap();
}

/// What the system says of this process's memory.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let lines = ["VmRSS", "VmHWM", "RssAnon", "RssFile"];
    let said = status.lines().filter(|line| lines.iter().any(|name| line.starts_with(name)));
    said.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}

fn bare() {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_title("Bare").with_inner_size([1280.0, 800.0]),
        renderer: eframe::Renderer::Glow,
        persist_window: false,
        ..Default::default()
    };
    eframe::run_native(
        "Bare",
        options,
        Box::new(|cc| {
            ui::theme::install(&cc.egui_ctx);
            Ok(Box::new(Drawn { inside: Bare, frames: 0 }))
        }),
    )
    .unwrap();
}

/// Starts this bench as `mode` and gives back its first line and how long it took to come.
fn child(mode: &str, home: &Path, paths: &[PathBuf]) -> (Duration, String) {
    let begun = Instant::now();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .env("STANDPOINT_BENCH", mode)
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .args(paths)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let time = begun.elapsed();
    child.wait().unwrap();
    assert!(!line.is_empty(), "the window “{mode}” could not be opened");
    (time, line)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let paths = std::env::args_os().skip(1).map(PathBuf::from).filter(|path| path.is_file()).collect();
    match std::env::var("STANDPOINT_BENCH").as_deref() {
        Ok("bare") => return bare(),
        Ok("program") => return run_with(paths, |inside| Box::new(Drawn { inside, frames: 0 })).unwrap(),
        Ok("memory") => {
            return run_with(paths, |inside| Box::new(Holding { inside, open_since: None })).unwrap();
        }
        _ => {}
    }
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        println!("no display: nothing measured");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made.positions.json");
    files::write(&made::made(2_000, 40, 40_000, made::LATIN), &mut std::fs::File::create(&file).unwrap()).unwrap();
    let (mut bare, mut program) = (Vec::new(), Vec::new());
    child("bare", folder.path(), &[]);
    for _ in 0..ROUNDS {
        bare.push(child("bare", folder.path(), &[]).0);
        program.push(child("program", folder.path(), &[]).0);
    }
    let (bare, program) = (median(&mut bare), median(&mut program));
    println!("start to the first drawn frame, median of {ROUNDS} by turns");
    println!("  bare window   {bare:>10.2?}");
    println!("  the program   {program:>10.2?}  ({:.2} times)", program.as_secs_f64() / bare.as_secs_f64());
    println!("memory with 40,000 positions open: {}", child("memory", folder.path(), &[file]).1.trim());
}
