//! What the rules say, for people: `rules list` for operators (English), `rules show` for reviewers
//! (Dutch). All of it is made from the data, so that it cannot say anything else than what is judged.

mod described;
mod words;

use std::fmt::Write as _;

use thiserror::Error;

use super::fault::did_you_mean;
use super::types::{Class, Level, Policy, Procedure, Requirement, Rules};
use crate::finding::Outcome;
use words::Words;

pub use described::{Described, describe};
pub use words::moment as moment_words;

/// A name that the rules do not have.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no {what} `{name}`{}", .suggestion.as_ref().map(|s| format!("; {s}")).unwrap_or_default())]
pub struct UnknownName {
    /// `policy`, `procedure` or `requirement`.
    pub what: &'static str,
    pub name: String,
    /// `did you mean ...?`
    pub suggestion: Option<String>,
}

/// Policies and their procedures with the number of requirements per class and per level.
pub fn list(rules: &Rules) -> String {
    let mut out = String::new();
    for policy in &rules.policies {
        line(&mut out, &format!("{}  {}, {}", policy.id, policy.office, policy.title));
        let categories: Vec<&str> = policy.categories.iter().map(|c| c.id.as_str()).collect();
        line(&mut out, &format!("  categories: {}", categories.join(", ")));
        for procedure in &policy.procedures {
            let main = if procedure.main { " (main)" } else { "" };
            let all = procedure.requirements.len();
            line(&mut out, &format!("  {}{main}: {all} requirements", procedure.id));
            let count = |label: &str, of: &dyn Fn(&Requirement) -> bool| {
                let n = procedure.requirements.iter().filter(|r| of(r)).count();
                (n > 0).then(|| format!("{n} {label}"))
            };
            let classes = CLASSES.iter().filter_map(|c| count(c.key(), &|r| r.class == *c));
            line(&mut out, &format!("    {}", classes.collect::<Vec<_>>().join(", ")));
            let levels = [(Level::Auto, "auto"), (Level::Assisted, "assisted"), (Level::Manual, "manual")];
            let levels = levels.into_iter().filter_map(|(l, name)| count(name, &|r| r.level == l));
            line(&mut out, &format!("    {}", levels.collect::<Vec<_>>().join(", ")));
        }
    }
    line(&mut out, "");
    line(
        &mut out,
        &format!(
            "{} kinds of document, {} topics; rules {}",
            rules.catalogue.kinds.len(),
            rules.catalogue.topics.len(),
            rules.digest.get(..12).unwrap_or(&rules.digest)
        ),
    );
    out
}

const CLASSES: [Class; 6] = [
    Class::Validity,
    Class::Presence,
    Class::Eligibility,
    Class::Weighed,
    Class::Obligation,
    Class::Information,
];

/// What a name stands for: a policy (`cz-2027`), or one procedure of it (`cz-2027/inschrijving`).
///
/// # Errors
/// The policy or procedure is not in the rules; a near name is suggested.
pub fn named<'a>(rules: &'a Rules, name: &str) -> Result<(&'a Policy, Option<&'a Procedure>), UnknownName> {
    let (id, procedure) = name.split_once('/').map_or((name, None), |(p, q)| (p, Some(q)));
    let policy = rules.policy(id).ok_or_else(|| UnknownName {
        what: "policy",
        name: id.to_owned(),
        suggestion: did_you_mean(id, rules.policies.iter().map(|p| p.id.as_str())),
    })?;
    let Some(procedure) = procedure else { return Ok((policy, None)) };
    let found = policy.procedure(procedure).ok_or_else(|| UnknownName {
        what: "procedure",
        name: procedure.to_owned(),
        suggestion: did_you_mean(procedure, policy.procedures.iter().map(|p| p.id.as_str())),
    })?;
    Ok((policy, Some(found)))
}

