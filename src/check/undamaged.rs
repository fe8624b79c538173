//! `undamaged`: every file of the submission opens and is read to its end. What does not may be the fault
//! of this program: a human tries it.

use crate::check::context::Context;
use crate::check::judgement::Judgement;
use crate::check::sentences;

/// Problems that do not speak of the file: a scan is whole, a hidden sheet was read.
const HARMLESS: &[&str] = &["scan-not-read", "text-garbled", "hidden-sheet", "no-text", "unsafe-name"];

pub fn check(context: &Context<'_>) -> Judgement {
    let dossier = context.dossier;
    let mut torn: Vec<String> = Vec::new();
    for document in &dossier.documents {
        for problem in document.problems.iter().filter(|p| !HARMLESS.contains(&p.code.as_str())) {
            let said = format!("{} ({})", document.path, problem.message.trim_end_matches('.'));
            if !torn.contains(&said) {
                torn.push(said);
            }
        }
    }
    torn.extend(
        dossier
            .submission
            .ignored
            .iter()
            .map(|f| format!("{} ({})", f.path, f.problem.message.trim_end_matches('.'))),
    );
    if dossier.documents.is_empty() && torn.is_empty() {
        return Judgement::review("Er zijn geen bestanden om te openen.");
    }
    if torn.is_empty() {
        return Judgement::met(format!("Alle bestanden zijn te openen: {}.", dossier.documents.len()));
    }
    Judgement::review(format!(
        "Niet (geheel) te openen of te lezen: {}. Probeer het zelf.",
        sentences::some(torn)
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, unread};
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::problem::Problem;

    #[test]
    fn a_torn_file_is_named_and_a_scan_is_whole() {
        let case = || Case::new(tested(&[], Check::Undamaged)).file(observed("a.pdf", None));
        assert_eq!(case().judge().status, Status::Met);
        assert_eq!(case().file(unread("scan.pdf")).judge().status, Status::Met);
        let mut torn = observed("kapot.pdf", None);
        torn.problems.push(Problem::new("unreadable-file", "Het bestand is beschadigd."));
        let found = case().file(torn).judge();
        assert_eq!(found.status, Status::Review);
        assert!(found.reason.contains("kapot.pdf (Het bestand is beschadigd)"));
        assert_eq!(Case::new(tested(&[], Check::Undamaged)).judge().status, Status::Review);
    }
}
