//! Every requirement of the policy's ledger stands once in its rule file, in the same order, with the
//! same class, level, categories and moment. The ledger holds ids and codes only.

use toets::policy::{Check, Class, Level, Procedure, Requirement, Rules, Timing};

fn procedure(rules: &Rules, policy: &str, procedure: &str) -> Procedure {
    rules
        .policy(policy)
        .and_then(|p| p.procedure(procedure))
        .cloned()
        .unwrap_or_else(|| panic!("{policy}/{procedure} is not in the rules"))
}

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

fn compare(ledger: &str, requirements: &[Requirement]) -> usize {
    let rows: Vec<Vec<&str>> = ledger.lines().skip(1).map(|l| l.split('\t').collect()).collect();
    let ids: Vec<&str> = rows.iter().map(|r| r[0]).collect();
    let ours: Vec<&str> = requirements.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ours, ids, "ids and their order");
    for (row, r) in rows.iter().zip(requirements) {
        assert_eq!(r.class, class(row[1]), "class of {}", r.id);
        assert_eq!(r.level, level(row[2]), "level of {}", r.id);
        assert_eq!(r.categories.join(","), row[3], "categories of {}", r.id);
        assert_eq!(r.timing, timing(row[4]), "moment of {}", r.id);
    }
    rows.len()
}

#[test]
fn cz_2027_inschrijving() {
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let procedure = procedure(&rules, "cz-2027", "inschrijving");
    let rows = compare(include_str!("data/ledger/cz-2027-inschrijving.tsv"), &procedure.requirements);
    assert_eq!(rows, 224);
}

/// The ledger of a procedure, by the names of policy and procedure.
macro_rules! ledger {
    ($policy:literal, $procedure:literal) => {
        ($policy, $procedure, include_str!(concat!("data/ledger/", $policy, "-", $procedure, ".tsv")))
    };
}

/// Everything beside the main filing of cz-2027. Categories that the ledger describes in words ("all
/// contracted") are all of the policy's.
#[test]
fn other_procedures() {
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let ledgers = [
        ledger!("zz-2022", "inschrijving"),
        ledger!("zz-2022", "knelpuntenplan"),
        ledger!("zz-2022", "innovatieplan"),
        ledger!("zz-2022", "verbeterplan"),
        ledger!("zz-2022", "groeiverzoek"),
        ledger!("zz-2022", "lager-tarief"),
        ledger!("zz-2022", "bezwaar"),
        ledger!("zz-2022", "bekostiging"),
        ledger!("gz-2016", "inschrijving"),
        ledger!("gz-2016", "zelfanalyse"),
        ledger!("gz-2016", "ontwikkelplan-voorstel"),
        ledger!("gz-2016", "ontwikkelplan-definitief"),
        ledger!("gz-2016", "tweejarig"),
        ledger!("gz-2016", "nvi"),
        ledger!("cz-2027", "beoordeling"),
        ledger!("cz-2027", "na-start"),
        ledger!("cz-2027", "vervolgjaar"),
        ledger!("cz-2027", "onderaanneming"),
        ledger!("cz-2027", "hardheidsclausule"),
        ledger!("cz-2027", "transformatiebudget"),
        ledger!("cz-2027", "innovatietraject"),
        ledger!("cz-2027", "wooninitiatief"),
        ledger!("cz-2027", "verwachtingen"),
        ledger!("cz-2027", "bezwaar"),
    ];
    let rows: usize = ledgers
        .iter()
        .map(|(policy, name, rows)| compare(rows, &procedure(&rules, policy, name).requirements))
        .sum();
    assert_eq!(rows, 291);
}

/// All of dsw-2021. "VV providers" and "conditional" are all of the policy's categories.
#[test]
fn dsw_2021() {
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let ledgers = [
        ledger!("dsw-2021", "offerte"),
        ledger!("dsw-2021", "ggz"),
        ledger!("dsw-2021", "toets-1-januari"),
        ledger!("dsw-2021", "kwaliteitsbudget"),
        ledger!("dsw-2021", "kwaliteitsbudget-verantwoording"),
        ledger!("dsw-2021", "ontwikkelbudget"),
        ledger!("dsw-2021", "uitbreiding"),
        ledger!("dsw-2021", "attendering"),
    ];
    let rows: usize = ledgers
        .iter()
        .map(|(policy, name, rows)| compare(rows, &procedure(&rules, policy, name).requirements))
        .sum();
    assert_eq!(rows, 230);
}

/// All of dsw-2026. "Contracted providers", "all providers" and the like are all of the policy's categories.
#[test]
fn dsw_2026() {
    let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
    let ledgers = [
        ledger!("dsw-2026", "offerte"),
        ledger!("dsw-2026", "tussentijds"),
        ledger!("dsw-2026", "na-start"),
        ledger!("dsw-2026", "hardheidsclausule"),
        ledger!("dsw-2026", "innovatiebudget"),
        ledger!("dsw-2026", "salviq"),
        ledger!("dsw-2026", "stimuleringsbudget"),
        ledger!("dsw-2026", "vg7plus"),
        ledger!("dsw-2026", "uitbreiding"),
        ledger!("dsw-2026", "bezwaar"),
    ];
    let rows: usize = ledgers
        .iter()
        .map(|(policy, name, rows)| compare(rows, &procedure(&rules, policy, name).requirements))
        .sum();
    assert_eq!(rows, 338);
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
