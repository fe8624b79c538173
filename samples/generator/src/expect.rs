//! What must come out of a filing: the truth `toets` is judged by, derived from the requirement table and
//! what was put in the folder, never from what `toets` says.

use std::collections::BTreeMap;

/// `data/cz-2027-inschrijving.tsv`: every row of the procedure with its categories and how it is decided.
const ROWS: &str = include_str!("../data/cz-2027-inschrijving.tsv");

#[derive(Debug, Clone, Default)]
pub struct Expected {
    pub outcome: String,
    /// Outcomes that are also right, where the table leaves room.
    pub outcome_also: Vec<String>,
    /// Requirement → status and why.
    pub status: BTreeMap<String, (String, String)>,
    /// Requirement → statuses that are right too: what a version that reads more may say.
    pub status_also: BTreeMap<String, Vec<String>>,
    /// Path → kind, where the file is plainly one document.
    pub kinds: BTreeMap<String, String>,
}

impl Expected {
    /// Every row of other categories does not apply.
    pub fn for_category(category: char) -> Self {
        let mut out = Self::default();
        for row in ROWS.lines().skip(1) {
            let mut cells = row.split('\t');
            let (Some(id), Some(categories)) = (cells.next(), cells.next()) else { continue };
            if !categories.contains(category) {
                out.set(&[id], "not_applicable", &format!("geldt niet voor categorie {category}"));
            }
        }
        out
    }
    /// Sets rows that apply; an id that the table does not have is a mistake here.
    pub fn set(&mut self, ids: &[&str], status: &str, why: &str) {
        for id in ids {
            assert!(ROWS.lines().any(|r| r.split('\t').next() == Some(id)), "no row {id}");
            self.status.insert((*id).to_owned(), (status.to_owned(), why.to_owned()));
            self.status_also.remove(*id);
        }
    }
    /// Says that `status` is right too for rows that are set.
    pub fn also(&mut self, ids: &[&str], status: &str) {
        for id in ids {
            assert!(self.status.contains_key(*id), "{id} is not set");
            self.status_also.entry((*id).to_owned()).or_default().push(status.to_owned());
        }
    }
    /// Leaves rows open: the table does not settle them here.
    pub fn open(&mut self, ids: &[&str]) {
        for id in ids {
            self.status.remove(*id);
            self.status_also.remove(*id);
        }
    }
    pub fn outcome(&mut self, outcome: &str, also: &[&str]) {
        outcome.clone_into(&mut self.outcome);
        self.outcome_also = also.iter().map(|&s| s.to_owned()).collect();
    }

    pub fn to_toml(&self, about: &str) -> String {
        let mut out = format!("# {about}\noutcome = \"{}\"\n", self.outcome);
        if !self.outcome_also.is_empty() {
            let also: Vec<String> = self.outcome_also.iter().map(|s| format!("\"{s}\"")).collect();
            out += &format!("outcome_also = [{}]\n", also.join(", "));
        }
        out += "\n[status]\n";
        for (id, (status, _)) in &self.status {
            out += &format!("{id} = \"{status}\"\n");
        }
        out += "\n[status_also]\n";
        for (id, statuses) in &self.status_also {
            let list: Vec<String> = statuses.iter().map(|s| format!("\"{s}\"")).collect();
            out += &format!("{id} = [{}]\n", list.join(", "));
        }
        out += "\n[why]\n";
        for (id, (_, why)) in &self.status {
            out += &format!("{id} = {}\n", toml::Value::String(why.clone()));
        }
        out += "\n[kind]\n";
        for (path, kind) in &self.kinds {
            out += &format!("{} = \"{kind}\"\n", toml::Value::String(path.clone()));
        }
        out
    }
}

/// What holds for every filing with a sound declaration.
pub fn declaration(e: &mut Expected, subcontractors: bool) {
    let why = "de bestuursverklaring 2027 is er, ingevuld en ondertekend";
    e.set(&["bv-present", "bv-complete", "bv-signed", "bv-version-2027"], "met", why);
    e.set(&["suitability-met", "exclusion-none"], "met", "staat als verklaring op het formulier");
    e.set(
        &["bv-subcontract-annex", "bv-subcontract-statement"],
        "met",
        "bijlage 2 is bijgevoegd en zegt of er onderaannemers zijn",
    );
    if !subcontractors {
        e.set(
            &[
                "bv-subcontract-who",
                "bv-subcontract-part",
                "bv-subcontract-max-third",
                "bv-subcontract-no-full-package",
            ],
            "not_applicable",
            "er zijn geen onderaannemers gepland",
        );
    }
}

