//! Filings: a provider's folder with its manifest, its documents and what must come out.

pub mod cases;
pub mod procedures;
mod special;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};

use crate::expect::{self, Expected};
use crate::kinds::declarations::{
    Declaration, Subcontractors, annex_offices, annex_subcontractors, declaration,
};
use crate::kinds::figures::{Accounts, accounts, budget, budget_book, forecast, forecast_book};
use crate::kinds::insurance::{Cover, policy};
use crate::kinds::plan::{Plan, plan};
use crate::kinds::register::{Sensitive, kvk, ubo};
use crate::kinds::{Content, Made, deeds, letters, operations, policies, vog, wtza};
use crate::provider::{Provider, day};
use crate::random::render;
use crate::style::{Format, Pen};

pub const PURPOSE: &str = "Inkoopprocedure zorg";

/// A moment in Dutch summer time.
pub fn moment(d: NaiveDate, h: u32, m: u32, s: u32) -> DateTime<FixedOffset> {
    FixedOffset::east_opt(7200)
        .and_then(|zone| zone.from_local_datetime(&d.and_hms_opt(h, m, s)?).single())
        .expect("a moment")
}

/// How a provider names its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// `03 UBO-uittreksel.pdf`
    Good,
    /// `Juridisch/UBO uittreksel 2026.pdf`
    Folders,
    /// `ubo def2.pdf`
    Sloppy,
    /// `20260714093001.pdf`: the name says nothing.
    Scanner,
}

/// A filing under construction.
pub struct Case {
    pub folder: String,
    /// Dutch: what this filing is there for.
    pub about: String,
    pub provider: Provider,
    pub category: &'static str,
    pub starter: bool,
    pub filed: DateTime<FixedOffset>,
    pub names: Names,
    /// Manifest text; `None` when the filing has none.
    pub manifest: Option<String>,
    pub files: BTreeMap<String, Vec<u8>>,
    pub expected: Expected,
    /// Formats asked for by document, before the dice decide.
    pub format: Option<Format>,
    seed: u64,
    made: u64,
}

impl Case {
    pub fn new(
        seed: u64,
        about: &str,
        provider: Provider,
        category: &'static str,
        filed: DateTime<FixedOffset>,
    ) -> Self {
        let mut case = Self {
            folder: provider.name.trim_end_matches('.').to_owned(),
            about: about.to_owned(),
            provider,
            category,
            starter: false,
            filed,
            names: [Names::Good, Names::Folders, Names::Sloppy][(seed % 3) as usize],
            manifest: None,
            files: BTreeMap::new(),
            expected: Expected::default(),
            format: None,
            seed: seed.wrapping_mul(7919),
            made: 0,
        };
        case.expected = match category.chars().next() {
            Some('1') => expect::category_one(),
            Some('2') => expect::category_two(),
            _ => expect::category_three(false),
        };
        case.write_manifest();
        case
    }

    #[must_use]
    pub fn starting(mut self) -> Self {
        self.starter = true;
        // Founded so lately that no accounts are adopted yet (a first, long financial year).
        self.provider.founded = day(2025, 1, 8 + (self.made as u32 + self.provider.clients as u32) % 20);
        self.provider.statutes = self.provider.founded;
        self.expected = expect::category_three(true);
        self.write_manifest();
        self
    }
    #[must_use]
    pub fn named(mut self, names: Names) -> Self {
        self.names = names;
        self
    }

    pub fn write_manifest(&mut self) {
        let p = &self.provider;
        let mut out = format!(
            "aanbieder = \"{}\"\nkvk = \"{}\"\nrsin = \"{}\"\nagb = \"{}\"\ncategorie = \"{}\"\n\
             sector = \"Verpleging en verzorging\"\nregio = \"West-Brabant\"\nbeleid = \"cz-2027\"\nprocedure = \"inschrijving\"\n\
             ingediend = {}\ningangsdatum = 2027-01-01\n",
            p.name,
            p.kvk,
            p.rsin,
            p.agb,
            self.category,
            self.filed.to_rfc3339()
        );
        if self.starter {
            out += "startend = true\n";
        }
        if let Some((parent, _)) = &p.parent {
            out += &format!("moedermaatschappij = \"{parent}\"\n");
        }
        out += &format!("ondertekenaar = \"{}\"\n", p.signatory().full());
        self.manifest = Some(out);
    }

