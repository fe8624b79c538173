//! Whether a document is about the entity that files: numbers first, names second.

use crate::check::context::{Context, Doc, Seen};
use crate::check::sentences;
use crate::dossier::names::{Likeness, organisations};

/// Registers that number their own subject: another number there is another entity.
const REGISTERS: &[&str] = &["kvk-uittreksel", "ubo-uittreksel"];

/// Kinds whose issuer (insurer, authority) puts its own number on the paper.
const ISSUED: &[&str] = &[
    "belastingverklaring",
    "kwaliteitskader-bewijs",
    "polisblad",
    "vog-rp",
    "wtza-meldbewijs",
    "wtza-vergunning",
    "wtzi-cibg-brief",
    "wtzi-toelating",
];

/// Fields that name the subject of a document.
const NAMES: &[&str] = &["legal_name", "insured_name", "trade_name"];

/// What is known of the entity that files, without the document that is tested.
#[derive(Debug, Default)]
pub struct Reference {
    pub kvk: Vec<String>,
    pub rsin: Vec<String>,
    pub names: Vec<String>,
    /// In how many places its name stands, that agree.
    name_sources: usize,
    /// An extract of it was read: its trade names are known.
    register: bool,
}

/// How a document compares, with a Dutch sentence that shows what was compared.
pub struct Compared<'a> {
    pub likeness: Likeness,
    pub reason: String,
    pub seen: Vec<Seen<'a>>,
}

