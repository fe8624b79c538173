//! Privacy policy and complaints procedure, as on a provider's website or in a PDF.

use chrono::NaiveDate;

use super::Made;
use crate::block::{Block, Doc, bullets, h1, h2, pair, para, title};
use crate::provider::Provider;
use crate::style::Pen;

/// Privacy policy with every topic.
pub fn privacy(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let layout = pen.style.layout % 3;
    let url = format!("https://www.{}/privacy", p.site);
    let date = pen.date(made);
    let mut blocks = Vec::new();
    if layout == 1 {
        blocks.push(title(format!("Privacyverklaring {}", p.trade)));
        blocks.push(para(format!("{} hecht veel waarde aan de bescherming van uw persoonsgegevens. In deze privacyverklaring, die ook te vinden is op {url}, leest u hoe wij daarmee omgaan volgens de Algemene verordening gegevensbescherming (AVG).", p.name)));
        blocks.push(h2("Welke gegevens wij van u vastleggen"));
        blocks.push(bullets([
            "naam, adres, geboortedatum, telefoonnummer en burgerservicenummer;",
            "gegevens over uw gezondheid, uw zorgindicatie en uw zorgplan;",
            "gegevens van uw vertegenwoordiger of mantelzorger.",
        ]));
        blocks.push(h2("Wie kan uw gegevens zien?"));
        blocks.push(para("Alleen medewerkers die bij uw zorg betrokken zijn, hebben toegang tot uw dossier. De toegang is afgeschermd met persoonlijke inlogcodes en wordt vastgelegd."));
        blocks.push(h2("Geheimhouding"));
        blocks.push(para("Al onze medewerkers, vrijwilligers en ingehuurde krachten hebben een geheimhoudingsplicht, die in hun arbeidsovereenkomst of vrijwilligersovereenkomst staat. Zij spreken niet met anderen over u."));
        blocks.push(h2("Hoe lang wij gegevens bewaren"));
        blocks.push(para("Uw zorgdossier bewaren wij twintig jaar na het einde van de zorg. Voor financiële gegevens geldt een bewaartermijn van zeven jaar."));
        blocks.push(h2("Uw dossier inzien"));
        blocks.push(para("U heeft recht op inzage in uw dossier. Vraagt u daarom, dan krijgt u binnen een maand kosteloos inzage of een kopie."));
        blocks.push(h2("Onjuiste gegevens laten verbeteren"));
        blocks.push(para(
            "Kloppen uw gegevens niet, dan kunt u om rectificatie vragen: wij verbeteren of vullen ze aan.",
        ));
        blocks.push(h2("Gegevens laten wissen"));
        blocks.push(para("U kunt ons vragen uw gegevens te verwijderen. Dat doen wij binnen drie maanden, tenzij de wet ons verplicht ze te bewaren."));
        blocks.push(h2("Bezwaar maken"));
        blocks.push(para("Bent u het niet eens met het gebruik van uw gegevens, dan kunt u bezwaar maken bij onze functionaris gegevensbescherming. Ook kunt u een klacht indienen bij de Autoriteit Persoonsgegevens."));
        blocks.push(h2("Datalekken"));
        blocks.push(para("Een datalek melden wij binnen 72 uur bij de Autoriteit Persoonsgegevens. Heeft het lek gevolgen voor u, dan hoort u dat direct van ons. Ieder lek staat in ons register."));
        blocks.push(para(format!("Laatst gewijzigd: {date}")));
    } else {
        blocks.push(title(if layout == 0 { "Privacybeleid" } else { "Privacyreglement cliënten" }));
        blocks.push(Block::Pairs(vec![
            pair("Organisatie", &p.name),
            pair("Vastgesteld", &date),
            pair("Gepubliceerd op", &url),
        ]));
        blocks.push(h1("Inleiding en reikwijdte"));
        blocks.push(para(format!("{} verwerkt persoonsgegevens van cliënten in overeenstemming met de Algemene verordening gegevensbescherming (AVG) en de Wgbo. Dit document beschrijft het beleid en is voor iedereen te lezen op onze website.", p.trade)));
        blocks.push(h1("Geregistreerde persoonsgegevens"));
        blocks.push(para("Van cliënten registreren wij identificerende gegevens, contactgegevens, de indicatie, medische gegevens voor zover nodig voor de zorg, het zorgplan met de rapportages en gegevens voor de declaratie."));
        blocks.push(h1("Toegang tot de gegevens"));
        blocks.push(para("Toegang tot het cliëntdossier hebben uitsluitend de zorgverleners van het eigen team, de behandelaar en, voor de declaratie, de medewerker zorgadministratie. Rechten worden per functie toegekend en ieder kwartaal gecontroleerd."));
        blocks.push(h1("Geheimhouding"));
        blocks.push(para("Iedereen die bij ons werkt, is tot geheimhouding verplicht op grond van wet, beroepscode en arbeidsovereenkomst. Gegevens gaan alleen met toestemming van de cliënt naar anderen, tenzij de wet anders bepaalt."));
        blocks.push(h1("Bewaartermijnen"));
        blocks.push(para("Medische gegevens worden twintig jaar bewaard, gerekend vanaf de laatste wijziging van het dossier. Gegevens van sollicitanten worden na vier weken vernietigd."));
        blocks.push(h1("Rechten van de cliënt"));
        blocks.push(h2("Inzage"));
        blocks.push(para("De cliënt of diens vertegenwoordiger heeft recht op inzage in en een afschrift van het eigen dossier. Een verzoek wordt binnen vier weken afgehandeld."));
        blocks.push(h2("Rectificatie"));
        blocks.push(para(
            "Op verzoek van de cliënt worden feitelijke onjuistheden gecorrigeerd (recht op rectificatie).",
        ));
        blocks.push(h2("Verwijdering"));
        blocks.push(para("De cliënt kan schriftelijk verzoeken om verwijdering van gegevens uit het dossier (recht op vergetelheid). Wij wissen de gegevens binnen drie maanden, tenzij een wettelijke plicht dat belet."));
        blocks.push(h2("Bezwaar"));
        blocks.push(para(format!("Tegen de verwerking kan bezwaar worden gemaakt bij de functionaris gegevensbescherming, fg@{}. Ook staat een klacht open bij de Autoriteit Persoonsgegevens.", p.site)));
        blocks.push(h1("Beveiliging en datalekken"));
        blocks.push(para("Incidenten worden dezelfde dag gemeld bij de functionaris gegevensbescherming. Een datalek wordt binnen 72 uur gemeld bij de Autoriteit Persoonsgegevens, en bij een hoog risico ook aan de betrokken cliënten. Alle datalekken worden vastgelegd in een register en nabesproken."));
    }
    let mut doc = Doc::new("Privacybeleid", blocks);
    doc.footer = Some(format!("{} | |{{p}}/{{n}}", p.trade));
    Made::doc("privacybeleid", doc).date("document_date", made).fact("url", url)
}

