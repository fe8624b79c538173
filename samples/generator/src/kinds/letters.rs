//! Letters and notices: tax office, power of attorney, receipts, notices of change.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Made;
use crate::block::{Block, Doc, bullets, h1, pair, para, small, title};
use crate::dutch::DateStyle;
use crate::provider::{Person, Provider};
use crate::style::Pen;

/// Declaration of the tax office that nothing is owed.
pub fn tax(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let date = DateStyle::Long.show(made);
    let reference = format!("{}.L.01.{}", p.rsin, pen.between(1000, 9999));
    let mut blocks = vec![Block::Logo("Belastingdienst".to_owned())];
    let clean = pen.pick(&[
        "Op de datum van deze brief staan er voor u geen belastingaanslagen, premies of andere vorderingen open waarvan de betaaltermijn is verstreken.",
        "Volgens onze administratie heeft u op deze datum alle aangiften gedaan en zijn de verschuldigde belastingen en premies volksverzekeringen en werknemersverzekeringen betaald.",
        "Uit onze gegevens blijkt dat er geen openstaande belastingschulden en geen openstaande sociale premies zijn.",
    ]);
    match pen.style.layout % 3 {
        0 => {
            blocks.push(para(format!("{}\n{}\n{} {}", p.name, p.street, p.postcode, p.seat)));
            blocks.push(Block::Pairs(vec![
                pair("Datum", &date),
                pair("Ons kenmerk", reference),
                pair("RSIN", &p.rsin),
                pair("Betreft", "Verklaring betalingsgedrag nakoming fiscale verplichtingen"),
            ]));
            blocks.push(para("Geachte heer, mevrouw,"));
            blocks.push(para("U heeft ons gevraagd om een verklaring over uw betalingsgedrag en de nakoming van uw fiscale verplichtingen."));
            blocks.push(para(clean));
        }
        1 => {
            blocks.push(title("Verklaring betalingsgedrag nakoming fiscale verplichtingen"));
            blocks.push(Block::Pairs(vec![
                pair("Naam", &p.name),
                pair("RSIN / fiscaal nummer", &p.rsin),
                pair("Dagtekening", &date),
            ]));
            blocks.push(para(clean));
            blocks.push(para("De belastingplichtige is zijn verplichtingen voor de belastingen en de sociale premies nagekomen."));
        }
        _ => {
            blocks.push(Block::Columns(vec![
                vec![para(format!("Aan\n{}\n{} {}", p.name, p.postcode, p.seat))],
                vec![small(format!("**Datum**\n{date}\n**RSIN**\n{}\n**Kenmerk**\n{reference}", p.rsin))],
            ]));
            blocks.push(h1("Verklaring betalingsgedrag nakoming fiscale verplichtingen"));
            blocks.push(para(format!("Hierbij verklaar ik over {}: {clean}", p.name)));
        }
    }
    blocks.push(para("Hoogachtend,\nnamens de inspecteur en de ontvanger,"));
    blocks.push(Block::Signature(pen.seed()));
    blocks.push(small("Deze verklaring geeft de stand weer op de dagtekening. Er kunnen later alsnog aanslagen worden opgelegd."));
    Made::doc("belastingverklaring", Doc::new("Verklaring betalingsgedrag", blocks))
        .date("document_date", made)
        .fact("rsin", &p.rsin)
        .fact("legal_name", &p.name)
}

