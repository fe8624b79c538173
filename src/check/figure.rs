//! `figure`: a figure or ratio of the accounts. Scale, sign, year and basis of a figure must be known
//! before one is decided, and the program does not read those yet: it shows the accounts and what it read.

use crate::check::context::{Context, Doc};
use crate::check::judgement::Judgement;
use crate::check::{absence, present, sentences};
use crate::policy::Requirement;

/// Fields a figure is made of.
fn parts(figure: &str) -> &'static [&'static str] {
    match figure {
        "equity" => &["equity"],
        "net_result" | "result" => &["net_result"],
        "solvency" => &["equity", "total_assets"],
        "current_ratio" => &["current_assets", "current_liabilities"],
        "profit_ratio" => &["net_result", "total_revenue"],
        "resilience_ratio" => &["equity", "total_revenue"],
        _ => &[],
    }
}

pub fn check(context: &Context<'_>, requirement: &Requirement, figure: &str, year: Option<i32>) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    // The accounts before the plan that speaks of them.
    let kind = requirement.kinds.iter().find(|k| documents.iter().any(|d| d.kind() == Some(k.as_str())));
    let documents: Vec<&Doc<'_>> =
        documents.into_iter().filter(|d| kind.is_none_or(|k| d.kind() == Some(k.as_str()))).collect();
    let of_year = |d: &&Doc<'_>| {
        year.is_none_or(|y| {
            let mut years = d.sure("fiscal_year").peekable();
            years.peek().is_none() || years.any(|s| s.fact.value == y.to_string())
        })
    };
    let chosen: Vec<&Doc<'_>> = documents.iter().copied().filter(of_year).collect();
    let chosen = if chosen.is_empty() { documents } else { chosen };
    let paths = sentences::some(chosen.iter().map(|d| d.path().to_owned()));
    let about = year.map_or_else(String::new, |y| format!(" over {y}"));
    let mut judged = Judgement::review(format!(
        "Het programma berekent dit cijfer{about} niet zelf; bepaal het aan de hand van {paths}."
    ));
    for document in &chosen {
        for field in parts(figure) {
            judged = judged.show_facts(document.facts(field));
        }
    }
    judged.show(chosen.iter().map(|d| present::file(d)))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with};
    use crate::finding::Status;
    use crate::policy::{Check, Condition};

    #[test]
    fn shown_to_a_human_with_the_accounts() {
        let case = || {
            let check = Check::Figure {
                figure: "solvency".to_owned(),
                above: Some(20.into()),
                at_least: None,
                range: None,
                year: Some(2025),
            };
            Case::new(tested(&["jaarrekening"], check))
        };
        let accounts = |year: &str| {
            let one = with(observed(&format!("{year}.pdf"), Some("jaarrekening")), "fiscal_year", year);
            with(one, "equity", "100000.00")
        };
        let found = case().file(accounts("2024")).file(accounts("2025")).judge();
        assert_eq!(found.status, Status::Review);
        assert!(found.reason.contains("2025.pdf") && !found.reason.contains("2024.pdf"));
        assert!(found.evidence.iter().any(|e| e.field.as_deref() == Some("equity")));
        assert_eq!(case().judge().status, Status::Missing);
        let starter = case()
            .unless(Condition::Starter { topics: Vec::new(), doubt: false })
            .manifest(|m| m.startend = Some(true));
        assert_eq!(starter.judge().status, Status::NotApplicable);
    }
}
