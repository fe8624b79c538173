//! Evidence on staff, structure, quality, administration and participation.

use chrono::NaiveDate;

use super::Made;
use crate::block::{Block, Book, Cell, Doc, Sheet, Table, bullets, h1, h2, pair, para, title};
use crate::kinds::plan::chart_levels;
use crate::provider::{Person, Provider};
use crate::style::Pen;

pub fn chart(pen: &mut Pen, p: &Provider) -> Made {
    let mut blocks =
        vec![title(pen.pick(&["Organogram", "Organogram juridische structuur", "Juridische structuur"]))];
    match pen.style.layout % 3 {
        0 => blocks.push(Block::Chart(chart_levels(p))),
        1 => {
            blocks.push(para(format!("{} – KvK {}", p.name, p.kvk)));
            blocks.push(Block::Chart(chart_levels(p)));
            blocks.push(para("De lijnen geven zeggenschap weer."));
        }
        _ => {
            let mut levels = chart_levels(p);
            levels.push(vec!["Cliëntenraad".to_owned(), "Klachtenfunctionaris".to_owned()]);
            blocks.push(Block::Chart(levels));
        }
    }
    Made::doc("organogram", Doc::new("Organogram", blocks)).fact("legal_name", &p.name)
}

fn staff_rows(p: &Provider) -> Vec<(&'static str, &'static str, &'static str, i64, f64)> {
    let n = p.clients * 2 / 3;
    vec![
        ("Verpleegkundige", "hbo-v", "niveau 5", n / 10 + 1, 0.8),
        ("Verpleegkundige", "mbo-verpleegkunde", "niveau 4", n / 8 + 1, 0.75),
        ("Verzorgende IG", "mbo verzorgende IG", "niveau 3", n / 2, 0.65),
        ("Helpende plus", "mbo helpende zorg en welzijn", "niveau 2", n / 6 + 1, 0.6),
        ("Activiteitenbegeleider", "mbo maatschappelijke zorg", "niveau 3", 2, 0.5),
    ]
}

/// Staff overview as a document.
pub fn staff(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let rows = staff_rows(p)
        .into_iter()
        .map(|(f, o, l, n, fte)| {
            vec![
                f.to_owned(),
                o.to_owned(),
                l.to_owned(),
                n.to_string(),
                format!("{:.1}", n as f64 * fte).replace('.', ","),
            ]
        })
        .collect();
    let head = match pen.style.layout % 3 {
        0 => ["Functie", "Opleiding", "Deskundigheidsniveau", "Aantal", "Fte"],
        1 => ["Functiegroep", "Aard opleiding", "Opleidingsniveau", "Aantal medewerkers", "fte"],
        _ => ["Rol", "Diploma", "Niveau", "Personen", "FTE's"],
    };
    let blocks = vec![
        title(pen.pick(&[
            "Personeelsoverzicht",
            "Formatieoverzicht",
            "Overzicht personeel en deskundigheid",
        ])),
        para(format!("{}, peildatum {}", p.name, pen.date(made))),
        Block::Table(Table::words(&head, &[2.2, 2.4, 1.8, 1.2, 0.9], rows)),
        para("De deskundigheid sluit aan bij de doelgroep (ouderen met dementie, VV4-VV8)."),
    ];
    Made::doc("personeelsoverzicht", Doc::new("Personeelsoverzicht", blocks)).date("document_date", made)
}