/// Rows that hold for everybody who files in time.
pub fn filing(e: &mut Expected) {
    e.set(&["filing-deadline"], "met", "ingediend voor de sluiting");
    e.set(&["filing-window-start"], "met", "ingediend na de opening op 1 juli 2026");
    e.set(
        &["inquiry-positive", "no-serious-reason", "integrity-test", "not-rejected-before"],
        "manual",
        "uit zijn aard aan de beoordelaar",
    );
    e.set(
        &["clarification-5-days", "clarification-complete"],
        "not_applicable",
        "er is geen toelichting gevraagd",
    );
}

pub const UBO_ALTERNATIVE: [&str; 6] = [
    "ubo-alt-not-available",
    "ubo-alt-confirmation",
    "ubo-alt-confirmation-data",
    "ubo-alt-printscreen",
    "ubo-alt-printscreen-date",
    "ubo-alt-printscreen-age",
];
pub const WTZA_A2: [&str; 4] =
    ["wtza-a2-wtzi", "wtza-a2-cibg-letter", "wtza-a2-correspondence", "wtza-a2-shows-permit"];
pub const WTZA_B1: [&str; 2] = ["wtza-b1-printscreen", "wtza-b1-shows-permit"];
pub const WTZA_B2: [&str; 7] = [
    "wtza-b2-declaration",
    "wtza-b2-not-yet-visible",
    "wtza-b2-care",
    "wtza-b2-before-2025",
    "wtza-b2-size",
    "wtza-b2-no-msz",
    "wtza-b2-promise",
];
pub const WTZA_C: [&str; 2] = ["wtza-c-declaration", "wtza-c-evidence"];

const GOVERNANCE: [&str; 10] = [
    "statuten-gov-toezicht",
    "gov-rvb-benoemen",
    "gov-rvb-schorsen",
    "gov-rvb-ontslaan",
    "gov-belangenverstrengeling",
    "gov-medezeggenschap",
    "gov-verantwoording-rvb",
    "gov-verantwoordelijkheid-rvb",
    "gov-clientenraad",
    "gov-naleving",
];
pub const PRIVACY: [&str; 10] = [
    "privacy-published",
    "privacy-data",
    "privacy-access",
    "privacy-confidentiality",
    "privacy-retention",
    "privacy-inspection",
    "privacy-breach",
    "privacy-objection",
    "privacy-rectification",
    "privacy-erasure",
];
pub const KLACHTEN: [&str; 10] = [
    "klachten-published",
    "klachten-where",
    "klachten-written",
    "klachten-digital",
    "klachten-oral",
    "klachten-six-weeks",
    "klachten-functionaris-independent",
    "klachten-functionaris-contact",
    "klachten-without-caregiver",
    "klachten-geschilleninstantie",
];
const ORGANISATION: [&str; 14] = [
    "op-org-rvb-presence",
    "op-org-rvb-names",
    "op-org-rvb-composition",
    "op-org-toezicht-presence",
    "op-org-toezicht-names",
    "op-org-toezicht-composition",
    "op-org-toezicht-independent",
    "op-org-toezicht-statutory",
    "op-org-clientenraad-presence",
    "op-org-clientenraad-names",
    "op-org-clientenraad-composition",
    "op-org-governancecode",
    "op-org-organogram",
    "gov-plan-describes",
];
const BUSINESS: [&str; 23] = [
    "op-biz-target-group",
    "op-biz-delivery-forms",
    "op-biz-prestaties-nza",
    "op-biz-numbers",
    "op-biz-where",
    "op-biz-distinctive",
    "op-biz-gap",
    "op-biz-regional-task",
    "op-biz-policy-themes",
    "op-biz-policy-contribution",
    "op-biz-staff-secured",
    "op-biz-staff-number",
    "op-biz-staff-level",
    "op-biz-staff-education-type",
    "op-biz-experience",
    "op-biz-partnership-role",
    "op-biz-cooperation-secured",
    "op-biz-mgz",
    "op-biz-wlz-treatment",
    "op-biz-extramural-conditions",
    "op-biz-governancecode-implementation",
    "op-biz-governancecode-practice",
    "op-biz-governancecode-oversight",
];

