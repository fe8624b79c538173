//! People: who directs, who supervises, who signs. From registers, forms, deeds and plans.
//!
//! No birth date, birth place or address of a person goes into a fact; that one is visible where it should
//! have been blacked out does (`person_detail`, its kind alone).

mod membership;
mod register;
mod running;
mod signing;

use std::collections::BTreeMap;

use super::flow::{Flow, TableLine, table};
use super::forms::{self, Form};
use super::lexicon::{Hits, Lexicon, PhraseId, Seen, Token, tokens};
use super::names::Names;
use crate::catalogue::Catalogue;
use crate::document::Document;
use crate::fact::{Anchor, Fact, Segment};
use crate::fold::fold;

/// People kept of one segment.
const MOST: usize = 300;

/// What a label at the start of a line or cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    Name,
    Function,
    Power,
    Since,
    KvkNumber,
    BirthDate,
    BirthPlace,
    Address,
    IdDocument,
    Signatory,
    Signature,
    SignedOn,
    Place,
    Principal,
    Agent,
}

/// `rules/people.toml`, ready for use. Built once per catalogue.
#[derive(Debug, Clone, Default)]
pub struct People {
    pub names: Names,
    lexicon: Lexicon,
    labels: Vec<(Label, Vec<PhraseId>)>,
    sections: Vec<(Vec<PhraseId>, String)>,
    powers: Vec<(String, Vec<PhraseId>)>,
    functions: Vec<(String, Vec<PhraseId>)>,
    declarations: Vec<PhraseId>,
    typed: Vec<PhraseId>,
    undersigned: Vec<PhraseId>,
    optional: Vec<PhraseId>,
    ties: membership::Ties,
    /// Folded labels of a form of which an empty line counts as an empty field.
    form_labels: Vec<String>,
}

impl People {
    pub fn new(catalogue: &Catalogue) -> Self {
        let rules = &catalogue.people;
        let mut lexicon = Lexicon::default();
        let l = &rules.labels;
        let labels = [
            (Label::Name, &l.name),
            (Label::Function, &l.function),
            (Label::Power, &l.power),
            (Label::Since, &l.since),
            (Label::KvkNumber, &l.kvk_number),
            (Label::BirthDate, &l.birth_date),
            (Label::BirthPlace, &l.birth_place),
            (Label::Address, &l.address),
            (Label::IdDocument, &l.id_document),
            (Label::Signatory, &l.signatory),
            (Label::Signature, &l.signature),
            (Label::SignedOn, &l.signed_on),
            (Label::Place, &l.place),
            (Label::Principal, &l.principal),
            (Label::Agent, &l.agent),
        ];
        let form_labels = [&l.name, &l.function, &l.signatory, &l.signed_on, &l.place]
            .into_iter()
            .flatten()
            .map(|x| fold(x))
            .collect();
        Self {
            names: Names::new(rules),
            labels: labels.into_iter().map(|(k, list)| (k, lexicon.add_all(list))).collect(),
            sections: rules
                .sections
                .iter()
                .map(|s| (lexicon.add_all(&s.headings), s.field.clone()))
                .collect(),
            powers: rules.powers.iter().map(|p| (p.value.clone(), lexicon.add_all(&p.phrases))).collect(),
            functions: rules
                .functions
                .iter()
                .map(|f| (f.field.clone(), lexicon.add_all(&f.phrases)))
                .collect(),
            declarations: lexicon.add_all(&l.declarations),
            typed: lexicon.add_all(&l.typed_signatures),
            undersigned: ["ondergetekende|ondergetekenden"].iter().map(|w| lexicon.add(w)).collect(),
            optional: lexicon.add_all(&rules.optional),
            ties: membership::Ties::new(&rules.membership),
            form_labels,
            lexicon,
        }
    }

    /// The form of a segment, as [`extract`] and the topics want it.
    /// `more` are folded labels of the kind's own fields.
    pub fn form(&self, document: &Document, segment: &Segment, more: &[String]) -> Form {
        let mut labels = self.form_labels.clone();
        labels.extend_from_slice(more);
        forms::read(document, segment, &labels)
    }

    fn scan(&self, text: &str) -> (Vec<Token>, Hits) {
        let words = tokens(text);
        let hits = self.lexicon.scan(&words, &mut Seen::default());
        (words, hits)
    }

