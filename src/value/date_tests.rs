use super::*;
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

#[test]
fn one_day_in_many_ways() {
    for text in [
        "1 maart 2026",
        "01-03-2026",
        "1-3-'26",
        "1-3-’26",
        "01/03/2026",
        "01.03.2026",
        "1.3.2026",
        "2026-03-01",
        "2026/3/1",
        "1 mrt. 2026",
        "1 mrt 2026",
        "01-mrt-2026",
        "1 Maart '26",
        "maandag 1 maart 2026",
        "'s-Gravenhage, 1 maart 2026",
        "Den Haag, 1 maart 2026",
        "Den Haag 1 maart 2026",
        "Bergen op Zoom, d.d. 1 maart 2026",
        "1e maart 2026",
        "1 maart, 2026",
        "1 MAART 2026.",
        "20260301",
        "01032026",
        "0 1 0 3 2 0 2 6",
        "1 - 3 - 2026",
        "01 – 03 – 2026",
        "March 1, 2026",
        "1st of March 2026",
        "1 March 2026",
        "de eerste maart tweeduizend zesentwintig",
        "één maart tweeduizendzesentwintig",
        "op 1 maart 2026 om 14.05 uur",
        "01-03-2026 14:05",
        "01-03-26",
        "2026-03-01T14:05:00",
    ] {
        let found = parse_date(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found.when, When::Day(day(2026, 3, 1)), "{text}");
    }
}

#[test]
fn deeds_write_words() {
    for (text, want) in [
        ("Heden, dertig november tweeduizend vijftien, verscheen voor mij", day(2015, 11, 30)),
        ("op een en dertig juli tweeduizendzesentwintig verschenen", day(2026, 7, 31)),
        ("Op zes en twintig mei negentienhonderd acht en negentig", day(1998, 5, 26)),
        ("de tweeëntwintigste december tweeduizend en negen", day(2009, 12, 22)),
        ("vijf oktober tweeduizend", day(2000, 10, 5)),
    ] {
        let found = find_dates(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].when, When::Day(want), "{text}");
    }
}

#[test]
fn times_are_read_and_not_taken_for_years() {
    let found = find_dates("vervaardigd op 01-03-2026 om 14.05 uur");
    assert_eq!(found[0].time, NaiveTime::from_hms_opt(14, 5, 0));
    assert!(find_dates("op 2 januari 12.30 uur").is_empty());
}

#[test]
fn what_is_no_day() {
    for text in [
        "31-02-2026",
        "32 maart 2026",
        "2026",
        "artikel 1.2.03",
        "12-03-2026-001",
        "tel. 06-12-34-56-78",
        "2.500.000",
        "123.45.678",
        "dossier A12-03-2026",
        "30 februari 2024",
        "00-00-0000",
    ] {
        assert!(find_dates(text).iter().all(|d| d.when.day().is_none()), "{text}: {:?}", find_dates(text));
    }
    assert_eq!(parse_date("maart 2026"), None);
    assert_eq!(find_dates("maart 2026")[0].when, When::Month { year: 2026, month: 3 });
    assert_eq!(parse_date("opgericht in 1 maart 2026 door de heer Jansen"), None);
}

#[test]
fn american_order_is_unsure() {
    let found = find_dates("03/25/2026");
    assert_eq!(found[0].when, When::Day(day(2026, 3, 25)));
    assert!(!found[0].sure);
}

#[test]
fn two_dates_are_two() {
    assert_eq!(find_dates("01-01-2026-31-12-2026").len(), 2);
    assert_eq!(find_dates("van 1 januari 2026 tot 1 januari 2027").len(), 2);
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (1950i32..2049, 1u32..=12, 1u32..=28).prop_map(|(y, m, d)| day(y, m, d))
}

proptest! {
    #[test]
    fn round_trip(date in days(), form in 0usize..8) {
        use chrono::Datelike;
        let (y, m, d) = (date.year(), date.month(), date.day());
        let name = MONTHS[(m - 1) as usize][0];
        let text = match form {
            0 => format!("{d} {name} {y}"),
            1 => format!("{d:02}-{m:02}-{y}"),
            2 => format!("{d}/{m}/{y}"),
            3 => format!("{y}-{m:02}-{d:02}"),
            4 => format!("{d:02}.{m:02}.{y}"),
            5 => format!("{d}-{m}-'{:02}", y % 100),
            6 => format!("Utrecht, {d} {name} {y}"),
            _ => format!("{d:02}-{}-{y}", MONTHS[(m - 1) as usize][1 % MONTHS[(m - 1) as usize].len()]),
        };
        prop_assert_eq!(parse_date(&text).and_then(|f| f.when.day()), Some(date), "{}", text);
    }

    #[test]
    fn never_panics(text in "\\PC{0,80}") {
        for found in find_dates(&text) {
            prop_assert!(text.get(found.start..found.end).is_some());
        }
        let _ = parse_date(&text);
        let _ = super::super::range::find_periods(&text);
    }

    #[test]
    fn never_panics_on_date_like(text in "[0-9 ./'maertjuli-]{0,40}") {
        for found in find_dates(&text) {
            prop_assert!(text.get(found.start..found.end).is_some());
        }
        let _ = parse_date(&text);
    }
}
