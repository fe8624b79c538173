//! The cases of `tests/data/recognise/*.toml`: pages with light markup, and what they are. A new case needs
//! no Rust. See the README there.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Recogniser;
use crate::catalogue::{Catalogue, Kind, MarkRule};
use crate::document::{
    Cell, Document, FieldKind, FormField, Line, MailHead, Mark, MarkKind, Media, Metadata, Page, Rect, Span,
    TextSource, Word,
};
use crate::fact::Segment;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    /// Name the file was filed under.
    #[serde(default = "no_name")]
    path: String,
    /// One entry a segment: `kind`, or `-` for none; with several segments `kind 1-2`.
    expect: Vec<String>,
    /// Marks the first segment must have; with `!` before it, must not have.
    #[serde(default)]
    marks: Vec<String>,
    /// The best guess where no kind is set.
    #[serde(default)]
    guess: Option<String>,
    text: String,
}

fn no_name() -> String {
    "scan0001.pdf".to_owned()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn toml_files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap();
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

pub(super) fn catalogue() -> Catalogue {
    #[derive(Deserialize)]
    struct Marks {
        mark: Vec<MarkRule>,
    }
    let mut kinds: Vec<Kind> = toml_files(&root().join("rules/kinds")).iter().map(|p| read(p)).collect();
    kinds.sort_by(|a, b| a.id.cmp(&b.id));
    let marks: Marks = read(&root().join("rules/marks.toml"));
    Catalogue { kinds, marks: marks.mark, ..Catalogue::default() }
}

/// Light markup to a document: see the README of the cases.
pub(super) fn document(text: &str) -> Document {
    let mut document = Document {
        inner: None,
        sha256: String::new(),
        bytes: text.len() as u64,
        media: Media::Pdf,
        page_count: 0,
        pages: Vec::new(),
        form_fields: Vec::new(),
        seals: Vec::new(),
        metadata: Metadata::default(),
        mail: None,
        problems: Vec::new(),
    };
    let mut setting = Setting::default();
    for page_text in text.split("\n=== page\n") {
        let page = setting.page(page_text, &mut document);
        document.pages.push(page);
    }
    document.page_count = document.pages.len() as u32;
    document
}

/// What directives change from there on.
struct Setting {
    size: f32,
    left: f32,
    width: f32,
    height: f32,
    plain: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self { size: 10.0, left: 70.0, width: 595.0, height: 842.0, plain: false }
    }
}

impl Setting {
    fn page(&mut self, text: &str, document: &mut Document) -> Page {
        let mut page = Page {
            number: document.pages.len() as u32 + 1,
            text_source: TextSource::Native,
            ..Page::default()
        };
        let mut y = 60.0;
        for raw in text.lines() {
            if let Some(directive) = raw.strip_prefix('!') {
                self.directive(directive, document, &mut page);
                continue;
            }
            if raw.trim().is_empty() {
                y += self.size * 1.2;
                continue;
            }
            if raw.trim() == "\\foot" {
                y = self.height - 60.0;
                continue;
            }
            let (mut size, mut bold, mut centred, mut rest) = (self.size, false, false, raw.trim_end());
            loop {
                if let Some(r) = rest.strip_prefix("# ") {
                    (size, bold, rest) = (self.size * 1.9, true, r);
                } else if let Some(r) = rest.strip_prefix("## ") {
                    (size, bold, rest) = (self.size * 1.35, true, r);
                } else if let Some(r) = rest.strip_prefix("* ") {
                    (bold, rest) = (true, r);
                } else if let Some(r) = rest.strip_prefix("^ ") {
                    (size, rest) = (self.size * 0.7, r);
                } else if let Some(r) = rest.strip_prefix("> ") {
                    (centred, rest) = (true, r);
                } else {
                    break;
                }
            }
            if self.plain {
                (size, bold) = (self.size, false);
            }
            let row = page.lines.len() as u32;
            page.lines.push(self.line(rest, y, size, bold, centred, page.sheet.is_some().then_some(row)));
            y += size * 1.3;
        }
        (page.width, page.height) = if page.sheet.is_some() { (0.0, 0.0) } else { (self.width, self.height) };
        page
    }

    fn line(&self, text: &str, y: f32, size: f32, bold: bool, centred: bool, row: Option<u32>) -> Line {
        let advance = size * 0.5;
        let mut x = self.left;
        if centred {
            x = ((self.width - text.len() as f32 * advance) / 2.0).max(20.0);
        }
        let mut spans = Vec::new();
        for (col, part) in text.split("  ").map(str::trim).filter(|p| !p.is_empty()).enumerate() {
            let mut words = Vec::new();
            for word in part.split(' ') {
                let width = word.chars().count() as f32 * advance;
                words.push(Word {
                    text: word.to_owned(),
                    bbox: Rect::new(x, y, x + width, y + size),
                    size,
                    bold,
                    cell: row.map(|row| Cell { row, col: col as u32 }),
                });
                x += width + advance;
            }
            x += 40.0;
            spans.push(Span { words });
        }
        Line { spans, block: 0 }
    }

