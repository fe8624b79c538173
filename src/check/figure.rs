//! `figure`: a figure or ratio of accounts or budgets within bounds.
//!
//! Decided on figures that arithmetic proved, of one year and the basis asked for; the same figure in
//! another document (last year's column) confirms or contradicts. Everything else is `review` with what was
//! read.

use rust_decimal::Decimal;

use crate::check::context::{Context, Doc, Seen};
use crate::check::figure_values::{Value, value};
use crate::check::identity::compare;
use crate::check::judgement::Judgement;
use crate::check::{absence, present, sentences};
use crate::dossier::names::Likeness;
use crate::fact::Anchor;
use crate::figures::show;
use crate::finding::{Evidence, Status};
use crate::policy::Requirement;

/// What is asked of a figure.
pub struct Asked<'r> {
    pub figure: &'r str,
    pub above: Option<Decimal>,
    pub at_least: Option<Decimal>,
    pub range: Option<(Decimal, Decimal)>,
    pub year: Option<i32>,
    pub years: &'r [i32],
    pub basis: Option<&'r str>,
    pub soft: bool,
}

/// A figure over another, as policies define their ratios.
struct Ratio {
    name: &'static str,
    above: &'static str,
    below: &'static str,
    /// In percent, or as a plain ratio.
    percent: bool,
}

fn ratio(figure: &str) -> Option<Ratio> {
    let (name, above, below, percent) = match figure {
        "solvency" => ("Solvabiliteit", "equity", "total_assets", true),
        "current_ratio" => ("Current ratio", "current_assets", "current_liabilities", false),
        "profit_ratio" => ("Winstratio", "net_result", "total_revenue", true),
        "resilience_ratio" => ("Weerstandsvermogen", "equity", "total_revenue", true),
        _ => return None,
    };
    Some(Ratio { name, above, below, percent })
}

/// Dutch name of a figure that is no ratio.
pub(super) fn plain_name(field: &str) -> &'static str {
    match field {
        "equity" => "eigen vermogen",
        "total_assets" => "totaal vermogen",
        "current_assets" => "vlottende activa",
        "current_liabilities" => "kortlopende schulden",
        "net_result" => "resultaat",
        "total_revenue" => "totale opbrengsten",
        "total_costs" => "totale kosten",
        _ => "cijfer",
    }
}

impl Asked<'_> {
    /// Whether a value is within the bounds; `scale` is what it is to be divided by.
    fn holds(&self, above: Decimal, below: Decimal) -> bool {
        let beyond = |bound: Decimal| bound.checked_mul(below).map(|b| above.cmp(&b));
        self.above.is_none_or(|b| beyond(b).is_some_and(std::cmp::Ordering::is_gt))
            && self.at_least.is_none_or(|b| beyond(b).is_some_and(std::cmp::Ordering::is_ge))
            && self.range.is_none_or(|(low, high)| {
                beyond(low).is_some_and(std::cmp::Ordering::is_ge)
                    && beyond(high).is_some_and(std::cmp::Ordering::is_le)
            })
    }

    fn norm(&self, unit: &str) -> String {
        let mut bounds = Vec::new();
        let say = |n: Decimal| format!("{}{unit}", show(n));
        bounds.extend(self.above.map(|n| format!("meer dan {}", say(n))));
        bounds.extend(self.at_least.map(|n| format!("tenminste {}", say(n))));
        bounds.extend(self.range.map(|(a, b)| format!("{} tot en met {}", say(a), say(b))));
        sentences::list(bounds)
    }
}