/// Staff overview as a workbook.
pub fn staff_book(p: &Provider, made: NaiveDate) -> Made {
    let text = |s: &str| Cell::Text(s.to_owned());
    let mut rows = vec![
        vec![Cell::Bold(format!("Personeelsoverzicht {}", p.name))],
        vec![text("Peildatum"), Cell::Text(made.format("%d-%m-%Y").to_string())],
        vec![],
        ["Functie", "Opleiding", "Deskundigheidsniveau", "Aantal", "Fte"]
            .map(|h| Cell::Bold(h.to_owned()))
            .to_vec(),
    ];
    for (f, o, l, n, fte) in staff_rows(p) {
        rows.push(vec![
            text(f),
            text(o),
            text(l),
            Cell::Number(n as f64),
            Cell::Number((n as f64 * fte * 10.0).round() / 10.0),
        ]);
    }
    Made::book("personeelsoverzicht", Book { sheets: vec![Sheet { name: "Personeel".to_owned(), rows }] })
}

pub fn quality(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let date = pen.date(made);
    let blocks = match pen.style.layout % 3 {
        0 => vec![
            Block::Logo("Keurwerk Certificering".to_owned()),
            title("Certificaat kwaliteitsmanagementsysteem"),
            para(format!(
                "Keurwerk Certificering B.V. (KvK 90001301) verklaart dat het kwaliteitssysteem van **{}** voldoet aan de HKZ-norm Verpleging, Verzorging en Thuiszorg.",
                p.name
            )),
            para(
                "De organisatie werkt volgens het kwaliteitskompas (voorheen kwaliteitskader) verpleeghuiszorg. Jaarlijks vindt een externe audit (visitatie) plaats.",
            ),
            Block::Pairs(vec![pair("Datum afgifte", date), pair("Certificaatnummer", "KW-2025-0931")]),
            Block::Signature(pen.seed()),
        ],
        1 => vec![
            title("Zo werken wij aan kwaliteit"),
            para(format!(
                "{} houdt zich aan het generiek kompas 'Samen werken aan kwaliteit van bestaan', het kwaliteitskader voor onze sector.",
                p.name
            )),
            bullets([
                "Wij spreken de uitkomsten twee keer per jaar door met de cliëntenraad.",
                "Wij nemen deel aan een lerend netwerk met twee andere aanbieders.",
                "Eenmaal per drie jaar is er een externe visitatie; de volgende is in 2027.",
            ]),
            para(format!("Vastgesteld op {date}")),
        ],
        _ => vec![
            h1("Verklaring kwaliteitskader"),
            para(format!(
                "Brancheorganisatie Fabelbranche bevestigt dat {} (KvK {}) is aangesloten en zich aan het kwaliteitskader Verpleeghuiszorg houdt. Het kwaliteitssysteem wordt periodiek extern gevisiteerd.",
                p.name, p.kvk
            )),
            para(date),
        ],
    };
    Made::doc("kwaliteitskader-bewijs", Doc::new("Kwaliteit", blocks))
        .date("document_date", made)
        .fact("legal_name", &p.name)
}

pub fn administration(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let mut blocks = vec![title(pen.pick(&[
        "Bedrijfsadministratie",
        "Beschrijving bedrijfsadministratie",
        "Inrichting zorgadministratie en declaratie",
    ]))];
    let items = [
        (
            "Declareren met AW319",
            "Maandelijks worden de prestaties uit het elektronisch cliëntdossier omgezet in AW319-berichten en via VECOZO ingediend, binnen de termijn van het declaratieprotocol. De retourberichten (AW320) verwerken wij binnen vijf werkdagen.",
        ),
        (
            "Zorgtoewijzingen",
            "Een zorgtoewijzing (AW33) wordt dagelijks opgehaald en dezelfde dag in het iWlz-register verwerkt.",
        ),
        (
            "Melding aanvang zorg",
            "De melding aanvang zorg (MAZ, AW35) gaat binnen vijf werkdagen na de start naar het zorgkantoor.",
        ),
        ("Mutaties", "Mutaties in leveringsvorm of zorgprofiel worden binnen vijf werkdagen gemeld (MUT)."),
        (
            "Melding einde zorg",
            "Bij overlijden of vertrek volgt binnen vijf werkdagen de melding einde zorg.",
        ),
    ];
    match pen.style.layout % 3 {
        0 => {
            for (head, text) in items {
                blocks.push(h2(head));
                blocks.push(para(text));
            }
        }
        1 => blocks.push(Block::Table(Table::words(
            &["Proces", "Werkwijze"],
            &[1.5, 4.0],
            items.iter().map(|(h, t)| vec![(*h).to_owned(), (*t).to_owned()]).collect(),
        ))),
        _ => blocks.push(para(items.map(|(_, t)| t).join(" "))),
    }
    blocks.push(para(format!("{}, {}", p.name, pen.date(made))));
    Made::doc("bedrijfsadministratie-bewijs", Doc::new("Bedrijfsadministratie", blocks))
        .date("document_date", made)
}

