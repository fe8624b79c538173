//! Annual accounts, budgets and forecasts. Balances balance and totals add up, except where asked.

use chrono::NaiveDate;

use super::Made;
use crate::block::{Block, Book, Cell, Doc, Rules, Sheet, Table, bullets, h1, h2, pair, para, small, title};
use crate::dutch::{canonical, thousands};
use crate::provider::{Provider, day};
use crate::style::Pen;

/// A year's figures in whole euros.
#[derive(Debug, Clone, Copy)]
pub struct Year {
    pub year: i32,
    pub fixed: i64,
    pub receivables: i64,
    pub cash: i64,
    pub equity: i64,
    pub provisions: i64,
    pub long_term: i64,
    pub current_debt: i64,
    pub revenue: i64,
    pub other_income: i64,
    pub staff: i64,
    pub housing: i64,
    pub other_costs: i64,
}

impl Year {
    pub fn current_assets(&self) -> i64 {
        self.receivables + self.cash
    }
    pub fn total(&self) -> i64 {
        self.fixed + self.current_assets()
    }
    pub fn income(&self) -> i64 {
        self.revenue + self.other_income
    }
    pub fn result(&self) -> i64 {
        self.income() - self.staff - self.housing - self.other_costs
    }
}

/// Figures of `year`: sound (every ratio of the policy within its norm) unless `weak`, when equity is negative.
pub fn year(p: &Provider, year: i32, weak: bool) -> Year {
    let growth = i64::from(year - 2020);
    let revenue = p.clients * 61_370 * (100 + growth * 4) / 100 + 137;
    let other_income = p.clients * 911;
    let income = revenue + other_income;
    let result = income * 25 / 1000;
    let staff = income * 71 / 100;
    let housing = income * 11 / 100;
    let fixed = income * 31 / 100;
    let receivables = income * 9 / 100;
    let cash = income * 17 / 100;
    let total = fixed + receivables + cash;
    let equity = if weak { -income * 3 / 100 } else { income * 22 / 100 + growth };
    let provisions = income * 2 / 100;
    let current_debt = income * 13 / 100;
    Year {
        year,
        fixed,
        receivables,
        cash,
        equity,
        provisions,
        long_term: total - equity - provisions - current_debt,
        current_debt,
        revenue,
        other_income,
        staff,
        housing,
        other_costs: income - staff - housing - result,
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Accounts {
    pub year: i32,
    pub consolidated: bool,
    pub weak: bool,
}

/// Annual accounts of `p` (the parent, when consolidated).
pub fn accounts(pen: &mut Pen, p: &Provider, a: Accounts) -> Made {
    let layout = pen.style.layout % 4;
    let (now, before) = (year(p, a.year, a.weak), year(p, a.year - 1, a.weak));
    let adopted = day(a.year + 1, pen.between(4, 6) as u32, pen.between(2, 28) as u32);
    let thousand = layout == 2;
    let show = |v: i64| {
        let v = if thousand { (v + 500).div_euclid(1000) } else { v };
        if v < 0 && layout == 3 { format!("- {}", thousands(-v)) } else { thousands(v) }
    };
    let basis = if a.consolidated { "geconsolideerd" } else { "enkelvoudig" };
    let basis_cap = if a.consolidated { "Geconsolideerde" } else { "Enkelvoudige" };
    let head_now = format!("31-12-{}", a.year);
    let head_before = format!("31-12-{}", a.year - 1);
    let equity_name = *crate::style::pick(
        &mut pen.rng,
        &["Eigen vermogen", "Eigen vermogen", "Groepsvermogen"][..if a.consolidated { 3 } else { 2 }],
    );
    let result_name = pen.pick(&[
        "Resultaat boekjaar",
        "Resultaat na belastingen",
        "Nettoresultaat",
        "Exploitatieresultaat",
    ]);
    let revenue_name = pen.pick(&["Opbrengsten zorgprestaties", "Omzet zorgverlening", "Baten uit zorg"]);
    let sum_income =
        pen.pick(&["Som der bedrijfsopbrengsten", "Totale bedrijfsopbrengsten", "Totaal opbrengsten"]);
    let print_current = pen.chance(2);

    let two = |f: &dyn Fn(&Year) -> i64| vec![show(f(&now)), show(f(&before))];
    let row = |label: &str, f: &dyn Fn(&Year) -> i64| {
        let mut r = vec![label.to_owned()];
        r.extend(two(f));
        r
    };
    let mut assets = vec![row("Materiële vaste activa", &|y| y.fixed)];
    assets.push(row("Debiteuren en overige vorderingen", &|y| y.receivables));
    assets.push(row("Liquide middelen", &|y| y.cash));
    let mut totals = vec![];
    if print_current {
        assets.push(row("Totaal vlottende activa", &Year::current_assets));
        totals.push(3);
    }
    totals.push(assets.len());
    assets.push(row(pen.pick(&["Totaal activa", "Totaal", "Balanstotaal"]), &Year::total));
    let liabilities = vec![
        row(equity_name, &|y| y.equity),
        row("Voorzieningen", &|y| y.provisions),
        row("Langlopende schulden", &|y| y.long_term),
        row(pen.pick(&["Kortlopende schulden", "Kortlopende schulden en overlopende passiva"]), &|y| {
            y.current_debt
        }),
        row(pen.pick(&["Totaal passiva", "Totaal"]), &Year::total),
    ];
    let head = ["", head_now.as_str(), head_before.as_str()];
    let unit = if thousand { "(bedragen x € 1.000)" } else { "(in euro's, na resultaatbestemming)" };

    let mut profit: Vec<Vec<String>> = vec![
        row(revenue_name, &|y| y.revenue),
        row("Overige bedrijfsopbrengsten", &|y| y.other_income),
        row(sum_income, &Year::income),
        row("Personeelskosten", &|y| y.staff),
        row("Huisvestingskosten", &|y| y.housing),
        row("Overige bedrijfskosten", &|y| y.other_costs),
        row("Som der bedrijfslasten", &|y| y.staff + y.housing + y.other_costs),
        row(result_name, &Year::result),
    ];
    let profit_head: Vec<String> = if layout == 2 {
        // The budget's column comes first, as in many larger reports.
        for (i, r) in profit.iter_mut().enumerate() {
            let f: &dyn Fn(&Year) -> i64 = match i {
                0 => &|y| y.revenue,
                1 => &|y| y.other_income,
                2 => &Year::income,
                3 => &|y| y.staff,
                4 => &|y| y.housing,
                5 => &|y| y.other_costs,
                6 => &|y| y.staff + y.housing + y.other_costs,
                _ => &Year::result,
            };
            r.insert(1, show(f(&now) * 98 / 100));
        }
        vec![String::new(), format!("Begroting {}", a.year), a.year.to_string(), (a.year - 1).to_string()]
    } else {
        vec![String::new(), a.year.to_string(), (a.year - 1).to_string()]
    };
    let profit_head: Vec<&str> = profit_head.iter().map(String::as_str).collect();

    let mut blocks = Vec::new();
    let name = if a.consolidated || pen.chance(2) {
        format!("{basis_cap} jaarrekening {}", a.year)
    } else {
        format!("Jaarrekening {}", a.year)
    };
    match layout {
        0 => {
            blocks.push(Block::Space(120.0));
            blocks.push(title(format!("{}\nte {}", p.name, p.seat).replace('\n', " ")));
            blocks.push(h1(format!("Rapport inzake de jaarrekening {}", a.year)));
            blocks.push(para(format!("KvK-nummer {}\nVastgesteld op {}", p.kvk, pen.date(adopted))));
            blocks.push(Block::PageBreak);
            blocks.push(para(format!("Aan het bestuur van {}", p.name)));
            blocks.push(h2("Samenstellingsverklaring van de accountant"));
            blocks.push(para(format!("De jaarrekening {} van {} is door ons samengesteld op basis van de van u gekregen informatie. De jaarrekening bestaat uit de {basis}e balans per 31 december {}, de resultatenrekening en de toelichting.", a.year, p.name, a.year)));
            blocks.push(Block::Signature(pen.seed()));
            blocks.push(para("Telraam & Zn. Accountants\nS. Zandloper AA"));
            blocks.push(Block::PageBreak);
        }
        1 => {
            blocks.push(Block::Logo(p.trade.clone()));
            blocks.push(title(format!("{name} {}", p.name)));
            blocks.push(para(format!("Vastgesteld door de {} op {}.", p.supervision(), pen.date(adopted))));
        }
        2 => {
            blocks.push(title("Jaarstukken"));
            blocks.push(h1(format!("{name}\u{20}")));
            blocks.push(Block::Pairs(vec![
                pair("Rechtspersoon", &p.name),
                pair("KvK-nummer", &p.kvk),
                pair("Boekjaar", a.year.to_string()),
                pair("Datum vaststelling", pen.date(adopted)),
            ]));
            blocks.push(para("Bestuursverslag: het jaar verliep zoals begroot. De bezetting was goed en het verzuim daalde."));
            blocks.push(Block::PageBreak);
        }
        _ => {
            blocks.push(Block::Right(p.name.clone()));
            blocks.push(title(name.clone()));
            blocks.push(small(format!("Opgemaakt en vastgesteld te {} op {}", p.seat, pen.date(adopted))));
        }
    }
    blocks.push(h1(format!("{basis_cap} balans per 31 december {}", a.year)));
    blocks.push(small(unit));
    let table = |head: &[&str], rows: Vec<Vec<String>>, totals: Vec<usize>, rules: Rules| {
        let mut t = Table::figures(head, rows, totals);
        t.rules = rules;
        Block::Table(t)
    };
    let rules = *crate::style::pick(&mut pen.rng, &[Rules::Lines, Rules::None, Rules::Zebra]);
    if layout == 3 {
        blocks.push(Block::Columns(vec![
            vec![
                h2("Activa"),
                table(&["", head_now.as_str(), head_before.as_str()], assets, totals, Rules::Lines),
            ],
            vec![
                h2("Passiva"),
                table(&["", head_now.as_str(), head_before.as_str()], liabilities, vec![4], Rules::Lines),
            ],
        ]));
    } else {
        blocks.push(h2("Activa"));
        blocks.push(table(&head, assets, totals, rules));
        if layout == 0 {
            blocks.push(Block::PageBreak);
        }
        blocks.push(h2("Passiva"));
        blocks.push(table(&head, liabilities, vec![4], rules));
    }
    blocks.push(h1(format!(
        "{basis_cap} {} {}",
        pen.pick(&["resultatenrekening over", "winst-en-verliesrekening", "exploitatierekening"]),
        a.year
    )));
    blocks.push(small(unit));
    blocks.push(table(&profit_head, profit, vec![2, 6, 7], rules));
    if layout == 0 || layout == 2 {
        blocks.push(h1("Toelichting"));
        blocks.push(h2("Grondslagen"));
        blocks.push(para("De jaarrekening is opgesteld volgens Titel 9 Boek 2 BW en RJ 655. Activa en passiva zijn gewaardeerd tegen nominale waarde, tenzij anders vermeld."));
        blocks.push(h2("Kengetallen"));
        let permille = now.equity * 1000 / now.total();
        let sign = if permille < 0 { "-" } else { "" };
        blocks.push(bullets([
            format!("Solvabiliteit: {sign}{},{}%", permille.abs() / 10, permille.abs() % 10),
            format!(
                "Current ratio: {},{}",
                now.current_assets() / now.current_debt,
                now.current_assets() * 10 / now.current_debt % 10
            ),
        ]));
    }
    let mut doc = Doc::new(&name, blocks);
    doc.author = "Telraam & Zn. Accountants".to_owned();
    doc.footer = Some(if layout == 0 {
        "Telraam & Zn. Accountants, KvK 90001401|Samenstellingsverklaring afgegeven|{p}".to_owned()
    } else {
        format!("{name} – {}||{{p}}", p.trade)
    });
    let figure = |v: i64| canonical(if thousand { (v + 500).div_euclid(1000) * 1000 } else { v } * 100);
    Made::doc(if a.consolidated { "jaarrekening-moeder" } else { "jaarrekening" }, doc)
        .fact("legal_name", &p.name)
        .fact("fiscal_year", a.year.to_string())
        .fact("consolidated", a.consolidated.to_string())
        .fact("equity", figure(now.equity))
        .fact("total_assets", figure(now.total()))
        .fact("current_assets", figure(now.current_assets()))
        .fact("current_liabilities", figure(now.current_debt))
        .fact("net_result", figure(now.result()))
        .fact("total_revenue", figure(now.income()))
}

const DOMAINS: [(&str, i64); 4] = [("Wlz", 62), ("Zvw", 24), ("Wmo", 11), ("Overig", 3)];

fn split(total: i64) -> [i64; 4] {
    let mut parts = DOMAINS.map(|(_, share)| total * share / 100);
    parts[3] = total - parts[0] - parts[1] - parts[2];
    parts
}

/// Budget rows: label, domain values, total.
fn budget_rows(y: &Year) -> Vec<(&'static str, i64)> {
    vec![
        ("Opbrengsten zorg", y.income()),
        ("Personeelskosten", y.staff),
        ("Huisvestingskosten", y.housing),
        ("Overige kosten", y.other_costs),
    ]
}

/// Budget of one year as a document.
pub fn budget(pen: &mut Pen, p: &Provider, of: i32, made: NaiveDate) -> Made {
    let y = year(p, of, false);
    let layout = pen.style.layout % 3;
    let mut blocks = vec![
        title(format!("{} {of}", pen.pick(&["Begroting", "Exploitatiebegroting", "Begroting"]))),
        para(format!("{} – vastgesteld op {}", p.name, pen.date(made))),
    ];
    let mut head = vec![String::new()];
    head.extend(DOMAINS.map(|(d, _)| d.to_owned()));
    head.push("Totaal".to_owned());
    let line = |label: &str, v: i64| {
        let mut r = vec![label.to_owned()];
        r.extend(split(v).map(thousands));
        r.push(thousands(v));
        r
    };
    let rows: Vec<_> = budget_rows(&y).into_iter().map(|(l, v)| line(l, v)).collect();
    let mut rows = rows;
    rows.push(line("Totaal kosten", y.staff + y.housing + y.other_costs));
    rows.push(line(pen.pick(&["Begroot resultaat", "Resultaat", "Verwacht resultaat"]), y.result()));
    let heads: Vec<&str> = head.iter().map(String::as_str).collect();
    blocks.push(small("Bedragen in euro's, uitgesplitst naar domein"));
    let mut t = Table::figures(&heads, rows, vec![4, 5]);
    t.rules = [Rules::Grid, Rules::Lines, Rules::Zebra][layout];
    blocks.push(Block::Table(t));
    blocks.push(h2("Uitgangspunten"));
    blocks.push(bullets([
        format!("Gemiddeld {} cliënten met een Wlz-indicatie.", p.clients),
        "Loonkostenstijging van 4% volgens de cao.".to_owned(),
    ]));
    Made::doc("begroting", Doc::new("Begroting", blocks))
        .fact("fiscal_year", of.to_string())
        .fact("legal_name", &p.name)
}

/// Budgets of several years in a workbook, one sheet each.
pub fn budget_book(p: &Provider, years: &[i32]) -> Made {
    let mut book = Book::default();
    let bold = |s: &str| Cell::Bold(s.to_owned());
    for &of in years {
        let y = year(p, of, false);
        let mut rows = vec![vec![Cell::Bold(format!("Begroting {of} – {}", p.name))], vec![]];
        let mut head = vec![bold("Omschrijving")];
        head.extend(DOMAINS.map(|(d, _)| bold(d)));
        head.push(bold("Totaal"));
        rows.push(head);
        let mut add = |label: &str, v: i64| {
            let n = rows.len() + 1;
            let mut r = vec![Cell::Text(label.to_owned())];
            r.extend(split(v).map(|v| Cell::Euro(v as f64)));
            r.push(Cell::Sum(format!("=SUM(B{n}:E{n})"), v as f64));
            rows.push(r);
        };
        for (label, v) in budget_rows(&y) {
            add(label, v);
        }
        add("Begroot resultaat", y.result());
        book.sheets.push(Sheet { name: format!("Begroting {of}"), rows });
    }
    Made::book("begroting", book)
        .facts("fiscal_year", years.iter().map(ToString::to_string))
        .fact("legal_name", &p.name)
}

/// Revenue forecast for 2026 and 2027.
pub fn forecast(pen: &mut Pen, p: &Provider, years: &[i32], made: NaiveDate) -> Made {
    let rows = forecast_rows(p, years);
    let mut head = vec!["Prestatie".to_owned()];
    head.extend(years.iter().map(ToString::to_string));
    let heads: Vec<&str> = head.iter().map(String::as_str).collect();
    let mut body: Vec<Vec<String>> = rows
        .iter()
        .map(|(l, v)| {
            let mut r = vec![(*l).to_owned()];
            r.extend(v.iter().map(|&v| thousands(v)));
            r
        })
        .collect();
    let mut total = vec!["Totaal omzet".to_owned()];
    total.extend((0..years.len()).map(|k| thousands(rows.iter().map(|(_, v)| v[k]).sum())));
    body.push(total);
    let n = body.len() - 1;
    let list: Vec<String> = years.iter().map(ToString::to_string).collect();
    let blocks = vec![
        title(format!(
            "{} {}",
            pen.pick(&["Omzetprognose", "Prognose omzet", "Omzetprognose Wlz"]),
            list.join(" en ")
        )),
        para(format!("{}, opgesteld {}", p.name, pen.date(made))),
        Block::Table(Table::figures(&heads, body, vec![n])),
        para("De prognose is berekend als aantal cliënten maal tarief per dag, bij een bezetting van 96%."),
    ];
    Made::doc("omzetprognose", Doc::new("Omzetprognose", blocks)).facts("fiscal_year", list)
}

fn forecast_rows(p: &Provider, years: &[i32]) -> Vec<(&'static str, Vec<i64>)> {
    let each =
        |share: i64| years.iter().map(|&y| year(p, y, false).income() * share / 100).collect::<Vec<_>>();
    vec![
        ("Zorg met verblijf (VV5, VV6)", each(41)),
        ("Volledig pakket thuis", each(33)),
        ("Modulair pakket thuis", each(26)),
    ]
}

pub fn forecast_book(p: &Provider, years: &[i32]) -> Made {
    let mut head = vec![Cell::Bold("Prestatie".to_owned())];
    head.extend(years.iter().map(|y| Cell::Number(f64::from(*y))));
    let mut rows = vec![vec![Cell::Bold(format!("Omzetprognose {}", p.name))], vec![], head];
    for (label, values) in forecast_rows(p, years) {
        let mut r = vec![Cell::Text(label.to_owned())];
        r.extend(values.iter().map(|&v| Cell::Euro(v as f64)));
        rows.push(r);
    }
    Made::book("omzetprognose", Book { sheets: vec![Sheet { name: "Omzetprognose".to_owned(), rows }] })
        .facts("fiscal_year", years.iter().map(ToString::to_string))
}
