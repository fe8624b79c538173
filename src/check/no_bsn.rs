//! `no-bsn`: no citizen number stands in the document.

use crate::check::context::{Context, Seen};
use crate::check::judgement::Judgement;
use crate::check::{absence, sentences};
use crate::document::TextSource;
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let all: Vec<Seen<'_>> = documents.iter().flat_map(|d| d.facts("bsn").collect::<Vec<_>>()).collect();
    let sure: Vec<Seen<'_>> = all.iter().copied().filter(|s| s.fact.decisive()).collect();
    let paths = |seen: &[Seen<'_>]| {
        let mut out: Vec<String> = Vec::new();
        for one in seen {
            if !out.contains(&one.document.path) {
                out.push(one.document.path.clone());
            }
        }
        sentences::some(out)
    };
    if !sure.is_empty() {
        return Judgement::not_met(format!("In {} is een burgerservicenummer leesbaar.", paths(&sure)))
            .show_facts(sure);
    }
    if !all.is_empty() {
        return Judgement::review(format!(
            "In {} staat een nummer dat een burgerservicenummer kan zijn.",
            paths(&all)
        ))
        .show_facts(all);
    }
    let unread: Vec<String> = documents
        .iter()
        .filter(|d| d.unread() || d.parts.iter().any(|p| p.text_source == TextSource::None))
        .map(|d| d.path().to_owned())
        .collect();
    if !unread.is_empty() {
        return Judgement::review(format!("Niet geheel gelezen: {}.", sentences::some(unread)));
    }
    Judgement::met(format!(
        "Geen burgerservicenummer gevonden in {}.",
        sentences::some(documents.iter().map(|d| d.path().to_owned()))
    ))
    .show(documents.iter().map(|d| super::present::file(d)))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn a_number_is_shown_by_its_last_digits_alone() {
        let case = || Case::new(tested(&["ubo-uittreksel"], Check::NoBsn));
        let extract = || observed("ubo.pdf", Some("ubo-uittreksel"));
        let seen = case().file(with(extract(), "bsn", "123456782")).judge();
        assert_eq!(seen.status, Status::NotMet);
        assert_eq!(seen.evidence[0].text, "*****6782");
        assert_eq!(seen.evidence[0].value.as_deref(), Some("*****6782"));
        assert_eq!(case().file(with_at(extract(), "bsn", "*****6782", 0.5)).judge().status, Status::Review);
        assert_eq!(case().file(extract()).judge().status, Status::Met);
        let mut torn = extract();
        torn.problems.push(crate::problem::Problem::new("scan-not-read", "Bladzijde 2."));
        assert_eq!(case().file(torn).judge().status, Status::Review);
        assert_eq!(case().judge().status, Status::Missing);
    }
}
