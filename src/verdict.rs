//! Findings to an outcome, by the contract's order of precedence.

use crate::document::TextSource;
use crate::dossier::Dossier;
use crate::finding::{Finding, Outcome, Status, Verdict};
use crate::policy::{Check, Class, Requirement, Timing};

/// The outcome of a submission, with the policy's label and the requirements that made it.
pub fn decide(dossier: &Dossier<'_>, findings: &[Finding]) -> Verdict {
    if unreadable(dossier) {
        return verdict(dossier, Outcome::Unreadable, Vec::new());
    }
    let (Some(_), Some(procedure)) = (dossier.policy, dossier.procedure) else {
        let label = if dossier.policy.is_none() { "Beleid onbekend" } else { "Procedure onbekend" };
        return Verdict { outcome: Outcome::Review, label: label.to_owned(), reasons: Vec::new() };
    };
    let rows: Vec<(&Requirement, &Finding)> = procedure
        .requirements
        .iter()
        .filter_map(|r| findings.iter().find(|f| f.requirement == r.id).map(|f| (r, f)))
        .collect();
    // The first that applies stands; what cannot be settled here stands before what would be in order.
    let unsettled: Vec<String> = rows
        .iter()
        .filter(|(r, f)| procedure.undecided.contains(&r.id) && f.status != Status::NotApplicable)
        .filter(|(_, f)| !matches!(f.status, Status::Met | Status::Waived))
        .map(|(r, _)| r.id.clone())
        .collect();
    for outcome in
        [Outcome::Late, Outcome::Incomplete, Outcome::NotMet, Outcome::Review, Outcome::Conditional]
    {
        let reasons: Vec<String> = rows
            .iter()
            .filter(|(r, f)| makes(outcome, r, f.status, procedure.due))
            .map(|(r, _)| r.id.clone())
            .collect();
        let mut reasons = reasons;
        if outcome == Outcome::Review {
            let more: Vec<String> = unsettled.iter().filter(|id| !reasons.contains(id)).cloned().collect();
            reasons.extend(more);
        }
        if !reasons.is_empty() {
            return verdict(dossier, outcome, reasons);
        }
    }
    verdict(dossier, Outcome::Complete, Vec::new())
}

fn verdict(dossier: &Dossier<'_>, outcome: Outcome, reasons: Vec<String>) -> Verdict {
    let label = dossier
        .policy
        .and_then(|p| p.outcomes.get(&outcome))
        .map_or_else(|| default_label(outcome).to_owned(), |text| text.label.clone());
    Verdict { outcome, label, reasons }
}

/// Where the policy has no words of its own.
fn default_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unreadable => "Niet leesbaar",
        Outcome::Late => "Te laat",
        Outcome::Incomplete => "Onvolledig",
        Outcome::NotMet => "Voldoet niet",
        Outcome::Review => "Te beoordelen",
        Outcome::Conditional => "Volledig onder voorwaarden",
        Outcome::Complete => "Volledig",
    }
}

/// Whether a finding by itself is enough for the outcome. `due`: what is due at the start of care is due
/// now.
fn makes(outcome: Outcome, requirement: &Requirement, status: Status, due: bool) -> bool {
    let decides = matches!(requirement.class, Class::Validity | Class::Presence | Class::Eligibility);
    let now = due || requirement.timing == Timing::Submission;
    match outcome {
        Outcome::Late => {
            requirement.class == Class::Validity
                && matches!(requirement.check, Check::Deadline { .. })
                && now
                && status == Status::NotMet
        }
        Outcome::Incomplete => decides && now && status == Status::Missing,
        Outcome::NotMet => decides && now && status == Status::NotMet,
        Outcome::Review => {
            let weighed = requirement.class == Class::Weighed;
            (status == Status::Review && (decides || weighed))
                || (weighed && now && matches!(status, Status::NotMet | Status::Missing))
        }
        Outcome::Conditional => decides && !now && matches!(status, Status::Missing | Status::NotMet),
        Outcome::Unreadable | Outcome::Complete => false,
    }
}

