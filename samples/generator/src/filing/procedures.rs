//! Filings under the procedures of every policy, a sound and a faulty one each: `data/procedures/*.toml`.
//!
//! What they say is data; this only draws it. The expected statuses stand beside the documents, taken from
//! the requirement tables.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::Deserialize;

use crate::block::{Block, Doc, Table, bullets, h1, pair, para, title};
use crate::expect::Expected;
use crate::kinds::figures::{Accounts, accounts, budget, forecast};
use crate::kinds::insurance::{Cover, policy};
use crate::kinds::plan::{Plan, plan};
use crate::kinds::register::{Sensitive, kvk, ubo};
use crate::kinds::{Made, deeds, letters, operations, policies, vog, wtza};
use crate::provider::{Form, Provider, day};
use crate::random::render;
use crate::style::{Format, Pen};
use crate::write::mail::{Mail, eml};

const DATA: [(&str, &str); 5] = [
    ("cz-2027", include_str!("../../data/procedures/cz-2027.toml")),
    ("dsw-2021", include_str!("../../data/procedures/dsw-2021.toml")),
    ("dsw-2026", include_str!("../../data/procedures/dsw-2026.toml")),
    ("gz-2016", include_str!("../../data/procedures/gz-2016.toml")),
    ("zz-2022", include_str!("../../data/procedures/zz-2022.toml")),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    filing: Vec<Filing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filing {
    procedure: String,
    /// `volledig` or `gebrekkig`, or what tells more of them apart; part of the folder's name.
    variant: String,
    /// Dutch: what it is there for.
    about: String,
    /// Trade name of the made-up provider.
    provider: String,
    category: Option<String>,
    /// RFC 3339.
    filed: String,
    outcome: String,
    #[serde(default)]
    outcome_also: Vec<String>,
    /// Further lines of the manifest, as they stand.
    #[serde(default)]
    manifest: String,
    #[serde(default, rename = "document")]
    documents: Vec<Document>,
    /// Requirement → `status: why`.
    #[serde(default)]
    status: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    /// File name without ending.
    name: String,
    kind: String,
    /// `pdf`, `old` (a PDF of an older producer), `docx`, `odt`, `txt`, `html`, `eml`; default by turns.
    format: Option<String>,
    /// What it says; see [`blocks`].
    text: Option<String>,
    /// Instead of `text`: a document of the other filings, with its day.
    make: Option<String>,
    made: Option<NaiveDate>,
    /// Of a mail.
    #[serde(default)]
    to: String,
    #[serde(default)]
    subject: String,
    sent: Option<String>,
}

/// A filing ready to be written.
#[derive(Debug)]
pub struct Ready {
    pub folder: String,
    pub about: String,
    pub manifest: String,
    /// Path below the folder and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    pub expected: Expected,
}

/// All of them, in the order of the data.
pub fn all() -> Vec<Ready> {
    let mut out = Vec::new();
    for (policy, text) in DATA {
        let file: File = toml::from_str(text).unwrap_or_else(|e| panic!("{policy}: {e}"));
        for filing in file.filing {
            let seed = 7_300 + out.len() as u64;
            out.push(ready(policy, seed, filing));
        }
    }
    out
}

fn ready(policy: &str, seed: u64, filing: Filing) -> Ready {
    let form = if seed % 3 == 2 { Form::Bv } else { Form::Stichting };
    let provider = Provider::named(seed, &filing.provider, form).sole_director();
    let filed = moment(&filing.filed);
    let mut manifest = format!(
        "aanbieder = \"{}\"\nkvk = \"{}\"\nbeleid = \"{policy}\"\nprocedure = \"{}\"\ningediend = {}\n",
        provider.name,
        provider.kvk,
        filing.procedure,
        filed.to_rfc3339()
    );
    if let Some(category) = &filing.category {
        manifest += &format!("categorie = \"{category}\"\n");
    }
    manifest += &filing.manifest;
    let mut expected = Expected::default();
    expected.outcome(&filing.outcome, &filing.outcome_also.iter().map(String::as_str).collect::<Vec<_>>());
    for (id, said) in &filing.status {
        let (status, why) = said.split_once(": ").unwrap_or_else(|| panic!("{policy} {id}: {said}"));
        expected.status.insert(id.clone(), (status.to_owned(), why.to_owned()));
    }
    let mut files = Vec::new();
    for (i, document) in filing.documents.iter().enumerate() {
        let (bytes, ending) = draw(document, &provider, filed, seed.wrapping_mul(31) + i as u64);
        let path = format!("{}.{ending}", document.name);
        expected.kinds.insert(path.clone(), document.kind.clone());
        files.push((path, bytes));
    }
    let folder = format!("{policy} {} {}", filing.procedure, filing.variant);
    Ready { folder, about: filing.about, manifest, files, expected }
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn draw(
    document: &Document,
    p: &Provider,
    filed: DateTime<FixedOffset>,
    seed: u64,
) -> (Vec<u8>, &'static str) {
    let text = document.text.as_deref().map(|t| filled(t, p));
    if document.format.as_deref() == Some("eml") {
        let from = format!("{} <info@{}>", p.signatory().full(), p.site);
        let mail = Mail {
            from: &from,
            to: &document.to,
            subject: &filled(&document.subject, p),
            sent: document.sent.as_deref().map_or(filed, moment),
            body: text.as_deref().unwrap_or_default().trim(),
            attachments: Vec::new(),
        };
        return (eml(&mail), "eml");
    }
    let mut pen = Pen::new(seed);
    pen.style.format = match document.format.as_deref() {
        Some("pdf") => Format::Modern,
        Some("old") => Format::Classic,
        Some("docx") => Format::Docx,
        Some("odt") => Format::Odt,
        Some("txt") => Format::Txt,
        Some("html") => Format::Html,
        Some(other) => panic!("no format {other}"),
        None => [Format::Classic, Format::Docx, Format::Classic, Format::Odt][(seed % 4) as usize],
    };
    let made = match (&text, &document.make) {
        (Some(text), None) => Made::doc("", Doc::new("", blocks(text, &mut pen))),
        (None, Some(what)) => known(what, document.made.unwrap_or(filed.date_naive()), &mut pen, p),
        _ => panic!("{}: text or make", document.name),
    };
    render(&made, &pen)
}

/// Documents that the main filings have too.
fn known(what: &str, made: NaiveDate, pen: &mut Pen, p: &Provider) -> Made {
    let (what, year) = what.split_once(' ').map_or((what, 0), |(w, y)| (w, y.parse().unwrap_or(0)));
    match what {
        "kvk-uittreksel" => kvk(pen, p, made),
        "ubo-uittreksel" => ubo(pen, p, made, Sensitive::BlackedOut),
        "vog-rp" => vog::rp(pen, p, made, super::PURPOSE),
        "statuten" => deeds::statutes(pen, p, &[]),
        "reglement" => deeds::bylaws(pen, p, made),
        "polisblad" => {
            let start = day(made.year(), 1, 1);
            policy(pen, p, &Cover { start, ..Cover::ordinary(made) })
        }
        "wtza-vergunning" => wtza::permit(pen, p, made),
        "wtzi-toelating" => wtza::wtzi(pen, p, made),
        "wtza-meldbewijs" => wtza::notification(pen, p, made),
        "ondernemingsplan" => plan(pen, p, &Plan::full(made, false)),
        "organogram" => operations::chart(pen, p),
        "personeelsoverzicht" => operations::staff(pen, p, made),
        "kwaliteitskader-bewijs" => operations::quality(pen, p, made),
        "clientenraad-bewijs" => operations::council(pen, p, made),
        "privacybeleid" => policies::privacy(pen, p, made),
        "klachtenregeling" => policies::complaints(pen, p, made),
        "jaarrekening" => accounts(pen, p, Accounts { year, consolidated: false, weak: false }),
        "begroting" => budget(pen, p, year, made),
        "omzetprognose" => forecast(pen, p, &[year], made),
        "wijzigingsmelding" => letters::changes(pen, p, made),
        _ => panic!("no document {what}"),
    }
}

fn filled(text: &str, p: &Provider) -> String {
    text.replace("{naam}", &p.name)
        .replace("{kvk}", &p.kvk)
        .replace("{rsin}", &p.rsin)
        .replace("{agb}", &p.agb)
        .replace("{plaats}", &p.seat)
        .replace("{adres}", &p.address())
        .replace("{bestuurder}", &p.signatory().full())
}

/// `# ` title, `## ` heading, `- ` item, `| a | b |` row of a table, `: label = value`, `~` a signature,
/// `---` a page; other lines are paragraphs, those that follow each other one of several lines.
fn blocks(text: &str, pen: &mut Pen) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut before = ' ';
    for line in text.trim().lines().map(str::trim) {
        let kind = line.chars().next().unwrap_or(' ');
        match (kind, line.split_once(' ')) {
            (' ', _) => {}
            ('#', Some(("#", rest))) => out.push(title(rest)),
            ('#', Some((_, rest))) => out.push(h1(rest)),
            ('~', _) => out.push(Block::Signature(pen.seed())),
            ('-', Some(("-", rest))) => match out.last_mut() {
                Some(Block::Bullets(items)) if before == '-' => items.push(rest.to_owned()),
                _ => out.push(bullets([rest])),
            },
            ('-', None) => out.push(Block::PageBreak),
            (':', Some((_, rest))) => {
                let (label, value) = rest.split_once(" = ").unwrap_or((rest, ""));
                match out.last_mut() {
                    Some(Block::Pairs(pairs)) if before == ':' => pairs.push(pair(label, value)),
                    _ => out.push(Block::Pairs(vec![pair(label, value)])),
                }
            }
            ('|', _) => {
                let cells: Vec<String> =
                    line.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
                match out.last_mut() {
                    Some(Block::Table(table)) if before == '|' => table.rows.push(cells),
                    _ => {
                        let mut widths = vec![1.0; cells.len()];
                        widths[0] = 2.0;
                        let mut table = Table::words(&[], &widths, Vec::new());
                        table.head = Some(cells);
                        out.push(Block::Table(table));
                    }
                }
            }
            _ => match out.last_mut() {
                Some(Block::Para(text)) if before == 'p' => {
                    text.push('\n');
                    text.push_str(line);
                }
                _ => out.push(para(line)),
            },
        }
        before = if matches!(kind, ' ' | '#' | '~' | '-' | ':' | '|') { kind } else { 'p' };
    }
    out
}
