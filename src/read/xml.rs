//! XML as a stream of simple events: local names, attributes and text, without entities or recursion.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::problem::Problem;
use crate::read::problems;

/// Open elements past which a document is a trap.
const DEPTH: u32 = 10_000;

pub enum Token<'a> {
    /// Also for an empty element, which is followed by its `Close`.
    Open(Tag<'a>),
    /// Local name.
    Close(String),
    Text(Cow<'a, str>),
}

pub struct Tag<'a> {
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        local(self.start.name().into_inner())
    }
    /// The value of the attribute of this local name. Entities other than XML's own are left as they are.
    pub fn attr(&self, name: &str) -> Option<String> {
        let found = self
            .start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| local(a.key.into_inner()) == name)?;
        Some(
            found
                .normalized_value(XmlVersion::default())
                .map_or_else(|_| found.value.to_string(), Cow::into_owned),
        )
    }
    /// Whether the attribute switches something on: present, and not `0`, `false` or `off`.
    pub fn on(&self, name: &str) -> bool {
        !matches!(self.attr(name).as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Feeds the tokens of `xml` to `each` until the end, a fault or `false`.
///
/// # Errors
/// `damaged-file` where the XML breaks off or is malformed (what came before was fed), `too-complex` when it
/// is nested absurdly deep. `what` names the format.
pub fn walk(xml: &str, what: &str, mut each: impl FnMut(Token) -> bool) -> Result<(), Problem> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_u32;
    loop {
        let go_on = match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(problems::too_complex());
                }
                each(Token::Open(Tag { start }))
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                each(Token::Close(local(end.name().into_inner()).to_owned()))
            }
            Ok(Event::Text(text)) => each(Token::Text(text.into_inner())),
            Ok(Event::CData(data)) => each(Token::Text(data.into_inner())),
            Ok(Event::GeneralRef(entity)) => match entity.resolve_char_ref() {
                Ok(Some(c)) => each(Token::Text(Cow::Owned(c.to_string()))),
                // Entities of a document type are never expanded.
                _ => match quick_xml::escape::resolve_predefined_entity(&entity.into_inner()) {
                    Some(text) => each(Token::Text(Cow::Borrowed(text))),
                    None => true,
                },
            },
            Ok(Event::Eof) if depth > 0 => return Err(problems::damaged(what)),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => true,
            Err(_) => return Err(problems::damaged(what)),
        };
        if !go_on {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> (String, Result<(), Problem>) {
        let mut out = String::new();
        let result = walk(xml, "x", |token| {
            if let Token::Text(t) = token {
                out.push_str(&t);
            }
            true
        });
        (out, result)
    }

    #[test]
    fn own_entities_only() {
        let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><d>x &amp; &#8364;&b;</d>";
        assert_eq!(text(bomb).0, "x & €");
        assert!(text("<a><b>tekst").1.is_err());
        assert_eq!(text(&"<a>".repeat(20_000)).1.unwrap_err().code, "too-complex");
    }

    #[test]
    fn attributes_by_local_name() {
        walk("<w:b w:val=\"0\"/>", "x", |token| {
            if let Token::Open(tag) = token {
                assert_eq!(tag.name(), "b");
                assert!(!tag.on("val"));
                assert_eq!(tag.attr("none"), None);
            }
            true
        })
        .unwrap();
    }
}