/// A policy as a whole or one procedure of it, or one requirement (of every procedure meant that has one
/// of this id).
///
/// # Errors
/// The policy or requirement is not in the rules; a near name is suggested.
pub fn show(rules: &Rules, policy: &str, requirement: Option<&str>) -> Result<String, UnknownName> {
    let (found, only) = named(rules, policy)?;
    let procedures: Vec<&Procedure> = only.map_or_else(|| found.procedures.iter().collect(), |one| vec![one]);
    let Some(id) = requirement else {
        return Ok(match only {
            Some(procedure) => one_procedure(rules, found, procedure),
            None => overview(found),
        });
    };
    let mut out = String::new();
    for procedure in &procedures {
        for r in procedure.requirements.iter().filter(|r| r.id == id) {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&one(rules, found, procedure, r));
        }
    }
    if out.is_empty() {
        let ids = procedures.iter().flat_map(|p| &p.requirements).map(|r| r.id.as_str());
        return Err(UnknownName {
            what: "requirement",
            name: id.to_owned(),
            suggestion: did_you_mean(id, ids),
        });
    }
    Ok(out)
}

/// A procedure: what it is, its routes, and every requirement with how it is decided.
fn one_procedure(rules: &Rules, policy: &Policy, procedure: &Procedure) -> String {
    let words = Words { rules, policy };
    let mut out = String::new();
    let title = format!("{}: {}", policy.office, procedure.name);
    line(&mut out, &title);
    line(&mut out, &"=".repeat(title.chars().count()));
    item(&mut out, "Procedure", &format!("{} ({})", procedure.id, policy.id));
    if let Some(closes) = procedure.deadline.as_deref().and_then(|name| policy.moments.get(name)) {
        item(&mut out, "Sluiting", &words::moment(closes));
    }
    if !procedure.for_categories.is_empty() {
        item(&mut out, "Van wie", &words.categories(&procedure.for_categories));
    }
    for group in &procedure.groups {
        let routes: Vec<&str> = group.routes.iter().map(|r| r.name.as_str()).collect();
        item(&mut out, "Wegen", &format!("{}: {}", group.name, routes.join("; ")));
    }
    for r in &procedure.requirements {
        line(&mut out, "");
        line(&mut out, &format!("{} [{}]", r.title, r.id));
        for sentence in words.check(r, procedure) {
            line(&mut out, &format!("  {sentence}"));
        }
        for condition in &r.unless {
            line(&mut out, &format!("  Niet als {}", words.condition(condition, procedure)));
        }
        line(&mut out, &format!("  Bron: {}", r.source));
    }
    out
}

fn overview(policy: &Policy) -> String {
    let mut out = String::new();
    line(&mut out, &format!("{}: {} ({})", policy.office, policy.title, policy.id));
    line(&mut out, "");
    line(&mut out, "Categorieën");
    for c in &policy.categories {
        line(&mut out, &format!("  {}  {}", c.id, c.name));
    }
    line(&mut out, "");
    line(&mut out, "Momenten");
    for (name, at) in &policy.moments {
        line(&mut out, &format!("  {name}: {}", words::moment(at)));
    }
    line(&mut out, "");
    line(&mut out, "Uitkomsten");
    for outcome in Outcome::ALL {
        if let Some(text) = policy.outcomes.get(&outcome) {
            line(&mut out, &format!("  {}. {}", text.label, text.consequence));
        }
    }
    for procedure in &policy.procedures {
        line(&mut out, "");
        line(
            &mut out,
            &format!("{} ({}): {} eisen", procedure.name, procedure.id, procedure.requirements.len()),
        );
        let width = procedure.requirements.iter().map(|r| r.id.chars().count()).max().unwrap_or(0);
        for r in &procedure.requirements {
            let categories = r.categories.join(", ");
            line(
                &mut out,
                &format!(
                    "  {:width$}  {} [{}; categorie {categories}]",
                    r.id,
                    r.title,
                    words::class(r.class)
                ),
            );
        }
    }
    line(&mut out, "");
    line(&mut out, &format!("Uitleg van een eis: toets rules show {} <eis>", policy.id));
    out
}

