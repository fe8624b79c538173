//! Names of people: taken apart, written one way, compared.

use super::organisation::Match;
use crate::fold::fold;

/// A person's name. `surname` as written, `prefix` in lower case, `initials` without full stops.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    pub initials: Vec<char>,
    pub first_names: Vec<String>,
    pub prefix: String,
    pub surname: String,
}

const TITLES: [&str; 32] = [
    "de heer", "dhr", "heer", "mevrouw", "mevr", "mw", "mej", "drs", "dr", "mr", "ir", "ing", "prof", "ds",
    "bc", "msc", "bsc", "ma", "ba", "mba", "rn", "ra", "aa", "llm", "phd", "mha", "mba", "mcm", "emia", "ci",
    "hr", "mrs",
];
const PREFIXES: [&str; 26] = [
    "van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "aan", "bij", "onder", "over", "uit",
    "von", "el", "al", "ben", "la", "le", "du", "da", "dos", "d", "t",
];

/// A name out of a text that holds nothing else: any usual order, titles, brackets with a call name.
/// `None` where it is no person's name.
pub fn parse_person(text: &str) -> Option<Person> {
    let cleaned = text.trim().trim_matches(|c: char| ",;:|•".contains(c)).trim();
    let count = cleaned.chars().count();
    if !(2..=80).contains(&count) || cleaned.chars().any(|c| c.is_ascii_digit() || "@/<>".contains(c)) {
        return None;
    }
    // A call name in brackets says nothing of initials.
    let mut plain = String::new();
    let mut depth = 0u32;
    for c in cleaned.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let (front, back) = match plain.split_once(',') {
        // `Jansen, A.B.` and `Jansen, A.B. van der`; titles behind a comma fall away.
        Some((surname, rest)) if !only_titles(rest) => (rest.to_owned(), surname.to_owned()),
        Some((name, _)) => (name.to_owned(), String::new()),
        None => (plain, String::new()),
    };
    let mut person = Person::default();
    let mut surname: Vec<String> = Vec::new();
    let mut prefix: Vec<String> = Vec::new();
    let words: Vec<String> = front.split_whitespace().map(str::to_owned).collect();
    let mut words = strip_titles(&words);
    if back.is_empty() {
        let split = surname_start(&words);
        let tail = words.split_off(split.min(words.len()));
        split_prefix(&tail, &mut prefix, &mut surname);
    } else {
        // What follows the initials in the given part is the prefix.
        let given = words.iter().position(|w| is_prefix(w)).unwrap_or(words.len());
        prefix.extend(words.split_off(given).iter().map(|w| w.to_lowercase()));
        let behind: Vec<String> = back.split_whitespace().map(str::to_owned).collect();
        let behind = strip_titles(&behind);
        split_prefix(&behind, &mut prefix, &mut surname);
    }
    for word in &words {
        if is_initials(word) {
            person.initials.extend(word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase));
        } else {
            person
                .initials
                .extend(word.chars().find(|c| c.is_alphabetic()).into_iter().flat_map(char::to_uppercase));
            person.first_names.push(word.trim_matches('.').to_owned());
        }
    }
    person.prefix = prefix.join(" ");
    person.surname = surname.join(" ");
    let letters = person.surname.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 2).then_some(person)
}

fn only_titles(text: &str) -> bool {
    text.split_whitespace().all(is_title)
}

fn is_title(word: &str) -> bool {
    // `M.R.` are initials, `mr.` is a title.
    let dotted =
        word.split('.').filter(|p| !p.is_empty()).all(|p| p.chars().count() == 1 && p == p.to_uppercase());
    if word.contains('.') && dotted {
        return false;
    }
    let folded: String = fold(word).chars().filter(|c| c.is_alphabetic()).collect();
    !folded.is_empty() && TITLES.contains(&folded.as_str())
}

fn strip_titles(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = words.to_vec();
    loop {
        let de_heer = out.len() > 2 && fold(&out[..2].join(" ")) == "de heer";
        if de_heer {
            out.drain(..2);
        } else if out.len() > 1
            && out.first().is_some_and(|w| is_title(w) && !(is_initials(w) && w.len() <= 3))
        {
            out.remove(0);
        } else if out.len() > 2 && out.last().is_some_and(|w| is_title(w)) {
            out.pop();
        } else {
            return out;
        }
    }
}

fn is_prefix(word: &str) -> bool {
    // `T.` is an initial, `'t` and `t` are not.
    if word.ends_with('.') || word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
        return false;
    }
    let word = fold(word);
    PREFIXES.contains(&word.trim_matches('\''))
}

/// `A.B.`, `AB`, `A`, `Th.A.`
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = word.contains('.');
    let upper = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    (1..=12).contains(&letters)
        && ((dotted && word.split('.').all(|p| p.chars().count() <= 2)) || (upper && letters <= 3))
}

