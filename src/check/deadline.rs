//! `deadline`: filed at the latest at a moment of the policy, to the second.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};

use crate::check::context::{Context, Seen, passages};
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::dossier::{Moment, moment};
use crate::fact::Strength;
use crate::finding::Status;
use crate::policy::Requirement;

/// The parameters of the check.
pub struct Closing<'r> {
    pub moment: &'r str,
    pub exclusive: bool,
    pub soft_until: Option<&'r str>,
    pub about: &'r [String],
}

pub fn check(context: &Context<'_>, requirement: &Requirement, closing: &Closing<'_>) -> Judgement {
    let Closing { moment: name, exclusive, soft_until, about } = *closing;
    let Some(closes) = moment(context.policy, name) else {
        return Judgement::review(format!("Het moment “{name}” is in dit beleid niet bekend."));
    };
    let Some(filed) = context.dossier.filed_at else {
        return by_document(context, requirement, closes, exclusive)
            .unwrap_or_else(|| by_receipt(context, closes));
    };
    let mut judged = judge(filed, closes, exclusive);
    let softened = soft_until
        .and_then(|name| moment(context.policy, name))
        .is_some_and(|last| judge(filed, last, false).status == Status::Met);
    if judged.status == Status::NotMet && softened {
        judged = judged.doubted("Het beleid noemt ook een later moment.");
    }
    let documents = context.counting(&requirement.kinds);
    let said: Vec<_> = about.iter().flat_map(|t| passages(&documents, t, Strength::Statement)).collect();
    if judged.status == Status::NotMet && !about.is_empty() {
        judged = if said.is_empty() {
            judged.doubted("Of dit moment voor deze indiening geldt, blijkt niet uit de stukken.")
        } else {
            judged.show_passages(said)
        };
    }
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

/// Where the document asked for is the filing itself (an objection, a proposal): what it says of its own
/// sending. Its date alone proves nothing: it may be sent later, or printed again.
fn by_document(
    context: &Context<'_>,
    requirement: &Requirement,
    closes: Moment,
    exclusive: bool,
) -> Option<Judgement> {
    let documents: Vec<_> = context
        .counting(&requirement.kinds)
        .into_iter()
        .filter(|d| d.kind() != Some("inschrijving"))
        .collect();
    let sent: Vec<Seen<'_>> =
        documents.iter().flat_map(|d| d.sure("submitted_at").collect::<Vec<_>>()).collect();
    let dated = || documents.iter().flat_map(|d| d.sure("document_date").collect::<Vec<_>>()).collect();
    let (seen, certain): (Vec<Seen<'_>>, bool) =
        if sent.is_empty() { (dated(), false) } else { (sent, true) };
    let day = |s: &Seen<'_>| s.fact.value.get(..10).and_then(|d| d.parse::<NaiveDate>().ok());
    let days: Vec<NaiveDate> = seen.iter().filter_map(day).collect();
    let latest = *days.iter().max().filter(|_| days.len() == seen.len())?;
    let (last, whole_day) = match closes {
        Moment::At(at) => (at.date_naive(), false),
        Moment::Day(day) => (day, !exclusive),
    };
    let reason = format!(
        "{} op {}; sluiting op {}.",
        if certain { "Verzonden" } else { "Het stuk is gedateerd" },
        sentences::date(latest),
        match closes {
            Moment::At(at) => sentences::moment(at),
            Moment::Day(day) => sentences::date(day),
        }
    );
    Some(
        if certain && (latest < last || (latest == last && whole_day)) {
            Judgement::met(reason)
        } else if certain && latest > last {
            Judgement::not_met(reason)
        } else {
            Judgement::review(format!("{reason} Zoek het moment van ontvangst op."))
        }
        .show_facts(seen),
    )
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
        Case::new(tested(
            &[],
            Check::Deadline { moment: moment.to_owned(), exclusive, soft_until: None, about: Vec::new() },
        ))
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
