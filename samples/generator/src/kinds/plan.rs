//! The business plan: full, brief, or with chosen aspects left out.

use chrono::NaiveDate;

use super::Made;
use crate::block::{Block, Doc, Table, bullets, h1, h2, para, small, title};
use crate::provider::{Form, Person, Provider};
use crate::style::Pen;

#[derive(Debug, Clone)]
pub struct Plan {
    pub made: NaiveDate,
    /// Only the operational and the financial part.
    pub brief: bool,
    /// No adopted annual accounts yet.
    pub starter: bool,
    /// Staff is still to be hired.
    pub no_staff: bool,
    /// Aspects left out: `mission`, `council`, `mgz`, `gap`, `governancecode`, `staff`.
    pub without: Vec<&'static str>,
}

impl Plan {
    pub fn full(made: NaiveDate, starter: bool) -> Self {
        Self { made, brief: false, starter, no_staff: false, without: Vec::new() }
    }
    pub fn brief(made: NaiveDate) -> Self {
        Self { made, brief: true, starter: false, no_staff: false, without: Vec::new() }
    }
    fn has(&self, aspect: &str) -> bool {
        !self.without.contains(&aspect)
    }
}

fn names(people: &[Person]) -> String {
    let names: Vec<String> = people.iter().map(Person::full).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} en {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

pub fn plan(pen: &mut Pen, p: &Provider, plan: &Plan) -> Made {
    let layout = pen.style.layout % 3;
    let mut blocks = Vec::new();
    let name = if plan.brief {
        pen.pick(&[
            "Beknopt ondernemingsplan",
            "Ondernemingsplan (beknopt)",
            "Beknopt ondernemingsplan Wlz 2027",
        ])
    } else {
        pen.pick(&["Ondernemingsplan", "Ondernemingsplan 2027-2029", "Ondernemingsplan Wlz-zorg"])
    };
    blocks.push(Block::Logo(p.trade.clone()));
    blocks.push(title(name));
    blocks.push(para(format!("{}\n{}", p.name, pen.date(plan.made))));
    if layout != 1 {
        let mut contents = Vec::new();
        if !plan.brief {
            contents.extend(["Organisatie-inrichting", "Missie en strategie"]);
        }
        contents.extend(["Bedrijfsplan", "Financieel plan"]);
        blocks.push(small("Inhoudsopgave"));
        blocks.push(Block::Steps(contents.into_iter().map(str::to_owned).collect()));
    }
    let mut text = Vec::new();
    if !plan.brief {
        organisation(pen, p, plan, &mut text);
        mission(pen, p, plan, &mut text);
    }
    business(pen, p, plan, &mut text);
    finance(pen, p, plan, &mut text);
    if layout == 2 && !plan.brief {
        // Text in two columns; tables and charts keep the whole width.
        let mut flow = Vec::new();
        for block in text {
            if matches!(block, Block::Table(_) | Block::Chart(_)) {
                blocks.push(Block::TwoColumns(std::mem::take(&mut flow)));
                blocks.push(block);
            } else {
                flow.push(block);
            }
        }
        blocks.push(Block::TwoColumns(flow));
    } else {
        blocks.extend(text);
    }
    let mut doc = Doc::new(name, blocks);
    doc.author.clone_from(&p.trade);
    doc.footer = Some(format!("{name} {}||{{p}}", p.trade));
    Made::doc("ondernemingsplan", doc).date("document_date", plan.made).fact("legal_name", &p.name)
}

fn organisation(pen: &mut Pen, p: &Provider, plan: &Plan, out: &mut Vec<Block>) {
    let rvb = p.management();
    let rvt = p.supervision();
    let directors: Vec<String> = p.directors.iter().map(crate::provider::Director::name).collect();
    let directors = directors.join(" en ");
    let one = p.directors.len() == 1;
    out.push(h1(pen.pick(&[
        "Organisatie-inrichting",
        "Organisatie-inrichting en bestuur",
        "Inrichting van de organisatie",
    ])));
    out.push(h2(pen.pick(&["Bestuur", "Bestuur en directie", "Besturing"])));
    out.push(para(match pen.between(0, 2) {
        0 => format!("{} heeft een {rvb}. De {rvb} wordt gevormd door {directors} en bestaat uit {}.", p.trade, if one { "één lid dat alle portefeuilles draagt (zorg, financiën en personeel)" } else { "twee leden: de een met de portefeuille zorg en kwaliteit, de ander met financiën en personeel" }),
        1 => format!("De dagelijkse leiding ligt bij de {rvb}, samengesteld uit {} ({directors}). De {rvb} is eindverantwoordelijk voor zorg, bedrijfsvoering en kwaliteit.", if one { "één bestuurder" } else { "twee bestuurders" }),
        _ => format!("De organisatie kent een {} {rvb}. Naam: {directors}. De samenstelling en taakverdeling zijn vastgelegd in het bestuursreglement.", if one { "eenhoofdige" } else { "tweehoofdige" }),
    }));
    out.push(h2(pen.pick(&["Toezicht", "Intern toezicht", "Toezichthoudend orgaan"])));
    out.push(para(match pen.between(0, 2) {
        0 => format!("Het toezicht wordt uitgeoefend door een {rvt} van {} leden: {}. De samenstelling weerspiegelt de profielen zorginhoud, financiën en vastgoed, en juridische zaken. De {rvt} is onafhankelijk: geen van de leden heeft een zakelijke of familierelatie met de {rvb}. Het orgaan is verankerd in de statuten (benoeming, taken en bevoegdheden).", p.supervisors.len(), names(&p.supervisors)),
        1 => format!("Er is een {rvt}, die in de statuten is geregeld. De leden zijn {}. Zij zijn onafhankelijk van het bestuur en van elkaar en vergaderen zes maal per jaar. Qua samenstelling zijn de portefeuilles kwaliteit, financiën en medezeggenschap belegd.", names(&p.supervisors)),
        _ => format!("De onafhankelijke {rvt} houdt toezicht op de {rvb}. In de {rvt} zitten {}. De {rvt} is samengesteld uit een voorzitter en {} leden met verschillende deskundigheid; de inrichting volgt uit de statuten.", names(&p.supervisors), p.supervisors.len() - 1),
    }));
    if plan.has("council") {
        out.push(h2(pen.pick(&[
            "Medezeggenschap van cliënten",
            "Cliëntenraad",
            "Cliëntenraad en medezeggenschap",
        ])));
        out.push(para(match pen.between(0, 1) {
            0 => format!("Er is een cliëntenraad. De leden zijn {}. De raad is samengesteld uit cliënten en verwanten van de woongroepen en van de thuiszorg.", names(&p.council)),
            _ => format!("Onze cliëntenraad bestaat uit {} leden (twee bewoners en twee mantelzorgers): {}. De raad adviseert over alle onderwerpen van de Wmcz 2018.", p.council.len(), names(&p.council)),
        }));
    }
    if plan.has("governancecode") {
        out.push(h2("Governancecode Zorg"));
        out.push(para(pen.pick(&[
            "De Governancecode Zorg hebben wij ingevoerd: de principes zijn vertaald naar statuten, reglementen en een jaarkalender. Wij beschrijven hieronder hoe wij aan de code voldoen: een openbaar profiel voor toezichthouders, een klokkenluidersregeling en een jaarlijkse zelfevaluatie.",
            "Onze organisatie past de geldende Governancecode Zorg toe. De implementatie is afgerond: de zeven principes zijn uitgewerkt in het reglement van bestuur en toezicht.",
        ])));
    }
    out.push(h2(pen.pick(&["Juridische structuur", "Holding en concernstructuur", "Concernstructuur"])));
    match &p.parent {
        Some((parent, kvk)) => out.push(para(format!("{} maakt deel uit van een concern. Alle aandelen worden gehouden door de holding {parent} (KvK {kvk}), die geen zorg levert en de ondersteunende diensten verzorgt.", p.name))),
        None => out.push(para(pen.pick(&[
            "Er is geen holding- of concernstructuur: de rechtspersoon staat op zichzelf en heeft geen deelnemingen.",
            "Onze organisatie maakt geen deel uit van een concern en kent geen holding of moedermaatschappij.",
        ]))),
    }
    out.push(para("Organogram van de juridische structuur:"));
    out.push(Block::Chart(chart_levels(p)));
}

/// Levels of the organisation chart, top down.
pub fn chart_levels(p: &Provider) -> Vec<Vec<String>> {
    let mut levels = Vec::new();
    if let Some((parent, kvk)) = &p.parent {
        levels.push(vec![format!("{parent}\nKvK {kvk}")]);
    }
    levels.push(vec![if p.form == Form::Bv {
        "Raad van commissarissen".to_owned()
    } else {
        "Raad van toezicht".to_owned()
    }]);
    levels.push(vec![format!("{}\nKvK {}", p.name, p.kvk)]);
    levels.push(vec!["Team wonen".to_owned(), "Team zorg thuis".to_owned(), "Bedrijfsbureau".to_owned()]);
    levels
}

fn mission(pen: &mut Pen, p: &Provider, plan: &Plan, out: &mut Vec<Block>) {
    out.push(h1(pen.pick(&["Missie en strategie", "Missie, visie en strategie", "Missie en strategie"])));
    out.push(h2(pen.pick(&[
        "Bedrijfsdoelstelling",
        "Doelstelling van de onderneming",
        "Algemene doelstelling",
    ])));
    out.push(para(format!("De algemene bedrijfsdoelstelling van {} is het bieden van kleinschalige langdurige zorg aan ouderen, thuis zolang het kan en in een woonvorm als dat nodig is.", p.trade)));
    if plan.has("mission") {
        out.push(h2("Missie"));
        out.push(para(pen.pick(&[
            "Onze missie: ieder mens houdt de regie over het eigen leven, ook als de zorgvraag groot wordt. Wij zijn er voor mensen met dementie en voor hun naasten.",
            "Het is onze missie om ouderen met een intensieve zorgvraag een gewoon leven in de eigen buurt te laten leiden.",
        ])));
    }
    out.push(h2("Strategie"));
    out.push(para(
        "Onze strategie voor 2027-2029 rust op drie pijlers, elk met een meetbaar doel en een onderbouwing:",
    ));
    out.push(bullets([
        "Groei zonder stenen: het aandeel volledig pakket thuis stijgt van 40% in 2026 naar 60% in 2029; de regionale vraagprognose laat zien dat daar de tekorten ontstaan.",
        "Minder zware inzet: in 2028 gebruikt 70% van de cliënten ten minste twee zorgtechnologieën; onze proef van 2025 bespaarde 35 minuten zorg per cliënt per dag.",
        "Vakmanschap: ieder jaar ronden zes medewerkers een opleiding af; het verzuim blijft onder 6%.",
    ]));
}

fn business(pen: &mut Pen, p: &Provider, plan: &Plan, out: &mut Vec<Block>) {
    let n = p.clients;
    out.push(h1("Bedrijfsplan"));
    out.push(h2(pen.pick(&["Doelgroep", "Voor wie: onze doelgroep", "Doelgroep Wlz"])));
    out.push(para("Onze doelgroep bestaat uit ouderen met een Wlz-indicatie (zorgprofielen VV4 tot en met VV8), vooral mensen met dementie en mensen met somatische aandoeningen."));
    out.push(h2(pen.pick(&[
        "Leveringsvormen en zorgprestaties",
        "Leveringsvormen en prestaties",
        "Wat wij leveren",
    ])));
    out.push(para("Wij leveren zorg in de leveringsvormen zorg met verblijf (zzp), volledig pakket thuis (VPT) en modulair pakket thuis (MPT). De zorgprestaties zijn omschreven volgens de beleidsregels van de NZa:"));
    let rows = vec![
        vec![
            "VV5 incl. dagbesteding, incl. behandeling (Z053)".to_owned(),
            "zzp".to_owned(),
            (n / 3).to_string(),
        ],
        vec!["VV5 volledig pakket thuis (V053)".to_owned(), "VPT".to_owned(), (n / 3).to_string()],
        vec![
            "Persoonlijke verzorging (H126), verpleging (H104), begeleiding (H300)".to_owned(),
            "MPT".to_owned(),
            (n - n / 3 * 2).to_string(),
        ],
    ];
    out.push(Block::Table(Table::words(
        &["Prestatie (NZa)", "Leveringsvorm", "Verwacht aantal cliënten 2027"],
        &[3.6, 1.4, 1.8],
        rows,
    )));
    out.push(h2(pen.pick(&["Aantallen", "Verwachte aantallen", "Omvang"])));
    out.push(para(format!(
        "In 2026 verwachten wij {} cliënten, in 2027 {n} cliënten en in 2028 {} cliënten.",
        n * 4 / 5,
        n * 6 / 5
    )));
    out.push(h2(pen.pick(&["Locaties en werkgebied", "Waar wij zorg leveren", "Werkgebied"])));
    out.push(para(format!("De zorg wordt geleverd op onze locatie {} en bij mensen thuis in de gemeente {} en de omliggende dorpen.", p.address(), p.seat)));
    out.push(h2(pen.pick(&[
        "Onderscheidend vermogen",
        "Waarin wij ons onderscheiden",
        "Ons onderscheidend aanbod",
    ])));
    out.push(para("Wij onderscheiden ons van andere aanbieders doordat dezelfde vaste medewerkers de cliënt thuis en in de woonvorm verzorgen, en doordat wij nachtzorg op afroep bieden aan de hele wijk."));
    if plan.has("gap") {
        out.push(h2(pen.pick(&[
            "Witte vlek in de regio",
            "Leemte in het aanbod",
            "Bijdrage aan het invullen van een leemte",
        ])));
        out.push(para(format!("Uit het regiobeeld blijkt dat in {} wachttijden bestaan voor mensen met dementie en gedragsproblemen. Met ons aanbod vullen wij deze leemte in het specifieke aanbod aantoonbaar in: de twaalf plaatsen zijn met de casemanagers afgestemd.", p.seat)));
    }
    out.push(h2(pen.pick(&["Regionale opgave", "Bijdrage aan de regionale opgave"])));
    out.push(para("Wij leveren een substantiële bijdrage aan de regionale opgave: wij nemen deel aan de regiotafel en trekken daar de werkgroep nachtzorg."));
    out.push(h2(pen.pick(&["Aansluiting bij de beleidsthema's", "Beleidsthema's van het zorgkantoor"])));
    out.push(para("Ons plan sluit aan bij de beleidsthema's van het zorgkantoor: langer thuis, passende zorg, inzet van technologie en samenwerking. Aan deze thema's dragen wij bij door medicijndispensers, beeldzorg en een gedeeld wijkteam in te zetten."));
    if plan.has("staff") {
        out.push(h2(pen.pick(&["Personeel", "Personeel en deskundigheid", "Medewerkers"])));
        if plan.no_staff {
            out.push(para("Wij hebben nog geen personeel in dienst. Zodra de eerste cliënten instromen, nemen wij gekwalificeerd personeel aan: verzorgenden IG (niveau 3), verpleegkundigen (niveau 4 en 5) en een gespecialiseerd verzorgende psychogeriatrie. De werving is voorbereid, zodat voldoende deskundige medewerkers beschikbaar zijn."));
        } else {
            let staff = n * 2 / 3;
            out.push(para(format!("Wij hebben voldoende en gekwalificeerd personeel: {staff} medewerkers ({} fte). De bezetting is geborgd met een flexibele schil, een eigen leerwerkplaats en een scholingsplan.", staff * 7 / 10)));
            out.push(Block::Table(Table::words(
                &["Functie", "Opleiding (aard)", "Deskundigheidsniveau", "Aantal"],
                &[2.2, 2.6, 1.8, 1.0],
                vec![
                    vec![
                        "Verpleegkundige".to_owned(),
                        "hbo-v / mbo-verpleegkunde".to_owned(),
                        "niveau 4-5".to_owned(),
                        (staff / 5).to_string(),
                    ],
                    vec![
                        "Verzorgende IG".to_owned(),
                        "mbo verzorgende IG".to_owned(),
                        "niveau 3".to_owned(),
                        (staff / 2).to_string(),
                    ],
                    vec![
                        "Helpende plus".to_owned(),
                        "mbo helpende zorg en welzijn".to_owned(),
                        "niveau 2".to_owned(),
                        (staff - staff / 5 - staff / 2).to_string(),
                    ],
                ],
            )));
        }
    }
    out.push(h2(pen.pick(&["Ervaring", "Ervaring met zorgverlening"])));
    out.push(para(format!("Sinds {} leveren wij zorg op grond van de Wmo en de Zvw (wijkverpleging) en aan houders van een pgb. Met de gemeente {} loopt een raamovereenkomst.", p.founded.format("%Y"), p.seat)));
    out.push(h2(pen.pick(&["Samenwerking", "Samenwerking in de keten", "Samenwerkingsverbanden"])));
    out.push(para("In het regionale samenwerkingsverband dementie vervullen wij nu de rol van deelnemer en vanaf 2027 die van trekker van het deelproject nachtzorg. De samenwerking met de gemeente, ketenpartners, huisartsen en het dementienetwerk is geborgd in convenanten met een vast overleg per kwartaal."));
    if plan.has("mgz") {
        out.push(h2(pen.pick(&["Medische zorg en behandeling", "Behandeling", "MGZ en Wlz-behandeling"])));
        out.push(para("Voor de medisch generalistische zorg hebben wij afspraken vastgelegd met de huisartsencoöperatie, ook voor avond, nacht en weekend. De Wlz-specifieke behandeling is geregeld in een overeenkomst met een praktijk voor specialisten ouderengeneeskunde en een gz-psycholoog."));
    }
    out.push(h2(pen.pick(&[
        "Zorg thuis: randvoorwaarden",
        "Extramurale zorg",
        "Voorwaarden voor zorg thuis",
    ])));
    out.push(para("Voor de extramurale zorg waarborgen wij bereikbaarheid en beschikbaarheid 24 uur per dag, onplanbare zorg binnen dertig minuten, respijtzorg voor mantelzorgers en inzet van technologie zoals personenalarmering."));
    if plan.has("governancecode") {
        out.push(h2(
            pen.pick(&["Governancecode Zorg in de praktijk", "Werken volgens de Governancecode Zorg"])
        ));
        out.push(para("De Governancecode Zorg is ingevoerd en werkt in de praktijk door: bestuur en toezicht bespreken elk kwartaal een principe en leggen dilemma's voor aan de cliëntenraad. Op de naleving van de code wordt toegezien door de auditcommissie, die er jaarlijks over rapporteert."));
    }
}

fn finance(pen: &mut Pen, p: &Provider, plan: &Plan, out: &mut Vec<Block>) {
    out.push(h1("Financieel plan"));
    out.push(h2(pen.pick(&["Financiële positie", "Toelichting op de financiële positie"])));
    out.push(para(if plan.starter {
        format!("{} is een startende organisatie; er is nog geen vastgestelde jaarrekening. De financiële positie is gezond: de oprichters hebben een startkapitaal gestort en er zijn geen langlopende schulden. Voor 2026 en 2027 verwachten wij een positief resultaat.", p.trade)
    } else {
        "De financiële positie is gezond. De solvabiliteit en de liquiditeit liggen boven de normen, er zijn geen achterstanden en de huisvesting is voor tien jaar vastgelegd. Een nadere toelichting staat in de jaarrekeningen 2024 en 2025, die zijn bijgevoegd. Voor 2026 en 2027 verwachten wij een positief resultaat.".to_owned()
    }));
    out.push(h2("Begroting en omzetprognose"));
    out.push(para("De begrotingen 2026 en 2027 en de omzetprognose zijn als afzonderlijke bijlagen toegevoegd. Zij gaan uit van de aantallen in het bedrijfsplan en de verwachte tarieven."));
}
