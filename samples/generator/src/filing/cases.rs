//! The filings of `samples/intake`, one function each.

use chrono::DateTime;

use super::special;
use super::{Case, Names, PURPOSE, moment};
use crate::expect::{KLACHTEN, PRIVACY, UBO_ALTERNATIVE, WTZA_A2, WTZA_B1, WTZA_B2, WTZA_C};
use crate::kinds::declarations::{Declaration, Subcontractors};
use crate::kinds::figures::{Accounts, accounts};
use crate::kinds::insurance::{Cover, policy};
use crate::kinds::register::{Sensitive, kvk, ubo, ubo_confirmation, ubo_screen};
use crate::kinds::{deeds, letters, vog, wtza};
use crate::provider::{Director, Form, Power, Provider, day};
use crate::random::render;
use crate::style::Format;
use crate::write::{classic, mail, zipped};

fn org(seed: u64, trade: &str, form: Form) -> Provider {
    Provider::named(seed, trade, form).sole_director()
}

/// All filings, in the order of their folders' numbers here.
pub fn all() -> Vec<Case> {
    vec![
        complete_starter(),
        complete_with_history(),
        existing(),
        brief_plan(),
        no_policy(),
        no_ubo(),
        a_second_late(),
        a_day_late(),
        on_the_boundary(),
        over_the_boundary(),
        expired_and_bsn(),
        later_items_open(),
        wrong_entity(),
        neighbours(),
        concept_form(),
        last_years_form(),
        superseded(),
        merged(),
        in_an_archive(),
        misnamed(),
        too_many_subcontractors(),
        power_of_attorney(),
        chain_of_directors(),
        scans(),
        hostile(),
        odd_names(),
        register_row_by_name(),
        register_row_by_number(),
        faulty_manifest(),
        without_moment(),
    ]
}

fn july(d: u32, h: u32, m: u32) -> DateTime<chrono::FixedOffset> {
    moment(day(2026, 7, d), h, m, 0)
}

fn complete_starter() -> Case {
    let p = org(101, "Zorghuis Wolkenveen", Form::Stichting);
    let mut c = Case::new(
        1,
        "Categorie 3, startende organisatie, alles aanwezig en in orde.",
        p,
        "3a",
        july(14, 10, 32),
    )
    .starting()
    .named(Names::Good);
    c.full(&[]);
    c
}

fn complete_with_history() -> Case {
    let mut p = org(102, "Fabelhof Thuiszorg", Form::Bv);
    let holding = Provider::named(1020, "Fabelhof Holding", Form::Bv);
    p.parent = Some((holding.name.clone(), holding.kvk.clone()));
    let mut c = Case::new(2, "Categorie 3b met jaarrekeningen en een moedermaatschappij met geconsolideerde jaarrekeningen; een onderaannemer voor 33%.", p, "3b", july(20, 9, 5))
        .named(Names::Folders);
    c.full(&["bestuursverklaring"]);
    c.declarations(&Subcontractors(vec![("Zorgmaatje Windekind B.V.".to_owned(), 33)]));
    let e = &mut c.expected;
    e.set(
        &["bv-subcontract-who", "bv-subcontract-part", "bv-subcontract-max-third"],
        "met",
        "één onderaannemer, 33% is niet meer dan een derde",
    );
    e.set(
        &["bv-subcontract-no-full-package"],
        "met",
        "bijlage 2 zegt dat geen pakket geheel wordt uitbesteed",
    );
    for year in [2024, 2025] {
        let parent = holding.clone();
        c.add(&year.to_string(), move |pen, _| {
            accounts(pen, &parent, Accounts { year, consolidated: true, weak: false })
        });
    }
    c.expected.set(
        &["op-fin-moeder-2024", "op-fin-moeder-2025"],
        "met",
        "de geconsolideerde jaarrekening van de holding is er",
    );
    c.expected.set(&["op-org-holding"], "met", "het plan legt de holding uit");
    c
}

fn existing() -> Case {
    let p = org(103, "Wonen en Zorg Sterrenkroos", Form::Stichting);
    let mut c = Case::new(
        3,
        "Categorie 1: alleen de bestuursverklaring met bijlage 2 en een wijzigingsmelding.",
        p,
        "1",
        july(8, 15, 47),
    )
    .named(Names::Good);
    c.receipt();
    c.declarations(&Subcontractors::default());
    let made = c.before(5);
    c.add("", |pen, p| letters::changes(pen, p, made));
    c.expected.set(&["changes-reported"], "met", "er is een wijzigingsmelding");
    c.expected.open(&["changes-documents"]);
    c
}

