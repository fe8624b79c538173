//! The Dutch words of the report.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::catalogue::Catalogue;
use crate::fact::Observed;
use crate::finding::{Outcome, Status};
use crate::value::written;

/// A canonical value as a reader of Dutch expects it.
pub fn value(field: &str, value: &str) -> String {
    if let Ok(day) = NaiveDate::parse_from_str(value, "%Y-%m-%d") {
        return written::date(day);
    }
    match value {
        "true" => return "ja".to_owned(),
        "false" => return "nee".to_owned(),
        _ => {}
    }
    let money = field.contains("amount")
        || matches!(
            field,
            "equity"
                | "total_assets"
                | "current_assets"
                | "current_liabilities"
                | "net_result"
                | "total_revenue"
                | "total_costs"
        );
    match (money, value.parse::<Decimal>()) {
        (true, Ok(amount)) => written::euros(amount),
        _ => value.to_owned(),
    }
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Met => "Voldoet",
        Status::NotMet => "Voldoet niet",
        Status::Missing => "Ontbreekt",
        Status::Review => "Beoordelen",
        Status::Manual => "Voor de beoordelaar",
        Status::NotApplicable => "Niet van toepassing",
        Status::Waived => "Ontheven",
    }
}

/// A sign beside the word, so that colour is never the only difference.
pub fn sign(status: Status) -> &'static str {
    match status {
        Status::Met => "✓",
        Status::NotMet => "✗",
        Status::Missing => "○",
        Status::Review => "?",
        Status::Manual => "✎",
        Status::NotApplicable => "–",
        Status::Waived => "≈",
    }
}

pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unreadable => "Niet leesbaar",
        Outcome::Late => "Te laat",
        Outcome::Incomplete => "Onvolledig",
        Outcome::NotMet => "Voldoet niet",
        Outcome::Review => "Te beoordelen",
        Outcome::Conditional => "Onder voorwaarden",
        Outcome::Complete => "Volledig",
    }
}

pub fn class(key: &str) -> &'static str {
    match key {
        "validity" => "geldigheid",
        "presence" => "aanwezigheid",
        "eligibility" => "geschiktheid",
        "weighed" => "weegt mee",
        "obligation" => "verplichting",
        "information" => "informatie",
        _ => "",
    }
}

pub fn timing(key: &str) -> &'static str {
    match key {
        "care-start" => "uiterlijk bij start zorg",
        "six-months" => "uiterlijk na zes maanden",
        _ => "bij inschrijving",
    }
}

/// The Dutch name of a kind, or its id when the catalogue has none.
pub fn kind(catalogue: &Catalogue, id: &str) -> String {
    catalogue.kind(id).map_or_else(|| id.to_owned(), |k| k.name.clone())
}

/// `p. 2-4 van 9`
pub fn page_range(observed: &Observed) -> String {
    let segment = &observed.segment;
    match (segment.page_from, segment.page_to, observed.pages) {
        (0, 0, _) => String::new(),
        (from, to, all) if from == 1 && to == all && from == to => "1".to_owned(),
        (from, to, all) if from == 1 && to == all => format!("1-{to}"),
        (from, to, all) if from == to => format!("{from} van {all}"),
        (from, to, all) => format!("{from}-{to} van {all}"),
    }
}

/// A field of the contract in Dutch.
pub fn field(name: &str) -> &str {
    match name {
        "document_date" => "datum",
        "signed_on" => "ondertekend op",
        "valid_from" => "ingangsdatum",
        "valid_until" => "geldig tot",
        "statutes_date" => "laatste statutenwijziging",
        "kvk_number" => "KvK-nummer",
        "rsin" => "RSIN",
        "agb_code" => "AGB-code",
        "legal_name" => "statutaire naam",
        "trade_name" => "handelsnaam",
        "legal_form" => "rechtsvorm",
        "statutory_seat" => "statutaire zetel",
        "director" => "bestuurder",
        "supervisor" => "toezichthouder",
        "client_council_member" => "lid cliëntenraad",
        "ubo" => "UBO",
        "signing_authority" => "bevoegdheid",
        "signatory" => "ondertekenaar",
        "purpose" => "doel",
        "insured_amount_per_event" => "verzekerd per gebeurtenis",
        "insured_amount_per_year" => "verzekerd per jaar",
        "insured_name" => "verzekeringnemer",
        "fiscal_year" => "boekjaar",
        "equity" => "eigen vermogen",
        "total_assets" => "totaal vermogen",
        "current_assets" => "vlottende activa",
        "current_liabilities" => "kortlopende schulden",
        "net_result" => "resultaat",
        "total_revenue" => "totale opbrengsten",
        "total_costs" => "totale kosten",
        "solvency" => "solvabiliteit (%)",
        "current_ratio" => "current ratio",
        "profit_ratio" => "winstratio (%)",
        "resilience_ratio" => "weerstandsvermogen (%)",
        "average_clients" => "gemiddeld aantal cliënten",
        "form_year" => "jaar van het formulier",
        "consolidated" => "geconsolideerd",
        "subcontracted_share" => "deel onderaannemer",
        "subcontractor" => "onderaannemer",
        "url" => "webadres",
        "bsn" => "burgerservicenummer",
        "signature" => "handtekening",
        "signer" => "ondertekend door",
        "category" => "categorie",
        "empty_field" => "niet ingevuld",
        "filled_fields" => "ingevulde velden",
        "answer" => "antwoord",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_dutch() {
        assert_eq!(value("document_date", "2026-07-31"), "31 juli 2026");
        assert_eq!(value("insured_amount_per_event", "2500000.00"), "€ 2.500.000,00");
        assert_eq!(value("insured_amount_per_event", "-500.10"), "€ -500,10");
        assert_eq!(value("kvk_number", "90012345"), "90012345");
        assert_eq!(value("consolidated", "false"), "nee");
    }
}
