//! Links from a page of the report to an original.

use std::fmt::Write;
use std::path::{Component, Path};

/// A relative link from the folder of a page to a file, percent-encoded; absolute `file:` when the two
/// share no root.
pub fn to(page_folder: &Path, file: &Path, page: Option<u32>) -> String {
    let from: Vec<Component<'_>> = page_folder.components().collect();
    let target: Vec<Component<'_>> = file.components().collect();
    let shared = from.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let mut link = String::new();
    if shared == 0 {
        link.push_str("file://");
    } else {
        for _ in shared..from.len() {
            link.push_str("../");
        }
    }
    let rest: Vec<String> = target[shared..]
        .iter()
        .map(|c| encode(&c.as_os_str().to_string_lossy()))
        .filter(|c| c != "/")
        .collect();
    if shared == 0 {
        link.push('/');
    }
    link.push_str(&rest.join("/"));
    if let Some(page) = page {
        link.push_str("#page=");
        link.push_str(&page.to_string());
    }
    link
}

fn encode(segment: &str) -> String {
    let mut out = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_and_encoded() {
        let link = to(
            Path::new("/srv/report/inschrijvingen/a"),
            Path::new("/srv/intake/Stichting É/KvK #1.pdf"),
            Some(3),
        );
        assert_eq!(link, "../../../intake/Stichting%20%C3%89/KvK%20%231.pdf#page=3");
    }

    #[test]
    fn a_name_cannot_break_out_of_the_attribute() {
        let link = to(Path::new("/r/x"), Path::new("/i/\"><script>.pdf"), None);
        assert!(!link.contains(['"', '<', '>']));
    }
}
