//! The catalogue's topics made ready: phrases numbered, expressions compiled, deeds resolved to indices.

use super::deeds::Deeds;
use super::lexicon::{Hits, Lexicon, PhraseId};
use crate::catalogue::{Catalogue, Grammar, Topic};
use crate::value::pattern::Pattern;

/// Built once per catalogue.
#[derive(Debug, Clone, Default)]
pub struct CompiledTopics {
    pub lexicon: Lexicon,
    pub deeds: Deeds,
    pub weak: Weak,
    /// Sorted by id, as in the catalogue.
    pub topics: Vec<CompiledTopic>,
    /// Topics by the phrases they hold.
    by_phrase: Vec<Vec<usize>>,
    pub grammar: Grammar,
    /// What names no act or organ, for the tests to complain of: topic and message.
    pub faults: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
pub struct CompiledTopic {
    pub id: String,
    pub headings: Vec<PhraseId>,
    pub not_headings: Vec<PhraseId>,
    /// Indices of organs.
    pub organ_headings: Vec<usize>,
    pub min_words: u32,
    pub rules: Vec<Rule>,
    /// Indices of act and organ.
    pub deeds: Vec<(usize, usize)>,
    pub answers: Vec<Answer>,
    pub not: Vec<PhraseId>,
    pub hints: Vec<PhraseId>,
    pub denial: bool,
    pub own: bool,
    /// Of the text under a heading; empty when any text will do.
    pub echo: Vec<PhraseId>,
    /// Passages show the topic's name in place of the text.
    pub private: bool,
    pub name: String,
}

#[derive(Debug, Clone)]
pub struct Rule {
    pub groups: Vec<Vec<PhraseId>>,
    pub near: usize,
    pub ordered: bool,
    pub pattern: Option<Pattern>,
    pub under: Vec<PhraseId>,
    pub not: Vec<PhraseId>,
    pub person: bool,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub asks: Vec<Vec<PhraseId>>,
    pub not: Vec<PhraseId>,
    pub answer: String,
}

/// What weakens a sentence, see [`Grammar`].
#[derive(Debug, Clone, Default)]
pub struct Weak {
    pub negations: Vec<PhraseId>,
    pub denials: Vec<PhraseId>,
    pub not_denials: Vec<PhraseId>,
    pub weakeners: Vec<PhraseId>,
    pub plans: Vec<PhraseId>,
    pub past: Vec<PhraseId>,
    pub conditions: Vec<PhraseId>,
    pub outcomes: Vec<PhraseId>,
    pub norms: Vec<PhraseId>,
    pub others: Vec<PhraseId>,
    pub of_others: Vec<PhraseId>,
    pub outlines: Vec<PhraseId>,
    pub refusals: Vec<PhraseId>,
    pub instructions: Vec<PhraseId>,
    pub references: Vec<PhraseId>,
    pub placeholders: Vec<Pattern>,
    pub unfilled: Vec<Pattern>,
}

impl CompiledTopics {
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut lexicon = Lexicon::default();
        let mut faults = Vec::new();
        let grammar = &catalogue.grammar;
        let deeds = Deeds::new(grammar, &mut lexicon);
        let weak = Weak {
            negations: lexicon.add_all(&grammar.negations),
            denials: lexicon.add_all(&grammar.denials),
            not_denials: lexicon.add_all(&grammar.not_denials),
            weakeners: lexicon.add_all(&grammar.weakeners),
            plans: lexicon.add_all(&grammar.plans),
            past: lexicon.add_all(&grammar.past),
            conditions: lexicon.add_all(&grammar.conditions),
            outcomes: lexicon.add_all(&grammar.outcomes),
            norms: lexicon.add_all(&grammar.norms),
            others: lexicon.add_all(&grammar.others),
            of_others: lexicon.add_all(&grammar.of_others),
            outlines: lexicon.add_all(&grammar.outlines),
            refusals: lexicon.add_all(&grammar.refusals),
            instructions: lexicon.add_all(&grammar.instructions),
            references: lexicon.add_all(&grammar.references),
            placeholders: grammar.placeholders.iter().map(|p| Pattern::new(p)).collect(),
            unfilled: grammar.unfilled.iter().map(|p| Pattern::new(p)).collect(),
        };
        let topics: Vec<CompiledTopic> =
            catalogue.topics.iter().map(|t| compile(t, &mut lexicon, &deeds, &mut faults)).collect();
        let mut by_phrase: Vec<Vec<usize>> = Vec::new();
        let mut note = |phrase: PhraseId, topic: usize| {
            let at = phrase as usize;
            if by_phrase.len() <= at {
                by_phrase.resize(at + 1, Vec::new());
            }
            if let Some(list) = by_phrase.get_mut(at)
                && list.last() != Some(&topic)
            {
                list.push(topic);
            }
        };
        for (i, topic) in topics.iter().enumerate() {
            let rules = topic.rules.iter().flat_map(|r| r.groups.iter().flatten());
            for &phrase in rules.chain(&topic.hints).chain(&topic.headings) {
                note(phrase, i);
            }
        }
        Self { lexicon, deeds, weak, topics, by_phrase, grammar: grammar.clone(), faults }
    }

