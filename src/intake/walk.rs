//! Walks the share without following links.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{CHECKLIST, MANIFEST, REGISTERS, manifest};
use crate::problem::Problem;
use crate::submission::{IgnoredFile, InputFile, Intake, Manifest, Submission};

/// Files of one submission beyond this number are left out, with a problem.
const MAX_FILES: usize = 20_000;
/// Folders in folders.
const MAX_DEPTH: usize = 32;

/// Scans `root`. Fails only when the share itself cannot be listed.
pub fn scan(root: &Path) -> io::Result<Intake> {
    let mut intake = Intake::default();
    let mut folders = Vec::new();
    let mut registers = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push(entry.path());
        } else if kind.is_symlink() {
            intake.problems.push(Problem::new(
                "symbolic-link",
                format!(
                    "'{name}' is een koppeling en wordt niet gevolgd; plaats de map of het bestand zelf."
                ),
            ));
        } else if kind.is_file() && REGISTERS.contains(&name.as_str()) {
            registers.push(entry.path());
        } else if system_file(&name).is_none() {
            intake.stray_files.push(name);
        }
    }
    for path in REGISTERS.iter().map(|name| root.join(name)).filter(|path| registers.contains(path)) {
        if intake.register.is_none() {
            intake.register = Some(path);
        } else if let Some(name) = path.file_name() {
            intake.problems.push(Problem::new(
                "second-register",
                format!("Er is meer dan een register; '{}' wordt niet gebruikt.", name.to_string_lossy()),
            ));
        }
    }
    folders.sort();
    for folder in folders {
        intake.submissions.extend(submissions_in(root, &folder));
    }
    intake.submissions.sort_by(|a, b| a.folder.cmp(&b.folder));
    intake.stray_files.sort();
    intake.problems.sort();
    Ok(intake)
}

/// Scans again the one submission of this folder (relative to `root`), as it stands in its manifest.
pub fn scan_one(root: &Path, folder: &str) -> Option<Submission> {
    let top = root.join(folder.split('/').next()?);
    submissions_in(root, &top).into_iter().find(|s| s.folder == folder)
}

/// The submissions of one folder directly under the intake: itself, and any deeper folder with a manifest.
fn submissions_in(root: &Path, top: &Path) -> Vec<Submission> {
    let mut found: BTreeMap<PathBuf, Submission> = BTreeMap::new();
    found.insert(top.to_owned(), empty(root, top));
    let mut files: Vec<(PathBuf, u64)> = Vec::new();
    let mut ignored: Vec<(PathBuf, Problem)> = Vec::new();
    let mut count = 0_usize;
    for entry in WalkDir::new(top).follow_links(false).max_depth(MAX_DEPTH).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                note_unreadable(&mut found, top, &error);
                continue;
            }
        };
        let path = entry.path();
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_dir() {
            if entry.depth() == MAX_DEPTH {
                ignored.push((path.to_owned(), Problem::new("too-deep", "Te diep genest; niet bekeken.")));
            }
            continue;
        }
        if entry.file_type().is_symlink() {
            ignored.push((
                path.to_owned(),
                Problem::new("symbolic-link", "Dit is een koppeling; die wordt niet gevolgd."),
            ));
            continue;
        }
        if !entry.file_type().is_file() {
            // Opening a pipe waits for a writer that never comes.
            ignored.push((
                path.to_owned(),
                Problem::new(
                    "special-file",
                    "Dit is geen gewoon bestand (pijp, socket of apparaat); niet bekeken.",
                ),
            ));
            continue;
        }
        if name == MANIFEST {
            if let Some(folder) = path.parent() {
                found.entry(folder.to_owned()).or_insert_with(|| empty(root, folder)).manifest_path =
                    Some(MANIFEST.to_owned());
            }
            continue;
        }
        if let Some(why) = system_file(&name) {
            ignored.push((path.to_owned(), Problem::new("ignored-file", why)));
            continue;
        }
        count += 1;
        if count > MAX_FILES {
            continue;
        }
        match entry.metadata() {
            Ok(meta) if meta.len() == 0 => ignored.push((
                path.to_owned(),
                Problem::new(
                    "empty-file",
                    "Het bestand is leeg (0 bytes); vraag de aanbieder om het opnieuw aan te leveren.",
                ),
            )),
            Ok(meta) => files.push((path.to_owned(), meta.len())),
            Err(_) => files.push((path.to_owned(), 0)),
        }
    }
    if count > MAX_FILES
        && let Some(submission) = found.get_mut(top)
    {
        submission.problems.push(Problem::new(
            "too-many-files",
            format!("De map bevat {count} bestanden; alleen de eerste {MAX_FILES} zijn bekeken."),
        ));
    }
    for (path, bytes) in files {
        if let Some((folder, submission)) = owner(&mut found, &path) {
            submission.files.push(InputFile { path: relative(&folder, &path), absolute: path, bytes });
        }
    }
    for (path, problem) in ignored {
        if let Some((folder, submission)) = owner(&mut found, &path) {
            submission.ignored.push(IgnoredFile { path: relative(&folder, &path), problem });
        }
    }
    // A folder that only groups submissions is none itself.
    let groups = found.len() > 1
        && found.get(top).is_some_and(|s| s.manifest_path.is_none() && s.files.is_empty() && !s.unreadable);
    if groups {
        found.remove(top);
    }
    let mut submissions: Vec<Submission> = found.into_values().collect();
    for submission in &mut submissions {
        submission.files.sort();
        submission.ignored.sort();
        if submission.manifest_path.is_some() {
            let (read, problems) = manifest::load(&submission.absolute.join(MANIFEST));
            submission.manifest = read;
            submission.problems.extend(problems);
        }
    }
    submissions
}