/// The plan and its figures, for categories 2 and 3.
pub fn plan(e: &mut Expected, brief: bool, starter: bool) {
    if brief {
        e.set(&["op-brief-present"], "met", "het plan heeft een bedrijfsplan en een financieel plan");
    } else {
        e.set(&["op-full-present"], "met", "het plan heeft alle vier de onderdelen");
        e.set(&ORGANISATION, "met", "staat in de organisatie-inrichting van het plan");
        e.set(
            &["op-mis-objective", "op-mis-mission", "op-mis-strategy"],
            "met",
            "staat in missie en strategie",
        );
    }
    e.set(&BUSINESS, "met", "staat in het bedrijfsplan");
    e.set(&["op-biz-staff-type"], "not_applicable", "er is personeel in dienst");
    e.set(&["op-fin-position-explained"], "met", "het financieel plan licht de positie toe");
    e.set(&["op-fin-result-positive-expected"], "review", "cijfers beoordeelt deze versie niet zelf");
    e.also(&["op-fin-result-positive-expected"], "met");
    e.set(&["op-fin-financially-healthy", "op-fin-continuity-plausible"], "manual", "aan de beoordelaar");
    e.set(&["op-fin-begroting-2026", "op-fin-begroting-2027"], "met", "de begroting van dit jaar is er");
    e.set(
        &["op-fin-omzetprognose-2026", "op-fin-omzetprognose-2027"],
        "met",
        "de omzetprognose noemt dit jaar",
    );
    let years = ["op-fin-jaarrekening-2024", "op-fin-jaarrekening-2025"];
    if starter {
        e.set(&years, "not_applicable", "startende organisatie zonder vastgestelde jaarrekening");
        e.set(
            &["ratio-current", "ratio-winst", "ratio-weerstandsvermogen"],
            "not_applicable",
            "startende organisatie",
        );
    } else {
        e.set(&years, "met", "de enkelvoudige jaarrekening van dit jaar is er");
        e.set(
            &[
                "op-fin-equity-not-negative",
                "ratio-solvabiliteit",
                "ratio-current",
                "ratio-winst",
                "ratio-weerstandsvermogen",
            ],
            "review",
            "cijfers beoordeelt deze versie niet zelf",
        );
        e.also(
            &[
                "op-fin-equity-not-negative",
                "ratio-solvabiliteit",
                "ratio-current",
                "ratio-winst",
                "ratio-weerstandsvermogen",
            ],
            "met",
        );
    }
    e.set(&["op-fin-moeder-2024", "op-fin-moeder-2025"], "not_applicable", "er is geen moedermaatschappij");
}

