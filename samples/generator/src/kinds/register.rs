//! Extracts of the Handelsregister and of the UBO register, and the other ways to show UBO data.

use chrono::{Datelike, NaiveDate};

use super::Made;
use crate::block::{Block, Doc, Rules, Table, h1, h2, pair, para, small, title};
use crate::dutch::{DateStyle, MONTHS};
use crate::provider::{Director, Form, Power, Provider, day};
use crate::style::{Format, PairLook, Pen};

fn power_words(power: Power, layout: usize) -> &'static str {
    match (power, layout % 2) {
        (Power::Alone, 0) => "Alleen/zelfstandig bevoegd",
        (Power::Alone, _) => "Alleen/zelfstandig bevoegd (zie statuten)",
        (Power::Joint, 0) => "Gezamenlijk bevoegd (met andere bestuurder(s), zie statuten)",
        (Power::Joint, _) => "Gezamenlijk bevoegd",
        (Power::None, _) => "Niet bevoegd",
    }
}

/// Extract of the Handelsregister, made on `made`.
pub fn kvk(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    // The register prints dates one way; what else varies is how the extract was ordered and printed.
    let date = if pen.style.layout % 4 == 3 { DateStyle::Long } else { DateStyle::Dashes };
    let show = |d: NaiveDate| date.show(d);
    let layout = pen.style.layout % 4;
    let mut blocks = Vec::new();
    let hour = format!("{:02}.{:02}", pen.between(8, 17), pen.between(0, 59));
    match layout {
        0 => {
            blocks.push(Block::Logo("KVK".to_owned()));
            blocks.push(title("Uittreksel Handelsregister Kamer van Koophandel"));
            pen.style.pairs = PairLook::Beside;
            blocks.push(Block::Pairs(vec![pair("KvK-nummer", &p.kvk)]));
            blocks.push(small(format!(
                "Pagina 1 (van 1). Dit uittreksel is vervaardigd op {} om {hour} uur.",
                show(made)
            )));
        }
        1 => {
            blocks.push(Block::Columns(vec![
                vec![title("Handelsregister"), para("Uittreksel uit het Handelsregister")],
                vec![Block::Logo("Kamer van Koophandel".to_owned())],
            ]));
            blocks.push(Block::Pairs(vec![
                pair("KvK-nummer", &p.kvk),
                pair("Datum uittreksel", format!("{} {}", show(made), hour.replace('.', ":"))),
            ]));
            blocks.push(Block::Rule);
        }
        2 => {
            blocks.push(Block::Right("Kamer van Koophandel".to_owned()));
            blocks.push(title("Bedrijfsprofiel – Uittreksel"));
            blocks.push(para(format!(
                "**{}**, ingeschreven in het Handelsregister onder nummer **{}**. De gegevens zijn geldig op het peilmoment {} te {} uur.",
                p.name, p.kvk, show(made), hour
            )));
        }
        _ => {
            blocks.push(Block::Framed(vec![
                Block::Centered("**KAMER VAN KOOPHANDEL**".to_owned()),
                Block::Centered("Afschrift inschrijving Handelsregister".to_owned()),
                Block::Centered(format!("Dossiernummer {}", p.kvk)),
            ]));
            blocks.push(para(format!("Gewaarmerkt afschrift, afgegeven op {}.", show(made))));
        }
    }
    if pen.chance(3) {
        blocks.push(Block::Columns(vec![
            vec![small("Deze inschrijving valt onder beheer van de Kamer van Koophandel.")],
            vec![small(
                "Een gewaarmerkt digitaal uittreksel is voorzien van een elektronische handtekening.",
            )],
        ]));
    }
    let mut entity = vec![
        pair("RSIN", &p.rsin),
        pair(
            "Rechtsvorm",
            if p.form == Form::Bv && layout != 0 { "Besloten Vennootschap (BV)" } else { p.form.register() },
        ),
        pair("Statutaire naam", &p.name),
        pair("Statutaire zetel", &p.seat),
        pair("Eerste inschrijving handelsregister", show(p.founded + chrono::Days::new(5))),
        pair("Datum akte van oprichting", show(p.founded)),
    ];
    if p.statutes != p.founded {
        entity.push(pair("Akte laatste statutenwijziging", show(p.statutes)));
    }
    if p.form == Form::Bv {
        entity.push(pair("Geplaatst kapitaal", "EUR 100,00"));
    }
    blocks.push(h1(if layout == 2 { "Gegevens rechtspersoon" } else { "Rechtspersoon" }));
    blocks.push(Block::Pairs(entity));
    blocks.push(h1("Onderneming"));
    blocks.push(Block::Pairs(vec![
        pair("Handelsnamen", format!("{}\n{}", p.name, p.trade)),
        pair("Startdatum onderneming", show(p.founded)),
        pair(
            "Activiteiten",
            "SBI-code: 87301 - Verpleeghuizen\nSBI-code: 88102 - Thuiszorg (geen praktische hulp)",
        ),
        pair("Werkzame personen", (p.clients * 2 / 3).to_string()),
    ]));
    blocks.push(h1("Vestiging"));
    blocks.push(Block::Pairs(vec![
        pair("Vestigingsnummer", &p.branch),
        pair("Bezoekadres", p.address()),
        pair("Telefoonnummer", &p.phone),
        pair("Internetadres", format!("www.{}", p.site)),
        pair("E-mailadres", format!("info@{}", p.site)),
    ]));
    if let Some((name, kvk)) = &p.parent {
        blocks.push(h1("Enig aandeelhouder"));
        blocks.push(Block::Pairs(vec![
            pair("Naam", name),
            pair("Ingeschreven onder KvK-nummer", kvk),
            pair("Enig aandeelhouder sedert", show(p.founded)),
        ]));
    }
    blocks.push(h1(if p.directors.len() > 1 { "Bestuurders" } else { "Bestuurder" }));
    let in_table = layout == 2;
    let mut rows = Vec::new();
    for d in &p.directors {
        match d {
            Director::Person { person, power, title } if in_table => {
                rows.push(vec![
                    person.register(),
                    (*title).to_owned(),
                    show(p.founded),
                    power_words(*power, layout).to_owned(),
                ]);
            }
            Director::Person { person, power, title } => blocks.push(Block::Pairs(vec![
                pair("Naam", person.register()),
                pair("Geboortedatum", show(person.born)),
                pair("Datum in functie", show(p.founded)),
                pair("Titel", *title),
                pair("Bevoegdheid", power_words(*power, layout)),
            ])),
            Director::Company { name, power, .. } if in_table => {
                rows.push(vec![
                    name.clone(),
                    "Bestuurder".to_owned(),
                    show(p.founded),
                    power_words(*power, layout).to_owned(),
                ]);
            }
            Director::Company { name, kvk, power } => blocks.push(Block::Pairs(vec![
                pair("Naam", name),
                pair("Bezoekadres", p.address()),
                pair("Ingeschreven onder KvK-nummer", kvk),
                pair("Datum in functie", show(p.founded)),
                pair("Bevoegdheid", power_words(*power, layout)),
            ])),
        }
    }
    let officials = |rows: Vec<Vec<String>>| {
        let mut t =
            Table::words(&["Naam", "Functie", "In functie", "Bevoegdheid"], &[3.0, 2.0, 1.6, 3.2], rows);
        t.rules = Rules::Lines;
        Block::Table(t)
    };
    if in_table {
        blocks.push(officials(std::mem::take(&mut rows)));
    }
    if !p.supervisors.is_empty() {
        blocks.push(h1(match layout {
            0 => "Leden van het toezichthoudend orgaan",
            1 => "Toezichthouders",
            2 if p.form == Form::Bv => "Commissarissen",
            _ => "Lid van het toezichthoudend orgaan",
        }));
        for s in &p.supervisors {
            if in_table {
                rows.push(vec![
                    s.register(),
                    "Lid toezichthoudend orgaan".to_owned(),
                    show(p.founded),
                    String::new(),
                ]);
            } else {
                blocks.push(Block::Pairs(vec![
                    pair("Naam", s.register()),
                    pair("Geboortedatum", show(s.born)),
                    pair("Datum in functie", show(p.founded)),
                ]));
            }
        }
        if in_table {
            blocks.push(officials(rows));
        }
    }
    blocks.push(Block::Rule);
    match layout {
        0 | 1 => blocks.push(small(
            "Dit uittreksel is digitaal gewaarmerkt. De Kamer van Koophandel adviseert dit document te controleren op de geldigheid van het waarmerk.",
        )),
        2 => blocks.push(Block::Stamp("GEWAARMERKT\nKamer van Koophandel".to_owned())),
        _ => blocks.push(small(format!("Uittreksel is vervaardigd op {} om {hour} uur.", show(made)))),
    }
    let mut doc = Doc::new(&format!("Uittreksel Handelsregister {}", p.kvk), blocks);
    doc.author = "Kamer van Koophandel".to_owned();
    doc.footer = Some(if layout == 2 {
        format!("Peilmoment {}||Pagina {{p}} (van {{n}})", show(made))
    } else {
        "Waarmerk KvK|Pagina {p} (van {n})|".to_owned()
    });
    let authority = match p.directors.first().map(Director::power) {
        Some(Power::Alone) => "alleen",
        Some(Power::Joint) => "gezamenlijk",
        _ => "niet",
    };
    let names = p.directors.iter().map(|d| match d {
        Director::Person { person, .. } => person.register(),
        Director::Company { name, .. } => name.clone(),
    });
    Made::doc("kvk-uittreksel", doc)
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("rsin", &p.rsin)
        .fact("legal_name", &p.name)
        .fact("legal_form", p.form.register())
        .fact("statutory_seat", &p.seat)
        .facts("director", names)
        .facts("supervisor", p.supervisors.iter().map(crate::provider::Person::register))
        .fact("signing_authority", authority)
}

