//! `signed`: the document carries a signature.

use crate::check::context::Context;
use crate::check::judgement::{Judgement, agree};
use crate::check::{absence, sentences};
use crate::finding::Status;
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged = documents.iter().map(|document| {
        let path = document.path();
        let has =
            |values: &[&str]| document.sure("signature").any(|s| values.contains(&s.fact.value.as_str()));
        let judged = if has(&["broken"]) {
            Judgement::review(format!(
                "De elektronische handtekening in {path} is niet geldig (gewijzigd na tekenen?)."
            ))
        } else if has(&["present", "valid"]) {
            if document.sure("signature").any(|s| s.fact.value == "none") {
                Judgement::review(format!("In {path} is een deel van de handtekeningvelden leeg."))
            } else {
                Judgement::met(format!("{path} is ondertekend."))
            }
        } else if has(&["none"]) {
            // A wet signature may stand on a picture or another page.
            Judgement::review(format!(
                "In {path} is het handtekeningveld leeg; er is geen handtekening gezien."
            ))
        } else {
            Judgement::review(format!("In {path} is niet zeker een handtekening gezien."))
        };
        let signers = sentences::some(document.sure("signer").map(|s| s.fact.value.clone()));
        let judged = judged.show_facts(document.facts("signature")).show_facts(document.facts("signer"));
        if signers.is_empty() { judged } else { judged.adding(&format!("Ondertekenaar: {signers}.")) }
    });
    let judged: Vec<Judgement> = judged.collect();
    // The signed version beside the file it was printed from.
    if let Some(one) = judged.iter().find(|j| j.status == Status::Met) {
        return one.clone();
    }
    agree(judged).unwrap_or_else(|| Judgement::review("Geen stuk om te beoordelen."))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn only_a_signature_surely_seen_is_enough() {
        let case = || Case::new(tested(&["bestuursverklaring"], Check::Signed));
        let form = || observed("bv.pdf", Some("bestuursverklaring"));
        assert_eq!(case().file(with(form(), "signature", "present")).judge().status, Status::Met);
        assert_eq!(case().file(with(form(), "signature", "valid")).judge().status, Status::Met);
        for other in ["none", "broken"] {
            assert_eq!(case().file(with(form(), "signature", other)).judge().status, Status::Review);
        }
        assert_eq!(case().file(with_at(form(), "signature", "present", 0.6)).judge().status, Status::Review);
        assert_eq!(case().file(form()).judge().status, Status::Review);
        let source = observed("bv.docx", Some("bestuursverklaring"));
        let both = case().file(source).file(with(form(), "signature", "present"));
        assert_eq!(both.judge().status, Status::Met);
        assert_eq!(case().judge().status, Status::Missing);
    }
}
