//! `date-window`: a date within bounds, inclusive.

use chrono::NaiveDate;

use crate::check::context::{Context, Counted, Doc, passages};
use crate::check::judgement::{Judgement, agree};
use crate::check::values::Values;
use crate::check::{absence, identity, sentences};
use crate::fact::Strength;
use crate::finding::Status;
use crate::policy::Requirement;

/// The parameters of the check.
pub struct Window<'r> {
    pub field: &'r str,
    pub from: Option<&'r str>,
    pub until: Option<&'r str>,
    pub or_topics: &'r [String],
    pub soft: bool,
    /// Where `field` is not read, a date within the bounds in one of these is enough.
    pub or_fields: &'r [String],
    /// One document within the bounds is enough.
    pub any: bool,
    /// Only documents that plainly say one of these are looked at.
    pub about: &'r [String],
}

pub fn check(context: &Context<'_>, requirement: &Requirement, window: &Window<'_>) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => identity::own(context, documents),
        Err(absent) => return absent,
    };
    let documents = if window.about.is_empty() {
        documents
    } else {
        let about: Vec<_> = documents
            .iter()
            .copied()
            .filter(|d| window.about.iter().any(|t| !passages(&[*d], t, Strength::Statement).is_empty()))
            .collect();
        if about.is_empty() {
            let names = sentences::either(window.about.iter().map(|t| context.topic_name(t)));
            return Judgement::review(format!(
                "In {} is geen passage over {names} herkend.",
                sentences::some(documents.iter().map(|d| d.path().to_owned()))
            ))
            .show(documents.iter().map(|d| super::present::file(d)));
        }
        about
    };
    let mut bounds = [None, None];
    for (slot, bound) in bounds.iter_mut().zip([window.from, window.until]) {
        let Some(name) = bound else { continue };
        let Some(day) = context.day(name) else {
            return Judgement::review(format!("De grens “{name}” is niet bekend."));
        };
        *slot = Some(day);
    }
    let [from, until] = bounds;
    let limit = match (from, until) {
        (Some(f), Some(u)) => format!("van {} tot en met {}", sentences::date(f), sentences::date(u)),
        (Some(f), None) => format!("op of na {}", sentences::date(f)),
        (None, Some(u)) => format!("uiterlijk op {}", sentences::date(u)),
        (None, None) => "een leesbare datum".to_owned(),
    };
    let what = sentences::field(window.field);
    let inside = |date: NaiveDate| from.is_none_or(|f| date >= f) && until.is_none_or(|u| date <= u);
    let judged = documents.iter().map(|document| {
        let judged = Values::<NaiveDate>::of(document, window.field).judge(what, |date| {
            let reason =
                format!("{}: {}; gevraagd is {limit}.", sentences::sentence(what), sentences::date(*date));
            if inside(*date) {
                Judgement::met(reason)
            } else if window.field == "document_date"
                && window.until == Some("filing")
                && *date > context.reference_day()
            {
                // It was filed, so it was there: a new print of an older paper, or added later.
                Judgement::review(format!(
                    "{reason} Dat is na die dag: een nieuwe afdruk, of later toegevoegd."
                ))
            } else if window.soft {
                Judgement::review(reason)
            } else {
                Judgement::not_met(reason)
            }
        });
        if judged.status == Status::Met {
            return judged;
        }
        if document.sure(window.field).next().is_none()
            && let Some(other) = other_field(document, window.or_fields, inside, &limit)
        {
            return other;
        }
        let said: Vec<_> =
            window.or_topics.iter().flat_map(|t| passages(&[*document], t, Strength::Statement)).collect();
        match said.first() {
            Some((file, passage)) => Judgement::met(format!(
                "{} zegt het met zoveel woorden: {}.",
                file.path,
                context.topic_name(&passage.topic)
            ))
            .adding(&judged.reason)
            .show_passages(said)
            .show(judged.evidence),
            None => judged,
        }
    });
    let judged: Vec<Judgement> = judged.collect();
    if window.any
        && let Some(one) = judged.iter().find(|j| j.status == Status::Met)
    {
        return one.clone();
    }
    let judged = agree(judged).unwrap_or_else(|| Judgement::review("Geen datum om te toetsen."));
    let by_filing =
        [window.from, window.until].contains(&Some("filing")) && context.counted != Counted::Filing;
    judged.adding(if by_filing { sentences::counted_from(context) } else { "" })
}

