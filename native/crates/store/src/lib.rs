//! Rows of the audit log in SQLite (docs/formats/log.md). What the rows mean is decided by the caller.

mod error;
mod reader;
mod rows;
mod schema;
mod seal;
mod writer;

pub use error::{Result, StoreCode, StoreError};
pub use reader::LogReader;
pub use rows::{EntryRow, HeadRow, NewEntry, NewHead, SealedRow};
pub use seal::{Drafts, LogEnd, SealKeys, SealedBatch, SealedEntry, seal};
pub use writer::LogWriter;
