//! Citizen numbers in a segment: seen, told, and kept out of everything that leaves.

use std::collections::{BTreeMap, BTreeSet};

use super::view::View;
use crate::fact::{Fact, Passage};
use crate::value::bsn::{self, find_bsn};
use crate::value::identifier::find_rsin;

/// What was found: facts with masked values, and the numbers themselves, for masking only.
#[derive(Default)]
pub struct Private {
    pub facts: Vec<Fact>,
    digits: BTreeSet<String>,
}

/// Looks through every cell. `known` are numbers of organisations, which no bare number is taken for.
pub fn private(view: &View<'_>, known: &BTreeSet<String>) -> Private {
    let mut out = Private::default();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in &view.pages {
        for (index, cell) in page.cells.iter().enumerate() {
            if find_rsin(&cell.text).is_empty() {
                continue;
            }
            let mut context = String::new();
            if let Some(above) = column_head(page, index) {
                context.push_str(above);
                context.push(' ');
            }
            if let Some(left) = page.left_of(index).first().and_then(|i| page.cells.get(*i)) {
                context.push_str(&left.text);
            }
            for hit in find_bsn(&cell.text, &context) {
                if hit.confidence < 0.9 && known.contains(&hit.digits) {
                    continue;
                }
                let before = cell.text.get(..hit.start).unwrap_or_default();
                out.digits.insert(hit.digits.clone());
                if let Some(fact) = seen.get(&hit.digits).and_then(|i| out.facts.get_mut(*i)) {
                    fact.confidence = fact.confidence.max(hit.confidence);
                    continue;
                }
                seen.insert(hit.digits.clone(), out.facts.len());
                let lead: String =
                    before.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
                out.facts.push(Fact {
                    field: "bsn".to_owned(),
                    value: hit.masked.clone(),
                    raw: format!("{}{}", bsn::mask_bsn(&lead), hit.masked),
                    anchor: page.anchor(cell, hit.start, hit.end),
                    confidence: hit.confidence,
                    attributes: BTreeMap::new(),
                });
            }
        }
    }
    out
}

/// The text at the head of a cell's column, if it speaks of such numbers.
fn column_head<'v>(page: &'v super::view::PageView<'_>, index: usize) -> Option<&'v str> {
    let cell = page.cells.get(index)?;
    page.cells
        .iter()
        .filter(|c| c.bbox.y1 <= cell.bbox.y0 + 1.0 && c.bbox.x_overlap(&cell.bbox) > 0.0)
        .filter(|c| {
            c.squeezed.text.contains("bsn")
                || c.squeezed.text.contains("burgerservice")
                || c.squeezed.text.contains("rsin")
        })
        .max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1))
        .map(|c| c.text.as_str())
}

impl Private {
    /// A text as it may leave.
    pub fn clean(&self, text: &str) -> String {
        let mut out = bsn::mask_bsn(text);
        if self.digits.is_empty() {
            return out;
        }
        // Numbers told by a label elsewhere, in whatever grouping they come back.
        let hits: Vec<_> = find_rsin(&out).into_iter().filter(|n| self.digits.contains(&n.value)).collect();
        for n in hits.into_iter().rev() {
            let tail: String = n.value.chars().skip(5).collect();
            out.replace_range(n.start..n.end, &format!("*****{tail}"));
        }
        out
    }

    pub fn clean_fact(&self, fact: &mut Fact) {
        if fact.field == "bsn" {
            return;
        }
        let own = fact.field == "rsin" && !self.digits.contains(&fact.value);
        if !own {
            fact.raw = self.clean(&fact.raw);
            fact.value = self.clean(&fact.value);
        }
        for value in fact.attributes.values_mut() {
            *value = self.clean(value);
        }
    }

    pub fn clean_passage(&self, passage: &mut Passage) {
        passage.text = self.clean(&passage.text);
    }
}
