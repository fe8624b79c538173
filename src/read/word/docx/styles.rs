//! The styles of a docx: how large, how bold, heading or not.

use std::collections::BTreeMap;

use crate::read::flow::Style;
use crate::read::word::heading_of;
use crate::read::xml::{Token, walk};

/// Styles inherit from each other; a longer chain is a circle.
const CHAIN: usize = 12;

#[derive(Debug, Default)]
pub struct Styles {
    all: BTreeMap<String, Def>,
    default_size: Option<f32>,
    default_paragraph: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Def {
    based_on: Option<String>,
    props: Props,
}

/// Properties a style or paragraph sets; `None` inherits.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Props {
    pub size: Option<f32>,
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    /// 0 a title, else the level.
    pub heading: Option<u32>,
    pub break_before: Option<bool>,
}

impl Props {
    fn or(self, parent: Self) -> Self {
        Self {
            size: self.size.or(parent.size),
            bold: self.bold.or(parent.bold),
            hidden: self.hidden.or(parent.hidden),
            heading: self.heading.or(parent.heading),
            break_before: self.break_before.or(parent.break_before),
        }
    }
}

/// A size in half points, as Word writes it.
pub fn half_points(value: &str) -> Option<f32> {
    value.parse::<f32>().ok().map(|half| half / 2.0).filter(|size| (1.0..=1638.0).contains(size))
}

impl Styles {
    /// From `word/styles.xml`. A damaged part gives the styles before the damage.
    pub fn parse(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut current: Option<(String, Def)> = None;
        let mut in_defaults = false;
        let _ = walk(xml, "", |token| {
            match token {
                Token::Open(tag) => match tag.name() {
                    "docDefaults" => in_defaults = true,
                    "style" => {
                        let id = tag.attr("styleId").unwrap_or_default();
                        if tag.attr("type").as_deref() == Some("paragraph")
                            && tag.attr("default").is_some_and(|d| d != "0")
                        {
                            styles.default_paragraph = Some(id.clone());
                        }
                        current = Some((id, Def::default()));
                    }
                    "sz" if in_defaults => {
                        styles.default_size = tag.attr("val").as_deref().and_then(half_points);
                    }
                    name => {
                        if let Some((_, def)) = &mut current {
                            let value = tag.attr("val").unwrap_or_default();
                            match name {
                                "name" => def.props.heading = def.props.heading.or(heading_of(&value)),
                                "basedOn" => def.based_on = Some(value),
                                "outlineLvl" => def.props.heading = outline(&value).or(def.props.heading),
                                "sz" => def.props.size = half_points(&value),
                                "b" => def.props.bold = Some(tag.on("val")),
                                "vanish" | "strike" | "dstrike" if tag.on("val") => {
                                    def.props.hidden = Some(true);
                                }
                                "vanish" => def.props.hidden = Some(false),
                                "pageBreakBefore" => def.props.break_before = Some(tag.on("val")),
                                _ => {}
                            }
                        }
                    }
                },
                Token::Close(name) => match name.as_str() {
                    "docDefaults" => in_defaults = false,
                    "style" => {
                        if let Some((id, def)) = current.take() {
                            styles.all.insert(id, def);
                        }
                    }
                    _ => {}
                },
                Token::Text(_) => {}
            }
            true
        });
        styles
    }

    /// All that a style and its ancestors set.
    pub fn props(&self, id: &str) -> Props {
        let mut props = Props::default();
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let Some(def) = next.and_then(|id| self.all.get(id)) else { break };
            props = props.or(def.props);
            next = def.based_on.as_deref();
        }
        props
    }

    pub fn paragraph(&self, id: Option<&str>) -> Props {
        id.or(self.default_paragraph.as_deref()).map(|id| self.props(id)).unwrap_or_default()
    }

    /// The look of a run: its own properties, its character style's, its paragraph's.
    pub fn look(&self, run: Props, character: Option<&str>, paragraph: Props) -> Style {
        let props = run.or(character.map(|id| self.props(id)).unwrap_or_default()).or(paragraph);
        let body = self.default_size.unwrap_or(10.0);
        let size = props.size.unwrap_or(body);
        match paragraph.heading {
            // A heading is seen as one even where the style sets it no larger than the text.
            Some(level) => {
                Style { size: size.max(Style::heading(level).size), bold: props.bold.unwrap_or(true) }
            }
            None => Style { size, bold: props.bold.unwrap_or(false) },
        }
    }
}

/// Outline levels count from 0; 9 is body text.
pub fn outline(value: &str) -> Option<u32> {
    value.parse::<u32>().ok().filter(|l| *l < 9).map(|l| l + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_inherit_and_circles_end() {
        let styles = Styles::parse(
            "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>\
             <w:style w:type='paragraph' w:default='1' w:styleId='Standaard'><w:name w:val='Normal'/></w:style>\
             <w:style w:styleId='Kop1'><w:name w:val='heading 1'/><w:basedOn w:val='Standaard'/>\
             <w:rPr><w:b/><w:sz w:val='36'/></w:rPr></w:style>\
             <w:style w:styleId='Eigen'><w:basedOn w:val='Kop1'/><w:rPr><w:b w:val='0'/></w:rPr></w:style>\
             <w:style w:styleId='A'><w:basedOn w:val='B'/></w:style><w:style w:styleId='B'><w:basedOn w:val='A'/></w:style>\
             </w:styles>",
        );
        let own = styles.paragraph(Some("Eigen"));
        assert_eq!((own.heading, own.bold, own.size), (Some(1), Some(false), Some(18.0)));
        assert_eq!(styles.paragraph(Some("A")), Props::default());
        let body = styles.look(Props::default(), None, styles.paragraph(None));
        assert_eq!(body, Style { size: 11.0, bold: false });
    }
}