/// The folder could not be listed, or it has files and not one document could be read.
fn unreadable(dossier: &Dossier<'_>) -> bool {
    if dossier.submission.unreadable {
        return true;
    }
    let files = !dossier.submission.files.is_empty() || !dossier.documents.is_empty();
    files && dossier.documents.iter().all(|d| d.text_source == TextSource::None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Case, present, requirement};
    use crate::dossier::testing::{observed, unread};

    fn row(id: &str, class: Class, timing: Timing) -> Requirement {
        Requirement { id: id.to_owned(), class, timing, ..present(&[id]) }
    }
    fn outcome(case: Case) -> Outcome {
        case.all().1.outcome
    }
    /// Something was filed and read.
    fn case(rows: Vec<Requirement>) -> Case {
        Case::of(rows).file(observed("iets.pdf", Some("ondernemingsplan")))
    }
    /// A row whose document is there, judged by a form year: 2026 is not met, none is for review.
    fn dated(class: Class, timing: Timing, year: Option<&str>) -> Case {
        let mut row = requirement("form", &["bestuursverklaring"], Check::FormVersion { year: 2027 });
        row.class = class;
        row.timing = timing;
        let file = observed("bv.pdf", Some("bestuursverklaring"));
        case(vec![row]).file(match year {
            Some(year) => crate::dossier::testing::with(file, "form_year", year),
            None => file,
        })
    }
    use Class::{Eligibility, Information, Obligation, Presence, Validity, Weighed};
    use Timing::{CareStart, SixMonths, Submission};

    #[test]
    fn what_is_missing_now_makes_it_incomplete() {
        for class in [Validity, Presence, Eligibility] {
            let found = case(vec![row("vog-rp", class, Submission)]).all().1;
            assert_eq!((found.outcome, found.reasons), (Outcome::Incomplete, vec!["vog-rp".to_owned()]));
            assert_eq!(found.label, "label incomplete");
        }
        for class in [Obligation, Information] {
            assert_eq!(outcome(case(vec![row("vog-rp", class, Submission)])), Outcome::Complete);
        }
    }

    #[test]
    fn what_is_due_later_makes_it_conditional() {
        for timing in [CareStart, SixMonths] {
            assert_eq!(outcome(case(vec![row("aoic-bewijs", Eligibility, timing)])), Outcome::Conditional);
            assert_eq!(outcome(case(vec![row("aoic-bewijs", Information, timing)])), Outcome::Complete);
            assert_eq!(outcome(dated(Eligibility, timing, Some("2026"))), Outcome::Conditional);
        }
    }

    #[test]
    fn not_met_by_class() {
        for class in [Validity, Presence, Eligibility] {
            assert_eq!(outcome(dated(class, Submission, Some("2026"))), Outcome::NotMet);
            assert_eq!(outcome(dated(class, Submission, None)), Outcome::Review);
            assert_eq!(outcome(dated(class, Submission, Some("2027"))), Outcome::Complete);
        }
        assert_eq!(outcome(dated(Weighed, Submission, Some("2026"))), Outcome::Review);
        assert_eq!(outcome(dated(Weighed, Submission, None)), Outcome::Review);
        for class in [Obligation, Information] {
            assert_eq!(outcome(dated(class, Submission, Some("2026"))), Outcome::Complete);
            assert_eq!(outcome(dated(class, Submission, None)), Outcome::Complete);
        }
    }

    #[test]
    fn the_first_that_applies_stands() {
        let deadline = |class| Requirement {
            class,
            ..requirement(
                "deadline",
                &[],
                Check::Deadline {
                    moment: "sluiting".to_owned(),
                    exclusive: false,
                    soft_until: None,
                    about: Vec::new(),
                },
            )
        };
        let late = "2026-07-31T17:00:01+02:00";
        let rows = |class| vec![row("vog-rp", Presence, Submission), deadline(class)];
        let found = case(rows(Validity)).filed(late).all().1;
        assert_eq!((found.outcome, found.reasons), (Outcome::Late, vec!["deadline".to_owned()]));
        assert_eq!(outcome(case(rows(Information)).filed(late)), Outcome::Incomplete);
        let later = vec![row("aoic-bewijs", Eligibility, CareStart), row("vog-rp", Presence, Submission)];
        assert_eq!(outcome(case(later)), Outcome::Incomplete);
    }

    #[test]
    fn nothing_read_is_unreadable() {
        let all_torn = Case::of(vec![present(&["vog-rp"])]).file(unread("a.pdf")).file(unread("b.pdf"));
        assert_eq!(outcome(all_torn), Outcome::Unreadable);
        assert_eq!(outcome(case(vec![present(&["vog-rp"])]).file(unread("a.pdf"))), Outcome::Review);
        assert_eq!(outcome(Case::of(vec![present(&["vog-rp"])])), Outcome::Incomplete);
    }

    #[test]
    fn an_unknown_policy_is_for_a_human() {
        let unknown =
            case(vec![present(&["vog-rp"])]).manifest(|m| m.beleid = Some("xx-1999".to_owned())).all();
        assert!(unknown.0.is_empty());
        assert_eq!((unknown.1.outcome, unknown.1.label.as_str()), (Outcome::Review, "Beleid onbekend"));
    }

    #[test]
    fn what_cannot_be_settled_here_is_never_complete() {
        let judged = |undecided: bool| {
            let open = Check::Manual { topics: Vec::new(), contrary: Vec::new(), guide: "Kijk.".to_owned() };
            let rows = vec![present(&["vog-rp"]), requirement("stukken", &[], open)];
            let mut policy = crate::check::testing::policy(rows, Vec::new());
            if undecided {
                policy.procedures[0].undecided = vec!["stukken".to_owned()];
            }
            let rules = crate::policy::Rules {
                catalogue: crate::check::testing::catalogue(),
                policies: vec![policy],
                digest: String::new(),
            };
            let manifest = crate::submission::Manifest {
                categorie: Some("3".to_owned()),
                ..crate::submission::Manifest::default()
            };
            let submission = crate::dossier::testing::submission(manifest);
            let files = vec![observed("v.pdf", Some("vog-rp"))];
            let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
            let defaults = crate::dossier::Defaults::default();
            let dossier = crate::dossier::assemble(&submission, files, &rules, &defaults, day);
            let findings = crate::check::judge(&dossier, &rules.catalogue);
            decide(&dossier, &findings)
        };
        assert_eq!(judged(false).outcome, Outcome::Complete);
        let open = judged(true);
        assert_eq!((open.outcome, open.reasons), (Outcome::Review, vec!["stukken".to_owned()]));
    }
}
