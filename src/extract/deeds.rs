//! Who is appointed, suspended, held to account: the organ an act is done to.
//!
//! "De bestuurders worden benoemd door de raad van toezicht" is about the board, "de raad van toezicht
//! wordt benoemd door het bestuur" is not, and both hold the same words. So every act is resolved to its
//! patient by its grammatical form ([`crate::catalogue::Act`]); where the form leaves it open, to the organ
//! that the headings speak of; where that is silent too, to none.

use super::lexicon::{Hit, Hits, Lexicon, PhraseId, Token};
use crate::catalogue::Grammar;

#[derive(Debug, Clone)]
struct Organ {
    id: String,
    words: Vec<PhraseId>,
    rank: u32,
    subject: bool,
}

#[derive(Debug, Clone)]
struct Act {
    id: String,
    forms: [Vec<PhraseId>; 5],
    connectors: Vec<PhraseId>,
}

/// Grammatical forms, in the order of [`Act::forms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Noun,
    Finite,
    Infinitive,
    Participle,
    State,
}

const FORMS: [Form; 5] = [Form::Noun, Form::Finite, Form::Infinitive, Form::Participle, Form::State];

#[derive(Debug, Clone, Default)]
pub struct Deeds {
    organs: Vec<Organ>,
    acts: Vec<Act>,
    lead_ins: Vec<PhraseId>,
    agents: Vec<PhraseId>,
    pronouns: Vec<PhraseId>,
    /// `en`, `of`, articles: what may stand in an enumeration.
    between: Vec<PhraseId>,
    perfect: Vec<PhraseId>,
    passive: Vec<PhraseId>,
    indefinite: PhraseId,
}

/// An organ in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Index of the organ.
    pub organ: usize,
    pub from: usize,
    pub to: usize,
    /// Acts, advises or is told here.
    pub agent: bool,
    /// First word of what leads in to it (`de leden van`).
    lead: usize,
}

/// An act with the organ it is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    pub act: usize,
    /// `None`: it cannot be told.
    pub organ: Option<usize>,
    pub from: usize,
    pub to: usize,
}

impl Deeds {
    pub fn new(grammar: &Grammar, lexicon: &mut Lexicon) -> Self {
        let words = |list: &[&str], lexicon: &mut Lexicon| -> Vec<PhraseId> {
            list.iter().map(|w| lexicon.add(w)).collect()
        };
        Self {
            organs: grammar
                .organs
                .iter()
                .map(|o| Organ {
                    id: o.id.clone(),
                    words: lexicon.add_all(&o.words),
                    rank: o.rank,
                    subject: o.subject,
                })
                .collect(),
            acts: grammar
                .acts
                .iter()
                .map(|a| Act {
                    id: a.id.clone(),
                    forms: [
                        lexicon.add_all(&a.nouns),
                        lexicon.add_all(&a.finite),
                        lexicon.add_all(&a.infinitives),
                        lexicon.add_all(&a.participles),
                        lexicon.add_all(&a.states),
                    ],
                    connectors: lexicon.add_all(&a.connectors),
                })
                .collect(),
            lead_ins: lexicon.add_all(&grammar.lead_ins),
            agents: lexicon.add_all(&grammar.agents),
            pronouns: lexicon.add_all(&grammar.pronouns),
            between: words(
                &[
                    "en",
                    "of",
                    "alsmede",
                    "dan wel",
                    "danwel",
                    "evenals",
                    "respectievelijk",
                    "c q",
                    "het",
                    "de",
                    "een",
                    "te",
                ],
                lexicon,
            ),
            perfect: words(&["heeft", "hebben", "had", "hadden"], lexicon),
            passive: words(&["word", "wordt", "worden", "werd", "werden", "is", "zijn", "was"], lexicon),
            indefinite: lexicon.add("een"),
        }
    }

    pub fn organ(&self, id: &str) -> Option<usize> {
        self.organs.iter().position(|o| o.id == id)
    }
    pub fn act(&self, id: &str) -> Option<usize> {
        self.acts.iter().position(|a| a.id == id)
    }

    /// Organs in a sentence, in order, the longest where they overlap.
    pub fn mentions(&self, hits: &Hits) -> Vec<Mention> {
        let mut all: Vec<(usize, usize, usize)> = Vec::new();
        for (i, organ) in self.organs.iter().enumerate() {
            all.extend(hits.any(&organ.words).map(|h| (h.from, h.to, i)));
        }
        all.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        let mut out: Vec<Mention> = Vec::new();
        for (from, to, organ) in all {
            if out.last().is_some_and(|m| from < m.to) {
                continue;
            }
            let lead = self.lead(from, hits);
            let agent = hits.any(&self.agents).any(|h| h.to == lead || (h.to == from && h.from < lead));
            out.push(Mention { organ, from, to, agent, lead });
        }
        // "door de raad van toezicht en de cliëntenraad": the second is an agent like the first.
        for i in 1..out.len() {
            let (Some(a), Some(b)) = (out.get(i - 1).copied(), out.get(i).copied()) else { continue };
            let joined = b.lead.saturating_sub(a.to) == 1
                && hits.any(&self.between).any(|h| h.from == a.to && h.to == b.lead);
            if a.agent
                && joined
                && let Some(m) = out.get_mut(i)
            {
                m.agent = true;
            }
        }
        out
    }

