//! Whether two names mean the same person or organisation. Careful: `Same` and `Different` may decide a
//! requirement, so whatever lies between is `Similar`.

use crate::fold::fold;
use crate::value::{Match, same_organisation, same_person};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    Same,
    /// Could be the same: a human must look.
    Similar,
    Different,
}

/// Spellings of legal forms, folded and without dots, with the form they mean.
const FORMS: &[(&str, &str)] = &[
    ("besloten vennootschap met beperkte aansprakelijkheid", "bv"),
    ("besloten vennootschap", "bv"),
    ("naamloze vennootschap", "nv"),
    ("vennootschap onder firma", "vof"),
    ("commanditaire vennootschap", "cv"),
    ("coöperatieve vereniging", "cooperatie"),
    ("cooperatieve vereniging", "cooperatie"),
    ("cooperatie", "cooperatie"),
    ("stichting", "stichting"),
    ("vereniging", "vereniging"),
    ("maatschap", "maatschap"),
    ("eenmanszaak", "eenmanszaak"),
    ("bv", "bv"),
    ("nv", "nv"),
    ("vof", "vof"),
    ("cv", "cv"),
    ("st", "stichting"),
    ("stg", "stichting"),
    ("ua", ""),
    ("wa", ""),
    ("ba", ""),
];

fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut plain = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            '.' | '\'' => {}
            '&' | '+' => plain.push_str(" en "),
            c if c.is_alphanumeric() => plain.push(c),
            _ => plain.push(' '),
        }
    }
    // `B. V.` and `B V` lose their dots to single letters.
    let mut out: Vec<String> = Vec::new();
    let mut run = String::new();
    for word in plain.split_whitespace() {
        if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
            run.push_str(word);
            continue;
        }
        if !run.is_empty() {
            out.push(std::mem::take(&mut run));
        }
        out.push(word.to_owned());
    }
    if !run.is_empty() {
        out.push(run);
    }
    out
}

fn find(words: &[String], phrase: &str) -> Option<(usize, usize)> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    words
        .windows(wanted.len())
        .position(|w| w.iter().zip(&wanted).all(|(a, b)| a == b))
        .map(|at| (at, wanted.len()))
}

/// The name without its legal form, and the form.
fn bare(name: &str) -> (Vec<String>, Option<&'static str>) {
    let mut words = words(name);
    let mut form = None;
    for (said, means) in FORMS {
        if let Some((at, len)) = find(&words, said)
            && len < words.len()
        {
            words.drain(at..at + len);
            if form.is_none() && !means.is_empty() {
                form = Some(*means);
            }
        }
    }
    (words, form)
}

/// Words so common in names of care providers that sharing one means nothing.
const COMMON: &[&str] = &[
    "zorg",
    "thuiszorg",
    "ouderenzorg",
    "zorggroep",
    "zorgcentrum",
    "woonzorg",
    "wonen",
    "holding",
    "beheer",
    "groep",
    "nederland",
    "care",
    "van",
    "voor",
    "de",
    "het",
    "een",
    "en",
    "in",
    "der",
    "den",
    "te",
    "aan",
];

/// Compares names of organisations: `Same` by the exact rules for names, `Different` only where the names
/// have nothing telling in common. A holding or sister (`De Linde Beheer`) is another entity, but a paper
/// on its name may well cover the one that files: `Similar`.
pub fn organisations(a: &str, b: &str) -> Likeness {
    match (same_organisation(a, b), loosely(a, b)) {
        (Match::Same, _) => Likeness::Same,
        (Match::Different, Likeness::Different) => Likeness::Different,
        _ => Likeness::Similar,
    }
}

