//! People named in sentences and lists: "De raad van bestuur bestaat uit mevrouw A. Bakker (voorzitter)".
//!
//! A name belongs to a body only where words tie it to that body: right behind the function, after `bestaat
//! uit`, in a list under the body's heading. That both stand in one sentence says nothing.

use super::membership::Ties;
use super::{People, fact};
use crate::extract::flow::{Flow, Unit, UnitKind};
use crate::extract::lexicon::tokens;
use crate::extract::names::Name;
use crate::fact::Fact;

/// Names of one sentence that are looked at.
const MOST_NAMES: usize = 16;
/// Words between a body and the names that belong to it.
const MOST_BETWEEN: usize = 110;

/// A word or phrase for a function or a body: byte range, and the field it makes of a person.
#[derive(Debug, Clone, Copy)]
struct Role<'p> {
    from: usize,
    to: usize,
    field: &'p str,
}

pub fn people(flow: &Flow, kind: &str, people: &People) -> Vec<Fact> {
    let mut out = Vec::new();
    for (u, unit) in flow.units.iter().enumerate() {
        if unit.kind == UnitKind::Heading || unit.contents || unit.text.len() > 1_500 {
            continue;
        }
        let names: Vec<Name> = people.names.find(&unit.text).into_iter().take(MOST_NAMES).collect();
        if names.is_empty() {
            continue;
        }
        let sentence = Sentence::new(unit, names, people);
        let place = Place::of(flow, u, unit, people);
        for (i, name) in sentence.names.iter().enumerate() {
            let Some((field, mut confidence)) = sentence.field_of(i, &place) else { continue };
            if field.is_empty() {
                continue;
            }
            if i == 0 && place.begun && unit.kind == UnitKind::Sentence {
                confidence = confidence.min(0.6);
            }
            if !name.sure {
                // Two capitals may be anything; only what ties them to a body makes them a name.
                confidence -= 0.03;
                if confidence < crate::fact::DECISIVE {
                    continue;
                }
            }
            // A deed names the first board; who directs now, the register says.
            if matches!(kind, "statuten" | "reglement" | "jaarrekening") {
                confidence = confidence.min(0.6);
            }
            let raw = unit.text.get(name.from..name.to).unwrap_or("");
            out.push(fact(field, &name.text, raw, unit.anchor.clone(), confidence));
        }
    }
    out
}

/// What the surroundings of a sentence say.
struct Place<'p> {
    /// The one body that the heading above names.
    heading: Option<&'p str>,
    /// The body that the introduction of the list names, or the sentence before for one that takes it up.
    intro: Option<&'p str>,
    before: Option<&'p str>,
    /// The sentence began on a line that was not joined to this one.
    begun: bool,
}

impl<'p> Place<'p> {
    fn of(flow: &Flow, u: usize, unit: &Unit, people: &'p People) -> Self {
        // The nearest heading alone: a chapter on `organisatie en bestuur` holds the supervisors too.
        let heading = flow.headings_above(u).next().and_then(|h| flow.units.get(h)).and_then(|h| {
            people.section(&h.text).filter(|f| !f.is_empty()).or_else(|| people.one_role(&h.text))
        });
        let previous = u
            .checked_sub(1)
            .and_then(|b| flow.units.get(b))
            .filter(|b| b.section == unit.section && b.kind != UnitKind::Heading);
        let opening = previous.filter(|b| b.text.trim_end().ends_with(':'));
        let intro = unit.intro.and_then(|i| flow.units.get(i)).or(opening).and_then(|i| {
            let text = i.text.trim_end();
            let roles = roles(text, people);
            Sentence { text, names: Vec::new(), roles, ties: &people.ties }
                .tied(text.len())
                .or_else(|| (i.kind == UnitKind::Heading).then(|| people.one_role(text)).flatten())
        });
        // A line that goes on with the one before may begin in the middle of a name.
        let begun = previous.is_some_and(|b| {
            b.kind == UnitKind::Sentence && !b.text.trim_end().ends_with(['.', ':', ';', '?', '!', ')'])
        });
        let before = previous.and_then(|b| people.one_role(&b.text));
        Self { heading, intro, before, begun }
    }
}

struct Sentence<'t, 'p> {
    text: &'t str,
    names: Vec<Name>,
    roles: Vec<Role<'p>>,
    ties: &'p Ties,
}

/// The functions and bodies in a text, in order, the longest where they overlap.
fn roles<'p>(text: &str, people: &'p People) -> Vec<Role<'p>> {
    let (words, hits) = people.scan(text);
    let mut all: Vec<Role<'p>> = Vec::new();
    for (field, phrases) in &people.functions {
        for hit in hits.any(phrases) {
            if let (Some(a), Some(b)) = (words.get(hit.from), words.get(hit.to.saturating_sub(1))) {
                all.push(Role { from: a.from, to: b.to, field });
            }
        }
    }
    // `raad van bestuur` is one, not also `bestuur`; of equal ones the first listed counts.
    let covered =
        |r: &Role<'_>, o: &Role<'_>| o.from <= r.from && o.to >= r.to && (o.to - o.from) > (r.to - r.from);
    let mut kept: Vec<Role<'p>> = Vec::new();
    for role in &all {
        let same = kept.iter().any(|k| (k.from, k.to) == (role.from, role.to));
        if !same && !all.iter().any(|o| covered(role, o)) {
            kept.push(*role);
        }
    }
    kept.sort_by_key(|r| r.from);
    kept
}

