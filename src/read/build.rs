//! Builds [`Block`]s from a stream of opening and closing tags, for every markup format alike.
//!
//! Hostile nesting costs nothing: tables deeper than [`TABLE_DEPTH`] are read as plain paragraphs, and
//! closings without an opening are ignored.

use crate::read::flow::{Block, CellBlocks, Piece, Row, TABLE_DEPTH};

#[derive(Debug, Default)]
pub struct Builder {
    /// Blocks outside any table, then per open table its rows, row and cell so far.
    body: Vec<Block>,
    tables: Vec<OpenTable>,
    /// Tables that were too deep to be opened.
    ignored: u32,
    para: Vec<Piece>,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Row>,
    row: Option<Row>,
    cell: Option<CellBlocks>,
}

impl Builder {
    pub fn piece(&mut self, piece: Piece) {
        self.para.push(piece);
    }

    /// Ends the paragraph. One without text or marks is dropped, unless `keep` asks for its height.
    pub fn end_para(&mut self, keep: bool) {
        let shown = self.para.iter().any(|p| match p {
            Piece::Text(text, _) => !text.trim().is_empty(),
            Piece::Tab | Piece::Break => false,
            Piece::Image(..) | Piece::Field(_) | Piece::PageBreak => true,
        });
        let pieces = std::mem::take(&mut self.para);
        if shown || keep {
            self.block(Block::Para(pieces));
        }
    }

    pub fn block(&mut self, block: Block) {
        match self.tables.last_mut() {
            None => self.body.push(block),
            Some(OpenTable { cell: Some(cell), .. }) => cell.blocks.push(block),
            // Text between cells, as sloppy HTML has it: a row of its own.
            Some(table) => {
                table.rows.push(Row { cells: vec![CellBlocks { columns: 1, blocks: vec![block] }] });
            }
        }
    }

    pub fn open_table(&mut self) {
        self.end_para(false);
        if self.tables.len() as u32 >= TABLE_DEPTH {
            self.ignored += 1;
        } else {
            self.tables.push(OpenTable::default());
        }
    }

    pub fn close_table(&mut self) {
        if self.ignored > 0 {
            self.end_para(false);
            self.ignored -= 1;
            return;
        }
        self.close_row();
        if let Some(table) = self.tables.pop()
            && !table.rows.is_empty()
        {
            self.block(Block::Table(table.rows));
        }
    }

    pub fn open_row(&mut self) {
        if self.ignored == 0 {
            self.close_row();
            if let Some(table) = self.tables.last_mut() {
                table.row = Some(Row::default());
            }
        } else {
            self.end_para(false);
        }
    }

    pub fn close_row(&mut self) {
        self.close_cell();
        if self.ignored == 0
            && let Some(table) = self.tables.last_mut()
            && let Some(row) = table.row.take()
        {
            table.rows.push(row);
        }
    }

    /// `columns`: how many columns the cell covers.
    pub fn open_cell(&mut self, columns: u32) {
        if self.ignored == 0 {
            self.close_cell();
            if let Some(table) = self.tables.last_mut() {
                table.cell = Some(CellBlocks { columns: columns.clamp(1, 200), blocks: Vec::new() });
            }
        } else {
            self.piece(Piece::Tab);
        }
    }

    /// For formats that tell it only after the cell has begun.
    pub fn cell_columns(&mut self, columns: u32) {
        if self.ignored == 0
            && let Some(OpenTable { cell: Some(cell), .. }) = self.tables.last_mut()
        {
            cell.columns = columns.clamp(1, 200);
        }
    }

    pub fn close_cell(&mut self) {
        if self.ignored > 0 {
            return;
        }
        self.end_para(false);
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = table.cell.take()
        {
            table.row.get_or_insert_default().cells.push(cell);
        }
    }

    /// Whether a table is open.
    pub fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    pub fn finish(mut self) -> Vec<Block> {
        self.end_para(false);
        self.ignored = 0;
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.body
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::flow::{Style, lay_out};
    use crate::read::limits::Limits;

    fn text(builder: &mut Builder, text: &str) {
        builder.piece(Piece::Text(text.into(), Style::default()));
    }

    #[test]
    fn stray_closings_and_deep_tables_do_no_harm() {
        let mut builder = Builder::default();
        builder.close_cell();
        builder.close_table();
        for _ in 0..50 {
            builder.open_table();
            builder.open_row();
            builder.open_cell(1);
        }
        text(&mut builder, "diep");
        for _ in 0..20 {
            builder.close_cell();
            builder.close_row();
            builder.close_table();
        }
        let laid = lay_out(&builder.finish(), &Limits::default());
        assert_eq!(laid.pages[0].text(), "diep\n");
    }
}