/// A date in another field within the bounds, where every such date is.
fn other_field(
    document: &Doc<'_>,
    fields: &[String],
    inside: impl Fn(NaiveDate) -> bool,
    limit: &str,
) -> Option<Judgement> {
    fields.iter().find_map(|field| {
        let values = Values::<NaiveDate>::of(document, field);
        let (first, _) = values.sure.first()?;
        values.sure.iter().all(|(date, _)| inside(*date)).then(|| {
            let what = sentences::field(field);
            Judgement::met(format!(
                "{}: {}; gevraagd is {limit}.",
                sentences::sentence(what),
                sentences::date(*first)
            ))
            .show_facts(values.seen())
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying, with};
    use crate::fact::{Observed, Strength};
    use crate::finding::Status;
    use crate::policy::Check;

    fn window(field: &str, from: Option<&str>, until: Option<&str>, soft: bool) -> Case {
        let check = Check::DateWindow {
            about: Vec::new(),
            field: field.to_owned(),
            from: from.map(str::to_owned),
            until: until.map(str::to_owned),
            or_topics: strings(&["stilzwijgend"]),
            soft,
            or_fields: strings(&["valid_since"]),
            any: false,
        };
        Case::new(tested(&["polisblad"], check))
    }
    fn polis(field: &str, date: &str) -> Observed {
        with(observed("polis.pdf", Some("polisblad")), field, date)
    }

    #[test]
    fn both_bounds_are_inclusive() {
        let start = |d| {
            window("valid_from", None, Some("2027-01-01"), false).file(polis("valid_from", d)).judge().status
        };
        assert_eq!(start("2027-01-01"), Status::Met);
        assert_eq!(start("2027-01-02"), Status::NotMet);
        let cibg = |d| {
            let case = window("document_date", Some("2021-09-01"), Some("2021-09-30"), false);
            case.file(polis("document_date", d)).judge().status
        };
        assert_eq!(cibg("2021-09-01"), Status::Met);
        assert_eq!(cibg("2021-09-30"), Status::Met);
        assert_eq!(cibg("2021-08-31"), Status::NotMet);
        assert_eq!(cibg("2021-10-01"), Status::NotMet);
    }

    #[test]
    fn filing_and_contract_start_as_bounds() {
        let made = |d| {
            window("document_date", None, Some("filing"), false)
                .file(polis("document_date", d))
                .judge()
                .status
        };
        assert_eq!(made("2026-07-31"), Status::Met);
        assert_eq!(made("2026-08-01"), Status::Review);
        let start = window("valid_from", None, Some("contract-start"), false)
            .manifest(|m| m.ingangsdatum = "2027-03-01".parse().ok())
            .file(polis("valid_from", "2027-02-01"));
        assert_eq!(start.judge().status, Status::Met);
        let unknown =
            window("valid_from", None, Some("nooit"), false).file(polis("valid_from", "2027-02-01"));
        assert_eq!(unknown.judge().status, Status::Review);
    }

    #[test]
    fn renewal_or_softness_spares_a_not_met() {
        let ends = || polis("valid_until", "2026-12-31");
        let until = |soft| window("valid_until", Some("2027-12-31"), None, soft);
        assert_eq!(until(false).file(ends()).judge().status, Status::NotMet);
        assert_eq!(until(true).file(ends()).judge().status, Status::Review);
        let renewed = saying(ends(), "stilzwijgend", Strength::Statement, "wordt stilzwijgend verlengd");
        assert_eq!(until(false).file(renewed).judge().status, Status::Met);
        let hinted = saying(ends(), "stilzwijgend", Strength::Hint, "verlenging");
        assert_eq!(until(true).file(hinted).judge().status, Status::Review);
    }

    #[test]
    fn several_dates_decide_where_all_agree() {
        let two = |second| {
            let file = with(polis("valid_from", "2020-01-01"), "valid_from", second);
            window("valid_from", None, Some("2027-01-01"), false).file(file).judge().status
        };
        assert_eq!(two("2026-01-01"), Status::Met);
        assert_eq!(two("2028-01-01"), Status::Review);
    }

    #[test]
    fn another_field_serves_only_where_the_own_one_is_silent() {
        let made = |file| window("document_date", None, Some("filing"), false).file(file).judge().status;
        assert_eq!(made(polis("valid_since", "2026-01-01")), Status::Met);
        assert_eq!(made(polis("valid_since", "2026-12-01")), Status::Review);
        let both = with(polis("valid_since", "2026-01-01"), "document_date", "2026-09-01");
        assert_eq!(made(both), Status::Review);
    }

    #[test]
    fn one_of_several_letters_may_be_enough() {
        let case = |any| {
            let check = Check::DateWindow {
                about: Vec::new(),
                field: "document_date".to_owned(),
                from: Some("2021-09-01".to_owned()),
                until: Some("2021-09-30".to_owned()),
                or_topics: Vec::new(),
                soft: false,
                or_fields: Vec::new(),
                any,
            };
            let letter =
                |path: &str, date: &str| with(observed(path, Some("wtzi-cibg-brief")), "document_date", date);
            Case::new(tested(&["wtzi-cibg-brief"], check))
                .file(letter("eerste.pdf", "2021-09-15"))
                .file(letter("vervolg.pdf", "2022-02-01"))
        };
        assert_eq!(case(true).judge().status, Status::Met);
        assert_eq!(case(false).judge().status, Status::Review);
    }
}