/// By words in common.
fn loosely(a: &str, b: &str) -> Likeness {
    let ((left, left_form), (right, right_form)) = (bare(a), bare(b));
    let nothing =
        |words: &[String]| words.is_empty() || FORMS.iter().any(|(said, _)| *said == words.join(" "));
    if nothing(&left) || nothing(&right) {
        return Likeness::Similar; // a bare "Stichting" names no one
    }
    let (joined_left, joined_right) = (left.concat(), right.concat());
    if joined_left == joined_right {
        return match (left_form, right_form) {
            (Some(x), Some(y)) if x != y => Likeness::Similar,
            _ => Likeness::Same,
        };
    }
    let shared =
        left.iter().any(|w| w.chars().count() > 2 && !COMMON.contains(&w.as_str()) && right.contains(w));
    if shared
        || joined_left.contains(&joined_right)
        || joined_right.contains(&joined_left)
        || strsim::jaro_winkler(&joined_left, &joined_right) >= 0.88
        || strsim::normalized_levenshtein(&joined_left, &joined_right) >= 0.7
        || left.iter().all(|w| COMMON.contains(&w.as_str()))
        || right.iter().all(|w| COMMON.contains(&w.as_str()))
        || initials(&left) == joined_right
        || initials(&right) == joined_left
    {
        return Likeness::Similar;
    }
    Likeness::Different
}

fn initials(words: &[String]) -> String {
    words.iter().filter_map(|w| w.chars().next()).collect()
}

const PARTICLES: &[&str] = &[
    "van", "von", "de", "den", "der", "ter", "ten", "te", "het", "t", "in", "op", "aan", "bij", "du", "la",
    "le", "el", "al", "ben", "da", "dos", "di",
];

const TITLES: &[&str] = &[
    "dr",
    "drs",
    "mr",
    "ir",
    "ing",
    "prof",
    "bsc",
    "msc",
    "ba",
    "ma",
    "mba",
    "llm",
    "phd",
    "ra",
    "aa",
    "mw",
    "mevr",
    "mevrouw",
    "dhr",
    "heer",
    "hr",
    "mdm",
    "mha",
    "bestuurder",
    "directeur",
];

#[derive(Debug, PartialEq)]
struct Person {
    /// Parts of the family name without particles, sorted.
    family: Vec<String>,
    /// Given names or initials, in order.
    given: Vec<String>,
}

fn person(name: &str) -> Option<Person> {
    let mut folded = fold(name);
    // A roepnaam between brackets says nothing that the other names do not.
    while let (Some(open), Some(close)) = (folded.find('('), folded.find(')')) {
        if close < open {
            break;
        }
        folded.replace_range(open..=close, " ");
    }
    let (before, after) = match folded.split_once(',') {
        Some((family, rest)) => (family.to_owned(), Some(rest.to_owned())),
        None => (folded, None),
    };
    let tokens = |text: &str| -> Vec<String> {
        text.split(|c: char| c.is_whitespace() || c == '.' || c == ',' || c == '\'' || c == '/')
            .filter(|t| !t.is_empty() && !TITLES.contains(t))
            .map(str::to_owned)
            .collect()
    };
    let parts = |word: &str| -> Vec<String> {
        word.split('-').filter(|p| !p.is_empty() && !PARTICLES.contains(p)).map(str::to_owned).collect()
    };
    let behind = after.filter(|a| !tokens(a).is_empty());
    let (family_words, given): (Vec<String>, Vec<String>) = if let Some(rest) = behind {
        (tokens(&before), tokens(&rest).into_iter().filter(|t| !PARTICLES.contains(&t.as_str())).collect())
    } else {
        let all = tokens(&before);
        // The family name starts at the last particle, or is the last word; a word that a hyphen
        // ties to a particle (`jansen-de vries`) belongs to it.
        let mut from = all.len().checked_sub(1)?;
        while from > 0
            && (PARTICLES.contains(&all[from - 1].as_str())
                || all[from - 1].split('-').nth(1).is_some_and(|p| p.is_empty() || PARTICLES.contains(&p)))
        {
            from -= 1;
        }
        (all[from..].to_vec(), all[..from].to_vec())
    };
    let mut family: Vec<String> = family_words.iter().flat_map(|w| parts(w)).collect();
    family.sort();
    family.dedup();
    let given = given.into_iter().flat_map(|g| parts(&g)).collect();
    (!family.is_empty()).then_some(Person { family, given })
}

/// Compares names of persons, in the orders and abbreviations that registers and signatures use. `Same`
/// needs family name and initials, and first names where both give them in full; `Different` no name in
/// common.
pub fn persons(a: &str, b: &str) -> Likeness {
    match (same_person(a, b), by_parts(a, b)) {
        (Match::Same, Likeness::Same) => Likeness::Same,
        (Match::Different, Likeness::Different) => Likeness::Different,
        _ => Likeness::Similar,
    }
}

