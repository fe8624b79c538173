//! Titles, paragraphs and lists: breaking lines and placing runs.

use super::{BLACK, Family, HeadingLook, Layouter, Op, Rgb, text_op};

impl Layouter<'_> {
    pub(super) fn text(&mut self, x: f32, y: f32, size: f32, bold: bool, text: &str, color: Rgb) {
        let op = text_op(self.style, x, y, size, bold, text, color);
        self.push(op);
    }

    pub(super) fn title(&mut self, text: &str) {
        let size = self.style.size * 1.75;
        for line in wrap(self.style.family, size, &format!("**{text}**"), self.width * 0.95) {
            self.need(self.leading(size));
            self.y += self.leading(size);
            let plain = plain(&line);
            if self.style.heading == HeadingLook::Spaced && plain.len() < 26 {
                let (x, y) = (self.x, self.y);
                self.push(Op::Text {
                    x,
                    y,
                    size: size * 0.85,
                    family: self.style.family,
                    bold: true,
                    text: plain.to_uppercase(),
                    color: self.style.accent,
                    spacing: 4.5,
                    turn: 0.0,
                });
            } else {
                self.runs(&line, self.x, size, self.style.accent, None);
            }
        }
        self.y += size * 0.5;
    }

    pub(super) fn heading(&mut self, level: u8, text: &str) {
        let level = usize::from(level.clamp(1, 3));
        let size = self.style.size * [1.35, 1.12, 1.0][level - 1];
        self.numbers[level - 1] += 1;
        for deeper in &mut self.numbers[level..] {
            *deeper = 0;
        }
        let (color, mut shown) = match self.style.heading {
            HeadingLook::Coloured | HeadingLook::Ruled => (self.style.accent, text.to_owned()),
            HeadingLook::Banner if level == 1 => ([255, 255, 255], text.to_owned()),
            HeadingLook::Caps if level == 1 => (BLACK, text.to_uppercase()),
            _ => (BLACK, text.to_owned()),
        };
        if self.style.heading == HeadingLook::Numbered && !text.starts_with(|c: char| c.is_ascii_digit()) {
            let number: Vec<String> =
                self.numbers[..level].iter().filter(|n| **n > 0).map(ToString::to_string).collect();
            shown = format!("{}  {shown}", number.join("."));
        }
        self.need(self.leading(size) * if level == 1 { 5.0 } else { 2.8 });
        self.y += size * if level == 1 { 0.8 } else { 0.5 };
        for line in wrap(self.style.family, size, &format!("**{shown}**"), self.width) {
            self.y += self.leading(size);
            if self.style.heading == HeadingLook::Banner && level == 1 {
                let (x, y, w, fill) = (self.x, self.y, self.width, self.style.accent);
                self.push(Op::Rect {
                    x: x - 4.0,
                    y: y - size,
                    w: w + 8.0,
                    h: size * 1.35,
                    fill: Some(fill),
                    stroke: None,
                });
            }
            self.runs(&line, self.x, size, color, None);
        }
        if self.style.heading == HeadingLook::Ruled {
            let (x, y, w, color) = (self.x, self.y + 3.0, self.width, self.style.accent);
            self.push(Op::Line { from: (x, y), to: (x + w, y), width: 0.8, color });
            self.y += 3.0;
        }
        self.y += size * 0.35;
    }

    /// Draws one wrapped line; `stretch` is the width it is justified to.
    pub(super) fn runs(
        &mut self,
        line: &[(bool, String)],
        x: f32,
        size: f32,
        color: Rgb,
        stretch: Option<f32>,
    ) {
        let family = self.style.family;
        let natural = line_width(family, size, line);
        let gaps: usize = line.iter().map(|(_, t)| t.matches(' ').count()).sum();
        let y = self.y;
        if let Some(width) = stretch
            && gaps > 2
            && natural > width * 0.8
        {
            let extra = (width - natural) / gaps as f32;
            let mut at = x;
            for (bold, text) in line {
                for (i, word) in text.split(' ').enumerate() {
                    if i > 0 {
                        at += family.width(*bold, size, " ") + extra;
                    }
                    if !word.is_empty() {
                        self.text(at, y, size, *bold, word, color);
                        at += family.width(*bold, size, word);
                    }
                }
            }
            return;
        }
        let mut at = x;
        for (bold, text) in line {
            let lead = text.len() - text.trim_start().len();
            let shift = family.width(*bold, size, &text[..lead]);
            let body = text.trim();
            if !body.is_empty() {
                self.text(at + shift, y, size, *bold, body, color);
            }
            at += family.width(*bold, size, text);
        }
    }

    pub(super) fn paragraph(&mut self, text: &str, size: f32, x: f32, width: f32, color: Rgb) {
        let home = self.x;
        for part in text.split('\n') {
            let lines = wrap(self.style.family, size, part, width);
            let last = lines.len().saturating_sub(1);
            for (i, line) in lines.into_iter().enumerate() {
                self.need(self.leading(size));
                self.y += self.leading(size);
                let stretch = (self.style.justify && i < last).then_some(width);
                // A new column moves the home position: keep the indent relative to it.
                let at = self.x + (x - home);
                self.runs(&line, at, size, color, stretch);
            }
        }
    }

    pub(super) fn item(&mut self, mark: &str, text: &str) {
        let size = self.style.size;
        self.need(self.leading(size));
        let y = self.y + self.leading(size);
        let x = self.x;
        self.text(x + 6.0, y, size, false, mark, BLACK);
        self.paragraph(text, size, x + 22.0, self.width - 22.0, BLACK);
        self.y += size * 0.15;
    }
}