    /// The label at the start of a text, and what follows it.
    fn label<'a>(&self, text: &'a str) -> Option<(Label, &'a str)> {
        let (words, hits) = self.scan(text);
        let mut best: Option<(usize, Label)> = None;
        for (label, phrases) in &self.labels {
            let longest = hits.any(phrases).filter(|h| h.from == 0).map(|h| h.to).max();
            if let Some(to) = longest
                && best.is_none_or(|(b, _)| to > b)
            {
                best = Some((to, *label));
            }
        }
        let (to, label) = best?;
        let end = words.get(to - 1)?.to;
        let rest = text.get(end..)?;
        // `Naam:`, `Naam  X`, `Bestuurder(s):`; a label that runs on in lower case is a sentence.
        let value = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '.' | '*' | ')' | '/' | '_' | '…' | '-' | '–')
        });
        let colon = rest.trim_start().starts_with(':') || rest.trim_start().starts_with("*:");
        let runs = value.chars().next().is_some_and(char::is_lowercase)
            && !colon
            && !matches!(label, Label::Power | Label::Function);
        (!runs || value.is_empty()).then_some((label, value.trim()))
    }

    /// The field of the list that a whole line heads (empty: a list of others).
    fn section(&self, text: &str) -> Option<&str> {
        // `Leden van het toezichthoudend orgaan (raad van toezicht)`: what stands between brackets explains.
        let bare = text.trim_end().strip_suffix(')').and_then(|t| t.rsplit_once(" (")).map(|(head, _)| head);
        self.heads(text).or_else(|| bare.and_then(|head| self.heads(head)))
    }

    fn heads(&self, text: &str) -> Option<&str> {
        let (words, hits) = self.scan(text);
        // A number or `(s)` may follow.
        let whole = |to: usize| {
            words.iter().skip(to).all(|w| {
                w.text.chars().all(|c| c.is_ascii_digit())
                    || matches!(w.text.as_str(), "s" | "en" | "n" | "sen" | "vervolg")
            })
        };
        let numbered = words.iter().take_while(|w| w.text.chars().all(|c| c.is_ascii_digit())).count();
        if words.len() > 8 || text.contains(": ") {
            return None;
        }
        self.sections
            .iter()
            .find(|(headings, _)| hits.any(headings).any(|h| h.from == numbered && whole(h.to)))
            .map(|(_, field)| field.as_str())
    }

    fn power(&self, text: &str) -> Option<&str> {
        let (_, hits) = self.scan(text);
        self.powers.iter().find(|(_, p)| hits.has(p)).map(|(v, _)| v.as_str())
    }

    /// The field that a function makes of a person.
    fn function(&self, text: &str) -> Option<&str> {
        let (_, hits) = self.scan(text);
        self.functions.iter().find(|(_, p)| hits.has(p)).map(|(f, _)| f.as_str())
    }
}

/// People, signatures and what a form shows, of one segment.
pub fn extract(
    document: &Document,
    segment: &Segment,
    kind: Option<&str>,
    people: &People,
    form: &Form,
    flow: &Flow,
) -> Vec<Fact> {
    let kind = kind.unwrap_or("");
    let lines = table(document, segment);
    let mut facts = Vec::new();
    match kind {
        "kvk-uittreksel" | "ubo-uittreksel" | "ubo-bevestiging" | "ubo-printscreen" => {
            facts.extend(register::people(&lines, kind, people));
        }
        "ondernemingsplan"
        | "organogram"
        | "statuten"
        | "reglement"
        | "clientenraad-bewijs"
        | "jaarrekening" => {
            facts.extend(register::people(&lines, kind, people));
            facts.extend(running::people(flow, kind, people));
        }
        _ => {}
    }
    if kind.starts_with("ubo-") {
        facts.extend(register::details(&lines, people));
    }
    if signing::wanted(kind) {
        facts.extend(signing::signing(document, segment, &lines, people));
        facts.extend(form_facts(form, people));
    }
    let mut kept = unique(facts);
    kept.truncate(MOST);
    kept
}

/// One fact for a person and field: the surest, its attributes filled up from the others.
fn unique(facts: Vec<Fact>) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    for fact in facts {
        let person = matches!(
            fact.field.as_str(),
            "director" | "supervisor" | "client_council_member" | "ubo" | "signatory" | "authorised_person"
        );
        let same =
            out.iter_mut().find(|f| person && f.field == fact.field && fold(&f.value) == fold(&fact.value));
        match same {
            Some(known) => {
                if fact.confidence > known.confidence {
                    known.confidence = fact.confidence;
                    known.anchor = fact.anchor.clone();
                    known.raw.clone_from(&fact.raw);
                }
                for (k, v) in fact.attributes {
                    known.attributes.entry(k).or_insert(v);
                }
            }
            None => out.push(fact),
        }
    }
    out
}

fn form_facts(form: &Form, people: &People) -> Vec<Fact> {
    let mut out = Vec::new();
    let empty = form.empty.iter().chain(&form.unanswered);
    for (label, anchor) in empty {
        let (_, hits) = people.scan(label);
        if hits.has(&people.optional) || label.trim().is_empty() {
            continue;
        }
        out.push(fact("empty_field", label, "", anchor.clone(), 0.85));
    }
    if form.filled > 0 {
        let anchor = form
            .answers
            .first()
            .map(|a| a.anchor.clone())
            .or_else(|| form.empty.first().map(|e| e.1.clone()));
        let anchor = anchor.unwrap_or(Anchor { page: Some(1), ..Anchor::default() });
        // A few answers do not show that nothing was left open.
        let sure = if form.whole { 0.85 } else { 0.6 };
        out.push(fact("filled_fields", &form.filled.to_string(), "", anchor, sure));
    }
    for answer in &form.answers {
        let value = if answer.yes { "true" } else { "false" };
        let mut f = fact("answer", value, value, answer.anchor.clone(), answer.confidence);
        f.attributes.insert("question".to_owned(), crate::value::mask_bsn(&answer.question));
        out.push(f);
    }
    out
}

fn fact(field: &str, value: &str, raw: &str, anchor: Anchor, confidence: f32) -> Fact {
    Fact {
        field: field.to_owned(),
        value: crate::value::mask_bsn(value),
        raw: crate::value::mask_bsn(raw),
        anchor,
        confidence,
        attributes: BTreeMap::new(),
    }
}

/// The lines of a segment, for the modules here.
type Lines = [TableLine];

#[cfg(test)]
mod tests;
