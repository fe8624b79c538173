//! Next year's files from this year's: years and dates are shifted, and above every line that was touched
//! stands a mark that a human takes away when the new policy has been read.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::source::{self, RuleFile};
use crate::value::pattern::compile;

/// What stands above a line that must be confirmed. [`super::Rules::check`] remarks on every one left.
pub const MARK: &str = "# TE BEVESTIGEN";

/// The files of a new policy, by path under the folder of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextYear {
    pub files: BTreeMap<String, String>,
    /// Lines that were shifted and must be confirmed.
    pub marks: usize,
}

/// Copies the policy's files from a folder of rules (or those inside the binary) under a new id.
///
/// `years` is what is added to every year. `None` when there is no such policy.
pub fn next_year(dir: Option<&std::path::Path>, old: &str, new: &str, years: i32) -> Option<NextYear> {
    let (files, _) = dir.map_or_else(source::built_in, source::folder);
    let prefix = format!("policies/{old}/");
    let own: Vec<&RuleFile> = files.iter().filter(|f| f.path.starts_with(&prefix)).collect();
    if own.is_empty() {
        return None;
    }
    let shift = Shift::new(old, new, years)?;
    let mut out = NextYear { files: BTreeMap::new(), marks: 0 };
    for file in own {
        let path = format!("policies/{new}/{}", &file.path[prefix.len()..]);
        // What a case says is tried by `rules test`; the rules themselves are for a human to confirm.
        let (text, marks) = shift.file(&file.text, !source::is_case(file));
        out.files.insert(path, text);
        out.marks += marks;
    }
    Some(out)
}

/// What the year of `cz-2028` is after `cz-2027`: 1. `None` where the ids do not end in years.
pub fn years_between(old: &str, new: &str) -> Option<i32> {
    let year = |id: &str| id.rsplit('-').next().and_then(|y| y.parse::<i32>().ok()).filter(|y| *y > 1900);
    Some(year(new)? - year(old)?)
}

struct Shift<'p> {
    old: &'p str,
    new: &'p str,
    years: i32,
    /// A date, a span of years, a year, or a day with its month in words.
    parts: regex::Regex,
}

impl<'p> Shift<'p> {
    fn new(old: &'p str, new: &'p str, years: i32) -> Option<Self> {
        // An id (`omzetprognose-2026`) is the name of something and stays.
        let parts =
            compile(r"(?P<date>20\d\d-\d\d-\d\d)|(?P<from>20\d\d)-(?P<to>20\d\d)|(?P<year>20\d\d)").ok()?;
        Some(Self { old, new, years, parts })
    }

    fn file(&self, text: &str, mark: bool) -> (String, usize) {
        let mut out = String::with_capacity(text.len() + 1024);
        let mut marks = 0;
        // Nothing may be put inside a text of several lines: the mark then stands above it.
        let mut open: Option<(usize, &str)> = None;
        for line in text.lines() {
            let start = open.map_or(out.len(), |(at, _)| at);
            for quotes in ["\"\"\"", "'''"] {
                if line.matches(quotes).count() % 2 == 1 {
                    open = match open {
                        Some((_, q)) if q == quotes => None,
                        None => Some((start, quotes)),
                        other => other,
                    };
                }
            }
            let (shifted, notes) = if line.trim_start().starts_with('#') {
                (line.to_owned(), Vec::new())
            } else {
                self.line(line)
            };
            if mark && !notes.is_empty() {
                let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
                let note = format!("{indent}{MARK}: {}\n", notes.join("; "));
                out.insert_str(start, &note);
                if let Some((at, _)) = &mut open {
                    *at += note.len();
                }
                marks += 1;
            }
            out.push_str(&shifted);
            out.push('\n');
        }
        (out, marks)
    }

