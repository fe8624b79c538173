//! No document of the kinds asked for: `missing`, unless something in the submission could be it.

use crate::check::context::{Context, Doc, Why};
use crate::check::judgement::Judgement;
use crate::check::{conditions, sentences};

/// The documents that count, or the judgement on their absence.
pub fn documents<'s, 'a>(
    context: &'s Context<'a>,
    kinds: &'s [String],
) -> Result<Vec<&'s Doc<'a>>, Judgement> {
    documents_or(context, kinds, &[])
}

/// As [`documents`], naming the neighbour kinds that were filed but do not count.
pub fn documents_or<'s, 'a>(
    context: &'s Context<'a>,
    kinds: &'s [String],
    not_counting: &[String],
) -> Result<Vec<&'s Doc<'a>>, Judgement> {
    let found = context.counting(kinds);
    if found.is_empty() { Err(absent(context, kinds, not_counting)) } else { Ok(found) }
}

/// The judgement when no counting document of the kinds is there.
pub fn absent(context: &Context<'_>, kinds: &[String], not_counting: &[String]) -> Judgement {
    let names = context.kind_names(kinds);
    let neighbours = neighbours(context, kinds, not_counting);
    // Drafts, quotations and withdrawn versions.
    let drafts: Vec<&Doc<'_>> = context.of_kinds(kinds).collect();
    if !drafts.is_empty() {
        let said = sentences::some(drafts.iter().map(|d| {
            let marks: Vec<String> = d
                .main
                .segment
                .marks
                .iter()
                .filter(|m| crate::dossier::versions::NOT_VALID.contains(&m.as_str()))
                .cloned()
                .collect();
            format!("{} ({})", d.path(), marks.join(", "))
        }));
        return Judgement::review(format!(
            "Van {names} is alleen een versie gevonden die niet lijkt te tellen: {said}. Beoordeel of dit stuk \
             geldt."
        ))
        .adding(&neighbours);
    }
    let possible = context.possible(kinds);
    if possible.is_empty()
        && kinds.iter().any(|k| k == STATUTES)
        && let Some(judged) = in_place_of_statutes(context)
    {
        return judged;
    }
    if possible.is_empty()
        && let Some(judged) = chapter(context, kinds)
    {
        return judged.adding(&neighbours);
    }
    if possible.is_empty() {
        return Judgement::missing(format!(
            "{} is niet bij de inschrijving gevonden.",
            sentences::sentence(&names)
        ))
        .adding(&neighbours);
    }
    let of = |why: Why| sentences::some(possible.iter().filter(|p| p.why == why).map(|p| p.path.clone()));
    let mut judged = Judgement::review(format!("{} is niet herkend.", sentences::sentence(&names)));
    for (why, said) in [
        (Why::Unread, "Niet (geheel) gelezen, en kan het zijn"),
        (Why::Unrecognised, "Lijkt erop, maar niet zeker genoeg"),
        (Why::Ignored, "Niet ingelezen, en kan het zijn"),
    ] {
        if possible.iter().any(|p| p.why == why) {
            judged = judged.adding(&format!("{said}: {}.", of(why)));
        }
    }
    judged.adding("Open dit bestand en beoordeel of dit het gevraagde stuk is.").adding(&neighbours)
}

/// A chapter of another document is what the kind would be on its own.
fn chapter(context: &Context<'_>, kinds: &[String]) -> Option<Judgement> {
    let hosts: Vec<&Doc<'_>> = kinds.iter().flat_map(|k| context.containing(k)).collect();
    let paths = sentences::some(hosts.iter().map(|d| d.path().to_owned()));
    (!hosts.is_empty()).then(|| {
        Judgement::review(format!(
            "Geen los stuk gevonden; {} lijkt een onderdeel van {paths}. Beoordeel of dat volstaat.",
            context.kind_names(kinds)
        ))
        .show(hosts.iter().map(|d| crate::check::present::file(d)))
    })
}

