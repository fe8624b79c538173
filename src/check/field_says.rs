//! `field-says`: words in a field (the subject of a mail). Nobody is asked for a document that has the
//! field, so without one it is a standing item.

use crate::check::context::{Context, Seen};
use crate::check::judgement::Judgement;
use crate::check::sentences;
use crate::fold::fold;
use crate::policy::Requirement;
use crate::policy::asked::FieldSays;

/// Legal forms are not part of how a provider calls itself in a subject line.
const FORMS: &[&str] = &["stichting", "bv", "b v", "vereniging", "cooperatie", "nv", "n v", "vof", "v o f"];

/// Letters and digits, everything else a single space.
fn words(text: &str) -> String {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn holds(text: &str, phrase: &str) -> bool {
    let phrase = words(phrase);
    !phrase.is_empty() && format!(" {} ", words(text)).contains(&format!(" {phrase} "))
}

fn bare(name: &str) -> String {
    let mut name = words(name);
    for form in FORMS {
        name = name.strip_prefix(&format!("{form} ")).unwrap_or(&name).to_owned();
        name = name.strip_suffix(&format!(" {form}")).unwrap_or(&name).to_owned();
    }
    name
}

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &FieldSays) -> Judgement {
    let documents = context.counting(&requirement.kinds);
    let seen: Vec<Seen<'_>> =
        documents.iter().flat_map(|d| d.facts(&asked.field).collect::<Vec<_>>()).collect();
    let mut phrases = asked.phrases.clone();
    if asked.provider {
        let names = context.dossier.provider.name.iter().cloned();
        let traded = documents.iter().flat_map(|d| d.sure("trade_name").collect::<Vec<_>>());
        phrases.extend(names.chain(traded.map(|s| s.fact.value.clone())).map(|n| bare(&n)));
        phrases.retain(|p| words(p).chars().count() > 2);
    }
    let sure: Vec<Seen<'_>> = seen.iter().copied().filter(|s| s.fact.decisive()).collect();
    if sure.is_empty() || phrases.is_empty() {
        return Judgement::manual(asked.guide.clone()).show_facts(seen);
    }
    let said = sentences::some(sure.iter().map(|s| format!("“{}”", s.fact.raw)));
    if let Some(hit) =
        phrases.iter().find(|p| sure.iter().any(|s| holds(&s.fact.value, p) || holds(&s.fact.raw, p)))
    {
        return Judgement::met(format!("{said} noemt “{hit}”.")).show_facts(sure);
    }
    let wanted = sentences::either(phrases.iter().map(|p| format!("“{p}”")));
    Judgement::review(format!("{said} noemt niet {wanted}. {}", asked.guide)).show_facts(sure)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, strings, tested};
    use crate::dossier::testing::{observed, with_at};
    use crate::finding::Status;
    use crate::policy::Check;
    use crate::policy::asked::FieldSays;

    #[test]
    fn words_in_order_or_the_providers_name() {
        let judged = |provider, value: Option<(&str, f32)>| {
            let asked = FieldSays {
                field: "mail_subject".to_owned(),
                phrases: if provider { Vec::new() } else { strings(&["offerte Wlz-zorg 2021"]) },
                provider,
                guide: "Kijk in de mailbox.".to_owned(),
            };
            let mut mail = observed("mail.eml", Some("inschrijving"));
            if let Some((text, sure)) = value {
                mail = with_at(mail, "mail_subject", text, sure);
            }
            Case::new(tested(&["inschrijving"], Check::FieldSays(asked))).file(mail).judge().status
        };
        assert_eq!(judged(false, Some(("Zorg X: OFFERTE WLZ zorg 2021", 0.95))), Status::Met);
        assert_eq!(judged(false, Some(("Offerte Wlz-zorg 20211", 0.95))), Status::Review);
        assert_eq!(judged(false, Some(("Offerte Wlz-zorg 2021", 0.6))), Status::Manual);
        assert_eq!(judged(false, None), Status::Manual);
        assert_eq!(judged(true, Some(("Voorbeeld, offerte", 0.95))), Status::Met);
        assert_eq!(judged(true, Some(("Offerte", 0.95))), Status::Review);
    }
}
