//! Random annual accounts for property tests: any structure, wording and notation, with what is true of them.
#![allow(clippy::explicit_auto_deref)] // the lint asks for what does not compile

use crate::block::{Block, Book, Cell, Doc, Rules, Sheet, Table, h1, h2, para, small, title};
use crate::dutch::canonical;
use crate::provider::Provider;
use crate::style::{Format, Pen, pick};
use crate::write::{sheet, write};

/// Accounts with the figures that a reader must find.
#[derive(Debug, Clone)]
pub struct RandomAccounts {
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub year: i32,
    /// Field, year, value as the contract writes it, and how far rounding may put the printed figure off.
    pub truth: Vec<(&'static str, i32, String, i64)>,
    /// One printed figure was changed: whatever it touches may not be certain.
    pub tampered: bool,
    /// What was drawn, for messages.
    pub drawn: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// Groups as one row each.
    Compact,
    /// Rows under headings, nothing added up but the whole.
    Flat,
    /// A total row under every group.
    Totals,
    /// Inner and outer columns.
    Columns,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Minus {
    Before,
    Spaced,
    Behind,
    Brackets,
    Slash,
}

struct Notation {
    english: bool,
    minus: Minus,
    nil: &'static str,
    euro: bool,
    thousand: bool,
    cents: bool,
}

impl Notation {
    /// `cents` is the amount in cents.
    fn show(&self, cents: i64) -> String {
        let value = if self.thousand {
            rounded(cents, 100_000)
        } else if self.cents {
            cents
        } else {
            rounded(cents, 100)
        };
        if value == 0 {
            return self.nil.to_owned();
        }
        let (group, point) = if self.english { (',', '.') } else { ('.', ',') };
        let whole = if self.cents && !self.thousand { value.abs() / 100 } else { value.abs() };
        let digits = whole.to_string();
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                out.push(group);
            }
            out.push(c);
        }
        if self.cents && !self.thousand {
            out.push_str(&format!("{point}{:02}", value.abs() % 100));
        }
        if value < 0 {
            out = match self.minus {
                Minus::Before => format!("-{out}"),
                Minus::Spaced => format!("- {out}"),
                Minus::Behind => format!("{out}-"),
                Minus::Brackets => format!("({out})"),
                Minus::Slash => format!("-/- {out}"),
            };
        }
        if self.euro { format!("€ {out}") } else { out }
    }
}

fn rounded(value: i64, to: i64) -> i64 {
    (value + to / 2).div_euclid(to)
}

