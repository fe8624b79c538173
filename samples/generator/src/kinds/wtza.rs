//! Permits, admissions, notifications and own declarations under the Wtza.

use chrono::NaiveDate;

use super::Made;
use crate::block::{Block, Doc, Table, bullets, h1, pair, para, small, title};
use crate::dutch::DateStyle;
use crate::provider::{Provider, day};
use crate::style::Pen;

fn cibg(pen: &mut Pen, p: &Provider, made: NaiveDate, subject: &str) -> (Vec<Block>, String) {
    let reference = format!("CIBG-{}-{}", pen.between(20, 26), pen.between(100_000, 999_999));
    let date = DateStyle::Long.show(made);
    let head = if pen.style.layout.is_multiple_of(2) {
        vec![
            Block::Logo("CIBG".to_owned()),
            small("Ministerie van Volksgezondheid, Welzijn en Sport"),
            para(format!(
                "> Retouradres Postbus 16114, 2500 BC Den Haag\n\n{}\nT.a.v. het bestuur\n{}\n{} {}",
                p.name, p.street, p.postcode, p.seat
            )),
            Block::Pairs(vec![
                pair("Datum", date),
                pair("Betreft", subject),
                pair("Ons kenmerk", &reference),
            ]),
        ]
    } else {
        vec![Block::Columns(vec![
            vec![para(format!("{}\n{}\n{} {}", p.name, p.street, p.postcode, p.seat))],
            vec![
                Block::Logo("CIBG".to_owned()),
                small(format!("**Datum**\n{date}\n**Ons kenmerk**\n{reference}\n**Onderwerp**\n{subject}")),
            ],
        ])]
    };
    (head, reference)
}