fn brief_plan() -> Case {
    let p = org(104, "Zorgcollectief Luchtkasteel", Form::Cooperatie);
    let mut c = Case::new(4, "Categorie 2: bestuursverklaring, bijlagen 2 en 3, beknopt ondernemingsplan met jaarrekeningen en begrotingen.", p, "2", july(22, 11, 0))
        .named(Names::Folders);
    c.brief();
    c
}

fn no_policy() -> Case {
    let p = org(105, "Woonzorg Zilverdraak", Form::Bv);
    let mut c = Case::new(5, "Categorie 3: het polisblad ontbreekt.", p, "3", july(27, 16, 12))
        .starting()
        .named(Names::Sloppy);
    c.full(&["polisblad"]);
    let e = &mut c.expected;
    e.set(&["polis-present"], "missing", "er is geen polisblad");
    e.open(&[
        "filing-complete",
        "polis-concluded",
        "polis-liability-clients",
        "polis-min-amount",
        "polis-start",
        "polis-maintained",
        "polis-same-entity",
    ]);
    e.outcome("incomplete", &[]);
    c
}

fn no_ubo() -> Case {
    let p = org(106, "Sprookjesveld Ouderenzorg", Form::Stichting);
    let mut c = Case::new(
        6,
        "Categorie 3: niets over de UBO's, en geen verklaring van de Belastingdienst.",
        p,
        "3",
        july(29, 8, 30),
    )
    .starting()
    .named(Names::Good);
    c.full(&["ubo-uittreksel", "belastingverklaring"]);
    let e = &mut c.expected;
    e.set(&["ubo-present"], "missing", "er is geen UBO-uittreksel en geen andere route");
    e.set(&["tax-declaration-present"], "missing", "er is geen verklaring van de Belastingdienst");
    e.open(&[
        "filing-complete",
        "ubo-certified",
        "ubo-bsn-blacked-out",
        "ubo-max-age",
        "ubo-same-entity",
        "tax-taxes-paid",
        "tax-premiums-paid",
    ]);
    e.open(&UBO_ALTERNATIVE);
    e.outcome("incomplete", &[]);
    c
}

fn late(c: &mut Case, why: &str) {
    c.expected.set(&["filing-deadline"], "not_met", why);
    c.expected.outcome("late", &[]);
}

fn a_second_late() -> Case {
    let p = org(107, "Thuiszorg Maanzaadhof", Form::Bv);
    let mut c = Case::new(
        7,
        "Categorie 1, verder in orde, maar ingediend om 17:00:01.",
        p,
        "1",
        moment(day(2026, 7, 31), 17, 0, 1),
    )
    .named(Names::Good);
    c.receipt();
    c.declarations(&Subcontractors::default());
    late(&mut c, "ingediend een seconde na 17:00:00");
    c
}

fn a_day_late() -> Case {
    let p = org(108, "Kabouterwoud Zorg aan Huis", Form::Stichting);
    let mut c = Case::new(
        8,
        "Categorie 2, verder in orde, maar een dag te laat.",
        p,
        "2",
        moment(day(2026, 8, 1), 9, 12, 0),
    )
    .named(Names::Sloppy);
    c.brief();
    late(&mut c, "ingediend op 1 augustus 2026");
    c
}

fn dated(
    seed: u64,
    about: &str,
    p: Provider,
    extract: chrono::NaiveDate,
    vog_made: chrono::NaiveDate,
    per_event: i64,
) -> Case {
    let mut c =
        Case::new(seed, about, p, "3", moment(day(2026, 7, 31), 17, 0, 0)).starting().named(Names::Good);
    c.full(&["kvk-uittreksel", "ubo-uittreksel", "vog-rp", "polisblad"]);
    c.add("", |pen, p| kvk(pen, p, extract));
    c.add("", |pen, p| ubo(pen, p, extract, Sensitive::BlackedOut));
    c.add("", |pen, p| vog::rp(pen, p, vog_made, PURPOSE));
    let cover = Cover { per_event, start: day(2027, 1, 1), ..Cover::ordinary(day(2026, 7, 31)) };
    c.add("", |pen, p| policy(pen, p, &cover));
    c
}

fn on_the_boundary() -> Case {
    let p = org(109, "Dromenhoeve Zorggroep", Form::Stichting);
    dated(
        9,
        "Alles precies op de grens: ingediend om 17:00:00, uittreksels precies drie maanden oud, VOG precies een jaar, polis precies € 2.500.000, ingaand 1 januari 2027 en afgegeven op de dag van indienen.",
        p,
        day(2026, 4, 30),
        day(2025, 7, 31),
        2_500_000,
    )
}

