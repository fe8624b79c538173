//! `signing-authority`: whether the power of the signatory of the declaration follows from the extract,
//! from a power of attorney, or from the chain of extracts of the legal persons above it.
//!
//! The three rows are judged together, as one [`Picture`], so that they never contradict: one route that
//! shows the power makes the others not applicable, and only what is surely needed is `missing`.

mod chain;
#[cfg(test)]
mod tests;

use chain::{Chain, chain};

use crate::check::conditions::organisation_like;
use crate::check::context::{Context, Doc, Seen};
use crate::check::judgement::Judgement;
use crate::check::{absence, identity, present, sentences};
use crate::dossier::names::{Likeness, persons};
use crate::finding::Status;
use crate::policy::AuthorityBy;

/// The judgements on the three rows.
struct Picture {
    extract: Judgement,
    volmacht: Judgement,
    chain: Judgement,
}

pub fn check(context: &Context<'_>, by: AuthorityBy) -> Judgement {
    let picture = picture(context);
    match by {
        AuthorityBy::Extract => picture.extract,
        AuthorityBy::Volmacht => picture.volmacht,
        AuthorityBy::Chain => picture.chain,
    }
}

/// Who signed, as far as known.
struct Signatories<'a> {
    names: Vec<String>,
    /// All surely read, from declaration and manifest without contradiction.
    sure: bool,
    seen: Vec<Seen<'a>>,
}

fn signatories<'a>(context: &Context<'a>) -> Signatories<'a> {
    let declared: Vec<Seen<'a>> = context
        .counting_one("bestuursverklaring")
        .iter()
        .flat_map(|d| d.facts("signatory").collect::<Vec<_>>())
        .collect();
    let named: Vec<String> =
        context.dossier.submission.manifest.ondertekenaar.as_deref().map(people).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for seen in declared.iter().filter(|s| s.fact.decisive()) {
        if !names.iter().any(|n| persons(n, &seen.fact.value) == Likeness::Same) {
            names.push(seen.fact.value.clone());
        }
    }
    let unsure = declared.iter().any(|s| {
        !s.fact.decisive() && !names.iter().chain(&named).any(|n| persons(n, &s.fact.value) == Likeness::Same)
    });
    let mut sure = !unsure;
    if names.is_empty() {
        names = named;
    } else if !named.iter().all(|m| names.iter().any(|n| persons(n, m) == Likeness::Same)) {
        sure = false;
    }
    Signatories { names, sure, seen: declared }
}

/// `A. Jansen en B. Pietersen` are two.
fn people(said: &str) -> Vec<String> {
    said.split([';', '/', '&', '\n'])
        .flat_map(|part| part.split(" en "))
        .map(|p| {
            // `A. Jansen, bestuurder`: a function behind the name.
            let p = p.trim();
            match p.split_once(',') {
                Some((name, rest))
                    if rest.trim().chars().next().is_some_and(char::is_lowercase)
                        && name.trim().contains(' ')
                        && !rest.contains('.') =>
                {
                    name.trim().to_owned()
                }
                _ => p.to_owned(),
            }
        })
        .filter(|p| !p.is_empty())
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Power {
    /// Acts alone.
    Alone,
    /// Acts with another.
    Jointly,
    /// Is listed and has no power.
    None,
    /// Limited, or not surely read.
    Unknown,
}

fn power(seen: &Seen<'_>) -> Power {
    if !seen.fact.decisive() {
        return Power::Unknown;
    }
    match seen.fact.attribute("power") {
        Some("alleen") => Power::Alone,
        Some("gezamenlijk") => Power::Jointly,
        Some("niet") => Power::None,
        _ => Power::Unknown,
    }
}

/// What one extract says of the signatories.
enum Shown {
    /// The power follows: the sentence.
    Yes(String),
    /// Someone who signed is listed, but the power needs an eye.
    Doubt(String),
    /// No one who signed is listed, or surely without power.
    No(String),
}

fn legal_person(seen: &Seen<'_>) -> bool {
    seen.fact.attribute("kvk_number").is_some() || organisation_like(&seen.fact.value)
}

fn shows(extract: &Doc<'_>, signatories: &Signatories<'_>) -> Shown {
    let directors: Vec<Seen<'_>> = extract.facts("director").filter(|s| !legal_person(s)).collect();
    let path = extract.path();
    let mut jointly: Vec<String> = Vec::new();
    let mut doubts: Vec<String> = Vec::new();
    let mut without: Vec<String> = Vec::new();
    for name in &signatories.names {
        let alike = |wanted: Likeness| -> Vec<&Seen<'_>> {
            directors.iter().filter(|d| persons(name, &d.fact.value) == wanted).collect()
        };
        let same = alike(Likeness::Same);
        let powers: Vec<Power> = same.iter().map(|d| power(d)).collect();
        let distinct = |p: Power| !powers.is_empty() && powers.iter().all(|q| *q == p);
        // Two directors that the same initials fit, or one listed twice with different powers.
        let several = same.windows(2).any(|w| w[0].fact.value != w[1].fact.value);
        if several {
            doubts.push(format!("{name} kan meer dan één bestuurder in {path} zijn."));
        } else if distinct(Power::Alone) {
            return Shown::Yes(format!("{name} staat in {path} als bestuurder, alleen/zelfstandig bevoegd."));
        } else if distinct(Power::Jointly) {
            jointly.push(name.clone());
        } else if distinct(Power::None) {
            without.push(format!("{name} staat in {path}, maar is niet bevoegd."));
        } else if !same.is_empty() {
            doubts.push(format!("{name} staat in {path}; de bevoegdheid is niet zeker gelezen of beperkt."));
        } else if let Some(near) = alike(Likeness::Similar).first() {
            doubts.push(format!("{name} lijkt op {} in {path}.", near.fact.value));
        } else {
            without.push(format!("{name} staat niet als bestuurder in {path}."));
        }
    }
    if jointly.len() >= 2 {
        let names = sentences::list(jointly);
        return Shown::Yes(format!("{names} staan in {path} als gezamenlijk bevoegde bestuurders."));
    }
    if let Some(one) = jointly.first() {
        doubts.push(format!(
            "{one} is volgens {path} gezamenlijk bevoegd; een tweede bevoegde ondertekenaar is niet gezien."
        ));
    }
    if doubts.is_empty() {
        Shown::No(without.join(" "))
    } else {
        doubts.extend(without);
        Shown::Doubt(doubts.join(" "))
    }
}

