//! Made-up organisations and people. No name, number or address here belongs to anybody: KvK numbers are
//! of the 9000xxxx series that the register keeps for tests, and RSIN and BSN pass the 11-test and lie
//! in ranges that are not given out.

use chrono::{Datelike, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::dutch::eleven_proof;
use crate::style::pick;

pub fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a date of the calendar")
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub first: String,
    pub last: String,
    pub born: NaiveDate,
}

impl Person {
    /// `Anna Maria Zonneklaar`
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last)
    }
    /// `Zonneklaar, Anna Maria`, as the register prints it: prefixes go behind.
    pub fn register(&self) -> String {
        match self.last.rsplit_once(' ') {
            Some((prefix, main)) => format!("{main}, {} {prefix}", self.first),
            None => format!("{}, {}", self.last, self.first),
        }
    }
    /// `A.M. Zonneklaar`
    pub fn initials(&self) -> String {
        let dots: String =
            self.first.split(' ').filter_map(|n| n.chars().next()).map(|c| format!("{c}.")).collect();
        format!("{dots} {}", self.last)
    }
    /// A number that passes the 11-test and belongs to this made-up person.
    pub fn bsn(&self) -> String {
        let seed: u32 = self.full().bytes().map(u32::from).fold(7, |a, b| a.wrapping_mul(31).wrapping_add(b));
        eleven_proof(99_990_000 + seed % 9_900)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    Alone,
    Joint,
    None,
}

#[derive(Debug, Clone)]
pub enum Director {
    Person {
        person: Person,
        power: Power,
        title: &'static str,
    },
    /// A legal person that directs: its own register entry says who signs.
    Company {
        name: String,
        kvk: String,
        power: Power,
    },
}