fn over_the_boundary() -> Case {
    let p = org(110, "Regenboogpoort Woonzorg", Form::Bv);
    let mut c = dated(
        10,
        "Alles een dag of een euro over de grens: uittreksels drie maanden en een dag oud, VOG een jaar en een dag, polis € 2.499.999.",
        p,
        day(2026, 4, 29),
        day(2025, 7, 30),
        2_499_999,
    );
    let e = &mut c.expected;
    e.set(
        &["kvk-max-age", "ubo-max-age"],
        "not_met",
        "29 april 2026 ligt meer dan drie maanden voor 31 juli 2026",
    );
    e.set(&["vog-max-age"], "not_met", "30 juli 2025 ligt meer dan een jaar voor 31 juli 2026");
    e.set(&["polis-min-amount"], "not_met", "€ 2.499.999 is minder dan € 2.500.000");
    e.outcome("not_met", &[]);
    c
}

fn expired_and_bsn() -> Case {
    let p = org(111, "Nergenshof Wonen met Zorg", Form::Stichting);
    let mut c = Case::new(11, "Verlopen VOG en uittreksel, VOG voor een ander doel, BSN leesbaar op het UBO-uittreksel, negatief eigen vermogen.", p, "3b", july(16, 13, 1)).named(Names::Folders);
    c.full(&["kvk-uittreksel", "ubo-uittreksel", "vog-rp", "jaarrekening"]);
    c.add("", |pen, p| kvk(pen, p, day(2025, 11, 3)));
    c.add("", |pen, p| ubo(pen, p, day(2026, 7, 1), Sensitive::Bsn));
    c.add("", |pen, p| vog::rp(pen, p, day(2024, 2, 9), "Aanvraag subsidie"));
    for year in [2024, 2025] {
        c.add(&year.to_string(), |pen, p| {
            accounts(pen, p, Accounts { year, consolidated: false, weak: true })
        });
    }
    let e = &mut c.expected;
    e.set(&["kvk-max-age"], "not_met", "het uittreksel is van 3 november 2025");
    e.set(&["ubo-bsn-blacked-out"], "not_met", "er staat een leesbaar BSN op het uittreksel");
    e.set(&["vog-max-age"], "not_met", "de VOG is van 9 februari 2024");
    e.open(&["vog-purpose"]);
    e.outcome("not_met", &[]);
    c
}

fn later_items_open() -> Case {
    let p = org(112, "Toverlinde Ouderenzorg", Form::Bv);
    let mut c = Case::new(
        12,
        "Categorie 3, route B2 voor de Wtza; klachtenregeling, privacybeleid en cliëntenraad komen later.",
        p,
        "3",
        july(13, 9, 44),
    )
    .starting()
    .named(Names::Sloppy);
    c.full(&["wtza-vergunning", "klachtenregeling", "privacybeleid", "clientenraad-bewijs"]);
    let made = c.before(4);
    c.add("", |pen, p| wtza::own_by_law(pen, p, made));
    route(&mut c, &WTZA_B2, "de eigen verklaring zegt het");
    let e = &mut c.expected;
    e.set(
        &["wtza-b2-not-yet-visible"],
        "manual",
        "of de vergunning al zichtbaar is weet alleen de beoordelaar",
    );
    e.set(&KLACHTEN, "missing", "er is nog geen klachtenregeling; die moet er zijn bij de start van de zorg");
    e.set(&PRIVACY, "missing", "er is nog geen privacybeleid; dat moet er zijn bij de start van de zorg");
    // The seals keep the outcome at review; without them it would be conditional.
    e.outcome("review", &["conditional"]);
    c
}

/// Another Wtza route than A1 is taken, whose rows are met.
fn route(c: &mut Case, rows: &[&str], why: &str) {
    let e = &mut c.expected;
    e.set(&["wtza-a1-permit"], "not_applicable", "een andere route is gevolgd");
    e.set(rows, "met", why);
    e.set(&["wtza-route-present"], "met", "deze route is compleet");
    // Which papers count for the entity depends on the route.
    e.open(&["wtza-same-entity"]);
}

