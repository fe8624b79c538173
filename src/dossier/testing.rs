//! Small submissions built in code, for the tests of `dossier`, `check` and `verdict`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::document::{Media, Rect, TextSource};
use crate::fact::{Anchor, Fact, Observed, Passage, Segment, Strength};
use crate::problem::Problem;
use crate::submission::{Manifest, Submission};

pub fn anchor() -> Anchor {
    Anchor { page: Some(1), sheet: None, cell: None, bbox: Some(Rect::new(10.0, 10.0, 90.0, 22.0)) }
}

pub fn observed(path: &str, kind: Option<&str>) -> Observed {
    Observed {
        path: path.to_owned(),
        sha256: format!("sha-{path}"),
        bytes: 1,
        media: Media::Pdf,
        pages: 1,
        text_source: TextSource::Native,
        segment: Segment {
            page_from: 1,
            page_to: 1,
            kind: kind.map(str::to_owned),
            score: 0.9,
            alternatives: Vec::new(),
            marks: Vec::new(),
        },
        facts: Vec::new(),
        passages: Vec::new(),
        problems: Vec::new(),
        continues: None,
        superseded_by: None,
    }
}

pub fn fact(field: &str, value: &str, confidence: f32) -> Fact {
    Fact {
        field: field.to_owned(),
        value: value.to_owned(),
        raw: value.to_owned(),
        anchor: anchor(),
        confidence,
        attributes: BTreeMap::new(),
    }
}

/// With a decisive fact.
pub fn with(document: Observed, field: &str, value: &str) -> Observed {
    with_at(document, field, value, 0.95)
}

pub fn with_at(mut document: Observed, field: &str, value: &str, confidence: f32) -> Observed {
    document.facts.push(fact(field, value, confidence));
    document
}

/// With a decisive fact that has attributes.
pub fn with_attributes(
    mut document: Observed,
    field: &str,
    value: &str,
    attributes: &[(&str, &str)],
) -> Observed {
    let mut one = fact(field, value, 0.95);
    one.attributes = attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    document.facts.push(one);
    document
}

pub fn saying(mut document: Observed, topic: &str, strength: Strength, text: &str) -> Observed {
    document.passages.push(Passage {
        topic: topic.to_owned(),
        strength,
        text: text.to_owned(),
        length: 40,
        anchor: anchor(),
    });
    document
}

pub fn marked(mut document: Observed, mark: &str) -> Observed {
    document.segment.marks.push(mark.to_owned());
    document
}

/// A scan that nobody could read.
pub fn unread(path: &str) -> Observed {
    let mut one = observed(path, None);
    one.text_source = TextSource::None;
    one.problems.push(Problem::new("scan-not-read", "Niet gelezen."));
    one
}

pub fn submission(manifest: Manifest) -> Submission {
    Submission {
        folder: "Stichting Voorbeeld".to_owned(),
        absolute: PathBuf::from("Stichting Voorbeeld"),
        manifest_path: None,
        manifest,
        in_register: false,
        files: Vec::new(),
        ignored: Vec::new(),
        problems: Vec::new(),
        unreadable: false,
    }
}
