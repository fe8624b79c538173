//! `rules/figures.toml`: what tables of figures call things.

use serde::Deserialize;

use crate::fold::fold;

/// The file as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FigureRules {
    /// Kinds of documents whose tables are read as accounts.
    pub kinds: Vec<String>,
    /// Kinds whose tables are read as budgets.
    pub budget_kinds: Vec<String>,
    #[serde(rename = "marker")]
    pub markers: Vec<Marker>,
    #[serde(rename = "concept")]
    pub concepts: Vec<Concept>,
    pub header: Header,
    pub scale: Scale,
}

/// Headings that open a part of a statement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marker {
    pub section: Part,
    pub phrases: Vec<String>,
}

/// A part of a set of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A balance whose side is not said yet.
    Balance,
    Assets,
    Liabilities,
    Income,
    Budget,
    /// A heading that opens the income of a statement without a title.
    IncomeStart,
    /// Notes to the accounts.
    Notes,
    Other,
}

/// What a row may be called.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    pub id: Class,
    pub section: Part,
    /// Names of the figure itself.
    #[serde(default)]
    pub whole: Vec<String>,
    /// Names of things that count towards it.
    #[serde(default)]
    pub part: Vec<String>,
}

/// The figures that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    TotalAssets,
    FixedAssets,
    CurrentAssets,
    TotalLiabilities,
    Equity,
    Provisions,
    LongDebts,
    CurrentLiabilities,
    TotalRevenue,
    TotalCosts,
    GrossMargin,
    Financial,
    Tax,
    OperatingResult,
    ResultBeforeTax,
    NetResult,
}

impl Class {
    /// Dutch, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::TotalAssets => "totaal activa",
            Self::FixedAssets => "vaste activa",
            Self::CurrentAssets => "vlottende activa",
            Self::TotalLiabilities => "totaal passiva",
            Self::Equity => "eigen vermogen",
            Self::Provisions => "voorzieningen",
            Self::LongDebts => "langlopende schulden",
            Self::CurrentLiabilities => "kortlopende schulden",
            Self::TotalRevenue => "totale opbrengsten",
            Self::TotalCosts => "totale kosten",
            Self::GrossMargin => "brutomarge",
            Self::Financial => "financiële baten en lasten",
            Self::Tax => "belastingen",
            Self::OperatingResult => "bedrijfsresultaat",
            Self::ResultBeforeTax => "resultaat voor belastingen",
            Self::NetResult => "nettoresultaat",
        }
    }
}

/// Words in heads of columns.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Header {
    pub budget: Vec<String>,
    pub actual: Vec<String>,
    pub forecast: Vec<String>,
    pub difference: Vec<String>,
    pub note: Vec<String>,
    pub percent: Vec<String>,
    pub total: Vec<String>,
}

/// How the unit of amounts is said; compared as folded text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scale {
    pub thousand: Vec<String>,
    pub million: Vec<String>,
    pub unit: Vec<String>,
}

/// A folded label: words and single spaces, nothing else.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in fold(text).chars() {
        if c.is_alphanumeric() || c == '%' {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        } else {
            gap = true;
        }
    }
    out
}

/// A phrase with `*`.
#[derive(Debug, Clone)]
pub struct Pattern {
    parts: Vec<String>,
    /// The same without spaces, for text that lost them; `None` where a space is what tells.
    squeezed: Option<Vec<String>>,
    /// Letters that must be there: the more, the surer.
    pub weight: usize,
}

impl Pattern {
    pub fn new(phrase: &str) -> Self {
        let parts: Vec<String> = phrase
            .split('*')
            .map(|p| {
                let folded = plain(p);
                let lead = if p.starts_with(' ') && !folded.is_empty() { " " } else { "" };
                let trail = if p.ends_with(' ') && !folded.is_empty() { " " } else { "" };
                format!("{lead}{folded}{trail}")
            })
            .collect();
        let weight = parts.iter().map(String::len).sum::<usize>() * 2 + usize::from(parts.len() == 1);
        let edged = parts.iter().any(|p| p.starts_with(' ') || p.ends_with(' '));
        let squeezed = (!edged && weight > 12).then(|| parts.iter().map(|p| p.replace(' ', "")).collect());
        Self { parts, squeezed, weight }
    }

    /// Whether a label (as [`plain`] gives it) is this phrase.
    pub fn fits(&self, label: &str) -> bool {
        glob(&self.parts, label)
    }

    /// As [`Self::fits`], for a label whose spaces are lost.
    pub fn fits_squeezed(&self, label: &str) -> bool {
        self.squeezed.as_ref().is_some_and(|parts| glob(parts, label))
    }
}

fn glob(parts: &[String], label: &str) -> bool {
    let [first, rest @ ..] = parts else { return false };
    let Some(mut left) = label.strip_prefix(first.as_str()) else { return false };
    let Some((last, middle)) = rest.split_last() else { return left.is_empty() };
    for part in middle {
        let Some(at) = left.find(part.as_str()) else { return false };
        left = left.get(at + part.len()..).unwrap_or_default();
    }
    left.ends_with(last.as_str())
}

/// Whether any of the patterns fits; the weight of the best that does.
pub fn best(patterns: &[Pattern], label: &str) -> Option<usize> {
    let plainly = patterns.iter().filter(|p| p.fits(label)).map(|p| p.weight).max();
    if plainly.is_some() || label.len() < 9 {
        return plainly;
    }
    // A producer that places words without spaces between them.
    let longest = label.split(' ').map(str::len).max().unwrap_or(0);
    if longest < 9 {
        return None;
    }
    let squeezed = label.replace(' ', "");
    patterns.iter().filter(|p| p.fits_squeezed(&squeezed)).map(|p| p.weight).max()
}

pub fn patterns(phrases: &[String]) -> Vec<Pattern> {
    phrases.iter().map(|p| Pattern::new(p)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        let fits = |p: &str, l: &str| Pattern::new(p).fits(&plain(l));
        assert!(fits("kortlopende schulden *", "Kortlopende schulden (ten hoogste 1 jaar)"));
        assert!(!fits("kortlopende schulden *", "Kortlopende schulden"));
        assert!(fits("*reserve", "Bestemmingsreserve"));
        assert!(!fits("*reserve", "Reservering"));
        assert!(fits("w v", "W&V"));
        assert!(fits("materiele vaste activa*", "Materiële vaste activa"));
        assert!(!fits("materiele vaste activa*", "Immateriële vaste activa"));
        assert!(Pattern::new("totaal activa").weight > Pattern::new("totaal*").weight);
    }
}