/// Everything a sound filing of category 3 shows (route A1, extract of the UBO register).
pub fn category_three(starter: bool) -> Expected {
    let mut e = Expected::for_category('3');
    filing(&mut e);
    declaration(&mut e, false);
    e.set(&["filing-complete"], "met", "alles wat bij de inschrijving hoort is er");
    e.set(
        &["kvk-present", "kvk-toezicht-names", "kvk-max-age", "kvk-same-entity"],
        "met",
        "het uittreksel is er, recent, van deze rechtspersoon, met toezichthouders",
    );
    e.set(&["kvk-certified", "ubo-certified"], "review", "of het zegel echt is toetst deze versie niet");
    e.set(
        &["kvk-signatory-authority"],
        "met",
        "de ondertekenaar staat als alleen bevoegd bestuurder op het uittreksel",
    );
    e.set(
        &["kvk-volmacht", "kvk-chain-extracts"],
        "not_applicable",
        "de bevoegdheid volgt uit het uittreksel",
    );
    e.set(
        &["ubo-present", "ubo-max-age", "ubo-same-entity"],
        "met",
        "het UBO-uittreksel is er, recent, van deze rechtspersoon",
    );
    e.set(&["ubo-bsn-blacked-out"], "met", "er staat geen BSN op");
    e.set(&UBO_ALTERNATIVE, "not_applicable", "het uittreksel zelf is ingediend");
    e.set(
        &["wtza-route-present", "wtza-a1-permit", "wtza-same-entity"],
        "met",
        "de vergunning is er en staat op naam van deze rechtspersoon",
    );
    for rows in [&WTZA_A2[..], &WTZA_B1, &WTZA_B2, &WTZA_C] {
        e.set(rows, "not_applicable", "een andere route is gevolgd");
    }
    e.set(
        &["vog-present", "vog-max-age", "vog-purpose"],
        "met",
        "de VOG RP is er, jonger dan een jaar, voor de inkoopprocedure zorg",
    );
    e.set(
        &["statuten-present", "statuten-same-entity", "statuten-current"],
        "met",
        "de akte is de laatste die het uittreksel noemt",
    );
    e.set(&["statuten-equivalent"], "not_applicable", "deze rechtsvorm heeft statuten");
    e.set(&GOVERNANCE, "met", "staat in een artikel van de statuten");
    e.set(
        &[
            "gov-secured",
            "gov-toezicht-benoeming",
            "gov-toezicht-samenstelling",
            "gov-toezicht-schorsing",
            "gov-toezicht-ontslag",
        ],
        "met",
        "staat in een artikel van de statuten",
    );
    e.set(&["kwaliteit-framework"], "met", "het bewijs noemt het kwaliteitskader of -kompas");
    e.set(
        &[
            "admin-aw319",
            "admin-iwlz-allocation",
            "admin-iwlz-start",
            "admin-iwlz-mutation",
            "admin-iwlz-end",
            "aoic-complies",
        ],
        "manual",
        "aan de beoordelaar",
    );
    e.set(&["aoic-nza-regeling"], "met", "de beschrijving noemt de regeling");
    e.set(&PRIVACY, "met", "staat in het privacybeleid");
    e.set(&KLACHTEN, "met", "staat in de klachtenregeling");
    e.set(
        &[
            "polis-present",
            "polis-concluded",
            "polis-liability-clients",
            "polis-min-amount",
            "polis-start",
            "polis-maintained",
            "polis-same-entity",
        ],
        "met",
        "het polisblad zegt het",
    );
    e.set(&["meld-proof-present", "meld-filled-in"], "met", "de bevestiging van de melding is er");
    e.set(
        &["meld-exempt-lrza", "meld-exempt-account-2021", "meld-exempt-evidence"],
        "not_applicable",
        "er is gemeld",
    );
    e.set(
        &["tax-declaration-present", "tax-taxes-paid", "tax-premiums-paid"],
        "met",
        "de verklaring van de Belastingdienst zegt het",
    );
    e.set(&["cross-entity-one"], "met", "alle stukken noemen dezelfde rechtspersoon");
    plan(&mut e, false, starter);
    e.outcome("review", &[]);
    e
}

/// A sound filing of category 2.
pub fn category_two() -> Expected {
    let mut e = Expected::for_category('2');
    filing(&mut e);
    declaration(&mut e, false);
    e.set(&["filing-complete"], "met", "alles wat bij de inschrijving hoort is er");
    e.set(&["category-2-contract-2026"], "met", "bijlage 3 noemt een overeenkomst voor heel 2026");
    e.set(&["category-2-declares"], "manual", "weet alleen het kantoor");
    e.set(&["bv-offices-annex"], "met", "bijlage 3 is bijgevoegd");
    plan(&mut e, true, false);
    // No extract is asked of category 2, and the brief plan is silent about a parent.
    e.set(
        &["op-fin-moeder-2024", "op-fin-moeder-2025", "filing-complete"],
        "review",
        "geen stuk zegt of er een moedermaatschappij is",
    );
    e.outcome("review", &[]);
    e
}

/// A sound filing of category 1.
pub fn category_one() -> Expected {
    let mut e = Expected::for_category('1');
    filing(&mut e);
    declaration(&mut e, false);
    e.set(&["filing-complete"], "met", "de bestuursverklaring met bijlage 2 is genoeg");
    e.set(&["category-1-contract"], "met", "de bestuursverklaring noemt categorie 1");
    e.set(&["changes-reported", "changes-documents"], "not_applicable", "er zijn geen wijzigingen gemeld");
    e.outcome("complete", &["review"]);
    e
}
