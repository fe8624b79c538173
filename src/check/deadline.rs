//! `deadline`: filed at the latest at a moment of the policy, to the second.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};

use crate::check::context::{Context, Seen};
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::dossier::{Moment, moment};

pub fn check(context: &Context<'_>, name: &str, exclusive: bool) -> Judgement {
    let Some(closes) = moment(context.policy, name) else {
        return Judgement::review(format!("Het moment “{name}” is in dit beleid niet bekend."));
    };
    let Some(filed) = context.dossier.filed_at else { return by_receipt(context, closes) };
    let judged = judge(filed, closes, exclusive);
    if context.dossier.submission.manifest.ingediend.is_some() {
        return judged;
    }
    judged.adding("Het moment staat in de ontvangstbevestiging.").show_facts(receipts(context))
}

/// What receipts of the portal say of the moment.
fn receipts<'a>(context: &Context<'a>) -> Vec<Seen<'a>> {
    context
        .counting_one("inschrijving")
        .into_iter()
        .flat_map(|d| {
            let of = |field| d.sure(field).collect::<Vec<_>>();
            ["submitted_at", "filed_at", "document_date"].into_iter().flat_map(of).collect::<Vec<_>>()
        })
        .collect()
}

fn judge(filed: DateTime<FixedOffset>, closes: Moment, exclusive: bool) -> Judgement {
    let (in_time, limit, close) = match closes {
        Moment::At(at) => {
            let in_time = if exclusive {
                filed.timestamp() < at.timestamp()
            } else {
                filed.timestamp() <= at.timestamp()
            };
            let close = in_time && at.signed_duration_since(filed) <= Duration::seconds(60);
            (in_time, sentences::moment(at), close)
        }
        Moment::Day(day) => {
            let on = filed.date_naive();
            (if exclusive { on < day } else { on <= day }, sentences::date(day), false)
        }
    };
    let until = if exclusive { "moest vóór" } else { "kon uiterlijk op" };
    let reason = format!("Ingediend op {}; dat {until} {limit}.", sentences::moment(filed));
    if !in_time {
        return Judgement::not_met(reason);
    }
    Judgement::met(reason).adding(if close {
        "Let op: in de laatste minuut; controleer de ontvangsttijd van het portaal."
    } else {
        ""
    })
}

/// Without a moment of filing: a receipt that names a day before the closing day is enough.
fn by_receipt(context: &Context<'_>, closes: Moment) -> Judgement {
    let unknown = "Het moment van indienen is niet bekend.";
    let last = match closes {
        Moment::At(at) => at.date_naive(),
        Moment::Day(day) => day,
    };
    let seen = receipts(context);
    let days: Vec<NaiveDate> =
        seen.iter().filter_map(|s| s.fact.value.get(..10).and_then(|d| d.parse().ok())).collect();
    match days.iter().max() {
        Some(latest) if *latest < last && days.len() == seen.len() => Judgement::met(format!(
            "Volgens de ontvangstbevestiging ingediend op {}; sluiting op {}.",
            sentences::date(*latest),
            sentences::date(last)
        ))
        .show_facts(seen),
        _ => Judgement::review(format!(
            "{unknown} Vergelijk de ontvangsttijd van het portaal met de sluiting op {}.",
            match closes {
                Moment::At(at) => sentences::moment(at),
                Moment::Day(day) => sentences::date(day),
            }
        ))
        .show_facts(seen),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with};
    use crate::finding::Status;
    use crate::policy::Check;

    fn closing(moment: &str, exclusive: bool) -> Case {
        Case::new(tested(&[], Check::Deadline { moment: moment.to_owned(), exclusive }))
    }

    #[test]
    fn to_the_second_on_the_policys_clock() {
        let at = |t| closing("sluiting", false).filed(t).judge();
        assert_eq!(at("2026-07-31T16:58:59+02:00").status, Status::Met);
        assert!(!at("2026-07-31T16:58:59+02:00").reason.contains("laatste minuut"));
        assert!(at("2026-07-31T16:59:00+02:00").reason.contains("laatste minuut"));
        assert_eq!(at("2026-07-31T17:00:00+02:00").status, Status::Met);
        assert_eq!(at("2026-07-31T17:00:01+02:00").status, Status::NotMet);
        assert_eq!(at("2026-07-31T15:00:00Z").status, Status::Met);
        let late = at("2026-07-31T15:00:01Z");
        assert_eq!(late.status, Status::NotMet);
        assert!(late.reason.contains("31 juli 2026 om 17:00:01 uur"));
    }

    #[test]
    fn exclusive_and_whole_days() {
        assert_eq!(
            closing("sluiting", true).filed("2026-07-31T17:00:00+02:00").judge().status,
            Status::NotMet
        );
        assert_eq!(closing("sluiting", true).filed("2026-07-31T16:59:59+02:00").judge().status, Status::Met);
        assert_eq!(
            closing("laatste-dag", false).filed("2026-09-24T23:59:59+02:00").judge().status,
            Status::Met
        );
        assert_eq!(
            closing("laatste-dag", false).filed("2026-09-24T22:30:00Z").judge().status,
            Status::NotMet
        );
    }

    #[test]
    fn unknown_moments_are_for_a_human() {
        let unknown = || closing("sluiting", false).manifest(|m| m.ingediend = None);
        assert_eq!(unknown().judge().status, Status::Review);
        let receipt = |date| with(observed("ontvangst.pdf", Some("inschrijving")), "document_date", date);
        assert_eq!(unknown().file(receipt("2026-07-30")).judge().status, Status::Met);
        assert_eq!(unknown().file(receipt("2026-07-31")).judge().status, Status::Review);
        assert_eq!(unknown().file(receipt("2026-07-31T17:00:01+02:00")).judge().status, Status::NotMet);
        assert_eq!(closing("bestaat-niet", false).judge().status, Status::Review);
    }
}
