//! Passages: what a document says about the topics of its kind, how plainly, and where.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::deeds::{Done, Subject};
use super::flow::{Flow, Unit, UnitKind};
use super::forms::{Form, YesNo, leading_box};
use super::lexicon::{Hits, Seen, Token, tokens};
use super::names::Names;
use super::standing::{Standing, consists_of};
use super::topics::{CompiledTopic, CompiledTopics, Rule, Weak, Window, windows};
use crate::fact::{Anchor, Passage, Strength};

/// Passages kept of one topic in one segment, strongest first.
const MOST: usize = 5;
/// Headings that name one topic that are looked at.
const MOST_HEADINGS: usize = 60;
/// Longest excerpt, in characters.
const EXCERPT: usize = 300;
/// Text shown under a heading, in characters.
const UNDER: usize = 200;
/// Sentences under a heading of which a doubtful one makes the heading a hint, where it must be so now.
const DOUBT: usize = 6;
/// A model has so many sentences with blanks at least, and one in so many.
const LEAST_BLANKS: usize = 3;
const BLANKS_PER: usize = 25;
/// Words of the introduction of a list that are read with each item.
const INTRO: usize = 40;

/// A unit read: its words, what was found in them, and what weakens it.
struct Reading {
    words: Vec<Token>,
    hits: Hits,
    /// Words before this one are the introduction's.
    own: usize,
    /// A placeholder, an instruction, a reference, a line of the contents.
    weak: bool,
    standing: Standing,
    /// Organ the headings above speak of.
    context: Option<usize>,
    /// Acts a heading names.
    acts: Vec<Done>,
    /// Worked out when first asked for.
    folded: OnceCell<String>,
    person: OnceCell<bool>,
}

impl Reading {
    /// Words of the unit itself.
    fn length(&self) -> u32 {
        self.words.len().saturating_sub(self.own) as u32
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Denied,
    /// Planned, past, conditional, demanded, or another's.
    Distant,
    Hint,
    Statement,
}

/// Passages about `wanted` topics (ids; unknown ones are passed over), strongest first per topic.
pub fn extract(
    flow: &Flow,
    topics: &CompiledTopics,
    names: &Names,
    wanted: &[&str],
    form: &Form,
) -> Vec<Passage> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut chosen: Vec<bool> = topics.topics.iter().map(|t| wanted.contains(&t.id.as_str())).collect();
    chosen.resize(topics.topics.len(), false);
    let by_pattern: Vec<usize> = topics
        .topics
        .iter()
        .enumerate()
        .filter(|(i, t)| {
            chosen.get(*i).copied().unwrap_or(false)
                && (!t.deeds.is_empty() || t.rules.iter().any(|r| r.groups.is_empty()))
        })
        .map(|(i, _)| i)
        .collect();
    let mut readings = read(flow, topics, form);
    if is_model(flow, &topics.weak) {
        for reading in &mut readings {
            reading.weak = true;
        }
    }

    // What every sentence says.
    let mut said: BTreeMap<usize, Vec<(usize, Said)>> = BTreeMap::new();
    let mut last: Option<usize> = None;
    for (u, (unit, reading)) in flow.units.iter().zip(&readings).enumerate() {
        if unit.kind == UnitKind::Heading {
            last = None;
            continue;
        }
        let deeds = topics.deeds.resolve(&reading.words, &reading.hits, reading.context, last);
        if let Some(organ) = deeds.iter().rev().find_map(|d| d.organ) {
            last = Some(organ);
        }
        let mut candidates = topics.touched(&reading.hits);
        candidates.extend(&by_pattern);
        candidates.sort_unstable();
        candidates.dedup();
        for t in candidates {
            if !chosen.get(t).copied().unwrap_or(false) {
                continue;
            }
            let Some(topic) = topics.topics.get(t) else { continue };
            if let Some(what) = sentence(flow, u, unit, reading, topic, topics, names, &readings, &deeds) {
                said.entry(t).or_default().push((u, what));
            }
        }
    }