fn push(list: &mut Vec<String>, value: &str) {
    let value = value.trim();
    if !value.is_empty() && !list.iter().any(|v| v == value) {
        list.push(value.to_owned());
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

pub fn reference(context: &Context<'_>, tested: Option<&Doc<'_>>) -> Reference {
    let manifest = &context.dossier.submission.manifest;
    let mut known = Reference::default();
    push(&mut known.kvk, &digits(manifest.kvk.as_deref().unwrap_or_default()));
    push(&mut known.rsin, &digits(manifest.rsin.as_deref().unwrap_or_default()));
    if let Some(name) = manifest.aanbieder.as_deref().filter(|n| !n.trim().is_empty()) {
        push(&mut known.names, name);
        known.name_sources += 1;
    }
    let other = |d: &&Doc<'_>| tested.is_none_or(|t| !std::ptr::eq(t.main, d.main));
    for declaration in context.counting_one("bestuursverklaring").into_iter().filter(other) {
        known.take(declaration, &["legal_name"]);
    }
    // An extract serves when it is surely the filing entity's: there may be those of a chain beside it.
    let extracts = context.counting_one("kvk-uittreksel");
    let single = extracts.len() == 1;
    for extract in extracts.into_iter().filter(other) {
        let own = if known.kvk.is_empty() {
            single
                && extract
                    .sure("legal_name")
                    .all(|s| known.names.iter().all(|n| organisations(n, &s.fact.value) == Likeness::Same))
        } else {
            extract.sure("kvk_number").any(|s| known.kvk.contains(&s.fact.value))
        };
        if own {
            known.take(extract, &["legal_name", "trade_name"]);
            known.register = true;
        }
    }
    known
}

impl Reference {
    fn take(&mut self, document: &Doc<'_>, names: &[&str]) {
        // The first number is the subject's; others (of a director, of a parent) say nothing against it.
        for (list, field) in [(&mut self.kvk, "kvk_number"), (&mut self.rsin, "rsin")] {
            let said: Vec<&str> = document.sure(field).map(|s| s.fact.value.as_str()).collect();
            if let Some(first) = said.first()
                && !said.iter().any(|n| list.iter().any(|k| k == n))
            {
                push(list, first);
            }
        }
        let mut named = false;
        for field in names {
            for seen in document.sure(field) {
                named |= *field == "legal_name"
                    && self.names.iter().any(|n| organisations(n, &seen.fact.value) == Likeness::Same);
                push(&mut self.names, &seen.fact.value);
            }
        }
        self.name_sources += usize::from(named || (self.name_sources == 0 && !self.names.is_empty()));
    }

    pub fn known(&self) -> bool {
        !(self.kvk.is_empty() && self.rsin.is_empty() && self.names.is_empty())
    }

    /// `Stichting Voorbeeld (KvK 12345678)`.
    pub fn shown(&self) -> String {
        let name = self.names.first().map_or("de aanbieder", String::as_str);
        match self.kvk.first() {
            Some(kvk) => format!("{name} (KvK {kvk})"),
            None => name.to_owned(),
        }
    }

    fn name_likeness(&self, said: &str) -> Likeness {
        let mut best = Likeness::Different;
        for name in &self.names {
            match organisations(name, said) {
                Likeness::Same => return Likeness::Same,
                Likeness::Similar => best = Likeness::Similar,
                Likeness::Different => {}
            }
        }
        best
    }
}

/// Compares a document with the entity that files.
pub fn compare<'a>(context: &Context<'a>, document: &Doc<'a>) -> Compared<'a> {
    let known = reference(context, Some(document));
    let kind = document.kind().unwrap_or_default();
    let path = document.path();
    let numbers: Vec<Seen<'a>> = document.sure("kvk_number").collect();
    let fiscal: Vec<Seen<'a>> = document.sure("rsin").collect();
    let names: Vec<Seen<'a>> = NAMES.iter().flat_map(|f| document.sure(f).collect::<Vec<_>>()).collect();
    let unsure_names = NAMES.iter().any(|f| document.facts(f).any(|s| !s.fact.decisive()));
    let mut seen: Vec<Seen<'a>> = numbers.iter().chain(&fiscal).chain(&names).copied().collect();
    if seen.is_empty() {
        seen = NAMES
            .iter()
            .chain(&["kvk_number", "rsin"])
            .flat_map(|f| document.facts(f).collect::<Vec<_>>())
            .collect();
    }
    let result = |likeness, reason: String| Compared { likeness, reason, seen: seen.clone() };

    if !known.known() {
        return result(Likeness::Similar, "Niet bekend wie inschrijft, dus niet te vergelijken.".to_owned());
    }
    if known.kvk.len() > 1 {
        return result(
            Likeness::Similar,
            format!(
                "De opgave en de stukken noemen verschillende KvK-nummers voor de aanbieder ({}).",
                sentences::list(known.kvk.iter().cloned())
            ),
        );
    }
    // How the names in the document compare, of those surely read.
    let likenesses: Vec<Likeness> = names.iter().map(|s| known.name_likeness(&s.fact.value)).collect();
    let name = if likenesses.is_empty() || known.names.is_empty() {
        None
    } else if likenesses.contains(&Likeness::Same) {
        Some(Likeness::Same)
    } else if likenesses.contains(&Likeness::Similar) {
        Some(Likeness::Similar)
    } else {
        Some(Likeness::Different)
    };
    let said = sentences::some(names.iter().map(|s| format!("“{}”", s.fact.value)));
    let who = known.shown();

    if let Some(kvk) = known.kvk.first() {
        if numbers.iter().any(|s| s.fact.value == *kvk) {
            return if name == Some(Likeness::Different) {
                result(
                    Likeness::Similar,
                    format!(
                        "{path} noemt KvK-nummer {kvk}, maar een andere naam: {said}; inschrijver is {who}."
                    ),
                )
            } else if numbers.first().is_some_and(|s| s.fact.value != *kvk) && REGISTERS.contains(&kind) {
                // The register heads its paper with the number of its subject; directors follow.
                result(
                    Likeness::Similar,
                    format!("{path} noemt naast KvK-nummer {kvk} nog een ander nummer."),
                )
            } else {
                result(
                    Likeness::Same,
                    format!("{path} noemt hetzelfde KvK-nummer als de inschrijver: {kvk}."),
                )
            };
        }
        if let Some(first) = numbers.first() {
            let other = &first.fact.value;
            let differs = format!("{path} noemt KvK-nummer {other}; de inschrijver is {who}.");
            return match name {
                Some(Likeness::Same) if ISSUED.contains(&kind) => {
                    result(Likeness::Same, format!("{path} staat op naam van {said}, de inschrijver."))
                }
                Some(Likeness::Same | Likeness::Similar) => result(
                    Likeness::Similar,
                    format!("{differs} De naam {said} is gelijk aan of lijkt op die van de inschrijver."),
                ),
                None if REGISTERS.contains(&kind) => result(Likeness::Different, differs),
                Some(Likeness::Different) if !ISSUED.contains(&kind) || known.register => {
                    result(Likeness::Different, format!("{differs} Het stuk staat op naam van {said}."))
                }
                _ => result(Likeness::Similar, differs),
            };
        }
    }
    if let Some(rsin) = known.rsin.first() {
        if known.rsin.len() == 1 && fiscal.iter().any(|s| s.fact.value == *rsin) {
            return if name == Some(Likeness::Different) {
                result(Likeness::Similar, format!("{path} noemt RSIN {rsin}, maar een andere naam: {said}."))
            } else {
                result(Likeness::Same, format!("{path} noemt hetzelfde RSIN als de inschrijver: {rsin}."))
            };
        }
        if let Some(first) = fiscal.first()
            && name != Some(Likeness::Same)
        {
            let likeness = if name == Some(Likeness::Different) && known.rsin.len() == 1 {
                Likeness::Different
            } else {
                Likeness::Similar
            };
            return result(
                likeness,
                format!("{path} noemt RSIN {}; dat van de inschrijver is {rsin}.", first.fact.value),
            );
        }
    }
    match name {
        Some(Likeness::Same) => {
            result(Likeness::Same, format!("{path} staat op naam van {said}: de inschrijver."))
        }
        Some(Likeness::Similar) => result(
            Likeness::Similar,
            format!("{path} staat op naam van {said}; dat lijkt op, maar is niet gelijk aan {who}."),
        ),
        // Names alone decide against a document only where the filing entity's names, trade names too,
        // are known from the register and elsewhere, and everything on the paper was surely read.
        Some(Likeness::Different) if known.name_sources >= 2 && known.register && !unsure_names => {
            result(Likeness::Different, format!("{path} staat op naam van {said}; de inschrijver is {who}."))
        }
        Some(Likeness::Different) => result(
            Likeness::Similar,
            format!(
                "{path} staat op naam van {said}; de inschrijver is {who}. Beoordeel of dit dezelfde is."
            ),
        ),
        None => result(
            Likeness::Similar,
            format!("In {path} is geen naam of nummer zeker genoeg gelezen om te vergelijken met {who}."),
        ),
    }
}

/// Those surely about the filing entity, when there are any; else all that are not surely another's.
pub fn own<'s, 'a>(context: &Context<'a>, documents: Vec<&'s Doc<'a>>) -> Vec<&'s Doc<'a>> {
    if documents.len() < 2 {
        return documents;
    }
    let compared: Vec<(Likeness, &Doc<'a>)> =
        documents.iter().map(|d| (compare(context, d).likeness, *d)).collect();
    if compared.iter().any(|(l, _)| *l == Likeness::Same) {
        return compared.into_iter().filter(|(l, _)| *l != Likeness::Different).map(|(_, d)| d).collect();
    }
    documents
}
