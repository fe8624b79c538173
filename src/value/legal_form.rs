//! Legal forms and their canonical ids.

use std::sync::LazyLock;

use regex::Regex;

use super::constant_regex;
use super::number::Found;
use crate::fold::fold;

/// Pattern on folded text, id. The first that matches at the earliest place counts.
const FORMS: [(&str, &str); 15] = [
    (r"besloten\s+vennootschap(?:\s+met\s+beperkte\s+aansprakelijkheid)?", "bv"),
    (r"naamloze\s+vennootschap", "nv"),
    (r"(?:vennootschap\s+onder\s+firma|v\.?\s?o\.?\s?f\b\.?)", "vof"),
    (r"(?:commanditaire\s+vennootschap)", "cv"),
    (r"(?:cooperatieve\s+vereniging|cooperatie(?:ve)?|coop\.)", "cooperatie"),
    (r"(?:onderlinge\s+waarborgmaatschappij|onderlinge)", "onderlinge"),
    (r"vereniging\s+van\s+eigenaars", "vve"),
    (r"stichting", "stichting"),
    (r"vereniging", "vereniging"),
    (r"maatschap", "maatschap"),
    (r"(?:eenmanszaak|eenmansbedrijf|zzp)", "eenmanszaak"),
    (r"kerkgenootschap", "kerkgenootschap"),
    (r"(?:publiekrechtelijke?\s+rechtspersoon|gemeenschappelijke\s+regeling)", "publiek"),
    (r"b\.?\s?v\b\.?", "bv"),
    (r"n\.?\s?v\b\.?", "nv"),
];

static ALL: LazyLock<Vec<(Regex, &'static str)>> =
    LazyLock::new(|| FORMS.iter().map(|(p, id)| (constant_regex(&format!(r"\b(?:{p})")), *id)).collect());

/// The first legal form a text names; range in the folded text.
pub fn find_legal_form(text: &str) -> Option<Found<&'static str>> {
    let folded = fold(text);
    let mut best: Option<Found<&'static str>> = None;
    for (regex, id) in ALL.iter() {
        let hit = regex.find_iter(&folded).find(|m| {
            // A word that goes on is another word; `stichtingen` is none.
            !folded.get(m.end()..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric)
        });
        if let Some(m) = hit
            && best.as_ref().is_none_or(|b| m.start() < b.start)
        {
            best = Some(Found { start: m.start(), end: m.end(), value: *id });
        }
    }
    best
}

/// What the trade register calls a form.
pub fn register_name(id: &str) -> &'static str {
    match id {
        "bv" => "Besloten Vennootschap",
        "nv" => "Naamloze Vennootschap",
        "vof" => "Vennootschap Onder Firma",
        "cv" => "Commanditaire Vennootschap",
        "cooperatie" => "Coöperatie",
        "onderlinge" => "Onderlinge Waarborgmaatschappij",
        "vve" => "Vereniging van Eigenaars",
        "vereniging" => "Vereniging",
        "maatschap" => "Maatschap",
        "eenmanszaak" => "Eenmanszaak",
        "kerkgenootschap" => "Kerkgenootschap",
        "publiek" => "Publiekrechtelijke Rechtspersoon",
        _ => "Stichting",
    }
}

/// The id of the legal form that a text names.
pub fn parse_legal_form(text: &str) -> Option<&'static str> {
    find_legal_form(text).map(|f| f.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, id) in [
            ("Stichting", "stichting"),
            ("Besloten Vennootschap", "bv"),
            ("besloten vennootschap met beperkte aansprakelijkheid", "bv"),
            ("B.V.", "bv"),
            ("Zonnehof BV", "bv"),
            ("N.V.", "nv"),
            ("Coöperatie U.A.", "cooperatie"),
            ("Coöperatieve vereniging", "cooperatie"),
            ("vereniging met volledige rechtsbevoegdheid", "vereniging"),
            ("Vennootschap Onder Firma", "vof"),
            ("V.O.F.", "vof"),
            ("maatschap", "maatschap"),
            ("Eenmanszaak", "eenmanszaak"),
            ("Kerkgenootschap", "kerkgenootschap"),
        ] {
            assert_eq!(parse_legal_form(text), Some(id), "{text}");
        }
        assert_eq!(parse_legal_form("bvba-achtig"), None);
        assert_eq!(parse_legal_form("stichtingen"), None);
    }
}
