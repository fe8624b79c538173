//! Random documents and filings for property tests.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::kinds::declarations::{
    Declaration, Subcontractors, annex_offices, annex_subcontractors, declaration,
};
use crate::kinds::figures::{Accounts, accounts, budget, budget_book, forecast, forecast_book};
use crate::kinds::insurance::{Cover, policy};
use crate::kinds::register::{Sensitive, kvk, ubo, ubo_confirmation, ubo_screen};
use crate::kinds::{Content, Made, deeds, letters, operations, plan, policies, vog, wtza};
use crate::provider::{Provider, day};
use crate::style::{Format, Pen, pick};
use crate::write;

/// A document with what it is and what a reader must find in it.
#[derive(Debug, Clone)]
pub struct GeneratedDocument {
    /// Slug of the document kind; `polis-offerte` is an offer, which is no kind of its own.
    pub kind: &'static str,
    /// Says nothing of its content.
    pub file_name: String,
    pub bytes: Vec<u8>,
    /// Field → values as the contract writes them; people and organisations as printed.
    pub truth: BTreeMap<String, Vec<String>>,
}

/// Kinds that [`random_document_of`] makes.
pub const KINDS: [&str; 33] = [
    "kvk-uittreksel",
    "ubo-uittreksel",
    "ubo-bevestiging",
    "ubo-printscreen",
    "vog-rp",
    "vog-np",
    "gva",
    "wtza-vergunning",
    "wtzi-toelating",
    "wtzi-cibg-brief",
    "wtza-printscreen",
    "wtza-verklaring-rechtswege",
    "wtza-verklaring-niet-plichtig",
    "wtza-meldbewijs",
    "statuten",
    "reglement",
    "polisblad",
    "belastingverklaring",
    "bestuursverklaring",
    "bijlage-onderaanneming",
    "bijlage-zorgkantoren",
    "ondernemingsplan",
    "organogram",
    "personeelsoverzicht",
    "jaarrekening",
    "jaarrekening-moeder",
    "begroting",
    "omzetprognose",
    "privacybeleid",
    "klachtenregeling",
    "kwaliteitskader-bewijs",
    "volmacht",
    "aoic-bewijs",
];

/// The same document for the same seed, on every machine.
pub fn random_document(seed: u64) -> GeneratedDocument {
    random_document_of(KINDS[(seed % KINDS.len() as u64) as usize], seed / KINDS.len() as u64)
}

/// A document of `kind`; kinds outside [`KINDS`] give a `bedrijfsadministratie-bewijs`.
pub fn random_document_of(kind: &str, seed: u64) -> GeneratedDocument {
    let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ kind.bytes().fold(17_u64, |a, b| a.wrapping_mul(31).wrapping_add(u64::from(b)));
    let mut pen = Pen::new(mixed);
    // Word processors make what providers write themselves; authorities send PDFs.
    let own = matches!(
        kind,
        "ondernemingsplan"
            | "klachtenregeling"
            | "privacybeleid"
            | "reglement"
            | "volmacht"
            | "organogram"
            | "kwaliteitskader-bewijs"
            | "bestuursverklaring"
            | "bijlage-onderaanneming"
            | "personeelsoverzicht"
    );
    if own && pen.chance(3) {
        let format = *pick(&mut pen.rng, &[Format::Docx, Format::Odt, Format::Docx]);
        pen.style.format = format;
    }
    if matches!(kind, "privacybeleid" | "klachtenregeling") && pen.chance(4) {
        pen.style.format = Format::Html;
    }
    let provider = Provider::random(mixed);
    let made = random_made(kind, &mut pen, &provider);
    let (bytes, extension) = render(&made, &pen);
    let name = pen.pick(&["document", "scan", "bijlage", "stuk"]);
    GeneratedDocument {
        kind: made.kind,
        file_name: format!("{name}_{:04}.{extension}", pen.between(1, 9999)),
        bytes,
        truth: made.truth,
    }
}

