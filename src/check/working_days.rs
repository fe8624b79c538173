//! `working-days`: an answer within so many working days of the request.

use chrono::NaiveDate;

use crate::check::calendar::after_working_days;
use crate::check::context::Context;
use crate::check::judgement::{Judgement, agree};
use crate::check::values::Values;
use crate::check::{absence, sentences};
use crate::policy::Requirement;

pub fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    from: &str,
    field: &str,
    days: u32,
) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged = documents.iter().map(|document| {
        let asked = Values::<NaiveDate>::of(document, from);
        asked.judge("de datum van het verzoek", |asked| {
            let Some(last) = after_working_days(*asked, days) else {
                return Judgement::review("De termijn is niet te berekenen.");
            };
            Values::<NaiveDate>::of(document, field).judge("de datum van het antwoord", |answered| {
                let reason = format!(
                    "Gevraagd op {}, geantwoord op {}; {days} werkdagen betekent: uiterlijk {}.",
                    sentences::date(*asked),
                    sentences::date(*answered),
                    sentences::date(last)
                );
                if answered < asked {
                    Judgement::review(reason)
                } else if *answered > last {
                    Judgement::not_met(reason)
                } else {
                    Judgement::met(reason)
                }
            })
        })
    });
    agree(judged.collect()).unwrap_or_else(|| Judgement::review("Geen datum om te toetsen."))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with};
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn five_working_days_inclusive() {
        let item = || {
            let check = Check::WorkingDays {
                from: "request_date".to_owned(),
                field: "document_date".to_owned(),
                days: 5,
            };
            Case::new(tested(&["toelichting-op-verzoek"], check))
        };
        let answer = |date: &str| {
            let one = with(observed("a.eml", Some("toelichting-op-verzoek")), "request_date", "2026-08-03");
            with(one, "document_date", date)
        };
        assert_eq!(item().file(answer("2026-08-10")).judge().status, Status::Met);
        assert_eq!(item().file(answer("2026-08-11")).judge().status, Status::NotMet);
        assert_eq!(item().file(answer("2026-08-01")).judge().status, Status::Review);
        let undated = with(observed("a.eml", Some("toelichting-op-verzoek")), "document_date", "2026-08-10");
        assert_eq!(item().file(undated).judge().status, Status::Review);
        assert_eq!(item().judge().status, Status::Missing);
    }
}
