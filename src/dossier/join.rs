//! Documents that were cut over several files: a continuation is joined to what it continues.

use crate::fact::Observed;
use crate::fold::fold;

/// A guess at or above this score may tell which document a continuation belongs to.
const RESEMBLES: f32 = 0.3;

/// Sets `continues` on every document marked `vervolg` of which the beginning is surely found.
pub fn join(documents: &mut [Observed]) {
    let links: Vec<(usize, String)> = (0..documents.len())
        .filter(|&i| continues(&documents[i]))
        .filter_map(|i| beginning(documents, i).map(|b| (i, documents[b].path.clone())))
        .collect();
    for (at, path) in links {
        if let Some(document) = documents.get_mut(at) {
            document.continues = Some(path);
        }
    }
}

fn continues(document: &Observed) -> bool {
    document.segment.marks.iter().any(|m| m == "vervolg")
        || page_of(document).is_some_and(|(number, of)| number > 1 && of.is_none_or(|of| number <= of))
}

/// `pagina:3/5`: the printed number of the first page, and of how many where it says so.
fn page_of(document: &Observed) -> Option<(u32, Option<u32>)> {
    document.segment.marks.iter().find_map(|m| {
        let said = m.strip_prefix("pagina:")?;
        let (number, of) = said.split_once('/').map_or((said, None), |(n, o)| (n, Some(o)));
        let of = of.and_then(|o| o.trim().parse().ok());
        Some((number.trim().parse().ok()?, of))
    })
}

fn breaks_off(document: &Observed) -> bool {
    document.segment.marks.iter().any(|m| m == "breekt-af")
}

fn pages(document: &Observed) -> u32 {
    document.segment.page_to.saturating_add(1).saturating_sub(document.segment.page_from).max(1)
}

/// The one document that it continues, as the index; `None` when none or more than one could be it.
fn beginning(documents: &[Observed], at: usize) -> Option<usize> {
    let this = &documents[at];
    let others = || {
        documents.iter().enumerate().filter(move |(i, d)| {
            *i != at && d.path != this.path && d.sha256 != this.sha256 && kinds_agree(d, this)
        })
    };
    // By printed page numbers: the other ends on the page before this one starts. The chain is followed
    // to its beginning.
    if let Some((number, of)) = page_of(this) {
        let mut before = others().filter(|(_, d)| {
            page_of(d).is_some_and(|(n, o)| o == of && n < number && n.saturating_add(pages(d)) == number)
                || {
                    // A first part carries no mark of its number, but may show that it breaks off.
                    page_of(d).is_none()
                        && !continues(d)
                        && d.kind().is_some()
                        && pages(d).saturating_add(1) == number
                        && (stem(&d.path) == stem(&this.path) || breaks_off(d))
                }
        });
        if let Some((found, document)) = before.next()
            && before.next().is_none()
        {
            return if continues(document) && number > 1 { beginning(documents, found) } else { Some(found) };
        }
    }
    // By file name: the same name with the number before this one's.
    let (name, number) = (stem(&this.path), part_number(&this.path));
    if let Some(number) = number.filter(|n| *n > 1) {
        let first = |d: &Observed| !continues(d) && d.kind().is_some() && stem(&d.path) == name;
        let mut same = others().filter(|(_, d)| first(d) && part_number(&d.path).is_none_or(|n| n < number));
        if let Some((found, _)) = same.next()
            && same.next().is_none()
        {
            return Some(found);
        }
    }
    // By kind: the only other document of the kind this one has or resembles most.
    let kind = this.kind().or_else(|| {
        this.segment.alternatives.first().filter(|a| a.score >= RESEMBLES).map(|a| a.kind.as_str())
    })?;
    let mut of_kind = others().filter(|(_, d)| !continues(d) && d.kind() == Some(kind));
    match (of_kind.next(), of_kind.next()) {
        (Some((found, _)), None) => Some(found),
        _ => None,
    }
}

fn kinds_agree(beginning: &Observed, rest: &Observed) -> bool {
    match (beginning.kind(), rest.kind()) {
        (Some(a), Some(b)) => a == b,
        (None, Some(_)) => false,
        _ => true,
    }
}

/// Folder and file name without numbers, words for a part, and extension.
fn stem(path: &str) -> String {
    let folded = fold(path);
    let base = folded.rsplit_once('.').map_or(folded.as_str(), |(base, _)| base);
    base.split(|c: char| !c.is_alphanumeric() && c != '/')
        .map(|w| w.trim_end_matches(|c: char| c.is_ascii_digit()))
        .filter(|w| {
            !w.is_empty() && !matches!(*w, "deel" | "part" | "vervolg" | "pagina" | "p" | "blad" | "van")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The last number of the file name: the part.
fn part_number(path: &str) -> Option<u32> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let base = name.rsplit_once('.').map_or(name, |(base, _)| base);
    base.split(|c: char| !c.is_ascii_digit()).rfind(|n| !n.is_empty() && n.len() < 4)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::testing::observed;

    fn marked(path: &str, kind: Option<&str>, marks: &[&str]) -> Observed {
        let mut one = observed(path, kind);
        one.segment.marks = marks.iter().map(|m| (*m).to_owned()).collect();
        one
    }

    #[test]
    fn printed_numbers_join_a_chain_to_its_beginning() {
        let mut all = vec![
            marked("a.pdf", Some("statuten"), &["pagina:1/3"]),
            marked("b.pdf", None, &["vervolg", "pagina:2/3"]),
            marked("c.pdf", None, &["vervolg", "pagina:3/3"]),
        ];
        join(&mut all);
        assert_eq!(all[0].continues, None);
        assert_eq!(all[1].continues.as_deref(), Some("a.pdf"));
        assert_eq!(all[2].continues.as_deref(), Some("a.pdf"));
    }

    #[test]
    fn a_first_part_that_breaks_off_is_continued() {
        let mut all = vec![
            marked("statuten.pdf", Some("statuten"), &["breekt-af"]),
            marked("vog.pdf", Some("vog-rp"), &[]),
            marked("rest.pdf", None, &["vervolg", "pagina:2/4", "breekt-af"]),
            marked("slot.pdf", None, &["vervolg", "pagina:3/4"]),
        ];
        join(&mut all);
        assert_eq!(all[2].continues.as_deref(), Some("statuten.pdf"));
        assert_eq!(all[3].continues.as_deref(), Some("statuten.pdf"));
        assert_eq!(all[1].continues, None);
    }

    #[test]
    fn numbered_names_join() {
        let mut all = vec![
            marked("Statuten deel 1.pdf", Some("statuten"), &[]),
            marked("Statuten deel 2.pdf", None, &["vervolg"]),
            marked("Reglement.pdf", Some("reglement"), &[]),
        ];
        join(&mut all);
        assert_eq!(all[1].continues.as_deref(), Some("Statuten deel 1.pdf"));
    }

    #[test]
    fn two_possible_beginnings_join_nothing() {
        let mut all = vec![
            marked("x.pdf", Some("reglement"), &[]),
            marked("y.pdf", Some("reglement"), &[]),
            marked("z.pdf", Some("reglement"), &["vervolg"]),
        ];
        join(&mut all);
        assert_eq!(all[2].continues, None);
    }

    #[test]
    fn another_kind_is_never_joined() {
        let mut all = vec![
            marked("deel 1.pdf", Some("statuten"), &[]),
            marked("deel 2.pdf", Some("polisblad"), &["vervolg"]),
        ];
        join(&mut all);
        assert_eq!(all[1].continues, None);
    }
}
