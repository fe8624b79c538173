//! `one-entity`: every document of the kinds is about one and the same entity.

use crate::check::context::{Context, Doc};
use crate::check::identity::{Compared, compare};
use crate::check::judgement::Judgement;
use crate::check::same_entity::judgement;
use crate::check::{absence, sentences};
use crate::dossier::names::Likeness;
use crate::finding::Status;
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged: Vec<(&Doc<'_>, Compared<'_>)> = documents.iter().map(|d| (*d, compare(context, d))).collect();
    let own_extract =
        judged.iter().any(|(d, c)| d.kind() == Some("kvk-uittreksel") && c.likeness == Likeness::Same);
    let mut worst = Judgement::met(String::new());
    let (mut same, mut reasons) = (Vec::new(), Vec::new());
    for (document, compared) in &judged {
        // Extracts of the entities above it belong to the chain.
        if own_extract && document.kind() == Some("kvk-uittreksel") && compared.likeness != Likeness::Same {
            continue;
        }
        let one = judgement(document, compared);
        match one.status {
            Status::Met => same.push(document.path().to_owned()),
            _ => reasons.push(one.reason.clone()),
        }
        let status = match (worst.status, one.status) {
            (Status::NotMet, _) | (_, Status::NotMet) => Status::NotMet,
            (Status::Review, _) | (_, Status::Review) => Status::Review,
            _ => Status::Met,
        };
        worst = Judgement { status, ..worst }.show(one.evidence);
    }
    if !same.is_empty() {
        reasons.push(format!("Op naam van de inschrijver: {}.", sentences::some(same)));
    }
    let reason = reasons.join(" ");
    Judgement { reason, ..worst }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn all_must_be_about_the_same() {
        let case = || Case::new(tested(&["kvk-uittreksel", "ubo-uittreksel", "statuten"], Check::OneEntity));
        let paper = |kind: &str, number: &str| {
            with(observed(&format!("{kind}.pdf"), Some(kind)), "kvk_number", number)
        };
        let extract = || paper("kvk-uittreksel", "12345678");
        assert_eq!(
            case().file(extract()).file(paper("ubo-uittreksel", "12345678")).judge().status,
            Status::Met
        );
        assert_eq!(
            case().file(extract()).file(paper("ubo-uittreksel", "87654321")).judge().status,
            Status::NotMet
        );
        let silent = observed("statuten.pdf", Some("statuten"));
        assert_eq!(case().file(extract()).file(silent).judge().status, Status::Review);
        assert_eq!(case().judge().status, Status::Missing);
    }
}