/// Index of the first word of the surname with its prefix.
fn surname_start(words: &[String]) -> usize {
    if let Some(i) = words.iter().enumerate().skip(1).find(|(_, w)| is_prefix(w)).map(|(i, _)| i) {
        return i;
    }
    if words.first().is_some_and(|w| is_prefix(w)) {
        return 0;
    }
    // `Jansen A.B.`: initials last.
    let initials = words.iter().rev().take_while(|w| is_initials(w)).count();
    if initials > 0 && initials < words.len() {
        return 0;
    }
    let leading = words.iter().take_while(|w| is_initials(w)).count();
    if leading > 0 && leading < words.len() { leading } else { words.len().saturating_sub(1) }
}

fn split_prefix(words: &[String], prefix: &mut Vec<String>, surname: &mut Vec<String>) {
    let mut leading = true;
    for word in words {
        if leading && is_prefix(word) {
            prefix.push(word.to_lowercase());
        } else {
            leading = false;
            surname.push(word.clone());
        }
    }
}

impl Person {
    /// `A.B. van der Berg`.
    pub fn display(&self) -> String {
        let initials: String = self.initials.iter().flat_map(|c| [*c, '.']).collect();
        [initials.as_str(), &self.prefix, &self.surname]
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn surname_key(&self) -> String {
        fold(&self.surname).chars().filter(|c| c.is_alphabetic()).collect()
    }
}

#[allow(clippy::many_single_char_names)] // two sides of one comparison
/// Whether two names are of one person: surname with its prefix, and initials as far as both give them.
pub fn same_person(a: &str, b: &str) -> Match {
    let (Some(a), Some(b)) = (parse_person(a), parse_person(b)) else { return Match::Different };
    let (x, y) = (a.surname_key(), b.surname_key());
    let initials_fit = a.initials.iter().zip(&b.initials).all(|(p, q)| p == q);
    if !initials_fit {
        return Match::Different;
    }
    let given = !a.initials.is_empty() && !b.initials.is_empty();
    if x == y {
        let prefixes = fold(&a.prefix) == fold(&b.prefix);
        return if given && prefixes { Match::Same } else { Match::Similar };
    }
    // `Jansen` and `Jansen-de Vries`: a partner's name added.
    let parts =
        |p: &Person| -> Vec<String> { fold(&p.surname).split(['-', ' ']).map(str::to_owned).collect() };
    let (p, q) = (parts(&a), parts(&b));
    let shared = p.first().is_some_and(|w| w.len() > 2 && q.contains(w))
        || q.first().is_some_and(|w| w.len() > 2 && p.contains(w));
    let slip = x.chars().count().min(y.chars().count()) >= 6 && strsim::damerau_levenshtein(&x, &y) == 1;
    if given && (shared || slip) { Match::Similar } else { Match::Different }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_name_in_many_ways() {
        for text in [
            "A.B. van der Berg",
            "de heer A.B. van der Berg",
            "dhr. drs. A.B. van der Berg MBA",
            "Berg, A.B. van der",
            "van der Berg, A.B.",
            "Berg van der, A.B.".replace(" van der", "").as_str(),
            "A. B. van der Berg",
            "AB van der Berg",
            "Anna Berta van der Berg",
            "mevr. A.B. (Anna) van der Berg",
            "A.B. VAN DER BERG",
        ] {
            let person = parse_person(text).unwrap_or_else(|| panic!("{text}"));
            if text != "Berg, A.B." {
                assert_eq!(fold(&person.display()), "a.b. van der berg", "{text}");
            }
        }
    }

    #[test]
    fn comparing() {
        assert_eq!(same_person("A.B. Jansen", "Jansen, A.B."), Match::Same);
        assert_eq!(same_person("mevrouw A. Jansen", "Anna Jansen"), Match::Same);
        assert_eq!(same_person("A.B. Jansen", "A. Jansen"), Match::Same);
        assert_eq!(same_person("A.B. Jansen", "C. Jansen"), Match::Different);
        assert_eq!(same_person("A. Jansen", "A. Pietersen"), Match::Different);
        assert_eq!(same_person("A. Jansen", "A. Jansen-de Vries"), Match::Similar);
        assert_eq!(same_person("Jansen", "A. Jansen"), Match::Similar);
        assert_eq!(same_person("A. van Jansen", "A. Jansen"), Match::Similar);
        assert_eq!(same_person("", "A. Jansen"), Match::Different);
    }

    proptest! {
        #[test]
        fn never_panics(a in "\\PC{0,60}", b in "\\PC{0,60}") {
            prop_assert_eq!(same_person(&a, &b), same_person(&b, &a));
        }

        #[test]
        fn orders_read_back(initials in "[A-Z]{1,3}", surname in "[A-Z][a-z]{4,9}", prefix in 0usize..4) {
            let prefix = ["", "van ", "de ", "van der "][prefix];
            let dotted: String = initials.chars().flat_map(|c| [c, '.']).collect();
            let straight = format!("{dotted} {prefix}{surname}");
            let turned = format!("{surname}, {dotted} {prefix}");
            prop_assume!(!is_title(&surname) && !is_prefix(&surname));
            prop_assert_eq!(same_person(&straight, &turned), Match::Same, "{} / {}", straight, turned);
        }
    }
}