    // Words of plain sentences before each unit: how much stands under a heading, in one subtraction.
    let mut plain: Vec<u32> = Vec::with_capacity(readings.len() + 1);
    let mut sum = 0_u32;
    plain.push(sum);
    for (unit, reading) in flow.units.iter().zip(&readings) {
        if unit.kind != UnitKind::Heading && !reading.weak {
            sum = sum.saturating_add(reading.length());
        }
        plain.push(sum);
    }
    let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (t, topic) in topics.topics.iter().enumerate() {
        if !chosen.get(t).copied().unwrap_or(false) {
            continue;
        }
        let sentences = said.get(&t).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<(Strength, usize)> = Vec::new();
        let named = |u: &usize| names_topic(*u, &readings, topic, topics);
        let headings = (0..flow.units.len())
            .filter(|&u| flow.units.get(u).is_some_and(|h| h.kind == UnitKind::Heading))
            .filter(named)
            .take(MOST_HEADINGS);
        for u in headings {
            let end = *ends.entry(u).or_insert_with(|| flow.section_end(u));
            let words = length(&plain, u, end);
            let weak =
                readings.get(u).is_some_and(|r| r.weak) || flow.units.get(u).is_some_and(|h| h.contents);
            let from = sentences.partition_point(|(s, _)| *s <= u);
            let inside = || sentences.iter().skip(from).take_while(|(s, _)| *s < end).map(|(_, what)| *what);
            // "Klachtenfunctionaris: wij hebben er nog geen" names it and has it not.
            let said = inside().any(|w| w == Said::Statement);
            let denied = !said && inside().any(|w| w == Said::Denied);
            let beneath = || (u + 1..end).filter_map(|i| readings.get(i));
            let refused = beneath().next().is_some_and(|r| r.standing.refused);
            let doubtful = topic.own
                && !said
                && beneath().take(DOUBT).any(|r| r.standing.doubtful(&r.hits, &topics.weak));
            let echoes = topic.echo.is_empty()
                || inside().next().is_some()
                || beneath().any(|r| r.hits.any(&topic.echo).any(|h| h.to > r.own));
            let holds = words >= topic.min_words && !denied && !weak && !refused && !doubtful && echoes;
            found.push((if holds { Strength::Heading } else { Strength::Hint }, u));
        }
        found.extend(sentences.iter().map(|&(u, what)| {
            (if what == Said::Statement { Strength::Statement } else { Strength::Hint }, u)
        }));
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(MOST);
        let mut passages: Vec<Passage> = found
            .into_iter()
            .filter_map(|(strength, u)| {
                let unit = flow.units.get(u)?;
                let (text, length) = if unit.kind == UnitKind::Heading {
                    let end = *ends.get(&u)?;
                    (beneath(flow, u, end), length(&plain, u, end))
                } else {
                    (cut(&unit.text, EXCERPT), readings.get(u)?.length())
                };
                Some(Passage { topic: topic.id.clone(), strength, text, length, anchor: unit.anchor.clone() })
            })
            .collect();
        passages.extend(form.answers.iter().filter_map(|a| answered(a, topic, topics)).take(MOST));
        passages.sort_by_key(|p| std::cmp::Reverse(p.strength));
        passages.truncate(MOST);
        if topic.private {
            // The detail is what should not be seen: its kind is enough.
            for passage in &mut passages {
                passage.text.clone_from(&topic.name);
            }
        }
        out.extend(passages);
    }
    out
}

/// A model text nobody filled in: several of its sentences have blanks.
fn is_model(flow: &Flow, weak: &Weak) -> bool {
    let blank = |unit: &&Unit| weak.unfilled.iter().any(|p| p.is_match(&unit.text));
    let blanks = flow.units.iter().filter(blank).count();
    blanks >= LEAST_BLANKS && blanks * BLANKS_PER >= flow.units.len()
}

/// Words of plain sentences under the heading at `u`, whose section ends before `end`.
fn length(plain: &[u32], u: usize, end: usize) -> u32 {
    let at = |i: usize| plain.get(i).copied().unwrap_or(0);
    at(end).saturating_sub(at(u + 1))
}