fn wrong_entity() -> Case {
    let p = org(113, "Wensbron Zorg", Form::Bv);
    let sister = Provider::named(1130, "Duimelijn Vastgoed", Form::Bv);
    let parent = Provider::named(1131, "Klaproosduin Beheer", Form::Bv);
    let mut c = Case::new(
        13,
        "Het polisblad staat op naam van een zuster-B.V., de VOG RP op naam van de moeder.",
        p,
        "3",
        july(21, 14, 20),
    )
    .starting()
    .named(Names::Good);
    c.full(&["polisblad", "vog-rp"]);
    c.add("", |pen, _| {
        pen.style.layout = 0;
        policy(pen, &sister, &Cover::ordinary(day(2025, 12, 1)))
    });
    let made = c.before(60);
    c.add("", |pen, _| vog::rp(pen, &parent, made, PURPOSE));
    let e = &mut c.expected;
    e.set(
        &["polis-same-entity"],
        "not_met",
        "het polisblad noemt een andere rechtspersoon met een ander KvK-nummer",
    );
    e.open(&[
        "cross-entity-one",
        "vog-present",
        "vog-max-age",
        "vog-purpose",
        "op-fin-moeder-2024",
        "op-fin-moeder-2025",
    ]);
    e.outcome("not_met", &[]);
    c
}

fn neighbours() -> Case {
    let p = org(114, "Elfenborgh Zorghuis", Form::Stichting);
    let mut c = Case::new(
        14,
        "Een GVA in plaats van een VOG RP en een offerte in plaats van een polisblad.",
        p,
        "3",
        july(23, 10, 10),
    )
    .starting()
    .named(Names::Folders);
    c.full(&["vog-rp", "polisblad"]);
    let made = c.before(70);
    c.add("", |pen, p| vog::gva(pen, p, made));
    let offer = Cover { offer: true, ..Cover::ordinary(c.before(9)) };
    let (mut pen, p) = (c.pen(), c.provider.clone());
    let offer = policy(&mut pen, &p, &offer);
    let (bytes, _) = render(&offer, &pen);
    c.raw("3. Verzekering en belasting/Polis aansprakelijkheid.pdf", bytes);
    let e = &mut c.expected;
    e.set(&["vog-present"], "missing", "er is alleen een gedragsverklaring aanbesteden");
    e.set(&["vog-not-gva"], "not_met", "er is een GVA ingediend waar een VOG RP wordt gevraagd");
    e.set(&["polis-present"], "missing", "er is alleen een offerte");
    e.open(&[
        "filing-complete",
        "vog-max-age",
        "vog-purpose",
        "polis-concluded",
        "polis-liability-clients",
        "polis-min-amount",
        "polis-start",
        "polis-maintained",
        "polis-same-entity",
    ]);
    e.outcome("incomplete", &[]);
    c
}

fn concept_form() -> Case {
    let p = org(115, "Zevenmijl Thuiszorg", Form::Bv);
    let mut c = Case::new(15, "De conceptversie van de bestuursverklaring, niet ondertekend en met lege velden; een VOG voor een natuurlijk persoon.", p, "3", july(24, 12, 0)).starting().named(Names::Sloppy);
    c.full(&["bestuursverklaring", "vog-rp"]);
    let mut d = Declaration::of(&c.provider, c.before(6), "3");
    d.concept = true;
    d.signed = false;
    d.empty = vec![2, 8, 9];
    c.format = Some(Format::Classic);
    let (mut pen, p) = (c.pen().with_layout(0), c.provider.clone());
    let made = crate::kinds::declarations::declaration(&mut pen, &p, &d);
    c.put("", &made, &pen);
    c.format = None;
    c.annex(&Subcontractors::default());
    let issued = c.before(50);
    let who = c.provider.signatory();
    c.add("", |pen, _| vog::np(pen, &who, issued));
    let e = &mut c.expected;
    e.set(&["bv-version-2027"], "not_met", "het is de conceptversie");
    e.set(&["vog-present"], "missing", "er is alleen een VOG voor een natuurlijk persoon");
    e.set(&["vog-not-np"], "not_met", "er is een VOG NP ingediend waar een VOG RP wordt gevraagd");
    // Empty fields and the empty place to sign: contrary or merely unfound is the checker's judgement.
    e.open(&[
        "bv-present",
        "bv-complete",
        "bv-signed",
        "filing-complete",
        "suitability-met",
        "exclusion-none",
        "vog-max-age",
        "vog-purpose",
    ]);
    e.outcome("incomplete", &[]);
    c
}

fn last_years_form() -> Case {
    let p = org(116, "Klaproosduin Zorg", Form::Stichting);
    let mut c = Case::new(16, "Categorie 1 met het formulier van vorig jaar (2026).", p, "1", july(10, 9, 9))
        .named(Names::Good);
    c.receipt();
    let d = Declaration { year: 2026, ..Declaration::of(&c.provider, c.before(4), "1") };
    c.declaration(&d);
    c.annex(&Subcontractors::default());
    let e = &mut c.expected;
    e.set(&["bv-version-2027"], "not_met", "het is de bestuursverklaring 2026");
    e.open(&["bv-present", "filing-complete", "suitability-met", "exclusion-none", "category-1-contract"]);
    e.outcome("not_met", &["incomplete"]);
    c
}

