//! Everything drawn: signatures, logos, stamps, charts, form fields, certificate paper.

use super::{BLACK, ChaCha8Rng, FieldValue, Layouter, Op, RngExt, SeedableRng, line_width, wrap};

impl Layouter<'_> {
    pub(super) fn checks(&mut self, checks: &[(String, bool)]) {
        let size = self.style.size;
        for (text, ticked) in checks {
            self.need(self.leading(size) + 4.0);
            let (x, y) = (self.x, self.y + self.leading(size));
            self.fields += 1;
            self.push(Op::Field {
                name: format!("Vak{}", self.fields),
                label: text.clone(),
                x: x + 2.0,
                y: y - size * 0.85,
                w: size,
                h: size,
                value: FieldValue::Check(*ticked),
            });
            self.paragraph(text, size, x + 20.0, self.width - 20.0, BLACK);
            self.y += 2.5;
        }
        self.y += size * 0.4;
    }

    pub(super) fn field(&mut self, name: &str, label: &str, value: Option<&String>) {
        let size = self.style.size;
        let column = self.width * self.style.label_column;
        let tall =
            value.map_or(1, |v| wrap(self.style.family, size, v, self.width - column - 8.0).len()) as f32;
        let h = self.leading(size) * tall + 6.0;
        self.need(h + 4.0);
        let (x, y, width) = (self.x, self.y, self.width);
        self.push(Op::Field {
            name: name.to_owned(),
            label: label.to_owned(),
            x: x + column,
            y: y + 1.0,
            w: width - column,
            h,
            value: FieldValue::Text(value.cloned()),
        });
        self.paragraph(label, size, x, column - 10.0, BLACK);
        self.y = self.y.max(y + h) + 5.0;
    }

    pub(super) fn signature(&mut self, seed: u64) {
        self.need(60.0);
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let (x0, y0) = (self.x + 14.0, self.y + 32.0);
        let mut points = vec![(x0, y0)];
        let mut x = x0;
        for i in 0..rng.random_range(5..9) {
            let step: f32 = rng.random_range(8.0..26.0);
            let rise: f32 = rng.random_range(6.0..26.0);
            let sign = if i % 2 == 0 { -1.0 } else { 1.0 };
            points.push((x + step * 0.2, y0 + sign * rise));
            points.push((x + step * 1.1, y0 + sign * rise * 0.7));
            x += step;
            points.push((x, y0 + rng.random_range(-5.0..5.0)));
        }
        points.extend([(x + 10.0, y0 + 14.0), (x0 + 30.0, y0 + 18.0), (x + 24.0, y0 + 6.0)]);
        self.push(Op::Curve { points, width: 1.1, color: [18, 28, 96] });
        self.y += 58.0;
    }

    pub(super) fn logo(&mut self, name: &str) {
        let (x, y, accent) = (self.x, self.y, self.style.accent);
        self.push(Op::Rect { x, y, w: 20.0, h: 20.0, fill: Some(accent), stroke: None });
        self.push(Op::Curve {
            points: vec![(x + 3.0, y + 14.0), (x + 7.0, y + 2.0), (x + 13.0, y + 20.0), (x + 17.0, y + 6.0)],
            width: 2.0,
            color: [255, 255, 255],
        });
        self.text(x + 28.0, y + 15.0, 15.0, true, name, accent);
        self.y += 36.0;
    }

    pub(super) fn stamp(&mut self, text: &str) {
        self.need(60.0);
        let (x, y) = (self.x + self.width - 130.0, self.y);
        let color = [170, 40, 60];
        self.push(Op::Rect { x, y, w: 126.0, h: 44.0, fill: None, stroke: Some(color) });
        for (i, line) in text.split('\n').enumerate() {
            self.push(Op::Text {
                x: x + 8.0,
                y: y + 16.0 + 13.0 * i as f32,
                size: 9.5,
                family: self.style.family,
                bold: true,
                text: line.to_owned(),
                color,
                spacing: 0.6,
                turn: 0.0,
            });
        }
        self.y += 52.0;
    }

    pub(super) fn chart(&mut self, levels: &[Vec<String>]) {
        let size = self.style.size * 0.9;
        let mut parents: Vec<(f32, f32)> = Vec::new();
        for level in levels {
            self.need(90.0);
            let each = self.width / level.len() as f32;
            let w = (each - 14.0).min(190.0);
            let (x, top) = (self.x, self.y + 22.0);
            let mut next = Vec::new();
            let mut lowest = top;
            for (i, name) in level.iter().enumerate() {
                let left = x + each * i as f32 + (each - w) / 2.0;
                let lines: Vec<String> = name.split('\n').map(str::to_owned).collect();
                let h = lines.iter().map(|l| wrap(self.style.family, size, l, w - 10.0).len()).sum::<usize>()
                    as f32
                    * self.leading(size)
                    + 10.0;
                let middle = left + w / 2.0;
                if let Some(&(px, py)) = parents.get(i).or_else(|| parents.first()) {
                    let (mid, parent) = (
                        f32::midpoint(py, top),
                        if parents.len() == level.len() { px } else { parents[0].0 },
                    );
                    self.push(Op::Line { from: (parent, py), to: (parent, mid), width: 0.8, color: BLACK });
                    self.push(Op::Line { from: (parent, mid), to: (middle, mid), width: 0.8, color: BLACK });
                    self.push(Op::Line { from: (middle, mid), to: (middle, top), width: 0.8, color: BLACK });
                }
                self.push(Op::Rect {
                    x: left,
                    y: top,
                    w,
                    h,
                    fill: Some([238, 243, 250]),
                    stroke: Some(BLACK),
                });
                self.y = top + 2.0;
                for line in &lines {
                    for wrapped in wrap(self.style.family, size, line, w - 10.0) {
                        self.y += self.leading(size);
                        let lw = line_width(self.style.family, size, &wrapped);
                        self.runs(&wrapped, middle - lw / 2.0, size, BLACK, None);
                    }
                }
                next.push((middle, top + h));
                lowest = lowest.max(top + h);
            }
            parents = next;
            self.y = lowest;
        }
        self.y += 20.0;
    }
}

/// Fine wavy lines over the whole page.
pub(super) fn guilloche(ops: &mut Vec<Op>) {
    for row in 0..24 {
        let y = 60.0 + row as f32 * 31.0;
        let mut points = vec![(30.0, y)];
        for step in 0..9 {
            let x = 30.0 + step as f32 * 60.0;
            points.extend([(x + 20.0, y - 14.0), (x + 40.0, y + 14.0), (x + 60.0, y)]);
        }
        ops.push(Op::Curve { points, width: 0.3, color: [205, 215, 230] });
    }
}
