//! Liability insurance: the schedule in the manner of several insurers, and an offer that is none yet.

use chrono::{Datelike, Months, NaiveDate};

use super::Made;
use crate::block::{Block, Doc, Rules, Table, bullets, h1, h2, pair, para, small, title};
use crate::dutch::canonical;
use crate::provider::{Provider, day};
use crate::style::Pen;

#[derive(Debug, Clone)]
pub struct Cover {
    /// Date of issue.
    pub made: NaiveDate,
    pub start: NaiveDate,
    /// Whole euros.
    pub per_event: i64,
    pub per_year: i64,
    /// An offer: nothing is concluded.
    pub offer: bool,
}

impl Cover {
    pub fn ordinary(made: NaiveDate) -> Self {
        Self { made, start: day(2026, 1, 1), per_event: 2_500_000, per_year: 5_000_000, offer: false }
    }
}

const INSURERS: [(&str, &str); 4] = [
    ("Fabeldekking Verzekeringen N.V.", "90001101"),
    ("Onderlinge Wolkenschild U.A.", "90001102"),
    ("Sterrenwacht Assuradeuren B.V.", "90001103"),
    ("Nergens Zorgverzekerd N.V.", "90001104"),
];

/// Schedule (or offer) of the liability insurance of `p`.
pub fn policy(pen: &mut Pen, p: &Provider, cover: &Cover) -> Made {
    let layout = pen.style.layout % 4;
    let (insurer, insurer_kvk) = INSURERS[layout];
    let number = format!("{}{}", pen.pick(&["ZA", "AVB-", "90.", "P"]), pen.between(1_000_000, 9_999_999));
    let (event, year) = (pen.euro(cover.per_event), pen.euro(cover.per_year));
    let (made, start) = (pen.date(cover.made), pen.date(cover.start));
    let until = cover.start.checked_add_months(Months::new(12)).unwrap_or(cover.start);
    let until = pen.date(until);
    let premium = pen.between(1_200, 6_900);
    let premium = pen.euro(premium);
    let own_risk = *crate::style::pick(&mut pen.rng, &[500, 1_000, 2_500]);
    let own_risk = pen.euro(own_risk);
    let title_text = if cover.offer {
        pen.pick(&[
            "Offerte aansprakelijkheidsverzekering",
            "Offerte beroeps- en bedrijfsaansprakelijkheid",
            "Premievoorstel aansprakelijkheidsverzekering zorg",
        ])
    } else {
        match layout {
            0 => "Polisblad Aansprakelijkheidsverzekering",
            1 => "Polis Bedrijfs- en beroepsaansprakelijkheid",
            2 => "Polisblad AVB Zorg & Welzijn",
            _ => "Verzekeringsbewijs beroepsaansprakelijkheid zorginstellingen",
        }
    };
    let event_label = pen.pick(&[
        "Verzekerd bedrag per aanspraak",
        "Per gebeurtenis",
        "Maximaal per gebeurtenis",
        "Verzekerd bedrag per gebeurtenis",
        "Per aanspraak",
    ]);
    let year_label = pen.pick(&[
        "per verzekeringsjaar",
        "Per verzekeringsjaar",
        "Maximaal per jaar",
        "Verzekerd bedrag per verzekeringsjaar",
    ]);
    let insured_label = pen.pick(&["Verzekeringnemer", "Verzekerde", "Naam verzekeringnemer", "Op naam van"]);
    let liable = pen.pick(&[
        "Verzekerd is de aansprakelijkheid van de verzekerde jegens patiënten, cliënten en hun nabestaanden voor schade als gevolg van het verlenen van zorg.",
        "De verzekering dekt de aansprakelijkheid tegenover cliënten en hun naasten voor personenschade en zaakschade die verband houdt met de zorgverlening.",
        "Gedekt is de beroepsaansprakelijkheid voor schade van cliënten (en hun nabestaanden) door handelen of nalaten bij de zorg- en hulpverlening.",
    ]);
    let renewal =
        "Na de contractsvervaldatum wordt de verzekering telkens stilzwijgend met twaalf maanden verlengd.";
    let number_label = if cover.offer { "Offertenummer" } else { "Polisnummer" };
    let mut blocks = Vec::new();
    match layout {
        0 => {
            blocks.push(Block::Logo(insurer.to_owned()));
            blocks.push(title(title_text));
            blocks.push(Block::Pairs(vec![
                pair(insured_label, &p.name),
                pair("Adres", p.address()),
                pair("KvK-nummer", &p.kvk),
                pair(number_label, number),
                pair(if cover.offer { "Datum offerte" } else { "Datum afgifte" }, made),
                pair("Ingangsdatum", start),
                pair("Contractsvervaldatum", until),
                pair("Verzekerde hoedanigheid", "Zorgaanbieder: verpleging, verzorging en begeleiding"),
            ]));
            blocks.push(h1("Verzekerde bedragen"));
            blocks.push(Block::Pairs(vec![
                pair(event_label, &event),
                pair(year_label, &year),
                pair("Eigen risico", own_risk),
            ]));
            blocks.push(h1("Dekking"));
            blocks.push(para(liable));
            blocks.push(para(renewal));
        }
        1 => {
            blocks.push(Block::Columns(vec![
                vec![para(format!("{}\n{}\n{} {}", p.name, p.street, p.postcode, p.seat))],
                vec![
                    Block::Logo(insurer.split(' ').next().unwrap_or(insurer).to_owned()),
                    small(format!(
                        "{number_label} {number}\n{} {made}",
                        if cover.offer { "Datum" } else { "Polisdatum" }
                    )),
                ],
            ]));
            blocks.push(title(title_text));
            let mut t = Table::words(
                &["Rubriek", "Omschrijving", "Verzekerd bedrag"],
                &[2.0, 3.4, 2.4],
                vec![
                    vec![
                        "Rubriek A".to_owned(),
                        "Beroepsaansprakelijkheid zorg, per gebeurtenis".to_owned(),
                        event.clone(),
                    ],
                    vec![String::new(), "idem, per verzekeringsjaar".to_owned(), year.clone()],
                    vec![
                        "Rubriek B".to_owned(),
                        "Werkgeversaansprakelijkheid, per gebeurtenis".to_owned(),
                        event.clone(),
                    ],
                    vec![
                        "Rubriek C".to_owned(),
                        "Milieuaansprakelijkheid, per gebeurtenis".to_owned(),
                        pen.euro(500_000),
                    ],
                ],
            );
            t.rules = Rules::Grid;
            blocks.push(Block::Table(t));
            blocks.push(Block::Pairs(vec![
                pair(insured_label, &p.name),
                pair("Ingangsdatum", start),
                pair("Premievervaldatum", until),
                pair("Eigen risico per gebeurtenis", own_risk),
                pair("Jaarpremie incl. 21% assurantiebelasting", premium),
            ]));
            blocks.push(para(liable));
            blocks.push(h2("Clausules"));
            blocks.push(bullets([renewal, "Clausule 114: aanspraken van cliënten worden in onderling verband als één gebeurtenis gezien.", "Terrorismedekking volgens het clausuleblad."]));
        }
        2 => {
            blocks.push(Block::Logo(insurer.to_owned()));
            blocks.push(title(title_text));
            blocks.push(Block::Columns(vec![
                vec![
                    h2("Uw gegevens"),
                    Block::Pairs(vec![
                        pair(insured_label, &p.name),
                        pair("Vestigingsplaats", &p.seat),
                        pair("Handelsregister", &p.kvk),
                    ]),
                ],
                vec![
                    h2("Uw verzekering"),
                    Block::Pairs(vec![
                        pair(number_label, number),
                        pair("Afgiftedatum", made),
                        pair("Ingangsdatum", start),
                        pair("Einddatum", until),
                    ]),
                ],
            ]));
            blocks.push(h1("Wat is verzekerd?"));
            blocks.push(para(liable));
            blocks.push(para(format!("Het verzekerd bedrag is maximaal **{event} per gebeurtenis** en **{year} per verzekeringsjaar**. Het eigen risico bedraagt {own_risk} per aanspraak.")));
            blocks.push(h1("Looptijd"));
            blocks.push(para(renewal));
        }
        _ => {
            blocks.push(Block::Right(format!("{}, {made}", pen.pick(&["Utrecht", "Rotterdam", "Zwolle"]))));
            blocks.push(title(title_text));
            blocks.push(para(if cover.offer {
                format!("Wij bieden u, onder offertenummer {number}, de volgende verzekering aan:")
            } else {
                format!("Ondergetekende, {insurer}, verklaart hierbij dat onder polisnummer {number} is verzekerd:")
            }));
            blocks.push(Block::Framed(vec![Block::Pairs(vec![
                pair(insured_label, &p.name),
                pair("Inschrijving KvK", &p.kvk),
                pair("Hoedanigheid", "Instelling voor langdurige zorg"),
                pair("Looptijd", format!("van {start} tot {until}, met stilzwijgende verlenging")),
                pair(event_label, &event),
                pair(year_label, &year),
                pair("Dekkingsgebied", "Nederland"),
            ])]));
            blocks.push(para(liable));
            blocks.push(Block::Signature(pen.seed()));
            blocks.push(para("namens de verzekeraar"));
        }
    }
    if cover.offer {
        blocks.push(para(pen.pick(&[
            "Aan deze offerte kunnen geen rechten worden ontleend. De verzekering komt pas tot stand na acceptatie en ondertekening. Deze offerte is 30 dagen geldig.",
            "Dit is een vrijblijvend voorstel; er is nog geen dekking. Wilt u de verzekering sluiten, stuur dan het aanvraagformulier ondertekend terug.",
        ])));
    }
    let mut doc = Doc::new(title_text, blocks);
    doc.author = insurer.to_owned();
    doc.footer = Some(format!(
        "{insurer} – KvK {insurer_kvk}|Vergunning Wft 1200{}|Pagina {{p}} van {{n}}",
        layout + 1001
    ));
    let kind = if cover.offer { "polis-offerte" } else { "polisblad" };
    Made::doc(kind, doc)
        .date("document_date", cover.made)
        .date("valid_from", cover.start)
        .fact("insured_name", &p.name)
        .fact("insured_amount_per_event", canonical(cover.per_event * 100))
        .fact("insured_amount_per_year", canonical(cover.per_year * 100))
}

/// Year of the policy, for file names.
pub fn year(cover: &Cover) -> i32 {
    cover.made.year()
}
