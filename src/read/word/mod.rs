//! Text documents in a zip container: docx and odt.

pub mod docx;
pub mod odt;
mod odt_styles;

use crate::document::FormField;
use crate::read::flow::{Block, lay_out};
use crate::read::limits::Limits;
use crate::read::{Content, problems};

/// Lays the blocks out and gives each field the place it was met at.
fn finish(blocks: &[Block], mut fields: Vec<FormField>, limits: &Limits) -> Content {
    let mut laid = lay_out(blocks, limits);
    // A scan pasted into a document is still a scan.
    let shows = laid.pages.iter().any(|p| !p.marks.is_empty());
    if shows && laid.pages.iter().all(|p| p.lines.is_empty()) {
        laid.problems.push(problems::scan_not_read());
    }
    for (number, page, bbox) in &laid.fields {
        if let Some(field) = fields.get_mut(*number) {
            field.page = Some(*page);
            field.bbox = Some(*bbox);
        }
    }
    Content { form_fields: fields, ..laid.into() }
}

/// The level a style's name tells: `heading 1`, `Kop 2`, `Title`.
fn heading_of(name: &str) -> Option<u32> {
    let name = name.to_lowercase().replace("_20_", " ");
    if matches!(name.as_str(), "title" | "titel") {
        return Some(0);
    }
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("kop"))?;
    rest.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// The part before the time of an ISO moment.
fn day(stamp: &str) -> Option<String> {
    let day = stamp.trim().get(..10)?;
    chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().map(|d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_names_tell_headings() {
        assert_eq!(heading_of("heading 1"), Some(1));
        assert_eq!(heading_of("Heading_20_2"), Some(2));
        assert_eq!(heading_of("Kop 3"), Some(3));
        assert_eq!(heading_of("Titel"), Some(0));
        assert_eq!(heading_of("Koptekst"), None);
        assert_eq!(heading_of("heading 12"), None);
    }
}