/// A group of rows: its name, the rows, two years each, in cents.
#[derive(Debug, Clone)]
struct Group {
    heading: &'static str,
    total: String,
    rows: Vec<(&'static str, [i64; 2])>,
}

impl Group {
    fn sum(&self, k: usize) -> i64 {
        self.rows.iter().map(|(_, v)| v[k]).sum()
    }
}

fn some(pen: &mut Pen, from: &[&'static str], least: usize, most: usize) -> Vec<&'static str> {
    let n = pen.between(least as i64, most.min(from.len()) as i64) as usize;
    let mut left = from.to_vec();
    let mut out = Vec::new();
    while out.len() < n {
        let at = pen.between(0, left.len() as i64 - 1) as usize;
        out.push(left.remove(at));
    }
    // In the order of the list, as accounts are.
    out.sort_by_key(|l| from.iter().position(|f| f == l));
    out
}

fn amount(pen: &mut Pen, size: i64) -> i64 {
    if pen.chance(11) { 0 } else { pen.between(size / 20, size) * 100 + pen.between(0, 99) }
}

/// The same accounts for the same seed, on every machine.
pub fn random_accounts(seed: u64) -> RandomAccounts {
    let mut pen = Pen::new(seed.wrapping_mul(0xd134_2543_de82_ef95) ^ 0x5eed);
    let p = Provider::random(seed);
    let year = 2025 - pen.between(0, 3) as i32;
    let english = pen.chance(9);
    let size = *pick(&mut pen.rng, &[40_000, 400_000, 4_000_000, 30_000_000]);
    let draw = |pen: &mut Pen, names: Vec<&'static str>, size: i64| -> Vec<(&'static str, [i64; 2])> {
        names.into_iter().map(|n| (n, [amount(pen, size), amount(pen, size)])).collect()
    };
    let w = |nl: &'static str, en: &'static str| if english { en } else { nl };
    let list = |nl: &[&'static str], en: &[&'static str]| if english { en.to_vec() } else { nl.to_vec() };

    let names = some(
        &mut pen,
        &list(
            &["Immateriële vaste activa", "Materiële vaste activa", "Financiële vaste activa"],
            &["Intangible fixed assets", "Tangible fixed assets", "Financial fixed assets"],
        ),
        1,
        3,
    );
    let fixed = Group {
        heading: w("Vaste activa", "Fixed assets"),
        total: w("Totaal vaste activa", "Total fixed assets").to_owned(),
        rows: draw(&mut pen, names, size),
    };
    let names = some(
        &mut pen,
        &list(
            &[
                "Voorraden",
                "Debiteuren",
                "Overige vorderingen",
                "Overlopende activa",
                "Effecten",
                "Liquide middelen",
            ],
            &[
                "Inventories",
                "Trade receivables",
                "Other receivables",
                "Prepayments",
                "Securities",
                "Cash and cash equivalents",
            ],
        ),
        2,
        6,
    );
    let current = Group {
        heading: w("Vlottende activa", "Current assets"),
        total: w("Totaal vlottende activa", "Total current assets").to_owned(),
        rows: draw(&mut pen, names, size / 2),
    };
    let total = |k: usize| fixed.sum(k) + current.sum(k);

    let equity_name = if english {
        "Equity"
    } else {
        pen.pick(&["Eigen vermogen", "Eigen vermogen", "Stichtingsvermogen", "Kapitaal en reserves"])
    };
    let equity_name: &'static str =
        ["Equity", "Eigen vermogen", "Stichtingsvermogen", "Kapitaal en reserves"]
            .iter()
            .find(|n| **n == equity_name)
            .unwrap();
    let mut names = some(
        &mut pen,
        &list(
            &[
                "Stichtingskapitaal",
                "Bestemmingsreserves",
                "Bestemmingsfondsen",
                "Overige reserves",
                "Resultaat boekjaar",
            ],
            &["Share capital", "General reserve", "Retained earnings"],
        ),
        1,
        4,
    );
    if names.is_empty() {
        names.push("Overige reserves");
    }
    let mut equity = Group {
        heading: equity_name,
        total: format!("{} {}", w("Totaal", "Total"), equity_name.to_lowercase()),
        rows: draw(&mut pen, names, size / 3),
    };
    if pen.chance(6) {
        let last = equity.rows.len() - 1;
        equity.rows[last].1 = [-amount(&mut pen, size), -amount(&mut pen, size)];
    }
    let names = some(
        &mut pen,
        &list(
            &["Voorziening groot onderhoud", "Jubileumvoorziening", "Voorziening langdurig zieken"],
            &["Provision for maintenance", "Provision for pensions"],
        ),
        0,
        2,
    );
    let provisions = Group {
        heading: w("Voorzieningen", "Provisions"),
        total: w("Totaal voorzieningen", "Total provisions").to_owned(),
        rows: draw(&mut pen, names, size / 8),
    };
    let names = some(
        &mut pen,
        &list(
            &[
                "Schulden aan leveranciers",
                "Belastingen en premies sociale verzekeringen",
                "Vakantiegeld",
                "Overige schulden",
                "Overlopende passiva",
            ],
            &["Trade payables", "Taxes and social security", "Accrued liabilities"],
        ),
        1,
        5,
    );
    let mut short = Group {
        heading: w("Kortlopende schulden", "Current liabilities"),
        total: w("Totaal kortlopende schulden", "Total current liabilities").to_owned(),
        rows: draw(&mut pen, names, size / 5),
    };
    let long_rows = if pen.chance(3) { Vec::new() } else { vec![(pen_long(&mut pen, english), [0, 0])] };
    let mut long = Group {
        heading: w("Langlopende schulden", "Long-term liabilities"),
        total: w("Totaal langlopende schulden", "Total long-term liabilities").to_owned(),
        rows: long_rows,
    };
    // What is left makes the balance close: in the loans, or else in the last short debt (kept positive).
    for k in 0..2 {
        let rest = total(k) - equity.sum(k) - provisions.sum(k) - short.sum(k) - long.sum(k);
        if let Some(row) = long.rows.last_mut().filter(|_| rest >= 0) {
            row.1[k] += rest;
        } else if rest >= 0 {
            short.rows.last_mut().unwrap().1[k] += rest;
        } else {
            equity.rows.last_mut().unwrap().1[k] += rest;
        }
    }

    let names = some(
        &mut pen,
        &list(
            &["Opbrengsten zorgprestaties", "Subsidies", "Overige bedrijfsopbrengsten", "Giften en donaties"],
            &["Revenue from care", "Subsidies", "Other income"],
        ),
        1,
        4,
    );
    let revenue_head = if english {
        "Income"
    } else {
        *pick(&mut pen.rng, &["Bedrijfsopbrengsten", "Baten", "Opbrengsten"])
    };
    let revenue_total = if english {
        "Total income"
    } else {
        *pick(
            &mut pen.rng,
            &[
                "Som der bedrijfsopbrengsten",
                "Totaal baten",
                "Totaal opbrengsten",
                "Totale bedrijfsopbrengsten",
                "Som der baten",
            ],
        )
    };
    let mut revenue = Group {
        heading: revenue_head,
        total: revenue_total.to_owned(),
        rows: draw(&mut pen, names, size * 2),
    };
    if revenue.sum(0) == 0 || revenue.sum(1) == 0 {
        revenue.rows[0].1 = [size * 100 + 1234, size * 90 + 5678];
    }
    let names = some(
        &mut pen,
        &list(
            &[
                "Personeelskosten",
                "Afschrijvingen",
                "Huisvestingskosten",
                "Verzorgingskosten",
                "Kantoorkosten",
                "Algemene kosten",
                "Overige bedrijfskosten",
            ],
            &["Personnel costs", "Depreciation", "Housing costs", "Other costs"],
        ),
        2,
        7,
    );
    let costs_total = if english {
        "Total expenses"
    } else {
        *pick(
            &mut pen.rng,
            &["Som der bedrijfslasten", "Totaal lasten", "Totaal kosten", "Totale bedrijfslasten"],
        )
    };
    let costs = Group {
        heading: if english {
            "Expenses"
        } else {
            *pick(&mut pen.rng, &["Bedrijfslasten", "Lasten", "Kosten"])
        },
        total: costs_total.to_owned(),
        rows: draw(&mut pen, names, size / 2),
    };
    let financial: Option<[i64; 2]> =
        pen.chance(2).then(|| [-amount(&mut pen, size / 50), -amount(&mut pen, size / 50)]);
    let tax: Option<[i64; 2]> = (financial.is_some() && pen.chance(3))
        .then(|| [-amount(&mut pen, size / 60), -amount(&mut pen, size / 60)]);
    let operating = |k: usize| revenue.sum(k) - costs.sum(k);
    let result = |k: usize| operating(k) + financial.map_or(0, |f| f[k]) + tax.map_or(0, |t| t[k]);

    let notation = Notation {
        english,
        minus: *pick(
            &mut pen.rng,
            &[Minus::Before, Minus::Before, Minus::Spaced, Minus::Behind, Minus::Brackets, Minus::Slash],
        ),
        nil: pen_nil(&mut pen),
        euro: pen.chance(7),
        thousand: size >= 4_000_000 && pen.chance(3),
        cents: pen.chance(8),
    };
    let nesting = *pick(
        &mut pen.rng,
        &[Nesting::Compact, Nesting::Flat, Nesting::Totals, Nesting::Columns, Nesting::Totals],
    );
    let side_by_side = nesting != Nesting::Columns && size < 4_000_000 && !notation.cents && pen.chance(5);
    let notes = nesting != Nesting::Columns && pen.chance(3) && !side_by_side;
    let head_look = pen.between(0, 4);
    let negative_costs = pen.chance(4);
    let budget = pen.chance(4) && nesting != Nesting::Columns;

    let point = |y: i32| match head_look {
        0 => format!("31-12-{y}"),
        1 if english => format!("31 December {y}"),
        1 => format!("31 december {y}"),
        2 => y.to_string(),
        3 if english => format!("31-12-{y}"),
        3 => format!("ultimo {y}"),
        _ => format!("31/12/{y}"),
    };
    let make = Maker { notation: &notation, nesting, notes };
    let asset_total = if english {
        "Total assets"
    } else {
        *pick(&mut pen.rng, &["Totaal activa", "Totaal", "Balanstotaal", ""])
    };
    let debt_total = if english {
        "Total equity and liabilities"
    } else {
        *pick(&mut pen.rng, &["Totaal passiva", "Totaal", "Balanstotaal", ""])
    };
    let heads = [point(year), point(year - 1)];
    let mut assets = make.table(&heads, &[&fixed, &current], asset_total, [total(0), total(1)]);
    let liability_groups: Vec<&Group> =
        [&equity, &provisions, &long, &short].into_iter().filter(|g| !g.rows.is_empty()).collect();
    let mut liabilities = make.table(&heads, &liability_groups, debt_total, [total(0), total(1)]);
    let cost_sign = if negative_costs { -1 } else { 1 };
    let mut shown_costs = costs.clone();
    for row in &mut shown_costs.rows {
        row.1 = row.1.map(|v| v * cost_sign);
    }
    let mut income = make.table(&[year.to_string(), (year - 1).to_string()], &[], "", [0, 0]);
    income.rows.clear();
    let flow = Maker {
        nesting: if nesting == Nesting::Columns { Nesting::Columns } else { Nesting::Totals },
        ..make
    };
    flow.group(&mut income, &revenue);
    flow.group(&mut income, &shown_costs);
    let outer = nesting == Nesting::Columns;
    if let Some(financial) = financial {
        flow.row(
            &mut income,
            w("Bedrijfsresultaat", "Operating result"),
            [operating(0), operating(1)],
            outer,
            true,
        );
        flow.row(
            &mut income,
            w("Financiële baten en lasten", "Financial income and expenses"),
            financial,
            outer,
            false,
        );
    }
    if let Some(tax) = tax {
        let before = [0, 1].map(|k| operating(k) + financial.unwrap()[k]);
        flow.row(&mut income, w("Resultaat voor belastingen", "Result before tax"), before, outer, true);
        flow.row(&mut income, w("Vennootschapsbelasting", "Income tax"), tax, outer, false);
    }
    let result_name = if tax.is_some() {
        w("Resultaat na belastingen", "Result after tax")
    } else if english {
        "Net result"
    } else {
        *pick(
            &mut pen.rng,
            &[
                "Resultaat boekjaar",
                "Resultaat",
                "Nettoresultaat",
                "Exploitatieresultaat",
                "Saldo van baten en lasten",
            ],
        )
    };
    flow.row(&mut income, result_name, [result(0), result(1)], outer, true);
    if budget {
        // A column of the budget in front, of the same rows at another size.
        if let Some(head) = &mut income.head {
            head.insert(1 + usize::from(notes), format!("{} {year}", w("Begroting", "Budget")));
        }
        for row in &mut income.rows {
            row.insert(1 + usize::from(notes), String::new());
        }
        income.widths.insert(1 + usize::from(notes), 1.0);
        income.align.insert(1 + usize::from(notes), crate::block::Align::Right);
        let at = 1 + usize::from(notes);
        let scale = |v: i64| v / 97 * 89;
        let planned_revenue: Vec<i64> = revenue.rows.iter().map(|(_, v)| scale(v[0])).collect();
        let planned_costs: Vec<i64> = shown_costs.rows.iter().map(|(_, v)| scale(v[0])).collect();
        let mut cells: Vec<i64> = Vec::new();
        cells.extend(&planned_revenue);
        cells.push(planned_revenue.iter().sum());
        cells.extend(&planned_costs);
        cells.push(planned_costs.iter().sum());
        let mut next = cells.into_iter();
        for row in &mut income.rows {
            if row.iter().enumerate().any(|(i, c)| i > at && !c.is_empty())
                && let Some(v) = next.next()
            {
                row[at] = notation.show(v);
            }
        }
    }
    let tampered = pen.chance(8) && tamper(&mut pen, [&mut assets, &mut liabilities, &mut income]);

    let rules = *pick(&mut pen.rng, &[Rules::Lines, Rules::None, Rules::Zebra, Rules::Grid]);
    for t in [&mut assets, &mut liabilities, &mut income] {
        t.rules = rules;
    }
    let unit = match (notation.thousand, english) {
        (true, false) => *pick(&mut pen.rng, &["(bedragen x € 1.000)", "(x € 1.000)", "in duizenden euro's"]),
        (true, true) => "in thousands of euros",
        (false, false) => {
            *pick(&mut pen.rng, &["(in euro's)", "", "Bedragen in euro's", "(na resultaatbestemming)"])
        }
        (false, true) => "",
    };
    let truth = |field: &'static str, k: usize, cents: i64| {
        let step = if notation.thousand {
            100_000
        } else if notation.cents {
            1
        } else {
            100
        };
        let off = if notation.thousand { 500 * 12 } else { 6 };
        (field, year - k as i32, canonical(rounded(cents, step) * step), off)
    };
    let mut facts = Vec::new();
    for k in 0..2 {
        facts.push(truth("equity", k, equity.sum(k)));
        facts.push(truth("total_assets", k, total(k)));
        facts.push(truth("current_assets", k, current.sum(k)));
        facts.push(truth("current_liabilities", k, short.sum(k)));
        facts.push(truth("net_result", k, result(k)));
        facts.push(truth("total_revenue", k, revenue.sum(k)));
    }
    let drawn = format!(
        "{nesting:?} {:?} nil {:?} thousand {} cents {} english {english} beside {side_by_side} notes {notes} budget {budget} euro {} head {head_look} {:?}",
        notation.minus, notation.nil, notation.thousand, notation.cents, notation.euro, pen.style.format
    );

    if pen.chance(10) && !tampered && nesting != Nesting::Columns && !budget && !notes {
        let mut book = Book::default();
        let value = |k: usize, t: &Table, r: usize| cell(&t.rows[r][k]);
        let mut rows = vec![
            vec![Cell::Bold(format!("{} {year} {}", w("Jaarrekening", "Annual accounts"), p.name))],
            vec![Cell::Text(unit.to_owned())],
        ];
        for (head, t) in [
            (w("Balans", "Balance sheet"), None),
            (w("Activa", "Assets"), Some(&assets)),
            (w("Passiva", "Equity and liabilities"), Some(&liabilities)),
            (w("Winst-en-verliesrekening", "Income statement"), Some(&income)),
        ] {
            rows.push(vec![Cell::Bold(head.to_owned())]);
            let Some(t) = t else { continue };
            rows.push(t.head.clone().unwrap_or_default().into_iter().map(Cell::Bold).collect());
            for r in 0..t.rows.len() {
                rows.push(vec![Cell::Text(t.rows[r][0].clone()), value(1, t, r), value(2, t, r)]);
            }
            rows.push(Vec::new());
        }
        book.sheets.push(Sheet { name: "Jaarrekening".to_owned(), rows });
        return RandomAccounts {
            file_name: "cijfers.xlsx".to_owned(),
            bytes: sheet::xlsx(&book),
            year,
            truth: facts,
            tampered,
            drawn: format!("xlsx {drawn}"),
        };
    }

    let mut blocks =
        vec![title(format!("{} {year}", w("Jaarrekening", "Annual accounts"))), para(p.name.clone())];
    if pen.chance(3) {
        blocks.push(h1(w("Kengetallen", "Other information")));
        blocks.push(para(format!("{} {year}: {} %.", w("Solvabiliteit", "Solvency"), pen.between(5, 60))));
    }
    if pen.chance(2) {
        blocks.push(Block::PageBreak);
    }
    blocks.push(h1(if english {
        format!("Balance sheet as at 31 December {year}")
    } else {
        format!("Balans per 31 december {year}")
    }));
    if !unit.is_empty() {
        blocks.push(small(unit));
    }
    let (a, l) = (w("Activa", "Assets"), w("Passiva", "Equity and liabilities"));
    if side_by_side {
        blocks.push(Block::Columns(vec![
            vec![h2(a), Block::Table(assets)],
            vec![h2(l), Block::Table(liabilities)],
        ]));
    } else {
        blocks.push(h2(a));
        blocks.push(Block::Table(assets));
        if pen.chance(2) {
            blocks.push(Block::PageBreak);
        }
        blocks.push(h2(l));
        blocks.push(Block::Table(liabilities));
    }
    if pen.chance(2) {
        blocks.push(Block::PageBreak);
    }
    blocks.push(h1(if english {
        format!("Income statement {year}")
    } else {
        format!(
            "{} {year}",
            pen.pick(&[
                "Winst-en-verliesrekening over",
                "Resultatenrekening over",
                "Staat van baten en lasten over",
                "Exploitatierekening"
            ])
        )
    }));
    if !unit.is_empty() {
        blocks.push(small(unit));
    }
    blocks.push(Block::Table(income));
    blocks.push(h1(w("Toelichting op de balans", "Notes to the balance sheet")));
    blocks.push(h2(current.rows[0].0));
    let details: Vec<Vec<String>> = (0..3)
        .map(|i| {
            vec![
                format!("{} {}", w("Post", "Item"), i + 1),
                notation.show(pen.between(100, 9_999) * 100),
                notation.show(pen.between(100, 9_999) * 100),
            ]
        })
        .collect();
    blocks.push(Block::Table(Table::figures(
        &["", &year.to_string(), &(year - 1).to_string()],
        details,
        vec![],
    )));
    let mut doc = Doc::new("Jaarrekening", blocks);
    doc.footer = Some(format!("{} {year}||{{p}}", w("Jaarrekening", "Annual accounts")));
    let mut style = pen.style.clone();
    style.format = *pick(
        &mut pen.rng,
        &[Format::Modern, Format::Classic, Format::Modern, Format::Classic, Format::Docx],
    );
    style.size = style.size.min(9.5);
    let extension = style.format.extension();
    RandomAccounts {
        file_name: format!("cijfers.{extension}"),
        bytes: write(&doc, &style),
        year,
        truth: facts,
        tampered,
        drawn: format!("{extension} {drawn}"),
    }
}

fn pen_long(pen: &mut Pen, english: bool) -> &'static str {
    if english {
        "Loans"
    } else {
        *pick(&mut pen.rng, &["Hypothecaire lening", "Leningen o/g", "Overige langlopende schulden"])
    }
}

