//! Workbooks from bytes: what is read, how, and what is refused stands in docs/formats/workbook.md.

mod archive;
mod batch;
mod binary;
mod budget;
mod cell;
mod date;
mod error;
mod format;
mod limits;
mod merges;
mod number;
mod ods;
mod ods_text;
mod workbook;
mod xlsb_records;
mod xlsx;
mod xml;

pub use batch::RowBatch;
pub use cell::{Cell, Kind, Row, flag, refusal};
pub use error::{Result, SheetsCode, SheetsError};
pub use limits::Limits;
pub use workbook::{Format, Rows, SheetInfo, Visibility, Workbook};
