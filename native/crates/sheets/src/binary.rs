use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError};
use memchr::memmem;

use crate::archive::Archive;
use crate::budget::Budget;
use crate::cell::{Row, Value, flag, refusal};
use crate::date::{parse_iso, to_value};
use crate::error::{Result, SheetsCode, SheetsError};
use crate::format::NumberFormat;
use crate::limits::Limits;
use crate::merges::{Merges, Region};
use crate::workbook::{Format, SheetInfo, Visibility};
use crate::xlsb_records::check_records;

type Bytes = Cursor<Arc<[u8]>>;

/// A workbook in a binary format, which calamine reads whole.
pub(crate) struct Binary {
    inner: Mutex<Inner>,
    pub sheets: Vec<SheetInfo>,
    pub epoch_1904: bool,
    pub external_links: u32,
    pub macros: bool,
    format: Format,
}

enum Inner {
    Xls(Box<Xls<Bytes>>),
    Xlsb(Box<Xlsb<Bytes>>),
}

pub(crate) struct BinaryRows {
    cells: Range<Data>,
    formulas: Range<String>,
    merges: Merges,
    budget: Budget,
    epoch_1904: bool,
    at: usize,
}

impl Binary {
    pub fn open_xls(bytes: Arc<[u8]>, limits: &Limits) -> Result<Self> {
        let _ = limits;
        if holds_utf16(&bytes, "EncryptedPackage") {
            return Err(encrypted());
        }
        let macros = holds_utf16(&bytes, "_VBA_PROJECT_CUR");
        let xls: Xls<Bytes> = guarded(|| {
            Xls::new(Cursor::new(bytes)).map_err(|error| match error {
                XlsError::Password => encrypted(),
                error => SheetsError::damaged(error.to_string()),
            })
        })?;
        let sheets = to_sheets(xls.sheets_metadata())?;
        Ok(Self {
            sheets,
            epoch_1904: xls.has_1904_epoch(),
            external_links: 0,
            macros,
            format: Format::Xls,
            inner: Mutex::new(Inner::Xls(Box::new(xls))),
        })
    }

    pub fn open_xlsb(bytes: Arc<[u8]>, archive: &Archive, limits: &Limits) -> Result<Self> {
        for name in archive.names_under("xl/worksheets/") {
            if name.ends_with(".bin") {
                let mut part = Vec::new();
                archive
                    .read(&name)?
                    .read_to_end(&mut part)
                    .map_err(|error| SheetsError::damaged(error.to_string()))?;
                check_records(&part, limits)?;
            }
        }
        let xlsb: Xlsb<Bytes> = guarded(|| {
            Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
                XlsbError::Password => encrypted(),
                error => SheetsError::damaged(error.to_string()),
            })
        })?;
        let sheets = to_sheets(xlsb.sheets_metadata())?;
        Ok(Self {
            sheets,
            epoch_1904: xlsb.has_1904_epoch(),
            external_links: archive.count_under("xl/externallinks/externallink"),
            macros: archive.has("xl/vbaProject.bin"),
            format: Format::Xlsb,
            inner: Mutex::new(Inner::Xlsb(Box::new(xlsb))),
        })
    }

    pub fn format(&self) -> Format {
        self.format
    }

    pub fn rows(&self, index: usize, limits: &Limits) -> Result<BinaryRows> {
        let name = &self.sheets[index].name;
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let (cells, formulas, regions) = match &mut *inner {
            Inner::Xls(xls) => guarded(|| {
                let damaged = |error: XlsError| SheetsError::damaged(error.to_string());
                let merged = xls.merge_cells_by_sheet_name(name).map_err(damaged)?;
                let regions = merged
                    .into_iter()
                    .map(|merged| Region {
                        first: merged.start,
                        last: merged.end,
                    })
                    .collect();
                Ok((
                    xls.worksheet_range(name).map_err(damaged)?,
                    xls.worksheet_formula(name).map_err(damaged)?,
                    regions,
                ))
            }),
            Inner::Xlsb(xlsb) => guarded(|| {
                let damaged = |error: XlsbError| SheetsError::damaged(error.to_string());
                Ok((
                    xlsb.worksheet_range(name).map_err(damaged)?,
                    xlsb.worksheet_formula(name).map_err(damaged)?,
                    // A sheet that has some was refused.
                    Vec::new(),
                ))
            }),
        }?;
        Ok(BinaryRows {
            cells,
            formulas,
            merges: Merges::new(regions)?,
            budget: Budget::new(limits),
            epoch_1904: self.epoch_1904,
            at: 0,
        })
    }
}

