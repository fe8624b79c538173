//! The register: a portal's export with a row per submission.
//!
//! It is read by `read` like any other workbook or csv; here its rows become manifests.

use std::collections::BTreeMap;

use super::manifest::{self, KEYS, Refused};
use crate::document::{Document, Line};
use crate::fold::fold;
use crate::problem::Problem;
use crate::submission::{Manifest, Submission};

/// A row, with the number people see beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub number: u32,
    /// The folder, when the row names one.
    pub map: Option<String>,
    pub manifest: Manifest,
}

impl Row {
    /// What to call the row in a message.
    pub fn shown(&self) -> String {
        let who = self.manifest.aanbieder.as_deref().or(self.map.as_deref()).unwrap_or("zonder naam");
        format!("rij {} ({who})", self.number)
    }
}

/// The register's rows. The first row with a known column name is the head.
pub fn rows(document: &Document, name: &str) -> (Vec<Row>, Vec<Problem>) {
    let mut problems = document.problems.clone();
    let Some(page) = document.pages.first() else {
        problems.push(Problem::new(
            "register-unreadable",
            format!("Het register {name} kan niet worden gelezen."),
        ));
        return (Vec::new(), problems);
    };
    let mut columns: BTreeMap<u32, String> = BTreeMap::new();
    let mut rows = Vec::new();
    for line in &page.lines {
        let cells = cells(line);
        let Some(number) = line.words().find_map(|w| w.cell).map(|c| c.row + 1) else { continue };
        if columns.is_empty() {
            let known = |text: &str| KEYS.contains(&text) || text == "map";
            if cells.values().any(|text| known(&fold(text))) {
                for (column, text) in cells {
                    let folded = fold(&text);
                    if !known(&folded) {
                        problems.push(Problem::new(
                            "register-unknown-column",
                            format!(
                                "Register {name}, rij {number}: onbekende kolom '{text}'{}; de kolom is niet gebruikt.",
                                manifest::suggestion(&folded)
                            ),
                        ));
                        continue;
                    }
                    columns.insert(column, folded);
                }
            }
            continue;
        }
        let mut row = Row { number, map: None, manifest: Manifest::default() };
        for (column, text) in cells {
            let Some(key) = columns.get(&column) else { continue };
            if key == "map" {
                row.map = Some(text.replace('\\', "/").trim_matches('/').to_owned());
                continue;
            }
            if let Err(Refused::Value(mend)) = manifest::set(&mut row.manifest, key, text.trim()) {
                problems.push(Problem::new(
                    "register-value",
                    format!(
                        "Register {name}, rij {number}, kolom '{key}': '{text}' is niet te gebruiken: {mend}."
                    ),
                ));
            }
        }
        rows.push(row);
    }
    if columns.is_empty() {
        problems.push(Problem::new(
            "register-without-head",
            format!(
                "Het register {name} heeft geen rij met kolomnamen (zoals aanbieder, kvk, ingediend, map)."
            ),
        ));
    }
    (rows, problems)
}