/// Whether the list of directors of the extract can be taken as whole and surely read.
fn surely_read(extract: &Doc<'_>) -> bool {
    let mut directors = extract.facts("director").peekable();
    directors.peek().is_some()
        && directors.all(|s| s.fact.decisive())
        && !extract.unread()
        && extract.parts.iter().all(|p| p.problems.is_empty())
}

/// What a power of attorney shows.
enum Attorney {
    None,
    /// Something unread could be one.
    Possible(Judgement),
    Shows(Judgement),
    Doubt(Judgement),
}

fn attorney(context: &Context<'_>, signatories: &Signatories<'_>) -> Attorney {
    let kinds = ["volmacht".to_owned()];
    let documents = context.counting(&kinds);
    if documents.is_empty() {
        let absent = absence::absent(context, &kinds, &[]);
        return if absent.status == Status::Missing { Attorney::None } else { Attorney::Possible(absent) };
    }
    for document in &documents {
        let named = document
            .sure("authorised_person")
            .find(|s| signatories.names.iter().any(|n| persons(n, &s.fact.value) == Likeness::Same));
        if let Some(seen) = named {
            return Attorney::Shows(
                Judgement::met(format!(
                    "{} machtigt {}, die ondertekende.",
                    document.path(),
                    seen.fact.value
                ))
                .show_facts([seen])
                .show([present::file(document)]),
            );
        }
    }
    let paths = sentences::some(documents.iter().map(|d| d.path().to_owned()));
    Attorney::Doubt(
        Judgement::review(format!(
            "Er is een volmacht ({paths}); dat die de ondertekenaar machtigt, is niet zeker gelezen."
        ))
        .show(documents.iter().map(|d| present::file(d)))
        .show_facts(documents.iter().flat_map(|d| d.facts("authorised_person").collect::<Vec<_>>())),
    )
}

