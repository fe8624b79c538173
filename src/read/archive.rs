//! Zip archives of documents, under the budget of the file they came in.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::document::Document;
use crate::read::{Content, Reading, problems};

/// Reads every file of an archive into `into`; what went wrong with the archive itself is in the answer.
pub fn read(bytes: &[u8], reading: &mut Reading, depth: u32, into: &mut Vec<Document>) -> Content {
    let mut content = Content::default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Content::failed(problems::damaged("een zip-archief"));
    };
    for index in 0..archive.len() {
        let mut part = match archive.by_index(index) {
            Ok(part) => part,
            Err(e) => {
                content.problems.push(fault(&e));
                continue;
            }
        };
        if part.is_dir() || part.is_symlink() {
            continue;
        }
        let name = match part.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(part.name_raw()).into_owned(),
        };
        if is_clutter(&name) {
            continue;
        }
        let cap = reading.unpacked.min(reading.limits.bytes);
        let mut data = Vec::new();
        match part.by_ref().take(cap + 1).read_to_end(&mut data) {
            Ok(_) if data.len() as u64 > cap => {
                content.problems.push(problems::unpacks_too_large(reading.limits.unpacked_bytes));
                break;
            }
            Ok(_) => {}
            Err(_) => {
                content.problems.push(problems::damaged("een zip-archief"));
                continue;
            }
        }
        reading.unpacked -= data.len() as u64;
        if !reading.descend(&name, &data, depth, into) {
            content.problems.push(problems::too_many_documents(reading.limits.inner_documents));
            break;
        }
    }
    if into.is_empty() && content.problems.is_empty() {
        content.problems.push(problems::empty_file());
    }
    content
}

/// The problem a fault of the container is to a reviewer.
pub fn fault(error: &ZipError) -> crate::problem::Problem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            problems::password_protected()
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            problems::unsupported("een archief met een ongebruikelijke compressie", "een gewoon zip-archief")
        }
        _ => problems::damaged("een zip-archief"),
    }
}

/// What systems leave in archives and nobody meant to file.
fn is_clutter(name: &str) -> bool {
    let name = name.replace('\\', "/");
    let file = name.rsplit('/').next().unwrap_or_default();
    name.split('/').any(|part| part == "__MACOSX")
        || file.starts_with("._")
        || file.starts_with("~$")
        || matches!(file.to_ascii_lowercase().as_str(), "thumbs.db" | ".ds_store" | "desktop.ini")
}

/// A name that stays inside the archive, and whether it did so of itself.
pub fn safe_name(name: &str) -> (String, bool) {
    let cleaned = name.replace('\\', "/").replace(|c: char| c.is_control(), "");
    let absolute = cleaned.starts_with('/') || cleaned.as_bytes().get(1) == Some(&b':');
    let upward = cleaned.split('/').any(|part| part == "..");
    let parts: Vec<&str> = cleaned
        .split('/')
        .filter(|p| !p.is_empty() && !matches!(*p, "." | "..") && !p.ends_with(':'))
        .collect();
    let joined = parts.join("/");
    let joined = if joined.is_empty() { "naamloos".to_owned() } else { joined };
    (joined.chars().take(400).collect(), !(absolute || upward))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside() {
        assert_eq!(safe_name("map/KvK.pdf"), ("map/KvK.pdf".into(), true));
        assert_eq!(safe_name("map\\KvK.pdf"), ("map/KvK.pdf".into(), true));
        assert_eq!(safe_name("../../etc/passwd"), ("etc/passwd".into(), false));
        assert_eq!(safe_name("C:\\x\\a.pdf"), ("x/a.pdf".into(), false));
        assert_eq!(safe_name("/"), ("naamloos".into(), false));
    }

    #[test]
    fn clutter_is_known() {
        assert!(is_clutter("__MACOSX/map/._KvK.pdf"));
        assert!(is_clutter("map/Thumbs.db"));
        assert!(is_clutter("~$brief.docx"));
        assert!(!is_clutter("KvK.pdf"));
    }
}
