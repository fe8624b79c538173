//! From rule files to [`Rules`]: each file is parsed with places, read into its type, then validated
//! against all others. Nothing is given unless nothing is wrong.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::de::DeValue;

use super::cases::{Case, PlacedCase, RulePlace};
use super::fault::{Collector, RuleFault, RuleFaults};
use super::next_year::MARK;
use super::parse::{self, Node};
use super::source::{self, RuleFile};
use super::types::{Policy, Procedure, Requirement, RouteGroup, Rules};
use super::validate::{self, Names};
use crate::catalogue::{Catalogue, FieldSet, Grammar, Kind, MarkRule, PeopleRules, Topic};
use crate::figures::rules::FigureRules;

/// Rules without faults, with what `rules check` remarks on: things that work but were hardly meant so.
#[derive(Debug, Clone)]
pub struct Checked {
    pub rules: Rules,
    /// Topics that nothing uses, files that stand where none is read.
    pub remarks: RuleFaults,
    /// The cases beside the policies, by file and line. Empty for [`Rules::built_in`].
    pub cases: Vec<PlacedCase>,
    /// Where each requirement stands: policy, procedure, id.
    pub places: BTreeMap<(String, String, String), RulePlace>,
}

impl Rules {
    /// The rules inside the binary.
    ///
    /// # Errors
    /// Every fault of every file; a test keeps the ones shipped free of them.
    pub fn built_in() -> Result<Self, RuleFaults> {
        let (files, faults) = source::built_in();
        from_files(&files, faults, true).map(|c| c.rules)
    }

    /// The rules of a folder laid out like `rules/`.
    ///
    /// # Errors
    /// Every fault of every file, with its place and mend.
    pub fn load(dir: &Path) -> Result<Self, RuleFaults> {
        Self::check(Some(dir)).map(|c| c.rules)
    }

    /// Loads the rules of a folder (or those inside the binary) and remarks on what is odd.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn check(dir: Option<&Path>) -> Result<Checked, RuleFaults> {
        let (files, faults) = dir.map_or_else(source::built_in, source::folder);
        from_files(&files, faults, false)
    }
}

/// Where a file belongs, by its path.
enum Role<'p> {
    Kind { stem: &'p str },
    Topics,
    Marks,
    Fields,
    Grammar,
    People,
    Figures,
    Policy { id: &'p str },
    Procedure { policy: &'p str, stem: &'p str },
    Cases { policy: &'p str, stem: &'p str },
    Unknown,
}

fn role(path: &str) -> Role<'_> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["kinds", file] => Role::Kind { stem: stem(file) },
        ["topics", _] => Role::Topics,
        ["marks.toml"] => Role::Marks,
        ["fields.toml"] => Role::Fields,
        ["grammar.toml"] => Role::Grammar,
        ["people.toml"] => Role::People,
        ["figures.toml"] => Role::Figures,
        ["policies", id, "policy.toml"] => Role::Policy { id },
        ["policies", policy, file] => Role::Procedure { policy, stem: stem(file) },
        ["policies", policy, "cases", file] => Role::Cases { policy, stem: stem(file) },
        _ => Role::Unknown,
    }
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(s, _)| s)
}

/// An element of a file: its tree, and its value when it could be read.
pub(super) struct Element<'t, T> {
    pub node: Node<'t>,
    pub value: Option<T>,
}

impl<T> Element<'_, T> {
    /// The text at a key, also of an element that has faults: so that one fault does not make others.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.node.get_ref() {
            DeValue::Table(t) => t.get(key).and_then(|v| v.get_ref().as_str()),
            _ => None,
        }
    }
}

fn elements<'t, T: DeserializeOwned>(
    root: &mut Node<'t>,
    key: &str,
    faults: &mut Collector,
) -> Vec<Element<'t, T>> {
    parse::take_elements(root, key)
        .into_iter()
        .map(|node| {
            let value = parse::typed(&node, faults);
            Element { node, value }
        })
        .collect()
}

