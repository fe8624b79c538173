#![allow(clippy::unwrap_used)]

use super::super::cases::catalogue;
use super::super::flow::flow;
use super::super::flow::tests::{document, segment};
use super::*;
use crate::document::{Mark, MarkKind, Rect};

fn found(doc: &Document, id: &str) -> Vec<Fact> {
    let catalogue = catalogue();
    let people = People::new(&catalogue);
    let seg = segment(doc);
    let form = people.form(doc, &seg, &[]);
    let flow = flow(doc, &seg, &catalogue.grammar);
    extract(doc, &seg, Some(id), &people, &form, &flow)
}

fn pairs(doc: &Document, id: &str, field: &str) -> Vec<(String, String)> {
    found(doc, id)
        .into_iter()
        .filter(|f| f.field == field)
        .map(|f| (f.value.clone(), f.attribute("power").unwrap_or("").to_owned()))
        .collect()
}

#[test]
fn reads_officials_of_an_extract() {
    let doc = document(
        "Uittreksel Handelsregister\nKvK-nummer\t12345678\n\n**Bestuurders\nNaam\tJansen, Pieter Johannes\nGeboortedatum\t12-03-1970\nDatum in functie\t01-02-2019\nTitel\tVoorzitter\nBevoegdheid\tGezamenlijk bevoegd (met andere\n\tbestuurder(s), zie statuten)\n\nNaam\tde Vries-Bakker, Anna\nBevoegdheid\tAlleen/zelfstandig bevoegd\n\u{c}\nNaam\tTop Holding B.V.\nIngeschreven onder KvK-nummer\t87654321\nBevoegdheid\tNiet bevoegd\n\n**Toezichthouders\nNaam\tK.L. van der Meer\nFunctie\tLid raad van toezicht\nDatum in functie\t01-02-2020\n**Vestiging\nNaam\tZorghuis De Linde\n",
    );
    assert_eq!(
        pairs(&doc, "kvk-uittreksel", "director"),
        [
            ("Pieter Johannes Jansen".to_owned(), "gezamenlijk".to_owned()),
            ("Anna de Vries-Bakker".to_owned(), "alleen".to_owned()),
            ("Top Holding B.V.".to_owned(), "niet".to_owned()),
        ]
    );
    assert_eq!(
        pairs(&doc, "kvk-uittreksel", "supervisor"),
        [("K.L. van der Meer".to_owned(), String::new())]
    );
    let facts = found(&doc, "kvk-uittreksel");
    let holding = facts.iter().find(|f| f.value.starts_with("Top")).unwrap();
    assert_eq!(holding.attribute("kvk_number"), Some("87654321"));
    assert_eq!(holding.attribute("entity"), Some("true"));
    assert!(
        facts.iter().all(|f| !f.value.contains("1970") && !f.raw.contains("1970")),
        "birth dates stay out"
    );
    assert!(facts.iter().filter(|f| f.field == "director").all(Fact::decisive));
}

#[test]
fn reads_officials_of_a_table() {
    let doc = document(
        "**Bestuurders\nNaam\t\tFunctie\t\tBevoegdheid\nA.B. Smit\t\tBestuurder\t\tAlleen/zelfstandig bevoegd\nMevr. C. de Wit\t\tBestuurder\t\tGezamenlijk bevoegd\n",
    );
    assert_eq!(
        pairs(&doc, "kvk-uittreksel", "director"),
        [("A.B. Smit".to_owned(), "alleen".to_owned()), ("C. de Wit".to_owned(), "gezamenlijk".to_owned())]
    );
}

#[test]
fn reads_who_signs_and_when() {
    let doc = document(
        "Bestuursverklaring 2027\nDe inschrijver verklaart aan alle eisen te voldoen.\n\nAldus naar waarheid ingevuld te Breda op 12 juli 2026\nNaam: mevrouw drs. A.M. Bakker-Visser\nFunctie: bestuurder\nHandtekening:\n",
    );
    let facts = found(&doc, "bestuursverklaring");
    let get = |field: &str| facts.iter().find(|f| f.field == field);
    assert_eq!(get("signatory").unwrap().value, "A.M. Bakker-Visser");
    assert!(get("signatory").unwrap().decisive());
    assert_eq!(get("signatory").unwrap().attribute("function"), Some("bestuurder"));
    assert_eq!(get("signed_on").unwrap().value, "2026-07-12");
    assert_eq!(get("signature").unwrap().value, "none");
}

