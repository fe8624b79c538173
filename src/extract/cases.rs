//! Cases as data: `tests/data/topics/*.toml` and `tests/data/people/*.toml`. A new case needs no Rust.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::flow::flow;
use super::flow::tests::{document, segment};
use super::forms;
use super::names::Names;
use super::passages::extract;
use super::topics::CompiledTopics;
use crate::catalogue::{Catalogue, Grammar, PeopleRules, Topic};
use crate::fact::Strength;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile {
    topic: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// Found as a heading with text under it.
    #[serde(default)]
    heading: Vec<String>,
    /// Found as a statement or heading.
    #[serde(default)]
    statement: Vec<String>,
    /// Found, and no more than a hint.
    #[serde(default)]
    hint: Vec<String>,
    /// Not found, or no more than a hint.
    #[serde(default)]
    not: Vec<String>,
    /// Every topic that begins so and is not named above is `not`.
    #[serde(default)]
    otherwise_not: Vec<String>,
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn files(dir: &str) -> Vec<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    let mut out: Vec<_> = std::fs::read_dir(&root)
        .unwrap_or_else(|e| panic!("{}: {e}", root.display()))
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    out.sort();
    out
}

/// The catalogue's language half, straight from the rule files.
pub fn catalogue() -> Catalogue {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut topics: Vec<Topic> =
        files("rules/topics").iter().flat_map(|p| read::<TopicFile>(p).topic).collect();
    topics.sort_by(|a, b| a.id.cmp(&b.id));
    let people = root.join("people.toml");
    Catalogue {
        topics,
        grammar: read::<Grammar>(&root.join("grammar.toml")),
        people: if people.exists() { read::<PeopleRules>(&people) } else { PeopleRules::default() },
        ..Catalogue::default()
    }
}

#[test]
fn topics_of_the_rules_compile() {
    let compiled = CompiledTopics::new(&catalogue());
    assert!(compiled.faults.is_empty(), "{:#?}", compiled.faults);
}

#[test]
fn topic_cases_hold() {
    let catalogue = catalogue();
    let compiled = CompiledTopics::new(&catalogue);
    let names = Names::new(&catalogue.people);
    let all: Vec<&str> = compiled.topics.iter().map(|t| t.id.as_str()).collect();
    let mut wrong = Vec::new();
    for file in files("tests/data/topics") {
        for case in read::<Cases>(&file).case {
            let doc = document(&case.text);
            let seg = segment(&doc);
            let form = forms::read(&doc, &seg, &[]);
            let found = extract(&flow(&doc, &seg, &compiled.grammar), &compiled, &names, &all, &form);
            let mut best: BTreeMap<&str, (Strength, &str)> = BTreeMap::new();
            for p in &found {
                let entry = best.entry(&p.topic).or_insert((p.strength, &p.text));
                if p.strength > entry.0 {
                    *entry = (p.strength, &p.text);
                }
            }
            let place = format!("{} / {}", file.file_stem().unwrap_or_default().to_string_lossy(), case.name);
            let mut complain = |topic: &str, wanted: &str| {
                let seen = best.get(topic).map_or("nothing".to_owned(), |(s, t)| format!("{s:?}: {t}"));
                wrong.push(format!("{place}: {topic}: wanted {wanted}, saw {seen}"));
            };
            let strength = |topic: &str| best.get(topic).map(|b| b.0);
            let known = |topic: &str| assert!(all.contains(&topic), "{place}: no topic {topic}");
            for t in &case.heading {
                known(t);
                if strength(t) != Some(Strength::Heading) {
                    complain(t, "a heading");
                }
            }
            for t in &case.statement {
                known(t);
                if strength(t) < Some(Strength::Statement) {
                    complain(t, "a statement");
                }
            }
            for t in &case.hint {
                known(t);
                if strength(t) != Some(Strength::Hint) {
                    complain(t, "a hint");
                }
            }
            for t in &case.not {
                known(t);
                if strength(t) >= Some(Strength::Statement) {
                    complain(t, "no more than a hint");
                }
            }
            let named = |t: &str| {
                [&case.heading, &case.statement, &case.hint, &case.not]
                    .iter()
                    .any(|l| l.iter().any(|x| x == t))
            };
            for t in all
                .iter()
                .filter(|t| case.otherwise_not.iter().any(|p| t.starts_with(p.as_str())) && !named(t))
            {
                if strength(t) >= Some(Strength::Statement) {
                    complain(t, "no more than a hint");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Prints what is found in the texts of a folder named by `TOETS_LOOK`, for reading by eye.
#[test]
#[ignore = "for reading by eye"]
fn look() {
    let Some(dir) = std::env::var_os("TOETS_LOOK") else { return };
    let catalogue = catalogue();
    let compiled = CompiledTopics::new(&catalogue);
    let names = Names::new(&catalogue.people);
    let prefix = std::env::var("TOETS_TOPICS").unwrap_or_default();
    let all: Vec<&str> = compiled
        .topics
        .iter()
        .map(|t| t.id.as_str())
        .filter(|t| prefix.split(',').any(|p| t.starts_with(p)))
        .collect();
    let mut paths: Vec<_> =
        std::fs::read_dir(dir).unwrap().filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    for path in paths {
        println!("==== {}", path.display());
        let doc = if path.extension().is_some_and(|e| e == "txt") {
            document(&std::fs::read_to_string(&path).unwrap())
        } else {
            let limits = crate::read::limits::Limits::default();
            crate::read::read_file(&path, &limits).into_iter().next().unwrap()
        };
        let seg = segment(&doc);
        let started = std::time::Instant::now();
        if std::env::var_os("TOETS_UNITS").is_some() {
            for u in flow(&doc, &seg, &compiled.grammar).units {
                println!("   {:?} {:?} {}", u.kind, u.section, u.text);
            }
        }
        let form = forms::read(&doc, &seg, &[]);
        for p in extract(&flow(&doc, &seg, &compiled.grammar), &compiled, &names, &all, &form) {
            println!("{:32} {:9} {:4} {}", p.topic, format!("{:?}", p.strength), p.length, p.text);
        }
        println!("  {} pages, {:?}", doc.page_count, started.elapsed());
    }
}
