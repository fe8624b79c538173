//! Statutes as notaries draw them up, and by-laws of the organs.

use chrono::NaiveDate;

use super::Made;
use crate::block::{Block, Doc, h1, h2, pair, para, title};
use crate::dutch::{DateStyle, words};
use crate::provider::{Form, Provider};
use crate::style::Pen;

/// Articles on everything the governance rows ask; `without` leaves topics out (their word).
fn articles(pen: &mut Pen, p: &Provider, without: &[&str]) -> Vec<(String, Vec<String>)> {
    let rvb = p.management();
    let rvt = p.supervision();
    let bv = p.form == Form::Bv;
    let entity = if bv {
        "vennootschap"
    } else if p.form == Form::Cooperatie {
        "coöperatie"
    } else {
        "stichting"
    };
    let members = pen.pick(&[
        "ten minste drie",
        "minimaal drie en maximaal zeven",
        "een oneven aantal van ten minste drie",
    ]);
    let years = pen.pick(&["vier", "drie", "vijf"]);
    let council_word = pen.pick(&["cliëntenraad", "cliëntenraad"]);
    let mut out = vec![
        (
            "Naam en zetel".to_owned(),
            vec![
                format!("De {entity} draagt de naam: {}.", p.name),
                format!("Zij heeft haar zetel in de gemeente {}.", p.seat),
            ],
        ),
        (
            "Doel".to_owned(),
            vec![
                format!("De {entity} heeft ten doel het verlenen van verpleging, verzorging, begeleiding en verblijf aan mensen die langdurige zorg nodig hebben, en voorts al hetgeen daarmee in de ruimste zin verband houdt."),
                "Zij tracht dit doel te bereiken door het in stand houden van woonvoorzieningen en het leveren van zorg thuis.".to_owned(),
            ],
        ),
        (
            format!("{}: benoeming, schorsing en ontslag", capital(rvb)),
            vec![
                format!("De leden van de {rvb} worden benoemd door de {rvt}."),
                format!("Een lid van de {rvb} kan te allen tijde door de {rvt} worden geschorst. De schorsing vervalt indien niet binnen drie maanden tot ontslag of opheffing wordt besloten."),
                format!("Een lid van de {rvb} kan door de {rvt} worden ontslagen bij besluit genomen met een meerderheid van twee derde van de stemmen."),
            ],
        ),
        (
            format!("Taak en verantwoordelijkheid van de {rvb}"),
            vec![
                format!("De {rvb} is belast met het besturen van de {entity} en draagt de eindverantwoordelijkheid voor de kwaliteit en veiligheid van de zorg."),
                format!("De {rvb} is verantwoordelijk voor de naleving van wet- en regelgeving en voor het beheersen van de risico's."),
            ],
        ),
        (
            "Verantwoording".to_owned(),
            vec![
                format!("De {rvb} legt aan de {rvt} verantwoording af over het gevoerde beleid, ten minste vier maal per jaar en voorts bij de vaststelling van de jaarrekening."),
                format!("De {rvb} verschaft de {rvt} tijdig alle gegevens die voor de uitoefening van diens taak nodig zijn."),
            ],
        ),
        (
            "Vertegenwoordiging".to_owned(),
            vec![
                format!("De {rvb} vertegenwoordigt de {entity}."),
                if p.directors.first().is_some_and(|d| d.power() == crate::provider::Power::Joint) {
                    "De vertegenwoordigingsbevoegdheid komt mede toe aan twee gezamenlijk handelende bestuurders.".to_owned()
                } else {
                    "De vertegenwoordigingsbevoegdheid komt mede toe aan iedere bestuurder afzonderlijk.".to_owned()
                },
            ],
        ),
        (
            format!("{}: samenstelling en benoeming", capital(rvt)),
            vec![
                format!("De {entity} heeft een {rvt}, bestaande uit {members} natuurlijke personen."),
                format!("De leden worden door de {rvt} zelf benoemd op basis van een openbaar profiel, voor een periode van {years} jaar; zij zijn eenmaal herbenoembaar."),
                format!("De {rvt} is zodanig samengesteld dat de leden ten opzichte van elkaar, de {rvb} en welk deelbelang dan ook onafhankelijk en kritisch kunnen opereren. De {council_word} heeft het recht van voordracht voor één lid."),
            ],
        ),
        (
            format!("{}: schorsing en ontslag", capital(rvt)),
            vec![
                format!("Een lid van de {rvt} kan worden geschorst door de {rvt}, bij besluit met ten minste twee derde van de stemmen van de overige leden."),
                format!("Een lid van de {rvt} kan worden ontslagen wegens verwaarlozing van zijn taak, wegens andere gewichtige redenen of wegens ingrijpende wijziging van de omstandigheden."),
            ],
        ),
        (
            format!("Taken en bevoegdheden van de {rvt}"),
            vec![
                format!("De {rvt} houdt toezicht op het beleid van de {rvb} en op de algemene gang van zaken in de {entity}, en staat de {rvb} met raad ter zijde."),
                "Goedkeuring behoeven onder meer de besluiten over de begroting, de jaarrekening en de strategie.".to_owned(),
            ],
        ),
        (
            "Belangenverstrengeling".to_owned(),
            vec![
                format!("Een lid van de {rvb} of de {rvt} dat een direct of indirect persoonlijk belang heeft dat tegenstrijdig is met het belang van de {entity}, meldt dit terstond en neemt niet deel aan de beraadslaging en besluitvorming."),
                "Elke vorm van belangenverstrengeling en iedere schijn daarvan wordt vermeden.".to_owned(),
            ],
        ),
        (
            "Cliëntenraad".to_owned(),
            vec![
                format!("De {rvb} stelt een {council_word} in als bedoeld in de Wet medezeggenschap cliënten zorginstellingen 2018."),
                format!("De {council_word} behartigt binnen het kader van de doelstelling de gemeenschappelijke belangen van de cliënten."),
            ],
        ),
        (
            "Medezeggenschap".to_owned(),
            vec![
                "Cliënten, hun vertegenwoordigers en medewerkers hebben invloed op het beleid. De medezeggenschapsorganen worden tijdig om advies gevraagd over voorgenomen besluiten die voor hen van belang zijn.".to_owned(),
                format!("De {rvb} legt vast hoe inspraak en advies van cliënten en personeel zijn geregeld."),
            ],
        ),
        (
            "Governancecode Zorg".to_owned(),
            vec![
                format!("De {rvb} en de {rvt} leven de Governancecode Zorg na en leggen daarover jaarlijks openbaar verantwoording af."),
                "Van een bepaling van de code wordt alleen gemotiveerd afgeweken.".to_owned(),
            ],
        ),
        (
            "Boekjaar en jaarstukken".to_owned(),
            vec![
                "Het boekjaar is gelijk aan het kalenderjaar.".to_owned(),
                format!("De {rvb} maakt jaarlijks binnen vijf maanden de jaarrekening op, die door de {rvt} wordt vastgesteld."),
            ],
        ),
        (
            "Statutenwijziging en ontbinding".to_owned(),
            vec![
                format!("De {rvb} is bevoegd deze statuten te wijzigen na voorafgaande goedkeuring van de {rvt}."),
                "De wijziging moet bij notariële akte tot stand komen.".to_owned(),
            ],
        ),
    ];
    out.retain(|(head, _)| !without.iter().any(|w| head.to_lowercase().contains(w)));
    out
}