pub fn check(context: &Context<'_>, requirement: &Requirement, asked: &Asked<'_>) -> Judgement {
    let documents = match absence::documents(context, &requirement.kinds) {
        Ok(documents) => documents,
        Err(absent) => return absent,
    };
    // The accounts before the plan that speaks of them.
    let kind = requirement.kinds.iter().find(|k| documents.iter().any(|d| d.kind() == Some(k.as_str())));
    let documents: Vec<&Doc<'_>> =
        documents.into_iter().filter(|d| kind.is_none_or(|k| d.kind() == Some(k.as_str()))).collect();
    let expected = kind.is_some_and(|k| !k.starts_with("jaarrekening"));
    let basis = if expected { Some("begroting") } else { asked.basis.or(Some("enkelvoudig")) };
    let mut years: Vec<i32> = asked.years.to_vec();
    years.extend(asked.year);
    if years.is_empty() {
        let mut found = crate::check::figure_values::years(&documents, &fields(asked.figure), basis);
        found.sort_unstable();
        found.dedup();
        if expected {
            years = found;
        } else {
            years.extend(found.last());
        }
    }
    if years.is_empty() {
        return unread(asked, &documents, None);
    }
    let stale = !expected && asked.year.is_none() && asked.years.is_empty() && {
        use chrono::Datelike;
        let day = context.reference_day();
        years.iter().all(|y| *y < day.year() - if day.month() < 7 { 2 } else { 1 })
    };
    let mut all: Vec<Judgement> =
        years.iter().map(|year| of_year(context, &documents, asked, *year, basis)).collect();
    // One year that falls short is enough; for a pass every year must hold.
    let status = if all.iter().any(|j| j.status == Status::NotMet) {
        Status::NotMet
    } else if all.iter().all(|j| j.status == Status::Met) {
        Status::Met
    } else {
        Status::Review
    };
    let first = all.remove(0);
    let mut judged = all.into_iter().fold(first, |sum, one| sum.adding(&one.reason).show(one.evidence));
    judged.status = status;
    for document in &documents {
        let compared = compare(context, document);
        let used = judged.evidence.iter().any(|e| e.path == document.path());
        if used && !expected && compared.likeness == Likeness::Different {
            judged = judged.doubted(&compared.reason).show_facts(compared.seen);
        }
    }
    if stale {
        judged = judged.doubted("Cijfers van een recenter jaar zijn niet gevonden.");
    }
    if asked.soft && judged.status == Status::NotMet {
        judged = judged.doubted("Dit is een uitgangspunt.");
    }
    judged.show(documents.iter().map(|d| present::file(d)))
}

fn fields(figure: &str) -> Vec<String> {
    match ratio(figure) {
        Some(r) => vec![r.above.to_owned(), r.below.to_owned()],
        None => vec![if figure == "result" { "net_result" } else { figure }.to_owned()],
    }
}

fn unread(asked: &Asked<'_>, documents: &[&Doc<'_>], year: Option<i32>) -> Judgement {
    let names: Vec<String> = fields(asked.figure).iter().map(|f| plain_name(f).to_owned()).collect();
    let about = year.map_or_else(String::new, |y| format!(" over {y}"));
    let paths = sentences::some(documents.iter().map(|d| d.path().to_owned()));
    let mut judged = Judgement::review(format!(
        "In {paths} is {}{about} niet gevonden; bepaal dit aan de hand van het stuk.",
        sentences::list(names)
    ));
    for document in documents {
        for field in fields(asked.figure) {
            judged = judged.show_facts(document.facts(&field));
        }
    }
    judged.show(documents.iter().map(|d| present::file(d)))
}