/// A line of text in runs of one weight.
pub(super) type Run = (bool, String);

pub(super) fn plain(line: &[Run]) -> String {
    line.iter().map(|(_, t)| t.as_str()).collect::<String>().trim().to_owned()
}

pub(super) fn line_width(family: Family, size: f32, line: &[Run]) -> f32 {
    line.iter().map(|(bold, text)| family.width(*bold, size, text)).sum()
}

/// Breaks `text` (with `**bold**`) into lines no wider than `width`.
pub(super) fn wrap(family: Family, size: f32, text: &str, width: f32) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = Vec::new();
    let mut line: Vec<Run> = Vec::new();
    let mut used = 0.0;
    let mut bold = false;
    for (i, part) in text.split("**").enumerate() {
        if i > 0 {
            bold = !bold;
        }
        // Words keep the space before them, so that runs join up as they stood.
        let mut words: Vec<String> = Vec::new();
        for (k, word) in part.split(' ').enumerate() {
            if k == 0 {
                words.push(word.to_owned());
            } else {
                words.push(format!(" {word}"));
            }
        }
        for word in words {
            if word.is_empty() {
                continue;
            }
            let mut word = word;
            // A word wider than its cell is cut, as word processors do in narrow columns.
            while family.width(bold, size, word.trim_start()) > width && word.trim_start().chars().count() > 4
            {
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                let body = word.trim_start().to_owned();
                let mut cut = body.len();
                while cut > 1
                    && (!body.is_char_boundary(cut) || family.width(bold, size, &body[..cut]) > width)
                {
                    cut -= 1;
                }
                lines.push(vec![(bold, body[..cut].to_owned())]);
                body[cut..].clone_into(&mut word);
                used = 0.0;
            }
            let w = family.width(bold, size, &word);
            let fresh = line.is_empty();
            let word = if used + w > width && !fresh && word.starts_with(' ') {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
                word.trim_start().to_owned()
            } else {
                word
            };
            let word = if line.is_empty() { word.trim_start().to_owned() } else { word };
            used += family.width(bold, size, &word);
            match line.last_mut() {
                Some((b, t)) if *b == bold => t.push_str(&word),
                _ => line.push((bold, word)),
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
