//! `inschrijving.toml`: what the office knows of a filing.
//!
//! A fault in one key costs that key only; every fault names its line, column and the mend.

use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Europe::Amsterdam;
use toml::de::{DeTable, DeValue};

use super::MANIFEST;
use crate::problem::Problem;
use crate::submission::Manifest;

/// A manifest is a page of text; anything larger is not one.
const MAX_BYTES: u64 = 64 << 10;

/// Keys of a manifest, and of the register's columns beside `map`.
pub const KEYS: [&str; 15] = [
    "aanbieder",
    "kvk",
    "rsin",
    "agb",
    "categorie",
    "sector",
    "regio",
    "beleid",
    "procedure",
    "ingediend",
    "ingangsdatum",
    "startend",
    "moedermaatschappij",
    "ondertekenaar",
    "contact",
];

/// Reads a manifest. What is wrong with it is returned beside what could be read.
pub fn load(path: &Path) -> (Manifest, Vec<Problem>) {
    let unreadable = |why: &str| {
        (
            Manifest::default(),
            vec![Problem::new("manifest-unreadable", format!("{MANIFEST} kan niet worden gelezen: {why}."))],
        )
    };
    match fs::metadata(path) {
        Err(_) => return unreadable("het bestand is niet te openen"),
        Ok(meta) if meta.len() > MAX_BYTES => return unreadable("het bestand is groter dan 64 kB"),
        Ok(_) => {}
    }
    match fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => parse(&text),
        Ok(Err(_)) => unreadable("het is geen UTF-8; sla het op als UTF-8"),
        Err(_) => unreadable("het bestand is niet te openen"),
    }
}

/// Parses the text of a manifest.
pub fn parse(text: &str) -> (Manifest, Vec<Problem>) {
    let mut manifest = Manifest::default();
    let mut problems = Vec::new();
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |s| s.start);
        problems.push(fault(
            "manifest-syntax",
            text,
            at,
            &format!("geen geldige TOML ({})", error.message().trim()),
        ));
    }
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        let said = match value.get_ref() {
            DeValue::String(s) => s.trim().to_owned(),
            DeValue::Integer(i) => i.as_str().to_owned(),
            DeValue::Boolean(b) => b.to_string(),
            DeValue::Datetime(d) => d.to_string(),
            other => {
                let message = format!("'{name}' moet tekst zijn, geen {}", dutch_type(other));
                problems.push(fault("manifest-value", text, value.span().start, &message));
                continue;
            }
        };
        match set(&mut manifest, name, &said) {
            Ok(()) => {}
            Err(Refused::UnknownKey) => {
                let message = format!("onbekende sleutel '{name}'{}", suggestion(name));
                problems.push(fault("manifest-unknown-key", text, key.span().start, &message));
            }
            Err(Refused::Value(mend)) => {
                let message = format!("'{name} = {said}' is niet te gebruiken: {mend}");
                problems.push(fault("manifest-value", text, value.span().start, &message));
            }
        }
    }
    (manifest, problems)
}

/// Why a value was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    UnknownKey,
    /// The mend, in Dutch.
    Value(String),
}

/// Sets one key from text: shared by the manifest and the register. Empty text leaves the key unset.
pub fn set(manifest: &mut Manifest, key: &str, said: &str) -> Result<(), Refused> {
    let text = (!said.is_empty()).then(|| said.to_owned());
    let slot = match key {
        "aanbieder" => &mut manifest.aanbieder,
        "agb" => &mut manifest.agb,
        "categorie" => &mut manifest.categorie,
        "sector" => &mut manifest.sector,
        "regio" => &mut manifest.regio,
        "beleid" => &mut manifest.beleid,
        "procedure" => &mut manifest.procedure,
        "moedermaatschappij" => &mut manifest.moedermaatschappij,
        "ondertekenaar" => &mut manifest.ondertekenaar,
        "contact" => &mut manifest.contact,
        "kvk" => {
            manifest.kvk = text.map(|t| number(&t, 8, "een KvK-nummer heeft 8 cijfers")).transpose()?;
            return Ok(());
        }
        "rsin" => {
            manifest.rsin = text.map(|t| number(&t, 9, "een RSIN heeft 9 cijfers")).transpose()?;
            return Ok(());
        }
        "ingediend" => {
            manifest.ingediend = text.map(|t| moment(&t)).transpose()?;
            return Ok(());
        }
        "ingangsdatum" => {
            manifest.ingangsdatum = text.map(|t| day(&t)).transpose()?;
            return Ok(());
        }
        "startend" => {
            manifest.startend = text.map(|t| yes_no(&t)).transpose()?;
            return Ok(());
        }
        _ => return Err(Refused::UnknownKey),
    };
    *slot = text;
    Ok(())
}

fn number(said: &str, digits: usize, mend: &str) -> Result<String, Refused> {
    let bare: String = said.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let all_digits = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    // Spreadsheets and TOML integers lose a leading zero.
    if all_digits && (bare.len() == digits || bare.len() + 1 == digits) {
        return Ok(format!("{bare:0>digits$}"));
    }
    Err(Refused::Value(mend.to_owned()))
}

