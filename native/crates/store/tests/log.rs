//! The store against real files. Leaves and codes are made up here: the store does not look into them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;
use visite_store::{LogReader, LogWriter, NewEntry, NewHead, Result, StoreCode, StoreError};

type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

/// A folder of this test's own, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> std::io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "visite-store-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path)?;
        Ok(Folder(path))
    }

    fn log(&self) -> PathBuf {
        self.0.join("log é %41?.sqlite")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const HASH: [u8; 32] = [7; 32];

fn append(writer: &mut LogWriter, first: i64, count: usize, number: i64) -> Result<()> {
    let leaves: Vec<String> = (0..count)
        .map(|at| format!("{{\"index\":{}}}", first + at as i64))
        .collect();
    let entries: Vec<NewEntry<'_>> = leaves
        .iter()
        .enumerate()
        .map(|(at, leaf)| NewEntry {
            leaf: leaf.as_bytes(),
            leaf_hash: &HASH,
            mac: &HASH,
            ciphertext: (at % 2 == 1).then_some(&[9; 20][..]),
        })
        .collect();
    writer.append(
        first,
        &entries,
        &NewHead {
            number,
            root: &HASH,
            peaks: &HASH,
            mac: &HASH,
        },
    )
}

fn code<T>(result: Result<T>) -> Option<StoreCode> {
    result.err().map(|error| error.code)
}

fn edit(path: &Path, sql: &str) -> rusqlite::Result<()> {
    Connection::open(path)?.execute_batch(sql)
}

#[test]
fn rows_come_back_as_they_went_in() -> Outcome {
    let folder = Folder::new()?;
    let mut writer = LogWriter::open(&folder.log())?;
    assert!(writer.created());
    append(&mut writer, 0, 3, 0)?;
    append(&mut writer, 3, 2, 1)?;
    drop(writer);
    let reader = LogReader::open(&folder.log())?;
    assert!(reader.schema_unchanged()?);
    let entries = reader.entries(i64::MIN, 100)?;
    assert_eq!(
        entries.iter().map(|row| row.idx).collect::<Vec<_>>(),
        [0, 1, 2, 3, 4]
    );
    assert_eq!(entries[4].leaf, b"{\"index\":4}");
    assert_eq!(reader.entries(1, 2)?, entries[1..3]);
    assert_eq!(
        reader
            .sealed(0, 100)?
            .iter()
            .map(|row| row.idx)
            .collect::<Vec<_>>(),
        [1, 4]
    );
    let heads = reader.heads(i64::MIN, 100)?;
    assert_eq!(
        heads
            .iter()
            .map(|row| (row.number, row.size))
            .collect::<Vec<_>>(),
        [(0, 3), (1, 5)]
    );
    let writer = LogWriter::open(&folder.log())?;
    assert!(!writer.created());
    assert_eq!(
        writer
            .last_entries(2)?
            .iter()
            .map(|row| row.idx)
            .collect::<Vec<_>>(),
        [4, 3]
    );
    assert_eq!(writer.last_heads(1)?.len(), 1);
    assert_eq!(writer.first_entry()?.map(|row| row.idx), Some(0));
    Ok(())
}

#[test]
fn the_file_has_its_marks_and_durable_settings() -> Outcome {
    let folder = Folder::new()?;
    drop(LogWriter::open(&folder.log())?);
    let bytes = fs::read(folder.log())?;
    assert_eq!(&bytes[68..72], b"VISL");
    assert_eq!(&bytes[60..64], [0, 0, 0, 1]);
    assert_eq!(&bytes[18..20], [2, 2], "write-ahead log");
    Ok(())
}

#[test]
fn a_batch_that_does_not_follow_is_refused_whole() -> Outcome {
    let folder = Folder::new()?;
    let mut writer = LogWriter::open(&folder.log())?;
    append(&mut writer, 0, 3, 0)?;
    assert_eq!(code(append(&mut writer, 2, 1, 1)), Some(StoreCode::NotNext));
    assert_eq!(code(append(&mut writer, 4, 1, 1)), Some(StoreCode::NotNext));
    assert_eq!(code(append(&mut writer, 3, 1, 2)), Some(StoreCode::NotNext));
    assert_eq!(code(append(&mut writer, 3, 0, 1)), Some(StoreCode::Refused));
    assert_eq!(writer.last_entries(9)?.len(), 3);
    append(&mut writer, 3, 1, 1)?;
    Ok(())
}

#[test]
fn a_row_that_breaks_a_constraint_takes_its_batch_with_it() -> Outcome {
    let folder = Folder::new()?;
    let mut writer = LogWriter::open(&folder.log())?;
    append(&mut writer, 0, 1, 0)?;
    let good = NewEntry {
        leaf: b"{}",
        leaf_hash: &HASH,
        mac: &HASH,
        ciphertext: Some(&[1; 16]),
    };
    let head = NewHead {
        number: 1,
        root: &HASH,
        peaks: &HASH,
        mac: &HASH,
    };
    let bad = [
        NewEntry { leaf: b"", ..good },
        NewEntry {
            leaf_hash: &HASH[1..],
            ..good
        },
        NewEntry { mac: &[], ..good },
        NewEntry {
            ciphertext: Some(&[1; 15]),
            ..good
        },
    ];
    for entry in bad {
        assert_eq!(
            code(writer.append(1, &[good, entry], &head)),
            Some(StoreCode::Refused)
        );
    }
    let short = NewHead {
        peaks: &HASH[..31],
        ..head
    };
    assert_eq!(
        code(writer.append(1, &[good], &short)),
        Some(StoreCode::Refused)
    );
    let root = NewHead { root: &[], ..head };
    assert_eq!(
        code(writer.append(1, &[good], &root)),
        Some(StoreCode::Refused)
    );
    let reader = LogReader::open(&folder.log())?;
    assert_eq!(
        (
            reader.entries(0, 9)?.len(),
            reader.sealed(0, 9)?.len(),
            reader.heads(0, 9)?.len()
        ),
        (1, 0, 1)
    );
    Ok(())
}

#[test]
fn one_writer_at_a_time() -> Outcome {
    let folder = Folder::new()?;
    let first = LogWriter::open(&folder.log())?;
    assert_eq!(code(LogWriter::open(&folder.log())), Some(StoreCode::InUse));
    drop(first);
    LogWriter::open(&folder.log())?;
    Ok(())
}

#[test]
fn a_reader_keeps_its_moment_while_a_writer_goes_on() -> Outcome {
    let folder = Folder::new()?;
    let mut writer = LogWriter::open(&folder.log())?;
    append(&mut writer, 0, 2, 0)?;
    let reader = LogReader::open(&folder.log())?;
    append(&mut writer, 2, 2, 1)?;
    assert_eq!(reader.entries(0, 9)?.len(), 2);
    assert_eq!(LogReader::open(&folder.log())?.entries(0, 9)?.len(), 4);
    Ok(())
}

#[test]
fn what_is_no_log_is_refused() -> Outcome {
    let folder = Folder::new()?;
    assert_eq!(
        code(LogReader::open(&folder.log())),
        Some(StoreCode::Missing)
    );
    fs::write(folder.log(), "patient;age\n".repeat(200))?;
    assert_eq!(
        code(LogReader::open(&folder.log())),
        Some(StoreCode::Foreign)
    );
    assert_eq!(
        code(LogWriter::open(&folder.log())),
        Some(StoreCode::Foreign)
    );
    fs::remove_file(folder.log())?;
    edit(&folder.log(), "CREATE TABLE entry (idx)")?;
    assert_eq!(
        code(LogReader::open(&folder.log())),
        Some(StoreCode::Foreign)
    );
    assert_eq!(
        code(LogWriter::open(&folder.log())),
        Some(StoreCode::Foreign)
    );
    assert_eq!(
        code(LogWriter::open(&folder.0.join("absent").join("log"))),
        Some(StoreCode::Missing)
    );
    Ok(())
}

#[test]
fn a_changed_schema_is_refused_for_writing_and_told_for_reading() -> Outcome {
    for sql in [
        "DROP TRIGGER entry_no_update",
        "CREATE TABLE more (x)",
        "CREATE INDEX more ON head (size)",
        "CREATE VIEW more AS SELECT * FROM entry",
        "ALTER TABLE head ADD COLUMN more BLOB",
    ] {
        let folder = Folder::new()?;
        drop(LogWriter::open(&folder.log())?);
        edit(&folder.log(), sql)?;
        assert_eq!(
            code(LogWriter::open(&folder.log())),
            Some(StoreCode::Foreign),
            "{sql}"
        );
        assert!(
            !LogReader::open(&folder.log())?.schema_unchanged()?,
            "{sql}"
        );
    }
    Ok(())
}

#[test]
fn a_damaged_page_or_a_value_of_another_kind_is_corrupt() -> Outcome {
    let folder = Folder::new()?;
    let mut writer = LogWriter::open(&folder.log())?;
    append(&mut writer, 0, 3, 0)?;
    drop(writer);
    let path = folder.0.join("kind.sqlite");
    fs::copy(folder.log(), &path)?;
    edit(
        &path,
        "DROP TRIGGER entry_no_update; PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'entry'; PRAGMA writable_schema = RESET;",
    )?;
    edit(
        &path,
        "PRAGMA ignore_check_constraints = ON; UPDATE entry SET leaf = 'text' WHERE idx = 1",
    )?;
    assert_eq!(
        code(LogReader::open(&path)?.entries(0, 9)),
        Some(StoreCode::Corrupt)
    );
    let mut bytes = fs::read(folder.log())?;
    let page = bytes
        .windows(8)
        .position(|window| window == b"\"index\":")
        .map(|at| at / 4096 * 4096);
    let page = page.ok_or_else(|| StoreError::new(StoreCode::Unknown, "no page of entries"))?;
    bytes[page..page + 8].fill(0xff);
    fs::write(&path, bytes)?;
    assert_eq!(
        code(LogReader::open(&path)?.entries(0, 9)),
        Some(StoreCode::Corrupt)
    );
    Ok(())
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_only() -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new()?;
    let mut writer = LogWriter::open(&folder.log())?;
    append(&mut writer, 0, 1, 0)?;
    let mut seen = 0;
    for file in fs::read_dir(&folder.0)? {
        let file = file?;
        assert_eq!(
            file.metadata()?.permissions().mode() & 0o777,
            0o600,
            "{:?}",
            file.file_name()
        );
        seen += 1;
    }
    assert_eq!(seen, 4, "log, lock, write-ahead log, shared memory");
    Ok(())
}
