//! Filings in awkward shapes: versions, merged and split files, archives, scans, names, manifests.

use super::{july, org, route};

use crate::expect::{WTZA_A2, WTZA_B1, WTZA_C};
use crate::filing::special;
use crate::filing::{Case, Names, PURPOSE, moment};
use crate::kinds::declarations::{Declaration, Subcontractors};
use crate::kinds::insurance::{Cover, policy};
use crate::kinds::register::{kvk, ubo_confirmation, ubo_screen};
use crate::kinds::{deeds, vog, wtza};
use crate::provider::{Form, day};
use crate::style::Format;
use crate::write::{classic, mail, zipped};

pub(super) fn superseded() -> Case {
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

pub(super) fn merged() -> Case {
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

pub(super) fn in_an_archive() -> Case {
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

pub(super) fn misnamed() -> Case {
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
    let work = special::activities(&p);
    c.raw("bijlage bij brief.pdf", work);
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

pub(super) fn scans() -> Case {
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
    e.also(&["kvk-present", "vog-present", "statuten-present", "polis-present"], "met");
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

pub(super) fn hostile() -> Case {
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

pub(super) fn odd_names() -> Case {
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

pub(super) fn register_row_by_name() -> Case {
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

pub(super) fn register_row_by_number() -> Case {
    let p = org(128, "Wensput Thuiszorg", Form::Bv);
    let mut c = Case::new(28, "Geen manifest en een andere mapnaam: de rij in inschrijvingen.csv hoort er via het KvK-nummer in de stukken bij.", p, "2", july(19, 10, 0)).named(Names::Folders);
    c.folder = "WT inschrijving 2027 definitief".to_owned();
    c.manifest = None;
    c.brief();
    c
}

pub(super) fn faulty_manifest() -> Case {
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

pub(super) fn without_moment() -> Case {
    let p = org(130, "Zonneklaar Wonen", Form::Stichting);
    let mut c = Case::new(30, "Het manifest noemt geen tijdstip van indienen: ouderdom telt vanaf de sluiting, en het verslag zegt dat.", p, "3a", july(31, 12, 0)).starting().named(Names::Folders);
    c.full(&["inschrijving"]);
    let text = c.manifest.take().unwrap_or_default();
    c.manifest =
        Some(text.lines().filter(|l| !l.starts_with("ingediend")).map(|l| format!("{l}\n")).collect());
    c.expected.open(&["filing-deadline", "filing-window-start", "filing-complete"]);
    c
}