fn superseded() -> Case {
    let p = org(117, "Hersenschim Wonen en Zorg", Form::Stichting);
    let mut c = Case::new(17, "Twee versies: een oud en een nieuw KvK-uittreksel, een niet ondertekende en een ondertekende bestuursverklaring. Wtza-route A2.", p, "3", july(28, 11, 11)).starting().named(Names::Folders);
    c.full(&["wtza-vergunning", "bestuursverklaring"]);
    let (mut pen, p) = (c.pen(), c.provider.clone());
    let old = kvk(&mut pen, &p, day(2025, 10, 6));
    c.put_at("2. Juridisch/oud/KvK-uittreksel okt 2025", &old, &pen);
    let draft = Declaration { signed: false, ..Declaration::of(&c.provider, c.before(20), "3") };
    let mut pen = c.pen();
    let draft = crate::kinds::declarations::declaration(&mut pen, &p, &draft);
    c.put_at("1. Verklaringen/Bestuursverklaring 2027 v1", &draft, &pen);
    c.declarations(&Subcontractors::default());
    c.add("", |pen, p| wtza::wtzi(pen, p, day(2019, 4, 2)));
    c.add("", wtza::cibg_letter);
    let rows: Vec<&str> = WTZA_A2.iter().copied().filter(|r| *r != "wtza-a2-correspondence").collect();
    route(&mut c, &rows, "toelating en brief van september 2021 zijn er");
    c.expected.set(&["wtza-same-entity"], "met", "toelating en brief noemen deze rechtspersoon");
    c.expected.open(&["wtza-a2-correspondence"]);
    c
}

fn merged() -> Case {
    let p = org(118, "Windeweide Zorggroep", Form::Bv);
    let mut c = Case::new(
        18,
        "Vijf stukken in één PDF, de statuten over twee bestanden, Wtza-route B1.",
        p,
        "3",
        july(15, 16, 40),
    )
    .starting()
    .named(Names::Good);
    c.full(&["wtza-vergunning"]);
    let parts: Vec<Vec<u8>> =
        ["kvk-uittreksel", "ubo-uittreksel", "vog-rp", "polisblad", "belastingverklaring"]
            .iter()
            .map(|kind| c.take(kind).1)
            .collect();
    c.raw("Bijlagen juridisch samengevoegd.pdf", classic::merge(&parts));
    let (_, deed) = c.take("statuten");
    let pages = classic::page_count(&deed);
    let cut = pages.div_ceil(2);
    c.raw("Statuten deel 1 van 2.pdf", classic::extract_pages(&deed, 1, cut));
    c.raw("Statuten deel 2 van 2.pdf", classic::extract_pages(&deed, cut + 1, pages));
    c.expected.kinds.insert("Statuten deel 1 van 2.pdf".to_owned(), "statuten".to_owned());
    let made = c.before(8);
    c.add("", |pen, p| wtza::screen(pen, p, made));
    route(&mut c, &WTZA_B1, "de printscreen toont de vergunning van rechtswege");
    c
}

fn in_an_archive() -> Case {
    let p = org(119, "Nachtegaalbos Ouderenzorg", Form::Stichting);
    let mut c = Case::new(
        19,
        "Alles in een zip, behalve wat in een mail met bijlagen zit.",
        p,
        "3",
        july(30, 17, 30),
    )
    .starting()
    .named(Names::Folders);
    c.full(&[]);
    let mut attachments = Vec::new();
    for kind in ["polisblad", "vog-rp", "belastingverklaring"] {
        let (path, bytes) = c.take(kind);
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        attachments.push((name, bytes));
    }
    let kinds = std::mem::take(&mut c.expected.kinds);
    let rest: Vec<(String, Vec<u8>)> = std::mem::take(&mut c.files).into_iter().collect();
    c.expected.kinds =
        kinds.into_iter().map(|(p, k)| (format!("Inschrijving compleet.zip/{p}"), k)).collect();
    c.raw("Inschrijving compleet.zip", zipped::write(&rest, &[]));
    let body = "Geachte heer, mevrouw,\n\nBijgaand de stukken die nog niet in het zip-bestand zaten.\n\nMet vriendelijke groet,\nhet bedrijfsbureau\n";
    let sent = moment(day(2026, 7, 30), 17, 12, 0);
    c.raw(
        "FW nagekomen stukken.eml",
        mail::eml(&mail::Mail {
            from: "bedrijfsbureau@nachtegaalbos.example.nl",
            to: "inschrijving@zorgkantoor.example.nl",
            subject: "Inschrijving Wlz 2027 – ontbrekende bijlagen",
            sent,
            body,
            attachments,
        }),
    );
    c
}

