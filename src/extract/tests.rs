//! The cases of `tests/data/extract/*.toml`: a kind, a text with its layout, the facts it holds.
//!
//! Two blanks or more part cells, a form feed parts pages, a line that starts with `# ` is a heading.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::*;
use crate::catalogue::{FieldSet, Kind};
use crate::document::{Line, Media, Metadata, Page, Rect, Span, TextSource, Word};

const ADVANCE: f32 = 5.0;
const LEADING: f32 = 14.0;

fn rules_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn toml_files(dir: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    out.sort();
    out
}

#[derive(Deserialize)]
struct Sets {
    #[serde(default)]
    set: Vec<FieldSet>,
}

fn catalogue() -> Catalogue {
    let kinds: Vec<Kind> = toml_files(&rules_dir().join("kinds"))
        .iter()
        .map(|p| {
            toml::from_str(&std::fs::read_to_string(p).unwrap())
                .unwrap_or_else(|e| panic!("{}: {e}", p.display()))
        })
        .collect();
    let sets: Sets =
        toml::from_str(&std::fs::read_to_string(rules_dir().join("fields.toml")).unwrap()).unwrap();
    let mut kinds = kinds;
    kinds.sort_by(|a, b| a.id.cmp(&b.id));
    let language = cases::catalogue();
    Catalogue {
        kinds,
        field_sets: sets.set,
        people: language.people,
        grammar: language.grammar,
        ..Catalogue::default()
    }
}

/// A document laid out as the text is, in a fixed-width font.
pub(crate) fn document(text: &str, media: Media) -> Document {
    let mut pages = Vec::new();
    for (n, content) in (1u32..).zip(text.split('\u{c}')) {
        let mut lines = Vec::new();
        let mut block = 0;
        for (row, line) in content.trim_matches('\n').lines().enumerate() {
            if line.trim().is_empty() {
                block += 1;
                continue;
            }
            let heading = line.starts_with("# ");
            let line = line.strip_prefix("# ").unwrap_or(line);
            let y = 40.0 + row as f32 * LEADING;
            let mut spans: Vec<Span> = Vec::new();
            let chars: Vec<char> = line.chars().collect();
            let mut at = 0;
            let mut gap = 2;
            while at < chars.len() {
                if chars[at] == ' ' {
                    gap += 1;
                    at += 1;
                    continue;
                }
                let start = at;
                while at < chars.len() && chars[at] != ' ' {
                    at += 1;
                }
                let word = Word {
                    text: chars[start..at].iter().collect(),
                    bbox: Rect::new(40.0 + start as f32 * ADVANCE, y, 40.0 + at as f32 * ADVANCE, y + 10.0),
                    size: if heading { 16.0 } else { 10.0 },
                    bold: heading,
                    cell: None,
                };
                match spans.last_mut() {
                    Some(span) if gap < 2 => span.words.push(word),
                    _ => spans.push(Span { words: vec![word] }),
                }
                gap = 0;
            }
            lines.push(Line { spans, block: 0 });
        }
        let _ = block;
        pages.push(Page {
            number: n,
            sheet: None,
            width: 595.0,
            height: 842.0,
            lines,
            marks: Vec::new(),
            text_source: TextSource::Native,
        });
    }
    Document {
        inner: None,
        sha256: String::new(),
        bytes: 1,
        media,
        page_count: u32::try_from(pages.len()).unwrap(),
        pages,
        form_fields: Vec::new(),
        seals: Vec::new(),
        metadata: Metadata::default(),
        mail: None,
        problems: Vec::new(),
    }
}

fn segment(document: &Document, kind: &str) -> Segment {
    Segment {
        page_from: 1,
        page_to: document.page_count,
        kind: (!kind.is_empty()).then(|| kind.to_owned()),
        score: 1.0,
        alternatives: Vec::new(),
        marks: Vec::new(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    kind: String,
    text: String,
    /// `field = value`, decisive.
    #[serde(default)]
    sure: Vec<(String, String)>,
    /// `field = value`, there but not decisive.
    #[serde(default)]
    unsure: Vec<(String, String)>,
    /// `field = value` (or `*`), not decisive or not there.
    #[serde(default)]
    not: Vec<(String, String)>,
}

#[test]
fn cases() {
    let catalogue = catalogue();
    let extractor = Extractor::new(&catalogue);
    let mut faults = String::new();
    let mut count = 0;
    for file in toml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/extract")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let cases: Cases = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for case in cases.case {
            count += 1;
            let document = document(&case.text, Media::Pdf);
            let found = extractor.extract(&document, &segment(&document, &case.kind)).facts;
            let mut wrong = String::new();
            let of = |field: &str, value: &str| {
                found
                    .iter()
                    .filter(|f| f.field == field && (value == "*" || f.value == value))
                    .collect::<Vec<_>>()
            };
            for (field, value) in &case.sure {
                let hits = of(field, value);
                if !hits.iter().any(|f| f.decisive()) {
                    let _ = writeln!(wrong, "  missing or unsure: {field} = {value}");
                }
            }
            for (field, value) in &case.unsure {
                let hits = of(field, value);
                if hits.is_empty() || hits.iter().any(|f| f.decisive()) {
                    let _ = writeln!(wrong, "  missing or sure: {field} = {value}");
                }
            }
            for (field, value) in &case.not {
                if of(field, value).iter().any(|f| f.decisive()) {
                    let _ = writeln!(wrong, "  wrongly sure: {field} = {value}");
                }
            }
            if !wrong.is_empty() {
                let _ = writeln!(
                    faults,
                    "{} / {}\n{wrong}",
                    file.file_name().unwrap().to_string_lossy(),
                    case.name
                );
                for f in &found {
                    let _ = writeln!(
                        faults,
                        "    {} = {} ({:.2}) raw {:?} label {:?} owner {:?} section {:?}",
                        f.field,
                        f.value,
                        f.confidence,
                        f.raw,
                        f.attribute("label"),
                        f.attribute("owner"),
                        f.attribute("section")
                    );
                }
            }
        }
    }
    assert!(count > 0);
    assert!(faults.is_empty(), "\n{faults}");
}