fn of_year(
    context: &Context<'_>,
    documents: &[&Doc<'_>],
    asked: &Asked<'_>,
    year: i32,
    basis: Option<&str>,
) -> Judgement {
    match ratio(asked.figure) {
        Some(ratio) => of_ratio(context, documents, asked, &ratio, year, basis),
        None => of_amount(documents, asked, year, basis),
    }
}

fn of_amount(documents: &[&Doc<'_>], asked: &Asked<'_>, year: i32, basis: Option<&str>) -> Judgement {
    let field = fields(asked.figure).remove(0);
    let read = value(documents, &field, year, basis);
    let Some(first) = read.seen.first() else { return unread(asked, documents, Some(year)) };
    let name = sentences::sentence(plain_name(&field));
    let said = format!("{name} {year}: {} ({})", read.shown(), place(first));
    if let Some(doubt) = &read.doubt {
        return Judgement::review(format!("{said}. {doubt}")).show_facts(read.seen.iter().copied());
    }
    let reason = format!("{said}; {}.{}", asked.norm(""), read.proof());
    let low = asked.holds(read.value - read.rounding, Decimal::ONE);
    let high = asked.holds(read.value + read.rounding, Decimal::ONE);
    decide(asked.holds(read.value, Decimal::ONE), low == high, reason).show_facts(read.seen.iter().copied())
}

fn of_ratio(
    context: &Context<'_>,
    documents: &[&Doc<'_>],
    asked: &Asked<'_>,
    ratio: &Ratio,
    year: i32,
    basis: Option<&str>,
) -> Judgement {
    let (above, below) =
        (value(documents, ratio.above, year, basis), value(documents, ratio.below, year, basis));
    let (Some(first), Some(second)) = (above.seen.first(), below.seen.first()) else {
        return unread(asked, documents, Some(year))
            .show_facts(above.seen.iter().chain(&below.seen).copied());
    };
    let both = || above.seen.iter().chain(&below.seen).copied();
    let names = (plain_name(ratio.above), plain_name(ratio.below));
    let parts = format!(
        "{} {} ({}) gedeeld door {} {} ({})",
        names.0,
        above.shown(),
        place(first),
        names.1,
        below.shown(),
        place(second)
    );
    if let Some(doubt) = [&above.doubt, &below.doubt].into_iter().flatten().next() {
        let computed =
            quotient(&above, &below, ratio).map_or_else(String::new, |q| format!(" = {}", said(q, ratio)));
        return Judgement::review(format!("{} {year}: {parts}{computed}. {doubt}", ratio.name))
            .show_facts(both());
    }
    if below.value <= Decimal::ZERO {
        return Judgement::review(format!("{} {year} is niet te berekenen: {parts}.", ratio.name))
            .show_facts(both());
    }
    let Some(value_of) = quotient(&above, &below, ratio) else { return unread(asked, documents, Some(year)) };
    let factor = if ratio.percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    let holds = |a: Decimal, b: Decimal| asked.holds(a * factor, b);
    let met = holds(above.value, below.value);
    let corners = [
        (above.value - above.rounding, below.value + below.rounding),
        (above.value + above.rounding, below.value - below.rounding),
        (above.value - above.rounding, below.value - below.rounding),
        (above.value + above.rounding, below.value + below.rounding),
    ];
    let firm = corners.iter().all(|(a, b)| *b > Decimal::ZERO && holds(*a, *b) == met);
    let unit = if ratio.percent { " %" } else { "" };
    let mut reason =
        format!("{} {year}: {parts} = {}; norm: {}.", ratio.name, said(value_of, ratio), asked.norm(unit));
    reason.push_str(&above.proof());
    reason.push_str(&trend(documents, ratio, year, basis));
    reason.push_str(&group(context, ratio, year));
    let evidence = Evidence {
        path: first.document.path.clone(),
        anchor: Anchor { bbox: None, ..first.fact.anchor.clone() },
        text: format!("{} {year}", ratio.name),
        field: Some(asked.figure.to_owned()),
        value: Some(plain(value_of)),
        confidence: first.fact.confidence.min(second.fact.confidence),
    };
    let mut judged = decide(met, firm, reason);
    judged = judged.show([evidence]);
    judged.show_facts(both())
}

fn decide(met: bool, firm: bool, reason: String) -> Judgement {
    if !firm {
        Judgement::review(format!(
            "{reason} De bedragen zijn afgerond; onafgerond kan de uitkomst anders zijn."
        ))
    } else if met {
        Judgement::met(reason)
    } else {
        Judgement::not_met(reason)
    }
}

fn quotient(above: &Value<'_>, below: &Value<'_>, ratio: &Ratio) -> Option<Decimal> {
    let factor = if ratio.percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    above.value.checked_mul(factor)?.checked_div(below.value)
}

/// `38.6`, as the contract writes ratios.
fn plain(value: Decimal) -> String {
    let rounded = value.round_dp(2).normalize();
    if rounded.scale() == 0 { format!("{rounded}.0") } else { rounded.to_string() }
}

fn said(value: Decimal, ratio: &Ratio) -> String {
    let unit = if ratio.percent { " %" } else { "" };
    format!("{}{unit}", show(value))
}

fn place(seen: &Seen<'_>) -> String {
    let anchor = &seen.fact.anchor;
    match (&anchor.sheet, &anchor.cell, anchor.page) {
        (Some(sheet), Some(cell), _) => format!("{}, {sheet}!{cell}", seen.document.path),
        (_, _, Some(page)) => format!("{}, p. {page}", seen.document.path),
        _ => seen.document.path.clone(),
    }
}

/// The same ratio of the year before, when it is as certain.
fn trend(documents: &[&Doc<'_>], ratio: &Ratio, year: i32, basis: Option<&str>) -> String {
    let (above, below) =
        (value(documents, ratio.above, year - 1, basis), value(documents, ratio.below, year - 1, basis));
    if above.doubt.is_some()
        || below.doubt.is_some()
        || below.value <= Decimal::ZERO
        || above.seen.is_empty()
        || below.seen.is_empty()
    {
        return String::new();
    }
    quotient(&above, &below, ratio)
        .map_or_else(String::new, |q| format!(" In {} was dit {}.", year - 1, said(q, ratio)))
}

/// What the consolidated accounts of the parent say, for information.
fn group(context: &Context<'_>, ratio: &Ratio, year: i32) -> String {
    let documents = context.counting_one("jaarrekening-moeder");
    let basis = Some("geconsolideerd");
    let (above, below) =
        (value(&documents, ratio.above, year, basis), value(&documents, ratio.below, year, basis));
    if above.doubt.is_some()
        || below.doubt.is_some()
        || below.value <= Decimal::ZERO
        || above.seen.is_empty()
        || below.seen.is_empty()
    {
        return String::new();
    }
    quotient(&above, &below, ratio)
        .map_or_else(String::new, |q| format!(" Ter informatie, geconsolideerd: {}.", said(q, ratio)))
}

#[cfg(test)]
#[path = "figure_tests.rs"]
mod tests;
