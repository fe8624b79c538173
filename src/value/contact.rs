//! Web addresses, e-mail addresses and telephone numbers.

use std::sync::LazyLock;

use regex::Regex;

use super::constant_regex;
use super::number::Found;

static URL: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(
        r#"(?:https?\s?:\s?//\s?[^\s<>"'()\[\]{}|]+|\bwww\.[a-z0-9][a-z0-9.-]*\.[a-z]{2,10}(?:/[^\s<>"'()\[\]{}|]*)?|\b[a-z0-9][a-z0-9-]{1,60}(?:\.[a-z0-9-]{2,40})*\.(?:nl|com|org|eu|net|info|be|care|zorg|nu|online)\b(?:/[^\s<>"'()\[\]{}|]*)?)"#,
    )
});
static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| constant_regex(r"[a-z0-9._%+-]{1,64}@[a-z0-9][a-z0-9.-]{0,250}\.[a-z]{2,10}"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    constant_regex(r"(?:^|[^\d.,])(?P<v>(?:\+31|0031|0)\s?(?:\(0\)\s?)?[1-9](?:[\s-]?\d){7,8})(?:$|[^\d])")
});

/// Web addresses, with `https://` as they stand; the domain of an e-mail address is none.
pub fn find_urls(text: &str) -> Vec<Found<String>> {
    URL.find_iter(text)
        .filter(|m| !text.get(..m.start()).is_some_and(|t| t.ends_with('@')))
        .filter(|m| !text.get(m.end()..).is_some_and(|t| t.starts_with('@')))
        .map(|m| {
            let said = m.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?']);
            let value: String = said.chars().filter(|c| !c.is_whitespace()).collect();
            Found { start: m.start(), end: m.start() + said.len(), value }
        })
        .collect()
}

pub fn find_emails(text: &str) -> Vec<Found<String>> {
    EMAIL
        .find_iter(text)
        .map(|m| Found { start: m.start(), end: m.end(), value: m.as_str().to_lowercase() })
        .collect()
}

/// Dutch telephone numbers.
pub fn find_phones(text: &str) -> Vec<Found<String>> {
    PHONE
        .captures_iter(text)
        .filter_map(|c| {
            let m = c.name("v")?;
            let value = m.as_str().chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            Some(Found { start: m.start(), end: m.end(), value })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for (text, want) in [
            ("zie https://www.zonnehof.nl/privacy.", "https://www.zonnehof.nl/privacy"),
            ("www.zonnehof.nl", "www.zonnehof.nl"),
            ("te vinden op zonnehof.nl/klachten,", "zonnehof.nl/klachten"),
            ("https ://zonnehof.nl", "https://zonnehof.nl"),
        ] {
            let found = find_urls(text);
            assert_eq!(found.first().map(|f| f.value.as_str()), Some(want), "{text}");
        }
        assert!(find_urls("info@zonnehof.nl").is_empty());
        assert!(find_urls("artikel 2.nl").is_empty() || find_urls("art. 2 lid 1").is_empty());
    }

    #[test]
    fn mail_and_phone() {
        assert_eq!(find_emails("mail Info@Zonnehof.nl")[0].value, "info@zonnehof.nl");
        assert_eq!(find_phones("tel. 070-123 45 67")[0].value, "0701234567");
        assert_eq!(find_phones("+31 6 12345678")[0].value, "+31612345678");
        assert!(find_phones("12345678").is_empty());
    }
}