    /// The line with its years moved on, and what was moved.
    fn line(&self, line: &str) -> (String, Vec<String>) {
        let mut out = String::new();
        let mut notes = Vec::new();
        let mut last = 0;
        let line = line.replace(&format!("\"{}\"", self.old), &format!("\"{}\"", self.new));
        for found in self.parts.captures_iter(&line) {
            let Some(whole) = found.get(0) else { continue };
            let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '.';
            let before = line[..whole.start()].chars().next_back().is_some_and(|c| inside(c) && c != '.');
            let after = line[whole.end()..]
                .chars()
                .next()
                .is_some_and(|c| c.is_ascii_digit() || c == '-' || c == '_');
            if before || after || line[whole.start()..].starts_with(self.new) {
                continue;
            }
            let moved = if found.name("date").is_some() {
                self.date(whole.as_str())
            } else if let (Some(from), Some(to)) = (found.name("from"), found.name("to")) {
                self.year(from.as_str())
                    .zip(self.year(to.as_str()))
                    .map(|(a, b)| format!("{a}-{b}"))
                    .map(|text| (text.clone(), format!("{text} was {}", whole.as_str())))
            } else {
                self.year(whole.as_str()).map(|y| (y.clone(), format!("{y} was {}", whole.as_str())))
            };
            let Some((text, note)) = moved else { continue };
            out.push_str(&line[last..whole.start()]);
            out.push_str(&text);
            last = whole.end();
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        out.push_str(&line[last..]);
        (out, notes)
    }

    fn year(&self, said: &str) -> Option<String> {
        said.parse::<i32>().ok().map(|y| (y + self.years).to_string())
    }

    fn date(&self, said: &str) -> Option<(String, String)> {
        let old: NaiveDate = said.parse().ok()?;
        let year = old.year() + self.years;
        // 29 February is 28 February where there is none.
        let new = old.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))?;
        let note = format!("{new} ({}) was {old} ({})", day(new.weekday()), day(old.weekday()));
        Some((new.to_string(), note))
    }
}

fn day(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "maandag",
        Weekday::Tue => "dinsdag",
        Weekday::Wed => "woensdag",
        Weekday::Thu => "donderdag",
        Weekday::Fri => "vrijdag",
        Weekday::Sat => "zaterdag",
        Weekday::Sun => "zondag",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shifted(line: &str) -> (String, Vec<String>) {
        Shift::new("cz-2027", "cz-2028", 1).unwrap().line(line)
    }

    #[test]
    fn dates_years_and_spans_move_and_ids_stay() {
        let (line, notes) = shifted("sluiting = 2026-07-31T17:00:00");
        assert_eq!(line, "sluiting = 2027-07-31T17:00:00");
        assert_eq!(notes, ["2027-07-31 (zaterdag) was 2026-07-31 (vrijdag)"]);
        assert_eq!(shifted("title = \"Inkoop 2027-2029\"").0, "title = \"Inkoop 2028-2030\"");
        assert_eq!(shifted("title = \"Uiterlijk 31 juli 2026.\"").0, "title = \"Uiterlijk 31 juli 2027.\"");
        let id = "check = { type = \"topics\", topics = [\"contract-2026\"] }";
        assert_eq!(shifted(id), (id.to_owned(), Vec::new()));
        assert_eq!(shifted("id = \"cz-2027\""), ("id = \"cz-2028\"".to_owned(), Vec::new()));
        assert_eq!(shifted("d = 2028-02-29").0, "d = 2029-02-28");
        assert_eq!(years_between("cz-2027", "cz-2028"), Some(1));
        assert_eq!(years_between("cz", "cz-2028"), None);
    }

    #[test]
    fn a_mark_stands_above_its_line_and_outside_texts() {
        let shift = Shift::new("a-2027", "a-2028", 1).unwrap();
        let (text, marks) = shift.file("x = 2026\nguide = \"\"\"\nIn 2026\nen 2027\n\"\"\"\n", true);
        assert_eq!(marks, 3);
        let table: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(table["guide"].as_str(), Some("In 2027\nen 2028\n"));
        assert!(text.starts_with("# TE BEVESTIGEN: 2027 was 2026\nx = 2027\n"), "{text}");
    }

    /// Every policy shipped can be carried a year on, and its files are whole.
    #[test]
    fn the_policies_shipped_can_be_carried_on() {
        let made = next_year(None, "cz-2027", "cz-2028", 1).unwrap();
        assert!(made.marks > 20, "{} marks", made.marks);
        for (path, text) in &made.files {
            assert!(toml::from_str::<toml::Table>(text).is_ok(), "{path}");
        }
        assert!(made.files.contains_key("policies/cz-2028/policy.toml"));
        assert_eq!(next_year(None, "cz-1999", "cz-2028", 1), None);
    }
}
