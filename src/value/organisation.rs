//! Names of organisations: cleaned, and compared.

use std::cmp::Ordering;

use std::sync::LazyLock;

use regex::Regex;

use super::constant_regex;
use crate::fold::fold;

/// How two names compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// One and the same name, but for spelling that carries no meaning.
    Same,
    /// Could be the same: a legal form left out, an article, a slip of one letter. A human should look.
    Similar,
    Different,
}

/// Where a name in running text or a field ends.
static NAME_END: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"\s*(?:,?\s*(?:statutair\s+|kantoorhoudende?\s+|mede\s+)?gevestigd\b|[,;]?\s+hierna\b|,?\s+ingeschreven\b|,?\s+met\s+zetel\b|[,;(]?\s*(?:kvk|k\.v\.k\.?|rsin|btw|agb|iban)\b|[,;(]?\s*handelsregister|,?\s+ten\s+deze\b|,?\s+te\s+dezen?\b|,?\s+vertegenwoordigd\b|,?\s+t\.a\.v\.|,?\s+postbus\b|,?\s+verder\s+te\s+noemen|\s+\(hierna|[,;]\s+opgericht\b|,?\s+en\s+is\s+gevestigd\b|\s+en\s+heeft\s+(?:haar|zijn)\s+zetel|,?\s+verklaart\b|\.\s+(?:zij|de|het|hij|deze|artikel)\b|:\s|\s+d\.d\.|\s+(?:op|per|over)\s+(?:\d{1,2}\s+[a-z]|\d{1,2}[-/]|(?:19|20)\d\d\b|\d{1,2}$))",
    )
});
/// The name under which one trades.
static TRADING: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r"\s*[,(]?\s*(?:h\.?\s?o\.?\s?d\.?\s?n\.?|t\.?\s?h\.?\s?o\.?\s?d\.?\s?n\.?|(?:tevens\s+)?handelend(?:e)?\s+onder\s+de\s+na(?:am|men)|ook\s+genaamd)\b[.:]?\s*",
    )
});

/// A name as it stands in a field or sentence, without what surrounds it: quotes, seat, numbers. `None`
/// where what is left is no name (no letters, too long, a placeholder).
pub fn clean(text: &str) -> Option<String> {
    let mut name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(m) = NAME_END.find(&name)
        && m.start() > 0
    {
        name.truncate(m.start());
    }
    if let Some(end) = sentence_end(&name) {
        name.truncate(end);
    }
    let edges = |c: char| c.is_whitespace() || "\"“”„‘’'`:;,|•*_…".contains(c);
    let mut trimmed = name.trim_matches(edges);
    // `De vennootschap draagt de naam: Zorg B.V..`
    while trimmed.ends_with("..") && !trimmed.ends_with("...") {
        trimmed = trimmed.get(..trimmed.len() - 1).unwrap_or_default();
    }
    // A full stop ends the sentence, unless it ends an abbreviation (`B.V.`).
    if let Some(rest) = trimmed.strip_suffix('.')
        && !ends_in_abbreviation(rest)
    {
        trimmed = rest.trim_end_matches(edges);
    }
    let trimmed = balanced(trimmed);
    let letters = trimmed.chars().filter(|c| c.is_alphabetic()).count();
    let dotted =
        trimmed.contains("....") || trimmed.contains("___") || trimmed.contains('<') || trimmed.contains('[');
    if letters < 2 || trimmed.chars().count() > 150 || dotted {
        return None;
    }
    Some(trimmed.to_owned())
}

/// Where a sentence ends inside the text: a full stop behind a word of some length, then a new start.
fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(". ").map(|(i, _)| i).find(|i| {
        let before = text.get(..*i).unwrap_or_default();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let next = text.get(i + 2..).and_then(|t| t.chars().next());
        let long = word.chars().count() > 3 || before.ends_with('.');
        let numbered = next.is_some_and(|c| c.is_ascii_digit());
        numbered || long && next.is_some_and(char::is_uppercase)
    })
}

fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
    last.chars().count() <= 1
}

/// Without a bracket that was never closed or opened.
fn balanced(text: &str) -> &str {
    let (open, close) = (text.matches('(').count(), text.matches(')').count());
    match open.cmp(&close) {
        Ordering::Greater => text.rfind('(').and_then(|i| text.get(..i)).unwrap_or(text).trim_end(),
        Ordering::Less => text.trim_end_matches(')'),
        Ordering::Equal => text,
    }
}

/// A name taken apart for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Core {
    words: Vec<String>,
    form: Option<&'static str>,
    founding: bool,
}