fn pen_nil(pen: &mut Pen) -> &'static str {
    *pick(&mut pen.rng, &["-", "0", "–", "-", "nihil"])
}

/// A figure as a workbook has it: a number.
fn cell(text: &str) -> Cell {
    let negative = text.contains('-') || text.contains('(');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let cents = text.len() > 3
        && matches!(
            text.trim_end_matches([')', '-', '/', ' ']).as_bytes().iter().rev().nth(2),
            Some(b',' | b'.')
        );
    match digits.parse::<f64>() {
        Ok(n) => {
            let n = if cents { n / 100.0 } else { n };
            Cell::Euro(if negative { -n } else { n })
        }
        Err(_) if text.is_empty() => Cell::Empty,
        Err(_) => Cell::Euro(0.0),
    }
}

#[derive(Clone, Copy)]
struct Maker<'n> {
    notation: &'n Notation,
    nesting: Nesting,
    notes: bool,
}

impl Maker<'_> {
    fn table(&self, heads: &[String; 2], groups: &[&Group], total: &str, totals: [i64; 2]) -> Table {
        let mut head = vec![String::new()];
        if self.notes {
            head.push("Toelichting".to_owned());
        }
        if self.nesting == Nesting::Columns {
            head.extend([heads[0].clone(), String::new(), heads[1].clone(), String::new()]);
        } else {
            head.extend(heads.iter().cloned());
        }
        let names: Vec<&str> = head.iter().map(String::as_str).collect();
        let mut table = Table::figures(&names, Vec::new(), Vec::new());
        for group in groups {
            self.group(&mut table, group);
        }
        self.row(&mut table, total, totals, true, true);
        table
    }

    fn group(&self, table: &mut Table, group: &Group) {
        let sums = [group.sum(0), group.sum(1)];
        match self.nesting {
            Nesting::Compact => self.row(table, group.heading, sums, false, false),
            Nesting::Flat | Nesting::Totals | Nesting::Columns => {
                Self::heading(table, group.heading);
                for (label, values) in &group.rows {
                    self.row(table, label, *values, false, false);
                }
                match self.nesting {
                    Nesting::Totals => self.row(table, &group.total, sums, false, true),
                    Nesting::Columns => self.row(table, "", sums, true, false),
                    _ => {}
                }
            }
        }
    }

    fn heading(table: &mut Table, text: &str) {
        let mut row = vec![String::new(); table.widths.len()];
        row[0] = text.to_owned();
        table.rows.push(row);
    }

    fn row(&self, table: &mut Table, label: &str, values: [i64; 2], outer: bool, bold: bool) {
        let mut row = vec![String::new(); table.widths.len()];
        row[0] = label.to_owned();
        let first = 1 + usize::from(self.notes);
        if self.notes && !bold {
            row[1] = (table.rows.len() + 1).to_string();
        }
        let at = if self.nesting == Nesting::Columns {
            [first + usize::from(outer), first + 2 + usize::from(outer)]
        } else {
            [first, first + 1]
        };
        for k in 0..2 {
            row[at[k]] = self.notation.show(values[k]);
        }
        if bold {
            table.totals.push(table.rows.len());
        }
        table.rows.push(row);
    }
}

/// Changes a digit of one printed figure of some size.
fn tamper(pen: &mut Pen, tables: [&mut Table; 3]) -> bool {
    let which = pen.between(0, 2) as usize;
    let Some(table) = tables.into_iter().nth(which) else { return false };
    let long: Vec<(usize, usize)> = (0..table.rows.len())
        .flat_map(|r| (1..table.rows[r].len()).map(move |c| (r, c)))
        .filter(|(r, c)| table.rows[*r][*c].chars().filter(char::is_ascii_digit).count() >= 4)
        .collect();
    if long.is_empty() {
        return false;
    }
    let (r, c) = long[pen.between(0, long.len() as i64 - 1) as usize];
    let text = table.rows[r][c].clone();
    let first = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let digit = text[first..=first].parse::<u32>().unwrap_or(1);
    let other = if digit >= 8 { digit - 3 } else { digit + 1 };
    table.rows[r][c] = format!("{}{other}{}", &text[..first], &text[first + 1..]);
    true
}
