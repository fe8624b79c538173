//! Certificates of conduct: the one asked for, and the two that are sent instead.

use chrono::NaiveDate;

use super::Made;
use crate::block::{Block, Doc, h1, pair, para, small, title};
use crate::dutch::DateStyle;
use crate::provider::{Person, Provider};
use crate::style::Pen;

const NOTE: &str =
    "De echtheid van deze verklaring kan alleen aan de hand van het papieren origineel worden vastgesteld.";

fn number(pen: &mut Pen, letter: char) -> String {
    format!("{letter}{:07}", pen.between(1_000_000, 9_999_999))
}

/// VOG RP, given on `made` for `purpose`.
pub fn rp(pen: &mut Pen, p: &Provider, made: NaiveDate, purpose: &str) -> Made {
    let date = DateStyle::Long.show(made);
    let number = number(pen, 'R');
    let mut blocks = Vec::new();
    match pen.style.layout % 3 {
        0 => {
            blocks.push(Block::Right(number));
            blocks.push(Block::Logo("Justis".to_owned()));
            blocks.push(para("Ministerie van Justitie en Veiligheid"));
            blocks.push(title("Verklaring Omtrent het Gedrag"));
            blocks.push(h1("Rechtspersonen"));
            blocks.push(para("Op grond van de Wet justitiële en strafvorderlijke gegevens verklaart de Minister van Justitie en Veiligheid dat niet is gebleken van bezwaren tegen"));
            blocks.push(Block::Pairs(vec![
                pair("Statutaire naam", &p.name),
                pair("KvK-nummer", &p.kvk),
                pair("Vestigingsplaats", &p.seat),
            ]));
            blocks.push(para("in verband met het doel waarvoor de verklaring is aangevraagd:"));
            blocks.push(Block::Pairs(vec![pair("Doel van de aanvraag", purpose)]));
            blocks.push(Block::Space(20.0));
            blocks.push(para(format!("'s-Gravenhage, {date}")));
            blocks.push(para("De Minister van Justitie en Veiligheid,\nnamens deze,"));
            blocks.push(Block::Signature(pen.seed()));
            blocks.push(para("het hoofd van de afdeling Verklaring Omtrent het Gedrag, Justis"));
            blocks.push(small(NOTE));
        }
        1 => {
            blocks.push(Block::Columns(vec![
                vec![Block::Logo("Rijksoverheid".to_owned()), para("Justis")],
                vec![Block::Right(format!("Nr. {number}")), Block::Right(format!("Den Haag, {date}"))],
            ]));
            blocks.push(Block::Centered(
                "**VERKLARING OMTRENT HET GEDRAG RECHTSPERSONEN (VOG RP)**".to_owned(),
            ));
            blocks.push(para(format!(
                "De Minister van Justitie en Veiligheid heeft onderzoek gedaan naar het gedrag van de rechtspersoon {}, statutair gevestigd te {}, ingeschreven in het Handelsregister onder nummer {}. Gelet op artikel 28 van de Wet justitiële en strafvorderlijke gegevens is tegen afgifte geen bezwaar gebleken.",
                p.name, p.seat, p.kvk
            )));
            blocks.push(para(format!("Deze verklaring is aangevraagd met als doel: {purpose}.")));
            blocks.push(para("Namens de Minister,\nJustis"));
            blocks.push(Block::Signature(pen.seed()));
            blocks.push(small(NOTE));
        }
        _ => {
            blocks.push(Block::Right(number));
            blocks.push(title("Verklaring Omtrent het Gedrag voor rechtspersonen"));
            blocks.push(Block::Pairs(vec![
                pair("Afgegeven aan", &p.name),
                pair("Ingeschreven bij de KvK onder", &p.kvk),
                pair("Gevestigd te", &p.seat),
                pair("Aangevraagd voor", purpose),
                pair("Datum afgifte", date),
            ]));
            blocks.push(para("De Minister van Justitie en Veiligheid verklaart, gezien het ingestelde onderzoek, dat van bezwaren tegen deze rechtspersoon en zijn bestuurders niet is gebleken."));
            blocks.push(Block::Stamp("JUSTIS\nCOVOG".to_owned()));
            blocks.push(Block::Signature(pen.seed()));
            blocks.push(small(NOTE));
        }
    }
    let mut doc = Doc::new("", blocks);
    doc.guilloche = true;
    Made::doc("vog-rp", doc)
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
        .fact("purpose", purpose)
}

