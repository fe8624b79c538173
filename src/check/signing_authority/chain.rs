//! The chain of register extracts above the entity that files.

use super::{Power, Shown, Signatories, legal_person, power, shows};
use crate::check::context::{Context, Doc};
use crate::check::sentences;
use crate::dossier::names::{Likeness, organisations};

/// Longest chain of legal persons that is followed.
const DEEPEST: usize = 6;

/// The number that heads the extract.
fn first_number<'a>(extract: &Doc<'a>) -> Option<&'a str> {
    extract.sure("kvk_number").next().map(|s| s.fact.value.as_str())
}

/// What the chain of extracts above the entity shows.
pub(super) enum Chain {
    /// No director is a legal person.
    None,
    Shows(String, Vec<String>),
    /// The extract of this legal person is needed and surely not there.
    Lacks(String),
    Doubt(String),
}

pub(super) fn chain(context: &Context<'_>, extract: &Doc<'_>, signatories: &Signatories<'_>) -> Chain {
    let extracts = context.counting_one("kvk-uittreksel");
    let mut visited = vec![extract.path().to_owned()];
    let mut level: Vec<(Doc<'_>, bool)> = vec![(extract.clone(), true)];
    let mut lacking: Vec<String> = Vec::new();
    let mut doubts: Vec<String> = Vec::new();
    let mut any = false;
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for (document, sure) in &level {
            for above in document.facts("director").filter(legal_person) {
                any = true;
                let name = &above.fact.value;
                let number = above.fact.attribute("kvk_number");
                let found = extracts.iter().find(|d| {
                    !std::ptr::eq(d.main, document.main)
                        && match (number, first_number(d)) {
                            (Some(a), Some(b)) => a == b,
                            _ => d
                                .sure("legal_name")
                                .any(|s| organisations(&s.fact.value, name) == Likeness::Same),
                        }
                });
                let Some(found) = found else {
                    // An extract beside it that could not be told apart may be the one.
                    let unclear = extracts.iter().any(|d| {
                        !visited.iter().any(|v| v == d.path())
                            && (first_number(d).is_none() || number.is_none())
                    });
                    if above.fact.decisive()
                        && !unclear
                        && context.possible(&["kvk-uittreksel".to_owned()]).is_empty()
                    {
                        lacking.push(name.clone());
                    } else {
                        doubts.push(format!("Van bestuurder {name} is geen uittreksel herkend."));
                    }
                    continue;
                };
                if visited.iter().any(|v| v == found.path()) {
                    continue;
                }
                visited.push(found.path().to_owned());
                let alone = *sure && power(&above) == Power::Alone;
                match shows(found, signatories) {
                    Shown::Yes(how) if alone => {
                        return Chain::Shows(
                            format!("{name} is bestuurder volgens {}. {how}", document.path()),
                            visited,
                        );
                    }
                    Shown::Yes(how) => doubts.push(format!(
                        "{how} De bevoegdheid van {name} zelf is gezamenlijk, beperkt of niet zeker gelezen."
                    )),
                    Shown::Doubt(why) => doubts.push(why),
                    Shown::No(why) => {
                        if !found.facts("director").any(|s| legal_person(&s)) {
                            doubts.push(why);
                        }
                    }
                }
                next.push(((*found).clone(), alone));
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    if !any {
        return Chain::None;
    }
    if doubts.is_empty() && !lacking.is_empty() {
        return Chain::Lacks(sentences::list(lacking));
    }
    doubts.extend(lacking.into_iter().map(|l| format!("Het uittreksel van {l} is niet gevonden.")));
    if doubts.is_empty() {
        doubts.push("De bevoegdheid volgt niet duidelijk uit de keten van uittreksels.".to_owned());
    }
    Chain::Doubt(doubts.join(" "))
}
