//! The verbs that need no window: `compare`, `check`, `merge`, `diff`, `schema`. Uses the disk of `app`, never `ui`.
//!
//! Exit status: 0 done, 1 the input has problems that kept something out or changes that contradict each other, 2 wrong
//! usage, or nothing done because a file could not be read or written.

mod check;
mod compare;
mod diff;
mod load;
mod merge;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::files;
use crate::model::Date;
use crate::model::shown::visible_line;

/// Compares negotiating positions: who demands, offers, accepts or rejects what, and which sentence says so.
#[derive(Debug, Parser)]
#[command(name = "standpoint", version, args_conflicts_with_subcommands = true, after_help = AFTER_HELP)]
pub struct CommandLine {
    /// What to do without a window.
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// Position files to open in the window; several become one dossier.
    pub files: Vec<PathBuf>,
}

const AFTER_HELP: &str = "Without a verb the window opens. Exit status: 0 done, 1 the input has problems that kept something out (merge: both sides changed the same), 2 wrong usage (merge: or a file that could not be read or written).";

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Write the comparison of position files as JSON.
    Compare(CompareArguments),
    /// Print what is wrong with position files, as <file:line:column>: message.
    Check(CheckArguments),
    /// Merge two changed copies of a position file (three-way; git's merge driver).
    Merge(MergeArguments),
    /// Print in words what is different between two position files (git's diff driver).
    Diff(DiffArguments),
    /// Print the JSON Schema of a file format.
    Schema {
        /// Which format.
        format: Format,
    },
}

/// What `compare` takes.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Position files; several are united.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Leave out what was said after this day (2025-03-18, 2025-03 or 2025).
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Write here instead of to standard output.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
}

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Position files, each checked by itself.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

/// What `merge` takes.
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// The file that both copies were made from; empty or /dev/null where there is none.
    pub base: PathBuf,
    /// Our copy.
    pub ours: PathBuf,
    /// The other copy.
    pub theirs: PathBuf,
    /// Write here instead of to standard output; may be OURS.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// What to call the file in messages (git: %P).
    #[arg(long, value_name = "NAME")]
    pub name: Option<PathBuf>,
}

/// What `diff` takes.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// Two position files; a missing one is /dev/null. Or what git gives to an external diff driver.
    #[arg(required = true, num_args = 1..=9, value_names = ["A", "B"])]
    pub files: Vec<OsString>,
    /// End with 1 when something is different.
    #[arg(long)]
    pub exit_code: bool,
}

/// A file format with a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// The position file.
    Positions,
    /// The comparison export.
    Comparison,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error: crate::model::DateError| error.to_string())
}

/// How a verb ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Done,
    /// The input has problems that kept something out.
    KeptOut,
    /// Both sides changed the same, and differently.
    Conflict,
    /// Two files are not the same, and that was the question.
    Different,
    /// Nothing was done: an input could not be read, or the output not be written.
    Unreadable,
}

/// Runs a verb.
pub fn run(verb: Verb) -> ExitCode {
    let ended = match verb {
        Verb::Compare(arguments) => compare::run(&arguments),
        Verb::Check(arguments) => check::run(&arguments),
        Verb::Merge(arguments) => merge::run(&arguments),
        Verb::Diff(arguments) => diff::run(&arguments),
        Verb::Schema { format } => schema(format),
    };
    match ended {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::KeptOut | Ending::Conflict | Ending::Different) => ExitCode::from(1),
        Ok(Ending::Unreadable) => ExitCode::from(2),
        // Whoever reads our output has seen enough: `standpoint check … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("standpoint: the output could not be written: {error}"));
            ExitCode::from(1)
        }
    }
}

fn schema(format: Format) -> io::Result<Ending> {
    let schema = match format {
        Format::Positions => files::positions_schema(),
        Format::Comparison => files::comparison_schema(),
    };
    io::stdout().lock().write_all(schema.as_bytes())?;
    Ok(Ending::Done)
}

/// A line on standard output.
fn say(out: &mut impl io::Write, line: &str) -> io::Result<()> {
    writeln!(out, "{}", visible_line(line))
}

/// A line on standard error. Neither here nor there does a name from a file drive the terminal. If even that cannot be written there is nobody to tell.
fn complain(line: &str) {
    say(&mut io::stderr(), line).ok();
}