fn misnamed() -> Case {
    let p = org(120, "Zorghuis Sterrenwacht", Form::Stichting);
    let mut c = Case::new(20, "Verkeerde bestandsnamen (polisblad.pdf is een KvK-uittreksel), UBO langs de andere route, Wtza-route C.", p, "3", july(17, 10, 15)).starting().named(Names::Scanner);
    c.full(&["kvk-uittreksel", "polisblad", "ubo-uittreksel", "wtza-vergunning"]);
    let made = c.before(15);
    let (mut pen, p) = (c.pen(), c.provider.clone());
    let extract = kvk(&mut pen, &p, made);
    c.put_at("polisblad", &extract, &pen);
    let mut pen = c.pen();
    let schedule = policy(&mut pen, &p, &Cover::ordinary(day(2025, 12, 20)));
    c.put_at("VOG RP", &schedule, &pen);
    let mut pen = c.pen();
    let confirmation = ubo_confirmation(&mut pen, &p, c.before(33));
    c.put_at("Jaarrekening 2025", &confirmation, &pen);
    let mut pen = c.pen().with_format(Format::Modern);
    let screen = ubo_screen(&mut pen, &p, c.before(2));
    c.put_at("IMG_2231", &screen, &pen);
    let mut pen = c.pen();
    let exempt = wtza::own_exempt(&mut pen, &p, c.before(7));
    c.put_at("brief", &exempt, &pen);
    route(&mut c, &WTZA_C, "de eigen verklaring met verwijzing naar bewijsstukken is er");
    c.expected.open(&["wtza-c-evidence", "wtza-route-present"]);
    let e = &mut c.expected;
    e.set(
        &["ubo-certified", "ubo-bsn-blacked-out", "ubo-max-age"],
        "not_applicable",
        "de andere route is gevolgd",
    );
    e.set(
        &[
            "ubo-alt-confirmation",
            "ubo-alt-confirmation-data",
            "ubo-alt-printscreen",
            "ubo-alt-printscreen-date",
            "ubo-alt-printscreen-age",
        ],
        "met",
        "bevestiging en printscreen met datum zijn er",
    );
    e.set(&["ubo-alt-not-available"], "manual", "of een uittreksel echt niet kon weet alleen de beoordelaar");
    e.open(&["ubo-present", "ubo-sensitive-blacked-out", "filing-complete"]);
    c
}

fn too_many_subcontractors() -> Case {
    let p = org(121, "Sterrenkwartier Zorg", Form::Bv);
    let mut c =
        Case::new(21, "Categorie 1 met onderaannemers voor 40% van de productie.", p, "1", july(9, 13, 37))
            .named(Names::Folders);
    c.receipt();
    c.declarations(&Subcontractors(vec![
        ("Zorgmaatje Windekind B.V.".to_owned(), 25),
        ("Stichting Wensput".to_owned(), 15),
    ]));
    let e = &mut c.expected;
    e.set(&["bv-subcontract-who", "bv-subcontract-part"], "met", "naam en deel staan in bijlage 2");
    e.set(&["bv-subcontract-max-third"], "not_met", "25% en 15% is samen 40%, meer dan een derde");
    e.set(
        &["bv-subcontract-no-full-package"],
        "met",
        "bijlage 2 zegt dat geen pakket geheel wordt uitbesteed",
    );
    e.outcome("not_met", &[]);
    c
}

fn power_of_attorney() -> Case {
    let p = org(122, "Maanlicht Woonzorg", Form::Stichting);
    let mut c = Case::new(
        22,
        "De ondertekenaar is geen bestuurder maar heeft een volmacht.",
        p,
        "3",
        july(27, 15, 5),
    )
    .starting()
    .named(Names::Sloppy);
    c.full(&["bestuursverklaring"]);
    let agent = c.provider.council[1].clone();
    let d = Declaration { signatory: agent.clone(), ..Declaration::of(&c.provider, c.before(2), "3") };
    c.declaration(&d);
    c.annex(&Subcontractors::default());
    let made = c.before(10);
    c.add("", |pen, p| letters::proxy(pen, p, made, &agent));
    let text = c.manifest.take().unwrap_or_default();
    let line = text.lines().filter(|l| !l.starts_with("ondertekenaar")).collect::<Vec<_>>().join("\n");
    c.manifest = Some(format!("{line}\nondertekenaar = \"{}\"\n", agent.full()));
    let e = &mut c.expected;
    e.set(&["kvk-volmacht"], "met", "de volmacht noemt de ondertekenaar");
    e.open(&["kvk-signatory-authority", "kvk-chain-extracts"]);
    c
}

