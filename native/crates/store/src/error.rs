use std::fmt;
use std::io;

use rusqlite::ErrorCode;

/// Why the store refuses. The names are part of the contract with the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreCode {
    /// Another writer, in this or another process, has the log open.
    InUse,
    /// There is no log at this path.
    Missing,
    /// The file is something else, or a log of another version or with a changed schema.
    Foreign,
    /// The file or its folder cannot be written.
    NotWritable,
    /// The file cannot be opened for reading.
    NotReadable,
    /// No space is left. Nothing of the batch was kept.
    DiskFull,
    /// The system failed to read, write or sync.
    Io,
    /// The file is damaged, or a column holds what no log holds.
    Corrupt,
    /// The batch does not follow the last entry or the last head.
    NotNext,
    /// A row breaks a constraint of its table.
    Refused,
    /// The log was closed, or opened for reading only.
    Closed,
    /// Any other answer of SQLite.
    Unknown,
}

impl AsRef<str> for StoreCode {
    fn as_ref(&self) -> &str {
        match self {
            StoreCode::InUse => "log-in-use",
            StoreCode::Missing => "log-missing",
            StoreCode::Foreign => "log-foreign",
            StoreCode::NotWritable => "log-not-writable",
            StoreCode::NotReadable => "log-not-readable",
            StoreCode::DiskFull => "log-disk-full",
            StoreCode::Io => "log-io",
            StoreCode::Corrupt => "log-corrupt",
            StoreCode::NotNext => "log-not-next",
            StoreCode::Refused => "log-refused",
            StoreCode::Closed => "log-closed",
            StoreCode::Unknown => "log-unknown",
        }
    }
}

#[derive(Clone, Debug)]
pub struct StoreError {
    pub code: StoreCode,
    pub message: String,
}

pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    pub fn new(code: StoreCode, message: impl Into<String>) -> Self {
        StoreError {
            code,
            message: message.into(),
        }
    }

    /// `wanted` is the code for a file that the system does not let us open.
    pub(crate) fn from_io(error: &io::Error, wanted: StoreCode, what: &str) -> Self {
        let code = match error.kind() {
            io::ErrorKind::NotFound => StoreCode::Missing,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreCode::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => wanted,
            _ => StoreCode::Io,
        };
        StoreError::new(code, format!("{what}: {error}"))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let code = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreCode::InUse,
                ErrorCode::DiskFull => StoreCode::DiskFull,
                ErrorCode::SystemIoFailure => StoreCode::Io,
                ErrorCode::DatabaseCorrupt => StoreCode::Corrupt,
                ErrorCode::NotADatabase => StoreCode::Foreign,
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreCode::NotWritable,
                ErrorCode::CannotOpen => StoreCode::NotReadable,
                ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch => StoreCode::Refused,
                _ => StoreCode::Unknown,
            },
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => StoreCode::Corrupt,
            _ => StoreCode::Unknown,
        };
        StoreError::new(code, error.to_string())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.code.as_ref(), self.message)
    }
}

impl std::error::Error for StoreError {}
