//! Rows of the audit log in SQLite (docs/formats/log.md). What the rows mean is decided by the caller.

mod error;
mod reader;
mod rows;
mod schema;
mod writer;

pub use error::{Result, StoreCode, StoreError};
pub use reader::LogReader;
pub use rows::{EntryRow, HeadRow, NewEntry, NewHead, SealedRow};
pub use writer::LogWriter;
