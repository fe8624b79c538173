//! `statutes-current`: the statutes are of the date of the last change that the extract names.

use chrono::NaiveDate;

use crate::check::context::Context;
use crate::check::judgement::{Judgement, agree};
use crate::check::{absence, identity, sentences};
use crate::policy::Requirement;

pub fn check(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    let kinds: Vec<String> = requirement.kinds.iter().filter(|k| *k != "kvk-uittreksel").cloned().collect();
    let documents = match absence::documents(context, &kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let extracts = identity::own(context, context.counting_one("kvk-uittreksel"));
    let changes: Vec<_> = extracts
        .iter()
        .flat_map(|d| d.facts("statutes_date").chain(d.facts("founding_date")).collect::<Vec<_>>())
        .collect();
    let change = match extracts.as_slice() {
        // An extract that names no change tells the founding deed: that one is current then.
        [one] if one.facts("statutes_date").next().is_none() => one.only("founding_date"),
        [one] => one.only("statutes_date"),
        _ => None,
    }
    .and_then(|d| d.parse::<NaiveDate>().ok());
    let judged = documents.iter().map(|document| {
        let path = document.path();
        let made = document.only("document_date").and_then(|d| d.parse::<NaiveDate>().ok());
        let judged = match (made, change) {
            (Some(made), Some(change)) if made == change => Judgement::met(format!(
                "{path} is van {}, de datum van de laatste statutenwijziging volgens het uittreksel.",
                sentences::date(made)
            )),
            (Some(made), Some(change)) => Judgement::review(format!(
                "{path} is van {}; het uittreksel noemt {} als laatste statutenwijziging.",
                sentences::date(made),
                sentences::date(change)
            )),
            (Some(made), None) => Judgement::review(format!(
                "{path} is van {}; de datum van de laatste statutenwijziging is niet uit een uittreksel bekend.",
                sentences::date(made)
            )),
            (None, _) => Judgement::review(format!("De datum van {path} is niet zeker gelezen.")),
        };
        judged.show_facts(document.facts("document_date")).show_facts(changes.iter().copied())
    });
    let all: Vec<Judgement> = judged.collect();
    // Of several deeds the one of the last change is enough.
    if let Some(current) = all.iter().find(|j| j.status == crate::finding::Status::Met) {
        return current.clone();
    }
    agree(all).unwrap_or_else(|| Judgement::review("Geen stuk om te beoordelen."))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn only_an_equal_date_decides() {
        let case = || Case::new(tested(&["statuten", "kvk-uittreksel"], Check::StatutesCurrent));
        let deed = |date: &str| with(observed("statuten.pdf", Some("statuten")), "document_date", date);
        let extract = || with(observed("kvk.pdf", Some("kvk-uittreksel")), "statutes_date", "2020-05-01");
        assert_eq!(case().file(deed("2020-05-01")).file(extract()).judge().status, Status::Met);
        assert_eq!(case().file(deed("2012-05-01")).file(extract()).judge().status, Status::Review);
        assert_eq!(case().file(deed("2020-05-01")).judge().status, Status::Review);
        let founded = || with(observed("kvk.pdf", Some("kvk-uittreksel")), "founding_date", "2020-05-01");
        assert_eq!(case().file(deed("2020-05-01")).file(founded()).judge().status, Status::Met);
        assert_eq!(case().file(deed("2012-05-01")).file(founded()).judge().status, Status::Review);
        assert_eq!(case().file(extract()).judge().status, Status::Missing);
    }
}