/// What a UBO document shows that it should not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitive {
    BlackedOut,
    /// The citizen number stands there to be read.
    Bsn,
}

fn month_year(d: NaiveDate) -> String {
    format!("{} {}", MONTHS[d.month0() as usize], d.year())
}

/// Extract of the UBO register.
pub fn ubo(pen: &mut Pen, p: &Provider, made: NaiveDate, sensitive: Sensitive) -> Made {
    let layout = pen.style.layout % 3;
    let date = if layout == 2 { DateStyle::Long } else { DateStyle::Dashes };
    let mut blocks = Vec::new();
    match layout {
        0 => {
            blocks.push(Block::Logo("KVK".to_owned()));
            blocks.push(title("Uittreksel UBO-register"));
            blocks.push(Block::Pairs(vec![
                pair("KvK-nummer", &p.kvk),
                pair("Statutaire naam", &p.name),
                pair("RSIN", &p.rsin),
                pair("Uittreksel vervaardigd op", date.show(made)),
            ]));
        }
        1 => {
            blocks.push(Block::Right(format!("Datum: {}", date.show(made))));
            blocks.push(title("Afschrift UBO-registratie"));
            blocks.push(para("Gegevens over de uiteindelijk belanghebbenden van een rechtspersoon, zoals ingeschreven bij de Kamer van Koophandel."));
            blocks.push(Block::Pairs(vec![
                pair("Naam rechtspersoon", &p.name),
                pair("Inschrijfnummer Handelsregister", &p.kvk),
                pair("Rechtsvorm", p.form.register()),
            ]));
        }
        _ => {
            blocks.push(title("KVK Uittreksel UBO-register"));
            blocks.push(para(format!(
                "Dit uittreksel bevat de uiteindelijk belanghebbenden (UBO's) van **{}**, ingeschreven onder KvK-nummer {}. Vervaardigd op {}.",
                p.name, p.kvk, date.show(made)
            )));
        }
    }
    let pseudo = p.form == Form::Stichting || p.form == Form::Cooperatie;
    let kind = if pseudo { "Hoger leidinggevend personeel (pseudo-UBO)" } else { "Aandelen" };
    let band = if pseudo {
        "Niet van toepassing"
    } else {
        *["Meer dan 75% tot en met 100%", ">75-100%"].get(layout % 2).unwrap_or(&"")
    };
    // The standard fonts have no block characters.
    let bar = if pen.style.format == Format::Classic {
        "(onleesbaar gemaakt)"
    } else {
        "█████████"
    };
    for (i, d) in p.directors.iter().enumerate() {
        let Director::Person { person, .. } = d else { continue };
        blocks.push(h1(format!("Uiteindelijk belanghebbende {}", i + 1)));
        let mut pairs = vec![pair("Naam", if layout == 1 { person.full() } else { person.register() })];
        match sensitive {
            Sensitive::BlackedOut => {
                pairs.push(pair("Geboortemaand en -jaar", month_year(person.born)));
                if layout == 1 {
                    pairs.push(pair("BSN / TIN", bar));
                    pairs.push(pair("Adres", bar));
                }
            }
            Sensitive::Bsn => {
                pairs.push(pair("Burgerservicenummer", person.bsn()));
                pairs.push(pair("Geboortedatum", date.show(person.born)));
                pairs.push(pair("Woonadres", format!("Nergensweg 12, 4811 AB {}", p.seat)));
            }
        }
        pairs.push(pair("Nationaliteit", "Nederlandse"));
        pairs.push(pair("Woonstaat", "Nederland"));
        pairs.push(pair("Aard van het belang", kind));
        pairs.push(pair("Omvang van het belang", band));
        pairs.push(pair("UBO sinds", date.show(p.founded.max(day(2020, 9, 27)))));
        blocks.push(Block::Pairs(pairs));
    }
    blocks.push(Block::Rule);
    blocks.push(small("Dit uittreksel is elektronisch gewaarmerkt door de Kamer van Koophandel. Gegevens die niet openbaar zijn, zijn onleesbaar gemaakt."));
    let mut doc = Doc::new("Uittreksel UBO-register", blocks);
    doc.author = "Kamer van Koophandel".to_owned();
    doc.footer = Some("UBO-register|Pagina {p} van {n}|".to_owned());
    Made::doc("ubo-uittreksel", doc)
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}