/// Wtza permit.
pub fn permit(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let layout = pen.style.layout % 3;
    let mut blocks;
    if layout == 2 {
        blocks = vec![
            Block::Logo("CIBG".to_owned()),
            title("Toelatingsvergunning"),
            para("Wet toetreding zorgaanbieders (Wtza)"),
            Block::Pairs(vec![
                pair("Zorgaanbieder", &p.name),
                pair("KvK-nummer", &p.kvk),
                pair("Statutaire zetel", &p.seat),
                pair("Vergunningnummer", format!("TV-{}", pen.between(10_000, 99_999))),
                pair("Datum besluit", DateStyle::Long.show(made)),
                pair(
                    "Reikwijdte",
                    "Zorg als omschreven bij of krachtens de Wet langdurige zorg en de Zorgverzekeringswet",
                ),
            ]),
            para(
                "De Minister van Volksgezondheid, Welzijn en Sport verleent op grond van artikel 4 van de Wtza aan bovengenoemde zorgaanbieder een toelatingsvergunning.",
            ),
        ];
    } else {
        blocks = cibg(pen, p, made, "Besluit toelatingsvergunning Wtza").0;
        blocks.push(para("Geacht bestuur,"));
        blocks.push(para(format!(
            "U heeft een aanvraag ingediend voor een toelatingsvergunning als bedoeld in artikel 4 van de Wet toetreding zorgaanbieders (Wtza). Ik heb besloten {} (KvK-nummer {}) de gevraagde vergunning te verlenen.",
            p.name, p.kvk
        )));
        blocks.push(h1("Besluit"));
        blocks.push(para("De toelatingsvergunning geldt voor het verlenen van zorg bij of krachtens de Wet langdurige zorg en de Zorgverzekeringswet. De vergunning is niet overdraagbaar."));
        blocks.push(h1("Bezwaar"));
        blocks.push(para("Bent u het niet eens met dit besluit, dan kunt u binnen zes weken na verzending een bezwaarschrift indienen."));
    }
    blocks.push(para("De Minister van Volksgezondheid, Welzijn en Sport,\nnamens deze,"));
    blocks.push(Block::Signature(pen.seed()));
    blocks.push(para("unithoofd Wtza, CIBG"));
    Made::doc("wtza-vergunning", Doc::new("Toelatingsvergunning Wtza", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}

/// Admission under the former WTZi.
pub fn wtzi(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let (mut blocks, _) = cibg(pen, p, made, "Toelating WTZi");
    match pen.style.layout % 3 {
        0 => {
            blocks.push(para("Geachte heer, mevrouw,"));
            blocks.push(para(format!("Naar aanleiding van uw aanvraag besluit ik {}, ingeschreven onder KvK-nummer {}, op grond van artikel 5 van de Wet toelating zorginstellingen (WTZi) toe te laten als instelling voor persoonlijke verzorging, verpleging, begeleiding en verblijf.", p.name, p.kvk)));
        }
        1 => {
            blocks.push(title("Beschikking toelating"));
            blocks.push(Block::Pairs(vec![
                pair("Instelling", &p.name),
                pair("KvK-nummer", &p.kvk),
                pair("Rechtsgrond", "Wet toelating zorginstellingen"),
                pair("Zorgvormen", "persoonlijke verzorging, verpleging, begeleiding, verblijf"),
            ]));
        }
        _ => {
            blocks.push(h1("Besluit op uw aanvraag WTZi-toelating"));
            blocks.push(para(format!("De Minister besluit tot toelating van {} (KvK {}) ingevolge de Wet toelating zorginstellingen.", p.name, p.kvk)));
            blocks.push(bullets([
                "persoonlijke verzorging",
                "verpleging",
                "begeleiding",
                "verblijf met behandeling",
            ]));
        }
    }
    blocks.push(para("De Minister van Volksgezondheid, Welzijn en Sport,\nnamens deze,"));
    blocks.push(Block::Signature(pen.seed()));
    Made::doc("wtzi-toelating", Doc::new("Toelating WTZi", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}

/// The letter of September 2021 on what the new law means for an admitted provider.
pub fn cibg_letter(pen: &mut Pen, p: &Provider) -> Made {
    let made = day(2021, 9, pen.between(6, 28) as u32);
    let (mut blocks, _) = cibg(pen, p, made, "Gevolgen van de Wtza voor uw WTZi-toelating");
    blocks.push(para("Geacht bestuur,"));
    blocks.push(para("Op 1 januari 2022 treedt de Wet toetreding zorgaanbieders (Wtza) in werking. Met deze brief informeer ik u over de gevolgen daarvan voor uw organisatie."));
    blocks.push(para(format!(
        "{} (KvK-nummer {}) beschikt over een WTZi-toelating en is onder de Wtza vergunningplichtig. {}",
        p.name,
        p.kvk,
        pen.pick(&[
            "Uw WTZi-toelating geldt vanaf 1 januari 2022 van rechtswege als toelatingsvergunning op grond van de Wtza. U hoeft geen nieuwe vergunning aan te vragen.",
            "De bestaande WTZi-toelating wordt met ingang van 1 januari 2022 aangemerkt als Wtza-vergunning; een aparte aanvraag is niet nodig.",
        ])
    )));
    blocks.push(para(
        "Met vriendelijke groet,\nnamens de Minister van Volksgezondheid, Welzijn en Sport,\nCIBG",
    ));
    Made::doc("wtzi-cibg-brief", Doc::new("Brief Wtza", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}

/// Screen of the portal that shows a permit by operation of law.
pub fn screen(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let vektis = pen.style.layout % 2 == 1;
    let mut blocks = Vec::new();
    if vektis {
        blocks.push(Block::Framed(vec![para("https://agb.example.nl/zoeken      AGB-register – Vektis")]));
        blocks.push(h1("AGB-register: onderneming"));
        blocks.push(Block::Pairs(vec![
            pair("Naam", &p.name),
            pair("AGB-code", &p.agb),
            pair("KvK-nummer", &p.kvk),
            pair("Wtza-vergunning", "Ja, van rechtswege"),
            pair("Ingangsdatum vergunning", "01-01-2025"),
        ]));
    } else {
        blocks.push(Block::Framed(vec![para(
            "https://zorgaanbiedersportaal.example.nl/mijn-gegevens     Ingelogd met eHerkenning",
        )]));
        blocks.push(h1("Zorgaanbiedersportaal – Mijn vergunningen"));
        blocks.push(Block::Table(Table::words(
            &["Zorgaanbieder", "KvK-nummer", "Soort", "Status"],
            &[3.0, 1.5, 2.6, 1.6],
            vec![vec![
                p.name.clone(),
                p.kvk.clone(),
                "Toelatingsvergunning Wtza (van rechtswege)".to_owned(),
                "Verleend".to_owned(),
            ]],
        )));
    }
    blocks.push(Block::Space(40.0));
    blocks.push(Block::Right(DateStyle::Dashes.show(made)));
    Made::doc("wtza-printscreen", Doc::new("", blocks)).fact("kvk_number", &p.kvk).fact("legal_name", &p.name)
}

fn sign(pen: &mut Pen, p: &Provider, made: NaiveDate, blocks: &mut Vec<Block>) {
    let who = p.signatory();
    let label = pen.pick(&["Aldus naar waarheid opgemaakt te", "Getekend te", "Plaats en datum:"]);
    blocks.push(para(format!("{label} {}, {}", p.seat, pen.date(made))));
    blocks.push(Block::Signature(pen.seed()));
    blocks.push(para(format!(
        "{}\n{} {}",
        who.full(),
        pen.pick(&["bestuurder", "directeur-bestuurder", "algemeen directeur"]),
        p.name
    )));
}

/// Own declaration: permit by operation of law, not yet visible.
pub fn own_by_law(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let care = pen.pick(&["10", "8", "6"]);
    let mut blocks = vec![Block::Logo(p.trade.clone())];
    match pen.style.layout % 3 {
        0 => {
            blocks.push(title("Eigen verklaring Wtza: vergunning van rechtswege"));
            blocks.push(para(format!(
                "Ondergetekende verklaart namens {} (KvK-nummer {}) dat de organisatie:",
                p.name, p.kvk
            )));
            blocks.push(bullets([
                "zorg verleent op grond van de Zorgverzekeringswet en de Wet langdurige zorg;".to_owned(),
                "deze zorg al vóór 1 januari 2025 verleende;".to_owned(),
                format!("dat doet met {care} zorgverleners, inclusief uitbesteding en inhuur (twee tot en met tien);"),
                "geen medisch-specialistische zorg verleent;".to_owned(),
                "en de printscreen van het Zorgaanbiedersportaal nazendt zodra de vergunning daar zichtbaar is.".to_owned(),
            ]));
        }
        1 => {
            blocks.push(title("Verklaring toelatingsvergunning van rechtswege"));
            blocks.push(Block::Checks(vec![
                ("Wij verlenen zorg op grond van de Zvw of de Wlz.".to_owned(), true),
                ("Wij verleenden deze zorg al voor 1 januari 2025.".to_owned(), true),
                (format!("Wij werken met {care} zorgverleners, inclusief uitbestede en ingehuurde zorgverleners."), true),
                ("Wij verlenen geen medisch-specialistische zorg.".to_owned(), true),
                ("Zodra de vergunning zichtbaar is in het Zorgaanbiedersportaal of het AGB-register sturen wij de printscreen alsnog toe.".to_owned(), true),
            ]));
            blocks.push(Block::Pairs(vec![pair("Zorgaanbieder", &p.name), pair("KvK-nummer", &p.kvk)]));
        }
        _ => {
            blocks.push(h1("Verklaring overgangsrecht Wtza 2025"));
            blocks.push(para(format!("{}, ingeschreven in het Handelsregister onder nummer {}, levert Wlz-zorg en wijkverpleging op grond van de Zorgverzekeringswet. Dat deden wij ook al vóór 1 januari 2025, met in totaal {care} zorgverleners (ingehuurde krachten meegerekend). Medisch-specialistische zorg verlenen wij niet. Onze vergunning is daarom van rechtswege verleend, maar is nog niet zichtbaar in het Zorgaanbiedersportaal. Wij zenden de printscreen toe zodra dat wel zo is.", p.name, p.kvk)));
        }
    }
    sign(pen, p, made, &mut blocks);
    Made::doc("wtza-verklaring-rechtswege", Doc::new("Eigen verklaring Wtza", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}

/// Own declaration: no permit needed, with what shows it.
pub fn own_exempt(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let mut blocks = vec![Block::Logo(p.trade.clone())];
    match pen.style.layout % 3 {
        0 => {
            blocks.push(title("Eigen verklaring: niet vergunningplichtig op grond van de Wtza"));
            blocks.push(para(format!("Hierbij verklaart {} (KvK-nummer {}) dat zij niet vergunningplichtig is op grond van de Wet toetreding zorgaanbieders. De organisatie levert uitsluitend vervoer en huishoudelijke hulp en valt daarmee buiten de vergunningplicht.", p.name, p.kvk)));
        }
        1 => {
            blocks.push(title("Verklaring uitzondering vergunningplicht Wtza"));
            blocks.push(Block::Pairs(vec![pair("Organisatie", &p.name), pair("KvK-nummer", &p.kvk)]));
            blocks.push(para("Onze organisatie is niet vergunningplichtig, omdat wij onder de uitzondering van het Uitvoeringsbesluit Wtza vallen."));
        }
        _ => {
            blocks.push(h1("Geen toelatingsvergunning vereist"));
            blocks.push(para(format!(
                "{} (KvK {}) verklaart dat voor haar geen vergunningplicht geldt als bedoeld in de Wtza.",
                p.name, p.kvk
            )));
        }
    }
    blocks.push(para("Ter onderbouwing zijn als bijlagen (bewijsstukken) toegevoegd: het antwoord van het CIBG op onze vraag en het overzicht van onze activiteiten."));
    sign(pen, p, made, &mut blocks);
    Made::doc("wtza-verklaring-niet-plichtig", Doc::new("Eigen verklaring Wtza", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}

/// Proof that the notification was made.
pub fn notification(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let number = format!("MELD-{}", pen.between(100_000, 999_999));
    let date = pen.date(made);
    let blocks = match pen.style.layout % 3 {
        0 => vec![
            Block::Logo("CIBG".to_owned()),
            title("Ontvangstbevestiging melding Wtza"),
            para(
                "Wij hebben uw melding als nieuwe zorgaanbieder (meldplicht Wet toetreding zorgaanbieders) ontvangen. De Inspectie Gezondheidszorg en Jeugd (IGJ) ontvangt een afschrift.",
            ),
            Block::Pairs(vec![
                pair("Meldingsnummer", number),
                pair("Datum melding", date),
                pair("Zorgaanbieder", &p.name),
                pair("KvK-nummer", &p.kvk),
            ]),
        ],
        1 => vec![
            Block::Framed(vec![para("Zorgaanbiedersportaal  |  Meldplicht Wtza")]),
            title("Vragenlijst nieuwe zorgaanbieder"),
            para(format!("Status: **verzonden** op {date}. Kenmerk {number}.")),
            Block::Table(Table::words(
                &["Vraag", "Antwoord"],
                &[2.0, 3.0],
                vec![
                    vec!["Naam zorgaanbieder".to_owned(), p.name.clone()],
                    vec!["KvK-nummer".to_owned(), p.kvk.clone()],
                    vec!["Soort zorg".to_owned(), "Verpleging en verzorging (Wlz)".to_owned()],
                    vec!["Werkt u met onderaannemers?".to_owned(), "Nee".to_owned()],
                    vec!["Aantal zorgverleners".to_owned(), (p.clients * 2 / 3).to_string()],
                ],
            )),
        ],
        _ => vec![
            Block::Logo("Rijksoverheid".to_owned()),
            Block::Right(format!("Den Haag, {date}")),
            h1("Bevestiging van uw melding"),
            para(format!(
                "Hierbij bevestigen wij dat {} (KvK-nummer {}) heeft voldaan aan de meldplicht van artikel 2 van de Wet toetreding zorgaanbieders. Uw vragenlijst is volledig ingevuld en doorgezonden aan de IGJ. Meldingsnummer: {number}.",
                p.name, p.kvk
            )),
            para("Met vriendelijke groet,\nCIBG, Zorgaanbiedersportaal"),
        ],
    };
    Made::doc("wtza-meldbewijs", Doc::new("Melding Wtza", blocks))
        .date("document_date", made)
        .fact("kvk_number", &p.kvk)
        .fact("legal_name", &p.name)
}
