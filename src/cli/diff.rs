//! `standpoint diff A B`, and the same as git's external diff driver.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;

use super::{DiffArguments, Ending, complain, load, say};
use crate::files::{self, Differences};

/// Prints what is different, in words.
///
/// Ends with 0 whether or not something is different, as `git diff` does: git takes any other status of a driver for a
/// failure and stops. `--exit-code` makes it 1 when something is different.
pub(super) fn run(arguments: &DiffArguments) -> io::Result<Ending> {
    let mut out = io::stdout().lock();
    let differences = match arguments.files.as_slice() {
        [one, two] => match compared(Path::new(one), Path::new(two)) {
            Ok(differences) => {
                print(&differences, &mut out)?;
                differences
            }
            Err(lines) => {
                for line in lines {
                    complain(&line);
                }
                return Ok(Ending::Unreadable);
            }
        },
        [path, one, _, _, two, _, _] => of_git(&shown(path), one, two, &mut out)?,
        [path, one, _, _, two, _, _, new_path, ..] => {
            of_git(&format!("{} → {}", shown(path), shown(new_path)), one, two, &mut out)?
        }
        [path] => {
            say(&mut out, &format!("{}: not merged yet", shown(path)))?;
            Differences::default()
        }
        _ => {
            complain("standpoint diff takes two files; git calls it with seven arguments, or more for a renamed file");
            return Ok(Ending::Unreadable);
        }
    };
    out.flush()?;
    let is_told = arguments.exit_code && !differences.is_empty();
    Ok(if is_told { Ending::Different } else { Ending::Done })
}

/// For git: the name of the file first, because git prints none, and a version that cannot be read is told like a
/// difference, so that the rest of a history can still be looked at.
fn of_git(name: &str, one: &OsString, two: &OsString, out: &mut impl io::Write) -> io::Result<Differences> {
    say(out, &format!("--- {name}"))?;
    match compared(Path::new(one), Path::new(two)) {
        Ok(differences) => {
            print(&differences, out)?;
            Ok(differences)
        }
        Err(lines) => {
            for line in lines {
                say(out, &line)?;
            }
            Ok(Differences::default())
        }
    }
}

fn compared(one: &Path, two: &Path) -> Result<Differences, Vec<String>> {
    match (load::file_or_nothing(one), load::file_or_nothing(two)) {
        (Ok(one), Ok(two)) => Ok(files::differences(&one.dossier, &two.dossier)),
        (one, two) => Err([one, two].into_iter().filter_map(Result::err).collect()),
    }
}

fn print(differences: &Differences, out: &mut impl io::Write) -> io::Result<()> {
    say(out, &differences.summary())?;
    for line in differences.text().lines() {
        say(out, line)?;
    }
    Ok(())
}

fn shown(path: &OsString) -> String {
    Path::new(path).display().to_string()
}