/// Complaints procedure with every topic.
pub fn complaints(pen: &mut Pen, p: &Provider, made: NaiveDate) -> Made {
    let layout = pen.style.layout % 3;
    let url = format!("https://www.{}/klachten", p.site);
    let officer = p.council.last().map(crate::provider::Person::full).unwrap_or_default();
    let date = pen.date(made);
    let mail = format!("klachtenfunctionaris@{}", p.site);
    let mut blocks = Vec::new();
    if layout == 1 {
        blocks.push(title("Niet tevreden? Onze klachtenregeling"));
        blocks.push(para(format!("Deze regeling staat op onze website: {url}. Zij is gebaseerd op de Wet kwaliteit, klachten en geschillen zorg (Wkkgz) en geldt sinds {date}.")));
        blocks.push(h2("Waar kunt u met uw klacht terecht?"));
        blocks.push(para(format!("U kunt uw klacht indienen bij {}, {}. Dat kan schriftelijk (per brief), digitaal (met het formulier op de website of per e-mail) en mondeling (in een gesprek of telefonisch, {}).", p.name, p.address(), p.phone)));
        blocks.push(para("U hoeft uw klacht niet eerst met uw begeleider of zorgverlener te bespreken. U mag de klacht indienen zonder dat uw zorgverlener daarvan op de hoogte is."));
        blocks.push(h2("De onafhankelijke klachtenfunctionaris"));
        blocks.push(para(format!("{officer} is onze klachtenfunctionaris. De klachtenfunctionaris is onafhankelijk en is niet in dienst van de organisatie. Bereikbaar via {mail} of telefoon 085-5550199.")));
        blocks.push(h2("Hoe snel krijgt u antwoord?"));
        blocks.push(para("Binnen zes weken nadat u de klacht heeft ingediend, krijgt u een schriftelijke reactie met ons oordeel. Lukt dat niet, dan hoort u dat vooraf en duurt het hoogstens vier weken langer."));
        blocks.push(h2("Komt u er met ons niet uit?"));
        blocks.push(para("Wij zijn aangesloten bij de Geschilleninstantie Fabelzorg, een door de minister erkende geschilleninstantie. Zij doet een bindende uitspraak."));
    } else {
        blocks.push(title(if layout == 0 { "Klachtenregeling" } else { "Klachtenreglement Wkkgz" }));
        blocks.push(Block::Pairs(vec![
            pair("Zorgaanbieder", &p.name),
            pair("Datum vaststelling", &date),
            pair("Te vinden op", &url),
        ]));
        blocks.push(h1("Artikel 1 Begrippen"));
        blocks.push(para("Klacht: een uiting van ongenoegen over een gedraging jegens een cliënt in het kader van de zorgverlening, als bedoeld in de Wet kwaliteit, klachten en geschillen zorg (Wkkgz)."));
        blocks.push(h1("Artikel 2 Indienen van een klacht"));
        blocks.push(para(format!("Een klacht wordt ingediend bij het bestuur van {}, {}. De klacht kan schriftelijk, digitaal (via het klachtenformulier op de website) of mondeling worden ingediend.", p.trade, p.address())));
        blocks.push(para("De klager kan de klacht indienen zonder tussenkomst of medeweten van de eigen begeleider of zorgverlener."));
        blocks.push(h1("Artikel 3 Klachtenfunctionaris"));
        blocks.push(para("De zorgaanbieder stelt een onafhankelijke klachtenfunctionaris beschikbaar. Deze verricht het werk zonder inmenging van de zorgaanbieder en kiest geen partij."));
        blocks.push(Block::Pairs(vec![
            pair("Klachtenfunctionaris", &officer),
            pair("E-mail", &mail),
            pair("Telefoon", "085-5550199"),
        ]));
        blocks.push(h1("Artikel 4 Termijnen"));
        blocks.push(para("De klager ontvangt zo spoedig mogelijk, maar uiterlijk binnen zes weken na indiening, een schriftelijke mededeling met het oordeel over de klacht en de genomen maatregelen. Deze termijn kan eenmaal met vier weken worden verlengd."));
        blocks.push(h1("Artikel 5 Geschilleninstantie"));
        blocks.push(para("De zorgaanbieder is aangesloten bij Geschilleninstantie Fabelzorg, Toverbosweg 1, 3511 AB Utrecht. Een klager die het niet eens is met het oordeel, kan daar het geschil voorleggen."));
        blocks.push(h1("Artikel 6 Bekendmaking"));
        blocks.push(para("De regeling wordt gepubliceerd op de website en uitgereikt aan nieuwe cliënten."));
    }
    let mut doc = Doc::new("Klachtenregeling", blocks);
    doc.footer = Some(format!("{} | |{{p}}/{{n}}", p.trade));
    Made::doc("klachtenregeling", doc).date("document_date", made).fact("url", url)
}
