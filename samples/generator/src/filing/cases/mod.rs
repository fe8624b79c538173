//! The filings of `samples/intake`, one function each.

mod faulty;
mod shapes;
mod sound;

use chrono::DateTime;

use crate::filing::{Case, moment};
use crate::provider::{Form, Provider, day};

fn org(seed: u64, trade: &str, form: Form) -> Provider {
    Provider::named(seed, trade, form).sole_director()
}

/// All filings, in the order of their folders' numbers here.
pub fn all() -> Vec<Case> {
    vec![
        sound::complete_starter(),
        sound::complete_with_history(),
        sound::existing(),
        sound::brief_plan(),
        faulty::no_policy(),
        faulty::no_ubo(),
        faulty::a_second_late(),
        faulty::a_day_late(),
        faulty::on_the_boundary(),
        faulty::over_the_boundary(),
        faulty::expired_and_bsn(),
        sound::later_items_open(),
        faulty::wrong_entity(),
        faulty::neighbours(),
        faulty::concept_form(),
        faulty::last_years_form(),
        shapes::superseded(),
        shapes::merged(),
        shapes::in_an_archive(),
        shapes::misnamed(),
        faulty::too_many_subcontractors(),
        sound::power_of_attorney(),
        sound::chain_of_directors(),
        shapes::scans(),
        shapes::hostile(),
        shapes::odd_names(),
        shapes::register_row_by_name(),
        shapes::register_row_by_number(),
        shapes::faulty_manifest(),
        shapes::without_moment(),
    ]
}

fn july(d: u32, h: u32, m: u32) -> DateTime<chrono::FixedOffset> {
    moment(day(2026, 7, d), h, m, 0)
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
    out += &row(&shapes::register_row_by_name(), "1");
    out += &row(&shapes::register_row_by_number(), "2");
    out += "Stichting Niet Ingediend;90009999;1;Verpleging en verzorging;cz-2027;inschrijving;2026-07-12T09:00:00+02:00;2027-01-01;\r\n";
    out
}
