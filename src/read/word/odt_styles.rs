//! The styles of an odt, of both its parts.

use std::collections::BTreeMap;

use crate::read::flow::{BODY, Style};
use crate::read::word::heading_of;
use crate::read::xml::{Token, walk};

const CHAIN: usize = 12;

#[derive(Debug, Default)]
pub struct Styles {
    all: BTreeMap<String, Def>,
}

#[derive(Debug, Clone, Default)]
struct Def {
    parent: Option<String>,
    size: Option<Size>,
    bold: Option<bool>,
    hidden: Option<bool>,
    heading: Option<u32>,
    /// Not inherited: a child of a style that breaks does not break.
    breaks: bool,
}

#[derive(Debug, Clone, Copy)]
enum Size {
    Points(f32),
    Percent(f32),
}

/// What a style comes to with all its ancestors.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Look {
    pub size: Option<f32>,
    pub bold: Option<bool>,
    pub hidden: bool,
    pub heading: Option<u32>,
    pub breaks: bool,
}

impl Styles {
    /// Adds the styles of a part. A damaged part gives those before the damage.
    pub fn add(&mut self, xml: &str) {
        let mut current: Option<(String, Def)> = None;
        let _ = walk(xml, "", |token| {
            match token {
                Token::Open(tag) => match tag.name() {
                    "style" => {
                        let name = tag.attr("name").unwrap_or_default();
                        let def = Def {
                            parent: tag.attr("parent-style-name"),
                            heading: tag
                                .attr("default-outline-level")
                                .and_then(|l| l.parse().ok())
                                .or_else(|| heading_of(&name)),
                            ..Def::default()
                        };
                        current = Some((name, def));
                    }
                    "text-properties" => {
                        if let Some((_, def)) = &mut current {
                            def.size = tag.attr("font-size").as_deref().and_then(size);
                            def.bold = tag
                                .attr("font-weight")
                                .map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|weight| weight >= 600));
                            // Struck through: taken back.
                            let struck = tag.attr("text-line-through-style").map(|s| s != "none");
                            def.hidden = tag.attr("display").map(|d| d == "none").filter(|d| *d).or(struck);
                        }
                    }
                    "paragraph-properties" => {
                        if let Some((_, def)) = &mut current {
                            def.breaks = tag.attr("break-before").is_some_and(|b| b == "page");
                        }
                    }
                    _ => {}
                },
                Token::Close(name) if name == "style" => {
                    if let Some((name, def)) = current.take() {
                        self.all.insert(name, def);
                    }
                }
                _ => {}
            }
            true
        });
    }

    pub fn look(&self, name: &str) -> Look {
        let mut look = Look { breaks: self.all.get(name).is_some_and(|d| d.breaks), ..Look::default() };
        let mut factor = 1.0;
        let (mut next, mut hidden) = (Some(name), None);
        for _ in 0..CHAIN {
            let Some(name) = next else { break };
            look.heading = look.heading.or_else(|| heading_of(name));
            let Some(def) = self.all.get(name) else { break };
            if look.size.is_none() {
                match def.size {
                    Some(Size::Points(points)) => look.size = Some(points * factor),
                    Some(Size::Percent(percent)) => factor *= percent / 100.0,
                    None => {}
                }
            }
            look.bold = look.bold.or(def.bold);
            hidden = hidden.or(def.hidden);
            look.heading = look.heading.or(def.heading);
            next = def.parent.as_deref();
        }
        look.hidden = hidden.unwrap_or(false);
        look
    }
}

/// The look of text in a paragraph (`heading` from its tag or style), in spans of these looks from the
/// outside in.
pub fn style(paragraph: Look, heading: Option<u32>, spans: &[Look]) -> Style {
    let inner = |pick: fn(&Look) -> bool| spans.iter().rev().find(|l| pick(l)).copied();
    let size = inner(|l| l.size.is_some()).and_then(|l| l.size).or(paragraph.size).unwrap_or(BODY);
    let bold = inner(|l| l.bold.is_some()).and_then(|l| l.bold).or(paragraph.bold);
    match heading.or(paragraph.heading) {
        Some(level) => Style { size: size.max(Style::heading(level).size), bold: bold.unwrap_or(true) },
        None => Style { size, bold: bold.unwrap_or(false) },
    }
}

fn size(text: &str) -> Option<Size> {
    if let Some(percent) = text.strip_suffix('%') {
        return percent.parse().ok().map(Size::Percent);
    }
    text.strip_suffix("pt")?.parse().ok().filter(|p| (1.0..=1638.0).contains(p)).map(Size::Points)
}

/// A length in points.
pub fn length(text: &str) -> Option<f32> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let value: f32 = number.parse().ok()?;
    let factor = match text.get(number.len()..)? {
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "in" => 72.0,
        "px" => 0.75,
        _ => 1.0,
    };
    Some((value * factor).clamp(0.0, 2000.0))
}
