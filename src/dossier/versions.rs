//! Several documents of one kind: which of them counts.
//!
//! Only what is surely a version of the same is superseded: same kind, same entity, same year where the
//! kind is yearly, and every valid one dated. Otherwise all stay and the checks look at all of them.

use chrono::NaiveDate;

use crate::dossier::names::{Likeness, organisations};
use crate::fact::{Fact, Observed};

/// Kinds that legitimately come in numbers: never superseded but by an identical copy.
const MANY: &[&str] = &[
    "aoic-bewijs",
    "bedrijfsadministratie-bewijs",
    "bewijsstukken-nieuw",
    "clientenraad-bewijs",
    "inschrijving",
    "kwaliteitskader-bewijs",
    "nvi-vraag",
    "nza-formulier",
    "personeelsoverzicht",
    "reglement",
    "polisblad",
    "toelichting-op-verzoek",
    "ubo-bevestiging",
    "ubo-printscreen",
    "verzoek-overig",
    "volmacht",
    "wijzigingsmelding",
    "wmo-overeenkomst",
    "wtza-meld-uitzondering",
    "wtza-meldbewijs",
    "wtza-printscreen",
    "wtza-verklaring-niet-plichtig",
    "wtzi-cibg-brief",
    "zorgverlening-bewijs",
    "vog-np",
    "gva",
];

/// Kinds of which there is one for each year (and basis).
const YEARLY: &[&str] = &[
    "begroting",
    "jaarrekening",
    "jaarrekening-moeder",
    "kwaliteitsverslag",
    "liquiditeitsprognose",
    "omzetprognose",
];

/// Marks of a version that is not meant to count.
pub const NOT_VALID: &[&str] = &["concept", "ongeldig", "offerte"];

/// Sets `superseded_by` where one document is surely an older version, or a copy, of another.
pub fn order(documents: &mut [Observed]) {
    copies(documents);
    let mut decided: Vec<(usize, String)> = Vec::new();
    for at in 0..documents.len() {
        if let Some(newer) = newest(documents, at) {
            decided.push((at, documents[newer].path.clone()));
        }
    }
    for (at, path) in decided {
        if let Some(document) = documents.get_mut(at) {
            document.superseded_by = Some(path);
        }
    }
}

/// The same file filed twice: the first by path counts.
fn copies(documents: &mut [Observed]) {
    for later in 1..documents.len() {
        let (before, rest) = documents.split_at_mut(later);
        let Some(this) = rest.first_mut() else { continue };
        let first = before.iter().find(|d| {
            d.sha256 == this.sha256
                && d.path != this.path
                && d.segment.page_from == this.segment.page_from
                && d.segment.page_to == this.segment.page_to
                && d.superseded_by.is_none()
                && !d.sha256.is_empty()
        });
        if let Some(first) = first {
            this.superseded_by = Some(first.path.clone());
        }
    }
}

/// The version that counts instead of the document at `at`, if surely another does.
fn newest(documents: &[Observed], at: usize) -> Option<usize> {
    let this = &documents[at];
    let kind = this.kind()?;
    if MANY.contains(&kind) || this.superseded_by.is_some() || this.continues.is_some() {
        return None;
    }
    let versions: Vec<usize> = (0..documents.len())
        .filter(|&i| {
            let other = &documents[i];
            other.superseded_by.is_none() && other.continues.is_none() && (i == at || same_thing(this, other))
        })
        .collect();
    let valid = || versions.iter().copied().filter(|&i| valid(&documents[i]));
    // One valid version without a sure date could be the newest: then none is known to be.
    let mut dated: Vec<(NaiveDate, usize)> = Vec::new();
    for i in valid() {
        dated.push((date(&documents[i])?, i));
    }
    let (newest_date, newest) = dated.iter().copied().max()?;
    if dated.iter().filter(|(d, _)| *d == newest_date).count() > 1 {
        return None;
    }
    if newest == at || documents[newest].path == this.path {
        return None;
    }
    Some(newest)
}

fn valid(document: &Observed) -> bool {
    !document.unread() && !document.segment.marks.iter().any(|m| NOT_VALID.contains(&m.as_str()))
}

