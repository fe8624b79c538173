//! Labels with their values, and tables.

use super::{Align, BLACK, GREY, Layouter, Op, PairLook, Rules, Table, line_width, wrap};

impl Layouter<'_> {
    pub(super) fn pairs(&mut self, pairs: &[(String, String)]) {
        let (size, family) = (self.style.size, self.style.family);
        let column = self.width * self.style.label_column;
        // A narrow frame cannot hold labels beside their values.
        let look = if self.width < 230.0 && !matches!(self.style.pairs, PairLook::Inline) {
            PairLook::Above
        } else {
            self.style.pairs
        };
        if look == PairLook::TwoUp {
            let half = self.width / 2.0;
            for two in pairs.chunks(2) {
                let tall =
                    two.iter().map(|(_, v)| wrap(family, size, v, half - 14.0).len()).max().unwrap_or(1)
                        as f32;
                self.need(self.leading(size) * (tall + 1.2));
                let start = self.y;
                let mut lowest = start;
                for (i, (label, value)) in two.iter().enumerate() {
                    self.y = start;
                    let x = self.x + half * i as f32;
                    self.paragraph(label, size * 0.82, x, half - 14.0, GREY);
                    self.paragraph(value, size, x, half - 14.0, BLACK);
                    lowest = lowest.max(self.y);
                }
                self.y = lowest + size * 0.5;
            }
            return;
        }
        for (i, (label, value)) in pairs.iter().enumerate() {
            let label_width = match look {
                PairLook::Above | PairLook::Inline => self.width,
                _ => column - 10.0,
            };
            let value_width = match look {
                PairLook::Above | PairLook::Inline => self.width,
                _ => self.width - column,
            };
            let shown = match look {
                PairLook::BesideColon => format!("{label}:"),
                _ => label.clone(),
            };
            let lines = wrap(family, size, &shown, label_width).len().max(
                value.split('\n').map(|v| wrap(family, size, v, value_width).len().max(1)).sum::<usize>(),
            );
            let height = self.leading(size) * lines as f32;
            self.need(height.min(300.0) + self.leading(size));
            let (x, start, width) = (self.x, self.y, self.width);
            match look {
                PairLook::Above => {
                    self.paragraph(label, size * 0.82, x, label_width, GREY);
                    self.paragraph(value, size, x, value_width, BLACK);
                    self.y += size * 0.45;
                }
                PairLook::Inline => {
                    self.paragraph(&format!("**{label}:** {value}"), size, x, width, BLACK);
                    self.y += size * 0.1;
                }
                PairLook::Grid | PairLook::Zebra => {
                    let pad = 3.5;
                    let h = height + 2.0 * pad;
                    if look == PairLook::Zebra && i % 2 == 0 {
                        self.push(Op::Rect {
                            x,
                            y: start,
                            w: width,
                            h,
                            fill: Some([236, 240, 244]),
                            stroke: None,
                        });
                    }
                    if look == PairLook::Grid {
                        self.push(Op::Rect { x, y: start, w: width, h, fill: None, stroke: Some(GREY) });
                        self.push(Op::Line {
                            from: (x + column - 4.0, start),
                            to: (x + column - 4.0, start + h),
                            width: 0.5,
                            color: GREY,
                        });
                    }
                    self.paragraph(label, size, x + 4.0, label_width - 4.0, BLACK);
                    self.y = start;
                    self.paragraph(value, size, x + column, value_width - 4.0, BLACK);
                    self.y = start + h;
                }
                PairLook::Dots => {
                    let w = family.width(false, size, label);
                    let dot = family.width(false, size, ".");
                    let free = (column - w - 8.0) / dot;
                    let leader = if free > 2.0 { ".".repeat(free as usize) } else { String::new() };
                    self.paragraph(label, size, x, label_width, BLACK);
                    if !leader.is_empty() {
                        self.text(x + w + 3.0, start + self.leading(size), size, false, &leader, GREY);
                    }
                    let low = self.y;
                    self.y = start;
                    self.paragraph(value, size, x + column, value_width, BLACK);
                    self.y = self.y.max(low);
                }
                PairLook::RightLabel => {
                    let w = family.width(false, size, label).min(label_width);
                    self.paragraph(label, size, x + label_width - w, w + 1.0, GREY);
                    let low = self.y;
                    self.y = start;
                    self.paragraph(value, size, x + column, value_width, BLACK);
                    self.y = self.y.max(low);
                }
                _ => {
                    self.paragraph(&shown, size, x, label_width, BLACK);
                    let low = self.y;
                    self.y = start;
                    self.paragraph(value, size, x + column, value_width, BLACK);
                    self.y = self.y.max(low) + size * 0.1;
                }
            }
        }
        self.y += size * 0.7;
    }

    pub(super) fn table(&mut self, table: &Table) {
        let (size, family) = (self.style.size * 0.94, self.style.family);
        let total: f32 = table.widths.iter().sum();
        let widths: Vec<f32> = table.widths.iter().map(|w| w / total * self.width).collect();
        let mut rows: Vec<(bool, bool, &Vec<String>)> = Vec::new();
        if let Some(head) = &table.head {
            rows.push((true, false, head));
        }
        rows.extend(table.rows.iter().enumerate().map(|(i, r)| (false, table.totals.contains(&i), r)));
        for (i, (head, sum, row)) in rows.into_iter().enumerate() {
            let bold = head || sum;
            let cells: Vec<Vec<Vec<(bool, String)>>> = row
                .iter()
                .zip(&widths)
                .map(|(cell, w)| {
                    let marked = if bold && !cell.is_empty() { format!("**{cell}**") } else { cell.clone() };
                    wrap(family, size, &marked, w - 8.0)
                })
                .collect();
            let tall = cells.iter().map(Vec::len).max().unwrap_or(1).max(1) as f32;
            let h = tall * self.leading(size) + 4.0;
            self.need(h);
            let (x, y, width) = (self.x, self.y, self.width);
            match table.rules {
                Rules::Grid => {
                    if head {
                        self.push(Op::Rect { x, y, w: width, h, fill: Some([225, 230, 236]), stroke: None });
                    }
                    self.push(Op::Rect { x, y, w: width, h, fill: None, stroke: Some(GREY) });
                    let mut at = x;
                    for w in &widths[..widths.len() - 1] {
                        at += w;
                        self.push(Op::Line { from: (at, y), to: (at, y + h), width: 0.5, color: GREY });
                    }
                }
                Rules::Zebra if i % 2 == 1 => {
                    self.push(Op::Rect { x, y, w: width, h, fill: Some([240, 243, 246]), stroke: None });
                }
                Rules::Lines if head => {
                    self.push(Op::Line {
                        from: (x, y + h),
                        to: (x + width, y + h),
                        width: 0.8,
                        color: BLACK,
                    });
                }
                Rules::Lines if sum => {
                    let from = x + widths[0];
                    self.push(Op::Line {
                        from: (from, y + 1.0),
                        to: (x + width, y + 1.0),
                        width: 0.6,
                        color: BLACK,
                    });
                }
                _ => {}
            }
            let mut at = x;
            for (k, lines) in cells.iter().enumerate() {
                self.y = y;
                for line in lines {
                    self.y += self.leading(size);
                    let w = line_width(family, size, line);
                    let start = match table.align.get(k) {
                        Some(Align::Right) => at + widths[k] - 4.0 - w,
                        _ => at + 4.0,
                    };
                    self.runs(line, start, size, BLACK, None);
                }
                at += widths[k];
            }
            self.y = y + h;
        }
        self.y += size * 0.8;
    }
}