impl Director {
    pub fn name(&self) -> String {
        match self {
            Self::Person { person, .. } => person.full(),
            Self::Company { name, .. } => name.clone(),
        }
    }
    pub fn power(&self) -> Power {
        match self {
            Self::Person { power, .. } | Self::Company { power, .. } => *power,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Stichting,
    Bv,
    Cooperatie,
    Vof,
}

impl Form {
    /// As the register prints it.
    pub fn register(self) -> &'static str {
        match self {
            Self::Stichting => "Stichting",
            Self::Bv => "Besloten Vennootschap",
            Self::Cooperatie => "Coöperatie",
            Self::Vof => "Vennootschap Onder Firma",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Provider {
    /// Statutory name with its legal form in it.
    pub name: String,
    pub trade: String,
    pub form: Form,
    pub kvk: String,
    pub rsin: String,
    pub agb: String,
    pub branch: String,
    pub seat: String,
    pub street: String,
    pub postcode: String,
    pub phone: String,
    /// Host name, without `www.`.
    pub site: String,
    pub founded: NaiveDate,
    /// Date of the deed in force.
    pub statutes: NaiveDate,
    pub directors: Vec<Director>,
    pub supervisors: Vec<Person>,
    pub council: Vec<Person>,
    /// What owns all shares, when something does: name and KvK number.
    pub parent: Option<(String, String)>,
    /// Clients a year, the measure of every figure.
    pub clients: i64,
}

const FIRST: [&str; 26] = [
    "Anna Maria",
    "Pieter",
    "Fatima",
    "Johannes Petrus",
    "Els",
    "Mehmet",
    "Sanne",
    "Willem Jan",
    "Chantal",
    "Rashid",
    "Trijntje",
    "Koen",
    "Marijke Elisabeth",
    "Daan",
    "Yasmina",
    "Hendrik",
    "Loes",
    "Bram Adriaan",
    "Wietske",
    "Omar",
    "Geertruida",
    "Thijs",
    "Noor",
    "Cornelis",
    "Femke",
    "Zoë",
];
const LAST: [&str; 26] = [
    "Zonneklaar",
    "van Luchtenbergh",
    "Maanzaad",
    "de Fantast",
    "Klaproosen",
    "Windekind",
    "van der Wolken",
    "Sterrenwachter",
    "Sprookjesma",
    "ten Fabelhove",
    "Dromerink",
    "Verzonnen",
    "Kabouterveld",
    "van Nergenshuizen",
    "Regenboogaard",
    "Bloesemstra",
    "de Zilverdraak",
    "Luilekker",
    "Toverhoek",
    "van 't Hersenspinsel",
    "Nachtegalen",
    "Elfenbeen",
    "Duimelink",
    "Roodkap",
    "Zevenmijl",
    "Wensput",
];
const CITIES: [(&str, u32, &str); 14] = [
    ("Breda", 4811, "076"),
    ("Tilburg", 5011, "013"),
    ("Eindhoven", 5611, "040"),
    ("Den Haag", 2511, "070"),
    ("Middelburg", 4331, "0118"),
    ("Goes", 4461, "0113"),
    ("Maastricht", 6211, "043"),
    ("Heerlen", 6411, "045"),
    ("Roosendaal", 4701, "0165"),
    ("Bergen op Zoom", 4611, "0164"),
    ("Helmond", 5701, "0492"),
    ("Zierikzee", 4301, "0111"),
    ("Delft", 2611, "015"),
    ("Sittard", 6131, "046"),
];
const STREETS: [&str; 12] = [
    "Fabellaan",
    "Voorbeeldweg",
    "Wolkenstraat",
    "Sprookjesplein",
    "Dromenkade",
    "Verzinselstraat",
    "Luchtkasteelweg",
    "Maanlichtlaan",
    "Toverbosweg",
    "Regenboogdreef",
    "Sterrenkwartier",
    "Nergensweg",
];
const FANTASY: [&str; 20] = [
    "Wolkenveen",
    "Fabelhof",
    "Sterrenkroos",
    "Luchtkasteel",
    "Zilverdraak",
    "Sprookjesveld",
    "Maanzaadhof",
    "Kabouterwoud",
    "Dromenhoeve",
    "Regenboogpoort",
    "Nergenshof",
    "Toverlinde",
    "Wensbron",
    "Elfenborgh",
    "Zevenmijl",
    "Klaproosduin",
    "Hersenschim",
    "Windeweide",
    "Duimelijn",
    "Nachtegaalbos",
];

pub fn person(rng: &mut ChaCha8Rng) -> Person {
    Person {
        first: (*pick(rng, &FIRST)).to_owned(),
        last: (*pick(rng, &LAST)).to_owned(),
        born: day(rng.random_range(1955..1992), rng.random_range(1..=12), rng.random_range(1..=28)),
    }
}

/// People with different family names.
pub fn people(rng: &mut ChaCha8Rng, n: usize, taken: &mut Vec<String>) -> Vec<Person> {
    let mut out = Vec::new();
    while out.len() < n {
        let p = person(rng);
        if !taken.contains(&p.last) {
            taken.push(p.last.clone());
            out.push(p);
        }
    }
    out
}

impl Provider {
    pub fn random(seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0x70_726f_7669);
        let form = *pick(&mut rng, &[Form::Stichting, Form::Bv, Form::Stichting, Form::Bv, Form::Cooperatie]);
        let fantasy = *pick(&mut rng, &FANTASY);
        let what = *pick(
            &mut rng,
            &[
                "Zorggroep",
                "Thuiszorg",
                "Wonen en Zorg",
                "Zorghuis",
                "Ouderenzorg",
                "Woonzorg",
                "Zorgcollectief",
                "Zorg aan Huis",
            ],
        );
        Self::named(seed, &format!("{what} {fantasy}"), form)
    }

    /// `trade` is the name without its legal form.
    pub fn named(seed: u64, trade: &str, form: Form) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let name = match form {
            Form::Stichting => format!("Stichting {trade}"),
            Form::Bv => format!("{trade} B.V."),
            Form::Cooperatie => format!("Coöperatie {trade} U.A."),
            Form::Vof => format!("V.O.F. {trade}"),
        };
        let (city, post, area) = *pick(&mut rng, &CITIES);
        let mut taken = Vec::new();
        let number = 90_000_000 + rng.random_range(1_000..9_999_u32) % 10_000;
        let founded = day(rng.random_range(2014..2024), rng.random_range(1..=12), rng.random_range(1..=28));
        let statutes = if rng.random_ratio(1, 2) {
            founded
        } else {
            day(
                rng.random_range(founded.year() + 1..=2025),
                rng.random_range(1..=12),
                rng.random_range(1..=28),
            )
        };
        let mut directors: Vec<Director> = Vec::new();
        let two = rng.random_ratio(1, 3);
        let power = if two && rng.random_ratio(1, 2) { Power::Joint } else { Power::Alone };
        for (i, person) in people(&mut rng, if two { 2 } else { 1 }, &mut taken).into_iter().enumerate() {
            let title = match (i, form) {
                (0, Form::Stichting) => "Voorzitter",
                (0, _) => "Algemeen directeur",
                _ => "Lid",
            };
            directors.push(Director::Person { person, power, title });
        }
        let supervisors = people(&mut rng, 3, &mut taken);
        let council = people(&mut rng, 4, &mut taken);
        let site: String = trade
            .to_lowercase()
            .chars()
            .filter_map(|c| match c {
                'a'..='z' | '0'..='9' => Some(c),
                'é' | 'è' | 'ë' => Some('e'),
                'ö' | 'ó' => Some('o'),
                'ï' => Some('i'),
                _ => None,
            })
            .collect();
        Self {
            name,
            trade: trade.to_owned(),
            form,
            kvk: number.to_string(),
            rsin: eleven_proof(89_980_000 + rng.random_range(0..9_999_u32)),
            agb: format!("{}", 41_980_000 + rng.random_range(0..9_999_u32)),
            branch: format!("0000{}", 90_010_000 + rng.random_range(0..9_999_u32)),
            seat: city.to_owned(),
            street: format!("{} {}", pick(&mut rng, &STREETS), rng.random_range(1..180)),
            postcode: format!(
                "{} {}",
                post + rng.random_range(0..9_u32),
                pick(&mut rng, &["AB", "XZ", "KL", "PR"])
            ),
            phone: format!("{area}-555{:04}", rng.random_range(0..10_000_u32)),
            site: format!("{site}.example.nl"),
            founded,
            statutes,
            directors,
            supervisors,
            council,
            parent: None,
            clients: rng.random_range(18..90),
        }
    }

    pub fn address(&self) -> String {
        format!("{}, {} {}", self.street, self.postcode, self.seat)
    }
    /// The person who signs: the first director that is one.
    pub fn signatory(&self) -> Person {
        self.directors
            .iter()
            .find_map(|d| match d {
                Director::Person { person, .. } => Some(person.clone()),
                Director::Company { .. } => None,
            })
            .or_else(|| self.supervisors.first().cloned())
            .expect("somebody runs it")
    }
    /// What its supervisory body is called.
    pub fn supervision(&self) -> &'static str {
        if self.form == Form::Bv { "raad van commissarissen" } else { "raad van toezicht" }
    }
    /// What its management is called.
    pub fn management(&self) -> &'static str {
        if self.form == Form::Bv { "directie" } else { "raad van bestuur" }
    }
    /// Only one director, with full power.
    #[must_use]
    pub fn sole_director(mut self) -> Self {
        self.directors.truncate(1);
        if let Some(Director::Person { power, .. }) = self.directors.first_mut() {
            *power = Power::Alone;
        }
        self
    }
}