/// `TOETS_LOOK=file cargo test look_at -- --ignored --nocapture`: what is found in a file, by eye.
#[test]
#[ignore = "for reading by eye"]
fn look_at() {
    let Ok(path) = std::env::var("TOETS_LOOK") else { return };
    let kind = std::env::var("TOETS_KIND").unwrap_or_default();
    let extractor = Extractor::new(&catalogue());
    for document in crate::read::read_file(Path::new(&path), &crate::read::limits::Limits::default()) {
        let whole = segment(&document, &kind);
        let started = std::time::Instant::now();
        let found = extractor.extract(&document, &whole);
        println!("{path} {} pages, {:?}", document.page_count, started.elapsed());
        for f in &found.facts {
            println!(
                "  {} = {} ({:.2}) p{:?} raw {:?} label {:?} owner {:?}",
                f.field,
                f.value,
                f.confidence,
                f.anchor.page,
                f.raw,
                f.attribute("label"),
                f.attribute("owner")
            );
        }
    }
}

/// `TOETS_GALLERY=dir`: documents named `<kind>-<n>.<ext>` with `<kind>-<n>.truth` (field, tab, value) beside
/// them; tells per field what was found, missed and wrongly sure.
#[test]
#[ignore = "measures against a folder of made documents"]
fn gallery() {
    let Ok(dir) = std::env::var("TOETS_GALLERY") else { return };
    let only = std::env::var("TOETS_KIND").unwrap_or_default();
    let extractor = Extractor::new(&catalogue());
    let mut tally: BTreeMap<(String, String), [u32; 4]> = BTreeMap::new();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_none_or(|e| e != "truth")) {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        let kind = stem.rsplit_once('-').unwrap().0.to_owned();
        if !only.is_empty() && kind != only {
            continue;
        }
        let truth = std::fs::read_to_string(file.with_extension("truth")).unwrap_or_default();
        let rules = extractor.kinds.get(&kind).unwrap_or(&extractor.other);
        let known: BTreeSet<&str> = rules.fields.iter().map(|f| f.field.as_str()).collect();
        let mut facts = Vec::new();
        let mut text = String::new();
        for document in crate::read::read_file(file, &crate::read::limits::Limits::default()) {
            facts.extend(extractor.extract(&document, &segment(&document, &kind)).facts);
            text.push_str(&document.pages.iter().map(Page::text).collect::<String>());
        }
        if text.trim().is_empty() {
            continue;
        }
        let mut told: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in truth.lines() {
            if let Some((field, value)) = line.split_once('\t') {
                told.entry(field).or_default().push(value);
            }
        }
        let same = |field: &str, a: &str, b: &str| {
            a == b
                || (field.ends_with("_name")
                    && crate::value::organisation::key(a) == crate::value::organisation::key(b))
                || crate::fold::fold(a) == crate::fold::fold(b)
                || (field == "purpose" && crate::fold::fold(a).contains(&crate::fold::fold(b)))
        };
        for (field, values) in &told {
            if !known.contains(field) && *field != "bsn" {
                continue;
            }
            let t = tally.entry((kind.clone(), (*field).to_owned())).or_default();
            for value in values {
                let hit = facts
                    .iter()
                    .filter(|f| f.field == *field && same(field, &f.value, value))
                    .map(|f| f.confidence)
                    .fold(0.0, f32::max);
                t[0] += 1;
                if hit >= DECISIVE {
                    t[1] += 1;
                } else {
                    t[2] += u32::from(hit > 0.0);
                    println!(
                        "{stem}: {field} = {value} {}",
                        if hit > 0.0 { format!("unsure {hit:.2}") } else { "missed".to_owned() }
                    );
                }
            }
        }
        for f in facts.iter().filter(|f| f.decisive()) {
            let wrong = match told.get(f.field.as_str()) {
                Some(values) => !values.iter().any(|v| same(&f.field, &f.value, v)),
                None => matches!(
                    f.field.as_str(),
                    "kvk_number"
                        | "document_date"
                        | "insured_amount_per_event"
                        | "bsn"
                        | "legal_name"
                        | "valid_until"
                        | "valid_from"
                ),
            };
            if wrong {
                tally.entry((kind.clone(), f.field.clone())).or_default()[3] += 1;
                println!(
                    "{stem}: WRONG {} = {} ({:.2}) raw {:?} label {:?}",
                    f.field,
                    f.value,
                    f.confidence,
                    f.raw,
                    f.attribute("label")
                );
            }
        }
    }
    for ((kind, field), [all, sure, unsure, wrong]) in &tally {
        println!("{kind:32} {field:26} of {all:3} sure {sure:3} unsure {unsure:3} wrong {wrong:3}");
    }
}