fn chain_of_directors() -> Case {
    let holding = org(1230, "Verzinsel Beheer", Form::Bv);
    let mut p = org(123, "Verzinsel Zorg", Form::Bv);
    let human = p.signatory();
    p.directors =
        vec![Director::Company { name: holding.name.clone(), kvk: holding.kvk.clone(), power: Power::Alone }];
    p.parent = Some((holding.name.clone(), holding.kvk.clone()));
    let mut top = holding;
    top.directors =
        vec![Director::Person { person: human.clone(), power: Power::Alone, title: "Algemeen directeur" }];
    top.supervisors.clear();
    let mut c = Case::new(
        23,
        "De bestuurder is een rechtspersoon; het uittreksel van die rechtspersoon is bijgevoegd.",
        p,
        "3b",
        july(24, 9, 59),
    )
    .named(Names::Good);
    // The plan names the people: the holding's director stands in for the company.
    c.full(&["bestuursverklaring", "ubo-uittreksel"]);
    let mut with_person = c.provider.clone();
    with_person.directors.clone_from(&top.directors);
    let made = c.before(19);
    c.add("", |pen, _| ubo(pen, &with_person, made, Sensitive::BlackedOut));
    c.add("Verzinsel Beheer", |pen, _| kvk(pen, &top, made));
    let d = Declaration { signatory: human.clone(), ..Declaration::of(&c.provider, c.before(3), "3") };
    c.declaration(&d);
    c.annex(&Subcontractors::default());
    let text = c.manifest.take().unwrap_or_default();
    let line = text.lines().filter(|l| !l.starts_with("ondertekenaar")).collect::<Vec<_>>().join("\n");
    c.manifest = Some(format!("{line}\nondertekenaar = \"{}\"\n", human.full()));
    for year in [2024, 2025] {
        let parent = top.clone();
        c.add(&year.to_string(), move |pen, _| {
            accounts(pen, &parent, Accounts { year, consolidated: true, weak: false })
        });
    }
    let e = &mut c.expected;
    e.set(
        &["kvk-chain-extracts"],
        "met",
        "het uittreksel van de bestuurder-rechtspersoon is er en noemt de ondertekenaar",
    );
    e.set(
        &["op-fin-moeder-2024", "op-fin-moeder-2025"],
        "met",
        "de geconsolideerde jaarrekening van de moeder is er",
    );
    e.open(&[
        "kvk-signatory-authority",
        "kvk-volmacht",
        "kvk-toezicht-names",
        "op-org-rvb-names",
        "op-org-rvb-composition",
        "op-org-rvb-presence",
    ]);
    c
}

fn scans() -> Case {
    let p = org(124, "Luilekker Zorg", Form::Stichting);
    let mut c = Case::new(
        24,
        "KvK, VOG, statuten en polisblad zijn scans: alleen een plaatje, geen tekst.",
        p,
        "3",
        july(20, 14, 14),
    )
    .starting()
    .named(Names::Good);
    c.full(&["kvk-uittreksel", "vog-rp", "statuten", "reglement", "polisblad"]);
    c.format = Some(Format::Scan);
    let made = c.before(20);
    c.add("", |pen, p| kvk(pen, p, made));
    let made = c.before(100);
    c.add("", |pen, p| vog::rp(pen, p, made, PURPOSE));
    c.add("", |pen, p| deeds::statutes(pen, p, &[]));
    c.add("", |pen, p| policy(pen, p, &Cover::ordinary(day(2025, 12, 12))));
    let e = &mut c.expected;
    e.set(
        &["kvk-present", "vog-present", "statuten-present", "polis-present"],
        "review",
        "het stuk is er waarschijnlijk, als scan zonder tekst",
    );
    let rows: Vec<String> = e
        .status
        .keys()
        .filter(|k| {
            ["kvk-", "vog-", "statuten-", "polis-", "gov-"].iter().any(|p| k.starts_with(p))
                && !k.ends_with("-present")
        })
        .cloned()
        .collect();
    for row in rows.iter().filter(|r| r.as_str() != "gov-plan-describes") {
        e.open(&[row]);
    }
    e.open(&["filing-complete", "cross-entity-one", "op-org-toezicht-statutory"]);
    c
}