/// The only key of a file of lists: whatever else stands in it is a fault.
fn only_list<'t, T: DeserializeOwned>(
    root: &mut Node<'t>,
    key: &str,
    faults: &mut Collector,
) -> Vec<Element<'t, T>> {
    let list = elements(root, key, faults);
    if let DeValue::Table(t) = root.get_ref() {
        for (k, v) in t {
            if k.get_ref() != key {
                let help = format!("this file holds only [[{key}]] tables");
                faults.add("unknown-key", k.span(), format!("unknown key `{}`", k.get_ref()), help);
            } else if !v.get_ref().is_array() {
                let help = format!("write [[{key}]]");
                faults.add("wrong-type", v.span(), format!("`{key}` is not a list of tables"), help);
            }
        }
    }
    list
}

/// A kind's file.
pub(super) struct KindFile<'t> {
    pub stem: &'t str,
    pub root: Node<'t>,
    pub value: Option<Kind>,
    pub faults: Collector,
}

pub(super) struct ListFile<'t, T> {
    pub list: Vec<Element<'t, T>>,
    pub faults: Collector,
}

/// A procedure's file: the head, its groups and its requirements, read one by one.
pub(super) struct ProcedureFile<'t> {
    pub stem: &'t str,
    pub root: Node<'t>,
    pub head: Option<Procedure>,
    pub groups: Vec<Element<'t, RouteGroup>>,
    pub requirements: Vec<Element<'t, Requirement>>,
    pub faults: Collector,
}

/// A file of cases: of the procedure of the same name.
pub(super) struct CasesFile<'t> {
    pub policy: &'t str,
    pub stem: &'t str,
    pub list: Vec<Element<'t, Case>>,
    pub faults: Collector,
}

#[derive(Default)]
pub(super) struct PolicyFiles<'t> {
    pub head: Option<PolicyFile<'t>>,
    pub procedures: Vec<ProcedureFile<'t>>,
    /// There is a `policy.toml`, but it does not parse.
    pub unparsed: bool,
    /// The file of a procedure does not parse.
    pub procedure_unparsed: bool,
}

pub(super) struct PolicyFile<'t> {
    pub root: Node<'t>,
    pub value: Option<Policy>,
    pub faults: Collector,
}