/// Words, hits and weakness of every unit.
fn read(flow: &Flow, topics: &CompiledTopics, form: &Form) -> Vec<Reading> {
    let mut seen = Seen::default();
    let mut out: Vec<Reading> = Vec::with_capacity(flow.units.len());
    // Organ of each heading, and of the document's title.
    let mut subjects: Vec<Subject> = Vec::with_capacity(flow.units.len());
    let mut title = Subject::None;
    // Headings and introductions of mere lists of subjects.
    let mut outlines: Vec<bool> = Vec::with_capacity(flow.units.len());
    for (u, unit) in flow.units.iter().enumerate() {
        let own_words = tokens(&unit.text);
        let mut words = Vec::new();
        if let Some(intro) = unit.intro.and_then(|i| flow.units.get(i)) {
            let all = tokens(&intro.text);
            let from = all.len().saturating_sub(INTRO);
            words.extend(all.into_iter().skip(from));
        }
        let own = words.len();
        words.extend(own_words);
        let hits = topics.lexicon.scan(&words, &mut seen);
        let subject =
            if unit.kind == UnitKind::Heading { topics.deeds.subject(&hits) } else { Subject::None };
        if u < 3 && title == Subject::None && words.len() <= 14 && !unit.numbered() {
            title = topics.deeds.subject(&hits);
        }
        subjects.push(subject);
        let above = flow
            .headings_above(u)
            .filter_map(|h| subjects.get(h).copied())
            .find(|s| *s != Subject::None)
            .unwrap_or(title);
        let context = match above {
            Subject::One(organ) => Some(organ),
            _ => None,
        };
        outlines.push(consists_of(&topics.weak.outlines, &hits, words.len()));
        let outlined = |i: usize| outlines.get(i).copied().unwrap_or(false);
        let listed = unit.kind != UnitKind::Heading
            && (unit.intro.is_some_and(outlined) || flow.headings_above(u).any(outlined));
        let standing = Standing::new(unit, &words, own, &hits, &topics.weak);
        let weak =
            unit.contents || listed || unticked(unit, form) || is_weak(unit, &hits, own, words.len(), topics);
        let acts = if unit.kind == UnitKind::Heading {
            topics.deeds.in_heading(&words, &hits, context)
        } else {
            Vec::new()
        };
        let (folded, person) = (OnceCell::new(), OnceCell::new());
        out.push(Reading { words, hits, own, weak, standing, context, acts, folded, person });
    }
    out
}

/// The text of a choice that was not made: behind an empty box.
fn unticked(unit: &Unit, form: &Form) -> bool {
    leading_box(&unit.text) == Some(false)
        || unit.anchor.bbox.is_some_and(|b| {
            form.unticked.iter().any(|(page, f)| {
                unit.anchor.page == Some(*page)
                    && f.x1 <= b.x0 + 12.0
                    && b.x0 - f.x1 < 60.0
                    && f.y0 < b.y0 + 14.0
                    && f.y1 > b.y0 - 2.0
            })
        })
}

fn is_weak(unit: &Unit, hits: &Hits, own: usize, len: usize, topics: &CompiledTopics) -> bool {
    let weak = &topics.weak;
    let heading = unit.kind == UnitKind::Heading;
    if weak.placeholders.iter().any(|r| r.is_match(&unit.text)) || hits.has(&weak.weakeners) {
        return true;
    }
    if heading {
        return false;
    }
    let question = unit.text.trim_end().ends_with('?');
    let instruction = hits.any(&weak.instructions).any(|h| h.from <= own + 2 && h.to > own);
    // A sentence that mostly refers: it starts with the reference, or is short.
    let reference = hits.any(&weak.references).any(|h| h.to > own && (h.from <= own + 3 || len - own <= 16));
    question || instruction || reference
}

/// What a sentence says about a topic.
#[allow(clippy::too_many_arguments)] // one context, spelt out
fn sentence(
    flow: &Flow,
    u: usize,
    unit: &Unit,
    reading: &Reading,
    topic: &CompiledTopic,
    topics: &CompiledTopics,
    names: &Names,
    readings: &[Reading],
    deeds: &[Done],
) -> Option<Said> {
    let hint = || {
        let mut hits = reading.hits.any(&topic.hints).filter(|h| h.to > reading.own).peekable();
        hits.peek()?;
        let mut worst = Said::Hint;
        for h in hits {
            let window = Window { from: h.from, to: h.to };
            if !topic.denial && denied(window, reading, topics) {
                worst = Said::Denied;
            } else if topic.own && distant(window, reading, topic, topics) {
                worst = worst.min(Said::Distant);
            }
        }
        Some(worst)
    };

    if reading.hits.has(&topic.not) {
        return hint();
    }
    let mut best: Option<Said> = None;
    let weigh = |window: Window| {
        if !topic.denial && denied(window, reading, topics) {
            Said::Denied
        } else if reading.weak || refused(reading, topic) {
            Said::Hint
        } else if topic.own && distant(window, reading, topic, topics) {
            Said::Distant
        } else {
            Said::Statement
        }
    };
    for rule in &topic.rules {
        if reading.hits.has(&rule.not) || !under(rule, flow, u, readings) {
            continue;
        }
        let found = if rule.groups.is_empty() {
            vec![Window { from: reading.own, to: reading.words.len() }]
        } else {
            windows(&rule.groups, rule.near, rule.ordered, &reading.hits)
        };
        let found: Vec<Window> = found.into_iter().filter(|w| w.to > reading.own).collect();
        if found.is_empty() {
            continue;
        }
        if let Some(pattern) = &rule.pattern
            && !pattern.is_match(reading.folded.get_or_init(|| crate::fold::fold(&unit.text)))
        {
            continue;
        }
        if rule.person && !*reading.person.get_or_init(|| names.stands_in(&unit.text)) {
            continue;
        }
        for window in found {
            best = best.max(Some(weigh(window)));
        }
    }
    for deed in deeds.iter().filter(|d| d.to > reading.own) {
        match deed.organ {
            Some(organ) if topic.deeds.contains(&(deed.act, organ)) => {
                best = best.max(Some(weigh(Window { from: deed.from, to: deed.to })));
            }
            None if topic.deeds.iter().any(|(act, _)| *act == deed.act) => best = best.max(Some(Said::Hint)),
            _ => {}
        }
    }
    best.or_else(hint)
}