    /// Topics of which some phrase was found, ascending.
    pub fn touched(&self, hits: &Hits) -> Vec<usize> {
        let mut out: Vec<usize> = hits
            .phrases()
            .flat_map(|p| self.by_phrase.get(p as usize).into_iter().flatten().copied())
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn compile(
    topic: &Topic,
    lexicon: &mut Lexicon,
    deeds: &Deeds,
    faults: &mut Vec<(String, String)>,
) -> CompiledTopic {
    let mut rules = Vec::new();
    let plain = |groups: Vec<Vec<PhraseId>>, near: u32, ordered: bool| Rule {
        groups,
        near: near as usize,
        ordered,
        pattern: None,
        under: Vec::new(),
        not: Vec::new(),
        person: false,
    };
    if !topic.phrases.is_empty() {
        rules.push(plain(vec![lexicon.add_all(&topic.phrases)], 24, false));
    }
    if !topic.all_of.is_empty() {
        let groups = topic.all_of.iter().map(|g| lexicon.add_all(g)).collect();
        rules.push(plain(groups, topic.near, topic.ordered));
    }
    for pattern in &topic.patterns {
        rules.push(Rule { pattern: Some(Pattern::new(pattern)), ..plain(Vec::new(), 24, false) });
    }
    for rule in &topic.rules {
        rules.push(Rule {
            groups: rule.groups.iter().map(|g| lexicon.add_all(g)).collect(),
            near: rule.near as usize,
            ordered: rule.ordered,
            pattern: rule.pattern.as_deref().map(Pattern::new),
            under: lexicon.add_all(&rule.under),
            not: lexicon.add_all(&rule.not),
            person: rule.person,
        });
    }
    let mut pairs = Vec::new();
    for deed in &topic.deeds {
        for act in &deed.acts {
            for organ in &deed.organs {
                match (deeds.act(act), deeds.organ(organ)) {
                    (Some(a), Some(o)) => pairs.push((a, o)),
                    (a, _) => {
                        let what =
                            if a.is_none() { format!("act `{act}`") } else { format!("organ `{organ}`") };
                        faults.push((topic.id.clone(), format!("unknown {what}")));
                    }
                }
            }
        }
    }
    let mut organ_headings = Vec::new();
    for organ in &topic.organ_headings {
        match deeds.organ(organ) {
            Some(o) => organ_headings.push(o),
            None => faults.push((topic.id.clone(), format!("unknown organ `{organ}`"))),
        }
    }
    CompiledTopic {
        id: topic.id.clone(),
        headings: lexicon.add_all(&topic.headings),
        not_headings: lexicon.add_all(&topic.not_headings),
        organ_headings,
        min_words: topic.min_words,
        rules,
        deeds: pairs,
        answers: topic
            .answers
            .iter()
            .map(|a| Answer {
                asks: a.asks.iter().map(|g| lexicon.add_all(g)).collect(),
                not: lexicon.add_all(&a.not),
                answer: a.answer.clone(),
            })
            .collect(),
        not: lexicon.add_all(&topic.not),
        hints: lexicon.add_all(&topic.hints),
        denial: topic.denial,
        own: topic.own,
        echo: lexicon.add_all(&topic.echo),
        private: topic.private,
        name: topic.name.clone(),
    }
}

/// A stretch of words in which a rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub from: usize,
    pub to: usize,
}

/// All smallest stretches with a hit of every group within `near` words, in order.
pub fn windows(groups: &[Vec<PhraseId>], near: usize, ordered: bool, hits: &Hits) -> Vec<Window> {
    let mut lists: Vec<Vec<(usize, usize)>> = Vec::with_capacity(groups.len());
    for group in groups {
        let mut list: Vec<(usize, usize)> = hits.any(group).map(|h| (h.from, h.to)).collect();
        if list.is_empty() {
            return Vec::new();
        }
        list.sort_unstable();
        list.dedup();
        lists.push(list);
    }
    let mut out = Vec::new();
    if ordered {
        let Some((first, rest)) = lists.split_first() else { return out };
        'start: for &(from, to) in first {
            let mut end = to;
            for list in rest {
                let Some(&(_, t)) = list.iter().find(|(f, _)| *f >= end) else { continue 'start };
                end = t;
            }
            if end - from <= near.max(1) {
                out.push(Window { from, to: end });
            }
        }
        return out;
    }
    // Smallest range over the lists: move the hindmost on, again and again.
    let mut at = vec![0_usize; lists.len()];
    loop {
        let now: Vec<(usize, usize)> =
            lists.iter().zip(&at).filter_map(|(l, &i)| l.get(i).copied()).collect();
        if now.len() < lists.len() || now.is_empty() {
            return out;
        }
        let from = now.iter().map(|p| p.0).min().unwrap_or(0);
        let to = now.iter().map(|p| p.1).max().unwrap_or(0);
        let single = lists.len() == 1;
        if single || to - from <= near {
            out.push(Window { from, to });
        }
        let Some(hindmost) = now.iter().enumerate().min_by_key(|(_, p)| **p).map(|(i, _)| i) else {
            return out;
        };
        if let Some(i) = at.get_mut(hindmost) {
            *i += 1;
        }
    }
}