/// `shipped`: the files are the binary's own.
fn from_files(files: &[RuleFile], mut faults: Vec<RuleFault>, shipped: bool) -> Result<Checked, RuleFaults> {
    let mut remarks = Vec::new();
    let mut kinds = Vec::new();
    let mut topics: Vec<ListFile<'_, Topic>> = Vec::new();
    let mut marks: Vec<ListFile<'_, MarkRule>> = Vec::new();
    let mut sets: Vec<ListFile<'_, FieldSet>> = Vec::new();
    let mut policies: BTreeMap<&str, PolicyFiles<'_>> = BTreeMap::new();
    let mut grammar: Option<Grammar> = None;
    let mut people: Option<PeopleRules> = None;
    let mut figures: Option<FigureRules> = None;
    let mut names = Names::default();
    let mut cases: Vec<CasesFile<'_>> = Vec::new();

    for file in files {
        // Cases judge the rules, not the filings: a run has no use for those inside the binary.
        if shipped && source::is_case(file) {
            continue;
        }
        let mut c = Collector::new(&file.path, &file.text);
        c.shipped = shipped;
        if !shipped {
            unconfirmed(&file.text, &c, &mut remarks);
        }
        let role = role(&file.path);
        let tree = parse::tree(&file.text, &mut c);
        let Some(mut root) = tree else {
            names.note_unparsed(&file.path, stem(&file.path));
            if let Role::Policy { id } = role {
                policies.entry(id).or_default().unparsed = true;
            } else if let Role::Procedure { policy, .. } = role {
                policies.entry(policy).or_default().procedure_unparsed = true;
            }
            faults.append(&mut c.faults);
            continue;
        };
        match role {
            Role::Kind { stem } => {
                let value = parse::typed(&root, &mut c);
                kinds.push(KindFile { stem, root, value, faults: c });
            }
            Role::Topics => topics.push(ListFile { list: only_list(&mut root, "topic", &mut c), faults: c }),
            Role::Marks => marks.push(ListFile { list: only_list(&mut root, "mark", &mut c), faults: c }),
            Role::Fields => sets.push(ListFile { list: only_list(&mut root, "set", &mut c), faults: c }),
            Role::Grammar => {
                grammar = parse::typed(&root, &mut c);
                match &grammar {
                    Some(g) => validate::grammar(g, &root, &mut c),
                    None => names.note_unparsed(&file.path, ""),
                }
                faults.append(&mut c.faults);
            }
            Role::People => {
                people = parse::typed(&root, &mut c);
                if let Some(p) = &people {
                    validate::people(p, &root, &mut c);
                }
                faults.append(&mut c.faults);
            }
            Role::Figures => {
                figures = parse::typed(&root, &mut c);
                if let Some(f) = &figures {
                    validate::figures(f, &root, &mut c);
                }
                faults.append(&mut c.faults);
            }
            Role::Policy { id } => {
                let value = parse::typed(&root, &mut c);
                policies.entry(id).or_default().head = Some(PolicyFile { root, value, faults: c });
            }
            Role::Procedure { policy, stem } => {
                let groups = elements(&mut root, "group", &mut c);
                let requirements = elements(&mut root, "requirement", &mut c);
                let head = parse::typed(&root, &mut c);
                let entry = policies.entry(policy).or_default();
                entry.procedures.push(ProcedureFile { stem, root, head, groups, requirements, faults: c });
            }
            Role::Cases { policy, stem } => {
                let list = only_list(&mut root, "case", &mut c);
                cases.push(CasesFile { policy, stem, list, faults: c });
            }
            Role::Unknown => {
                let help = "rules stand in kinds/, topics/, policies/<id>/, fields.toml, marks.toml, grammar.toml, people.toml and figures.toml".to_owned();
                c.add("not-read", 0..0, "this file is not read", help);
                remarks.append(&mut c.faults);
            }
        }
    }

    names.gather(&kinds, &topics, &sets, grammar.as_ref());
    validate::catalogue(&mut kinds, &mut topics, &mut marks, &mut sets, &names);
    let mut used = validate::Used::default();
    for (id, policy) in &mut policies {
        validate::policy(id, policy, &names, &mut used);
    }
    let mark_ids =
        marks.iter().flat_map(|m| &m.list).filter_map(|e| e.text("id")).map(str::to_owned).collect();
    for file in &mut cases {
        validate::cases(file, policies.get(file.policy), &mark_ids, &names);
    }
    validate::remarks(&kinds, &topics, &used, &names, &mut remarks);

    for k in &mut kinds {
        faults.append(&mut k.faults.faults);
    }
    for t in &mut topics {
        faults.append(&mut t.faults.faults);
    }
    for m in &mut marks {
        faults.append(&mut m.faults.faults);
    }
    for file in &mut cases {
        faults.append(&mut file.faults.faults);
    }
    for s in &mut sets {
        faults.append(&mut s.faults.faults);
    }
    for p in policies.values_mut() {
        if let Some(head) = &mut p.head {
            faults.append(&mut head.faults.faults);
        }
        for procedure in &mut p.procedures {
            faults.append(&mut procedure.faults.faults);
        }
    }
    if faults.is_empty() && policies.is_empty() {
        let mut c = Collector::new("policies", &std::sync::Arc::from(""));
        let help = "put policies/<id>/policy.toml in the folder of rules".to_owned();
        c.add("no-policy", 0..0, "there is no policy", help);
        faults.append(&mut c.faults);
    }
    if !faults.is_empty() {
        return Err(sorted(faults));
    }

    let places = places(&policies);
    let cases = cases.into_iter().flat_map(placed).collect();
    let mut catalogue = catalogue(files, kinds, topics, marks);
    catalogue.field_sets = sets.into_iter().flat_map(|s| s.list).filter_map(|e| e.value).collect();
    catalogue.grammar = grammar.unwrap_or_default();
    catalogue.people = people.unwrap_or_default();
    catalogue.figures = figures.unwrap_or_default();
    let policies = policies.into_values().filter_map(assemble).collect();
    let digest = source::digest(files.iter().filter(|f| !source::is_case(f)));
    let rules = Rules { catalogue, policies, digest };
    Ok(Checked { rules, remarks: sorted(remarks), cases, places })
}