#[test]
fn sees_a_drawn_signature_but_no_logo() {
    let text = "Bestuursverklaring\nWij verklaren aan alle eisen te voldoen en dit naar waarheid te hebben ingevuld.\n\nHandtekening:\n\n\n\nNaam: J. de Boer\nDatum: 3-7-2026\n";
    let mut doc = document(text);
    doc.pages[0].marks.push(Mark { kind: MarkKind::Image, bbox: Rect::new(400.0, 20.0, 560.0, 70.0) });
    assert!(found(&doc, "bestuursverklaring").iter().any(|f| f.field == "signature" && f.value == "none"));
    doc.pages[0].marks.push(Mark { kind: MarkKind::Ink, bbox: Rect::new(150.0, 125.0, 260.0, 160.0) });
    let facts = found(&doc, "bestuursverklaring");
    let signature = facts.iter().find(|f| f.field == "signature").unwrap();
    assert_eq!((signature.value.as_str(), signature.attribute("by")), ("present", Some("ink")));
    assert!(signature.decisive());
    assert_eq!(facts.iter().find(|f| f.field == "signatory").unwrap().value, "J. de Boer");
}

#[test]
fn reads_the_undersigned_and_the_proxy() {
    let doc = document(
        "Volmacht\nOndergetekende, de heer P.J. Willemse, bestuurder van Stichting Zorg, verleent hierbij volmacht\naan mevrouw E. van Dijk, geboren te Goes, om namens de stichting te tekenen.\n",
    );
    let facts = found(&doc, "volmacht");
    let values =
        |field: &str| facts.iter().filter(|f| f.field == field).map(|f| f.value.as_str()).collect::<Vec<_>>();
    assert_eq!(values("signatory"), ["P.J. Willemse"]);
    assert_eq!(values("authorised_person"), ["E. van Dijk"]);
}

#[test]
fn reads_names_in_a_plan() {
    let doc = document(
        "# 2 Organisatie\nDe raad van bestuur bestaat uit mevrouw A. Bakker (voorzitter) en de heer B. Mulder.\n\n**Raad van toezicht\n- dhr. C. Hendriks, voorzitter\n- mevr. D. Peters, lid\n\n**Cliëntenraad\nDe cliëntenraad heeft drie leden: mevrouw E. Smit, de heer F. de Groot en mevrouw G. Kok.\n\n**Klachten\nOnze klachtenfunctionaris is mevrouw H. Blok.\n",
    );
    let facts = found(&doc, "ondernemingsplan");
    let values =
        |field: &str| facts.iter().filter(|f| f.field == field).map(|f| f.value.as_str()).collect::<Vec<_>>();
    assert_eq!(values("director"), ["A. Bakker", "B. Mulder"]);
    assert_eq!(values("supervisor"), ["C. Hendriks", "D. Peters"]);
    assert_eq!(values("client_council_member"), ["E. Smit", "F. de Groot", "G. Kok"]);
}

#[test]
fn sees_what_should_be_blacked_out() {
    let doc = document(
        "Uittreksel UBO-register\n**Uiteindelijk belanghebbende\nNaam\tA. Bakker\nGeboortedatum\t12-03-1970\nWoonadres\tKerkstraat 12, 4611 AB Bergen op Zoom\nNationaliteit\tNederlandse\n",
    );
    let facts = found(&doc, "ubo-uittreksel");
    let details: Vec<_> =
        facts.iter().filter(|f| f.field == "person_detail").map(|f| f.value.as_str()).collect();
    assert_eq!(details, ["geboortedatum", "woonadres"]);
    assert!(facts.iter().all(|f| !f.raw.contains("1970") && !f.raw.contains("Kerkstraat")));
    let public = document(
        "**Uiteindelijk belanghebbende\nNaam\tA. Bakker\nGeboortedatum\tmaart 1970\nWoonadres\t█████\n",
    );
    assert!(found(&public, "ubo-uittreksel").iter().all(|f| f.field != "person_detail"));
    assert_eq!(pairs(&public, "ubo-uittreksel", "ubo").len(), 1);
}
