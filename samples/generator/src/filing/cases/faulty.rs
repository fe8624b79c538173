//! Filings with something missing, wrong, late or over a limit.

use super::{july, org};

use crate::expect::UBO_ALTERNATIVE;
use crate::filing::{Case, Names, PURPOSE, moment};
use crate::kinds::declarations::{Declaration, Subcontractors};
use crate::kinds::figures::{Accounts, accounts};
use crate::kinds::insurance::{Cover, policy};
use crate::kinds::register::{Sensitive, kvk, ubo};
use crate::kinds::vog;
use crate::provider::{Form, Provider, day};
use crate::random::render;
use crate::style::Format;

pub(super) fn no_policy() -> Case {
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

pub(super) fn no_ubo() -> Case {
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

pub(super) fn late(c: &mut Case, why: &str) {
    c.expected.set(&["filing-deadline"], "not_met", why);
    c.expected.outcome("late", &[]);
}

pub(super) fn a_second_late() -> Case {
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

pub(super) fn a_day_late() -> Case {
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

pub(super) fn dated(
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

pub(super) fn on_the_boundary() -> Case {
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

pub(super) fn over_the_boundary() -> Case {
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

pub(super) fn expired_and_bsn() -> Case {
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
    e.open(&["vog-purpose", "statuten-current"]);
    let weak = ["op-fin-equity-not-negative", "ratio-solvabiliteit", "ratio-weerstandsvermogen"];
    e.set(&weak, "review", "het eigen vermogen is negatief; cijfers beoordeelt deze versie niet zelf");
    e.also(&weak, "not_met");
    e.outcome("not_met", &[]);
    c
}

pub(super) fn wrong_entity() -> Case {
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

pub(super) fn neighbours() -> Case {
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

pub(super) fn concept_form() -> Case {
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

pub(super) fn last_years_form() -> Case {
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

pub(super) fn too_many_subcontractors() -> Case {
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