fn hostile() -> Case {
    let p = org(125, "Kwansuis Zorg", Form::Bv);
    let mut c = Case::new(
        25,
        "Een goede inschrijving van categorie 1 tussen kapotte en kwaadaardige bestanden.",
        p,
        "1",
        july(6, 8, 0),
    )
    .named(Names::Good);
    c.receipt();
    c.declarations(&Subcontractors::default());
    special::hostile_files(&mut c);
    c
}

fn odd_names() -> Case {
    let p = org(126, "Zorghuis Zoë & 't Hôfje (Crèche-Ünïek)", Form::Stichting);
    let mut c = Case::new(
        26,
        "Namen met diakritische tekens, ook ontleed (NFD), emoji, spaties en lange namen.",
        p,
        "1",
        july(11, 23, 59),
    )
    .named(Names::Good);
    c.receipt();
    let (mut pen, p) = (c.pen(), c.provider.clone());
    let d = Declaration::of(&p, c.before(3), "1");
    let made = crate::kinds::declarations::declaration(&mut pen, &p, &d);
    // e with a combining diaeresis, as a Mac names files.
    c.put_at("  Bestuursverklaring  Zoe\u{308} (déf.)  ", &made, &pen);
    let mut pen = c.pen();
    let annex = crate::kinds::declarations::annex_subcontractors(&mut pen, &p, &Subcontractors::default());
    let long = format!("🏠 bijlage [2] – {}", "zeer ".repeat(30));
    c.put_at(long.trim_end(), &annex, &pen);
    c
}

fn register_row_by_name() -> Case {
    let p = org(127, "Bloesem Ouderenzorg", Form::Stichting);
    let mut c = Case::new(
        27,
        "Geen manifest: de rij in inschrijvingen.csv hoort bij de map met dezelfde naam.",
        p,
        "1",
        july(18, 10, 0),
    )
    .named(Names::Sloppy);
    c.manifest = None;
    c.declarations(&Subcontractors::default());
    c
}

fn register_row_by_number() -> Case {
    let p = org(128, "Wensput Thuiszorg", Form::Bv);
    let mut c = Case::new(28, "Geen manifest en een andere mapnaam: de rij in inschrijvingen.csv hoort er via het KvK-nummer in de stukken bij.", p, "2", july(19, 10, 0)).named(Names::Folders);
    c.folder = "WT inschrijving 2027 definitief".to_owned();
    c.manifest = None;
    c.brief();
    c
}

fn faulty_manifest() -> Case {
    let p = org(129, "Duimelink Zorg", Form::Bv);
    let mut c = Case::new(29, "Het manifest heeft een BOM, een onbekende sleutel en een categorie in woorden; het tijdstip staat in UTC.", p, "1", july(31, 17, 0)).named(Names::Good);
    c.receipt();
    c.declarations(&Subcontractors::default());
    let text = c.manifest.take().unwrap_or_default();
    let text = text
        .replace("categorie = \"1\"", "categorie = \"categorie 1\"\nopmerking = \"via het portaal\"")
        .replace("2026-07-31T17:00:00+02:00", "2026-07-31T15:00:00Z");
    c.manifest = Some(format!("\u{feff}{}", text.replace('\n', "\r\n")));
    c
}

fn without_moment() -> Case {
    let p = org(130, "Zonneklaar Wonen", Form::Stichting);
    let mut c = Case::new(30, "Het manifest noemt geen tijdstip van indienen: ouderdom telt vanaf de sluiting, en het verslag zegt dat.", p, "3a", july(31, 12, 0)).starting().named(Names::Folders);
    c.full(&["inschrijving"]);
    let text = c.manifest.take().unwrap_or_default();
    c.manifest =
        Some(text.lines().filter(|l| !l.starts_with("ingediend")).map(|l| format!("{l}\n")).collect());
    c.expected.open(&["filing-deadline", "filing-window-start", "filing-complete"]);
    c
}

/// The register that stands beside the folders: rows for the two filings without a manifest, and one row
/// whose folder is not there.
pub fn register() -> String {
    let mut out = String::from(
        "\u{feff}aanbieder;kvk;categorie;sector;beleid;procedure;ingediend;ingangsdatum;map\r\n",
    );
    let row = |c: &Case, category: &str| {
        format!(
            "{};{};{category};Verpleging en verzorging;cz-2027;inschrijving;{};2027-01-01;\r\n",
            c.provider.name,
            c.provider.kvk,
            c.filed.to_rfc3339()
        )
    };
    out += &row(&register_row_by_name(), "1");
    out += &row(&register_row_by_number(), "2");
    out += "Stichting Niet Ingediend;90009999;1;Verpleging en verzorging;cz-2027;inschrijving;2026-07-12T09:00:00+02:00;2027-01-01;\r\n";
    out
}