impl People {
    /// The field, where a text names functions of one kind alone and no other group.
    fn one_role(&self, text: &str) -> Option<&str> {
        let found = roles(text, self);
        let field = found.first().map(|r| r.field)?;
        let others = found.iter().any(|r| r.field != field);
        (!others && !field.is_empty() && !self.ties.names_group(text)).then_some(field)
    }
}

impl<'t, 'p> Sentence<'t, 'p> {
    fn new(unit: &'t Unit, names: Vec<Name>, people: &'p People) -> Self {
        let roles = roles(&unit.text, people)
            .into_iter()
            // A surname may be a word for a function.
            .filter(|r| names.iter().all(|n| r.to <= n.from || r.from >= n.to))
            .collect();
        Self { text: &unit.text, names, roles, ties: &people.ties }
    }

    fn between(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to.max(from)).unwrap_or("")
    }

    /// The field of a name and how sure it is.
    fn field_of(&self, i: usize, place: &Place<'p>) -> Option<(&'p str, f32)> {
        let name = self.names.get(i)?;
        // The first name of the enumeration that this one stands in.
        let first = (0..i)
            .rev()
            .take_while(|&k| {
                matches!((self.names.get(k), self.names.get(k + 1)), (Some(a), Some(b))
                    if self.ties.enumerates(self.between(a.to, b.from)))
            })
            .last()
            .unwrap_or(i);
        let start = self.names.get(first).map_or(name.from, |n| n.from);
        let left = self.ties.has_former(self.text);
        let cap = |c: f32| if left { c.min(0.6) } else { c };
        let behind = self.behind(i);
        let tied = self.tied(start);
        let lead = self.between(0, start);
        let opens = self.ties.only_fillers(lead);
        let listed = opens && place.intro.or(place.heading).is_some() && self.is_listed(first);
        let takes_up = place.before.filter(|_| self.ties.takes_up(lead));
        let context = tied
            .map(|f| (f, 0.86))
            .or_else(|| takes_up.map(|f| (f, 0.85)))
            .or_else(|| listed.then_some(place.intro.or(place.heading)).flatten().map(|f| (f, 0.85)));
        match (behind, context) {
            (Some(own), Some((field, sure))) if own == field => Some((field, cap(sure))),
            // What a name is called and where it is listed contradict each other.
            (Some(_), Some((field, _))) => Some((field, 0.55)),
            (Some(own), None) => Some((own, cap(0.84))),
            (None, Some((field, sure))) => Some((field, cap(sure))),
            (None, None) => {
                let near = self.roles.iter().rfind(|r| r.to <= name.from && !r.field.is_empty());
                let weak = near.map(|r| r.field).or(place.heading)?;
                Some((weak, if place.heading == Some(weak) { 0.65 } else { 0.55 }))
            }
        }
    }

    /// An item or row, or a line of nothing but names.
    fn is_listed(&self, first: usize) -> bool {
        let start = self.names.get(first).map_or(0, |n| n.from);
        let before = tokens(self.between(0, start)).len();
        let rest: usize = self.names.last().map_or(0, |n| tokens(self.text.get(n.to..).unwrap_or("")).len());
        before <= 2 && rest <= 14
    }

    /// The function right behind a name: `A. Bakker, bestuurder`, `A. Bakker (lid raad van toezicht)`; not one
    /// that is held elsewhere (`directeur van het ziekenhuis`).
    fn behind(&self, i: usize) -> Option<&'p str> {
        let name = self.names.get(i)?;
        let until = self.names.get(i + 1).map_or(self.text.len(), |n| n.from);
        let role = self.roles.iter().find(|r| r.from >= name.to && r.from < until)?;
        if !self.ties.stands_with(self.between(name.to, role.from))
            || self.ties.elsewhere(self.text.get(role.to..).unwrap_or(""))
        {
            return None;
        }
        Some(role.field)
    }

    /// The body or function that words tie to what starts at a place.
    fn tied(&self, start: usize) -> Option<&'p str> {
        let role = self.roles.iter().rfind(|r| r.to <= start)?;
        let gap = self.between(role.to, start);
        if gap.len() > MOST_BETWEEN || self.names.iter().any(|n| n.from >= role.to && n.to <= start) {
            return None;
        }
        let body = self.ties.is_body(self.between(role.from, role.to), self.between(0, role.from));
        self.ties.ties(self.between(0, role.from), gap, body).then_some(role.field)
    }
}