    fn directive(&mut self, directive: &str, document: &mut Document, page: &mut Page) {
        let (name, value) = directive.split_once(' ').unwrap_or((directive, ""));
        match name {
            "unread" => {
                page.text_source = TextSource::None;
                page.marks.push(Mark { kind: MarkKind::Image, bbox: Rect::new(0.0, 0.0, 595.0, 842.0) });
            }
            "ocr" => page.text_source = TextSource::Ocr,
            "size" => self.size = value.parse().unwrap(),
            "left" => self.left = value.parse().unwrap(),
            "landscape" => (self.width, self.height) = (842.0, 595.0),
            "portrait" => (self.width, self.height) = (595.0, 842.0),
            // A format that tells no sizes: what stands out is not known.
            "plain" => {
                (self.plain, self.size) =
                    (true, if value.is_empty() { 10.0 } else { value.parse().unwrap() });
            }
            "sheet" => {
                page.sheet = Some(value.to_owned());
                document.media = Media::Xlsx;
                self.plain = true;
            }
            "title" => document.metadata.title = Some(value.to_owned()),
            "subject" => {
                document.media = Media::Eml;
                document.mail = Some(MailHead { subject: value.to_owned(), ..MailHead::default() });
            }
            "field" => {
                let (name, value) = value.split_once('=').unwrap_or((value, ""));
                document.form_fields.push(FormField {
                    name: name.to_owned(),
                    label: None,
                    kind: FieldKind::Text,
                    value: (!value.is_empty()).then(|| value.to_owned()),
                    page: Some(page.number),
                    bbox: None,
                });
            }
            other => panic!("unknown directive {other}"),
        }
    }
}

fn shown(segments: &[Segment], ranges: bool) -> Vec<String> {
    segments
        .iter()
        .map(|s| {
            let kind = s.kind.as_deref().unwrap_or("-");
            if ranges { format!("{kind} {}-{}", s.page_from, s.page_to) } else { kind.to_owned() }
        })
        .collect()
}

fn told(segments: &[Segment]) -> String {
    let mut out = String::new();
    for s in segments {
        let others: Vec<String> =
            s.alternatives.iter().take(3).map(|a| format!("{} {:.2}", a.kind, a.score)).collect();
        let _ = writeln!(
            out,
            "      {}-{} {} {:.2} | {} | {}",
            s.page_from,
            s.page_to,
            s.kind.as_deref().unwrap_or("-"),
            s.score,
            others.join(", "),
            s.marks.join(" ")
        );
    }
    out
}

#[test]
fn every_case_is_recognised() {
    let recogniser = Recogniser::new(&catalogue()).unwrap();
    let (mut wrong, mut count) = (String::new(), 0);
    for file in toml_files(&root().join("tests/data/recognise")) {
        let cases: Cases = read(&file);
        for case in cases.case {
            count += 1;
            let segments = recogniser.recognise(&document(&case.text), &case.path);
            let ranges = case.expect.iter().any(|e| e.contains(' '));
            let mut faults = Vec::new();
            let seen = shown(&segments, ranges);
            if seen != case.expect {
                faults.push(format!("is {seen:?}, not {:?}", case.expect));
            }
            let first = segments.first().unwrap();
            for mark in &case.marks {
                let (name, wanted) = mark.strip_prefix('!').map_or((mark.as_str(), true), |m| (m, false));
                if first.marks.iter().any(|m| m == name) != wanted {
                    faults.push(format!("mark {mark}"));
                }
            }
            if let Some(guess) = &case.guess
                && first.alternatives.first().map(|a| &a.kind) != Some(guess)
            {
                faults.push(format!("best guess is not {guess}"));
            }
            if !faults.is_empty() {
                let _ = writeln!(wrong, "{}: {}\n{}", case.id, faults.join("; "), told(&segments));
            }
        }
    }
    assert!(wrong.is_empty(), "of {count} cases:\n{wrong}");
    assert!(count > 0, "no cases");
}

