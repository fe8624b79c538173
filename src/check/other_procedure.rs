//! `other-procedure`: what another procedure of the policy asks, judged on the same documents.

use crate::check::context::Context;
use crate::check::judgement::Judgement;
use crate::check::{judge_all, sentences};
use crate::finding::Status;
use crate::policy::asked::OtherProcedure;
use crate::policy::{Class, Requirement, Timing};

pub fn check(context: &Context<'_>, asked: &OtherProcedure) -> Judgement {
    let Some(procedure) = context.policy.procedure(&asked.procedure) else {
        return Judgement::review(format!(
            "De procedure “{}” is in dit beleid niet bekend.",
            asked.procedure
        ));
    };
    // A procedure that refers to one that refers back would never end.
    let Some(inner) = context.within(procedure, !asked.only.is_empty()) else {
        return Judgement::review(format!("Beoordeel de eisen van de procedure “{}”.", procedure.name));
    };
    let wanted = |r: &Requirement| {
        let decides = matches!(r.class, Class::Validity | Class::Presence | Class::Eligibility);
        let named = asked.only.contains(&r.id);
        (named || (asked.only.is_empty() && decides && r.timing == Timing::Submission))
            && !asked.except.contains(&r.id)
    };
    let rows: Vec<(&Requirement, Judgement)> =
        procedure.requirements.iter().zip(judge_all(&inner)).filter(|(r, _)| wanted(r)).collect();
    let of = |statuses: &[Status]| -> Vec<String> {
        rows.iter()
            .filter(|(_, j)| statuses.contains(&j.status))
            .map(|(r, _)| format!("“{}”", r.title))
            .collect()
    };
    let wrong = of(&[Status::Missing, Status::NotMet]);
    let open = of(&[Status::Review]);
    let evidence: Vec<_> = rows
        .iter()
        .filter(|(_, j)| matches!(j.status, Status::Missing | Status::NotMet | Status::Review))
        .flat_map(|(_, j)| j.evidence.clone())
        .collect();
    let what = format!("De eisen van “{}”", procedure.name);
    let judged = if !wrong.is_empty() {
        Judgement::not_met(format!("{what}: niet voldaan aan {}.", sentences::some(wrong)))
    } else if !open.is_empty() || rows.is_empty() {
        Judgement::review(format!("{what}: nog te beoordelen {}.", sentences::some(open)))
    } else {
        let met = rows.iter().filter(|(_, j)| j.status == Status::Met).count();
        Judgement::met(format!("{what} die het programma beoordeelt: aan alle {met} is voldaan."))
    };
    judged.show(evidence)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::check::judge;
    use crate::check::testing::{catalogue, policy, present, requirement, strings};
    use crate::dossier::testing::{observed, submission};
    use crate::dossier::{Defaults, assemble};
    use crate::finding::Status;
    use crate::policy::asked::OtherProcedure;
    use crate::policy::{Check, Requirement, Rules};
    use crate::submission::Manifest;

    fn judged(only: &[&str], files: &[&str]) -> Status {
        let row = |id: &str, categories: &[&str]| Requirement {
            id: id.to_owned(),
            categories: strings(categories),
            ..present(&[id])
        };
        let check = Check::OtherProcedure(OtherProcedure {
            procedure: "inschrijving".to_owned(),
            only: strings(only),
            except: Vec::new(),
        });
        let mut policy = policy(vec![row("statuten", &["3"]), row("vog-rp", &["1"])], Vec::new());
        let mut second = policy.procedures[0].clone();
        second.id = "tweede".to_owned();
        second.main = false;
        second.requirements = vec![requirement("rest", &[], check)];
        policy.procedures.push(second);
        let rules = Rules { catalogue: catalogue(), policies: vec![policy], digest: String::new() };
        let manifest = Manifest {
            categorie: Some("3".to_owned()),
            procedure: Some("tweede".to_owned()),
            ..Manifest::default()
        };
        let submission = submission(manifest);
        let files = files.iter().map(|kind| observed(&format!("{kind}.pdf"), Some(kind))).collect();
        let today = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
        let dossier = assemble(&submission, files, &rules, &Defaults::default(), today);
        judge(&dossier, &rules.catalogue).remove(0).status
    }

    #[test]
    fn the_rows_of_another_procedure() {
        assert_eq!(judged(&[], &["statuten"]), Status::Met);
        assert_eq!(judged(&[], &["vog-rp"]), Status::NotMet);
        // Named rows count whatever their category.
        assert_eq!(judged(&["vog-rp"], &["statuten"]), Status::NotMet);
        assert_eq!(judged(&["vog-rp"], &["vog-rp"]), Status::Met);
    }
}