fn one(rules: &Rules, policy: &Policy, procedure: &Procedure, r: &Requirement) -> String {
    let words = Words { rules, policy };
    let mut out = String::new();
    line(&mut out, &r.title);
    line(&mut out, &"=".repeat(r.title.chars().count()));
    item(&mut out, "Eis", &format!("{} ({}, {})", r.id, policy.id, procedure.name));
    let note = r.note.as_ref().map(|n| format!("; lezing {n}")).unwrap_or_default();
    item(&mut out, "Bron", &format!("{}, {}{note}", policy.title, r.source));
    item(&mut out, "Soort", words::class_effect(r.class));
    item(&mut out, "Van wie", &words.categories(&r.categories));
    item(&mut out, "Wanneer", words::timing(r.timing));
    if !r.kinds.is_empty() {
        item(&mut out, "Stuk", &words.kinds(&r.kinds));
    }
    if let Some(route) = &r.route {
        item(&mut out, "Alleen bij", &words::route(procedure, route));
    }
    for sentence in words.check(r, procedure) {
        item(&mut out, "Beoordeling", &sentence);
    }
    for condition in &r.unless {
        item(&mut out, "Niet als", &words.condition(condition, procedure));
    }
    item(&mut out, "Door", words::level(r.level));
    if let Some(ask) = &r.ask {
        item(&mut out, "Te vragen", ask);
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// A labelled line; a label that was the last one is not repeated.
fn item(out: &mut String, label: &str, text: &str) {
    let again = out.lines().rev().find(|l| !l.starts_with(' ')).is_some_and(|l| l.starts_with(label));
    let shown = if again { "" } else { label };
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{shown:<12} {text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"))
    }

    #[test]
    fn the_list_counts_every_requirement_once() {
        let text = list(&rules());
        assert!(text.contains("inschrijving (main): 224 requirements"), "{text}");
        assert!(text.contains("53 auto, 154 assisted, 17 manual"), "{text}");
        assert!(
            text.contains(
                "5 validity, 91 presence, 111 eligibility, 11 weighed, 1 obligation, 5 information"
            ),
            "{text}"
        );
    }

    #[test]
    fn a_requirement_is_explained_with_its_figures_and_source() {
        let rules = rules();
        let age = show(&rules, "cz-2027", Some("kvk-max-age")).unwrap_or_else(|e| panic!("{e}"));
        assert!(age.contains("hoogstens 3 maanden"), "{age}");
        assert!(age.contains("Bijlage 2 rij KvK"), "{age}");
        assert!(age.contains("Nieuwe zorgaanbieder"), "{age}");
        let amount = show(&rules, "cz-2027", Some("polis-min-amount")).unwrap_or_else(|e| panic!("{e}"));
        assert!(amount.contains("€ 2.500.000"), "{amount}");
        let part =
            show(&rules, "cz-2027", Some("bv-subcontract-max-third")).unwrap_or_else(|e| panic!("{e}"));
        assert!(part.contains("1/3") && part.contains("Niet als"), "{part}");
    }

    /// No id of the data shows through where a name is known, and every requirement can be explained.
    #[test]
    fn every_requirement_has_an_explanation_in_words() {
        let rules = rules();
        for policy in &rules.policies {
            for r in policy.procedures.iter().flat_map(|p| &p.requirements) {
                let text = show(&rules, &policy.id, Some(&r.id)).unwrap_or_else(|e| panic!("{e}"));
                assert!(text.contains("Beoordeling"), "{text}");
                for line in text.lines().filter(|l| l.starts_with("Beoordeling") || l.starts_with("Niet als"))
                {
                    assert!(line.trim_end().ends_with(['.', '?']), "{line}");
                    assert!(!line.contains('_'), "a field's name shows through: {line}");
                }
            }
            assert!(show(&rules, &policy.id, None).is_ok_and(|t| t.contains("Uitkomsten")));
        }
    }

    #[test]
    fn unknown_names_are_answered_with_near_ones() {
        let rules = rules();
        let e = show(&rules, "cz-2072", None).map_err(|e| e.to_string());
        assert_eq!(e, Err("there is no policy `cz-2072`; did you mean `cz-2027`?".to_owned()));
        let e = show(&rules, "cz-2027", Some("kvk-max-agee")).map_err(|e| e.to_string());
        assert_eq!(e, Err("there is no requirement `kvk-max-agee`; did you mean `kvk-max-age`?".to_owned()));
    }
}
