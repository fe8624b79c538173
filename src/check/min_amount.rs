//! `min-amount`: an amount of at least so many euros, inclusive.

use rust_decimal::Decimal;

use crate::check::context::{Context, Doc, Seen};
use crate::check::judgement::{Judgement, agree};
use crate::check::values::{Values, speaking};
use crate::check::{absence, sentences};
use crate::fold::fold;
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement, field: &str, euros: Decimal) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged = speaking(documents, field).into_iter().map(|d| document(d, field, euros));
    agree(judged.collect()).unwrap_or_else(|| Judgement::review("Geen bedrag om te toetsen."))
}

fn document(document: &Doc<'_>, field: &str, euros: Decimal) -> Judgement {
    let mut values = Values::<Decimal>::of(document, field);
    // A paper with several covers has amounts for each: those of liability count where the sections are
    // known.
    let liability = |s: &Seen<'_>| {
        s.fact.attribute("section").is_some_and(|t| {
            let folded = fold(t);
            folded.contains("aansprakelijk") || folded == "avb" || folded == "bav"
        })
    };
    let elsewhere = !values.sure.is_empty()
        && values.sure.iter().all(|(_, s)| s.fact.attribute("section").is_some() && !liability(s));
    if values.sure.iter().any(|(_, s)| liability(s)) {
        values.sure.retain(|(_, s)| liability(s));
    }
    let judged = values.judge("het verzekerde bedrag", |amount| {
        let reason = format!(
            "{} noemt {}; vereist is ten minste {}.",
            document.path(),
            sentences::euros(*amount),
            sentences::euros(euros)
        );
        if amount.is_sign_negative() {
            Judgement::review(reason)
        } else if *amount >= euros {
            Judgement::met(reason)
        } else {
            Judgement::not_met(reason)
        }
    });
    // A larger amount that was only nearly read may be the one that counts.
    let larger = values.unsure.iter().find(|(a, _)| *a >= euros);
    if let Some((amount, seen)) = larger
        && judged.status == crate::finding::Status::NotMet
    {
        return judged
            .doubted(&format!("Niet zeker gelezen staat er ook {}.", sentences::euros(*amount)))
            .show_facts([*seen]);
    }
    let judged = judged.show_facts(document.facts("insured_amount_per_year"));
    if elsewhere {
        return judged.doubted("Het bedrag staat niet bij een aansprakelijkheidsdekking.");
    }
    if judged.status == crate::finding::Status::NotMet && document.unread() {
        return judged.doubted(&format!("{} is niet geheel gelezen.", document.path()));
    }
    judged
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at, with_attributes};
    use crate::fact::Observed;
    use crate::finding::Status;
    use crate::policy::Check;

    const FIELD: &str = "insured_amount_per_event";

    fn judge(file: Observed) -> Status {
        let check = Check::MinAmount { field: FIELD.to_owned(), euros: 2_500_000.into() };
        Case::new(tested(&["polisblad"], check)).file(file).judge().status
    }
    fn polis() -> Observed {
        observed("polis.pdf", Some("polisblad"))
    }

    #[test]
    fn inclusive_to_the_cent() {
        assert_eq!(judge(with(polis(), FIELD, "2500000.00")), Status::Met);
        assert_eq!(judge(with(polis(), FIELD, "2499999.99")), Status::NotMet);
        assert_eq!(judge(with_at(polis(), FIELD, "2500000.00", 0.7)), Status::Review);
        assert_eq!(judge(polis()), Status::Review);
        assert_eq!(judge(with(polis(), FIELD, "veel")), Status::Review);
    }

    #[test]
    fn several_amounts_must_agree_unless_sections_tell() {
        let both = with(with(polis(), FIELD, "2500000.00"), FIELD, "1000000.00");
        assert_eq!(judge(both), Status::Review);
        let told = with_attributes(polis(), FIELD, "2500000.00", &[("section", "Beroepsaansprakelijkheid")]);
        assert_eq!(
            judge(with_attributes(told, FIELD, "50000.00", &[("section", "Rechtsbijstand")])),
            Status::Met
        );
        let other = with_attributes(polis(), FIELD, "5000000.00", &[("section", "Rechtsbijstand")]);
        assert_eq!(judge(other), Status::Review);
        let mut torn = with(polis(), FIELD, "1000000.00");
        torn.problems.push(crate::problem::Problem::new("scan-not-read", "Bladzijde 2."));
        assert_eq!(judge(torn), Status::Review);
        let nearly = with_at(with(polis(), FIELD, "1000000.00"), FIELD, "2500000.00", 0.5);
        assert_eq!(judge(nearly), Status::Review);
    }
}
