use super::*;
use proptest::prelude::*;

fn dec(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

#[test]
fn two_and_a_half_million_in_many_ways() {
    for text in [
        "€ 2.500.000,-",
        "€ 2.500.000,--",
        "€ 2.500.000,=",
        "EUR 2.500.000,00",
        "EUR2.500.000",
        "2,5 miljoen",
        "2,500 miljoen",
        "€2,5 mln.",
        "€ 2,5M",
        "2 500 000",
        "€\u{a0}2\u{202f}500\u{202f}000",
        "2.500.000",
        "2'500'000",
        "2,500,000.00",
        "2500000",
        "2500000,00",
        "€ 2.500.000 per aanspraak",
        "2.500.000 euro",
        "2.500.000 euro's",
        "maximaal € 2.500.000,00 per gebeurtenis",
        "tweeënhalf miljoen euro",
        "twee miljoen vijfhonderdduizend euro",
        "€ 2.500 duizend",
    ] {
        let amount = parse_amount(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(amount.value, dec("2500000"), "{text}");
    }
}

#[test]
fn signs_and_decimals() {
    for (text, want) in [
        ("(1.234)", "-1234"),
        ("-/- 1.234", "-1234"),
        ("1.234 -", "-1234"),
        ("1.234-", "-1234"),
        ("1.234 -/-", "-1234"),
        ("- 839.626", "-839626"),
        ("€ -1.234,56", "-1234.56"),
        ("-€ 1.234,56", "-1234.56"),
        ("−12", "-12"),
        ("€ 2.500", "2500"),
        ("12,5", "12.5"),
        ("1.234,5", "1234.5"),
        ("0,750", "0.750"),
        ("-", "0"),
        ("€ –", "0"),
        ("nihil", "0"),
    ] {
        assert_eq!(parse_figure(text), Some(dec(want)), "{text}");
    }
}

#[test]
fn doubt_is_told() {
    assert!(!parse_amount("2,500").unwrap().sure);
    assert!(!parse_amount("2.500.00").unwrap().sure);
    assert!(parse_amount("2.500").unwrap().sure);
    assert_eq!(parse_amount("2.50.00"), None);
    assert_eq!(parse_amount("polis A2500000"), None);
    assert_eq!(parse_amount("artikel 7 van de voorwaarden"), None);
}

#[test]
fn money_in_running_text() {
    let text = "Verzekerd is € 1.250.000 per aanspraak en € 2.500.000,- per jaar, artikel 7, 12 dagen.";
    let found: Vec<_> = find_amounts(text).iter().map(|a| a.value).collect();
    assert_eq!(found, [dec("1250000"), dec("2500000")]);
}

proptest! {
    #[test]
    fn round_trip(cents in 0i64..100_000_000_000, form in 0usize..5) {
        let value = Decimal::new(cents, 2);
        let (whole, part) = (cents / 100, cents % 100);
        let group = |sep: &str| {
            let digits = whole.to_string();
            let mut out = String::new();
            for (i, c) in digits.chars().enumerate() {
                if i > 0 && (digits.len() - i).is_multiple_of(3) {
                    out.push_str(sep);
                }
                out.push(c);
            }
            out
        };
        let text = match form {
            0 => format!("€ {},{part:02}", group(".")),
            1 => format!("EUR {}.{part:02}", group(",")),
            2 => format!("{},{part:02} euro", group(" ")),
            3 => format!("€ {whole},{part:02}"),
            _ => format!("€{},{part:02} per aanspraak", group(".")),
        };
        prop_assert_eq!(parse_amount(&text).map(|a| a.value), Some(value), "{}", text);
    }

    #[test]
    fn never_panics(text in "\\PC{0,80}") {
        for found in find_amounts(&text) {
            prop_assert!(text.get(found.start..found.end).is_some());
        }
        let _ = (parse_amount(&text), parse_figure(&text));
    }

    #[test]
    fn never_panics_on_amount_like(text in "[0-9.,'() €EURO/-]{0,40}") {
        for found in find_numbers(&text) {
            prop_assert!(text.get(found.start..found.end).is_some());
        }
        let _ = (parse_amount(&text), parse_figure(&text));
    }
}
