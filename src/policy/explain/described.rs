//! A requirement in words, part by part: what the handbook shows and what two years are compared by.

use serde::Serialize;

use super::words::{self, Words};
use crate::policy::types::{Policy, Procedure, Requirement, Rules};

/// All of it Dutch, made from the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Described {
    pub id: String,
    pub title: String,
    /// `aanwezigheid: bepaalt of de inschrijving volledig is`.
    pub class: String,
    pub level: String,
    pub categories: String,
    pub timing: String,
    /// Names of the documents concerned; empty for the filing itself.
    pub kinds: String,
    pub route: String,
    /// How it is decided, a sentence each.
    pub decided: Vec<String>,
    /// When it does not apply.
    pub unless: Vec<String>,
    pub ask: String,
    pub source: String,
}

pub fn describe(rules: &Rules, policy: &Policy, procedure: &Procedure, r: &Requirement) -> Described {
    let words = Words { rules, policy };
    let everyone = policy.categories.iter().all(|c| r.categories.contains(&c.id));
    Described {
        id: r.id.clone(),
        title: r.title.clone(),
        class: words::class_effect(r.class).to_owned(),
        level: words::level(r.level).to_owned(),
        categories: if everyone { "alle categorieën".to_owned() } else { words.categories(&r.categories) },
        timing: words::timing(r.timing).to_owned(),
        kinds: if r.kinds.is_empty() { String::new() } else { words.kinds(&r.kinds) },
        route: r.route.as_ref().map(|route| words::route(procedure, route)).unwrap_or_default(),
        decided: words.check(r, procedure),
        unless: r.unless.iter().map(|c| words.condition(c, procedure)).collect(),
        ask: r.ask.clone().unwrap_or_default(),
        source: r.source.clone(),
    }
}
