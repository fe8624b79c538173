//! `same-entity`: the document is about the entity that files.

use crate::check::context::{Context, Doc};
use crate::check::identity::{Compared, compare};
use crate::check::judgement::{Judgement, agree};
use crate::check::{absence, present};
use crate::dossier::names::Likeness;
use crate::policy::Requirement;

/// The kinds that are tested: the declaration is what they are compared with where others are named.
pub fn tested_kinds(kinds: &[String]) -> Vec<String> {
    let others: Vec<String> = kinds.iter().filter(|k| *k != "bestuursverklaring").cloned().collect();
    if others.is_empty() { kinds.to_vec() } else { others }
}

pub fn check(context: &Context<'_>, requirement: &Requirement) -> Judgement {
    let kinds = tested_kinds(&requirement.kinds);
    let documents = match absence::documents(context, &kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let judged: Vec<(&Doc<'_>, Compared<'_>)> = documents.iter().map(|d| (*d, compare(context, d))).collect();
    // Extracts of the entities above it are filed beside the entity's own.
    if let Some((document, own)) =
        judged.iter().find(|(d, c)| d.kind() == Some("kvk-uittreksel") && c.likeness == Likeness::Same)
    {
        return judgement(document, own);
    }
    agree(judged.iter().map(|(d, c)| judgement(d, c)).collect())
        .unwrap_or_else(|| Judgement::review("Geen stuk om te vergelijken."))
}

pub fn judgement(document: &Doc<'_>, compared: &Compared<'_>) -> Judgement {
    let judged = match compared.likeness {
        Likeness::Same => Judgement::met(&compared.reason),
        Likeness::Similar => Judgement::review(&compared.reason),
        Likeness::Different => Judgement::not_met(&compared.reason),
    };
    let judged = judged.show_facts(compared.seen.iter().copied());
    if judged.evidence.is_empty() { judged.show([present::file(document)]) } else { judged }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, tested};
    use crate::dossier::testing::{observed, with, with_at};
    use crate::fact::Observed;
    use crate::finding::Status;
    use crate::policy::Check;

    fn case(kind: &str) -> Case {
        Case::new(tested(&[kind, "bestuursverklaring"], Check::SameEntity))
    }
    fn extract() -> Observed {
        let one = with(observed("kvk.pdf", Some("kvk-uittreksel")), "kvk_number", "12345678");
        with(one, "legal_name", "Stichting Voorbeeld")
    }
    fn polis(field: &str, value: &str) -> Observed {
        with(observed("polis.pdf", Some("polisblad")), field, value)
    }

    #[test]
    fn the_number_comes_first() {
        assert_eq!(case("kvk-uittreksel").file(extract()).judge().status, Status::Met);
        let other = with(observed("kvk.pdf", Some("kvk-uittreksel")), "kvk_number", "87654321");
        assert_eq!(case("kvk-uittreksel").file(other.clone()).judge().status, Status::NotMet);
        let same_name = with(other, "legal_name", "Stichting Voorbeeld");
        assert_eq!(case("kvk-uittreksel").file(same_name).judge().status, Status::Review);
        let unsure = with_at(observed("kvk.pdf", Some("kvk-uittreksel")), "kvk_number", "87654321", 0.7);
        assert_eq!(case("kvk-uittreksel").file(unsure).judge().status, Status::Review);
        assert_eq!(case("kvk-uittreksel").judge().status, Status::Missing);
    }

    #[test]
    fn an_extract_of_the_parent_beside_the_own_one_does_no_harm() {
        let mut parent = with(observed("moeder.pdf", Some("kvk-uittreksel")), "kvk_number", "87654321");
        parent.facts.push(crate::dossier::testing::fact("legal_name", "Avondrood Holding B.V.", 0.95));
        assert_eq!(case("kvk-uittreksel").file(extract()).file(parent).judge().status, Status::Met);
    }

    #[test]
    fn names_decide_where_there_is_no_number() {
        assert_eq!(
            case("polisblad").file(polis("insured_name", "stichting voorbeeld")).judge().status,
            Status::Met
        );
        assert_eq!(
            case("polisblad").file(polis("insured_name", "Stichting Voorbeeld Holding")).judge().status,
            Status::Review
        );
        assert_eq!(
            case("polisblad").file(observed("polis.pdf", Some("polisblad"))).judge().status,
            Status::Review
        );
    }

    #[test]
    fn another_name_counts_against_it_only_when_the_provider_is_surely_known() {
        let other = || polis("insured_name", "Zorggroep Avondrood B.V.");
        assert_eq!(case("polisblad").file(other()).judge().status, Status::Review);
        assert_eq!(case("polisblad").file(other()).file(extract()).judge().status, Status::NotMet);
        let trade = with(extract(), "trade_name", "Zorggroep Avondrood BV");
        assert_eq!(case("polisblad").file(other()).file(trade).judge().status, Status::Met);
        let maybe = with_at(other(), "insured_name", "Stichting Voorbeeld", 0.6);
        assert_eq!(case("polisblad").file(maybe).file(extract()).judge().status, Status::Review);
    }

    #[test]
    fn an_insurers_own_number_is_no_other_entity() {
        let issued = with(polis("kvk_number", "08053410"), "insured_name", "Stichting Voorbeeld");
        assert_eq!(case("polisblad").file(issued).judge().status, Status::Met);
        assert_eq!(case("polisblad").file(polis("kvk_number", "08053410")).judge().status, Status::Review);
        let equal = with(polis("kvk_number", "12345678"), "insured_name", "Zorggroep Avondrood B.V.");
        assert_eq!(case("polisblad").file(equal).judge().status, Status::Review);
    }

    #[test]
    fn an_unknown_or_contradicted_provider_decides_nothing() {
        let nobody = |c: Case| {
            c.manifest(|m| {
                m.kvk = None;
                m.aanbieder = None;
            })
        };
        assert_eq!(nobody(case("kvk-uittreksel")).file(extract()).judge().status, Status::Review);
        let declared = with(observed("bv.pdf", Some("bestuursverklaring")), "kvk_number", "87654321");
        assert_eq!(case("kvk-uittreksel").file(extract()).file(declared).judge().status, Status::Review);
    }

    #[test]
    fn rsin_serves_as_a_number() {
        let case = || case("belastingverklaring").manifest(|m| m.rsin = Some("123456782".to_owned()));
        let tax = |v: &str| with(observed("b.pdf", Some("belastingverklaring")), "rsin", v);
        assert_eq!(case().file(tax("123456782")).judge().status, Status::Met);
        assert_eq!(case().file(tax("987654329")).judge().status, Status::Review);
        let named = with(tax("987654329"), "legal_name", "Zorggroep Avondrood B.V.");
        assert_eq!(case().file(named).judge().status, Status::NotMet);
    }
}
