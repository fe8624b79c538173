//! `signing-authority`: whether the power of the signatory of the declaration follows from the extract,
//! from a power of attorney, or from the chain of extracts of the legal persons above it.
//!
//! The three rows are judged together, as one [`Picture`], so that they never contradict: one route that
//! shows the power makes the others not applicable, and only what is surely needed is `missing`.

use crate::check::conditions::organisation_like;
use crate::check::context::{Context, Doc, Seen};
use crate::check::judgement::Judgement;
use crate::check::{absence, identity, present, sentences};
use crate::dossier::names::{Likeness, organisations, persons};
use crate::finding::Status;
use crate::policy::AuthorityBy;

/// Longest chain of legal persons that is followed.
const DEEPEST: usize = 6;

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

/// The number that heads the extract.
fn first_number<'a>(extract: &Doc<'a>) -> Option<&'a str> {
    extract.sure("kvk_number").next().map(|s| s.fact.value.as_str())
}

/// What the chain of extracts above the entity shows.
enum Chain {
    /// No director is a legal person.
    None,
    Shows(String, Vec<String>),
    /// The extract of this legal person is needed and surely not there.
    Lacks(String),
    Doubt(String),
}

fn chain(context: &Context<'_>, extract: &Doc<'_>, signatories: &Signatories<'_>) -> Chain {
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
    let another = identity::compare(context, &extract).likeness == Likeness::Different;
    let na = |why: &str| Judgement::not_applicable(format!("Niet van toepassing: {why}."));
    let direct = shows(&extract, &signatories);
    let attorney = attorney(context, &signatories);

    let said = match direct {
        Shown::Yes(how) => {
            let judged = if another {
                Judgement::review("Het uittreksel is van een andere rechtspersoon.").adding(&how)
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
        let judged = if another || !signatories.sure { Judgement::review(how) } else { Judgement::met(how) };
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

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, requirement};
    use crate::dossier::testing::{observed, unread, with, with_at, with_attributes};
    use crate::fact::Observed;
    use crate::finding::Status::{self, Met, Missing, NotApplicable as Na, Review};
    use crate::policy::{AuthorityBy, Check};

    fn case() -> Case {
        let row = |id: &str, kinds: &[&str], by| requirement(id, kinds, Check::SigningAuthority { by });
        Case::of(vec![
            row("extract", &["kvk-uittreksel", "bestuursverklaring"], AuthorityBy::Extract),
            row("volmacht", &["volmacht"], AuthorityBy::Volmacht),
            row("chain", &["kvk-uittreksel"], AuthorityBy::Chain),
        ])
    }
    fn rows(case: Case) -> [Status; 3] {
        let all: Vec<Status> = case.all().0.into_iter().map(|f| f.status).collect();
        [all[0], all[1], all[2]]
    }
    fn form(signatories: &[&str]) -> Observed {
        let form = with(observed("bv.pdf", Some("bestuursverklaring")), "kvk_number", "12345678");
        signatories.iter().fold(form, |f, s| with(f, "signatory", s))
    }
    fn extract(directors: &[(&str, &str)]) -> Observed {
        let extract = with(observed("kvk.pdf", Some("kvk-uittreksel")), "kvk_number", "12345678");
        directors
            .iter()
            .fold(extract, |e, (name, power)| with_attributes(e, "director", name, &[("power", power)]))
    }
    /// The own extract with a legal person as director, number 87654321.
    fn held(power: &str) -> Observed {
        let attributes = [("power", power), ("kvk_number", "87654321")];
        with_attributes(extract(&[]), "director", "Top Holding B.V.", &attributes)
    }
    fn parent(directors: &[(&str, &str)]) -> Observed {
        let mut one = extract(directors);
        one.path = "top.pdf".to_owned();
        one.sha256 = "top".to_owned();
        one.facts[0].value = "87654321".to_owned();
        one
    }

    #[test]
    fn a_director_who_acts_alone() {
        let done = case().file(form(&["J. de Vries"])).file(extract(&[("Vries, Jan de", "alleen")]));
        assert_eq!(rows(done), [Met, Na, Na]);
    }

    #[test]
    fn joint_power_needs_two() {
        let both = [("Vries, Jan de", "gezamenlijk"), ("Pietersen, Klaas", "gezamenlijk")];
        assert_eq!(
            rows(case().file(form(&["J. de Vries", "K. Pietersen"])).file(extract(&both))),
            [Met, Na, Na]
        );
        assert_eq!(rows(case().file(form(&["J. de Vries"])).file(extract(&both))), [Review, Review, Na]);
    }

    #[test]
    fn doubt_about_name_or_power_is_never_a_decision() {
        let named = |name: &str, power: &str| {
            rows(case().file(form(&["J. de Vries"])).file(extract(&[(name, power)])))
        };
        assert_eq!(named("Bakker-de Vries, Jo", "alleen"), [Review, Review, Na]);
        assert_eq!(named("Vries, Jan de", "beperkt"), [Review, Review, Na]);
        let mut unsure = extract(&[("Vries, Jan de", "alleen")]);
        unsure.facts[1].confidence = 0.6;
        assert_eq!(rows(case().file(form(&["J. de Vries"])).file(unsure)), [Review, Review, Na]);
        let twins = [("Vries, Jan de", "alleen"), ("Vries, Johanna de", "niet")];
        assert_eq!(rows(case().file(form(&["J. de Vries"])).file(extract(&twins))), [Review, Review, Na]);
    }

    #[test]
    fn another_signatory_in_the_manifest_is_shown() {
        let differs = case()
            .manifest(|m| m.ondertekenaar = Some("K. Pietersen".to_owned()))
            .file(form(&["J. de Vries"]))
            .file(extract(&[("Vries, Jan de", "alleen")]));
        assert_eq!(rows(differs), [Review, Review, Review]);
    }

    #[test]
    fn a_stranger_needs_a_power_of_attorney() {
        let stranger = || case().file(form(&["A. Bakker"])).file(extract(&[("Vries, Jan de", "alleen")]));
        assert_eq!(rows(stranger()), [Review, Missing, Na]);
        assert_eq!(rows(stranger().file(unread("scan.pdf"))), [Review, Review, Na]);
        let power = || observed("volmacht.pdf", Some("volmacht"));
        assert_eq!(rows(stranger().file(with(power(), "authorised_person", "A. Bakker"))), [Na, Met, Na]);
        assert_eq!(rows(stranger().file(power())), [Review, Review, Na]);
        let without = case().file(form(&["J. de Vries"])).file(extract(&[("Vries, Jan de", "niet")]));
        assert_eq!(rows(without), [Review, Missing, Na]);
    }

    #[test]
    fn a_power_of_attorney_is_never_surely_needed_on_a_doubtful_reading() {
        let doubtful = with_at(observed("bv.pdf", Some("bestuursverklaring")), "signatory", "A. Bakker", 0.5);
        let extract_of = || extract(&[("Vries, Jan de", "alleen")]);
        assert_eq!(rows(case().file(doubtful).file(extract_of())), [Review, Review, Review]);
        let mut torn = extract_of();
        torn.problems.push(crate::problem::Problem::new("scan-not-read", "Bladzijde 2."));
        assert_eq!(rows(case().file(form(&["A. Bakker"])).file(torn)), [Review, Review, Na]);
        assert_eq!(rows(case().file(form(&["A. Bakker"])).file(extract(&[]))), [Review, Review, Review]);
    }

    #[test]
    fn a_chain_of_extracts() {
        let start = |power: &str| case().file(form(&["J. de Vries"])).file(held(power));
        assert_eq!(rows(start("alleen").file(parent(&[("Vries, Jan de", "alleen")]))), [Na, Na, Met]);
        assert_eq!(rows(start("alleen")), [Na, Na, Missing]);
        assert_eq!(rows(start("alleen").file(unread("scan.pdf"))), [Review, Review, Review]);
        assert_eq!(
            rows(start("gezamenlijk").file(parent(&[("Vries, Jan de", "alleen")]))),
            [Review, Review, Review]
        );
        assert_eq!(
            rows(start("alleen").file(parent(&[("Bakker, Anna", "alleen")]))),
            [Review, Review, Review]
        );
        let power = with(observed("volmacht.pdf", Some("volmacht")), "authorised_person", "J. de Vries");
        assert_eq!(rows(start("alleen").file(power)), [Na, Met, Na]);
    }

    #[test]
    fn a_chain_of_two_and_a_circle() {
        let attributes = [("power", "alleen"), ("kvk_number", "11112222")];
        let middle = with_attributes(parent(&[]), "director", "Hoogste B.V.", &attributes);
        let mut top = parent(&[("Vries, Jan de", "alleen")]);
        top.path = "hoogste.pdf".to_owned();
        top.sha256 = "hoogste".to_owned();
        top.facts[0].value = "11112222".to_owned();
        let start = || case().file(form(&["J. de Vries"])).file(held("alleen"));
        assert_eq!(rows(start().file(middle).file(top)), [Na, Na, Met]);
        let back = [("power", "alleen"), ("kvk_number", "12345678")];
        let circle = with_attributes(parent(&[]), "director", "Stichting Voorbeeld", &back);
        assert_eq!(rows(start().file(circle)), [Review, Review, Review]);
    }

    #[test]
    fn without_extract_or_declaration() {
        assert_eq!(rows(case().file(form(&["J. de Vries"]))), [Missing, Review, Review]);
        assert_eq!(rows(case().file(extract(&[("Vries, Jan de", "alleen")]))), [Missing, Review, Review]);
        assert_eq!(
            rows(case().file(form(&[])).file(extract(&[("Vries, Jan de", "alleen")]))),
            [Review, Review, Review]
        );
    }
}