const STATUTES: &str = "statuten";

/// A legal form without statutes files whatever takes their place: any paper of no known kind may be it.
fn in_place_of_statutes(context: &Context<'_>) -> Option<Judgement> {
    let form = conditions::legal_form_of(context)?;
    if !WITHOUT_STATUTES.contains(&form) {
        return None;
    }
    let papers: Vec<String> = context
        .documents
        .iter()
        .filter(|d| d.main.superseded_by.is_none() && d.kind().is_none())
        .filter(|d| context.guess_outside(d.main).is_none())
        .map(|d| d.path().to_owned())
        .collect();
    (!papers.is_empty()).then(|| {
        Judgement::review(format!(
            "De rechtsvorm ({form}) kent geen statuten; een ander stuk kan in de plaats komen. Beoordeel of dit het \
             is: {}.",
            sentences::some(papers)
        ))
    })
}

/// Legal forms that need no statutes.
const WITHOUT_STATUTES: &[&str] = &["cv", "eenmanszaak", "maatschap", "vof"];

/// `Wel ingediend: Gedragsverklaring aanbesteden (GVA), die telt niet.`
fn neighbours(context: &Context<'_>, kinds: &[String], not_counting: &[String]) -> String {
    let mut ids: Vec<String> = not_counting.to_vec();
    ids.extend(
        context
            .catalogue
            .kinds
            .iter()
            .filter(|k| k.instead_of.as_ref().is_some_and(|i| kinds.contains(i)))
            .map(|k| k.id.clone()),
    );
    let filed: Vec<String> = context
        .of_kinds(&ids)
        .map(|d| (d.kind().unwrap_or_default(), d.path()))
        .chain(context.documents.iter().filter(|d| d.main.superseded_by.is_none()).filter_map(|d| {
            context.guess_outside(d.main).filter(|k| ids.iter().any(|i| i == k)).map(|k| (k, d.path()))
        }))
        .map(|(kind, path)| format!("{} ({path})", context.kind_name(kind)))
        .collect();
    match filed.len() {
        0 => String::new(),
        1 => format!("Wel ingediend: {}; dat telt niet.", filed.concat()),
        _ => format!("Wel ingediend: {}; die tellen niet.", sentences::some(filed)),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Case, present};
    use crate::dossier::testing::{marked, observed, unread, with};
    use crate::fact::Scored;
    use crate::finding::Status;

    #[test]
    fn missing_when_nothing_could_be_it() {
        let found =
            Case::new(present(&["vog-rp"])).file(observed("plan.pdf", Some("ondernemingsplan"))).judge();
        assert_eq!(found.status, Status::Missing);
        assert!(found.evidence.is_empty());
    }

    #[test]
    fn an_unread_scan_could_be_it() {
        let found = Case::new(present(&["vog-rp"])).file(unread("scan.pdf")).judge();
        assert_eq!(found.status, Status::Review);
        assert!(found.reason.contains("scan.pdf"));
    }

    #[test]
    fn the_logo_of_a_mail_could_not() {
        let mut logo = unread("brief.eml/image001.png");
        logo.media = crate::document::Media::Image;
        logo.bytes = 2_000;
        let with_page =
            |file| Case::new(present(&["vog-rp"])).file(observed("brief.eml", None)).file(file).judge();
        assert_eq!(with_page(logo.clone()).status, Status::Missing);
        logo.bytes = 80_000;
        assert_eq!(with_page(logo).status, Status::Review);
    }

    #[test]
    fn a_guess_could_be_it_only_for_its_own_kind() {
        let mut guess = observed("brief.pdf", None);
        guess.segment.alternatives = vec![Scored { kind: "vog-rp".to_owned(), score: 0.5 }];
        let found = Case::new(present(&["vog-rp"])).file(guess.clone()).judge();
        assert_eq!(found.status, Status::Review);
        let found = Case::new(present(&["polisblad"])).file(guess).judge();
        assert_eq!(found.status, Status::Missing);
    }

    #[test]
    fn a_draft_is_shown_not_counted() {
        let found = Case::new(present(&["polisblad"]))
            .file(marked(observed("offerte.pdf", Some("polisblad")), "offerte"))
            .judge();
        assert_eq!(found.status, Status::Review);
        assert!(found.reason.contains("offerte.pdf"));
    }

    #[test]
    fn without_statutes_any_paper_may_take_their_place() {
        let form = |form| with(observed("kvk.pdf", Some("kvk-uittreksel")), "legal_form", form);
        let alone = Case::new(present(&["statuten", "reglement"])).file(form("Eenmanszaak")).judge();
        assert_eq!(alone.status, Status::Missing);
        let with_paper = |one| {
            Case::new(present(&["statuten"])).file(one).file(observed("werkwijze.pdf", None)).judge().status
        };
        assert_eq!(with_paper(form("Vennootschap onder firma")), Status::Review);
        assert_eq!(with_paper(form("Stichting")), Status::Missing);
    }

    #[test]
    fn a_neighbour_is_named() {
        let found = Case::new(present(&["vog-rp"])).file(observed("gva.pdf", Some("gva"))).judge();
        assert_eq!(found.status, Status::Missing);
        assert!(
            found
                .reason
                .contains("Wel ingediend: Gedragsverklaring aanbesteden (GVA) (gva.pdf); dat telt niet.")
        );
    }

    #[test]
    fn a_plain_outsider_is_named_and_rules_a_weak_guess_out() {
        let letter = |own: f32| {
            let mut one = observed("aanvraag.pdf", None);
            one.segment.alternatives = vec![
                Scored { kind: "vog-aanvraag".to_owned(), score: 0.8 },
                Scored { kind: "vog-rp".to_owned(), score: own },
            ];
            one
        };
        let found = Case::new(present(&["vog-rp"])).file(letter(0.4)).judge();
        assert_eq!(found.status, Status::Missing);
        assert!(found.reason.contains("aanvraag VOG (aanvraag.pdf)"));
        assert_eq!(Case::new(present(&["vog-rp"])).file(letter(0.7)).judge().status, Status::Review);
    }

    #[test]
    fn unread_pages_could_be_it_unless_they_belong_to_their_report() {
        let extract = || {
            let mut one = observed("kvk.pdf", Some("kvk-uittreksel"));
            one.problems.push(crate::problem::Problem::new("scan-not-read", "Pagina 2."));
            one
        };
        let loose = marked(extract(), crate::fact::LOOSE_PAGES);
        assert_eq!(Case::new(present(&["vog-rp"])).file(loose).judge().status, Status::Review);
        assert_eq!(Case::new(present(&["vog-rp"])).file(extract()).judge().status, Status::Missing);
        let mut torn = observed("kvk.pdf", Some("kvk-uittreksel"));
        torn.problems.push(crate::problem::Problem::new("truncated", "Het einde ontbreekt."));
        assert_eq!(Case::new(present(&["vog-rp"])).file(torn).judge().status, Status::Review);
    }

    #[test]
    fn a_photograph_before_a_long_report_could_not() {
        let judged = |kind: &str, pages: u32, at: u32| {
            let mut photo = unread("bundel.pdf");
            (photo.segment.page_from, photo.segment.page_to) = (at, at);
            let mut report = observed("bundel.pdf", Some(kind));
            (report.segment.page_from, report.segment.page_to) =
                if at == 1 { (2, pages) } else { (1, at - 1) };
            Case::new(present(&["vog-rp"])).file(photo).file(report).judge().status
        };
        assert_eq!(judged("ondernemingsplan", 24, 1), Status::Missing);
        assert_eq!(judged("ondernemingsplan", 3, 1), Status::Review);
        assert_eq!(judged("kvk-uittreksel", 24, 1), Status::Review);
        assert_eq!(judged("ondernemingsplan", 24, 25), Status::Review);
    }
}