    /// First word of the words that lead in to the word at `from`.
    fn lead(&self, from: usize, hits: &Hits) -> usize {
        let mut at = from;
        for _ in 0..4 {
            let Some(hit) = hits.any(&self.lead_ins).filter(|h| h.to == at).min_by_key(|h| h.from) else {
                break;
            };
            at = hit.from;
        }
        at
    }

    /// The one organ that a heading or title is about. One that is no subject of rules (`raad van advies`)
    /// beside it, or alone, leaves it open: `Several`.
    pub fn subject(&self, hits: &Hits) -> Subject {
        let mut found: Vec<usize> =
            self.mentions(hits).into_iter().filter(|m| !m.agent).map(|m| m.organ).collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [] => Subject::None,
            [one] if self.organs.get(*one).is_some_and(|o| o.subject) => Subject::One(*one),
            _ => Subject::Several,
        }
    }

    /// Acts in a heading: each with the organ the heading names, or else the one above it.
    pub fn in_heading(&self, words: &[Token], hits: &Hits, above: Option<usize>) -> Vec<Done> {
        let subject = self.subject(hits);
        let mut done = self.resolve(words, hits, above, None);
        for d in &mut done {
            match subject {
                Subject::One(organ) => d.organ = Some(organ),
                Subject::None => d.organ = above,
                Subject::Several => {}
            }
        }
        done
    }

    /// Every act of a sentence. `context` is the organ the headings speak of, `last` the one the sentence
    /// before was about.
    pub fn resolve(
        &self,
        words: &[Token],
        hits: &Hits,
        context: Option<usize>,
        last: Option<usize>,
    ) -> Vec<Done> {
        let mut out = Vec::new();
        let mentions = self.mentions(hits);
        for (a, act) in self.acts.iter().enumerate() {
            for (form, phrases) in FORMS.iter().zip(&act.forms) {
                for hit in hits.any(phrases) {
                    // `taak` within `heeft tot taak` is said once, by the longer.
                    let longer =
                        |h: Hit| h.from <= hit.from && h.to >= hit.to && h.to - h.from > hit.to - hit.from;
                    if act.forms.iter().any(|f| hits.any(f).any(longer)) {
                        continue;
                    }
                    let found = self.patient(act, *form, hit, &mentions, words, hits);
                    let organ = match found {
                        Patient::Organ(o) => Some(o),
                        Patient::Unclear => None,
                        Patient::Unsaid => {
                            let pronoun = hits.any(&self.pronouns).any(|h| h.from < hit.from);
                            context.or(if pronoun { last } else { None })
                        }
                    };
                    out.push(Done { act: a, organ, from: hit.from, to: hit.to });
                }
            }
        }
        out.sort_by_key(|d| (d.from, d.to, d.act));
        out
    }

    fn rank(&self, organ: usize) -> u32 {
        self.organs.get(organ).map_or(0, |o| o.rank)
    }

    fn patient(
        &self,
        act: &Act,
        form: Form,
        hit: Hit,
        mentions: &[Mention],
        words: &[Token],
        hits: &Hits,
    ) -> Patient {
        match form {
            Form::Noun => self.after_connector(act, hit.to, mentions, words, hits).unwrap_or(Patient::Unsaid),
            Form::State => {
                let inside = mentions.iter().find(|m| m.from >= hit.from && m.to <= hit.to && !m.agent);
                let before =
                    mentions.iter().rev().find(|m| m.to <= hit.from && hit.from - m.to <= 20 && !m.agent);
                let behind = mentions
                    .iter()
                    .find(|m| m.from >= hit.to && m.lead.saturating_sub(hit.to) <= 5 && !m.agent);
                inside.or(before).or(behind).map_or(Patient::Unsaid, |m| Patient::Organ(m.organ))
            }
            Form::Participle => {
                let before: Vec<&Mention> = mentions
                    .iter()
                    .rev()
                    .filter(|m| m.to <= hit.from && hit.from - m.to <= 30 && !m.agent)
                    .collect();
                let Some(nearest) = before.first() else {
                    let next = mentions
                        .iter()
                        .find(|m| m.from >= hit.to && m.lead - hit.to.min(m.lead) <= 6 && !m.agent);
                    return next.map_or(Patient::Unsaid, |m| Patient::Organ(m.organ));
                };
                let verbs = |list: &[PhraseId]| {
                    hits.any(list).any(|h| h.from >= nearest.to.saturating_sub(6) && h.from < hit.to + 3)
                };
                if verbs(&self.perfect) && !verbs(&self.passive) {
                    return self.active(hit, mentions, hits);
                }
                Patient::Organ(nearest.organ)
            }
            Form::Infinitive => self
                .after_connector(act, hit.to, mentions, words, hits)
                .unwrap_or_else(|| self.active(hit, mentions, hits)),
            Form::Finite => {
                let next = mentions
                    .iter()
                    .find(|m| m.from >= hit.to && !m.agent && m.lead.saturating_sub(hit.to) <= 12);
                let before =
                    mentions.iter().rev().find(|m| m.to <= hit.from && !m.agent && hit.from - m.to <= 20);
                match (before, next) {
                    (Some(b), Some(n)) if b.organ != n.organ && self.rank(b.organ) <= self.rank(n.organ) => {
                        Patient::Unclear
                    }
                    (_, Some(n)) => Patient::Organ(n.organ),
                    (Some(_), None) => self.active(hit, mentions, hits),
                    (None, None) => Patient::Unsaid,
                }
            }
        }
    }

    /// An active verb with its object before it: "de raad van toezicht kan een bestuurder schorsen".
    fn active(&self, hit: Hit, mentions: &[Mention], hits: &Hits) -> Patient {
        let mut before =
            mentions.iter().rev().filter(|m| m.to <= hit.from && hit.from - m.to <= 25 && !m.agent);
        let Some(nearest) = before.next() else { return Patient::Unsaid };
        if let Some(other) = before.find(|m| m.organ != nearest.organ) {
            return if self.rank(other.organ) > self.rank(nearest.organ) {
                Patient::Organ(nearest.organ)
            } else {
                Patient::Unclear
            };
        }
        let behind =
            mentions.iter().find(|m| m.from >= hit.to && m.lead.saturating_sub(hit.to) <= 6 && !m.agent);
        if let Some(next) = behind.filter(|n| n.organ != nearest.organ) {
            return if self.rank(nearest.organ) > self.rank(next.organ) {
                Patient::Organ(next.organ)
            } else {
                Patient::Unclear
            };
        }
        // One organ: the object when it is indefinite ("een bestuurder te schorsen"), else who acts.
        let bare = nearest.lead == nearest.from;
        let indefinite =
            hits.of(self.indefinite).iter().any(|h| h.from >= nearest.lead && h.to <= nearest.from);
        if indefinite || (bare && nearest.from > 0) { Patient::Organ(nearest.organ) } else { Patient::Unsaid }
    }

    /// `benoeming, schorsing en ontslag van (de leden van) de raad`: from the end of the act on.
    fn after_connector(
        &self,
        act: &Act,
        end: usize,
        mentions: &[Mention],
        words: &[Token],
        hits: &Hits,
    ) -> Option<Patient> {
        let mention = mentions.iter().find(|m| m.from >= end)?;
        let mut at = end;
        let mut connected = false;
        let mut unknown = 0;
        while at < mention.from && at < words.len() {
            let step = |list: &[PhraseId]| {
                hits.any(list).filter(|h| h.from == at && h.to <= mention.from).map(|h| h.to).max()
            };
            if let Some(to) = step(&act.connectors) {
                connected = true;
                at = to;
            } else if let Some(to) = step(&self.between).or_else(|| step(&self.lead_ins)).or_else(|| {
                // Other acts of the enumeration, but no statement of its own.
                let forms = self.acts.iter().flat_map(|a| a.forms.iter().take(4));
                forms.filter_map(|f| step(f)).max()
            }) {
                at = to;
            } else {
                unknown += 1;
                at += 1;
                if unknown > if connected { 2 } else { 1 } || at - end > 24 {
                    return None;
                }
            }
        }
        // `leden van` leads in and connects at once.
        let through = connected || hits.any(&act.connectors).any(|h| h.from >= end && h.to <= mention.from);
        if !through {
            return None;
        }
        let by_connector = hits.any(&act.connectors).any(|h| h.to == mention.lead);
        Some(if mention.agent && !by_connector { Patient::Unsaid } else { Patient::Organ(mention.organ) })
    }
}

/// What a heading is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    None,
    One(usize),
    Several,
}

enum Patient {
    Organ(usize),
    /// No organ stands in the sentence: the context may tell.
    Unsaid,
    /// Organs stand in it, and which is meant cannot be told.
    Unclear,
}
