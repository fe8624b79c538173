//! JSON (answers of registers' interfaces): a line for each value, its path as label.

use std::fmt::Write;

use serde_json::Value;

use crate::read::flow::{Block, lay_out};
use crate::read::limits::Limits;
use crate::read::{Content, encoding, problems, text};

pub fn read(bytes: &[u8], limits: &Limits) -> Content {
    let decoded = encoding::decode(bytes);
    // serde_json refuses nesting beyond 128 by itself.
    let Ok(value) = serde_json::from_str::<Value>(&decoded) else {
        let mut content = text::read(bytes, limits);
        content.problems.push(problems::damaged("een JSON-bestand"));
        return content;
    };
    let mut blocks = Vec::new();
    walk(&value, &mut String::new(), &mut blocks, limits.words);
    lay_out(&blocks, limits).into()
}

fn walk(value: &Value, path: &mut String, out: &mut Vec<Block>, most: u64) {
    if out.len() as u64 > most {
        return; // the layout reports the cap
    }
    let length = path.len();
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(key);
                walk(value, path, out, most);
                path.truncate(length);
            }
        }
        Value::Array(values) => {
            for (i, value) in values.iter().enumerate() {
                let _ = write!(path, "[{}]", i + 1); // a String takes all

                walk(value, path, out, most);
                path.truncate(length);
            }
        }
        Value::Null => {}
        Value::Bool(b) => out.push(Block::pair(&label(path), if *b { "ja" } else { "nee" })),
        Value::Number(n) => out.push(Block::pair(&label(path), &n.to_string().replace('.', ","))),
        Value::String(s) => out.push(Block::pair(&label(path), s)),
    }
}

/// The path, cut when it is absurd: it is repeated for every value.
fn label(path: &str) -> String {
    let mut label: String = path.chars().take(200).collect();
    label.push(':');
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_label_values() {
        let content =
            read(br#"{"kvkNummer":"12345678","adres":[{"plaats":"Ede"}],"actief":true}"#, &Limits::default());
        let lines: Vec<String> = content.pages[0].lines.iter().map(crate::document::Line::text).collect();
        assert_eq!(lines, ["actief: ja", "adres[1].plaats: Ede", "kvkNummer: 12345678"]);
    }

    #[test]
    fn what_is_no_json_is_still_text() {
        let content = read(b"{\"a\": ", &Limits::default());
        assert_eq!(content.problems[0].code, "damaged");
        assert_eq!(content.pages[0].lines.len(), 1);
    }
}