    /// A fresh pen for the next document.
    pub fn pen(&mut self) -> Pen {
        self.made += 1;
        let pen = Pen::new(self.seed.wrapping_add(self.made * 104_729));
        match self.format {
            Some(format) => pen.with_format(format),
            None => pen,
        }
    }

    /// Day `back` days before filing.
    pub fn before(&self, back: u64) -> NaiveDate {
        self.filed.date_naive() - chrono::Days::new(back)
    }

    /// Puts a document in the folder under the name this provider gives its kind.
    pub fn put(&mut self, label: &str, made: &Made, pen: &Pen) {
        let path = self.path_of(made.kind, label);
        self.put_at(&path, made, pen);
    }
    /// `path` without extension.
    pub fn put_at(&mut self, path: &str, made: &Made, pen: &Pen) {
        let (bytes, extension) = render(made, pen);
        let path = format!("{path}.{extension}");
        self.expected.kinds.insert(path.clone(), made.kind.to_owned());
        self.raw(&path, bytes);
    }
    pub fn raw(&mut self, path: &str, bytes: Vec<u8>) {
        assert!(self.files.insert(path.to_owned(), bytes).is_none(), "{path} twice in {}", self.folder);
    }
    /// Takes the file of `kind` out; panics when it is not there.
    pub fn take(&mut self, kind: &str) -> (String, Vec<u8>) {
        let path = self
            .expected
            .kinds
            .iter()
            .find(|(_, k)| k.as_str() == kind)
            .map_or_else(|| panic!("no {kind} in {}", self.folder), |(p, _)| p.clone());
        self.expected.kinds.remove(&path);
        let bytes = self.files.remove(&path).expect("listed and there");
        (path, bytes)
    }

    fn path_of(&self, kind: &str, label: &str) -> String {
        let (number, good, folder, sloppy) = match kind {
            "bestuursverklaring" => (1, "Bestuursverklaring 2027", "1. Verklaringen", "BV 2027 getekend"),
            "bijlage-onderaanneming" => {
                (2, "Bijlage 2 Onderaannemerschap", "1. Verklaringen", "bijl 2 ondraannemers")
            }
            "bijlage-zorgkantoren" => (3, "Bijlage 3 Lijst met zorgkantoren", "1. Verklaringen", "bijl3"),
            "kvk-uittreksel" => (4, "KvK-uittreksel", "2. Juridisch", "kvk uittr"),
            "ubo-uittreksel" => (5, "UBO-uittreksel", "2. Juridisch", "ubo"),
            "wtza-vergunning" => (6, "Wtza-vergunning", "2. Juridisch/Vergunning", "vergunning CIBG"),
            "wtza-meldbewijs" => (7, "Meldplicht Wtza", "2. Juridisch/Vergunning", "melding igj"),
            "vog-rp" => (8, "VOG RP", "2. Juridisch", "vog"),
            "statuten" => (9, "Statuten", "2. Juridisch", "akte notaris"),
            "reglement" => (10, "Reglement", "2. Juridisch", "regl. RvT v2 (1)"),
            "polisblad" => (11, "Polisblad aansprakelijkheid", "3. Verzekering en belasting", "polis 26"),
            "belastingverklaring" => {
                (12, "Verklaring Belastingdienst", "3. Verzekering en belasting", "brief bel.dienst")
            }
            "ondernemingsplan" => (13, "Ondernemingsplan", "4. Plan", "OP def3"),
            "organogram" => (14, "Organogram", "4. Plan", "organogram"),
            "personeelsoverzicht" => (15, "Personeelsoverzicht", "4. Plan", "fte lijst"),
            "jaarrekening" => (16, "Jaarrekening", "5. Financieel", "JR"),
            "jaarrekening-moeder" => {
                (17, "Geconsolideerde jaarrekening holding", "5. Financieel/Holding", "JR holding")
            }
            "begroting" => (18, "Begroting", "5. Financieel", "begr"),
            "omzetprognose" => (19, "Omzetprognose", "5. Financieel", "prognose"),
            "kwaliteitskader-bewijs" => (20, "Kwaliteitskader", "6. Kwaliteit", "kwaliteit"),
            "bedrijfsadministratie-bewijs" => (21, "Bedrijfsadministratie", "6. Kwaliteit", "zorgadm iwlz"),
            "aoic-bewijs" => (22, "AO-IC", "6. Kwaliteit", "aoic"),
            "privacybeleid" => (23, "Privacybeleid", "6. Kwaliteit", "privacy"),
            "klachtenregeling" => (24, "Klachtenregeling", "6. Kwaliteit", "klachten"),
            "clientenraad-bewijs" => (25, "Cliëntenraad", "6. Kwaliteit", "cr"),
            "inschrijving" => (0, "Ontvangstbevestiging VECOZO", "0. Ontvangst", "bevestiging"),
            _ => (30, kind, "9. Overig", kind),
        };
        let space = if label.is_empty() { String::new() } else { format!(" {label}") };
        match self.names {
            Names::Good => format!("{number:02} {good}{space}"),
            Names::Folders => format!("{folder}/{good}{space}"),
            Names::Sloppy => format!("{sloppy}{space}"),
            Names::Scanner => format!("20260714{:06}", 90_000 + self.made * 137),
        }
    }