/// Letter of the register that the UBO registration was received.
pub fn ubo_confirmation(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let ubos: Vec<_> = p
        .directors
        .iter()
        .filter_map(|d| match d {
            Director::Person { person, .. } => Some(person.clone()),
            Director::Company { .. } => None,
        })
        .collect();
    let date = pen.date(made);
    let mut blocks = vec![Block::Logo("KVK".to_owned())];
    let opening = pen.pick(&[
        "Wij hebben de opgave van de uiteindelijk belanghebbenden (UBO's) van uw organisatie verwerkt.",
        "De UBO-registratie van uw organisatie is ingeschreven in het UBO-register.",
        "Hierbij bevestigen wij dat uw UBO-opgave is ontvangen en ingeschreven.",
    ]);
    let data = Block::Table(Table::words(
        &["Naam UBO", "Geboortemaand en -jaar", "Aard belang", "Omvang"],
        &[3.0, 2.2, 3.0, 2.0],
        ubos.iter()
            .map(|u| {
                vec![
                    u.full(),
                    month_year(u.born),
                    "Hoger leidinggevend personeel".to_owned(),
                    "n.v.t.".to_owned(),
                ]
            })
            .collect(),
    ));
    match pen.style.layout % 3 {
        0 => {
            blocks.push(para(format!("{}\n{}\n{} {}", p.name, p.street, p.postcode, p.seat)));
            blocks.push(Block::Pairs(vec![
                pair("Datum", date),
                pair("Onderwerp", "Bevestiging UBO-registratie"),
                pair("KvK-nummer", &p.kvk),
            ]));
            blocks.push(para("Geachte heer, mevrouw,"));
            blocks.push(para(opening));
            blocks.push(data);
            blocks.push(para("Met vriendelijke groet,\nKamer van Koophandel"));
        }
        1 => {
            blocks.push(title("Bevestiging van de UBO-registratie"));
            blocks.push(para(format!("**{}** – KvK-nummer {}", p.name, p.kvk)));
            blocks.push(para(opening));
            blocks.push(data);
            blocks.push(Block::Pairs(vec![pair("Datum van inschrijving", date)]));
        }
        _ => {
            blocks.push(Block::Right(format!("Utrecht, {date}")));
            blocks.push(h1("Uw UBO-opgave is ingeschreven"));
            blocks.push(para(format!("{opening} Het gaat om {}, ingeschreven onder KvK-nummer {}. In het UBO-register staan nu de volgende gegevens:", p.name, p.kvk)));
            blocks.push(data);
            blocks.push(small("Een uittreksel van uw UBO-registratie is op dit moment niet op te vragen."));
        }
    }
    Made::doc("ubo-bevestiging", Doc::new("Bevestiging UBO-registratie", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}

/// Screen of the register with the UBO data and, at the bottom, the computer's date.
pub fn ubo_screen(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let date = if pen.style.layout.is_multiple_of(2) { DateStyle::DashesShort } else { DateStyle::Dashes };
    let mut blocks = vec![
        Block::Framed(vec![para("https://mijn.kvk.example.nl/ubo/overzicht     Mijn KVK   |   Uitloggen")]),
        h1("Mijn KVK – UBO-gegevens"),
        para(format!("Organisatie: {}   KvK-nummer: {}", p.name, p.kvk)),
        h2("Geregistreerde UBO's"),
    ];
    for d in &p.directors {
        if let Director::Person { person, .. } = d {
            blocks.push(Block::Pairs(vec![
                pair("Naam", person.full()),
                pair("Geboren", month_year(person.born)),
                pair("Nationaliteit", "Nederlandse"),
                pair("Aard en omvang belang", "Hoger leidinggevend personeel"),
                pair("Status", "Geregistreerd"),
            ]));
        }
    }
    blocks.push(Block::Space(60.0));
    blocks.push(Block::Rule);
    blocks.push(Block::Right(format!(
        "{:02}:{:02}   {}",
        pen.between(8, 17),
        pen.between(0, 59),
        date.show(made)
    )));
    Made::doc("ubo-printscreen", Doc::new("", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}