const FORM_WORDS: [(&[&str], &str); 17] = [
    (&["besloten", "vennootschap", "met", "beperkte", "aansprakelijkheid"], "bv"),
    (&["besloten", "vennootschap"], "bv"),
    (&["naamloze", "vennootschap"], "nv"),
    (&["vennootschap", "onder", "firma"], "vof"),
    (&["commanditaire", "vennootschap"], "cv"),
    (&["cooperatieve", "vereniging"], "cooperatie"),
    (&["cooperatieve"], "cooperatie"),
    (&["cooperatie"], "cooperatie"),
    (&["stichting"], "stichting"),
    (&["vereniging"], "vereniging"),
    (&["maatschap"], "maatschap"),
    (&["eenmanszaak"], "eenmanszaak"),
    (&["kerkgenootschap"], "kerkgenootschap"),
    (&["bv"], "bv"),
    (&["nv"], "nv"),
    (&["vof"], "vof"),
    (&["onderlinge", "waarborgmaatschappij"], "onderlinge"),
];
/// Liability suffixes of a cooperation, of no weight.
const SUFFIXES: [&str; 3] = ["ua", "wa", "ba"];
const ARTICLES: [&str; 4] = ["de", "het", "een", "t"];

fn core(name: &str) -> Core {
    let mut folded = fold(name).replace(['&', '+'], " en ");
    for (short, long) in [
        ("b.v.", " bv "),
        ("b.v", " bv "),
        ("n.v.", " nv "),
        ("v.o.f.", " vof "),
        ("u.a.", " ua "),
        ("w.a.", " wa "),
        ("b.a.", " ba "),
        ("i.o.", " io "),
    ] {
        folded = folded.replace(short, long);
    }
    let mut words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    if words.first().is_some_and(|w| w == "st" || w == "stg" || w == "sticht") && words.len() > 1 {
        words.splice(..1, ["stichting".to_owned()]);
    }
    // `b v` at the end, where the points were lost.
    for (pair, one) in [(["b", "v"], "bv"), (["n", "v"], "nv"), (["u", "a"], "ua")] {
        let n = words.len();
        if n > 2 && words.get(n - 2..).is_some_and(|tail| tail.iter().zip(pair).all(|(a, b)| a == b)) {
            words.truncate(n - 2);
            words.push(one.to_owned());
        }
    }
    let mut form = None;
    for (sequence, id) in FORM_WORDS {
        if words.len() < sequence.len() || form.is_some() {
            continue;
        }
        let n = words.len() - sequence.len();
        let at_start = words.iter().zip(sequence).all(|(a, b)| a == b);
        let at_end = words.iter().skip(n).zip(sequence).all(|(a, b)| a == b);
        // The form may be the whole name's start or end, or stand before a liability suffix.
        let inner = words.windows(sequence.len()).position(|w| w.iter().zip(sequence).all(|(a, b)| a == b));
        if at_start && words.len() > sequence.len() {
            words.drain(..sequence.len());
            form = Some(id);
        } else if at_end && n > 0 {
            words.truncate(n);
            form = Some(id);
        } else if let Some(i) = inner.filter(|_| matches!(id, "bv" | "nv" | "cooperatie")) {
            words.drain(i..i + sequence.len());
            form = Some(id);
        }
    }
    let founding = words.iter().any(|w| w == "io");
    words.retain(|w| w != "io" && !SUFFIXES.contains(&w.as_str()));
    Core { words, form, founding }
}

/// Whether two names are of one organisation.
///
/// Case, diacritics, punctuation, `&`/`en`, `St.`/`Stichting` and the spelling of the legal form carry no
/// meaning. Another legal form, or a word more (`Beheer`, `Vastgoed`), is another organisation.
pub fn same_organisation(a: &str, b: &str) -> Match {
    let mut best = Match::Different;
    let (left, right) = (names(a), names(b));
    for (i, x) in left.iter().enumerate() {
        for (k, y) in right.iter().enumerate() {
            let mut seen = compare(&core(x), &core(y));
            // A trade name is not the entity's own name.
            if (i > 0) != (k > 0) && seen == Match::Same {
                seen = Match::Similar;
            }
            best = best.min(seen);
        }
    }
    best
}

/// The name itself, and the one it trades under.
fn names(name: &str) -> Vec<&str> {
    match TRADING.find(name) {
        Some(m) if m.start() > 0 => {
            vec![name.get(..m.start()).unwrap_or_default(), name.get(m.end()..).unwrap_or_default()]
        }
        _ => vec![name],
    }
}

fn compare(a: &Core, b: &Core) -> Match {
    if a.words.is_empty() || b.words.is_empty() {
        return Match::Different;
    }
    let forms_clash = a.form.is_some() && b.form.is_some() && a.form != b.form;
    if forms_clash {
        return Match::Different;
    }
    let doubt = a.form != b.form || a.founding != b.founding;
    if a.words == b.words || a.words.concat() == b.words.concat() {
        return if doubt { Match::Similar } else { Match::Same };
    }
    let bare = |c: &Core| -> Vec<String> {
        c.words.iter().filter(|w| !ARTICLES.contains(&w.as_str())).cloned().collect()
    };
    let (x, y) = (bare(a), bare(b));
    if !x.is_empty() && x.concat() == y.concat() {
        return Match::Similar;
    }
    if x.len() == y.len() {
        let mut slips = 0;
        for (p, q) in x.iter().zip(&y) {
            if p == q {
                continue;
            }
            let long = p.chars().count().min(q.chars().count()) >= 6;
            let letters = p.chars().chain(q.chars()).all(char::is_alphabetic);
            if !long || !letters || strsim::damerau_levenshtein(p, q) > 1 {
                return Match::Different;
            }
            slips += 1;
        }
        if slips == 1 {
            return Match::Similar;
        }
    }
    Match::Different
}