/// One kind, or none, and the text with something done to it: the kind must stay the same or be given up,
/// never become another.
fn altered(alter: impl Fn(&str) -> String) -> (usize, usize, String) {
    let recogniser = Recogniser::new(&catalogue()).unwrap();
    let (mut kept, mut count, mut wrong) = (0, 0, String::new());
    for file in toml_files(&root().join("tests/data/recognise")) {
        let cases: Cases = read(&file);
        for case in cases.case.iter().filter(|c| c.expect.len() == 1 && !c.text.contains("!sheet")) {
            let Some(kind) = case.expect[0].split(' ').next() else { continue };
            let segments = recogniser.recognise(&document(&alter(&case.text)), &case.path);
            let other = segments.iter().filter_map(|s| s.kind.as_deref()).find(|k| *k != kind);
            if let Some(other) = other {
                let _ = writeln!(wrong, "{}: {other}, not {kind}\n{}", case.id, told(&segments));
            }
            if kind != "-" {
                count += 1;
                kept += usize::from(segments.iter().any(|s| s.kind.as_deref() == Some(kind)));
            }
        }
    }
    (kept, count, wrong)
}

#[test]
fn misread_letters_lose_a_kind_and_never_change_it() {
    for seed in 1..=3_u64 {
        let (kept, count, wrong) = altered(|text| {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ text.len() as u64;
            let lines = text.lines().map(|line| {
                if line.starts_with(['!', '=', '\\']) {
                    return line.to_owned();
                }
                line.chars()
                    .map(|c| {
                        state = state
                            .wrapping_mul(6_364_136_223_846_793_005)
                            .wrapping_add(1_442_695_040_888_963_407);
                        if c.is_alphabetic() && state >> 33 < (1 << 31) / 66 { 'q' } else { c }
                    })
                    .collect()
            });
            format!("!ocr\n{}", lines.collect::<Vec<_>>().join("\n"))
        });
        assert!(wrong.is_empty(), "seed {seed}, {kept} of {count} kept\n{wrong}");
        assert!(
            kept * 100 >= count * 80,
            "seed {seed}: only {kept} of {count} kinds survive 1.5 % misread letters"
        );
    }
}

#[test]
fn without_sizes_and_bold_a_kind_is_lost_and_never_changed() {
    let (kept, count, wrong) = altered(|text| format!("!plain\n{text}"));
    assert!(wrong.is_empty(), "{wrong}");
    assert!(kept * 100 >= count * 80, "only {kept} of {count} kinds survive without typography");
}

#[test]
fn the_same_document_gives_the_same_twice() {
    let catalogue = catalogue();
    let text = "# Uittreksel Handelsregister\nKvK-nummer 90001234\nRSIN 123456782\nRechtsvorm Stichting";
    let one = Recogniser::new(&catalogue).unwrap().recognise(&document(text), "a.pdf");
    let two = Recogniser::new(&catalogue).unwrap().recognise(&document(text), "a.pdf");
    assert_eq!(one, two);
}

#[test]
fn every_phrase_can_be_found_and_every_kind_has_signals() {
    for kind in catalogue().kinds {
        assert!(!kind.signals.is_empty(), "{} has no signals", kind.id);
        for signal in &kind.signals {
            assert!(
                signal.weight.abs() <= 1.0 && signal.weight != 0.0,
                "{}: weight {}",
                kind.id,
                signal.weight
            );
            assert!(signal.at_least as usize <= signal.phrases.len(), "{}: at_least", kind.id);
            for phrase in &signal.phrases {
                assert!(!super::text::squash(phrase).is_empty(), "{}: {phrase:?} has no letters", kind.id);
            }
        }
        for limit in kind.needs.iter().chain(&kind.bars) {
            assert!((0.0..=1.0).contains(&limit.cap), "{}: cap {}", kind.id, limit.cap);
            assert!(limit.at_least as usize <= limit.phrases.len(), "{}: at_least of a limit", kind.id);
        }
    }
}

#[test]
fn hostile_input_ends() {
    let recogniser = Recogniser::new(&catalogue()).unwrap();
    let mut many = String::new();
    for _ in 0..20_000 {
        many.push_str("balans jaarrekening verklaring omtrent het gedrag rechtspersonen\n");
    }
    let segments = recogniser.recognise(&document(&many), "x".repeat(5000).as_str());
    assert_eq!(segments.len(), 1);
    let none = Document::unreadable(Media::Pdf, String::new(), 0, crate::problem::Problem::new("x", "y"));
    let segments = recogniser.recognise(&none, "KvK uittreksel.pdf");
    assert_eq!((segments[0].page_from, segments[0].page_to), (0, 0));
    assert_eq!(segments[0].kind, None);
    assert_eq!(segments[0].alternatives[0].kind, "kvk-uittreksel");
    let mut odd = document("# Titel\nregel\n=== page\n!unread\n=== page\n");
    odd.pages[0].lines[0].spans[0].words[0].size = f32::NAN;
    odd.pages[0].lines[0].spans[0].words[0].bbox = Rect::new(f32::NAN, f32::INFINITY, -1.0, f32::NAN);
    odd.pages[0].height = f32::NAN;
    assert!(!recogniser.recognise(&odd, "").is_empty());
}
