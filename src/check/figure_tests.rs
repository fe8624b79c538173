use rust_decimal::Decimal;

use crate::check::testing::{Case, tested};
use crate::dossier::testing::{observed, with, with_attributes};
use crate::fact::Observed;
use crate::finding::Status;
use crate::policy::{Check, Condition};

fn asked(figure: &str, above: Option<i64>, at_least: Option<i64>, years: &[i32]) -> Check {
    Check::Figure {
        figure: figure.to_owned(),
        above: above.map(Decimal::from),
        at_least: at_least.map(Decimal::from),
        range: None,
        year: None,
        years: years.to_vec(),
        basis: None,
        soft: false,
    }
}

fn accounts(path: &str, year: &str, figures: &[(&str, &str)]) -> Observed {
    let mut one = with(observed(path, Some("jaarrekening")), "fiscal_year", year);
    for (field, value) in figures {
        one = with_attributes(one, field, value, &[("year", year)]);
    }
    one
}

fn solvency(equity: &str, total: &str) -> Status {
    Case::new(tested(&["jaarrekening"], asked("solvency", Some(20), None, &[2025])))
        .file(accounts("jr.pdf", "2025", &[("equity", equity), ("total_assets", total)]))
        .judge()
        .status
}

#[test]
fn the_bound_is_exact() {
    assert_eq!(solvency("200.00", "1000.00"), Status::NotMet);
    assert_eq!(solvency("200.01", "1000.00"), Status::Met);
    assert_eq!(solvency("-1.00", "1000.00"), Status::NotMet);
    assert_eq!(solvency("1.00", "0.00"), Status::Review);
    let profit = |result: &str| {
        Case::new(tested(&["jaarrekening"], asked("profit_ratio", None, Some(2), &[2025])))
            .file(accounts("jr.pdf", "2025", &[("net_result", result), ("total_revenue", "1000.00")]))
            .judge()
            .status
    };
    assert_eq!(profit("20.00"), Status::Met);
    assert_eq!(profit("19.99"), Status::NotMet);
}

#[test]
fn rounded_figures_near_the_bound_are_for_a_human() {
    let judge = |equity: &str| {
        let mut one = with(observed("jr.pdf", Some("jaarrekening")), "fiscal_year", "2025");
        for (field, value) in [("equity", equity), ("total_assets", "10000000.00")] {
            one = with_attributes(one, field, value, &[("year", "2025"), ("scale", "x 1.000")]);
        }
        Case::new(tested(&["jaarrekening"], asked("solvency", Some(20), None, &[2025])))
            .file(one)
            .judge()
            .status
    };
    assert_eq!(judge("2000000.00"), Status::Review);
    assert_eq!(judge("2001000.00"), Status::Met);
    assert_eq!(judge("1999000.00"), Status::NotMet);
}

#[test]
fn last_years_column_confirms_or_contradicts() {
    let case = || Case::new(tested(&["jaarrekening"], asked("equity", None, Some(0), &[2024])));
    let own = || accounts("24.pdf", "2024", &[("equity", "100.00")]);
    let later = |value: &str| {
        let one = accounts("25.pdf", "2025", &[("equity", "120.00")]);
        with_attributes(one, "equity", value, &[("year", "2024")])
    };
    let agreed = case().file(own()).file(later("100.00")).judge();
    assert_eq!(agreed.status, Status::Met);
    assert!(agreed.reason.contains("ook zo in 25.pdf"), "{}", agreed.reason);
    let differs = case().file(own()).file(later("90.00")).judge();
    assert_eq!(differs.status, Status::Review);
    assert!(differs.reason.contains("100") && differs.reason.contains("90"), "{}", differs.reason);
}

#[test]
fn what_nothing_proves_is_shown_and_decides_nothing() {
    let case = || Case::new(tested(&["jaarrekening"], asked("equity", None, Some(0), &[2025])));
    let mut unsure = accounts("jr.pdf", "2025", &[("equity", "-5.00")]);
    unsure.facts.last_mut().unwrap().confidence = 0.65;
    let found = case().file(unsure).judge();
    assert_eq!(found.status, Status::Review);
    assert!(found.reason.contains("-5"), "{}", found.reason);
    assert_eq!(case().judge().status, Status::Missing);
    assert_eq!(case().file(accounts("jr.pdf", "2025", &[])).judge().status, Status::Review);
    let starter = case()
        .unless(Condition::Starter { topics: Vec::new(), doubt: false })
        .manifest(|m| m.startend = Some(true));
    assert_eq!(starter.judge().status, Status::NotApplicable);
}

#[test]
fn consolidated_figures_do_not_stand_for_the_providers_own() {
    let group = |basis: &str| {
        let one = with(observed("jr.pdf", Some("jaarrekening")), "fiscal_year", "2025");
        with_attributes(one, "equity", "100.00", &[("year", "2025"), ("basis", basis)])
    };
    let judge = |one: Observed| {
        Case::new(tested(&["jaarrekening"], asked("equity", None, Some(0), &[2025]))).file(one).judge().status
    };
    assert_eq!(judge(group("enkelvoudig")), Status::Met);
    assert_eq!(judge(group("geconsolideerd")), Status::Review);
    assert_eq!(judge(group("begroting")), Status::Review);
}

#[test]
fn every_budget_year_must_hold() {
    let budget = |year: &str, result: &str| {
        let one = with(observed(&format!("b{year}.pdf"), Some("begroting")), "fiscal_year", year);
        with_attributes(one, "net_result", result, &[("year", year), ("basis", "begroting")])
    };
    let case = || Case::new(tested(&["begroting"], asked("net_result", Some(0), None, &[2026, 2027])));
    assert_eq!(case().file(budget("2026", "10.00")).file(budget("2027", "5.00")).judge().status, Status::Met);
    assert_eq!(
        case().file(budget("2026", "10.00")).file(budget("2027", "0.00")).judge().status,
        Status::NotMet
    );
    assert_eq!(case().file(budget("2026", "10.00")).judge().status, Status::Review);
}
