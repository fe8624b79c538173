//! People named in sentences and lists: "De raad van bestuur bestaat uit mevrouw A. Bakker (voorzitter)".

use super::{People, fact};
use crate::extract::flow::{Flow, UnitKind};
use crate::fact::Fact;

/// Names of one sentence that are looked at.
const MOST_NAMES: usize = 12;

pub fn people(flow: &Flow, kind: &str, people: &People) -> Vec<Fact> {
    let mut out = Vec::new();
    for (u, unit) in flow.units.iter().enumerate() {
        if unit.kind == UnitKind::Heading || unit.contents || unit.text.len() > 1_500 {
            continue;
        }
        let found: Vec<_> =
            people.names.find(&unit.text).into_iter().filter(|n| n.sure).take(MOST_NAMES).collect();
        if found.is_empty() {
            continue;
        }
        let (words, hits) = people.scan(&unit.text);
        // Functions in the sentence, by byte range.
        let mut roles: Vec<(usize, usize, &str)> = Vec::new();
        for (field, phrases) in &people.functions {
            for hit in hits.any(phrases) {
                if let (Some(a), Some(b)) = (words.get(hit.from), words.get(hit.to.saturating_sub(1))) {
                    let inside = roles.iter().any(|r| r.0 <= a.from && r.1 >= b.to);
                    if !inside {
                        roles.push((a.from, b.to, field));
                    }
                }
            }
        }
        let above = flow.headings_above(u).take(2).find_map(|h| {
            let heading = flow.units.get(h)?;
            let (_, hits) = people.scan(&heading.text);
            let fields: Vec<&str> =
                people.functions.iter().filter(|(_, p)| hits.has(p)).map(|(f, _)| f.as_str()).collect();
            // "Bestuur en toezicht" says nothing of who is who.
            match fields.as_slice() {
                [one] => Some(*one),
                _ => None,
            }
        });
        let intro = unit.intro.and_then(|i| flow.units.get(i)).and_then(|i| people.function(&i.text));
        let listed = matches!(unit.kind, UnitKind::Item | UnitKind::Row);
        for (i, name) in found.iter().enumerate() {
            let end = found.get(i + 1).map_or(unit.text.len(), |n| n.from);
            // A function right behind the name, else the last one before it, else what the heading says.
            let behind = roles
                .iter()
                .filter(|r| r.0 >= name.to && r.0 < end && r.0 - name.to < 40)
                .min_by_key(|r| r.0);
            let before = roles.iter().filter(|r| r.1 <= name.from).max_by_key(|r| r.1);
            let single = {
                let mut all: Vec<&str> = roles.iter().map(|r| r.2).collect();
                all.sort_unstable();
                all.dedup();
                all.len() == 1
            };
            let (field, confidence): (&str, f32) = match (behind, before, above.or(intro)) {
                (Some(r), _, Some(h)) if r.2 == h => (r.2, 0.85),
                (Some(r), _, _) if single || listed => (r.2, 0.82),
                (Some(r), None, None) => (r.2, 0.75),
                (None, Some(r), Some(h)) if r.2 == h => (h, 0.82),
                (None, Some(r), _) if single => (r.2, 0.75),
                (None, None, Some(h)) if listed => (h, 0.82),
                (None, None, Some(h)) => (h, 0.65),
                (Some(r), _, _) | (None, Some(r), _) => (r.2, 0.55),
                (None, None, None) => continue,
            };
            if field.is_empty() {
                continue;
            }
            // A deed names the first board; who directs now, the register says.
            let confidence = if matches!(kind, "statuten" | "reglement" | "jaarrekening") {
                confidence.min(0.6)
            } else {
                confidence
            };
            out.push(fact(
                field,
                &name.text,
                unit.text.get(name.from..name.to).unwrap_or(""),
                unit.anchor.clone(),
                confidence,
            ));
        }
    }
    out
}