    /// The declaration with bijlage 2.
    pub fn declarations(&mut self, subcontractors: &Subcontractors) {
        let made = self.before(3);
        let d = Declaration::of(&self.provider, made, self.category);
        self.declaration(&d);
        self.annex(subcontractors);
    }
    pub fn declaration(&mut self, d: &Declaration) {
        let mut pen = self.pen();
        let p = self.provider.clone();
        let made = declaration(&mut pen, &p, d);
        self.put("", &made, &pen);
    }
    pub fn annex(&mut self, subcontractors: &Subcontractors) {
        let mut pen = self.pen();
        let p = self.provider.clone();
        let made = annex_subcontractors(&mut pen, &p, subcontractors);
        self.put("", &made, &pen);
    }
    pub fn receipt(&mut self) {
        let (mut pen, p, filed) = (self.pen(), self.provider.clone(), self.filed);
        let made = letters::receipt(&mut pen, &p, filed);
        self.put("", &made, &pen);
        // One of the layouts names no portal: any system may have printed it.
        let (status, why) = match pen.style.layout % 3 {
            2 => ("manual", "het bewijs van indiening noemt het portaal niet"),
            _ => ("met", "de ontvangstbevestiging is van het VECOZO-portaal"),
        };
        self.expected.set(&["filing-channel-vecozo"], status, why);
    }

    /// Adds what `f` writes.
    pub fn add(&mut self, label: &str, f: impl FnOnce(&mut Pen, &Provider) -> Made) {
        let (mut pen, p) = (self.pen(), self.provider.clone());
        let made = f(&mut pen, &p);
        // What providers write themselves does not always come as a PDF.
        if self.format.is_none() && matches!(made.content, Content::Doc(_)) {
            let draw = pen.between(0, 11);
            pen.style.format = match (made.kind, draw) {
                ("privacybeleid" | "klachtenregeling", 0..=2) => Format::Html,
                ("privacybeleid" | "klachtenregeling", 3..=5) => Format::Docx,
                ("ondernemingsplan" | "reglement" | "personeelsoverzicht" | "aoic-bewijs", 0..=2) => {
                    Format::Docx
                }
                (
                    "bedrijfsadministratie-bewijs" | "reglement" | "volmacht" | "clientenraad-bewijs",
                    3..=4,
                ) => Format::Odt,
                ("organogram" | "bedrijfsadministratie-bewijs" | "wijzigingsmelding", 0..=1) => Format::Docx,
                ("aoic-bewijs" | "wijzigingsmelding", 4) => Format::Txt,
                _ => pen.style.format,
            };
        }
        self.put(label, &made, &pen);
    }

