//! `mean-count` and `periods-covered`: counts per period (clients in April, May and June).

use rust_decimal::Decimal;

use crate::check::context::{Context, Doc, Seen};
use crate::check::judgement::Judgement;
use crate::check::{absence, sentences};
use crate::policy::Requirement;
use crate::policy::asked::{Counts, MeanCount, PeriodsCovered};

/// What the documents say of one period.
struct Counted<'a> {
    period: String,
    /// The one sure number; `None` when none is sure or they differ.
    count: Option<Decimal>,
    seen: Vec<Seen<'a>>,
}

/// The period that a count is of.
fn period<'a>(seen: &Seen<'a>) -> Option<&'a str> {
    seen.fact.attribute("period").or_else(|| seen.fact.attribute("month"))
}

/// The number that every fact surely says.
fn one(seen: &[Seen<'_>]) -> Option<Decimal> {
    let sure: Option<Vec<Decimal>> =
        seen.iter().map(|s| s.fact.value.trim().parse().ok().filter(|_| s.fact.decisive())).collect();
    sure.filter(|all| all.windows(2).all(|w| w[0] == w[1])).and_then(|all| all.first().copied())
}

/// A document that surely is of another year than asked.
fn other_year(documents: &[&Doc<'_>], counts: &Counts) -> Option<String> {
    let year = counts.year?.to_string();
    let other = documents.iter().find_map(|d| d.sure("fiscal_year").find(|s| s.fact.value != year))?;
    Some(format!("{} is van {}, niet van {year}.", other.document.path, other.fact.value))
}

fn counted<'a>(documents: &[&Doc<'a>], asked: &Counts) -> Vec<Counted<'a>> {
    if !asked.fields.is_empty() {
        let of = |field: &String| {
            let seen: Vec<Seen<'a>> =
                documents.iter().flat_map(|d| d.facts(field).collect::<Vec<_>>()).collect();
            let name = sentences::field(field).replace('_', " ");
            Counted { period: name, count: one(&seen), seen }
        };
        return asked.fields.iter().map(of).collect();
    }
    let (field, periods) = (asked.field.as_str(), asked.periods.as_slice());
    let all: Vec<Seen<'a>> = documents.iter().flat_map(|d| d.facts(field).collect::<Vec<_>>()).collect();
    periods
        .iter()
        .map(|wanted| {
            let seen: Vec<Seen<'a>> =
                all.iter().copied().filter(|s| period(s) == Some(wanted.as_str())).collect();
            Counted { period: wanted.clone(), count: one(&seen), seen }
        })
        .collect()
}

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &MeanCount) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let counts = counted(&documents, &asked.counts());
    let least = sentences::number(asked.at_least);
    let known: Option<Vec<Decimal>> = counts.iter().map(|c| c.count).collect();
    if let Some(known) = known.filter(|k| !k.is_empty())
        && let Some(sum) = known.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))
        && let Some(limit) = asked.at_least.checked_mul(Decimal::from(known.len()))
    {
        let figures = sentences::list(
            counts.iter().zip(&known).map(|(c, n)| format!("{} ({})", sentences::number(*n), c.period)),
        );
        let mean = (sum / Decimal::from(known.len())).round_dp(2);
        let reason =
            format!("Aantallen {figures}: gemiddeld {}; ten minste {least}.", sentences::number(mean));
        // The sums are compared, so that no rounding decides.
        let judged = if sum >= limit { Judgement::met(reason) } else { Judgement::not_met(reason) };
        let judged = judged.show_facts(counts.into_iter().flat_map(|c| c.seen));
        return if known.iter().any(Decimal::is_sign_negative) {
            judged.doubted("Een aantal is negatief.")
        } else {
            doubt_year(&documents, &asked.counts(), judged)
        };
    }
    let seen: Vec<Seen<'_>> = counts.iter().flat_map(|c| c.seen.iter().copied()).collect();
    stated(&documents, asked, &least)
        .unwrap_or_else(|| {
            let open = counts.iter().filter(|c| c.count.is_none()).map(|c| c.period.clone());
            Judgement::review(format!(
                "Het aantal over {} is niet zeker gelezen; gemiddeld moet het ten minste {least} zijn.",
                sentences::list(open)
            ))
        })
        .show_facts(seen)
}

