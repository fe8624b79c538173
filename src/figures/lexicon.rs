//! The rules of `figures.toml`, compiled once for all documents.

use std::collections::BTreeMap;

use super::rules::{Class, FigureRules, Part, Pattern, best, patterns, plain};

/// Words that carry a date and nothing else.
const DATE_WORDS: &[&str] = &[
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "jan",
    "feb",
    "mrt",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
];
/// Words that stand around a date.
const AROUND: &[&str] = &[
    "per", "over", "ultimo", "van", "in", "op", "jaar", "boekjaar", "euro", "eur", "het", "de", "as", "at",
    "the", "year", "for", "t", "m", "tot", "voor", "s",
];

/// What a label says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    pub class: Class,
    /// The figure itself, not a part of it.
    pub whole: bool,
    pub weight: usize,
}

#[derive(Debug, Clone)]
struct Named {
    class: Class,
    part: Part,
    whole: Vec<Pattern>,
    parts: Vec<Pattern>,
}

/// What the head of a column says it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnKind {
    Actual,
    Budget,
    Forecast,
    Difference,
    Note,
    Percent,
    Total,
}

#[derive(Debug, Clone)]
pub struct Lexicon {
    pub kinds: Vec<String>,
    pub budget_kinds: Vec<String>,
    markers: Vec<(Part, Vec<Pattern>)>,
    concepts: Vec<Named>,
    header: Vec<(ColumnKind, Vec<Pattern>)>,
    scale: Vec<(u32, String)>,
}

impl Lexicon {
    pub fn new(rules: &FigureRules) -> Self {
        let h = &rules.header;
        let mut scale: Vec<(u32, String)> = Vec::new();
        for (power, phrases) in
            [(6, &rules.scale.million), (3, &rules.scale.thousand), (0, &rules.scale.unit)]
        {
            scale.extend(phrases.iter().map(|p| (power, crate::fold::fold(p))));
        }
        Self {
            kinds: rules.kinds.clone(),
            budget_kinds: rules.budget_kinds.clone(),
            markers: rules.markers.iter().map(|m| (m.section, patterns(&m.phrases))).collect(),
            concepts: rules
                .concepts
                .iter()
                .map(|c| Named {
                    class: c.id,
                    part: c.section,
                    whole: patterns(&c.whole),
                    parts: patterns(&c.part),
                })
                .collect(),
            header: vec![
                (ColumnKind::Percent, patterns(&h.percent)),
                (ColumnKind::Difference, patterns(&h.difference)),
                (ColumnKind::Forecast, patterns(&h.forecast)),
                (ColumnKind::Budget, patterns(&h.budget)),
                (ColumnKind::Actual, patterns(&h.actual)),
                (ColumnKind::Total, patterns(&h.total)),
                (ColumnKind::Note, patterns(&h.note)),
            ],
            scale,
        }
    }

    /// The part of the accounts that a heading opens.
    pub fn marker(&self, text: &str) -> Option<Part> {
        if text.len() > 120 {
            return None;
        }
        let folded = crate::fold::fold(text);
        let head = [" - ", ":", ",", "(", " | "]
            .iter()
            .filter_map(|s| folded.find(s))
            .filter(|at| *at >= 4)
            .min()
            .and_then(|at| folded.get(..at));
        [Some(folded.as_str()), head].into_iter().flatten().find_map(|t| {
            let label = undated(&plain(t));
            let label = torn_date(&label);
            let mut found: Option<(usize, Part)> = None;
            for (part, phrases) in &self.markers {
                if let Some(weight) = best(phrases, label)
                    && found.is_none_or(|(w, _)| weight > w)
                {
                    found = Some((weight, *part));
                }
            }
            found.map(|(_, part)| part)
        })
    }

    /// What a row of a part of the accounts is called.
    pub fn meaning(&self, part: Part, label: &str) -> Option<Meaning> {
        let label = bare(label);
        if label.is_empty() || label.len() > 160 {
            return None;
        }
        let part = if part == Part::Budget { Part::Income } else { part };
        let mut found: Option<Meaning> = None;
        for named in self.concepts.iter().filter(|n| n.part == part) {
            for (whole, phrases) in [(true, &named.whole), (false, &named.parts)] {
                if let Some(weight) = best(phrases, &label)
                    && found.is_none_or(|f| weight > f.weight)
                {
                    found = Some(Meaning { class: named.class, whole, weight });
                }
            }
        }
        found
    }

