use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Row};

use crate::error::{Result, StoreCode, StoreError};
use crate::rows::{EntryRow, HeadRow, SealedRow};
use crate::schema;
use crate::writer::beside;

const BUSY: Duration = Duration::from_secs(5);
const READ_ONLY: OpenFlags =
    OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// One moment of a log, as it stood when it was opened, whatever a writer adds meanwhile. Changes nothing.
pub struct LogReader {
    connection: Connection,
}

impl LogReader {
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(StoreError::new(
                StoreCode::Missing,
                format!("there is no log at {}", path.display()),
            ));
        }
        let connection = match Connection::open_with_flags(path, READ_ONLY)
            .map_err(StoreError::from)
            .and_then(snapshot)
        {
            Err(error) if is_without_access(&error) => open_closed(path, error)?,
            other => other?,
        };
        schema::check_header(&connection)?;
        Ok(LogReader { connection })
    }

    /// Whether tables and triggers are those a log is made with.
    pub fn schema_unchanged(&self) -> Result<bool> {
        schema::is_unchanged(&self.connection)
    }

    /// Entries from index `from` in rising order, at most `limit`.
    pub fn entries(&self, from: i64, limit: u32) -> Result<Vec<EntryRow>> {
        entries(&self.connection, from, limit)
    }

    /// Sealed contents from index `from` in rising order, at most `limit`.
    pub fn sealed(&self, from: i64, limit: u32) -> Result<Vec<SealedRow>> {
        select(
            &self.connection,
            "SELECT idx, ciphertext FROM sealed WHERE idx >= ?1 ORDER BY idx LIMIT ?2",
            from,
            limit,
            |row| {
                Ok(SealedRow {
                    idx: row.get(0)?,
                    ciphertext: row.get(1)?,
                })
            },
        )
    }

    /// Heads from number `from` in rising order, at most `limit`.
    pub fn heads(&self, from: i64, limit: u32) -> Result<Vec<HeadRow>> {
        select(
            &self.connection,
            "SELECT number, size, root, peaks, mac FROM head WHERE number >= ?1 ORDER BY number LIMIT ?2",
            from,
            limit,
            head,
        )
    }

    pub fn last_heads(&self, limit: u32) -> Result<Vec<HeadRow>> {
        last_heads(&self.connection, limit)
    }
}

pub(crate) fn entries(connection: &Connection, from: i64, limit: u32) -> Result<Vec<EntryRow>> {
    select(
        connection,
        "SELECT idx, leaf, leaf_hash, mac FROM entry WHERE idx >= ?1 ORDER BY idx LIMIT ?2",
        from,
        limit,
        entry,
    )
}

pub(crate) fn last_entries(connection: &Connection, limit: u32) -> Result<Vec<EntryRow>> {
    select(
        connection,
        "SELECT idx, leaf, leaf_hash, mac FROM entry WHERE idx >= ?1 ORDER BY idx DESC LIMIT ?2",
        i64::MIN,
        limit,
        entry,
    )
}

pub(crate) fn last_heads(connection: &Connection, limit: u32) -> Result<Vec<HeadRow>> {
    select(
        connection,
        "SELECT number, size, root, peaks, mac FROM head WHERE number >= ?1 ORDER BY number DESC LIMIT ?2",
        i64::MIN,
        limit,
        head,
    )
}

fn entry(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    Ok(EntryRow {
        idx: row.get(0)?,
        leaf: row.get(1)?,
        leaf_hash: row.get(2)?,
        mac: row.get(3)?,
    })
}

fn head(row: &Row<'_>) -> rusqlite::Result<HeadRow> {
    Ok(HeadRow {
        number: row.get(0)?,
        size: row.get(1)?,
        root: row.get(2)?,
        peaks: row.get(3)?,
        mac: row.get(4)?,
    })
}

fn select<T>(
    connection: &Connection,
    sql: &str,
    from: i64,
    limit: u32,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((from, limit), read)?;
    Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
}

/// Holds one read transaction, so that everything is read as it was at this moment.
fn snapshot(connection: Connection) -> Result<Connection> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    connection.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;")?;
    Ok(connection)
}

/// SQLite wants to make its shared memory beside the log, which this folder does not allow.
fn is_without_access(error: &StoreError) -> bool {
    matches!(error.code, StoreCode::NotReadable | StoreCode::NotWritable)
}

/// Opens a log that no writer has open, in a folder without write access or on read-only media.
fn open_closed(path: &Path, error: StoreError) -> Result<Connection> {
    if has_pending(path)? {
        return Err(StoreError::new(
            StoreCode::NotReadable,
            format!(
                "{}; copy the log with its -wal file to a folder that can be written",
                error.message
            ),
        ));
    }
    let flags = READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(immutable_uri(path)?, flags).map_err(|error| {
        let error = StoreError::from(error);
        if is_without_access(&error) {
            StoreError::new(StoreCode::NotReadable, error.message)
        } else {
            error
        }
    })?;
    snapshot(connection)
}

/// Whether a write-ahead log beside the file holds anything.
fn has_pending(path: &Path) -> Result<bool> {
    match std::fs::metadata(beside(path, "-wal")) {
        Ok(metadata) => Ok(metadata.len() > 0),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(StoreError::from_io(
            &error,
            StoreCode::NotReadable,
            "cannot look at the write-ahead log",
        )),
    }
}

/// `file:` address of a path (https://www.sqlite.org/uri.html), every byte that is not plain escaped.
fn immutable_uri(path: &Path) -> Result<String> {
    let absolute = std::path::absolute(path).map_err(|error| {
        StoreError::from_io(&error, StoreCode::NotReadable, "cannot name the log")
    })?;
    let text = absolute.to_str().ok_or_else(|| {
        StoreError::new(
            StoreCode::NotReadable,
            "the path of the log is not Unicode text",
        )
    })?;
    let text = if cfg!(windows) {
        format!("/{}", text.replace('\\', "/"))
    } else {
        text.to_owned()
    };
    let mut uri = String::from("file:");
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Ok(uri)
}