fn random_made(kind: &str, pen: &mut Pen, p: &Provider) -> Made {
    let recent = day(2026, 7, 20) - Days::new(pen.between(1, 85) as u64);
    let older = day(2026, 7, 20) - Days::new(pen.between(1, 1500) as u64);
    match kind {
        "kvk-uittreksel" => kvk(pen, p, older),
        "ubo-uittreksel" => ubo(pen, p, older, Sensitive::BlackedOut),
        "ubo-bevestiging" => ubo_confirmation(pen, p, older),
        "ubo-printscreen" => ubo_screen(pen, p, recent),
        "vog-rp" => {
            let purpose = pen.pick(&[
                "Inkoopprocedure zorg",
                "inkoopprocedure zorg",
                "Subsidieaanvraag",
                "Aangaan van een franchiseovereenkomst",
            ]);
            vog::rp(pen, p, older, purpose)
        }
        "vog-np" => vog::np(pen, &p.signatory(), older),
        "gva" => vog::gva(pen, p, older),
        "wtza-vergunning" => wtza::permit(pen, p, older.max(day(2022, 1, 10))),
        "wtzi-toelating" => wtza::wtzi(pen, p, older.min(day(2021, 11, 30))),
        "wtzi-cibg-brief" => wtza::cibg_letter(pen, p),
        "wtza-printscreen" => wtza::screen(pen, p, recent),
        "wtza-verklaring-rechtswege" => wtza::own_by_law(pen, p, recent),
        "wtza-verklaring-niet-plichtig" => wtza::own_exempt(pen, p, recent),
        "wtza-meldbewijs" => wtza::notification(pen, p, older.max(day(2022, 1, 10))),
        "statuten" => deeds::statutes(pen, p, &[]),
        "reglement" => deeds::bylaws(pen, p, older),
        "polisblad" => {
            let per_event = *pick(&mut pen.rng, &[1_250_000, 2_500_000, 5_000_000, 2_499_999]);
            let start: NaiveDate = *pick(&mut pen.rng, &[day(2026, 1, 1), day(2025, 7, 1), day(2027, 1, 1)]);
            policy(pen, p, &Cover { made: recent, start, per_event, per_year: per_event * 2, offer: false })
        }
        "belastingverklaring" => letters::tax(pen, p, recent),
        "bestuursverklaring" => declaration(pen, p, &Declaration::of(p, recent, "3")),
        "bijlage-onderaanneming" => {
            let share = pen.between(5, 60);
            let list = if pen.chance(2) {
                Vec::new()
            } else {
                vec![("Zorgmaatje Windekind B.V.".to_owned(), share)]
            };
            annex_subcontractors(pen, p, &Subcontractors(list))
        }
        "bijlage-zorgkantoren" => {
            annex_offices(pen, p, &["Zorgkantoor Noordenwind", "Zorgkantoor Zuidzijde"])
        }
        "ondernemingsplan" => {
            let (brief, starter) = (pen.chance(3), pen.chance(2));
            let what = if brief { plan::Plan::brief(recent) } else { plan::Plan::full(recent, starter) };
            plan::plan(pen, p, &what)
        }
        "organogram" => operations::chart(pen, p),
        "personeelsoverzicht" if pen.chance(2) => operations::staff_book(p, recent),
        "personeelsoverzicht" => operations::staff(pen, p, recent),
        "jaarrekening" | "jaarrekening-moeder" => {
            let year = pen.between(2023, 2025) as i32;
            let weak = pen.chance(5);
            accounts(pen, p, Accounts { year, consolidated: kind == "jaarrekening-moeder", weak })
        }
        "begroting" if pen.chance(2) => budget_book(p, &[2026, 2027]),
        "begroting" => {
            let year = pen.between(2026, 2027) as i32;
            budget(pen, p, year, recent)
        }
        "omzetprognose" if pen.chance(2) => forecast_book(p, &[2026, 2027]),
        "omzetprognose" => forecast(pen, p, &[2026, 2027], recent),
        "privacybeleid" => policies::privacy(pen, p, older),
        "klachtenregeling" => policies::complaints(pen, p, older),
        "kwaliteitskader-bewijs" => operations::quality(pen, p, older),
        "volmacht" => {
            let agent = p.council[0].clone();
            letters::proxy(pen, p, recent, &agent)
        }
        "aoic-bewijs" => operations::aoic(pen, p, older),
        _ => operations::administration(pen, p, older),
    }
}

/// The file of a document, with its extension.
pub fn render(made: &Made, pen: &Pen) -> (Vec<u8>, &'static str) {
    match &made.content {
        Content::Doc(doc) => (write::write(doc, &pen.style), pen.style.format.extension()),
        Content::Book(book) => (write::sheet::xlsx(book), "xlsx"),
    }
}