    /// Everything category 3 asks, but for the kinds in `skip`.
    pub fn full(&mut self, skip: &[&str]) {
        let filed = self.filed.date_naive();
        let has = |kind: &str| !skip.contains(&kind);
        if has("inschrijving") {
            self.receipt();
        }
        if has("bestuursverklaring") {
            self.declarations(&Subcontractors::default());
        }
        if has("kvk-uittreksel") {
            let made = self.before(24);
            self.add("", |pen, p| kvk(pen, p, made));
        }
        if has("ubo-uittreksel") {
            let made = self.before(23);
            self.add("", |pen, p| ubo(pen, p, made, Sensitive::BlackedOut));
        }
        if has("wtza-vergunning") {
            self.add("", |pen, p| wtza::permit(pen, p, day(2025, 5, 14)));
        }
        if has("wtza-meldbewijs") {
            self.add("", |pen, p| wtza::notification(pen, p, day(2025, 3, 4)));
        }
        if has("vog-rp") {
            let made = self.before(130);
            self.add("", |pen, p| vog::rp(pen, p, made, PURPOSE));
        }
        if has("statuten") {
            self.add("", |pen, p| deeds::statutes(pen, p, &[]));
        }
        if has("reglement") {
            self.add("", |pen, p| deeds::bylaws(pen, p, day(2025, 2, 11)));
        }
        if has("polisblad") {
            self.add("", |pen, p| policy(pen, p, &Cover::ordinary(day(2025, 12, 12))));
        }
        if has("belastingverklaring") {
            let made = self.before(40);
            self.add("", |pen, p| letters::tax(pen, p, made));
        }
        let starter = self.starter;
        if has("ondernemingsplan") {
            let made = self.before(12);
            self.add("", |pen, p| plan(pen, p, &Plan::full(made, starter)));
        }
        self.figures(skip);
        if has("organogram") {
            self.add("", operations::chart);
        }
        if has("personeelsoverzicht") {
            let made = self.before(30);
            self.add("", |pen, p| {
                if pen.chance(2) { operations::staff_book(p, made) } else { operations::staff(pen, p, made) }
            });
        }
        if has("kwaliteitskader-bewijs") {
            self.add("", |pen, p| operations::quality(pen, p, day(2025, 9, 16)));
        }
        if has("bedrijfsadministratie-bewijs") {
            self.add("", |pen, p| operations::administration(pen, p, day(2026, 2, 3)));
        }
        if has("aoic-bewijs") {
            self.add("", |pen, p| operations::aoic(pen, p, day(2026, 1, 20)));
        }
        if has("privacybeleid") {
            self.add("", |pen, p| policies::privacy(pen, p, day(2025, 6, 2)));
        }
        if has("klachtenregeling") {
            self.add("", |pen, p| policies::complaints(pen, p, day(2025, 6, 2)));
        }
        if has("clientenraad-bewijs") {
            self.add("", |pen, p| operations::council(pen, p, day(2025, 10, 1).min(filed)));
        }
    }

    /// Accounts, budgets and forecast.
    pub fn figures(&mut self, skip: &[&str]) {
        let made = self.before(45);
        if !self.starter && !skip.contains(&"jaarrekening") {
            for year in [2024, 2025] {
                self.add(&year.to_string(), |pen, p| {
                    accounts(pen, p, Accounts { year, consolidated: false, weak: false })
                });
            }
        }
        if !skip.contains(&"begroting") {
            if self.made.is_multiple_of(2) {
                self.add("2026-2027", |_, p| budget_book(p, &[2026, 2027]));
            } else {
                for year in [2026, 2027] {
                    self.add(&year.to_string(), |pen, p| budget(pen, p, year, made));
                }
            }
        }
        if !skip.contains(&"omzetprognose") {
            if self.made.is_multiple_of(2) {
                self.add("", |_, p| forecast_book(p, &[2026, 2027]));
            } else {
                self.add("", |pen, p| forecast(pen, p, &[2026, 2027], made));
            }
        }
    }

    /// What category 2 files.
    pub fn brief(&mut self) {
        self.receipt();
        self.declarations(&Subcontractors::default());
        self.add("", |pen, p| annex_offices(pen, p, &["Zorgkantoor Noordenwind", "Zorgkantoor Waterkant"]));
        let made = self.before(12);
        self.add("", |pen, p| plan(pen, p, &Plan::brief(made)));
        self.figures(&[]);
    }
}
