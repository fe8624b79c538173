//! The rule files themselves: those inside the binary, or those of a folder.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};
use sha2::{Digest, Sha256};

use super::fault::{Collector, RuleFault};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Rules are written by hand: a file past this is no rule file.
const MAX_BYTES: u64 = 4 << 20;
/// `policies/<id>/<file>` is the deepest that is looked at; deeper files are complained of.
const MAX_DEPTH: usize = 6;
const MAX_FILES: usize = 10_000;

/// One `.toml` file of the rules.
#[derive(Debug, Clone)]
pub(super) struct RuleFile {
    /// Relative to the folder of rules, `/`-separated.
    pub path: String,
    pub text: Arc<str>,
}

/// The files embedded at build time, sorted by path, with what was wrong with reading them.
pub(super) fn built_in() -> (Vec<RuleFile>, Vec<RuleFault>) {
    let mut raw = Vec::new();
    gather(&BUILT_IN, &mut raw);
    decode(raw)
}

fn gather(dir: &Dir<'static>, raw: &mut Vec<(String, Vec<u8>)>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(d) => gather(d, raw),
            DirEntry::File(f) => {
                let path = slashed(f.path());
                if is_toml(&path) {
                    raw.push((path, f.contents().to_vec()));
                }
            }
        }
    }
}

/// The `.toml` files under a folder, sorted by path. Files of other types are left alone: notes may stand
/// beside the rules.
pub(super) fn folder(dir: &Path) -> (Vec<RuleFile>, Vec<RuleFault>) {
    let mut raw = Vec::new();
    let mut faults = Vec::new();
    for entry in walkdir::WalkDir::new(dir).max_depth(MAX_DEPTH).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = e.path().map(|p| relative(dir, p)).unwrap_or_default();
                faults.push(unreadable(&path, &format!("cannot be read: {e}")));
                continue;
            }
        };
        let path = relative(dir, entry.path());
        if !entry.file_type().is_file() || !is_toml(&path) {
            continue;
        }
        if raw.len() >= MAX_FILES {
            faults.push(unreadable(&path, &format!("more than {MAX_FILES} rule files")));
            break;
        }
        let size = entry.metadata().map_or(0, |m| m.len());
        if size > MAX_BYTES {
            faults.push(unreadable(&path, &format!("{size} bytes is more than a rule file may have")));
            continue;
        }
        match std::fs::read(entry.path()) {
            Ok(bytes) => raw.push((path, bytes)),
            Err(e) => faults.push(unreadable(&path, &format!("cannot be read: {e}"))),
        }
    }
    let (files, more) = decode(raw);
    faults.extend(more);
    (files, faults)
}

fn decode(mut raw: Vec<(String, Vec<u8>)>) -> (Vec<RuleFile>, Vec<RuleFault>) {
    raw.sort();
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for (path, bytes) in raw {
        match String::from_utf8(bytes) {
            Ok(text) => files.push(RuleFile { path, text: Arc::from(text.as_str()) }),
            Err(e) => {
                let at = e.utf8_error().valid_up_to();
                let text: Arc<str> = Arc::from(String::from_utf8_lossy(e.as_bytes()).as_ref());
                let mut c = Collector::new(&path, &text);
                c.add("not-utf8", at..at + 1, "the file is not UTF-8", "save it as UTF-8".to_owned());
                faults.extend(c.faults);
            }
        }
    }
    (files, faults)
}

fn unreadable(path: &str, message: &str) -> RuleFault {
    let mut c = Collector::new(path, &Arc::from(""));
    c.add("unreadable", 0..0, message, None);
    c.faults.remove(0)
}

fn relative(dir: &Path, path: &Path) -> String {
    slashed(path.strip_prefix(dir).unwrap_or(path))
}

fn slashed(path: &Path) -> String {
    path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Whether a file holds cases of a policy: what is judged does not rest on it.
pub(super) fn is_case(file: &RuleFile) -> bool {
    matches!(file.path.split('/').collect::<Vec<_>>().as_slice(), ["policies", _, "cases", _])
}

fn is_toml(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"))
}

/// SHA-256 over path and bytes of each file, in the order given (sorted by path), lower-case hex.
/// Lengths go in too, so that no two sets of files can run into one another.
pub(super) fn digest<'a>(files: impl IntoIterator<Item = &'a RuleFile>) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update((file.path.len() as u64).to_le_bytes());
        hash.update(file.path.as_bytes());
        hash.update((file.text.len() as u64).to_le_bytes());
        hash.update(file.text.as_bytes());
    }
    let mut out = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> RuleFile {
        RuleFile { path: path.to_owned(), text: Arc::from(text) }
    }

    #[test]
    fn digest_knows_names_and_bounds() {
        let a = digest(&[file("a", "bc")]);
        assert_eq!(a.len(), 64);
        assert_ne!(a, digest(&[file("ab", "c")]));
        assert_ne!(a, digest(&[file("a", "b"), file("", "c")]));
        assert_eq!(a, digest(&[file("a", "bc")]));
    }

    #[test]
    fn a_file_that_is_not_utf8_is_named() {
        let (files, faults) = decode(vec![("kinds/x.toml".to_owned(), b"id = \"\xff\"\n".to_vec())]);
        assert!(files.is_empty());
        assert_eq!((faults[0].code, faults[0].line, faults[0].column), ("not-utf8", 1, 7));
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_fault() {
        let (files, faults) = folder(Path::new("no/such/folder"));
        assert!(files.is_empty());
        assert_eq!(faults[0].code, "unreadable");
    }
}