pub fn aoic(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let mut blocks = vec![title(pen.pick(&[
        "AO/IC-beschrijving",
        "Administratieve organisatie en interne controle",
        "Handboek AO/IC",
    ]))];
    blocks.push(para(format!("{} – versie van {}", p.name, pen.date(made))));
    let text = [
        "De administratieve organisatie en interne controle (AO/IC) zijn ingericht volgens de Regeling declaratievoorschriften, administratievoorschriften en informatieverstrekking Wlz van de NZa.",
        "Registratie, declaratie en controle zijn gescheiden functies. Per kwartaal wordt een steekproef van dossiers gecontroleerd op indicatie, zorgplan en geleverde zorg.",
        "De uitkomsten worden vastgelegd en met de raad besproken; fouten worden binnen een maand gecorrigeerd.",
    ];
    match pen.style.layout % 3 {
        0 => {
            blocks.push(h1("Regelgeving"));
            blocks.push(para(text[0]));
            blocks.push(h1("Functiescheiding en controle"));
            blocks.push(para(text[1]));
            blocks.push(h1("Verslaglegging"));
            blocks.push(para(text[2]));
        }
        1 => blocks.push(Block::Steps(text.map(str::to_owned).to_vec())),
        _ => blocks.push(Block::TwoColumns(text.map(para).to_vec())),
    }
    Made::doc("aoic-bewijs", Doc::new("AO/IC", blocks)).date("document_date", made)
}

pub fn council(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let members: Vec<String> = p.council.iter().map(Person::full).collect();
    let date = pen.date(made);
    let blocks = match pen.style.layout % 3 {
        0 => vec![
            title("Instellingsbesluit cliëntenraad"),
            para(format!(
                "Het bestuur van {} besluit, gelet op de Wet medezeggenschap cliënten zorginstellingen 2018, een cliëntenraad in te stellen met ingang van {date}.",
                p.name
            )),
            h2("Samenstelling"),
            para(
                "De raad bestaat uit vier leden, van wie twee namens de bewoners en twee namens de verwanten:",
            ),
            bullets(members),
        ],
        1 => vec![
            title("Cliëntenraad: leden en samenstelling"),
            Block::Table(Table::words(
                &["Naam", "Rol", "Namens"],
                &[3.0, 1.5, 1.5],
                members
                    .iter()
                    .enumerate()
                    .map(|(i, m)| {
                        vec![
                            m.clone(),
                            if i == 0 { "voorzitter" } else { "lid" }.to_owned(),
                            if i < 2 { "cliënten" } else { "verwanten" }.to_owned(),
                        ]
                    })
                    .collect(),
            )),
            para(format!("Peildatum {date} – {}", p.name)),
        ],
        _ => vec![
            h1("Medezeggenschapsregeling Wmcz 2018"),
            para(format!(
                "Partijen: {} en de cliëntenraad, vertegenwoordigd door {}.",
                p.name,
                members.first().cloned().unwrap_or_default()
            )),
            para(format!("Overige leden: {}. Vastgesteld op {date}.", members[1..].join(", "))),
        ],
    };
    Made::doc("clientenraad-bewijs", Doc::new("Cliëntenraad", blocks)).date("document_date", made)
}
