//! `rules/policies/<policy>/cases/<procedure>.toml`: facts in, status out. The small cases that say, beside
//! the rule, what it must decide.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::document::Media;
use crate::finding::Status;

/// `[[case]]`: a filing of a few documents and the status that one requirement must get.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Id of the requirement that is tried.
    pub requirement: String,
    /// Dutch, short: what the case shows.
    pub name: String,
    pub status: Status,
    /// Category id; the first of the requirement when absent. `onbekend`: none is known.
    #[serde(default)]
    pub category: Option<String>,
    /// Moment of filing, with offset; noon on the day of the deadline when absent.
    #[serde(default)]
    pub filed: Option<toml::value::Datetime>,
    /// More keys of the manifest, as in `inschrijving.toml`.
    #[serde(default)]
    pub manifest: BTreeMap<String, Values>,
    #[serde(default, rename = "document")]
    pub documents: Vec<CaseDocument>,
}

/// `[[case.document]]`: what was observed of one document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseDocument {
    /// Id of the kind it was recognised as; absent for a document of unknown kind.
    #[serde(default)]
    pub kind: Option<String>,
    /// A kind that a document of unknown kind most resembles.
    #[serde(default)]
    pub resembles: Option<String>,
    /// Path in the submission; `<kind>.pdf` when absent.
    #[serde(default)]
    pub file: Option<String>,
    #[serde(default)]
    pub media: Option<Media>,
    /// Facts read beyond doubt: a value, a list of values, or a value with what belongs to it
    /// (`{ value = "Jansen, A.", power = "alleen" }`).
    #[serde(default)]
    pub fields: BTreeMap<String, Values>,
    /// Facts read, but not surely.
    #[serde(default)]
    pub unsure: BTreeMap<String, Values>,
    /// Topics that a sentence plainly says.
    #[serde(default)]
    pub says: Vec<String>,
    /// Topics of which a word passes by.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Topics that a sentence denies ("er is geen ..."): reading makes those a hint.
    #[serde(default)]
    pub denies: Vec<String>,
    /// Topics that a heading with its text is about.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Marks of `marks.toml`, or of recognition (`vervolg`, `pagina:2/3`, `ingevuld:nee`).
    #[serde(default)]
    pub marks: Vec<String>,
    /// A scan without text.
    #[serde(default)]
    pub unread: bool,
    #[serde(default = "one")]
    pub pages: u32,
}

/// The word of a case for a category that is not known.
pub const UNKNOWN: &str = "onbekend";

fn one() -> u32 {
    1
}

/// One value or several, each with its attributes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(pub Vec<Value>);

/// A canonical value with what belongs to it (see [`crate::fact::Fact::attributes`]).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Value {
    pub value: String,
    pub attributes: BTreeMap<String, String>,
}

/// How the toml crate hands a date over.
const DATETIME: &str = "$__toml_private_datetime";

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shape;
        impl<'de> Visitor<'de> for Shape {
            type Value = Values;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, a list of values or { value = \"...\", ... }")
            }
            fn visit_str<E: Error>(self, said: &str) -> Result<Values, E> {
                let value = Value { value: said.to_owned(), attributes: BTreeMap::new() };
                Ok(Values(vec![value]))
            }
            fn visit_bool<E: Error>(self, said: bool) -> Result<Values, E> {
                self.visit_str(if said { "true" } else { "false" })
            }
            fn visit_i64<E: Error>(self, said: i64) -> Result<Values, E> {
                self.visit_str(&said.to_string())
            }
            fn visit_u64<E: Error>(self, said: u64) -> Result<Values, E> {
                self.visit_str(&said.to_string())
            }
            fn visit_f64<E: Error>(self, said: f64) -> Result<Values, E> {
                self.visit_str(&format!("{said:?}"))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Values, A::Error> {
                let mut out = Vec::new();
                while let Some(Values(mut more)) = all.next_element()? {
                    out.append(&mut more);
                }
                Ok(Values(out))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
                let mut out = Value::default();
                let mut valued = false;
                while let Some(key) = map.next_key::<String>()? {
                    let Values(said) = map.next_value()?;
                    let [one] = said.as_slice() else {
                        return Err(A::Error::custom(format!("`{key}` must have one value")));
                    };
                    if key == "value" || key == DATETIME {
                        out.value.clone_from(&one.value);
                        valued = true;
                    } else {
                        out.attributes.insert(key, one.value.clone());
                    }
                }
                if valued { Ok(Values(vec![out])) } else { Err(A::Error::missing_field("value")) }
            }
        }
        deserializer.deserialize_any(Shape)
    }
}

/// Where something stands in the rule files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RulePlace {
    /// Relative to the folder of rules, `/`-separated.
    pub file: String,
    /// 1-based.
    pub line: usize,
}

/// A case with its place and what it belongs to.
#[derive(Debug, Clone)]
pub struct PlacedCase {
    pub policy: String,
    pub procedure: String,
    pub place: RulePlace,
    pub case: Case,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        case: Vec<Case>,
    }

    #[test]
    fn every_way_to_write_a_value() {
        let text = "[[case]]\nrequirement = 'a'\nname = 'b'\nstatus = 'not_met'\nfiled = 2026-07-31T12:00:00+02:00\n\
            manifest = { startend = true }\n[[case.document]]\nkind = 'k'\n\
            fields = { d = 2026-04-30, n = 12, f = 20.0, t = ['x', { value = 'y', power = 'alleen' }] }\n";
        let file: File = toml::from_str(text).unwrap();
        let case = &file.case[0];
        assert_eq!(case.status, Status::NotMet);
        assert_eq!(case.manifest["startend"].0[0].value, "true");
        let fields = &case.documents[0].fields;
        let plain = |name: &str| fields[name].0.iter().map(|v| v.value.as_str()).collect::<Vec<_>>();
        assert_eq!(plain("d"), ["2026-04-30"]);
        assert_eq!(plain("n"), ["12"]);
        assert_eq!(plain("f"), ["20.0"]);
        assert_eq!(plain("t"), ["x", "y"]);
        assert_eq!(fields["t"].0[1].attributes["power"], "alleen");
        assert!(
            toml::from_str::<File>("[[case]]\nrequirement='a'\nname='b'\nstatus='met'\nmanifest={x={y='z'}}")
                .is_err()
        );
    }
}