/// The answer is no: what is said with a denial may begin so, but what must be so now has no "no" beside it.
fn refused(reading: &Reading, topic: &CompiledTopic) -> bool {
    let standing = &reading.standing;
    standing.refused && (!topic.denial || (topic.own && standing.ticked_no))
}

fn distant(window: Window, reading: &Reading, topic: &CompiledTopic, topics: &CompiledTopics) -> bool {
    reading.standing.distant(window, &reading.hits, &topics.weak, topic.denial)
}

fn under(rule: &Rule, flow: &Flow, u: usize, readings: &[Reading]) -> bool {
    rule.under.is_empty()
        || flow.headings_above(u).any(|h| readings.get(h).is_some_and(|r| r.hits.has(&rule.under)))
}

/// Whether what stands in the window is denied: "geen" before or in it, "niet aanwezig" near it.
fn denied(window: Window, reading: &Reading, topics: &CompiledTopics) -> bool {
    let weak = &topics.weak;
    let excused =
        |from: usize, to: usize| reading.hits.any(&weak.not_denials).any(|h| h.from <= from && h.to >= to);
    let before = |from: usize| from + 3 >= window.from && from < window.to;
    reading.hits.any(&weak.negations).any(|h| before(h.from) && !excused(h.from, h.to))
        || reading
            .hits
            .any(&weak.denials)
            .any(|h| h.to + 9 >= window.from && h.from <= window.to + 8 && !excused(h.from, h.to))
}

/// Whether a heading names the topic.
fn names_topic(u: usize, readings: &[Reading], topic: &CompiledTopic, topics: &CompiledTopics) -> bool {
    let Some(reading) = readings.get(u) else { return false };
    if reading.hits.has(&topic.not_headings) {
        return false;
    }
    if reading.hits.has(&topic.headings) {
        return true;
    }
    if let Subject::One(organ) = topics.deeds.subject(&reading.hits)
        && topic.organ_headings.contains(&organ)
    {
        return true;
    }
    reading.acts.iter().any(|d| d.organ.is_some_and(|o| topic.deeds.contains(&(d.act, o))))
}

/// A heading with the start of what stands under it.
fn beneath(flow: &Flow, u: usize, end: usize) -> String {
    let mut text = flow.units.get(u).map(|h| h.text.clone()).unwrap_or_default();
    let mut under = String::new();
    for unit in flow.units.iter().take(end).skip(u + 1).filter(|x| x.kind != UnitKind::Heading) {
        // Bytes are enough to know when there is plenty.
        if under.len() > 4 * UNDER {
            break;
        }
        under.push(' ');
        under.push_str(&unit.text);
    }
    if !under.is_empty() {
        text.push_str(" —");
        text.push_str(&cut(&under, UNDER));
    }
    cut(&text, EXCERPT)
}

/// A form's question with its answer.
fn answered(answer: &YesNo, topic: &CompiledTopic, topics: &CompiledTopics) -> Option<Passage> {
    if topic.answers.is_empty() {
        return None;
    }
    let words = tokens(&answer.question);
    let hits = topics.lexicon.scan(&words, &mut Seen::default());
    let said = if answer.yes { "ja" } else { "nee" };
    let holds = topic.answers.iter().any(|a| {
        a.answer == said
            && !hits.has(&a.not)
            && !a.asks.is_empty()
            && a.asks.iter().all(|group| hits.has(group))
    });
    holds.then(|| Passage {
        topic: topic.id.clone(),
        strength: if answer.confidence >= crate::fact::DECISIVE {
            Strength::Statement
        } else {
            Strength::Hint
        },
        text: cut(&format!("{} — {said}", answer.question), EXCERPT),
        length: words.len() as u32,
        anchor: Anchor::clone(&answer.anchor),
    })
}

fn cut(text: &str, most: usize) -> String {
    let masked = crate::value::mask_bsn(text);
    if masked.chars().count() <= most {
        return masked;
    }
    let mut out: String = masked.chars().take(most - 1).collect();
    if let Some(space) = out.rfind(' ')
        && space > most / 2
    {
        out.truncate(space);
    }
    out.push('…');
    out
}
