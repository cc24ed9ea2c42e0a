//! What may be passed on: nothing of the machine it was made on, and every asset with its licence.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{complain_of, root, walk};

/// The files that git knows, or every file where there is no git (a source archive).
fn repository_files() -> Vec<PathBuf> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    if let Ok(listed) = listed
        && listed.status.success()
        && !listed.stdout.is_empty()
    {
        let names = String::from_utf8_lossy(&listed.stdout).into_owned();
        return names.split('\0').filter(|name| !name.is_empty()).map(|name| root().join(name)).collect();
    }
    let mut files = Vec::new();
    walk(&root(), &mut files);
    files
}

/// If this fails, the repository tells of the machine it was made on, or works only there.
#[test]
fn nothing_tells_of_the_machine_it_was_made_on() {
    // Put together here so that this file does not mention them.
    let folders = ["work", "root", "home"].map(|name| format!("/{name}/"));
    let hosts = ["index.crates", "static.crates"].map(|name| format!("{name}.io"));
    let others = ["registry.npmjs", "pypi", "files.pythonhosted"].map(|name| format!("{name}.org"));
    let mut found = Vec::new();
    for path in repository_files() {
        let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let is_own_place = |folder: &String| {
                line.match_indices(folder.as_str())
                    .any(|(place, _)| !line[..place].ends_with(|c: char| c.is_alphanumeric() || "-_.*/~".contains(c)))
            };
            if folders.iter().any(is_own_place) {
                found.push(format!("{name}:{}: a path of a machine", number + 1));
            }
            if name != "Cargo.lock" && hosts.iter().chain(&others).any(|host| line.contains(host.as_str())) {
                found.push(format!("{name}:{}: the host of a package registry", number + 1));
            }
        }
    }
    complain_of(&found);
}

/// If this fails, something is passed on without the licence under which it may be passed on.
#[test]
fn every_asset_has_its_licence_beside_it() {
    // Made by this program itself, under its own licence.
    let own = ["schema", "screenshots"];
    let mut files = Vec::new();
    walk(&root().join("assets"), &mut files);
    let mut folders: Vec<_> = files.iter().filter_map(|path| path.parent()).collect();
    folders.sort();
    folders.dedup();
    assert!(folders.len() > 2, "the assets were not found");
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let tells = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            path.parent() == Some(folder)
                && ["README", "LICENSE", "LICENCE", "OFL"].iter().any(|word| name.contains(word))
        };
        assert!(own.contains(&&*name) || files.iter().any(tells), "{} says nothing of its licence", folder.display());
    }
}
