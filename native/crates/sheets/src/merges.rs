use crate::cell::{Cell, Kind, Row, flag, refusal};
use crate::error::{Result, SheetsCode, SheetsError};

/// Rows and columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    pub first: (u32, u32),
    pub last: (u32, u32),
}

/// More regions than this are no table.
const MAX_REGIONS: usize = 100_000;

/// Merged regions, by their first rows.
#[derive(Debug, Default)]
pub(crate) struct Merges {
    regions: Vec<Region>,
    next: usize,
    open: Vec<Region>,
    added: u32,
}

impl Merges {
    pub fn new(mut regions: Vec<Region>) -> Result<Self> {
        if regions.len() > MAX_REGIONS {
            return Err(too_many());
        }
        regions.sort_by_key(|region| region.first);
        Ok(Self {
            regions,
            ..Self::default()
        })
    }

    /// A region that is met while its first row is read.
    pub fn add(&mut self, region: Region) -> Result<()> {
        if self.added as usize >= MAX_REGIONS {
            return Err(too_many());
        }
        self.added += 1;
        self.open.push(region);
        Ok(())
    }

    pub fn count(&self) -> u32 {
        u32::try_from(self.regions.len()).map_or(u32::MAX, |count| count + self.added)
    }

    /// Marks the cells of a row, given in rising order, that lie in a region: the first holds the value, the value of every
    /// other cell is not known. Cells are added where the file has none, in columns up to `width`.
    pub fn mark(&mut self, row: &mut Row, width: u32) {
        let at = row.number - 1;
        while let Some(region) = self.regions.get(self.next).filter(|r| r.first.0 <= at) {
            self.open.push(*region);
            self.next += 1;
        }
        self.open.retain(|region| region.last.0 >= at);
        for region in &self.open {
            let last = region.last.1.min(width.saturating_sub(1));
            for column in region.first.1..=last {
                if (at, column) == region.first {
                    if let Some(cell) = row.cells.iter_mut().find(|cell| cell.column == column) {
                        cell.flags |= flag::MERGED;
                    }
                } else {
                    cover(row, column);
                }
            }
        }
    }
}

fn cover(row: &mut Row, column: u32) {
    let covered = Cell {
        column,
        kind: Kind::Error,
        flags: flag::MERGED,
        text: refusal::MERGED.to_string(),
    };
    match row.cells.binary_search_by_key(&column, |cell| cell.column) {
        Ok(place) => row.cells[place] = covered,
        Err(place) => row.cells.insert(place, covered),
    }
}

fn too_many() -> SheetsError {
    SheetsError::new(
        SheetsCode::TooManyCells,
        format!("expected at most {MAX_REGIONS} merged regions, got more"),
    )
}
