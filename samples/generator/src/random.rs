//! Random documents and filings for property tests.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::expect::Expected;
use crate::filing::{Case, Names, moment};
use crate::kinds::declarations::{
    Declaration, Subcontractors, annex_offices, annex_subcontractors, declaration,
};
use crate::kinds::figures::{Accounts, accounts, budget, budget_book, forecast, forecast_book};
use crate::kinds::insurance::{Cover, policy};
use crate::kinds::register::{Sensitive, kvk, ubo, ubo_confirmation, ubo_screen};
use crate::kinds::{Content, Made, deeds, letters, operations, plan, policies, vog, wtza};
use crate::layout::lay_out;
use crate::provider::{Provider, day};
use crate::style::{Format, Pen, pick};
use crate::write;
use crate::write::classic::{Extras, write_with};

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
    let mut made = random_made(kind, &mut pen, &provider);
    if matches!(made.content, Content::Doc(_)) && pen.chance(14) {
        made = made.watermark("KOPIE");
    }
    let (mut bytes, extension) = render(&made, &pen);
    if let (Content::Doc(doc), Format::Classic) = (&made.content, pen.style.format)
        && pen.chance(12)
    {
        // Encrypted, though it opens without a password: many portals send such files.
        let extras = Extras { owner_password: Some("eigenaar".to_owned()), ..Extras::default() };
        bytes = write_with(doc, &lay_out(doc, &pen.style), pen.style.text, &extras);
    }
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

/// A filing with what must come out of it.
#[derive(Debug, Clone)]
pub struct GeneratedSubmission {
    /// Name of the submission's folder.
    pub folder: String,
    /// Path below the folder and bytes; without the manifest.
    pub files: Vec<(String, Vec<u8>)>,
    /// Text of `inschrijving.toml`.
    pub manifest: String,
    /// What was done to it, in Dutch.
    pub about: String,
    /// Statuses it is sure of; the other rows are open.
    pub expected: Expected,
}

/// A random filing of cz-2027: sound, or with one thing wrong.
pub fn random_submission(seed: u64) -> GeneratedSubmission {
    let mut dice = Pen::new(seed ^ 0x696e_7363);
    let provider = Provider::random(seed).sole_director();
    let filed = day(2026, 7, dice.between(2, 31) as u32);
    let filed = moment(filed, dice.between(0, 16) as u32, dice.between(0, 59) as u32, 0);
    let category = *pick(&mut dice.rng, &["1", "2", "3", "3", "3"]);
    let names = *pick(&mut dice.rng, &[Names::Good, Names::Folders, Names::Sloppy, Names::Scanner]);
    let mut case = Case::new(seed, "in orde", provider, category, filed).named(names);
    match category {
        "1" => {
            case.receipt();
            case.declarations(&Subcontractors::default());
        }
        "2" => case.brief(),
        _ => {
            if dice.chance(2) {
                case = case.starting();
            }
            one_fault(&mut case, &mut dice);
        }
    }
    GeneratedSubmission {
        folder: case.folder,
        files: case.files.into_iter().collect(),
        manifest: case.manifest.unwrap_or_default(),
        about: case.about,
        expected: case.expected,
    }
}

/// Fills a filing of category 3, with at most one fault that must be found.
fn one_fault(case: &mut Case, dice: &mut Pen) {
    match dice.between(0, 4) {
        0 => {
            let (kind, row) = *pick(
                &mut dice.rng,
                &[
                    ("belastingverklaring", "tax-declaration-present"),
                    ("wtza-meldbewijs", "meld-proof-present"),
                    ("vog-rp", "vog-present"),
                    ("polisblad", "polis-present"),
                ],
            );
            case.full(&[kind]);
            case.about = format!("zonder {kind}");
            let e = &mut case.expected;
            let prefix = format!("{}-", row.split('-').next().unwrap_or_default());
            let rows: Vec<String> = e.status.keys().filter(|id| id.starts_with(&prefix)).cloned().collect();
            for id in rows {
                e.open(&[id.as_str()]);
            }
            e.open(&["filing-complete"]);
            e.set(&[row], "missing", "dit stuk is weggelaten");
            e.outcome("incomplete", &[]);
        }
        1 => {
            let made = case.before(dice.between(93, 420) as u64);
            case.full(&["kvk-uittreksel"]);
            case.add("", |pen, p| kvk(pen, p, made));
            case.about = format!("KvK-uittreksel van {made}");
            case.expected.set(&["kvk-max-age"], "not_met", "meer dan drie maanden oud");
            case.expected.open(&["statuten-current"]);
            case.expected.outcome("not_met", &[]);
        }
        2 => {
            let per_event = dice.between(500, 2_499) * 1_000;
            case.full(&["polisblad"]);
            let cover = Cover { per_event, per_year: per_event * 2, ..Cover::ordinary(day(2025, 12, 3)) };
            // The arrangement with one amount a line: elsewhere a larger amount of another cover may stand.
            case.add("", |pen, p| {
                pen.style.layout = 0;
                policy(pen, p, &cover)
            });
            case.about = format!("verzekerd bedrag {per_event}");
            case.expected.set(&["polis-min-amount"], "not_met", "minder dan € 2.500.000 per gebeurtenis");
            case.expected.outcome("not_met", &[]);
        }
        _ => case.full(&[]),
    }
}