/// A date-time with offset, or a local one (then Europe/Amsterdam), in ISO or Dutch notation.
fn moment(said: &str) -> Result<DateTime<FixedOffset>, Refused> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(&said.replacen(' ', "T", 1)) {
        return Ok(moment);
    }
    let local = [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%d-%m-%Y %H:%M:%S",
        "%d-%m-%Y %H:%M",
        "%d-%m-%Y %H.%M",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(said, format).ok());
    local
        .and_then(|local| Amsterdam.from_local_datetime(&local).earliest())
        .map(|moment| moment.fixed_offset())
        .ok_or_else(|| {
            Refused::Value("geef datum en tijd met tijdzone, zoals 2026-07-30T14:05:00+02:00".to_owned())
        })
}

fn day(said: &str) -> Result<NaiveDate, Refused> {
    ["%Y-%m-%d", "%d-%m-%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(said, format).ok())
        .or_else(|| moment(said).ok().filter(|m| m.time() == NaiveTime::MIN).map(|m| m.date_naive()))
        .ok_or_else(|| Refused::Value("geef een datum zoals 2027-01-01".to_owned()))
}

fn yes_no(said: &str) -> Result<bool, Refused> {
    match said.to_lowercase().as_str() {
        "true" | "ja" | "j" | "1" | "waar" => Ok(true),
        "false" | "nee" | "n" | "0" | "onwaar" => Ok(false),
        _ => Err(Refused::Value("geef true of false".to_owned())),
    }
}

/// `; bedoelde u 'kvk'?` when a key is near.
pub fn suggestion(name: &str) -> String {
    KEYS.iter()
        .map(|key| (strsim::damerau_levenshtein(&name.to_lowercase(), key), key))
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map_or_else(String::new, |(_, key)| format!("; bedoelde u '{key}'?"))
}

fn dutch_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::Array(_) => "lijst",
        DeValue::Table(_) => "tabel",
        DeValue::Float(_) => "kommagetal",
        _ => "waarde van deze soort",
    }
}

fn fault(code: &str, text: &str, at: usize, message: &str) -> Problem {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    Problem::new(code, format!("{MANIFEST}, regel {line}, kolom {column}: {message}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_manifest() {
        let (m, problems) = parse(
            r#"
aanbieder = "Stichting De Zonnehof"
kvk = 9012345
rsin = "812345678"
categorie = 3
beleid = "cz-2027"
ingediend = 2026-07-30T14:05:00+02:00
ingangsdatum = 2027-01-01
startend = true
"#,
        );
        assert_eq!(problems, []);
        assert_eq!(m.aanbieder.as_deref(), Some("Stichting De Zonnehof"));
        assert_eq!(m.kvk.as_deref(), Some("09012345"));
        assert_eq!(m.categorie.as_deref(), Some("3"));
        assert_eq!(m.ingediend.unwrap().to_rfc3339(), "2026-07-30T14:05:00+02:00");
        assert_eq!(m.ingangsdatum, NaiveDate::from_ymd_opt(2027, 1, 1));
        assert_eq!(m.startend, Some(true));
    }

    #[test]
    fn local_times_are_amsterdam_times() {
        for said in ["\"30-07-2026 14:05\"", "2026-07-30T14:05:00", "\"2026-07-30 14:05\""] {
            let (m, problems) = parse(&format!("ingediend = {said}"));
            assert_eq!(problems, [], "{said}");
            assert_eq!(m.ingediend.unwrap().to_rfc3339(), "2026-07-30T14:05:00+02:00");
        }
    }

    #[test]
    fn every_fault_has_its_place_and_its_mend_and_costs_only_its_key() {
        let (m, problems) =
            parse("aanbieder = \"A\"\nkvkk = \"12345678\"\nkvk = \"123\"\nstartend = \"misschien\"\n");
        assert_eq!(m.aanbieder.as_deref(), Some("A"));
        let said: Vec<_> = problems.iter().map(|p| (p.code.as_str(), p.message.as_str())).collect();
        assert_eq!(said.len(), 3);
        assert!(said.iter().any(|(c, m)| *c == "manifest-unknown-key"
            && m.contains("regel 2, kolom 1")
            && m.contains("bedoelde u 'kvk'?")));
        assert!(said.iter().any(|(c, m)| *c == "manifest-value"
            && m.contains("regel 3, kolom 7")
            && m.contains("8 cijfers")));
        assert!(said.iter().any(|(c, m)| *c == "manifest-value" && m.contains("regel 4")));
    }

    #[test]
    fn broken_toml_is_a_fault_with_a_place() {
        let (_, problems) = parse("aanbieder = \"A\nkvk = \"12345678\"\n");
        assert!(
            problems.iter().any(|p| p.code == "manifest-syntax" && p.message.contains("regel 1")),
            "{problems:?}"
        );
    }
}
