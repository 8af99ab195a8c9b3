use crate::cell::{Cell, Kind, Row, Value};
use crate::error::{Result, SheetsCode, SheetsError};
use crate::limits::Limits;

/// Counts what a sheet costs and keeps its rows and cells in rising order.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    cells: u64,
    width: u32,
}

impl Budget {
    pub fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            cells: 0,
            width: 0,
        }
    }

    /// Columns up to the last that was filled in any row so far.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// `number` and `last` from 1.
    pub fn row(&self, number: u32, last: u32) -> Result<()> {
        if number <= last {
            return Err(SheetsError::new(
                SheetsCode::CellTwice,
                format!("expected rows in rising order, got row {number} after row {last}"),
            ));
        }
        if number > self.limits.max_rows {
            return Err(self.too_many_rows());
        }
        Ok(())
    }

    /// Before `rows` rows of so many cells come after row `last`.
    pub fn ahead(&self, last: u32, rows: u32, cells: usize) -> Result<()> {
        if last.saturating_add(rows) > self.limits.max_rows {
            return Err(self.too_many_rows());
        }
        let cells = u64::from(rows).saturating_mul(cells as u64);
        if self.cells.saturating_add(cells) > self.limits.max_cells {
            return Err(self.too_many_cells());
        }
        Ok(())
    }

    fn too_many_rows(&self) -> SheetsError {
        SheetsError::new(
            SheetsCode::TooManyRows,
            format!("expected at most {} rows, got more", self.limits.max_rows),
        )
    }

    fn too_many_cells(&self) -> SheetsError {
        let most = self.limits.max_cells;
        SheetsError::new(
            SheetsCode::TooManyCells,
            format!("expected at most {most} filled cells, got more"),
        )
    }

    pub fn column(&self, column: u32) -> Result<()> {
        if column >= self.limits.max_columns {
            return Err(SheetsError::new(
                SheetsCode::TooManyColumns,
                format!(
                    "expected at most {} columns, got more",
                    self.limits.max_columns
                ),
            ));
        }
        Ok(())
    }

    /// Adds a cell that is not empty to its row.
    pub fn cell(&mut self, row: &mut Row, column: u32, value: Value) -> Result<()> {
        if value.kind == Kind::Empty {
            return Ok(());
        }
        if row.cells.last().is_some_and(|last| last.column >= column) {
            return Err(SheetsError::new(
                SheetsCode::CellTwice,
                format!(
                    "row {}: expected cells in rising order, got a place twice or too late",
                    row.number
                ),
            ));
        }
        self.column(column)?;
        self.cells += 1;
        if self.cells > self.limits.max_cells {
            return Err(self.too_many_cells());
        }
        self.width = self.width.max(column + 1);
        row.cells.push(Cell {
            column,
            kind: value.kind,
            flags: value.flags,
            text: value.text,
        });
        Ok(())
    }
}
