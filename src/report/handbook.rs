//! Pages about the rules themselves: the handbook of a policy, and two policies side by side.

use askama::Template;

use crate::finding::Outcome;
use crate::policy::diff::{Change, Diff, State};
use crate::policy::explain::{self, Described};
use crate::policy::{Class, Policy, Procedure, Rules};

const CSS: &str = include_str!("html/style.css");
const BOOK_CSS: &str = include_str!("html/handbook.css");

#[derive(Template)]
#[template(path = "handbook.html")]
struct Handbook<'a> {
    css: &'a str,
    book_css: &'a str,
    office: &'a str,
    title: &'a str,
    policy: &'a str,
    rules: &'a str,
    categories: Vec<(&'a str, &'a str)>,
    moments: Vec<(String, String)>,
    outcomes: Vec<(&'a str, &'a str)>,
    procedures: Vec<Chapter<'a>>,
}

struct Chapter<'a> {
    id: &'a str,
    name: &'a str,
    closes: String,
    count: usize,
    routes: Vec<(&'a str, String)>,
    sections: Vec<Section>,
}

/// Requirements of one document (or of the filing itself), in the policy's order.
struct Section {
    heading: String,
    rows: Vec<Row>,
}

struct Row {
    class: &'static str,
    anchor: String,
    about: Described,
}

/// A word for a class, as a label.
fn class_word(class: Class) -> &'static str {
    match class {
        Class::Validity => "geldigheid",
        Class::Presence => "aanwezigheid",
        Class::Eligibility => "geschiktheid",
        Class::Weighed => "weging",
        Class::Obligation => "verplichting",
        Class::Information => "informatie",
    }
}

/// The handbook of a policy, or of one procedure: what is asked, of whom, when, how it is decided and where
/// it stands. One page without anything from outside.
///
/// # Errors
/// A template that cannot be filled in, which its tests would have shown.
pub fn handbook(rules: &Rules, policy: &Policy, only: Option<&Procedure>) -> Result<String, askama::Error> {
    let procedures = policy.procedures.iter().filter(|p| only.is_none_or(|one| one.id == p.id));
    let page = Handbook {
        css: CSS,
        book_css: BOOK_CSS,
        office: &policy.office,
        title: &policy.title,
        policy: &policy.id,
        rules: rules.digest.get(..12).unwrap_or(&rules.digest),
        categories: policy.categories.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect(),
        moments: policy
            .moments
            .iter()
            .map(|(name, at)| (name.replace('-', " "), explain::moment_words(at)))
            .collect(),
        outcomes: Outcome::ALL
            .iter()
            .filter_map(|o| policy.outcomes.get(o))
            .map(|t| (t.label.as_str(), t.consequence.as_str()))
            .collect(),
        procedures: procedures.map(|p| chapter(rules, policy, p)).collect(),
    };
    page.render()
}

fn chapter<'a>(rules: &'a Rules, policy: &'a Policy, procedure: &'a Procedure) -> Chapter<'a> {
    let mut sections: Vec<Section> = Vec::new();
    for r in &procedure.requirements {
        let about = explain::describe(rules, policy, procedure, r);
        let heading = match r.kinds.first() {
            Some(kind) => {
                let name =
                    rules.catalogue.kind(kind).map_or_else(|| kind.replace('-', " "), |k| k.name.clone());
                let mut letters = name.chars();
                letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
            }
            None => "Het hele dossier".to_owned(),
        };
        let row = Row { class: class_word(r.class), anchor: format!("{}-{}", procedure.id, r.id), about };
        match sections.last_mut() {
            Some(section) if section.heading == heading => section.rows.push(row),
            _ => sections.push(Section { heading, rows: vec![row] }),
        }
    }
    Chapter {
        id: &procedure.id,
        name: &procedure.name,
        closes: procedure
            .deadline
            .as_deref()
            .and_then(|name| policy.moments.get(name))
            .map(explain::moment_words)
            .unwrap_or_default(),
        count: procedure.requirements.len(),
        routes: procedure
            .groups
            .iter()
            .map(|g| {
                let names: Vec<&str> = g.routes.iter().map(|r| r.name.as_str()).collect();
                (g.name.as_str(), names.join("; of: "))
            })
            .collect(),
        sections,
    }
}

#[derive(Template)]
#[template(path = "diff.html")]
struct Comparison<'a> {
    css: &'a str,
    book_css: &'a str,
    diff: &'a Diff,
    added: usize,
    dropped: usize,
    changed: usize,
    same: usize,
    general: &'a [Change],
}

/// Two policies side by side, as a page.
///
/// # Errors
/// As [`handbook`].
pub fn diff(diff: &Diff) -> Result<String, askama::Error> {
    let page = Comparison {
        css: CSS,
        book_css: BOOK_CSS,
        diff,
        added: diff.count(State::Added),
        dropped: diff.count(State::Dropped),
        changed: diff.count(State::Changed),
        same: diff.procedures.iter().map(|p| p.unchanged).sum(),
        general: &diff.general,
    };
    page.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handbook_holds_every_requirement_and_nothing_from_outside() {
        let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
        for policy in &rules.policies {
            let page = handbook(&rules, policy, None).unwrap();
            for r in policy.procedures.iter().flat_map(|p| &p.requirements) {
                assert!(page.contains(&format!("<code>{}</code>", r.id)), "{}", r.id);
            }
            for outside in ["src=", "@import", "url(", "<script", "href=\"http"] {
                assert!(!page.contains(outside), "{} has {outside}", policy.id);
            }
            assert!(page.contains("<html lang=\"nl\">"));
        }
    }

    #[test]
    fn one_procedure_alone() {
        let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
        let policy = rules.policy("cz-2027").unwrap();
        let page = handbook(&rules, policy, policy.main_procedure()).unwrap();
        assert_eq!(page.matches("<section").count(), 1);
    }

    #[test]
    fn old_and_new_stand_side_by_side() {
        let rules = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
        let mut newer = rules.clone();
        let policy = newer.policies.iter_mut().find(|p| p.id == "cz-2027").unwrap();
        policy.procedures[0].requirements[0].title = "Een <nieuwe> titel".to_owned();
        let found = crate::policy::diff::diff(&rules, "cz-2027", &newer, "cz-2027").unwrap();
        let page = diff(&found).unwrap();
        assert!(page.contains("Een &#60;nieuwe&#62; titel") || page.contains("Een &lt;nieuwe&gt; titel"));
        assert!(page.contains("<del>") && page.contains("<ins>"));
    }
}
