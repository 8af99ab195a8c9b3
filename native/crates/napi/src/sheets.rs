use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use napi::bindgen_prelude::{
    AsyncTask, Uint8Array, Uint8ArraySlice, Uint16ArraySlice, Uint32ArraySlice,
};
use napi::{Env, Error, JsError, ScopedTask};
use napi_derive::napi;
use visite_sheets::{
    Format, Limits, RowBatch, Rows, SheetsCode, SheetsError, Visibility, Workbook,
};

/// Every code with which a workbook can be refused.
#[napi]
pub fn sheets_error_codes() -> Vec<&'static str> {
    SheetsCode::ALL.iter().map(|code| code.as_str()).collect()
}

/// A worksheet of a workbook.
#[napi(object, object_from_js = false)]
pub struct WorkbookSheet {
    pub name: String,
    /// `visible`, `hidden`, or `very-hidden` where only a program can show it.
    pub visibility: &'static str,
}

/// Opens a workbook from its bytes. Rejects with a code of `sheetsErrorCodes`.
#[napi(ts_return_type = "Promise<OpenWorkbook>")]
pub fn open_workbook(bytes: Uint8Array) -> AsyncTask<OpenTask> {
    AsyncTask::new(OpenTask {
        bytes: Arc::from(bytes.as_ref()),
    })
}

/// A workbook in memory; only one of its sheets is read at a time.
#[napi]
pub struct OpenWorkbook {
    workbook: Arc<Workbook>,
}

#[napi]
impl OpenWorkbook {
    /// `xlsx`, `xlsb`, `xls` or `ods`.
    #[napi(getter)]
    pub fn format(&self) -> &'static str {
        match self.workbook.format() {
            Format::Xlsx => "xlsx",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
        }
    }

    #[napi(getter)]
    pub fn sheets(&self) -> Vec<WorkbookSheet> {
        let sheets = self.workbook.sheets().iter();
        sheets
            .map(|sheet| WorkbookSheet {
                name: sheet.name.clone(),
                visibility: match sheet.visibility {
                    Visibility::Visible => "visible",
                    Visibility::Hidden => "hidden",
                    Visibility::VeryHidden => "very-hidden",
                },
            })
            .collect()
    }

    /// Whether its days are counted from 1904.
    #[napi(getter, js_name = "epoch1904")]
    pub fn epoch_1904(&self) -> bool {
        self.workbook.epoch_1904()
    }

    /// Links to other workbooks and data sources; none is followed.
    #[napi(getter)]
    pub fn external_links(&self) -> u32 {
        self.workbook.external_links()
    }

    /// Whether it holds macros; none is run.
    #[napi(getter)]
    pub fn has_macros(&self) -> bool {
        self.workbook.has_macros()
    }

    /// The rows of the sheet at `index` of `sheets`. Rejects with a code of `sheetsErrorCodes`.
    #[napi(ts_return_type = "Promise<WorkbookRows>")]
    pub fn rows(&self, index: u32) -> AsyncTask<RowsTask> {
        AsyncTask::new(RowsTask {
            workbook: Arc::clone(&self.workbook),
            index: index as usize,
        })
    }
}

/// The rows of a sheet, from the first that has a filled cell to the last.
#[napi]
pub struct WorkbookRows {
    rows: Arc<Mutex<Rows>>,
}

#[napi]
impl WorkbookRows {
    /// Rows until there are `cells` cells or more; nothing at the end. Rejects with a code of `sheetsErrorCodes`.
    #[napi(ts_return_type = "Promise<WorkbookBatch | null>")]
    pub fn next(&self, cells: u32) -> AsyncTask<NextTask> {
        AsyncTask::new(NextTask {
            rows: Arc::clone(&self.rows),
            cells: cells as usize,
        })
    }

    /// Merged regions of the sheet that are known so far.
    #[napi(getter)]
    pub fn merged_regions(&self) -> u32 {
        self.rows
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .merged_regions()
    }
}

