//! Random accounts, written and read back: what is certain is true, and nearly everything is found.
//!
//! `TOETS_DRAWS` sets how many, `TOETS_SEED` shifts the seeds.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::fmt::Write as _;

use toets::fact::Segment;
use toets::figures::Reader;
use toets::policy::Rules;
use toets::read::{self, limits::Limits};
use toets_samples::random_accounts;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|s| s.parse().ok()).unwrap_or(default)
}

#[test]
fn what_is_certain_is_true_and_nearly_all_is_found() {
    let rules = Rules::built_in().unwrap();
    let reader = Reader::new(&rules.catalogue.figures);
    let limits = Limits::default();
    let (mut asked, mut certain) = (0, 0);
    let (mut wrong, mut missed) = (String::new(), String::new());
    let first = setting("TOETS_SEED", 0);
    for seed in first..first + setting("TOETS_DRAWS", 400) {
        let made = random_accounts(seed);
        let documents = read::read_bytes(&made.file_name, made.bytes.clone(), &limits);
        let document = documents.first().unwrap();
        let segment = Segment {
            page_from: 1,
            page_to: document.page_count.max(1),
            kind: Some("jaarrekening".to_owned()),
            score: 0.9,
            alternatives: Vec::new(),
            marks: Vec::new(),
        };
        let reading = reader.read(document, &segment, Some(made.year));
        for (field, year, value, off) in &made.truth {
            let year = year.to_string();
            let seen = reading.facts.iter().find(|f| {
                f.field == *field
                    && f.attribute("year") == Some(&year)
                    && f.attribute("basis") != Some("begroting")
                    && f.decisive()
            });
            let number = |s: &str| s.parse::<f64>().unwrap();
            let true_value = number(value);
            match seen {
                Some(f) if (number(&f.value) - true_value).abs() > *off as f64 => {
                    writeln!(
                        wrong,
                        "{seed}: {field} {year} is {value}, read {} ({}); {}",
                        f.value, made.tampered, made.drawn
                    )
                    .unwrap();
                }
                Some(_) => certain += usize::from(!made.tampered),
                None if !made.tampered => writeln!(missed, "{seed}: {field} {year}; {}", made.drawn).unwrap(),
                None => {}
            }
            asked += usize::from(!made.tampered);
        }
    }
    assert!(wrong.is_empty(), "certain and wrong:\n{wrong}");
    let share = f64::from(certain as u32) / f64::from(asked as u32);
    assert!(share >= 0.98, "{certain} of {asked} found:\n{missed}");
}
