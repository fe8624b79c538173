//! `disjoint-names`: no one is both (a supervisor is no director), and the text says so where asked.

use crate::check::context::{Context, Seen, passages};
use crate::check::judgement::Judgement;
use crate::check::topics::{places, unread};
use crate::check::{absence, sentences};
use crate::dossier::names::{Likeness, persons};
use crate::fact::Strength;
use crate::policy::Requirement;

pub fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    field: &str,
    other: &str,
    compare_with: &[String],
    topics: &[String],
) -> Judgement {
    let own = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    let mut all = own.clone();
    all.extend(
        context
            .counting(compare_with)
            .into_iter()
            .filter(|d| !own.iter().any(|o| std::ptr::eq(o.main, d.main))),
    );
    let of = |name: &str| -> Vec<Seen<'_>> {
        all.iter().flat_map(|d| d.facts(name).collect::<Vec<_>>()).collect()
    };
    let (left, right) = (of(field), of(other));
    for a in &left {
        for b in &right {
            if persons(&a.fact.value, &b.fact.value) != Likeness::Different {
                return Judgement::review(format!(
                    "“{}” staat bij beide; beoordeel of dit dezelfde persoon is als “{}”.",
                    a.fact.value, b.fact.value
                ))
                .show_facts([*a, *b]);
            }
        }
    }
    let said: Vec<_> = topics.iter().flat_map(|t| passages(&own, t, Strength::Hint)).collect();
    let plain: Vec<_> = said.iter().copied().filter(|(_, p)| p.strength >= Strength::Statement).collect();
    let compared = !left.is_empty() && !right.is_empty();
    let names = |seen: &[Seen<'_>]| {
        let mut out: Vec<String> = Vec::new();
        for one in seen {
            if !out.contains(&one.fact.value) {
                out.push(one.fact.value.clone());
            }
        }
        sentences::some(out)
    };
    let overlap = if compared {
        format!("Geen naam staat bij beide: {} tegenover {}.", names(&left), names(&right))
    } else {
        "De namen zijn niet alle gelezen, dus niet te vergelijken.".to_owned()
    };
    let sure = |seen: &[Seen<'_>]| !seen.is_empty() && seen.iter().all(|s| s.fact.decisive());
    let decided = if topics.is_empty() { sure(&left) && sure(&right) } else { !plain.is_empty() };
    if decided {
        let text = if plain.is_empty() { String::new() } else { format!("Gezegd in {}.", places(&plain)) };
        return Judgement::met(overlap).adding(&text).show_passages(plain).show_facts(left).show_facts(right);
    }
    Judgement::review(overlap).adding(&unread(&own)).show_passages(said).show_facts(left).show_facts(right)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, saying, with};
    use crate::fact::Strength;
    use crate::finding::Status;
    use crate::policy::Check;

    #[test]
    fn overlap_is_shown_and_silence_is_no_proof() {
        let case = || {
            let check = Check::DisjointNames {
                field: "supervisor".to_owned(),
                other: "director".to_owned(),
                compare_with: strings(&["kvk-uittreksel"]),
                topics: strings(&["onafhankelijk"]),
            };
            Case::new(tested(&["ondernemingsplan"], check))
        };
        let plan = || with(observed("plan.pdf", Some("ondernemingsplan")), "supervisor", "A. Jansen");
        let said = || saying(plan(), "onafhankelijk", Strength::Statement, "De raad is onafhankelijk");
        let extract = |name: &str| with(observed("kvk.pdf", Some("kvk-uittreksel")), "director", name);
        assert_eq!(case().file(said()).file(extract("P. Pietersen")).judge().status, Status::Met);
        assert_eq!(case().file(said()).file(extract("Jansen, Anna")).judge().status, Status::Review);
        assert_eq!(case().file(plan()).file(extract("P. Pietersen")).judge().status, Status::Review);
        assert_eq!(case().judge().status, Status::Missing);
    }
}
