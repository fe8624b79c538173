//! The rules shipped, tried on their own cases: facts in, status out.

use toets::policy::Rules;
use toets::trial::{self, Only};

#[test]
fn every_case_of_the_rules_shipped_ends_as_it_says() {
    let checked = Rules::check(None).unwrap_or_else(|faults| panic!("{faults}"));
    let trial = trial::run(&checked, &Only::default());
    let wrong: Vec<String> = trial
        .failed()
        .map(|c| {
            format!(
                "{}:{}: {} ({}): {} instead of {}: {}",
                c.file,
                c.line,
                c.requirement,
                c.name,
                c.got.key(),
                c.expected.key(),
                c.reason
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases fail\n{}", wrong.len(), wrong.join("\n"));
    assert!(trial.cases.len() >= 2, "{} cases", trial.cases.len());
}

/// A rule without a case is found, and one that has both is not.
#[test]
fn requirements_without_cases_are_named() {
    let checked = Rules::check(None).unwrap_or_else(|faults| panic!("{faults}"));
    let only = |requirement: &str| Only {
        policy: Some("cz-2027".to_owned()),
        procedure: Some("inschrijving".to_owned()),
        requirement: Some(requirement.to_owned()),
    };
    assert!(trial::run(&checked, &only("kvk-max-age")).sound());
    let mut bare = checked.clone();
    bare.cases.retain(|c| c.case.requirement != "kvk-max-age");
    let trial = trial::run(&bare, &only("kvk-max-age"));
    assert!(trial.gaps.len() == 1 && trial.gaps[0].no_good && trial.gaps[0].no_bad);
    assert!(trial.gaps[0].file.ends_with("inschrijving.toml") && trial.gaps[0].line > 1);
    let mut lying = checked;
    for case in lying.cases.iter_mut().filter(|c| c.case.requirement == "kvk-max-age") {
        case.case.status = toets::finding::Status::Manual;
    }
    assert!(!trial::run(&lying, &only("kvk-max-age")).sound());
}
