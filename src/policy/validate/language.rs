//! `grammar.toml` and `people.toml`.

use std::collections::BTreeSet;

use super::super::fault::Collector;
use super::super::parse::{Node, span};
use super::catalogue::{item, phrases, some_phrases};
use super::{check_id, check_pattern};
use crate::catalogue::{Grammar, PeopleRules};
use crate::figures::rules::FigureRules;

pub(in super::super) fn grammar(g: &Grammar, node: &Node<'_>, c: &mut Collector) {
    let mut ids = BTreeSet::new();
    for (i, organ) in g.organs.iter().enumerate() {
        let i = i.to_string();
        let at = span(node, &["organ", &i, "id"]);
        check_id(&organ.id, at.clone(), c);
        if !ids.insert(&organ.id) {
            c.add("duplicate-id", at, format!("organ `{}` stands twice", organ.id), None);
        }
        some_phrases(&organ.words, node, &["organ", &i, "words"], c);
    }
    ids.clear();
    for (i, act) in g.acts.iter().enumerate() {
        let i = i.to_string();
        let at = span(node, &["act", &i, "id"]);
        check_id(&act.id, at.clone(), c);
        if !ids.insert(&act.id) {
            c.add("duplicate-id", at.clone(), format!("act `{}` stands twice", act.id), None);
        }
        let forms = [
            ("nouns", &act.nouns),
            ("finite", &act.finite),
            ("infinitives", &act.infinitives),
            ("participles", &act.participles),
            ("states", &act.states),
        ];
        if forms.iter().all(|(_, list)| list.is_empty()) {
            c.add("topic-without-words", at, format!("act `{}` has no form", act.id), None);
        }
        for (key, list) in forms.into_iter().chain([("connectors", &act.connectors)]) {
            phrases(list, node, &["act", &i, key], c);
        }
    }
    for (key, list) in [
        ("lead_ins", &g.lead_ins),
        ("agents", &g.agents),
        ("pronouns", &g.pronouns),
        ("negations", &g.negations),
        ("denials", &g.denials),
        ("not_denials", &g.not_denials),
        ("weakeners", &g.weakeners),
        ("plans", &g.plans),
        ("past", &g.past),
        ("conditions", &g.conditions),
        ("outcomes", &g.outcomes),
        ("norms", &g.norms),
        ("others", &g.others),
        ("of_others", &g.of_others),
        ("outlines", &g.outlines),
        ("refusals", &g.refusals),
        ("instructions", &g.instructions),
        ("references", &g.references),
        ("abbreviations", &g.abbreviations),
    ] {
        phrases(list, node, &[key], c);
    }
    for (key, list) in [("placeholders", &g.placeholders), ("unfilled", &g.unfilled)] {
        for (i, pattern) in list.iter().enumerate() {
            check_pattern(pattern, false, item(node, &[key], i), c);
        }
    }
}

pub(in super::super) fn people(p: &PeopleRules, node: &Node<'_>, c: &mut Collector) {
    for (i, section) in p.sections.iter().enumerate() {
        some_phrases(&section.headings, node, &["section", &i.to_string(), "headings"], c);
    }
    for (i, power) in p.powers.iter().enumerate() {
        let i = i.to_string();
        some_phrases(&power.phrases, node, &["power", &i, "phrases"], c);
        if !["alleen", "gezamenlijk", "niet", "beperkt"].contains(&power.value.as_str()) {
            let help = "known here: `alleen`, `gezamenlijk`, `niet`, `beperkt`".to_owned();
            let message = format!("`{}` is no power to represent", power.value);
            c.add("unknown-value", span(node, &["power", &i, "value"]), message, help);
        }
    }
    for (i, function) in p.functions.iter().enumerate() {
        some_phrases(&function.phrases, node, &["function", &i.to_string(), "phrases"], c);
    }
    let l = &p.labels;
    for (key, list) in [
        ("name", &l.name),
        ("function", &l.function),
        ("power", &l.power),
        ("since", &l.since),
        ("kvk_number", &l.kvk_number),
        ("birth_date", &l.birth_date),
        ("birth_place", &l.birth_place),
        ("address", &l.address),
        ("id_document", &l.id_document),
        ("signatory", &l.signatory),
        ("signature", &l.signature),
        ("signed_on", &l.signed_on),
        ("place", &l.place),
        ("declarations", &l.declarations),
        ("typed_signatures", &l.typed_signatures),
        ("signing_authority", &l.signing_authority),
        ("principal", &l.principal),
        ("agent", &l.agent),
    ] {
        phrases(list, node, &["labels", key], c);
    }
    for (key, list) in [
        ("titles", &p.titles),
        ("particles", &p.particles),
        ("not_names", &p.not_names),
        ("entity_words", &p.entity_words),
        ("first_names", &p.first_names),
        ("optional", &p.optional),
    ] {
        phrases(list, node, &[key], c);
    }
}

pub(in super::super) fn figures(f: &FigureRules, node: &Node<'_>, c: &mut Collector) {
    for (i, marker) in f.markers.iter().enumerate() {
        some_phrases(&marker.phrases, node, &["marker", &i.to_string(), "phrases"], c);
    }
    for (i, concept) in f.concepts.iter().enumerate() {
        let i = i.to_string();
        some_phrases(&concept.whole, node, &["concept", &i, "whole"], c);
        phrases(&concept.part, node, &["concept", &i, "part"], c);
    }
    let h = &f.header;
    for (key, list) in [
        ("budget", &h.budget),
        ("actual", &h.actual),
        ("forecast", &h.forecast),
        ("difference", &h.difference),
        ("note", &h.note),
        ("total", &h.total),
    ] {
        phrases(list, node, &["header", key], c);
    }
    for (key, list) in
        [("thousand", &f.scale.thousand), ("million", &f.scale.million), ("unit", &f.scale.unit)]
    {
        phrases(list, node, &["scale", key], c);
    }
}