/// Whether both are versions of the same thing, surely.
fn same_thing(a: &Observed, b: &Observed) -> bool {
    if a.kind() != b.kind() || !same_entity(a, b) {
        return false;
    }
    if a.kind().is_some_and(|k| YEARLY.contains(&k)) {
        let (Some(x), Some(y)) = (sure(a, "fiscal_year"), sure(b, "fiscal_year")) else { return false };
        return x == y && sure(a, "consolidated") == sure(b, "consolidated");
    }
    true
}

fn same_entity(a: &Observed, b: &Observed) -> bool {
    for number in ["kvk_number", "rsin"] {
        if let (Some(x), Some(y)) = (sure(a, number), sure(b, number)) {
            return x == y;
        }
    }
    if a.kind() == Some("kvk-uittreksel") {
        return false; // extracts of a chain: only an equal number makes them versions
    }
    match (sure(a, "legal_name"), sure(b, "legal_name")) {
        (Some(x), Some(y)) => organisations(x, y) == Likeness::Same,
        _ => false,
    }
}

/// The only decisive value of the field; `None` when there is none or they differ.
fn sure<'d>(document: &'d Observed, field: &str) -> Option<&'d str> {
    let mut values =
        document.facts.iter().filter(|f| f.field == field && f.decisive()).map(|f: &Fact| &f.value);
    let first = values.next()?;
    values.all(|v| v == first).then_some(first.as_str())
}

fn date(document: &Observed) -> Option<NaiveDate> {
    sure(document, "document_date")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::testing::{observed, with};

    fn extract(path: &str, kvk: &str, date: &str) -> Observed {
        with(with(observed(path, Some("kvk-uittreksel")), "kvk_number", kvk), "document_date", date)
    }

    #[test]
    fn the_newest_valid_extract_counts() {
        let mut all = vec![
            extract("a.pdf", "12345678", "2026-01-01"),
            extract("b.pdf", "12345678", "2026-06-01"),
            extract("moeder.pdf", "87654321", "2025-01-01"),
        ];
        order(&mut all);
        assert_eq!(all[0].superseded_by.as_deref(), Some("b.pdf"));
        assert_eq!(all[1].superseded_by, None);
        assert_eq!(all[2].superseded_by, None);
    }

    #[test]
    fn a_concept_never_supersedes_and_is_superseded() {
        let mut all =
            vec![extract("a.pdf", "12345678", "2026-01-01"), extract("b.pdf", "12345678", "2026-06-01")];
        all[1].segment.marks.push("concept".to_owned());
        order(&mut all);
        assert_eq!(all[0].superseded_by, None);
        assert_eq!(all[1].superseded_by.as_deref(), Some("a.pdf"));
    }

    #[test]
    fn an_undated_version_leaves_all_in_place() {
        let mut all = vec![
            extract("a.pdf", "12345678", "2026-01-01"),
            with(observed("b.pdf", Some("kvk-uittreksel")), "kvk_number", "12345678"),
        ];
        order(&mut all);
        assert!(all.iter().all(|d| d.superseded_by.is_none()));
    }

    #[test]
    fn accounts_of_other_years_stay() {
        let accounts = |path: &str, year: &str, date: &str| {
            let one = with(observed(path, Some("jaarrekening")), "fiscal_year", year);
            with(with(one, "document_date", date), "kvk_number", "12345678")
        };
        let mut all =
            vec![accounts("24.pdf", "2024", "2025-04-01"), accounts("25.pdf", "2025", "2026-04-01")];
        order(&mut all);
        assert!(all.iter().all(|d| d.superseded_by.is_none()));
        let mut all =
            vec![accounts("25 oud.pdf", "2025", "2026-03-01"), accounts("25.pdf", "2025", "2026-04-01")];
        order(&mut all);
        assert_eq!(all[0].superseded_by.as_deref(), Some("25.pdf"));
    }

    #[test]
    fn a_copy_is_superseded_by_the_first() {
        let mut all = vec![observed("a.pdf", None), observed("b.pdf", None)];
        all[1].sha256 = all[0].sha256.clone();
        order(&mut all);
        assert_eq!(all[1].superseded_by.as_deref(), Some("a.pdf"));
    }
}
