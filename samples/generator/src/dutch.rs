//! Dutch dates, amounts and numbers, as letters, forms and deeds write them.

use chrono::{Datelike, NaiveDate};

pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// 31-07-2026
    Dashes,
    /// 1-7-2026
    DashesShort,
    /// 31/07/2026
    Slashes,
    /// 31.07.2026
    Dots,
    /// 31 juli 2026
    Long,
    /// 31 jul. 2026
    ShortMonth,
    /// 2026-07-31
    Iso,
    /// eenendertig juli tweeduizend zesentwintig
    Words,
}

impl DateStyle {
    /// What ordinary letters and forms use.
    pub const ORDINARY: [Self; 6] =
        [Self::Dashes, Self::Long, Self::DashesShort, Self::Long, Self::Slashes, Self::ShortMonth];

    pub fn show(self, d: NaiveDate) -> String {
        let (y, m, day) = (d.year(), d.month(), d.day());
        let name = MONTHS[d.month0() as usize];
        match self {
            Self::Dashes => format!("{day:02}-{m:02}-{y}"),
            Self::DashesShort => format!("{day}-{m}-{y}"),
            Self::Slashes => format!("{day:02}/{m:02}/{y}"),
            Self::Dots => format!("{day:02}.{m:02}.{y}"),
            Self::Long => format!("{day} {name} {y}"),
            Self::ShortMonth if name.len() <= 4 => format!("{day} {name} {y}"),
            Self::ShortMonth => format!("{day} {}. {y}", if m == 3 { "mrt" } else { &name[..3] }),
            Self::Iso => d.to_string(),
            Self::Words => format!("{} {name} {}", words(i64::from(day)), words(i64::from(y))),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountStyle {
    /// € 2.500.000,00
    Cents,
    /// € 2.500.000,-
    Dash,
    /// € 2.500.000
    Bare,
    /// EUR 2.500.000,00
    Eur,
    /// €2.500.000
    Tight,
    /// 2.500.000 (its unit stands elsewhere)
    Plain,
}

impl AmountStyle {
    pub const ALL: [Self; 5] = [Self::Cents, Self::Dash, Self::Bare, Self::Eur, Self::Tight];

    /// `cents` in euro cents; styles without decimals are used for whole euros only.
    pub fn show(self, cents: i64) -> String {
        let sign = if cents < 0 { "-" } else { "" };
        let (whole, rest) = (cents.abs() / 100, cents.abs() % 100);
        let grouped = thousands(whole);
        if rest != 0 {
            return match self {
                Self::Eur => format!("EUR {sign}{grouped},{rest:02}"),
                Self::Plain => format!("{sign}{grouped},{rest:02}"),
                _ => format!("€ {sign}{grouped},{rest:02}"),
            };
        }
        match self {
            Self::Cents => format!("€ {sign}{grouped},00"),
            Self::Dash => format!("€ {sign}{grouped},-"),
            Self::Bare => format!("€ {sign}{grouped}"),
            Self::Eur => format!("EUR {sign}{grouped},00"),
            Self::Tight => format!("€{sign}{grouped}"),
            Self::Plain => format!("{sign}{grouped}"),
        }
    }
}

/// 1234567 as `1.234.567`.
pub fn thousands(n: i64) -> String {
    let digits = n.abs().to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    if n < 0 { format!("-{out}") } else { out }
}

/// Cents as the canonical value of the contract.
pub fn canonical(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

/// A number in words, as deeds write days, years and article numbers (0 to 9999).
pub fn words(n: i64) -> String {
    const SMALL: [&str; 20] = [
        "nul",
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
    ];
    const TENS: [&str; 10] =
        ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        20..100 => {
            let (ten, one) = ((n / 10) as usize, (n % 10) as usize);
            match one {
                0 => TENS[ten].to_owned(),
                2 | 3 => format!("{}ën{}", SMALL[one], TENS[ten]),
                _ => format!("{}en{}", SMALL[one], TENS[ten]),
            }
        }
        100..1000 => {
            let (hundreds, rest) = (n / 100, n % 100);
            let head =
                if hundreds == 1 { "honderd".to_owned() } else { format!("{}honderd", words(hundreds)) };
            if rest == 0 { head } else { format!("{head}{}", words(rest)) }
        }
        _ => {
            // Years before 2000 are read in hundreds: negentienhonderdachtennegentig.
            if (1100..2000).contains(&n) {
                let head = format!("{}honderd", words(n / 100));
                return if n % 100 == 0 { head } else { format!("{head}{}", words(n % 100)) };
            }
            let (thousands, rest) = (n / 1000, n % 1000);
            let head =
                if thousands == 1 { "duizend".to_owned() } else { format!("{}duizend", words(thousands)) };
            if rest == 0 { head } else { format!("{head} {}", words(rest)) }
        }
    }
}

/// A nine-digit number that passes the 11-test (RSIN and BSN): `prefix` holds the first eight digits or
/// fewer, the next ones are tried in turn.
pub fn eleven_proof(prefix: u32) -> String {
    let mut n = prefix;
    loop {
        let eight = format!("{n:08}");
        let sum: u32 =
            eight.chars().zip((2..=9).rev()).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
        let last = sum % 11;
        if last < 10 && eight.len() == 8 {
            return format!("{eight}{last}");
        }
        n += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_deeds() {
        assert_eq!(words(2015), "tweeduizend vijftien");
        assert_eq!(words(30), "dertig");
        assert_eq!(words(23), "drieëntwintig");
        assert_eq!(words(1998), "negentienhonderdachtennegentig");
        assert_eq!(words(2026), "tweeduizend zesentwintig");
    }

    #[test]
    fn numbers_pass_the_eleven_test() {
        for prefix in [85_912_345, 11_122_233, 1_234_567] {
            let number = eleven_proof(prefix);
            let mut sum = 0_i64;
            for (i, c) in number.chars().enumerate() {
                let weight = if i == 8 { -1 } else { 9 - i as i64 };
                sum += i64::from(c.to_digit(10).unwrap()) * weight;
            }
            assert_eq!(sum % 11, 0, "{number}");
        }
    }

    #[test]
    fn amounts() {
        assert_eq!(AmountStyle::Dash.show(250_000_000), "€ 2.500.000,-");
        assert_eq!(AmountStyle::Cents.show(-123_456), "€ -1.234,56");
        assert_eq!(canonical(-5), "-0.05");
    }
}