/// The mean as the document states it: it decides only where it says which periods it is of.
fn stated(documents: &[&Doc<'_>], asked: &MeanCount, least: &str) -> Option<Judgement> {
    let field = asked.stated.as_deref()?;
    let seen: Vec<Seen<'_>> = documents.iter().flat_map(|d| d.facts(field).collect::<Vec<_>>()).collect();
    // `2025-04/2025-06`: from the first period to the last.
    let ends = asked.periods.first().zip(asked.periods.last());
    let whole = ends.map(|(first, last)| format!("{first}/{last}"));
    let of_these = |s: &Seen<'_>| whole.is_some() && period(s) == whole.as_deref();
    let means: Option<Vec<Decimal>> =
        seen.iter().map(|s| s.fact.value.trim().parse().ok().filter(|_| s.fact.decisive())).collect();
    let means = means.filter(|m| !m.is_empty())?;
    let said = sentences::list(means.iter().map(|m| sentences::number(*m)));
    let reason = format!("Het stuk noemt gemiddeld {said}; ten minste {least}.");
    let judged = if !seen.iter().all(of_these) {
        Judgement::review(format!("{reason} Ga na over welke maanden dat is."))
    } else if means.iter().all(|m| *m >= asked.at_least) {
        Judgement::met(reason)
    } else if means.iter().all(|m| *m < asked.at_least) {
        Judgement::not_met(reason)
    } else {
        Judgement::review(reason)
    };
    Some(judged.show_facts(seen))
}

pub fn covered(context: &Context<'_>, requirement: &Requirement, asked: &PeriodsCovered) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let counts = counted(&documents, &asked.counts());
    let open: Vec<String> = counts.iter().filter(|c| c.count.is_none()).map(|c| c.period.clone()).collect();
    let judged = if open.is_empty() {
        let all = sentences::list(counts.iter().map(|c| c.period.clone()));
        Judgement::met(format!("Het stuk geeft een aantal over {all}."))
    } else {
        Judgement::review(format!("Een aantal over {} is niet (zeker) gelezen.", sentences::list(open)))
    };
    doubt_year(&documents, &asked.counts(), judged.show_facts(counts.into_iter().flat_map(|c| c.seen)))
}

fn doubt_year(documents: &[&Doc<'_>], counts: &Counts, judged: Judgement) -> Judgement {
    match other_year(documents, counts) {
        Some(why) => judged.doubted(&why),
        None => judged,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, with, with_attributes};
    use crate::fact::Observed;
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::{MeanCount, PeriodsCovered};

    const MONTHS: [&str; 3] = ["2025-04", "2025-05", "2025-06"];

    fn list(counts: &[&str]) -> Observed {
        counts
            .iter()
            .zip(MONTHS)
            .fold(observed("lijst.xlsx", Some("ondernemingsplan")), |file, (n, month)| {
                with_attributes(file, "client_count", n, &[("period", month)])
            })
    }

    fn judged(file: Observed) -> Status {
        let asked = MeanCount {
            field: "client_count".to_owned(),
            periods: strings(&MONTHS),
            fields: Vec::new(),
            year: None,
            at_least: Decimal::TEN,
            stated: Some("average_clients".to_owned()),
        };
        Case::new(tested(&["ondernemingsplan"], Check::MeanCount(asked))).file(file).judge().status
    }

    #[test]
    fn the_mean_is_exact() {
        assert_eq!(judged(list(&["10", "9", "11"])), Status::Met);
        assert_eq!(judged(list(&["10", "9", "10"])), Status::NotMet);
        assert_eq!(judged(list(&["10", "30"])), Status::Review);
        assert_eq!(judged(list(&["10", "30", "veel"])), Status::Review);
    }

    #[test]
    fn two_numbers_for_one_month_are_for_a_human() {
        let twice = with_attributes(list(&["10", "10", "10"]), "client_count", "2", &[("period", "2025-06")]);
        assert_eq!(judged(twice), Status::Review);
    }

    #[test]
    fn a_stated_mean_counts_for_its_own_months() {
        let file = || observed("lijst.pdf", Some("ondernemingsplan"));
        assert_eq!(judged(with(file(), "average_clients", "12")), Status::Review);
        let of = |n| with_attributes(file(), "average_clients", n, &[("period", "2025-04/2025-06")]);
        assert_eq!(judged(of("10")), Status::Met);
        assert_eq!(judged(of("9.9")), Status::NotMet);
    }

    #[test]
    fn every_month_is_there_or_named() {
        let asked = || PeriodsCovered {
            field: "client_count".to_owned(),
            periods: strings(&MONTHS),
            fields: Vec::new(),
            year: None,
        };
        let case = |file| {
            Case::new(tested(&["ondernemingsplan"], Check::PeriodsCovered(asked()))).file(file).judge()
        };
        assert_eq!(case(list(&["1", "2", "3"])).status, Status::Met);
        let open = case(list(&["1", "2"]));
        assert_eq!(open.status, Status::Review);
        assert!(open.reason.contains("2025-06"));
    }

    #[test]
    fn a_field_for_each_month() {
        let fields = ["clients_april", "clients_may"];
        let judged = |file| {
            let asked = MeanCount {
                field: String::new(),
                periods: Vec::new(),
                fields: strings(&fields),
                year: Some(2020),
                at_least: Decimal::TEN,
                stated: None,
            };
            Case::new(tested(&["ondernemingsplan"], Check::MeanCount(asked))).file(file).judge().status
        };
        let file = |april, may| {
            let one = with(observed("lijst.pdf", Some("ondernemingsplan")), "clients_april", april);
            with(one, "clients_may", may)
        };
        assert_eq!(judged(file("10", "10")), Status::Met);
        assert_eq!(judged(file("10", "9")), Status::NotMet);
        assert_eq!(judged(with(file("10", "9"), "clients_may", "12")), Status::Review);
        assert_eq!(judged(with(file("10", "9"), "fiscal_year", "2019")), Status::Review);
        assert_eq!(judged(with(file("10", "10"), "fiscal_year", "2020")), Status::Met);
    }
}
