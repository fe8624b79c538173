//! A policy with its procedures: moments, categories, outcomes, routes.

use std::collections::{BTreeMap, BTreeSet};

use super::super::load::{PolicyFiles, ProcedureFile};
use super::super::parse::{Node, span};
use super::super::types::Policy;
use super::requirement::{self, Around};
use super::{Names, Used, check_id, check_text, kebab};
use crate::finding::Outcome;
use crate::policy::fault::{Collector, did_you_mean};

pub(in super::super) fn policy(id: &str, files: &mut PolicyFiles<'_>, names: &Names, used: &mut Used) {
    let Some(file) = &mut files.head else {
        // One that could not be parsed has its own complaint.
        if !files.unparsed
            && let Some(procedure) = files.procedures.first_mut()
        {
            let help = format!("add policies/{id}/policy.toml");
            procedure.faults.add("no-policy-file", 0..0, format!("policy `{id}` has no policy.toml"), help);
        }
        return;
    };
    if let Some(value) = &file.value {
        head(value, id, &file.root, &mut file.faults);
    }
    let mains: Vec<usize> = (0..files.procedures.len())
        .filter(|i| files.procedures[*i].head.as_ref().is_some_and(|h| h.main))
        .collect();
    let unread = files.procedures.iter().any(|p| p.head.is_none());
    if mains.is_empty() && !unread {
        let help = format!("write main = true in the file of the main filing in policies/{id}/");
        file.faults.add("no-main-procedure", 0..0, format!("policy `{id}` has no main procedure"), help);
    }
    for i in mains.iter().skip(1) {
        let p = &mut files.procedures[*i];
        let at = span(&p.root, &["main"]);
        p.faults.add("two-main-procedures", at, format!("policy `{id}` has another main procedure"), None);
    }
    let ids = |p: &ProcedureFile<'_>| {
        p.requirements.iter().filter_map(|r| r.text("id")).map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let all: BTreeMap<String, BTreeSet<String>> =
        files.procedures.iter().map(|p| (p.stem.to_owned(), ids(p))).collect();
    for p in &mut files.procedures {
        let mut elsewhere = all.clone();
        elsewhere.remove(p.stem);
        procedure(file.value.as_ref(), p, &elsewhere, names, used);
    }
}

fn head(policy: &Policy, folder: &str, node: &Node<'_>, c: &mut Collector) {
    check_id(&policy.id, span(node, &["id"]), c);
    if policy.id != folder {
        let help = format!("write id = \"{folder}\", or rename the folder");
        let message = format!("policy `{}` stands in folder {folder}", policy.id);
        c.add("file-name", span(node, &["id"]), message, help);
    }
    check_text("office", &policy.office, span(node, &["office"]), c);
    check_text("title", &policy.title, span(node, &["title"]), c);
    if policy.timezone.parse::<chrono_tz::Tz>().is_err() {
        let help = "use an IANA name, like Europe/Amsterdam".to_owned();
        let message = format!("`{}` is no time zone", policy.timezone);
        c.add("unknown-timezone", span(node, &["timezone"]), message, help);
    }
    for (name, moment) in &policy.moments {
        let at = span(node, &["moments", name]);
        if !kebab(name) {
            check_id(name, at.clone(), c);
        }
        if moment.date.is_none() || moment.offset.is_some() {
            let help = "write 2026-07-31 or 2026-07-31T17:00:00; the policy's time zone is added".to_owned();
            c.add("bad-moment", at, format!("`{name}` is no local date or moment"), help);
        }
    }
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for (i, category) in policy.categories.iter().enumerate() {
        let i = i.to_string();
        check_text("name", &category.name, span(node, &["category", &i, "name"]), c);
        check_text("id", &category.id, span(node, &["category", &i, "id"]), c);
        for (word, path) in std::iter::once((&category.id, vec!["category", i.as_str(), "id"]))
            .chain(category.accepts.iter().map(|w| (w, vec!["category", i.as_str(), "accepts"])))
        {
            if let Some(other) = said.insert(word.to_lowercase(), category.id.clone()) {
                let message = format!("`{word}` names category `{other}` too");
                c.add("duplicate-id", span(node, &path), message, None);
            }
        }
    }
    for outcome in Outcome::ALL {
        match policy.outcomes.get(&outcome) {
            None => {
                let help = format!("add [outcomes.{}] with label and consequence", outcome.key());
                let message = format!("outcome `{}` is missing", outcome.key());
                c.add("no-outcome", span(node, &["outcomes"]), message, help);
            }
            Some(text) => {
                check_text("label", &text.label, span(node, &["outcomes", outcome.key(), "label"]), c);
                let at = span(node, &["outcomes", outcome.key(), "consequence"]);
                check_text("consequence", &text.consequence, at, c);
            }
        }
    }
}