/// VOG of a natural person.
pub fn np(pen: &mut Pen, who: &Person, made: NaiveDate) -> Made {
    let date = DateStyle::Long.show(made);
    let number = number(pen, 'N');
    let layout = pen.style.layout % 2;
    let mut blocks = vec![Block::Right(number), Block::Logo("Justis".to_owned())];
    blocks.push(title("Verklaring Omtrent het Gedrag"));
    if layout == 0 {
        blocks.push(para(
            "De Minister van Justitie en Veiligheid verklaart dat niet is gebleken van bezwaren tegen",
        ));
        blocks.push(Block::Pairs(vec![
            pair("Naam", &who.last),
            pair("Voornamen", &who.first),
            pair("Geboortedatum", DateStyle::Long.show(who.born)),
            pair("Geboorteplaats", "Nergenshuizen"),
            pair("Functie of doel", "Bestuurder zorginstelling"),
        ]));
    } else {
        blocks.push(h1("Natuurlijke personen (VOG NP)"));
        blocks.push(para(format!(
            "Op grond van de Wet justitiële en strafvorderlijke gegevens wordt verklaard dat het gedrag van {}, geboren op {}, geen bezwaar oplevert voor de functie van bestuurder in de zorg (screeningsprofiel 45 en 85).",
            who.full(), DateStyle::Long.show(who.born)
        )));
    }
    blocks.push(para(format!(
        "'s-Gravenhage, {date}\nDe Minister van Justitie en Veiligheid,\nnamens deze, Justis"
    )));
    blocks.push(Block::Signature(pen.seed()));
    blocks.push(small(NOTE));
    let mut doc = Doc::new("", blocks);
    doc.guilloche = true;
    Made::doc("vog-np", doc).date("document_date", made)
}

/// Gedragsverklaring Aanbesteden.
pub fn gva(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let date = DateStyle::Long.show(made);
    let number = number(pen, 'R');
    let blocks = if pen.style.layout.is_multiple_of(2) {
        vec![
            Block::Right(number),
            Block::Logo("Justis".to_owned()),
            title("Gedragsverklaring Aanbesteden"),
            para(
                "Op grond van artikel 4.2 van de Aanbestedingswet 2012 verklaart de Minister van Justitie en Veiligheid dat tegen de hierna genoemde onderneming geen bezwaren bestaan in verband met inschrijving op overheidsopdrachten.",
            ),
            Block::Pairs(vec![
                pair("Naam", &p.name),
                pair("KvK-nummer", &p.kvk),
                pair("Vestigingsplaats", &p.seat),
            ]),
            para(format!("'s-Gravenhage, {date}\nnamens de Minister, Justis")),
            Block::Signature(pen.seed()),
        ]
    } else {
        vec![
            Block::Centered("**GEDRAGSVERKLARING AANBESTEDEN (GVA)**".to_owned()),
            para(format!("Nummer {number}\nDatum {date}")),
            para(format!(
                "Justis heeft, gelet op de Aanbestedingswet 2012, de gegevens over {} te {} (KvK {}) getoetst. De verklaring wordt afgegeven en is twee jaar geldig.",
                p.name, p.seat, p.kvk
            )),
            Block::Stamp("JUSTIS".to_owned()),
            Block::Signature(pen.seed()),
        ]
    };
    let mut doc = Doc::new("", blocks);
    doc.guilloche = true;
    Made::doc("gva", doc).date("document_date", made).fact("kvk_number", &p.kvk).fact("legal_name", &p.name)
}