impl BinaryRows {
    pub fn merged_regions(&self) -> u32 {
        self.merges.count()
    }

    pub fn next(&mut self, row: &mut Row) -> Result<bool> {
        // A formula may stand beyond the last value: one without a result.
        let first = start_of(&self.cells).min(start_of(&self.formulas));
        let end = end_of(&self.cells).max(end_of(&self.formulas));
        loop {
            let Some(at) = u32::try_from(self.at)
                .ok()
                .and_then(|at| first.0.checked_add(at))
            else {
                return Ok(false);
            };
            if at >= end.0 {
                return Ok(false);
            }
            self.at += 1;
            row.cells.clear();
            row.number = at + 1;
            self.budget.row(row.number, at)?;
            for column in first.1..end.1 {
                let data = self.cells.get_value((at, column)).unwrap_or(&Data::Empty);
                let formula = self
                    .formulas
                    .get_value((at, column))
                    .is_some_and(|formula| !formula.is_empty());
                self.budget
                    .cell(row, column, self.to_value(data, formula))?;
            }
            if !row.cells.is_empty() {
                self.merges.mark(row, self.budget.width());
                return Ok(true);
            }
        }
    }

    fn to_value(&self, data: &Data, formula: bool) -> Value {
        let mut value = match data {
            // calamine gives no error of a formula in an XLSB.
            Data::Empty if formula => Value::error(refusal::NO_RESULT),
            Data::Empty => Value::empty(),
            Data::Int(number) => Value::number(*number as f64),
            Data::Float(number) => Value::number(*number),
            Data::String(text) => Value::text(text.clone()),
            Data::Bool(value) => Value::boolean(*value),
            Data::Error(error) => Value::error(error.to_string()),
            Data::DateTimeIso(text) => parse_iso(text),
            Data::DurationIso(_) => Value::error(refusal::KIND),
            Data::DateTime(date) => {
                let format = if date.is_duration() {
                    NumberFormat::Duration
                } else {
                    NumberFormat::DateTime
                };
                to_value(date.as_f64(), format, self.epoch_1904)
            }
            // calamine's kinds may grow
            #[allow(unreachable_patterns)]
            _ => Value::error(refusal::KIND),
        };
        if formula {
            value.flags |= flag::FORMULA;
        }
        value
    }
}

fn start_of<T: calamine::CellType>(range: &Range<T>) -> (u32, u32) {
    range.start().unwrap_or((u32::MAX, u32::MAX))
}

/// The row and column behind the last.
fn end_of<T: calamine::CellType>(range: &Range<T>) -> (u32, u32) {
    range
        .end()
        .map_or((0, 0), |(row, column)| (row + 1, column + 1))
}

fn to_sheets(sheets: &[calamine::Sheet]) -> Result<Vec<SheetInfo>> {
    let sheets: Vec<SheetInfo> = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| SheetInfo {
            name: sheet.name.clone(),
            visibility: match sheet.visible {
                SheetVisible::Visible => Visibility::Visible,
                SheetVisible::Hidden => Visibility::Hidden,
                SheetVisible::VeryHidden => Visibility::VeryHidden,
            },
        })
        .collect();
    // calamine finds a sheet by its name.
    let twice = sheets
        .iter()
        .enumerate()
        .any(|(at, sheet)| sheets[..at].iter().any(|other| other.name == sheet.name));
    if twice {
        return Err(SheetsError::damaged("two sheets have one name"));
    }
    Ok(sheets)
}

fn holds_utf16(bytes: &[u8], text: &str) -> bool {
    let needle: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(bytes, &needle).is_some()
}

fn encrypted() -> SheetsError {
    SheetsError::new(
        SheetsCode::Encrypted,
        "the workbook is protected by a password; save it without one",
    )
}

/// calamine indexes into records as they come: what is cut short panics there.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(SheetsError::damaged(
            "a record of the workbook is cut short",
        ))
    })
}