fn procedure(
    policy: Option<&Policy>,
    file: &mut ProcedureFile<'_>,
    elsewhere: &BTreeMap<String, BTreeSet<String>>,
    names: &Names,
    used: &mut Used,
) {
    let c = &mut file.faults;
    if let Some(head) = &file.head {
        check_id(&head.id, span(&file.root, &["id"]), c);
        if head.id != file.stem {
            let help = format!("name the file {}.toml, or write id = \"{}\"", head.id, file.stem);
            let message = format!("procedure `{}` stands in file {}.toml", head.id, file.stem);
            c.add("file-name", span(&file.root, &["id"]), message, help);
        }
        check_text("name", &head.name, span(&file.root, &["name"]), c);
        if let (Some(deadline), Some(policy)) = (&head.deadline, policy) {
            moment(deadline, policy, span(&file.root, &["deadline"]), c);
        }
        if let Some(policy) = policy {
            for (i, category) in head.for_categories.iter().enumerate() {
                if !policy.categories.iter().any(|k| k.id == *category) {
                    let at = span(&file.root, &["for_categories", &i.to_string()]);
                    c.add("unknown-category", at, format!("the policy has no category `{category}`"), None);
                }
            }
        }
        if file.requirements.is_empty() {
            let help = "add [[requirement]] tables".to_owned();
            c.add("no-requirements", 0..0, format!("procedure `{}` asks for nothing", head.id), help);
        }
    }

    let mut routes: BTreeSet<String> = BTreeSet::new();
    let mut groups: BTreeSet<String> = BTreeSet::new();
    for element in &file.groups {
        let node = &element.node;
        if let Some(id) = element.text("id")
            && !groups.insert(id.to_owned())
        {
            c.add("duplicate-id", span(node, &["id"]), format!("group `{id}` stands twice"), None);
        }
        let Some(group) = &element.value else { continue };
        check_id(&group.id, span(node, &["id"]), c);
        check_text("name", &group.name, span(node, &["name"]), c);
        if group.routes.iter().filter(|r| r.default).count() > 1 {
            let message = format!("group `{}` has more than one default route", group.id);
            c.add("two-defaults", span(node, &["id"]), message, None);
        }
        for (i, route) in group.routes.iter().enumerate() {
            let i = i.to_string();
            let at = |key: &str| span(node, &["route", &i, key]);
            check_id(&route.id, at("id"), c);
            check_text("name", &route.name, at("name"), c);
            for (j, kind) in route.only_without.iter().enumerate() {
                names.inside_kind(kind, span(node, &["route", &i, "only_without", &j.to_string()]), c);
            }
            if !routes.insert(format!("{}.{}", group.id, route.id)) {
                c.add("duplicate-id", at("id"), format!("route `{}` stands twice", route.id), None);
            }
            for (key, list) in [("starts_with", &route.starts_with), ("needs", &route.needs)] {
                if list.is_empty() && key == "starts_with" {
                    let help = "name the kinds that show that this route is taken".to_owned();
                    c.add("empty-route", at(key), format!("route `{}` can never be taken", route.id), help);
                }
                for (j, kind) in list.iter().enumerate() {
                    let j = j.to_string();
                    names.inside_kind(kind, span(node, &["route", &i, key, &j]), c);
                }
            }
        }
    }

    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut route_used: BTreeSet<String> = BTreeSet::new();
    for element in &file.requirements {
        if let Some(id) = element.text("id")
            && !ids.insert(id.to_owned())
        {
            let at = span(&element.node, &["id"]);
            c.add("duplicate-id", at, format!("requirement `{id}` stands twice"), None);
        }
        route_used.extend(element.text("route").map(str::to_owned));
    }
    for element in &file.groups {
        let Some(group) = &element.value else { continue };
        for (i, route) in group.routes.iter().enumerate() {
            if !route_used.contains(&format!("{}.{}", group.id, route.id)) {
                let at = span(&element.node, &["route", &i.to_string(), "id"]);
                let help = format!("write route = \"{}.{}\" in its requirements", group.id, route.id);
                c.add("empty-route", at, format!("no requirement belongs to route `{}`", route.id), help);
            }
        }
    }
    let undecided = file.head.iter().flat_map(|h| h.undecided.iter().enumerate());
    for (i, id) in undecided.filter(|(_, id)| !ids.contains(id.as_str())) {
        let help = did_you_mean(id, ids.iter().map(String::as_str));
        let at = span(&file.root, &["undecided", &i.to_string()]);
        c.add("unknown-requirement", at, format!("the procedure has no requirement `{id}`"), help);
    }
    let around = Around { policy, groups: &groups, routes: &routes, ids: &ids, names, elsewhere };
    for element in &file.requirements {
        if let Some(value) = &element.value {
            requirement::requirement(value, &element.node, &around, used, c);
        }
    }
}

/// A name of a moment of the policy.
pub(super) fn moment(name: &str, policy: &Policy, at: std::ops::Range<usize>, c: &mut Collector) {
    if !policy.moments.contains_key(name) {
        let help = did_you_mean(name, policy.moments.keys().map(String::as_str))
            .unwrap_or_else(|| "add it to [moments] of policy.toml".to_owned());
        c.add("unknown-moment", at, format!("the policy has no moment `{name}`"), help);
    }
}