fn picture(context: &Context<'_>) -> Picture {
    let all_three =
        |judged: Judgement| Picture { extract: judged.clone(), volmacht: judged.clone(), chain: judged };
    let kinds = ["kvk-uittreksel".to_owned()];
    let not_yet = |what: &str| Judgement::review(format!("{what}, dus niet te zeggen of dit nodig is."));
    let extracts = match absence::documents(context, &kinds) {
        Ok(documents) => identity::own(context, documents),
        Err(absent) => {
            return Picture {
                extract: absent,
                volmacht: not_yet("Het uittreksel is niet gevonden"),
                chain: not_yet("Het uittreksel is niet gevonden"),
            };
        }
    };
    let declaration = ["bestuursverklaring".to_owned()];
    let declarations = context.counting(&declaration);
    if declarations.is_empty() {
        let absent = absence::absent(context, &declaration, &[]);
        return Picture {
            extract: absent,
            volmacht: not_yet("De bestuursverklaring is niet gevonden"),
            chain: not_yet("De bestuursverklaring is niet gevonden"),
        };
    }
    let signatories = signatories(context);
    if signatories.names.is_empty() {
        let who = Judgement::review("Wie de bestuursverklaring ondertekende, is niet zeker gelezen.")
            .show_facts(signatories.seen.iter().copied());
        return all_three(who);
    }
    let extract = match extracts.as_slice() {
        [one] => (*one).clone(),
        several => {
            // Of a chain of extracts the own one is not known.
            let paths = sentences::some(several.iter().map(|d| d.path().to_owned()));
            return all_three(Judgement::review(format!(
                "Welk uittreksel van de inschrijver zelf is, is niet zeker: {paths}."
            )));
        }
    };
    let shown = |judged: Judgement| {
        judged.show_facts(signatories.seen.iter().copied()).show_facts(extract.facts("director"))
    };
    let likeness = identity::compare(context, &extract).likeness;
    let another = likeness == Likeness::Different;
    // A namesake, or an extract of which it cannot be told whose it is, shows nobody's power.
    let own = likeness == Likeness::Same;
    let na = |why: &str| Judgement::not_applicable(format!("Niet van toepassing: {why}."));
    let direct = shows(&extract, &signatories);
    let attorney = attorney(context, &signatories);

    let said = match direct {
        Shown::Yes(how) => {
            let judged = if another {
                Judgement::review("Het uittreksel is van een andere rechtspersoon.").adding(&how)
            } else if !own {
                Judgement::review("Dat het uittreksel van de inschrijver zelf is, staat niet vast.")
                    .adding(&how)
            } else if signatories.sure {
                Judgement::met(&how)
            } else {
                Judgement::review("De opgegeven en de gelezen ondertekenaar zijn niet zeker dezelfde.")
                    .adding(&how)
            };
            let done = judged.status == Status::Met;
            let other = || {
                if done {
                    na("de bevoegdheid volgt uit het uittreksel")
                } else {
                    not_yet("De bevoegdheid is te beoordelen")
                }
            };
            return Picture { extract: shown(judged), volmacht: other(), chain: other() };
        }
        Shown::Doubt(why) | Shown::No(why) => why,
    };
    let chain = chain(context, &extract, &signatories);
    if let Attorney::Shows(judged) = attorney {
        let why = "de bevoegdheid berust op de volmacht";
        return Picture { extract: na(why), volmacht: judged, chain: na(why) };
    }
    if let Chain::Shows(how, paths) = &chain {
        let judged = if !own || !signatories.sure { Judgement::review(how) } else { Judgement::met(how) };
        let judged = judged.adding(&format!("Uittreksels: {}.", sentences::list(paths.iter().cloned())));
        let why = "de bevoegdheid volgt uit de keten van uittreksels";
        return Picture { extract: na(why), volmacht: na(why), chain: shown(judged) };
    }
    let extract_row = shown(Judgement::review(&said));
    let volmacht_row = match attorney {
        Attorney::Doubt(judged) => Some(judged),
        Attorney::Possible(judged) => Some(judged),
        Attorney::Shows(_) | Attorney::None => None,
    };
    let open = volmacht_row.is_some();
    match chain {
        Chain::Lacks(who) => {
            let why = format!(
                "Bestuurder {who} is een rechtspersoon; het uittreksel daarvan is niet gevonden (en ook geen volmacht)."
            );
            let row = if open || another {
                Judgement::review(format!(
                    "Bestuurder {who} is een rechtspersoon; het uittreksel daarvan is niet gevonden."
                ))
            } else {
                Judgement::missing(why)
            };
            let directly = extract.facts("director").all(|s| legal_person(&s));
            Picture {
                extract: if directly {
                    na(&format!("bestuurder is een rechtspersoon ({who}); zie de keten van uittreksels"))
                } else {
                    extract_row
                },
                volmacht: volmacht_row.unwrap_or_else(|| {
                    na("de bestuurder is een rechtspersoon; zie de keten van uittreksels")
                }),
                chain: shown(row),
            }
        }
        Chain::Doubt(why) => Picture {
            extract: extract_row,
            volmacht: volmacht_row.unwrap_or_else(|| not_yet("De keten van uittreksels is te beoordelen")),
            chain: Judgement::review(why).show_facts(extract.facts("director")),
        },
        Chain::None | Chain::Shows(..) => {
            let no_chain = na("geen bestuurder in het uittreksel is een rechtspersoon");
            // Only where nobody who signed is (or resembles) a director with power, in a list surely read,
            // is a power of attorney surely needed.
            let needed = matches!(shows(&extract, &signatories), Shown::No(_))
                && signatories.sure
                && signatories.seen.iter().any(|s| s.fact.decisive())
                && surely_read(&extract)
                && !another;
            let volmacht = volmacht_row.unwrap_or_else(|| {
                if needed {
                    Judgement::missing(format!("{said} Een volmacht is niet bij de inschrijving gevonden."))
                } else {
                    Judgement::review(format!(
                        "{said} Er is geen volmacht gevonden; beoordeel of die nodig is."
                    ))
                }
            });
            let read = extract.facts("director").next().is_some();
            Picture {
                extract: extract_row,
                volmacht,
                chain: if read {
                    no_chain
                } else {
                    Judgement::review("De bestuurders zijn niet zeker gelezen.")
                },
            }
        }
    }
}
