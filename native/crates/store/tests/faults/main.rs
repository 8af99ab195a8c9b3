//! D50, D51: at every write and every sync the disk fails, is full, or loses its power. What was acknowledged is there.

mod disk;
mod vfs;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use disk::Fault;
use visite_store::{LogReader, LogWriter, NewEntry, NewHead, Result, StoreCode};

type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

const HASH: [u8; 32] = [7; 32];
/// Entries of each batch. The log is closed and opened again after the fourth, so that pages move from the write-ahead log to
/// the file twice.
const BATCHES: [usize; 8] = [1, 7, 1, 40, 3, 1, 12, 2];
const REOPEN_AFTER: usize = 4;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> std::io::Result<Self> {
        let path = std::env::temp_dir().join(format!("visite-{name}-{}", std::process::id()));
        std::fs::create_dir(&path)?;
        Ok(Folder(path))
    }

    /// A path that no real log stood at before.
    fn log(&self, point: u64) -> PathBuf {
        self.0.join(format!("{point}.sqlite"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn leaf(index: usize, bytes: usize) -> Vec<u8> {
    let mut leaf = format!("{{\"index\":{index}}}").into_bytes();
    leaf.resize(leaf.len().max(bytes), b' ');
    leaf
}

fn append(
    writer: &mut LogWriter,
    first: usize,
    count: usize,
    number: usize,
    bytes: usize,
) -> Result<()> {
    let leaves: Vec<Vec<u8>> = (first..first + count).map(|at| leaf(at, bytes)).collect();
    let entries: Vec<NewEntry<'_>> = leaves
        .iter()
        .enumerate()
        .map(|(at, leaf)| NewEntry {
            leaf,
            leaf_hash: &HASH,
            mac: &HASH,
            ciphertext: (at % 2 == 1).then_some(&[9; 200][..]),
        })
        .collect();
    let head = NewHead {
        number: number as i64,
        root: &HASH,
        peaks: &HASH,
        mac: &HASH,
    };
    writer.append(first as i64, &entries, &head)
}

/// What a writer acknowledged before it was refused: batches and entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Acknowledged {
    batches: usize,
    entries: usize,
    refusal: Option<StoreCode>,
}

/// Writes until the disk refuses; a refused log takes nothing more.
fn write(path: &Path, bytes: usize) -> Acknowledged {
    let mut done = Acknowledged::default();
    let mut writer = match LogWriter::open(path) {
        Ok(writer) => writer,
        Err(error) => {
            done.refusal = Some(error.code);
            return done;
        }
    };
    for (number, count) in BATCHES.iter().enumerate() {
        if number == REOPEN_AFTER {
            drop(writer);
            writer = match LogWriter::open(path) {
                Ok(writer) => writer,
                Err(error) => {
                    done.refusal = Some(error.code);
                    return done;
                }
            };
        }
        if let Err(error) = append(&mut writer, done.entries, *count, number, bytes) {
            done.refusal = Some(error.code);
            return done;
        }
        done.batches += 1;
        done.entries += count;
    }
    done
}

/// After the power is back: what was acknowledged is there, a refused batch whole or not at all, and the log goes on.
fn check(path: &Path, done: Acknowledged, bytes: usize) -> Outcome {
    disk::with(|disk| disk.restart());
    // One connection at a time: the disk in memory knows no locks.
    drop(LogWriter::open(path)?);
    let reader = LogReader::open(path)?;
    let entries = reader.entries(0, 1000)?;
    let heads = reader.heads(0, 1000)?;
    drop(reader);
    let next = BATCHES.get(done.batches).copied().unwrap_or(0);
    let kept = heads.len() - done.batches.min(heads.len());
    if heads.len() < done.batches {
        return Err(format!("only {} batches are there", heads.len()).into());
    }
    assert!(kept <= 1, "more than one batch that nobody asked for");
    assert_eq!(
        entries.len(),
        done.entries + if kept == 1 { next } else { 0 }
    );
    for (at, row) in entries.iter().enumerate() {
        assert_eq!((row.idx, &row.leaf), (at as i64, &leaf(at, bytes)));
    }
    append(
        &mut LogWriter::open(path)?,
        entries.len(),
        2,
        heads.len(),
        bytes,
    )?;
    Ok(())
}

/// One disk for the process: one test at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Every fault that `faults` makes of every operation of a run, or of every `step`-th.
fn run_all(name: &str, bytes: usize, step: usize, faults: impl Fn(u64) -> Vec<Fault>) -> Outcome {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    vfs::install()?;
    let folder = Folder::new(name)?;
    disk::with(|disk| disk.clear(0));
    assert_eq!(write(&folder.log(0), bytes).refusal, None);
    let operations = disk::with(|disk| disk.operations);
    assert!(operations > 60, "only {operations} operations to fail");
    let (mut points, mut refused) = (0, 0);
    for at in (1..=operations).step_by(step) {
        for fault in faults(at) {
            points += 1;
            let path = folder.log(points);
            disk::with(|disk| {
                disk.clear(points);
                disk.fault = Some(fault);
            });
            let done = write(&path, bytes);
            refused += u64::from(done.refusal.is_some());
            if let Some(code) = done.refusal {
                let known = matches!(
                    code,
                    StoreCode::Io
                        | StoreCode::DiskFull
                        | StoreCode::NotReadable
                        | StoreCode::NotWritable
                );
                assert!(known, "{fault:?}: {code:?}");
            }
            check(&path, done, bytes).map_err(|error| format!("{fault:?}, {done:?}: {error}"))?;
        }
    }
    println!("{name}: {operations} operations, {points} points, {refused} refusals");
    assert!(refused > points / 4, "{refused} refusals of {points}");
    Ok(())
}

/// More tries of each power cut, since what is left of it is drawn by lot.
fn tries() -> u64 {
    if std::env::var_os("VISITE_LONG").is_some() {
        50
    } else {
        8
    }
}

#[test]
fn d51_every_write_and_every_sync_fails_once() -> Outcome {
    run_all("once", 0, 1, |at| vec![Fault::Once(at)])
}

#[test]
fn d51_the_disk_fails_from_any_write_or_sync_on() -> Outcome {
    run_all("from-there", 0, 1, |at| vec![Fault::FromThere(at)])
}

#[test]
fn d51_the_disk_is_full_from_any_write_on() -> Outcome {
    run_all("full", 0, 1, |at| vec![Fault::Full(at)])
}

#[test]
fn d50_the_power_goes_at_every_write_and_every_sync() -> Outcome {
    run_all("power", 0, 1, |at| {
        (0..tries()).map(|_| Fault::PowerCut(at)).collect()
    })
}

/// Entries so large that pages move to the file in the middle of the run.
#[test]
fn d50_the_power_goes_while_pages_move_to_the_file() -> Outcome {
    run_all("power-large", 60_000, 37, |at| {
        vec![Fault::PowerCut(at), Fault::FromThere(at)]
    })
}
