//! Columns and frames.

use super::{Block, Columns, GREY, Layouter, Op};

impl Layouter<'_> {
    pub(super) fn side_by_side(&mut self, columns: &[Vec<Block>]) {
        let (x, width) = (self.x, self.width);
        let gap = 18.0;
        let each = (width - gap * (columns.len() as f32 - 1.0)) / columns.len() as f32;
        self.need(150.0);
        let start = self.y;
        let page = self.pages.len();
        let mut lowest = start;
        for (i, column) in columns.iter().enumerate() {
            self.x = x + (each + gap) * i as f32;
            self.width = each;
            self.y = start;
            self.blocks(column);
            lowest = if self.pages.len() > page { self.y } else { lowest.max(self.y) };
        }
        self.x = x;
        self.width = width;
        self.y = lowest;
    }

    pub(super) fn two_columns(&mut self, blocks: &[Block]) {
        let (x, width) = (self.x, self.width);
        let gap = 22.0;
        let each = (width - gap) / 2.0;
        self.columns = Some(Columns { at: 0, left: x, width: each, gap, top: self.y, lowest: self.y });
        self.width = each;
        self.blocks(blocks);
        if let Some(c) = self.columns.take() {
            self.y = self.y.max(c.lowest);
        }
        self.x = x;
        self.width = width;
    }

    pub(super) fn framed(&mut self, blocks: &[Block]) {
        self.need(110.0);
        let (x, width, start, page) = (self.x, self.width, self.y, self.pages.len());
        self.x += 9.0;
        self.width -= 18.0;
        self.y += 6.0;
        self.blocks(blocks);
        self.x = x;
        self.width = width;
        self.y += 4.0;
        if self.pages.len() == page {
            let h = self.y - start;
            self.push(Op::Rect { x, y: start, w: width, h, fill: None, stroke: Some(GREY) });
        }
        self.y += 8.0;
    }
}
