use crate::cell::Row;
use crate::error::Result;
use crate::workbook::Rows;

/// Rows side by side, as they travel to JavaScript: few arrays instead of one object for each cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RowBatch {
    /// Of each row: its number in the sheet, from 1, and how many cells it has.
    pub numbers: Vec<u32>,
    pub counts: Vec<u32>,
    /// Of each cell, row after row: column from 0, `Kind`, flags, and the length of its text in UTF-16 code units.
    pub columns: Vec<u16>,
    pub kinds: Vec<u8>,
    pub flags: Vec<u8>,
    pub lengths: Vec<u32>,
    /// All texts, one after another.
    pub text: String,
}

impl RowBatch {
    /// Rows until there are `cells` cells or more; none at the end of the sheet.
    pub fn read(rows: &mut Rows, cells: usize) -> Result<Option<Self>> {
        let mut batch = Self::default();
        let mut row = Row::default();
        while batch.columns.len() < cells && rows.next(&mut row)? {
            batch.numbers.push(row.number);
            batch.counts.push(row.cells.len() as u32);
            for cell in &row.cells {
                // At most 16,384 columns.
                batch.columns.push(cell.column as u16);
                batch.kinds.push(cell.kind as u8);
                batch.flags.push(cell.flags);
                let units = if cell.text.is_ascii() {
                    cell.text.len()
                } else {
                    cell.text.encode_utf16().count()
                };
                batch.lengths.push(units as u32);
                batch.text.push_str(&cell.text);
            }
        }
        Ok((!batch.numbers.is_empty()).then_some(batch))
    }
}
