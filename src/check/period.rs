//! `period`: a term of validity that touches a period, or covers all of it.

use chrono::NaiveDate;

use crate::check::context::{Context, Doc, passages};
use crate::check::judgement::{Judgement, agree};
use crate::check::values::Values;
use crate::check::{absence, identity, sentences};
use crate::fact::Strength;
use crate::finding::Status;
use crate::policy::Requirement;
use crate::policy::asked::Period;

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &Period) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => identity::own(context, documents),
        Err(absent) => return absent,
    };
    let (Some(from), Some(until)) = (context.day(&asked.from), context.day(&asked.until)) else {
        return Judgement::review("De grenzen van deze periode zijn niet bekend.");
    };
    let judged = documents.iter().map(|d| {
        let judged = document(d, asked, from, until);
        let said: Vec<_> =
            asked.or_topics.iter().flat_map(|t| passages(&[*d], t, Strength::Statement)).collect();
        // A term that is renewed has a beginning all the same.
        let begins = Values::<NaiveDate>::of(d, "valid_from");
        let ends = Values::<NaiveDate>::of(d, "valid_until");
        let begun =
            begins.sure.iter().all(|(f, _)| *f <= from) && !(begins.sure.is_empty() && ends.sure.is_empty());
        match said.first() {
            Some((file, passage)) if judged.status != Status::Met && begun => Judgement::met(format!(
                "{} zegt het met zoveel woorden: {}.",
                file.path,
                context.topic_name(&passage.topic)
            ))
            .adding(&judged.reason)
            .show_passages(said)
            .show(judged.evidence),
            _ => judged,
        }
    });
    let all: Vec<Judgement> = judged.collect();
    // Papers of several years: one that fits is enough.
    if let Some(one) = all.iter().find(|j| j.status == Status::Met) {
        return one.clone();
    }
    agree(all).unwrap_or_else(|| Judgement::review("Geen looptijd om te toetsen."))
}

fn document(document: &Doc<'_>, asked: &Period, from: NaiveDate, until: NaiveDate) -> Judgement {
    let (begins, ends) =
        (Values::<NaiveDate>::of(document, "valid_from"), Values::<NaiveDate>::of(document, "valid_until"));
    let one = |values: &Values<'_, NaiveDate>| {
        let first = values.sure.first().map(|(d, _)| *d)?;
        values.sure.iter().all(|(d, _)| *d == first).then_some(first)
    };
    let (begin, end) = (one(&begins), one(&ends));
    let told = |day: Option<NaiveDate>| day.map_or_else(|| "onbekend".to_owned(), sentences::date);
    let reason = format!(
        "{} loopt van {} tot en met {}; gevraagd is {} {} tot en met {}.",
        document.path(),
        told(begin),
        told(end),
        if asked.whole { "heel" } else { "een deel van" },
        sentences::date(from),
        sentences::date(until)
    );
    let holds = match (begin, end, asked.whole) {
        (Some(b), Some(e), _) if b > e => None,
        (Some(b), Some(e), true) => Some(b <= from && e >= until),
        (Some(b), Some(e), false) => Some(b <= until && e >= from),
        // One end may rule it out by itself.
        (Some(b), None, true) if b > from => Some(false),
        (None, Some(e), true) if e < until => Some(false),
        (Some(b), None, false) if b > until => Some(false),
        (None, Some(e), false) if e < from => Some(false),
        _ => None,
    };
    let judged = match holds {
        Some(true) => Judgement::met(reason),
        Some(false) if asked.soft => Judgement::review(reason),
        Some(false) => Judgement::not_met(reason),
        None => Judgement::review(reason),
    };
    judged.show_facts(begins.seen()).show_facts(ends.seen())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying, with};
    use crate::fact::{Observed, Strength};
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::Period;

    fn term(from: Option<&str>, until: Option<&str>) -> Observed {
        let mut file = observed("wmo.pdf", Some("wmo-overeenkomst"));
        for (field, day) in [("valid_from", from), ("valid_until", until)] {
            if let Some(day) = day {
                file = with(file, field, day);
            }
        }
        file
    }
    fn judged(whole: bool, file: Observed) -> Status {
        let asked = Period {
            from: "2020-01-01".to_owned(),
            until: "2020-12-31".to_owned(),
            whole,
            soft: false,
            or_topics: strings(&["stilzwijgend"]),
        };
        Case::new(tested(&["wmo-overeenkomst"], Check::Period(asked))).file(file).judge().status
    }

    #[test]
    fn touching_and_covering() {
        assert_eq!(judged(false, term(Some("2019-01-01"), Some("2020-01-01"))), Status::Met);
        assert_eq!(judged(false, term(Some("2018-01-01"), Some("2019-12-31"))), Status::NotMet);
        assert_eq!(judged(true, term(Some("2020-01-01"), Some("2020-12-31"))), Status::Met);
        assert_eq!(judged(true, term(Some("2020-01-02"), Some("2021-12-31"))), Status::NotMet);
        assert_eq!(judged(true, term(Some("2020-01-01"), None)), Status::Review);
        assert_eq!(judged(true, term(None, Some("2020-06-30"))), Status::NotMet);
        assert_eq!(judged(false, term(None, None)), Status::Review);
    }

    #[test]
    fn renewal_by_silence() {
        let renewed = |file| saying(file, "stilzwijgend", Strength::Statement, "stilzwijgend verlengd");
        assert_eq!(judged(true, renewed(term(Some("2018-01-01"), Some("2019-12-31")))), Status::Met);
        assert_eq!(judged(true, renewed(term(Some("2021-01-01"), Some("2021-12-31")))), Status::NotMet);
    }
}