/// Rows side by side. Of each row: its number in the sheet, from 1, and its count of filled cells. Of each filled cell, row
/// after row: its column from 0, its kind (0 empty, 1 text, 2 number, 3 date, 4 boolean, 5 error), its flags (1 result of a
/// formula, 2 text that looks like a number, 4 whole number of more than 15 digits, 8 time or duration as text, 16 in a merged region,
/// 32 in a hidden row), and the length of its text, in UTF-16 code units, in `text`, where all stand one after another.
#[napi(object, object_from_js = false)]
pub struct WorkbookBatch<'env> {
    pub numbers: Uint32ArraySlice<'env>,
    pub counts: Uint32ArraySlice<'env>,
    pub columns: Uint16ArraySlice<'env>,
    pub kinds: Uint8ArraySlice<'env>,
    pub flags: Uint8ArraySlice<'env>,
    pub lengths: Uint32ArraySlice<'env>,
    pub text: String,
}

pub struct OpenTask {
    bytes: Arc<[u8]>,
}

impl ScopedTask<'_> for OpenTask {
    type Output = Result<Workbook, SheetsError>;
    type JsValue = OpenWorkbook;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(guarded(|| {
            Workbook::open(Arc::clone(&self.bytes), Limits::default())
        }))
    }

    fn resolve(&mut self, env: &Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        let workbook = output.map_err(|error| rejection(env, error))?;
        Ok(OpenWorkbook {
            workbook: Arc::new(workbook),
        })
    }
}

pub struct RowsTask {
    workbook: Arc<Workbook>,
    index: usize,
}

impl ScopedTask<'_> for RowsTask {
    type Output = Result<Rows, SheetsError>;
    type JsValue = WorkbookRows;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(guarded(|| self.workbook.rows(self.index)))
    }

    fn resolve(&mut self, env: &Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        let rows = output.map_err(|error| rejection(env, error))?;
        Ok(WorkbookRows {
            rows: Arc::new(Mutex::new(rows)),
        })
    }
}

pub struct NextTask {
    rows: Arc<Mutex<Rows>>,
    cells: usize,
}

impl<'task> ScopedTask<'task> for NextTask {
    type Output = Result<Option<RowBatch>, SheetsError>;
    type JsValue = Option<WorkbookBatch<'task>>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(guarded(|| {
            let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
            RowBatch::read(&mut rows, self.cells)
        }))
    }

    fn resolve(&mut self, env: &'task Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        let Some(batch) = output.map_err(|error| rejection(env, error))? else {
            return Ok(None);
        };
        // Copied into memory of the JavaScript engine: Electron allows no array over memory of ours.
        Ok(Some(WorkbookBatch {
            numbers: Uint32ArraySlice::copy_from(env, &batch.numbers)?,
            counts: Uint32ArraySlice::copy_from(env, &batch.counts)?,
            columns: Uint16ArraySlice::copy_from(env, &batch.columns)?,
            kinds: Uint8ArraySlice::copy_from(env, &batch.kinds)?,
            flags: Uint8ArraySlice::copy_from(env, &batch.flags)?,
            lengths: Uint32ArraySlice::copy_from(env, &batch.lengths)?,
            text: batch.text,
        }))
    }
}

/// An error whose `code` in JavaScript is one of `sheetsErrorCodes`.
fn rejection(env: &Env, error: SheetsError) -> Error {
    let coded = Error::new(error.code.as_str(), error.message);
    Error::from(JsError::from(coded).into_unknown(Env::from_raw(env.raw())))
}

/// No panic crosses into JavaScript: it would end the process without a word.
fn guarded<T>(work: impl FnOnce() -> Result<T, SheetsError>) -> Result<T, SheetsError> {
    // What a panic leaves half done is thrown away with the error.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(SheetsError::new(
            SheetsCode::Internal,
            "the reader panicked",
        ))
    })
}
