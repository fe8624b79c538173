//! Filings in order, or with items that may come later.

use super::{july, org, route};

use crate::expect::{KLACHTEN, PRIVACY, WTZA_B2};
use crate::filing::{Case, Names};
use crate::kinds::declarations::{Declaration, Subcontractors};
use crate::kinds::figures::{Accounts, accounts};
use crate::kinds::register::{Sensitive, kvk, ubo};
use crate::kinds::{letters, wtza};
use crate::provider::{Director, Form, Power, Provider};

pub(super) fn complete_starter() -> Case {
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

pub(super) fn complete_with_history() -> Case {
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

pub(super) fn existing() -> Case {
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

pub(super) fn brief_plan() -> Case {
    let p = org(104, "Zorgcollectief Luchtkasteel", Form::Cooperatie);
    let mut c = Case::new(4, "Categorie 2: bestuursverklaring, bijlagen 2 en 3, beknopt ondernemingsplan met jaarrekeningen en begrotingen.", p, "2", july(22, 11, 0))
        .named(Names::Folders);
    c.brief();
    c
}

pub(super) fn later_items_open() -> Case {
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

pub(super) fn power_of_attorney() -> Case {
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

pub(super) fn chain_of_directors() -> Case {
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
        "cross-entity-one",
        "kvk-signatory-authority",
        "kvk-volmacht",
        "kvk-toezicht-names",
        "op-org-rvb-names",
        "op-org-rvb-composition",
        "op-org-rvb-presence",
    ]);
    c
}
