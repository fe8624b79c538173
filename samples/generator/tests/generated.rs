//! The generator's promises: the same bytes for the same seed, files that open, truths that are printed.

#![allow(clippy::expect_used, clippy::case_sensitive_file_extension_comparisons, reason = "tests may stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use toets_samples::filing::{Case, cases, procedures};
use toets_samples::{KINDS, random_document, random_document_of, random_submission};

/// Made once: it takes seconds.
static ALL: LazyLock<Vec<Case>> = LazyLock::new(cases::all);

#[test]
fn same_seed_same_bytes() {
    for seed in 0..66 {
        let (a, b) = (random_document(seed), random_document(seed));
        assert_eq!(a.bytes, b.bytes, "{} {seed}", a.kind);
        assert_eq!(a.file_name, b.file_name);
    }
    let (a, b) = (random_submission(5), random_submission(5));
    assert_eq!(a.files, b.files);
}

#[test]
fn every_kind_comes_in_several_shapes() {
    for kind in KINDS {
        let sizes: BTreeSet<usize> = (0..6).map(|seed| random_document_of(kind, seed).bytes.len()).collect();
        assert!(sizes.len() >= 3, "{kind} hardly varies");
        assert_eq!(random_document_of(kind, 1).kind, kind);
    }
}

#[test]
fn pdfs_open_and_have_pages() {
    for kind in KINDS {
        for seed in 0..3 {
            let doc = random_document_of(kind, seed);
            if doc.file_name.ends_with(".pdf") {
                let pdf = lopdf::Document::load_mem(&doc.bytes).expect("a PDF");
                assert!(!pdf.get_pages().is_empty(), "{kind} {seed}");
            }
        }
    }
}

#[test]
fn no_two_filings_share_a_number_or_folder() {
    let mut seen = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for case in ALL.iter() {
        if let Some(other) = seen.insert(case.provider.kvk.clone(), case.folder.clone()) {
            panic!("{} and {other} share {}", case.folder, case.provider.kvk);
        }
        assert!(folders.insert(case.folder.clone()));
        assert!(case.provider.kvk.starts_with("9000") && case.provider.kvk.len() == 8);
    }
}

#[test]
fn expectations_are_toml_and_complete_for_presence() {
    for case in ALL.iter() {
        let table: toml::Table = case.expected.to_toml(&case.about).parse().expect("TOML");
        assert!(!table["outcome"].as_str().unwrap_or_default().is_empty(), "{}", case.folder);
        let status = table["status"].as_table().expect("a table");
        assert!(status.len() > 60, "{} expects too little", case.folder);
        let why = table["why"].as_table().expect("a table");
        assert_eq!(status.keys().collect::<Vec<_>>(), why.keys().collect::<Vec<_>>());
    }
}

/// What is committed is what the generator writes: a change of it shows up as a change of `samples/`.
#[test]
fn the_committed_intake_is_the_generated_one() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("samples");
    for case in ALL.iter() {
        for (path, bytes) in &case.files {
            let file = samples.join("intake").join(&case.folder).join(path);
            let there = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            assert!(there == *bytes, "{} differs: run the generator", file.display());
        }
        let expected = samples.join("expected").join(format!("{}.toml", case.folder));
        let there =
            std::fs::read_to_string(&expected).unwrap_or_else(|e| panic!("{}: {e}", expected.display()));
        assert_eq!(there, case.expected.to_toml(&case.about), "{}", expected.display());
    }
}

#[test]
fn every_procedure_has_a_sound_and_a_faulty_filing() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("samples");
    let mut filings: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut numbers = BTreeSet::new();
    for filing in procedures::all() {
        let manifest: toml::Table = filing.manifest.parse().expect("TOML");
        let of = |key: &str| manifest[key].as_str().expect("a text").to_owned();
        assert!(numbers.insert(of("kvk")), "{} shares its number", filing.folder);
        *filings.entry((of("beleid"), of("procedure"))).or_default() += 1;
        for (path, bytes) in &filing.files {
            let file = samples.join("procedures").join(&filing.folder).join(path);
            let there = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            assert!(there == *bytes, "{} differs", file.display());
        }
    }
    assert!(filings.len() >= 42, "{} procedures", filings.len());
    assert!(filings.values().all(|n| *n >= 2), "{filings:?}");
}