fn capital(s: &str) -> String {
    let mut chars = s.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

/// Deed of the statutes in force, of the provider's own date.
pub fn statutes(pen: &mut Pen, p: &Provider, without: &[&str]) -> Made {
    let made = p.statutes;
    let change = made != p.founded;
    let layout = pen.style.layout % 4;
    let articles = articles(pen, p, without);
    let deed = if change { "Akte van statutenwijziging" } else { "Akte van oprichting" };
    let notary = "mr. Quirina Zegelring";
    let mut blocks = Vec::new();
    let mut body = Vec::new();
    for (i, (head, members)) in articles.iter().enumerate() {
        let n = i + 1;
        match layout {
            0 => {
                body.push(h2(format!("Artikel {n}. {head}")));
                body.push(Block::Steps(members.clone()));
            }
            1 => {
                body.push(h2(format!("{} (artikel {})", head, words(n as i64))));
                for (k, m) in members.iter().enumerate() {
                    body.push(para(format!("{n}.{} {m}", k + 1)));
                }
            }
            2 => {
                body.push(Block::Centered(format!("**{head}**")));
                body.push(Block::Centered(format!("Artikel {n}")));
                body.push(para(members.join(" ")));
            }
            _ => {
                body.push(para(format!("**Artikel {n} – {head}**")));
                body.push(Block::Steps(members.clone()));
            }
        }
    }
    let date = DateStyle::Words.show(made);
    let appeared = p.signatory();
    match layout {
        0 | 2 => {
            blocks.push(title(format!("{deed} van {}", p.name)));
            blocks.push(para(format!(
                "Heden, {date}, verscheen voor mij, {notary}, notaris te {}: {}, geboren te Nergenshuizen op {}, te dezen handelend als schriftelijk gevolmachtigde van {}{}.",
                p.seat, appeared.full(), DateStyle::Words.show(appeared.born), p.name, if change { format!(", ingeschreven in het handelsregister onder nummer {}", p.kvk) } else { ", op te richten".to_owned() }
            )));
            blocks.push(para(format!(
                "De comparant verklaarde de statuten {} als volgt vast te stellen:",
                if change { "geheel te wijzigen en" } else { "van de rechtspersoon" }
            )));
            if layout == 2 {
                blocks.push(Block::TwoColumns(body));
            } else {
                blocks.push(h1("Statuten"));
                blocks.extend(body);
            }
            blocks.push(para(format!("Waarvan akte is verleden te {} op de datum in het hoofd van deze akte vermeld. De kosten komen voor rekening van de rechtspersoon. Waargenomen: het kantoor Zegelring Notarissen B.V., KvK-nummer 90001201.", p.seat)));
        }
        1 => {
            blocks.push(Block::Right("Dossier 2025.1127/ZR".to_owned()));
            blocks.push(title("DOORLOPENDE TEKST VAN DE STATUTEN"));
            blocks.push(para(format!("van: {}, statutair gevestigd te {}, zoals deze luiden na het verlijden van de {} op {} voor {notary}, notaris.", p.name, p.seat, deed.to_lowercase(), DateStyle::Long.show(made))));
            blocks.extend(body);
        }
        _ => {
            blocks.push(Block::Centered("ZEGELRING NOTARISSEN".to_owned()));
            blocks.push(title(deed));
            blocks.push(Block::Pairs(vec![
                pair("Rechtspersoon", &p.name),
                pair("Datum akte", DateStyle::Long.show(made)),
                pair("Notaris", notary),
            ]));
            blocks.push(para(format!(
                "Op {} verscheen voor mij, notaris, {}, die verklaarde:",
                DateStyle::Long.show(made),
                appeared.full()
            )));
            blocks.extend(body);
            blocks.push(Block::Signature(pen.seed()));
        }
    }
    let mut doc = Doc::new(deed, blocks);
    doc.author = "Zegelring Notarissen".to_owned();
    doc.footer = Some("|- {p} -|".to_owned());
    Made::doc("statuten", doc)
        .date("document_date", made)
        .fact("legal_name", &p.name)
        .fact("statutory_seat", &p.seat)
}

/// By-laws of the supervisory body or the management.
pub fn bylaws(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let rvt = p.supervision();
    let rvb = p.management();
    let layout = pen.style.layout % 3;
    let name = if layout == 1 { capital(rvb) } else { capital(rvt) };
    let mut blocks = vec![
        title(format!("Reglement {name}")),
        Block::Pairs(vec![
            pair("Organisatie", &p.name),
            pair("Vastgesteld op", pen.date(made)),
            pair("Versie", "2.0"),
        ]),
    ];
    let parts = [
        ("Benoeming en samenstelling", format!("De {rvt} bestaat uit {} leden, benoemd op grond van een profielschets voor vier jaar.", p.supervisors.len())),
        ("Schorsing en ontslag", format!("De {rvt} kan een lid van de {rvb} of een eigen lid schorsen en ontslaan met twee derde van de stemmen.")),
        ("Informatie en verantwoording", format!("De {rvb} rapporteert ieder kwartaal aan de {rvt} over kwaliteit, personeel en financiën en legt daarover verantwoording af.")),
        ("Tegenstrijdig belang", "Een lid meldt elk (mogelijk) tegenstrijdig belang en onthoudt zich van de besluitvorming; belangenverstrengeling wordt voorkomen.".to_owned()),
        ("Medezeggenschap", format!("De {rvt} overlegt ten minste eenmaal per jaar met de cliëntenraad en bewaakt dat de {rvb} medezeggenschap, invloed en advies van cliënten regelt.")),
        ("Naleving van de Governancecode Zorg", "Jaarlijks wordt getoetst of de Governancecode Zorg wordt nageleefd; de uitkomst staat in het jaarverslag.".to_owned()),
    ];
    for (i, (head, text)) in parts.iter().enumerate() {
        blocks.push(h2(if layout == 2 { format!("Artikel {} {head}", i + 1) } else { (*head).to_owned() }));
        blocks.push(para(text));
    }
    Made::doc("reglement", Doc::new(&format!("Reglement {name}"), blocks))
        .date("document_date", made)
        .fact("legal_name", &p.name)
}
