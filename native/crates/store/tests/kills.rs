//! D50: a process that writes is killed at random points, 200 times, and 1,000 in the long run.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use visite_store::{LogReader, LogWriter, NewEntry, NewHead};

type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

const HASH: [u8; 32] = [7; 32];
const LOG: &str = "VISITE_KILLED_LOG";

/// Batches of 1, 7 and 40 entries without end; after each it says how many are acknowledged. Runs in the process to be killed.
#[test]
fn the_writer_that_is_killed() -> Outcome {
    let Some(path) = std::env::var_os(LOG) else {
        return Ok(());
    };
    let mut writer = LogWriter::open(Path::new(&path))?;
    let mut size = writer
        .last_entries(1)?
        .first()
        .map_or(0, |row| row.idx as usize + 1);
    let heads = writer
        .last_heads(1)?
        .first()
        .map_or(0, |row| row.number + 1);
    let mut out = std::io::stdout();
    writeln!(out, "\nopened")?;
    for (number, count) in (heads..).zip([1, 7, 40].into_iter().cycle()) {
        let leaves: Vec<_> = (size..size + count)
            .map(|at| format!("{{\"index\":{at}}}"))
            .collect();
        let entries: Vec<_> = leaves
            .iter()
            .map(|leaf| NewEntry {
                leaf: leaf.as_bytes(),
                leaf_hash: &HASH,
                mac: &HASH,
                ciphertext: Some(&[9; 200]),
            })
            .collect();
        let head = NewHead {
            number,
            root: &HASH,
            peaks: &HASH,
            mac: &HASH,
        };
        writer.append(size as i64, &entries, &head)?;
        size += count;
        writeln!(out, "acknowledged {size}")?;
        out.flush()?;
    }
    Ok(())
}

#[test]
fn d50_killed_at_random_points_a_log_loses_nothing_it_acknowledged() -> Outcome {
    let points = if std::env::var_os("VISITE_LONG").is_some() {
        1000
    } else {
        200
    };
    let folder = std::env::temp_dir().join(format!("visite-kills-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let mut acknowledged = 0;
    let mut seed = 88_172_645_463_325_252_u64;
    for point in 0..points {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        // Every tenth is a new log, so that kills fall into its making as well.
        let path = folder.join(format!("{}.sqlite", point / 10));
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--exact", "the_writer_that_is_killed", "--nocapture"])
            .env(LOG, &path)
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().ok_or("no output")?;
        if point % 10 != 0 {
            std::thread::sleep(Duration::from_millis(10));
        }
        std::thread::sleep(Duration::from_micros(seed % 40_000));
        child.kill()?;
        child.wait()?;
        // Whole lines only: the kill may cut the last one.
        let last = BufReader::new(out)
            .lines()
            .map_while(std::io::Result::ok)
            .filter_map(|line| line.strip_prefix("acknowledged ")?.parse::<usize>().ok())
            .max()
            .unwrap_or(0);
        acknowledged += last.min(1);
        if !path.exists() {
            assert_eq!(last, 0);
            continue;
        }
        drop(LogWriter::open(&path)?);
        let reader = LogReader::open(&path)?;
        let rows = reader.entries(0, u32::MAX)?;
        assert!(
            rows.len() >= last,
            "point {point}: {} of {last}",
            rows.len()
        );
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row.leaf, format!("{{\"index\":{at}}}").as_bytes());
        }
        let closed = reader.last_heads(1)?.first().map_or(0, |head| head.size);
        assert_eq!(closed, rows.len() as i64, "a batch is whole or not there");
    }
    std::fs::remove_dir_all(&folder)?;
    assert!(
        acknowledged > points / 10,
        "the kills fell into writing: {acknowledged} of {points}"
    );
    Ok(())
}