fn cells(line: &Line) -> BTreeMap<u32, String> {
    let mut cells: BTreeMap<u32, String> = BTreeMap::new();
    for word in line.words() {
        let Some(cell) = word.cell else { continue };
        let text = cells.entry(cell.col).or_default();
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
    cells
}

/// Gives rows to submissions by `map` or by name. Returns the rows that found no folder this way; they may
/// still find theirs by the KvK number in its documents.
pub fn assign(rows: Vec<Row>, submissions: &mut [Submission], problems: &mut Vec<Problem>) -> Vec<Row> {
    let mut taken: BTreeMap<usize, u32> = BTreeMap::new();
    let mut left = Vec::new();
    for row in rows {
        let by_map = row.map.as_deref().map(fold);
        let by_name = row.manifest.aanbieder.as_deref().map(fold);
        let found = submissions.iter().position(|s| match &by_map {
            Some(map) => fold(&s.folder) == *map,
            None => by_name.as_ref().is_some_and(|name| folder_name(&s.folder) == *name),
        });
        match found {
            Some(index) if taken.contains_key(&index) => problems.push(Problem::new(
                "register-duplicate",
                format!(
                    "Register: {} hoort bij dezelfde map als rij {}; alleen de eerste is gebruikt.",
                    row.shown(),
                    taken[&index]
                ),
            )),
            Some(index) => {
                taken.insert(index, row.number);
                if let Some(submission) = submissions.get_mut(index) {
                    merge(submission, &row);
                }
            }
            None => left.push(row),
        }
    }
    left
}

fn folder_name(folder: &str) -> String {
    fold(folder.rsplit('/').next().unwrap_or(folder))
}

/// Fills what the manifest leaves open from the row; the manifest wins, and a difference is reported.
pub fn merge(submission: &mut Submission, row: &Row) {
    let mut differ = Vec::new();
    let (own, other) = (&mut submission.manifest, &row.manifest);
    macro_rules! fill {
        ($($key:ident),*) => {$(
            match (&own.$key, &other.$key) {
                (None, Some(value)) => own.$key = Some(value.clone()),
                (Some(a), Some(b)) if a != b => differ.push(stringify!($key)),
                _ => {}
            }
        )*};
    }
    fill!(
        aanbieder,
        kvk,
        rsin,
        agb,
        categorie,
        sector,
        regio,
        beleid,
        procedure,
        ingediend,
        ingangsdatum,
        startend,
        moedermaatschappij,
        ondertekenaar,
        contact
    );
    submission.in_register = true;
    for key in differ {
        submission.problems.push(Problem::new(
            "manifest-register-differ",
            format!(
                "'{key}' in inschrijving.toml wijkt af van het register ({}); inschrijving.toml is aangehouden.",
                row.shown()
            ),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Media, Page, Rect, Span, TextSource, Word};

    fn document(rows: &[&[&str]]) -> Document {
        let mut doc = Document::unreadable(Media::Csv, String::new(), 1, Problem::new("x", "y"));
        doc.problems.clear();
        let lines = rows
            .iter()
            .enumerate()
            .map(|(r, cells)| Line {
                block: 0,
                spans: cells
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| !c.is_empty())
                    .map(|(c, text)| Span {
                        words: text
                            .split(' ')
                            .map(|w| Word {
                                text: w.to_owned(),
                                bbox: Rect::default(),
                                size: 0.0,
                                bold: false,
                                cell: Some(Cell { row: r as u32, col: c as u32 }),
                            })
                            .collect(),
                    })
                    .collect(),
            })
            .collect();
        doc.pages = vec![Page {
            number: 1,
            sheet: Some("Blad1".into()),
            lines,
            text_source: TextSource::Native,
            ..Page::default()
        }];
        doc
    }

    fn submission(folder: &str) -> Submission {
        Submission {
            folder: folder.to_owned(),
            absolute: std::path::PathBuf::new(),
            manifest_path: None,
            manifest: Manifest::default(),
            in_register: false,
            files: Vec::new(),
            ignored: Vec::new(),
            problems: Vec::new(),
            unreadable: false,
        }
    }

    #[test]
    fn rows_become_manifests_and_faults_are_named() {
        let doc = document(&[
            &["Export portaal"],
            &["Aanbieder", "KvK", "Ingediend", "Opmerking", "map"],
            &["Stichting De Zonnehof", "90012345", "30-07-2026 14:05", "x", ""],
            &["Thuis B.V.", "12", "", "", "Thuis"],
        ]);
        let (rows, problems) = rows(&doc, "inschrijvingen.csv");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].manifest.kvk.as_deref(), Some("90012345"));
        assert_eq!(rows[0].number, 3);
        assert_eq!(rows[1].map.as_deref(), Some("Thuis"));
        let codes: Vec<_> = problems.iter().map(|p| p.code.as_str()).collect();
        assert_eq!(codes, ["register-unknown-column", "register-value"]);
        assert!(problems[1].message.contains("rij 4") && problems[1].message.contains("8 cijfers"));
    }

    #[test]
    fn rows_find_their_folder_by_map_then_by_name() {
        let doc = document(&[
            &["aanbieder", "kvk", "map"],
            &["Stichting De Zonnehof", "90012345", ""],
            &["Thuis B.V.", "90054321", "map van thuis"],
            &["Onvindbaar", "90000001", ""],
            &["stichting de zonnehof", "90012345", ""],
        ]);
        let (rows, _) = rows(&doc, "r");
        let mut submissions = vec![submission("Map van Thuis"), submission("Stichting  De Zonnehof")];
        let mut problems = Vec::new();
        let left = assign(rows, &mut submissions, &mut problems);
        assert_eq!(left.len(), 1);
        assert_eq!(submissions[0].manifest.kvk.as_deref(), Some("90054321"));
        assert_eq!(submissions[1].manifest.kvk.as_deref(), Some("90012345"));
        assert_eq!(problems[0].code, "register-duplicate");
    }

    #[test]
    fn the_manifest_wins_and_the_difference_is_said() {
        let mut s = submission("A");
        s.manifest.kvk = Some("11111111".into());
        let row = Row {
            number: 2,
            map: None,
            manifest: Manifest { kvk: Some("22222222".into()), agb: Some("1".into()), ..Manifest::default() },
        };
        merge(&mut s, &row);
        assert_eq!(s.manifest.kvk.as_deref(), Some("11111111"));
        assert_eq!(s.manifest.agb.as_deref(), Some("1"));
        assert_eq!(s.problems[0].code, "manifest-register-differ");
    }
}