    /// Kinds that a column's head names, in the order of [`ColumnKind`].
    pub fn column_kind(&self, text: &str) -> Option<ColumnKind> {
        if text.trim() == "%" {
            return Some(ColumnKind::Percent);
        }
        let label = undated(&plain(text));
        if label.is_empty() {
            return None;
        }
        let mut found: BTreeMap<usize, ColumnKind> = BTreeMap::new();
        for (kind, phrases) in &self.header {
            if let Some(weight) = best(phrases, &label) {
                found.entry(weight).or_insert(*kind);
            }
        }
        found.into_values().next_back()
    }

    /// The power of ten that a line says amounts are in.
    pub fn scale(&self, text: &str) -> Option<u32> {
        let folded = crate::fold::fold(text).replace("euro\u{2019}s", "euro's");
        if folded.len() > 300 {
            return None;
        }
        self.scale.iter().find(|(_, phrase)| folded.contains(phrase.as_str())).map(|(power, _)| *power)
    }
}

/// Whether a text is the name of a month (with a year, perhaps).
pub fn month(text: &str) -> bool {
    let label = plain(text);
    label.split(' ').next().is_some_and(|w| DATE_WORDS.contains(&w)) && label.len() <= 16
}

/// Without a date that hangs at a title whose spaces are lost: `balansper31december2025`.
fn torn_date(label: &str) -> &str {
    let mut left = label;
    if left.len() < 9 || left.contains(' ') || !left.ends_with(|c: char| c.is_ascii_digit()) {
        return left;
    }
    for _ in 0..6 {
        let before = left;
        left = left.trim_end_matches(|c: char| c.is_ascii_digit());
        for word in DATE_WORDS.iter().chain(&["per", "over", "ultimo"]) {
            if let Some(rest) = left.strip_suffix(word).filter(|r| r.len() >= 4) {
                left = rest;
                break;
            }
        }
        if left == before {
            break;
        }
    }
    left
}

/// Without numbers, months and the words around them.
pub fn undated(label: &str) -> String {
    let mut words: Vec<&str> = label
        .split(' ')
        .filter(|w| !(w.chars().all(|c| c.is_ascii_digit()) || DATE_WORDS.contains(w)))
        .collect();
    while words.len() > 1 && words.last().is_some_and(|w| AROUND.contains(w)) {
        words.pop();
    }
    while words.len() > 1 && words.first().is_some_and(|w| w.len() == 1 && !["v", "w"].contains(w)) {
        words.remove(0);
    }
    words.join(" ")
}

/// A row's label without the number of its note, its code and a date behind it.
pub fn bare(label: &str) -> String {
    let label = plain(label);
    let mut words: Vec<&str> = label.split(' ').filter(|w| !w.is_empty()).collect();
    let number = |w: &str| w.len() <= 6 && w.chars().all(|c| c.is_ascii_digit());
    while words.len() > 1 && words.first().is_some_and(|w| number(w)) {
        words.remove(0);
    }
    // `a. Materiële vaste activa`, `II Vorderingen`
    while words.len() > 1
        && words.first().is_some_and(|w| {
            w.len() <= 4
                && (w.len() == 1 && *w != "v" && *w != "w"
                    || w.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) && w.len() > 1)
        })
    {
        words.remove(0);
    }
    while words.len() > 1
        && words.last().is_some_and(|w| {
            number(w) || DATE_WORDS.contains(w) || ["per", "ultimo", "eur", "euro"].contains(w)
        })
    {
        words.pop();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_lose_what_is_no_name() {
        assert_eq!(bare("4) Eigen vermogen"), "eigen vermogen");
        assert_eq!(bare("II. Materiële vaste activa (2)"), "materiele vaste activa");
        assert_eq!(bare("Eigen vermogen per 31 december 2025"), "eigen vermogen");
        assert_eq!(undated(&plain("2.1 Balance per 31-12-2019")), "balance");
        assert_eq!(undated(&plain("Balans per 31 december 2025")), "balans");
    }
}
