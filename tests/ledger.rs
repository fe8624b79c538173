//! Every requirement of the ledger of five policies stands once in its rule file, in the same order, with the
//! same class, level, categories and moment. The ledger holds ids and codes only.

use toets::policy::{Check, Class, Level, Rules, Timing};

fn class(code: &str) -> Class {
    match code {
        "V" => Class::Validity,
        "C" => Class::Presence,
        "E" => Class::Eligibility,
        "Q" => Class::Weighed,
        "O" => Class::Obligation,
        "I" => Class::Information,
        other => panic!("class {other}"),
    }
}

fn level(word: &str) -> Level {
    match word {
        "auto" => Level::Auto,
        "assisted" => Level::Assisted,
        "manual" => Level::Manual,
        other => panic!("level {other}"),
    }
}

/// What is due at filing, at the start of care, or half a year after the contract begins.
fn timing(when: &str) -> Timing {
    match when {
        w if w.contains("start+6m") => Timing::SixMonths,
        "submission,care-start" | "care-start" | "contract-start" | "contract-term" | "post-award" => {
            Timing::CareStart
        }
        "deadline" | "submission" | "assessment" | "on-request" | "before-filing" => Timing::Submission,
        other => panic!("moment {other}"),
    }
}

/// A row of the ledger: policy, procedure, id, class, level, categories, moment.
struct Row<'l> {
    policy: &'l str,
    procedure: &'l str,
    id: &'l str,
    class: Class,
    level: Level,
    /// Empty for a row that is for everyone.
    categories: Vec<&'l str>,
    timing: Timing,
}

fn ledger() -> Vec<Row<'static>> {
    include_str!("data/ledger/ledger.tsv")
        .lines()
        .skip(1)
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [policy, procedure, id, class_code, level_word, categories, when] = columns[..] else {
                panic!("{line}")
            };
            Row {
                policy,
                procedure,
                id,
                class: class(class_code),
                level: level(level_word),
                categories: categories.split(',').filter(|c| *c != "*").collect(),
                timing: timing(when),
            }
        })
        .collect()
}

/// Policies of the ledger whose rule files are not there yet.
const ABSENT: [&str; 0] = [];

#[test]
fn every_row_of_every_table_stands_once_in_its_rule_file() {
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let ledger = ledger();
    assert_eq!(ledger.len(), 1083);
    let mut tables: Vec<(&str, &str)> = ledger.iter().map(|r| (r.policy, r.procedure)).collect();
    tables.dedup();
    let mut compared = 0;
    for (policy, procedure) in tables {
        if ABSENT.contains(&policy) {
            assert!(rules.policy(policy).is_none(), "{policy} is there: take it off the list");
            continue;
        }
        let name = format!("{policy}/{procedure}");
        let known = rules.policy(policy).unwrap_or_else(|| panic!("{policy} is not in the rules"));
        let found = known.procedure(procedure).unwrap_or_else(|| panic!("{name} is not in the rules"));
        let rows: Vec<&Row<'_>> =
            ledger.iter().filter(|r| (r.policy, r.procedure) == (policy, procedure)).collect();
        let ours: Vec<&str> = found.requirements.iter().map(|r| r.id.as_str()).collect();
        let wanted: Vec<&str> = rows.iter().map(|r| r.id).collect();
        assert_eq!(ours, wanted, "ids of {name} and their order");
        let everyone: Vec<&str> = known.categories.iter().map(|c| c.id.as_str()).collect();
        for (row, r) in rows.iter().zip(&found.requirements) {
            let categories = if row.categories.is_empty() { &everyone } else { &row.categories };
            assert_eq!(r.class, row.class, "class of {name} {}", r.id);
            assert_eq!(r.level, row.level, "level of {name} {}", r.id);
            assert_eq!(&r.categories, categories, "categories of {name} {}", r.id);
            assert_eq!(r.timing, row.timing, "moment of {name} {}", r.id);
            compared += 1;
        }
    }
    let left_out = ledger.iter().filter(|r| ABSENT.contains(&r.policy)).count();
    assert_eq!(compared + left_out, ledger.len());
}

/// No procedure stands in the rules that no table has.
#[test]
fn every_procedure_is_one_of_the_ledger() {
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let ledger = ledger();
    for policy in &rules.policies {
        for procedure in &policy.procedures {
            let known = ledger.iter().any(|r| r.policy == policy.id && r.procedure == procedure.id);
            assert!(known, "{}/{} is in no table", policy.id, procedure.id);
        }
    }
}

/// A row that a person must judge is never decided by the program; one that the program must decide is
/// never left to a person without a way to decide it.
#[test]
fn manual_rows_are_manual_and_auto_rows_are_not() {
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let mut manual = 0;
    for r in rules.policies.iter().flat_map(|p| &p.procedures).flat_map(|p| &p.requirements) {
        let by_hand = matches!(r.check, Check::Manual { .. });
        match r.level {
            Level::Manual => {
                assert!(by_hand, "{} is manual and is decided by a program", r.id);
                manual += 1;
            }
            Level::Auto => assert!(!by_hand, "{} is auto and is left to a person", r.id),
            Level::Assisted => {}
        }
    }
    assert!(manual >= 17, "{manual} manual rows");
}

/// What can be missing, wrong or in doubt says what to ask the provider for.
#[test]
fn what_can_be_open_says_what_to_ask() {
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    for r in rules.policies.iter().flat_map(|p| &p.procedures).flat_map(|p| &p.requirements) {
        let never_open = matches!(r.check, Check::Manual { .. } | Check::Informational { .. });
        assert!(never_open || r.ask.is_some(), "{} says nothing to ask", r.id);
    }
}