/// Whether the name starts or ends with a legal form, as full names of organisations do.
pub fn has_form(name: &str) -> bool {
    core(name).form.is_some() && !core(name).words.is_empty()
}

/// Whether the last word is one that ends a name (`B.V.`, `U.A.`).
pub fn ends_in_form(name: &str) -> bool {
    let last: String = fold(name)
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    ["bv", "nv", "ua", "wa", "vof"].contains(&last.as_str())
}

/// A key under which equal names fall together: core words and legal form.
pub fn key(name: &str) -> String {
    let core = core(names(name).first().copied().unwrap_or_default());
    format!("{}|{}", core.words.concat(), core.form.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn same_whatever_the_spelling() {
        for (a, b) in [
            ("Stichting De Zonnehof", "STICHTING DE ZONNEHOF"),
            ("Stichting De Zonnehof", "St. De Zonnehof"),
            ("Zorg & Welzijn B.V.", "Zorg en Welzijn BV"),
            ("Zorggroep Noord B.V.", "Zorggroep Noord besloten vennootschap"),
            ("Coöperatie Thuiszorg U.A.", "Cooperatie Thuiszorg UA"),
            ("Coöperatie Thuiszorg U.A.", "Coöperatieve vereniging Thuiszorg"),
            ("Zorg-Plus B.V.", "ZorgPlus B.V."),
            ("“Stichting De Zonnehof”", "Stichting De Zonnehof,"),
            ("B.V. Zorghuis", "Zorghuis B.V."),
            ("Zorghuis b v", "Zorghuis B.V."),
        ] {
            assert_eq!(same_organisation(a, b), Match::Same, "{a} / {b}");
        }
    }

    #[test]
    fn different_entities_of_one_group() {
        for (a, b) in [
            ("Stichting De Zonnehof", "De Zonnehof Beheer B.V."),
            ("Stichting De Zonnehof", "Stichting De Zonnehof Vastgoed"),
            ("Stichting De Zonnehof", "De Zonnehof B.V."),
            ("Zorghuis 1 B.V.", "Zorghuis 2 B.V."),
            ("Zorghuis Noord B.V.", "Zorghuis Zuid B.V."),
            ("Stichting", "Stichting De Zonnehof"),
            ("", "Stichting De Zonnehof"),
        ] {
            assert_eq!(same_organisation(a, b), Match::Different, "{a} / {b}");
        }
    }

    #[test]
    fn doubtful_ones_are_similar() {
        for (a, b) in [
            ("De Zonnehof", "Stichting De Zonnehof"),
            ("Stichting Zonnehof", "Stichting De Zonnehof"),
            ("Stichting De Zonehof", "Stichting De Zonnehof"),
            ("A. Jansen h.o.d.n. Zorghuis Jansen", "Zorghuis Jansen"),
            ("Zorghuis B.V. i.o.", "Zorghuis B.V."),
        ] {
            assert_eq!(same_organisation(a, b), Match::Similar, "{a} / {b}");
        }
    }

    #[test]
    fn names_are_cut_from_their_surroundings() {
        for (text, want) in [
            ("Stichting De Zonnehof, gevestigd te Utrecht", "Stichting De Zonnehof"),
            ("“Stichting De Zonnehof”.", "Stichting De Zonnehof"),
            ("Zorghuis B.V.", "Zorghuis B.V."),
            ("Zorghuis B.V., statutair gevestigd te Breda", "Zorghuis B.V."),
            ("Stichting De Zonnehof (KvK 12345678)", "Stichting De Zonnehof"),
            ("Stichting De Zonnehof. Zij is gevestigd", "Stichting De Zonnehof"),
            (": Stichting De Zonnehof", "Stichting De Zonnehof"),
        ] {
            assert_eq!(clean(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(clean("............"), None);
        assert_eq!(clean("<naam organisatie>"), None);
    }

    proptest! {
        #[test]
        fn never_panics_and_is_symmetric(a in "\\PC{0,40}", b in "\\PC{0,40}") {
            let _ = clean(&a);
            prop_assert_eq!(same_organisation(&a, &b), same_organisation(&b, &a));
        }

        #[test]
        fn same_as_itself(words in proptest::collection::vec("[A-Z][a-z]{3,9}", 1..4), form in 0usize..3) {
            let core = words.join(" ");
            let name = ["Stichting ".to_owned() + &core, core.clone() + " B.V.", "Vereniging ".to_owned() + &core][form].clone();
            prop_assert_eq!(same_organisation(&name, &name.to_uppercase()), Match::Same);
        }
    }
}
