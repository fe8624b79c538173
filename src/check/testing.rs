//! A dossier of a few documents and one requirement, judged.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};

use crate::catalogue::{Catalogue, Kind, Topic};
use crate::dossier::testing::submission;
use crate::dossier::{Defaults, assemble};
use crate::fact::Observed;
use crate::finding::{Finding, Outcome};
use crate::policy::{
    Category, Check, Class, Condition, Level, OutcomeText, Policy, Procedure, Requirement, RouteGroup, Rules,
    Timing,
};
use crate::submission::Manifest;

pub fn requirement(id: &str, kinds: &[&str], check: Check) -> Requirement {
    Requirement {
        id: id.to_owned(),
        title: id.to_owned(),
        class: Class::Eligibility,
        kinds: kinds.iter().map(|k| (*k).to_owned()).collect(),
        categories: vec!["1".to_owned(), "2".to_owned(), "3".to_owned()],
        timing: Timing::Submission,
        level: Level::Auto,
        source: "5.5".to_owned(),
        note: None,
        route: None,
        unless: Vec::new(),
        check,
        ask: None,
    }
}

pub fn present(kinds: &[&str]) -> Requirement {
    let check = Check::Present {
        not_counting: Vec::new(),
        or_review: Vec::new(),
        within: Vec::new(),
        topics: Vec::new(),
        every: false,
    };
    Requirement { class: Class::Presence, ..requirement("tested", kinds, check) }
}

pub fn tested(kinds: &[&str], check: Check) -> Requirement {
    requirement("tested", kinds, check)
}

pub fn strings(all: &[&str]) -> Vec<String> {
    all.iter().map(|s| (*s).to_owned()).collect()
}

/// A kind or topic as a rule file would give it.
fn rule<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap()
}

pub fn catalogue() -> Catalogue {
    let kind =
        |id: &str, name: &str, more: &str| -> Kind { rule(&format!("id = '{id}'\nname = '{name}'\n{more}")) };
    let topic = |id: &str| -> Topic { rule(&format!("id = '{id}'\nname = '{id}'")) };
    Catalogue {
        kinds: vec![
            kind("gva", "Gedragsverklaring aanbesteden (GVA)", "instead_of = 'vog-rp'"),
            kind("kvk-uittreksel", "uittreksel Handelsregister", ""),
            kind("ondernemingsplan", "ondernemingsplan", "compound = true"),
            kind("vog-aanvraag", "aanvraag VOG", "outside = true\ninstead_of = 'vog-rp'"),
            kind("vog-rp", "VOG RP", ""),
        ],
        topics: vec![topic("klachten")],
        ..Catalogue::default()
    }
}

pub fn policy(requirements: Vec<Requirement>, groups: Vec<RouteGroup>) -> Policy {
    let moment = |text: &str| text.parse::<toml::value::Datetime>().unwrap();
    let category =
        |id: &str| Category { id: id.to_owned(), name: id.to_owned(), accepts: vec![format!("{id}a")] };
    Policy {
        id: "cz-2027".to_owned(),
        office: "Kantoor".to_owned(),
        title: "Beleid".to_owned(),
        year: 2027,
        timezone: "Europe/Amsterdam".to_owned(),
        moments: BTreeMap::from([
            ("sluiting".to_owned(), moment("2026-07-31T17:00:00")),
            ("opening".to_owned(), moment("2026-07-01")),
            ("laatste-dag".to_owned(), moment("2026-09-24")),
        ]),
        categories: ["1", "2", "3"].map(category).to_vec(),
        outcomes: Outcome::ALL
            .into_iter()
            .map(|o| (o, OutcomeText { label: format!("label {}", o.key()), consequence: String::new() }))
            .collect(),
        procedures: vec![Procedure {
            id: "inschrijving".to_owned(),
            name: "Inschrijving".to_owned(),
            main: true,
            for_categories: Vec::new(),
            due: false,
            undecided: Vec::new(),
            deadline: Some("sluiting".to_owned()),
            groups,
            requirements,
        }],
    }
}

/// A provider known by its manifest, category 3, filed at noon on 31 July 2026.
pub struct Case {
    pub requirements: Vec<Requirement>,
    pub groups: Vec<RouteGroup>,
    pub documents: Vec<Observed>,
    pub manifest: Manifest,
    pub ignored: Vec<crate::submission::IgnoredFile>,
}

impl Case {
    pub fn new(requirement: Requirement) -> Self {
        Self::of(vec![requirement])
    }
    pub fn of(requirements: Vec<Requirement>) -> Self {
        let manifest = Manifest {
            aanbieder: Some("Stichting Voorbeeld".to_owned()),
            kvk: Some("12345678".to_owned()),
            categorie: Some("3".to_owned()),
            ingediend: Some(DateTime::parse_from_rfc3339("2026-07-31T12:00:00+02:00").unwrap()),
            ..Manifest::default()
        };
        Self { requirements, groups: Vec::new(), documents: Vec::new(), manifest, ignored: Vec::new() }
    }
    pub fn file(mut self, document: Observed) -> Self {
        self.documents.push(document);
        self
    }
    pub fn group(mut self, group: RouteGroup) -> Self {
        self.groups.push(group);
        self
    }
    pub fn manifest(mut self, change: impl FnOnce(&mut Manifest)) -> Self {
        change(&mut self.manifest);
        self
    }
    pub fn filed(self, at: &str) -> Self {
        let at = DateTime::parse_from_rfc3339(at).unwrap();
        self.manifest(|m| m.ingediend = Some(at))
    }
    pub fn unless(mut self, condition: Condition) -> Self {
        self.requirements[0].unless.push(condition);
        self
    }
    /// Findings of all requirements, with the verdict.
    pub fn all(self) -> (Vec<Finding>, crate::finding::Verdict) {
        let rules = Rules {
            catalogue: catalogue(),
            policies: vec![policy(self.requirements, self.groups)],
            digest: String::new(),
        };
        let mut submission = submission(self.manifest);
        submission.ignored = self.ignored;
        let today = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
        let dossier = assemble(&submission, self.documents, &rules, &Defaults::default(), today);
        let findings = crate::check::judge(&dossier, &rules.catalogue);
        let verdict = crate::verdict::decide(&dossier, &findings);
        (findings, verdict)
    }
    /// The finding of the first requirement.
    pub fn judge(self) -> Finding {
        self.all().0.remove(0)
    }
}
