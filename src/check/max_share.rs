//! `max-share`: shares that together are at most a fraction, inclusive.

use rust_decimal::Decimal;

use crate::check::context::{Context, Doc};
use crate::check::judgement::{Judgement, agree};
use crate::check::values::{Values, speaking};
use crate::check::{absence, sentences};
use crate::finding::Status;
use crate::fold::fold;
use crate::policy::Requirement;

pub struct Limit<'r> {
    pub field: &'r str,
    pub numerator: u32,
    pub denominator: u32,
    pub soft: bool,
}

impl Limit<'_> {
    /// Whether a percentage is at most the fraction; exact, so that 33,33 % is and 33,34 % is not a third.
    fn holds(&self, percent: Decimal) -> bool {
        match (
            percent.checked_mul(self.denominator.into()),
            Decimal::from(self.numerator).checked_mul(100.into()),
        ) {
            (Some(share), Some(limit)) => share <= limit,
            _ => false,
        }
    }
}

pub fn check(context: &Context<'_>, requirement: &Requirement, limit: &Limit<'_>) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged: Vec<Judgement> =
        speaking(documents, limit.field).into_iter().map(|d| document(d, limit)).collect();
    let all = agree(judged).unwrap_or_else(|| Judgement::review("Geen aandelen om te toetsen."));
    if all.status == Status::NotMet && limit.soft { all.doubted("Dit is een uitgangspunt.") } else { all }
}

fn document(document: &Doc<'_>, limit: &Limit<'_>) -> Judgement {
    let path = document.path();
    let values = Values::<Decimal>::of(document, limit.field);
    let most = format!("{}/{}", limit.numerator, limit.denominator);
    if values.sure.is_empty() || !values.unsure.is_empty() || !values.other.is_empty() || document.unread() {
        return Judgement::review(format!(
            "In {path} zijn de aandelen van onderaannemers niet (alle) zeker gelezen; samen ten hoogste {most}."
        ))
        .show_facts(values.seen());
    }
    let total = |s: &crate::check::context::Seen<'_>| {
        s.fact.attribute("total").is_some()
            || s.fact.attribute("label").is_some_and(|l| fold(l).contains("totaal"))
    };
    let (totals, parts): (Vec<_>, Vec<_>) = values.sure.iter().partition(|(_, s)| total(s));
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (p, _)| sum.checked_add(*p)).unwrap_or(Decimal::MAX);
    let figures = sentences::some(values.sure.iter().map(|(p, _)| format!("{} %", sentences::number(*p))));
    let hundred = Decimal::ONE_HUNDRED;
    let odd = values.sure.iter().any(|(p, _)| p.is_sign_negative() || *p > hundred);
    let said = totals.first().map(|(t, _)| *t);
    let stated = match (said, parts.is_empty()) {
        (Some(total), true) => total,
        (Some(total), false) if total == sum => total,
        (Some(total), false) => {
            return Judgement::review(format!(
                "{path}: de aandelen ({figures}) tellen op tot {} %, het genoemde totaal is {} %.",
                sentences::number(sum),
                sentences::number(total)
            ))
            .show_facts(values.seen());
        }
        (None, _) => sum,
    };
    let reason =
        format!("{path}: aandelen {figures}, samen {} %; ten hoogste {most}.", sentences::number(stated));
    // One subcontractor without a share leaves the sum open.
    let names = document.sure("subcontractor").count();
    if odd || (said.is_none() && names > parts.len()) {
        return Judgement::review(reason).show_facts(values.seen());
    }
    if limit.holds(stated) {
        return Judgement::met(reason).show_facts(values.seen());
    }
    // A sum may count the same share twice (in a table and in the text): it decides only where the
    // shares are surely of different subcontractors, or one alone is too much.
    let named: Vec<&str> = parts.iter().filter_map(|(_, s)| s.fact.attribute("name")).collect();
    let mut distinct = named.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let apart = named.len() == parts.len() && distinct.len() == named.len() && !named.is_empty();
    let alone = values.sure.iter().any(|(p, _)| !limit.holds(*p));
    if said.is_some() || apart || alone {
        Judgement::not_met(reason).show_facts(values.seen())
    } else {
        Judgement::review(format!("{reason} Mogelijk is een aandeel dubbel geteld."))
            .show_facts(values.seen())
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at, with_attributes};
    use crate::fact::Observed;
    use crate::finding::Status;
    use crate::policy::Check;

    const FIELD: &str = "subcontracted_share";

    fn judge(file: Observed, soft: bool) -> Status {
        let check = Check::MaxShare { field: FIELD.to_owned(), numerator: 1, denominator: 3, soft };
        Case::new(tested(&["bijlage-onderaanneming"], check)).file(file).judge().status
    }
    fn annex() -> Observed {
        observed("bijlage2.pdf", Some("bijlage-onderaanneming"))
    }

    #[test]
    fn a_third_is_inclusive_and_exact() {
        assert_eq!(judge(with(annex(), FIELD, "33.33"), false), Status::Met);
        assert_eq!(judge(with(annex(), FIELD, "33.3333"), false), Status::Met);
        assert_eq!(judge(with(annex(), FIELD, "33.34"), false), Status::NotMet);
        assert_eq!(judge(with(annex(), FIELD, "33.34"), true), Status::Review);
        assert_eq!(judge(with_at(annex(), FIELD, "10.0", 0.5), false), Status::Review);
        assert_eq!(judge(annex(), false), Status::Review);
    }

    #[test]
    fn sums_decide_only_when_surely_apart() {
        let two = with(with(annex(), FIELD, "20.0"), FIELD, "20.0");
        assert_eq!(judge(two, false), Status::Review);
        let named = with_attributes(annex(), FIELD, "20.0", &[("name", "A")]);
        assert_eq!(judge(with_attributes(named, FIELD, "20.0", &[("name", "B")]), false), Status::NotMet);
        assert_eq!(judge(with(with(annex(), FIELD, "10.0"), FIELD, "20.0"), false), Status::Met);
        let open = with(with(with(annex(), FIELD, "10.0"), "subcontractor", "A"), "subcontractor", "B");
        assert_eq!(judge(open, false), Status::Review);
    }

    #[test]
    fn a_silent_declaration_beside_the_annex_says_nothing() {
        let check = || Check::MaxShare { field: FIELD.to_owned(), numerator: 1, denominator: 3, soft: false };
        let case = || Case::new(tested(&["bijlage-onderaanneming", "bestuursverklaring"], check()));
        let silent = || observed("bv.pdf", Some("bestuursverklaring"));
        assert_eq!(case().file(silent()).file(with(annex(), FIELD, "10.0")).judge().status, Status::Met);
        assert_eq!(case().file(silent()).file(annex()).judge().status, Status::Review);
    }

    #[test]
    fn a_total_is_not_added_again() {
        let total = with_attributes(with(annex(), FIELD, "20.0"), FIELD, "20.0", &[("label", "Totaal")]);
        assert_eq!(judge(total, false), Status::Met);
        let wrong = with_attributes(with(annex(), FIELD, "10.0"), FIELD, "20.0", &[("label", "Totaal")]);
        assert_eq!(judge(wrong, false), Status::Review);
    }
}
