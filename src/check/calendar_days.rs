//! `calendar-days`: an answer within so many days of what it answers. The day of that is day 0, the last
//! day counts.

use chrono::{Days, NaiveDate};

use crate::check::context::Context;
use crate::check::judgement::{Judgement, agree};
use crate::check::values::Values;
use crate::check::{absence, sentences};
use crate::finding::Status;
use crate::policy::Requirement;
use crate::policy::asked::CalendarDays;

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &CalendarDays) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged = documents.iter().map(|document| {
        Values::<NaiveDate>::of(document, &asked.from).judge("de datum waarop de termijn begint", |from| {
            let Some(last) = from.checked_add_days(Days::new(asked.days.into())) else {
                return Judgement::review("De termijn is niet te berekenen.");
            };
            let decide = |answered: NaiveDate| {
                let reason = format!(
                    "Van {} tot {}; {} dagen betekent: uiterlijk {}.",
                    sentences::date(*from),
                    sentences::date(answered),
                    asked.days,
                    sentences::date(last)
                );
                if answered < *from {
                    Judgement::review(reason)
                } else if answered > last {
                    Judgement::not_met(reason)
                } else {
                    Judgement::met(reason)
                }
            };
            if let Some(filed) = context.dossier.filed_at {
                decide(filed.date_naive())
            } else {
                let judged = Values::<NaiveDate>::of(document, &asked.field)
                    .judge("de datum van het antwoord", |answered| decide(*answered));
                // A letter may be sent later than its date, not before it.
                if judged.status == Status::Met {
                    judged.doubted("De datum van het stuk is niet die van ontvangst.")
                } else {
                    judged
                }
            }
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
    use crate::policy::asked::CalendarDays;

    #[test]
    fn twenty_days_and_not_one_more() {
        let judged = |from: Option<&str>, filed: Option<&str>| {
            let asked = CalendarDays {
                from: "decision_date".to_owned(),
                field: "document_date".to_owned(),
                days: 20,
            };
            let mut file = with(observed("bezwaar.pdf", Some("bezwaar")), "document_date", "2026-09-21");
            if let Some(from) = from {
                file = with(file, "decision_date", from);
            }
            let case = Case::new(tested(&["bezwaar"], Check::CalendarDays(asked))).file(file);
            match filed {
                Some(at) => case.filed(at),
                None => case.manifest(|m| m.ingediend = None),
            }
            .judge()
            .status
        };
        assert_eq!(judged(Some("2026-09-01"), Some("2026-09-21T23:59:00+02:00")), Status::Met);
        assert_eq!(judged(Some("2026-09-01"), Some("2026-09-22T00:00:00+02:00")), Status::NotMet);
        assert_eq!(judged(None, Some("2026-09-02T12:00:00+02:00")), Status::Review);
        assert_eq!(judged(Some("2026-09-20"), None), Status::Review);
        assert_eq!(judged(Some("2026-08-20"), None), Status::NotMet);
    }
}