fn empty(root: &Path, folder: &Path) -> Submission {
    Submission {
        folder: relative(root, folder),
        absolute: folder.to_owned(),
        manifest_path: None,
        manifest: Manifest::default(),
        in_register: false,
        files: Vec::new(),
        ignored: Vec::new(),
        problems: Vec::new(),
        unreadable: false,
    }
}

/// The submission whose folder is the nearest above `path`.
fn owner<'a>(
    found: &'a mut BTreeMap<PathBuf, Submission>,
    path: &Path,
) -> Option<(PathBuf, &'a mut Submission)> {
    let folder = path.ancestors().skip(1).find(|a| found.contains_key(*a))?.to_owned();
    found.get_mut(&folder).map(|s| (folder, s))
}

fn note_unreadable(found: &mut BTreeMap<PathBuf, Submission>, top: &Path, error: &walkdir::Error) {
    let at = error.path().unwrap_or(top).to_owned();
    let whole = at == top;
    let shown = relative(top, &at);
    if let Some(submission) = found.get_mut(top) {
        submission.unreadable |= whole;
        submission.problems.push(Problem::new(
            "unreadable-folder",
            if whole {
                "De map kan niet worden geopend; controleer de rechten op de schijf.".to_owned()
            } else {
                format!("'{shown}' kan niet worden geopend; controleer de rechten op de schijf.")
            },
        ));
    }
}

fn relative(base: &Path, path: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Why a file of this name is not a document, if it is none.
fn system_file(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    if ["thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"].contains(&lower.as_str()) {
        return Some("Hulpbestand van het besturingssysteem; geen document.");
    }
    if lower.starts_with("~$") || lower.starts_with(".~lock.") {
        return Some("Tijdelijk bestand van een geopend document; geen document.");
    }
    if lower == CHECKLIST {
        return Some("Checklist van toets; geen document.");
    }
    if lower.starts_with("._") {
        return Some("Hulpbestand van macOS; geen document.");
    }
    if [".part", ".filepart", ".crdownload"].iter().any(|suffix| lower.ends_with(suffix)) {
        return Some("Onvoltooide upload; wordt bekeken zodra het bestand compleet is.");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str, content: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    #[test]
    fn folders_and_deeper_manifests_are_submissions() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        write(root, "Stichting A/KvK.pdf", "x");
        write(root, "Stichting A/bijlagen/polis.pdf", "x");
        write(root, "Stichting A/Thumbs.db", "x");
        write(root, "Stichting A/~$plan.docx", "x");
        write(root, "Stichting A/leeg.pdf", "");
        write(root, "Regio West/B/inschrijving.toml", "aanbieder = \"B\"");
        write(root, "Regio West/B/doc.pdf", "x");
        write(root, "Regio West/C/diep/inschrijving.toml", "aanbieder = \"C\"");
        write(root, "los.pdf", "x");
        fs::create_dir_all(root.join("Leeg")).unwrap();
        let intake = scan(root).unwrap();
        let folders: Vec<_> = intake.submissions.iter().map(|s| s.folder.as_str()).collect();
        assert_eq!(folders, ["Leeg", "Regio West/B", "Regio West/C/diep", "Stichting A"]);
        let a = &intake.submissions[3];
        assert_eq!(
            a.files.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(),
            ["KvK.pdf", "bijlagen/polis.pdf"]
        );
        assert_eq!(
            a.ignored.iter().map(|f| (f.path.as_str(), f.problem.code.as_str())).collect::<Vec<_>>(),
            [("Thumbs.db", "ignored-file"), ("leeg.pdf", "empty-file"), ("~$plan.docx", "ignored-file")]
        );
        assert_eq!(intake.submissions[1].manifest.aanbieder.as_deref(), Some("B"));
        assert_eq!(intake.stray_files, ["los.pdf"]);
    }

    #[test]
    fn a_folder_with_files_beside_a_deeper_submission_is_one_too() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "A/eigen.pdf", "x");
        write(dir.path(), "A/dochter/inschrijving.toml", "");
        write(dir.path(), "A/dochter/haar.pdf", "x");
        let intake = scan(dir.path()).unwrap();
        assert_eq!(intake.submissions.len(), 2);
        assert_eq!(intake.submissions[0].files[0].path, "eigen.pdf");
        assert_eq!(intake.submissions[0].files.len(), 1);
        assert_eq!(intake.submissions[1].files[0].path, "haar.pdf");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_and_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        write(outside.path(), "geheim.pdf", "x");
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "A/a.pdf", "x");
        std::os::unix::fs::symlink(outside.path(), dir.path().join("A/weg")).unwrap();
        std::os::unix::fs::symlink(outside.path(), dir.path().join("B")).unwrap();
        let intake = scan(dir.path()).unwrap();
        assert_eq!(intake.submissions.len(), 1);
        assert_eq!(intake.submissions[0].files.len(), 1);
        assert_eq!(intake.submissions[0].ignored[0].problem.code, "symbolic-link");
        assert_eq!(intake.problems[0].code, "symbolic-link");
    }
}
