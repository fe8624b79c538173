//! `certified`: an electronic seal of the register, verified.

use crate::check::context::Context;
use crate::check::judgement::{Judgement, agree};
use crate::check::{absence, identity};
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => identity::own(context, documents),
        Err(absent) => return absent,
    };
    let judged = documents.iter().map(|document| {
        let path = document.path();
        let says = |value: &str| document.sure("signature").any(|s| s.fact.value == value);
        let judged = if says("broken") {
            Judgement::review(format!("Het elektronische zegel van {path} is niet geldig; vraag het originele bestand."))
        } else if says("valid") {
            Judgement::met(format!("{path} draagt een geldig elektronisch zegel."))
        } else if says("present") || document.marked("gewaarmerkt") {
            Judgement::review(format!(
                "{path} lijkt gewaarmerkt; de echtheid van het zegel is niet door het programma vastgesteld."
            ))
        } else {
            Judgement::review(format!(
                "In {path} is geen waarmerk gezien. Een afdruk of scan draagt geen elektronisch zegel; vraag het \
                 originele bestand."
            ))
        };
        judged.show_facts(document.facts("signature")).show_facts(document.facts("signer"))
    });
    agree(judged.collect()).unwrap_or_else(|| Judgement::review("Geen stuk om te beoordelen."))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{marked, observed, with};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn a_seal_counts_when_it_was_verified() {
        let case = || Case::new(tested(&["kvk-uittreksel"], Check::Certified));
        let extract = || observed("kvk.pdf", Some("kvk-uittreksel"));
        assert_eq!(case().file(with(extract(), "signature", "valid")).judge().status, Status::Met);
        assert_eq!(case().file(with(extract(), "signature", "present")).judge().status, Status::Review);
        assert_eq!(case().file(with(extract(), "signature", "broken")).judge().status, Status::Review);
        assert_eq!(case().file(marked(extract(), "gewaarmerkt")).judge().status, Status::Review);
        assert_eq!(case().file(extract()).judge().status, Status::Review);
        assert_eq!(case().judge().status, Status::Missing);
    }
}
