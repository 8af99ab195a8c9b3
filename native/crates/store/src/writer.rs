use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, params};

use crate::error::{Result, StoreCode, StoreError};
use crate::reader;
use crate::rows::{EntryRow, HeadRow, NewEntry, NewHead};
use crate::schema;
use crate::seal::{Drafts, LogEnd, SealKeys, SealedBatch, seal};

const BUSY: Duration = Duration::from_secs(5);

/// The only writer of a log, across processes, until it is dropped.
pub struct LogWriter {
    connection: Connection,
    created: bool,
    /// Held for as long as this value lives; the system releases it with the process.
    _lock: File,
}

impl LogWriter {
    /// Opens the log at `path`, or makes an empty one, readable by its owner only. Writes are durable when `append`
    /// returns: write-ahead log, synced at every commit.
    pub fn open(path: &Path) -> Result<Self> {
        let lock = lock(path)?;
        let created = create(path)?;
        let mut connection = open(path)?;
        // Before anything is set: a database of something else is left as it is.
        if !schema::is_empty(&connection)? {
            schema::check_header(&connection)?;
        }
        configure(&connection)?;
        schema::create_if_empty(&mut connection)?;
        schema::check_header(&connection)?;
        if !schema::is_unchanged(&connection)? {
            return Err(StoreError::new(
                StoreCode::Foreign,
                "the tables or triggers of this log were changed: expected those of format 1",
            ));
        }
        if created {
            sync_folder(path)?;
        }
        Ok(LogWriter {
            connection,
            created,
            _lock: lock,
        })
    }

    /// Whether this opening made the file.
    pub fn created(&self) -> bool {
        self.created
    }

    /// Adds all entries and their head, or nothing, in one transaction. `first` is the index of the first entry: the
    /// number of entries the caller believes are there. After any error the caller opens the log anew.
    pub fn append(
        &mut self,
        first: i64,
        entries: &[NewEntry<'_>],
        head: &NewHead<'_>,
    ) -> Result<()> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        add(&transaction, first, entries, head)?;
        transaction.commit()?;
        Ok(())
    }

    /// As `append`, and deletes the sealed content of all entries up to `through`, which must be `count` rows, in the same
    /// transaction. What was deleted is overwritten.
    pub fn append_deleting(
        &mut self,
        first: i64,
        entries: &[NewEntry<'_>],
        head: &NewHead<'_>,
        through: i64,
        count: u64,
    ) -> Result<()> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        delete_sealed(&transaction, through, count)?;
        add(&transaction, first, entries, head)?;
        transaction.commit()?;
        // The pages as they were stand in the write-ahead log until it is cut.
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Makes the rows of a batch and adds them, as `append` does. Gives the root and the log's new end.
    pub fn append_sealed(
        &mut self,
        keys: &SealKeys,
        end: &LogEnd,
        drafts: &Drafts,
    ) -> Result<SealedBatch> {
        let batch = seal(keys, end, drafts)?;
        let entries: Vec<NewEntry<'_>> = batch
            .entries
            .iter()
            .map(|entry| NewEntry {
                leaf: &entry.leaf,
                leaf_hash: &entry.leaf_hash,
                mac: &entry.mac,
                ciphertext: entry.ciphertext.as_deref(),
            })
            .collect();
        let head = NewHead {
            number: to_i64(end.heads)?,
            root: &batch.root,
            peaks: &batch.end.peaks,
            mac: &batch.end.head_mac,
        };
        self.append(to_i64(end.size)?, &entries, &head)?;
        Ok(batch)
    }

    /// The last `limit` entries, the newest first.
    pub fn last_entries(&self, limit: u32) -> Result<Vec<EntryRow>> {
        reader::last_entries(&self.connection, limit)
    }

    /// The last `limit` heads, the newest first.
    pub fn last_heads(&self, limit: u32) -> Result<Vec<HeadRow>> {
        reader::last_heads(&self.connection, limit)
    }

    /// The first entry, where there is one.
    pub fn first_entry(&self) -> Result<Option<EntryRow>> {
        Ok(reader::entries(&self.connection, i64::MIN, 1)?
            .into_iter()
            .next())
    }
}

/// All rows of a batch and its head, where they come next.
fn add(
    transaction: &Transaction<'_>,
    first: i64,
    entries: &[NewEntry<'_>],
    head: &NewHead<'_>,
) -> Result<()> {
    if entries.is_empty() {
        return Err(StoreError::new(
            StoreCode::Refused,
            "a batch holds at least one entry",
        ));
    }
    let size: i64 = transaction
        .prepare_cached("SELECT coalesce(max(idx) + 1, 0) FROM entry")?
        .query_row([], |row| row.get(0))?;
    let heads: i64 = transaction
        .prepare_cached("SELECT coalesce(max(number) + 1, 0) FROM head")?
        .query_row([], |row| row.get(0))?;
    if size != first || heads != head.number {
        return Err(StoreError::new(
            StoreCode::NotNext,
            format!(
                "expected entry {size} and head {heads}, got entry {first} and head {}",
                head.number
            ),
        ));
    }
    let mut add_entry = transaction
        .prepare_cached("INSERT INTO entry (idx, leaf, leaf_hash, mac) VALUES (?1, ?2, ?3, ?4)")?;
    let mut add_sealed =
        transaction.prepare_cached("INSERT INTO sealed (idx, ciphertext) VALUES (?1, ?2)")?;
    let mut idx = first;
    for entry in entries {
        add_entry.execute(params![idx, entry.leaf, entry.leaf_hash, entry.mac])?;
        if let Some(ciphertext) = entry.ciphertext {
            add_sealed.execute(params![idx, ciphertext])?;
        }
        idx += 1;
    }
    transaction
        .prepare_cached(
            "INSERT INTO head (number, size, root, peaks, mac) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![head.number, idx, head.root, head.peaks, head.mac])?;
    Ok(())
}

/// The trigger that forbids it is taken away and put back, to the letter, within the transaction.
fn delete_sealed(transaction: &Transaction<'_>, through: i64, count: u64) -> Result<()> {
    let trigger: String = transaction.query_row(
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'sealed_no_delete'",
        [],
        |row| row.get(0),
    )?;
    transaction.execute_batch("DROP TRIGGER sealed_no_delete")?;
    let deleted = transaction.execute("DELETE FROM sealed WHERE idx <= ?1", [through])?;
    transaction.execute_batch(&trigger)?;
    if deleted as u64 == count {
        return Ok(());
    }
    Err(StoreError::new(
        StoreCode::Refused,
        format!("expected {count} sealed contents up to entry {through}, found {deleted}"),
    ))
}

fn to_i64(number: u64) -> Result<i64> {
    i64::try_from(number)
        .map_err(|_| StoreError::new(StoreCode::Refused, "a place beyond what a log can hold"))
}

/// The lock stands in a file of its own, so that SQLite's locks and readers are left alone. It is never deleted.
fn lock(path: &Path) -> Result<File> {
    let lock_path = beside(path, ".lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    owner_only(&mut options);
    let file = options.open(&lock_path).map_err(|error| {
        StoreError::from_io(
            &error,
            StoreCode::NotWritable,
            "cannot open the lock of the log",
        )
    })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::new(
            StoreCode::InUse,
            "another window or command is writing to this log",
        )),
        Err(TryLockError::Error(error)) => Err(StoreError::from_io(
            &error,
            StoreCode::Io,
            "cannot lock the log",
        )),
    }
}

/// Makes the file with the owner's rights only, where it is not there; SQLite's own files take over its rights.
fn create(path: &Path) -> Result<bool> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    match options.open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(StoreError::from_io(
            &error,
            StoreCode::NotWritable,
            "cannot create the log",
        )),
    }
}

fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|error| {
        let error = StoreError::from(error);
        match error.code {
            StoreCode::NotReadable => StoreError::new(StoreCode::NotWritable, error.message),
            _ => error,
        }
    })
}

fn configure(connection: &Connection) -> Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::new(
            StoreCode::NotWritable,
            format!(
                "expected a write-ahead log, which this folder does not allow; got journal mode {mode}"
            ),
        ));
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    // From the first row on: SQLite leaves copies of rows in the free parts of pages, which nothing could overwrite later.
    connection.pragma_update(None, "secure_delete", "ON")?;
    // On macOS a plain sync leaves data in the drive's cache.
    connection.pragma_update(None, "fullfsync", "ON")?;
    connection.pragma_update(None, "checkpoint_fullfsync", "ON")?;
    Ok(())
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_options: &mut OpenOptions) {}

/// The name of a new file is durable when its folder is synced. Windows does this with the file.
#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| {
            StoreError::from_io(
                &error,
                StoreCode::NotWritable,
                "cannot sync the log's folder",
            )
        })
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> Result<()> {
    Ok(())
}

pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::LogReader;

    /// SQLite answers as it does when the disk is full.
    #[test]
    fn a_full_disk_takes_the_whole_batch_with_it()
    -> std::result::Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("visite-store-full-{}", std::process::id()));
        std::fs::create_dir(&folder)?;
        let path = folder.join("log");
        let mut writer = LogWriter::open(&path)?;
        let pages: u32 = writer
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))?;
        writer
            .connection
            .pragma_update(None, "max_page_count", pages + 4)?;
        let large = vec![b' '; 4000];
        let entry = NewEntry {
            leaf: &large,
            leaf_hash: &[1; 32],
            mac: &[2; 32],
            ciphertext: None,
        };
        let head = NewHead {
            number: 0,
            root: &[3; 32],
            peaks: &[4; 32],
            mac: &[5; 32],
        };
        writer.append(0, &[entry; 2], &head)?;
        let full = writer.append(2, &[entry; 20], &NewHead { number: 1, ..head });
        assert_eq!(
            full.err().map(|error| error.code),
            Some(StoreCode::DiskFull)
        );
        assert_eq!(writer.last_entries(99)?.len(), 2);
        assert_eq!(LogReader::open(&path)?.entries(0, 99)?.len(), 2);
        drop(writer);
        std::fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
