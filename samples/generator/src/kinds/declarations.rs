//! The board's declaration with its annexes.

use chrono::NaiveDate;

use super::Made;
use crate::block::{Block, Doc, Table, bullets, h1, h2, pair, para, small, title};
use crate::provider::{Person, Provider};
use crate::style::Pen;

/// What is filled in.
#[derive(Debug, Clone)]
pub struct Declaration {
    pub year: i32,
    pub made: NaiveDate,
    /// `1`, `2`, `3a` or `3b`.
    pub category: &'static str,
    pub signatory: Person,
    pub signed: bool,
    /// Printed as the concept version.
    pub concept: bool,
    /// Fields left empty, by number from the top.
    pub empty: Vec<usize>,
}

impl Declaration {
    pub fn of(p: &Provider, made: NaiveDate, category: &'static str) -> Self {
        Self {
            year: 2027,
            made,
            category,
            signatory: p.signatory(),
            signed: true,
            concept: false,
            empty: Vec::new(),
        }
    }
}

fn statements(year: i32) -> Vec<(String, bool)> {
    [
        format!("De zorgaanbieder voldoet aan alle geschiktheidseisen die in het inkoopdocument {year} zijn gesteld."),
        "Op de zorgaanbieder zijn geen uitsluitingsgronden van toepassing.".to_owned(),
        "De zorgaanbieder voldoet aan de geldende wet- en regelgeving.".to_owned(),
        "De zorgaanbieder gaat akkoord met de eisen en voorwaarden van het inkoopdocument.".to_owned(),
        "De zorgaanbieder blijft gedurende de looptijd van de overeenkomst aan deze eisen voldoen.".to_owned(),
        "Alle gegevens in deze verklaring zijn juist en volledig.".to_owned(),
    ]
    .into_iter()
    .map(|s| (s, true))
    .collect()
}

fn category_text(category: &str) -> &'static str {
    match category {
        "1" => {
            "1 – bestaande zorgaanbieder voor dit zorgkantoor: er is op het moment van inschrijven een overeenkomst met dit zorgkantoor"
        }
        "2" => {
            "2 – bestaande zorgaanbieder, nieuw voor dit zorgkantoor: overeenkomst met een ander zorgkantoor voor geheel 2026 en feitelijke declaraties vanaf 1 januari 2026"
        }
        _ => "3 – nieuwe zorgaanbieder: geen overeenkomst met een zorgkantoor",
    }
}

/// Bestuursverklaring; layouts: form with fields, letter with numbered statements, table.
pub fn declaration(pen: &mut Pen, p: &Provider, d: &Declaration) -> Made {
    let layout = pen.style.layout % 3;
    let heading = format!("Bestuursverklaring {}", d.year);
    let mut blocks = vec![title(&heading)];
    if d.concept {
        blocks.push(para(format!("**Conceptversie {}** – niet geschikt voor inschrijving", d.year)));
    } else if layout != 2 {
        blocks.push(small(format!("Bijlage 4A bij het landelijk inkoopdocument Wlz {}", d.year)));
    }
    let date = pen.date(d.made);
    let value = |i: usize, v: &str| (!d.empty.contains(&i)).then(|| v.to_owned());
    let fields: Vec<(&str, &str, Option<String>)> = vec![
        ("Naam", "Naam zorgaanbieder (statutaire naam)", value(0, &p.name)),
        ("KvK", "KvK-nummer", value(1, &p.kvk)),
        ("AGB", "AGB-code", value(2, &p.agb)),
        ("Adres", "Adres en vestigingsplaats", value(3, &p.address())),
        (
            "Contact",
            "Contactpersoon en e-mailadres",
            value(4, &format!("{}, zorginkoop@{}", d.signatory.initials(), p.site)),
        ),
        ("Categorie", "Categorie zorgaanbieder", value(5, category_text(d.category))),
    ];
    let sign_fields: Vec<(&str, &str, Option<String>)> = vec![
        ("Ondertekenaar", "Naam tekenbevoegde", value(6, &d.signatory.full())),
        ("Functie", "Functie", value(7, "Bestuurder")),
        ("Plaats", "Plaats", value(8, &p.seat)),
        ("Datum", "Datum", value(9, &date)),
    ];
    let as_block = |list: Vec<(&str, &str, Option<String>)>| -> Vec<Block> {
        list.into_iter().map(|(n, l, v)| Block::Field(n.to_owned(), l.to_owned(), v)).collect()
    };
    let as_pairs = |list: Vec<(&str, &str, Option<String>)>| -> Block {
        Block::Pairs(list.into_iter().map(|(_, l, v)| (l.to_owned(), v.unwrap_or_default())).collect())
    };
    match layout {
        0 => {
            blocks.push(h1("1. Gegevens zorgaanbieder"));
            blocks.extend(as_block(fields));
            blocks.push(h1("2. Verklaringen"));
            blocks.push(para("Het bestuur verklaart:"));
            blocks.push(Block::Checks(statements(d.year)));
            blocks.push(h1("3. Ondertekening"));
            blocks.extend(as_block(sign_fields));
        }
        1 => {
            blocks.push(para(format!(
                "Ondergetekende verklaart namens {}, ingeschreven bij de Kamer van Koophandel onder nummer {}, het volgende over de inschrijving voor de Wlz-zorg {}.",
                p.name, p.kvk, d.year
            )));
            blocks.push(as_pairs(fields));
            blocks.push(Block::Steps(statements(d.year).into_iter().map(|(s, _)| s).collect()));
            blocks.push(h2("Ondertekening door een tekenbevoegd bestuurder"));
            blocks.push(as_pairs(sign_fields));
        }
        _ => {
            blocks.push(h2("Deel A – Zorgaanbieder"));
            blocks.push(as_pairs(fields));
            blocks.push(h2("Deel B – Eisen"));
            blocks.push(Block::Table(Table::words(
                &["Nr.", "Verklaring", "Ja/nee"],
                &[0.6, 6.0, 1.0],
                statements(d.year)
                    .into_iter()
                    .enumerate()
                    .map(|(i, (s, _))| vec![format!("B{}", i + 1), s, "Ja".to_owned()])
                    .collect(),
            )));
            blocks.push(h2("Deel C – Ondertekening"));
            blocks.push(as_pairs(sign_fields));
        }
    }
    if d.signed {
        blocks.push(para("Handtekening:"));
        blocks.push(Block::Signature(pen.seed()));
    } else {
        blocks.push(Block::SignatureLine("Handtekening".to_owned()));
    }
    let mut doc = Doc::new(&heading, blocks);
    doc.footer = Some(format!("Bestuursverklaring Wlz {}||Pagina {{p}} van {{n}}", d.year));
    if d.concept {
        doc.watermark = Some("CONCEPT".to_owned());
    }
    let mut made = Made::doc("bestuursverklaring", doc);
    for (i, field, v) in [(0, "legal_name", &p.name), (1, "kvk_number", &p.kvk), (2, "agb_code", &p.agb)] {
        if !d.empty.contains(&i) {
            made = made.fact(field, v);
        }
    }
    if !d.empty.contains(&6) {
        made = made.fact("signatory", d.signatory.full());
    }
    if !d.empty.contains(&9) {
        made = made.date("document_date", d.made);
    }
    made
}