fn placed(file: CasesFile<'_>) -> Vec<PlacedCase> {
    let CasesFile { policy, stem, list, faults } = file;
    list.into_iter()
        .filter_map(|element| {
            let place = faults.place(parse::span(&element.node, &["requirement"]).start);
            let case = element.value?;
            Some(PlacedCase { policy: policy.to_owned(), procedure: stem.to_owned(), place, case })
        })
        .collect()
}

fn places(policies: &BTreeMap<&str, PolicyFiles<'_>>) -> BTreeMap<(String, String, String), RulePlace> {
    let mut out = BTreeMap::new();
    for (policy, files) in policies {
        for file in &files.procedures {
            for element in &file.requirements {
                let Some(id) = element.text("id") else { continue };
                let place = file.faults.place(parse::span(&element.node, &["id"]).start);
                out.insert(((*policy).to_owned(), file.stem.to_owned(), id.to_owned()), place);
            }
        }
    }
    out
}

/// Marks that `rules new` left and no human has taken away.
fn unconfirmed(text: &str, c: &Collector, remarks: &mut Vec<RuleFault>) {
    let mut c = c.fresh();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(mark) = line.find(MARK).filter(|from| line[..*from].trim().is_empty()) {
            let said = line[mark + MARK.len()..].trim().trim_start_matches(':').trim();
            let help = "compare the line below with the new policy, then take this comment away".to_owned();
            let span = at + mark..at + mark + MARK.len();
            c.add("unconfirmed", span, format!("not confirmed yet: {said}"), help);
        }
        at += line.len();
    }
    remarks.append(&mut c.faults);
}

fn sorted(mut faults: Vec<RuleFault>) -> RuleFaults {
    faults.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code, &a.message).cmp(&(&b.file, b.line, b.column, b.code, &b.message))
    });
    faults.dedup_by(|a, b| {
        (&a.file, a.line, a.column, a.code, &a.message) == (&b.file, b.line, b.column, b.code, &b.message)
    });
    RuleFaults { faults }
}

fn catalogue(
    files: &[RuleFile],
    kinds: Vec<KindFile<'_>>,
    topics: Vec<ListFile<'_, Topic>>,
    marks: Vec<ListFile<'_, MarkRule>>,
) -> Catalogue {
    let mut kinds: Vec<Kind> = kinds.into_iter().filter_map(|k| k.value).collect();
    kinds.sort_by(|a, b| a.id.cmp(&b.id));
    let mut topics: Vec<Topic> = topics.into_iter().flat_map(|t| t.list).filter_map(|e| e.value).collect();
    topics.sort_by(|a, b| a.id.cmp(&b.id));
    let marks = marks.into_iter().flat_map(|m| m.list).filter_map(|e| e.value).collect();
    // What observing rests on: all but the policies.
    let digest = source::digest(files.iter().filter(|f| !f.path.starts_with("policies/")));
    Catalogue { kinds, topics, marks, digest, ..Catalogue::default() }
}

fn assemble(files: PolicyFiles<'_>) -> Option<Policy> {
    let mut policy = files.head?.value?;
    for file in files.procedures {
        let mut procedure = file.head?;
        procedure.groups = file.groups.into_iter().filter_map(|e| e.value).collect();
        procedure.requirements = file.requirements.into_iter().filter_map(|e| e.value).collect();
        policy.procedures.push(procedure);
    }
    policy.procedures.sort_by(|a, b| (!a.main, &a.id).cmp(&(!b.main, &b.id)));
    Some(policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_shipped_are_free_of_faults() {
        let checked = Rules::check(None).unwrap_or_else(|faults| panic!("{faults}"));
        let again = Rules::built_in().unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(checked.rules.digest, again.digest);
        assert_ne!(checked.rules.digest, checked.rules.catalogue.digest);
        assert!(checked.rules.policy("cz-2027").is_some_and(|p| p.main_procedure().is_some()));
    }
}