/// By family names and given names.
fn by_parts(a: &str, b: &str) -> Likeness {
    let (Some(a), Some(b)) = (person(a), person(b)) else { return Likeness::Similar };
    if a.family == b.family {
        return if a.given.is_empty() || b.given.is_empty() {
            Likeness::Similar
        } else {
            given(&a.given, &b.given)
        };
    }
    let shared = |x: &Person, y: &Person| {
        x.family
            .iter()
            .chain(&x.given)
            .filter(|w| w.chars().count() > 2)
            .any(|w| y.family.iter().any(|f| f == w || close(f, w)))
    };
    if shared(&a, &b) || shared(&b, &a) { Likeness::Similar } else { Likeness::Different }
}

/// One letter read wrong in a name of some length.
fn close(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) >= 4 && strsim::osa_distance(a, b) <= 1
}

fn given(a: &[String], b: &[String]) -> Likeness {
    // `jw` and `j w` are the same initials.
    let expand = |names: &[String]| -> Vec<String> {
        let initials_run = |n: &String| n.chars().count() <= 3 && !n.chars().any(|c| "aeiouy".contains(c));
        names
            .iter()
            .flat_map(
                |n| {
                    if initials_run(n) { n.chars().map(String::from).collect() } else { vec![n.clone()] }
                },
            )
            .collect()
    };
    let (a, b) = (expand(a), expand(b));
    for (x, y) in a.iter().zip(&b) {
        let (long_x, long_y) = (x.chars().count() > 1, y.chars().count() > 1);
        let agree = if long_x && long_y { x == y } else { x.chars().next() == y.chars().next() };
        if !agree {
            return Likeness::Similar; // a roepnaam may stand for any initial
        }
    }
    Likeness::Same
}

#[cfg(test)]
mod tests {
    use super::{Likeness::*, *};

    #[test]
    fn organisations_compare_without_form_and_punctuation() {
        assert_eq!(organisations("Stichting De Linde", "stichting  de linde"), Same);
        assert_eq!(organisations("Thuiszorg De Linde B.V.", "Thuiszorg De Linde BV"), Same);
        assert_eq!(organisations("De Linde b. v.", "De Linde besloten vennootschap"), Same);
        assert_eq!(organisations("ZorgPlus BV", "Zorg Plus B.V."), Same);
        assert_eq!(organisations("Coöperatie Zorg & Zo U.A.", "Cooperatie Zorg en Zo"), Same);
    }

    #[test]
    fn another_form_or_a_holding_is_only_similar() {
        assert_eq!(organisations("Stichting De Linde", "De Linde B.V."), Similar);
        assert_eq!(organisations("Stichting De Linde", "De Linde"), Similar);
        assert_eq!(organisations("De Linde Holding B.V.", "De Linde B.V."), Similar);
        assert_eq!(organisations("Stichting", "Stichting De Linde"), Similar);
        assert_eq!(organisations("Zorg B.V.", "Stichting Avondrood"), Similar);
    }

    #[test]
    fn other_names_differ() {
        assert_eq!(organisations("Stichting De Linde", "Zorggroep Avondrood B.V."), Different);
        assert_eq!(organisations("Stichting Zorg aan de Maas", "Stichting Zorg in Brabant"), Different);
    }

    #[test]
    fn persons_in_register_order() {
        assert_eq!(persons("Vries, Jan Willem de", "J.W. de Vries"), Same);
        assert_eq!(persons("de Vries, J.W.", "drs. J.W. de Vries"), Same);
        assert_eq!(persons("Jan Willem de Vries", "Dhr. Jan de Vries"), Same);
        assert_eq!(persons("A. Jansen-de Vries", "Jansen - de Vries, Anna"), Same);
    }

    #[test]
    fn doubt_about_a_person_is_similar() {
        assert_eq!(persons("J. Bakker-de Vries", "J. de Vries"), Similar);
        assert_eq!(persons("Bob Jansen", "R. Jansen"), Similar);
        assert_eq!(persons("Jan Jansen", "Johannes Jansen"), Similar);
        assert_eq!(persons("Jansen", "R. Jansen"), Similar);
        assert_eq!(persons("R. Janssen", "R. Jansen"), Similar);
        assert_eq!(persons("", "R. Jansen"), Similar);
        assert_eq!(persons("P. Pietersen", "R. Jansen"), Different);
    }
}