/// Subcontractors: name and share in per cent of the production.
#[derive(Debug, Clone, Default)]
pub struct Subcontractors(pub Vec<(String, i64)>);

/// Bijlage 2.
pub fn annex_subcontractors(pen: &mut Pen, p: &Provider, s: &Subcontractors) -> Made {
    let layout = pen.style.layout % 3;
    let mut blocks = vec![title(match layout {
        0 => "Bijlage 2 Onderaannemerschap",
        1 => "Bijlage 2 bij de bestuursverklaring: opgave onderaannemers",
        _ => "Bestuursverklaring 2027 – Bijlage 2: Onderaannemerschap",
    })];
    blocks.push(Block::Pairs(vec![pair("Zorgaanbieder", &p.name), pair("KvK-nummer", &p.kvk)]));
    let none = s.0.is_empty();
    match layout {
        0 => blocks.push(Block::Checks(vec![
            ("Wij zijn voornemens in 2027 met onderaannemers te werken.".to_owned(), !none),
            ("Wij zijn niet voornemens in 2027 met onderaannemers te werken.".to_owned(), none),
        ])),
        1 => blocks.push(Block::Pairs(vec![pair(
            "Bent u van plan in 2027 onderaannemers in te zetten?",
            if none { "Nee" } else { "Ja" },
        )])),
        _ => blocks.push(para(if none {
            "In 2027 zetten wij geen onderaannemers in. Alle Wlz-zorg wordt door onze eigen medewerkers geleverd."
        } else {
            "In 2027 zetten wij voor een deel van de Wlz-zorg onderaannemers in. Wij laten geen ZZP- of VPT-pakket volledig door een onderaannemer leveren."
        })),
    }
    if !none {
        let head = ["Naam onderaannemer", "KvK-nummer", "Soort zorg", "Aandeel in de productie"];
        let rows =
            s.0.iter()
                .enumerate()
                .map(|(i, (name, share))| {
                    vec![
                        name.clone(),
                        format!("900088{i:02}"),
                        "Begeleiding (MPT)".to_owned(),
                        format!("{share}%"),
                    ]
                })
                .collect();
        blocks.push(Block::Table(Table::words(&head, &[3.0, 1.5, 2.2, 2.0], rows)));
        if layout != 2 {
            blocks
                .push(para("Geen enkel ZZP- of VPT-pakket wordt volledig door een onderaannemer geleverd."));
        }
    }
    Made::doc("bijlage-onderaanneming", Doc::new("Bijlage 2 Onderaannemerschap", blocks))
        .fact("legal_name", &p.name)
        .fact("kvk_number", &p.kvk)
        .facts("subcontracted_share", s.0.iter().map(|(_, share)| format!("{share}.0")))
}

/// Bijlage 3: the other offices.
pub fn annex_offices(pen: &mut Pen, p: &Provider, offices: &[&str]) -> Made {
    let mut blocks = vec![
        title(pen.pick(&[
            "Bijlage 3 Lijst met zorgkantoren",
            "Bijlage 3 bij de bestuursverklaring – zorgkantoren",
        ])),
        Block::Pairs(vec![pair("Zorgaanbieder", &p.name), pair("KvK-nummer", &p.kvk)]),
        para("Bij de volgende zorgkantoren (regio's) schrijven wij ook in of hebben wij een overeenkomst:"),
    ];
    if pen.style.layout.is_multiple_of(2) {
        blocks.push(bullets(offices.iter().map(|&o| o.to_owned())));
    } else {
        blocks.push(Block::Table(Table::words(
            &["Zorgkantoor", "Overeenkomst 2026"],
            &[3.0, 2.0],
            offices.iter().map(|&o| vec![o.to_owned(), "Ja, geheel 2026".to_owned()]).collect(),
        )));
    }
    Made::doc("bijlage-zorgkantoren", Doc::new("Bijlage 3", blocks)).fact("legal_name", &p.name)
}
