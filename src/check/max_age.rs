//! `max-age`: a date at most so many calendar months (and days) before filing, inclusive.

use chrono::{Days, Months, NaiveDate};

use crate::check::context::{Context, Counted};
use crate::check::judgement::{Judgement, agree};
use crate::check::values::{Values, speaking};
use crate::check::{absence, identity, sentences};
use crate::policy::Requirement;

/// The oldest day that still counts: the same day number so many months back, the last of the month where
/// it has no such day.
pub fn oldest(day: NaiveDate, months: u32, days: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(months))?.checked_sub_days(Days::new(u64::from(days)))
}

pub fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    field: &str,
    months: u32,
    days: u32,
) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => speaking(identity::own(context, documents), field),
        Err(absent) => return absent,
    };
    let day = context.reference_day();
    let Some(oldest) = oldest(day, months, days) else {
        return Judgement::review("De termijn is niet te berekenen.");
    };
    let judged = documents.iter().map(|document| {
        let name = sentences::sentence(&context.kind_name(document.kind().unwrap_or_default()));
        Values::<NaiveDate>::of(document, field).judge("de datum", |date| {
            if context.counted == Counted::Nothing {
                return Judgement::review(format!("{name} gedateerd {}.", sentences::date(*date)));
            }
            judge(*date, oldest, day, &name, &term(months, days), context.counted)
        })
    });
    let judged = agree(judged.collect()).unwrap_or_else(|| Judgement::review("Geen datum om te toetsen."));
    judged.adding(sentences::counted_from(context))
}

fn term(months: u32, days: u32) -> String {
    match (months, days) {
        (m, 0) => sentences::months(m),
        (0, 1) => "1 dag".to_owned(),
        (0, d) => format!("{d} dagen"),
        (m, d) => format!("{} en {d} dagen", sentences::months(m)),
    }
}

fn judge(
    date: NaiveDate,
    oldest: NaiveDate,
    day: NaiveDate,
    name: &str,
    term: &str,
    counted: Counted,
) -> Judgement {
    let (written, limit, on) = (sentences::date(date), sentences::date(oldest), sentences::date(day));
    if date > day {
        let after = if counted == Counted::Filing { "na indiening op" } else { "na de sluiting op" };
        return Judgement::review(format!("{name} gedateerd {written}, {after} {on}."));
    }
    let reason =
        format!("{name} gedateerd {written}; niet ouder dan {term} op {on} betekent: op of na {limit}.");
    if date < oldest { Judgement::not_met(reason) } else { Judgement::met(reason) }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    use super::oldest;
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at};
    use crate::fact::Observed;
    use crate::finding::Status;
    use crate::policy::Check;

    fn aged(months: u32) -> Case {
        Case::new(tested(
            &["kvk-uittreksel"],
            Check::MaxAge { field: "document_date".to_owned(), months, days: 0 },
        ))
    }
    fn extract(date: &str) -> Observed {
        with(observed("kvk.pdf", Some("kvk-uittreksel")), "document_date", date)
    }
    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_months_inclusive_with_clamped_month_ends() {
        assert_eq!(aged(3).file(extract("2026-04-30")).judge().status, Status::Met);
        let old = aged(3).file(extract("2026-04-29")).judge();
        assert_eq!(old.status, Status::NotMet);
        assert_eq!(
            old.reason,
            "Uittreksel Handelsregister gedateerd 29 april 2026; niet ouder dan 3 maanden op 31 juli 2026 betekent: \
             op of na 30 april 2026."
        );
        assert_eq!(oldest(day("2026-05-31"), 3, 0), Some(day("2026-02-28")));
        assert_eq!(oldest(day("2024-05-31"), 3, 0), Some(day("2024-02-29")));
        assert_eq!(oldest(day("2028-02-29"), 12, 0), Some(day("2027-02-28")));
        assert_eq!(oldest(day("2026-07-15"), 3, 0), Some(day("2026-04-15")));
    }

    #[test]
    fn the_day_of_filing_is_the_local_one() {
        // 23:30 UTC on the 30th is the 31st here.
        let filed = |t: &str| aged(3).filed(t).file(extract("2026-04-30")).judge().status;
        assert_eq!(filed("2026-07-30T23:30:00Z"), Status::Met);
        assert_eq!(filed("2026-07-31T23:30:00Z"), Status::NotMet);
    }

    #[test]
    fn after_filing_unsure_or_unread_is_for_a_human() {
        assert_eq!(aged(3).file(extract("2026-08-01")).judge().status, Status::Review);
        let unsure = with_at(observed("kvk.pdf", Some("kvk-uittreksel")), "document_date", "2026-07-01", 0.6);
        assert_eq!(aged(3).file(unsure).judge().status, Status::Review);
        assert_eq!(aged(3).file(observed("kvk.pdf", Some("kvk-uittreksel"))).judge().status, Status::Review);
        assert_eq!(aged(3).judge().status, Status::Missing);
    }

    #[test]
    fn two_dates_decide_only_where_they_agree() {
        let two = |second| aged(3).file(with(extract("2026-07-01"), "document_date", second)).judge();
        assert_eq!(two("2026-06-01").status, Status::Met);
        let differ = two("2026-01-01");
        assert_eq!(differ.status, Status::Review);
        assert_eq!(differ.evidence.len(), 2);
        let near = with_at(extract("2026-07-01"), "document_date", "2026-01-01", 0.79);
        let mut near = near;
        near.facts[0].confidence = 0.81;
        assert_eq!(aged(3).file(near).judge().status, Status::Review);
    }

    #[test]
    fn without_a_moment_of_filing_it_counts_from_the_deadline() {
        let unknown = |date| aged(3).manifest(|m| m.ingediend = None).file(extract(date)).judge();
        let met = unknown("2026-04-30");
        assert_eq!(met.status, Status::Met);
        assert!(met.reason.contains("geteld vanaf de sluiting"));
        assert_eq!(unknown("2026-04-29").status, Status::NotMet);
        assert_eq!(unknown("2026-08-01").status, Status::Review);
    }

    #[test]
    fn an_extract_of_the_chain_does_not_age_the_own_one() {
        let own = with(extract("2026-07-01"), "kvk_number", "12345678");
        let mut parent = with(extract("2025-01-01"), "kvk_number", "87654321");
        parent.path = "moeder.pdf".to_owned();
        assert_eq!(aged(3).file(own).file(parent).judge().status, Status::Met);
    }

    proptest! {
        #[test]
        fn the_oldest_day_is_that_many_months_back(
            y in 2000i32..2100, m in 1u32..=12, d in 1u32..=31, months in 0u32..60
        ) {
            prop_assume!(NaiveDate::from_ymd_opt(y, m, d).is_some());
            let filed = NaiveDate::from_ymd_opt(y, m, d).unwrap();
            let back = oldest(filed, months, 0).unwrap();
            let index = |t: NaiveDate| i64::from(t.year()) * 12 + i64::from(t.month0());
            prop_assert_eq!(index(filed) - index(back), i64::from(months));
            prop_assert!(back.day() <= filed.day());
            // Clamped only where the month has no such day.
            prop_assert!(back.day() == filed.day() || back.succ_opt().unwrap().day() == 1);
            // Later filing never makes an older paper acceptable.
            let next = oldest(filed.succ_opt().unwrap(), months, 0).unwrap();
            prop_assert!(next >= back);
        }
    }
}