/// Power of attorney of the management for `agent`.
pub fn proxy(pen: &mut Pen, p: &Provider, made: NaiveDate, agent: &Person) -> Made {
    let givers: Vec<String> = p.directors.iter().map(crate::provider::Director::name).collect();
    let givers = givers.join(" en ");
    let mut blocks = Vec::new();
    match pen.style.layout % 3 {
        0 => {
            blocks.push(title("Volmacht"));
            blocks.push(para(format!("Ondergetekende(n), {givers}, handelend als bestuur van {}, ingeschreven bij de Kamer van Koophandel onder nummer {}, verleent/verlenen hierbij volmacht aan:", p.name, p.kvk)));
            blocks.push(Block::Pairs(vec![
                pair("Gevolmachtigde", agent.full()),
                pair("Geboortedatum", pen.date(agent.born)),
            ]));
            blocks.push(para("om namens de organisatie de inschrijving Wlz 2027 te doen en de bestuursverklaring te ondertekenen."));
        }
        1 => {
            blocks.push(title("Machtiging tekenbevoegdheid"));
            blocks.push(Block::Pairs(vec![
                pair("Organisatie", &p.name),
                pair("KvK-nummer", &p.kvk),
                pair("Volmachtgever", &givers),
                pair("Gevolmachtigde", agent.full()),
                pair("Reikwijdte", "Ondertekenen van de bestuursverklaring en alle stukken van de Wlz-inschrijving 2027-2029"),
            ]));
        }
        _ => {
            blocks.push(h1("Volmacht tot vertegenwoordiging"));
            blocks.push(para(format!("Het bestuur van {} (KvK {}) machtigt de heer/mevrouw {} om de organisatie te vertegenwoordigen bij de zorginkoop Wlz, daaronder begrepen het ondertekenen van de bestuursverklaring.", p.name, p.kvk, agent.full())));
        }
    }
    blocks.push(para(format!("{}, {}", p.seat, pen.date(made))));
    for d in &p.directors {
        blocks.push(Block::Signature(pen.seed()));
        blocks.push(para(d.name()));
    }
    Made::doc("volmacht", Doc::new("Volmacht", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}

/// Receipt of the portal.
pub fn receipt(pen: &mut Pen, p: &Provider, filed: DateTime<FixedOffset>) -> Made {
    let when = filed.format("%d-%m-%Y %H:%M:%S").to_string();
    let number = format!("INS-2027-{}", pen.between(10_000, 99_999));
    let blocks = match pen.style.layout % 3 {
        0 => vec![
            Block::Logo("VECOZO".to_owned()),
            title("Ontvangstbevestiging inschrijving"),
            para("Uw inschrijving is via de inschrijfmodule van het zorginkoopportaal ontvangen."),
            Block::Pairs(vec![
                pair("Inschrijfnummer", number),
                pair("Zorgaanbieder", &p.name),
                pair("Zorgkantoor", "CZ zorgkantoor"),
                pair("Tijdstip van ontvangst", when),
            ]),
        ],
        1 => vec![
            h1("VECOZO zorginkoopportaal – bevestiging"),
            para(format!(
                "De inschrijving van {} voor de Wlz-zorg 2027 (sector Verpleging en verzorging) is ingediend op {when}. Referentie: {number}.",
                p.name
            )),
        ],
        _ => vec![
            title("Inschrijving ingediend"),
            Block::Table(crate::block::Table::words(
                &["Referentie", "Aanbieder", "Ingediend op", "Status"],
                &[2.0, 3.0, 2.4, 1.4],
                vec![vec![number, p.name.clone(), when, "Ontvangen".to_owned()]],
            )),
        ],
    };
    Made::doc("inschrijving", Doc::new("Ontvangstbevestiging", blocks)).fact("legal_name", &p.name)
}

/// What changed since the last round.
pub fn changes(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let mut blocks = vec![Block::Logo(p.trade.clone())];
    let items = [
        format!("De {} is uitgebreid met een derde lid.", p.supervision()),
        "De klachtenregeling is aangepast; de nieuwe versie is bijgevoegd.".to_owned(),
        "Het bezoekadres is ongewijzigd.".to_owned(),
    ];
    match pen.style.layout % 3 {
        0 => {
            blocks.push(title("Melding van wijzigingen"));
            blocks.push(para("Sinds de vorige contracteerronde zijn de volgende wijzigingen opgetreden in de stukken die u van ons heeft:"));
            blocks.push(bullets(items));
        }
        1 => {
            blocks.push(title("Wijzigingsformulier zorgaanbieder"));
            blocks.push(Block::Pairs(vec![
                pair("Zorgaanbieder", &p.name),
                pair("KvK-nummer", &p.kvk),
                pair("Datum", pen.date(made)),
            ]));
            blocks.push(Block::Steps(items.to_vec()));
        }
        _ => {
            blocks.push(Block::Right(format!("{}, {}", p.seat, pen.date(made))));
            blocks.push(h1("Wijzigingen ten opzichte van de vorige inschrijving"));
            blocks.push(para(items.join(" ")));
        }
    }
    blocks.push(para(format!("Namens {},\n{}", p.name, p.signatory().full())));
    Made::doc("wijzigingsmelding", Doc::new("Wijzigingsmelding", blocks)).date("document_date", made)
}
