mod sealing;

use std::path::Path;

use napi::Env;
use napi::bindgen_prelude::{AsyncTask, BufferSlice, Error, Uint8ArraySlice};
use napi_derive::napi;
use sealing::{LogDrafts, LogEndInput, LogKeys, SealTask, SharedWriter};
use visite_store::{NewEntry, NewHead, StoreCode, StoreError};

/// `code` of the JavaScript error is the store's own, such as `log-in-use`.
type Result<T> = std::result::Result<T, Error<StoreCode>>;

fn to_js(error: StoreError) -> Error<StoreCode> {
    Error::new(error.code, error.message)
}

fn failed(error: Error) -> Error<StoreCode> {
    Error::new(StoreCode::Unknown, error.reason.to_string())
}

#[napi(object, object_to_js = false)]
pub struct NewLogEntry<'a> {
    pub leaf: Uint8ArraySlice<'a>,
    pub leaf_hash: Uint8ArraySlice<'a>,
    pub mac: Uint8ArraySlice<'a>,
    pub ciphertext: Option<Uint8ArraySlice<'a>>,
}

#[napi(object, object_to_js = false)]
pub struct NewLogHead<'a> {
    pub number: i64,
    pub root: Uint8ArraySlice<'a>,
    pub peaks: Uint8ArraySlice<'a>,
    pub mac: Uint8ArraySlice<'a>,
}

#[napi(object, object_from_js = false)]
pub struct LogEntryRow<'a> {
    pub idx: i64,
    pub leaf: BufferSlice<'a>,
    pub leaf_hash: BufferSlice<'a>,
    pub mac: BufferSlice<'a>,
}

#[napi(object, object_from_js = false)]
pub struct LogSealedRow<'a> {
    pub idx: i64,
    pub ciphertext: BufferSlice<'a>,
}

#[napi(object, object_from_js = false)]
pub struct LogHeadRow<'a> {
    pub number: i64,
    pub size: i64,
    pub root: BufferSlice<'a>,
    pub peaks: BufferSlice<'a>,
    pub mac: BufferSlice<'a>,
}

/// The only writer of a log, until it is closed.
#[napi]
pub struct LogWriter {
    inner: SharedWriter,
    keys: Option<visite_store::SealKeys>,
}

#[napi]
impl LogWriter {
    /// Opens the log at `path`, or makes an empty one.
    #[napi(factory)]
    pub fn open(path: String) -> Result<LogWriter> {
        let inner = visite_store::LogWriter::open(Path::new(&path)).map_err(to_js)?;
        Ok(LogWriter {
            inner: SharedWriter::new(inner),
            keys: None,
        })
    }

    /// Whether this opening made the file.
    #[napi(getter)]
    pub fn created(&self) -> Result<bool> {
        self.with(|log| Ok(log.created()))
    }

    /// The keys that `appendSealed` works with; copied.
    #[napi]
    pub fn use_keys(&mut self, keys: LogKeys) -> Result<()> {
        self.keys = Some(sealing::to_keys(&keys).map_err(to_js)?);
        Ok(())
    }

    /// Adds all entries and their head in one transaction, durable on return, or nothing.
    #[napi]
    pub fn append(
        &self,
        first: i64,
        entries: Vec<NewLogEntry<'_>>,
        head: NewLogHead<'_>,
    ) -> Result<()> {
        let (rows, head) = (to_rows(&entries), to_head(&head));
        self.with(|log| log.append(first, &rows, &head))
    }

    /// As `append`, and deletes the sealed content of all entries up to `through`, which must be `count` rows.
    #[napi]
    pub fn append_deleting(
        &self,
        first: i64,
        entries: Vec<NewLogEntry<'_>>,
        head: NewLogHead<'_>,
        through: i64,
        count: u32,
    ) -> Result<()> {
        let (rows, head) = (to_rows(&entries), to_head(&head));
        self.with(|log| log.append_deleting(first, &rows, &head, through, count.into()))
    }

    /// Makes the entries of a batch, seals them and adds them in one transaction on another thread; durable when the
    /// promise is kept. Nothing else may be asked of the log meanwhile.
    #[napi(ts_return_type = "Promise<LogEndOutput>")]
    pub fn append_sealed(
        &self,
        end: LogEndInput,
        drafts: LogDrafts,
    ) -> Result<AsyncTask<SealTask>> {
        let keys = self
            .keys
            .clone()
            .ok_or_else(|| Error::new(StoreCode::Refused, "this log was given no keys"))?;
        let task = SealTask::new(&self.inner, keys, &end, drafts).map_err(to_js)?;
        Ok(AsyncTask::new(task))
    }

    #[napi]
    pub fn first_entry<'env>(&self, env: &'env Env) -> Result<Option<LogEntryRow<'env>>> {
        let row = self.with(|log| log.first_entry())?;
        row.map(|row| entry(env, &row)).transpose()
    }

    /// The last `limit` entries, the newest first.
    #[napi]
    pub fn last_entries<'env>(&self, env: &'env Env, limit: u32) -> Result<Vec<LogEntryRow<'env>>> {
        let rows = self.with(|log| log.last_entries(limit))?;
        rows.iter().map(|row| entry(env, row)).collect()
    }

    /// The last `limit` heads, the newest first.
    #[napi]
    pub fn last_heads<'env>(&self, env: &'env Env, limit: u32) -> Result<Vec<LogHeadRow<'env>>> {
        let rows = self.with(|log| log.last_heads(limit))?;
        rows.iter().map(|row| head(env, row)).collect()
    }

    /// Gives the log free for another writer, once a batch under way is written. Closing twice is closing once.
    #[napi]
    pub fn close(&self) {
        self.inner.close();
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut visite_store::LogWriter) -> visite_store::Result<T>,
    ) -> Result<T> {
        self.inner.with(work).map_err(to_js)
    }
}

/// One moment of a log, opened without any right to change it.
#[napi]
pub struct LogReader {
    inner: Option<visite_store::LogReader>,
}

#[napi]
impl LogReader {
    #[napi(factory)]
    pub fn open(path: String) -> Result<LogReader> {
        let inner = visite_store::LogReader::open(Path::new(&path)).map_err(to_js)?;
        Ok(LogReader { inner: Some(inner) })
    }

    /// Whether tables and triggers are those a log is made with.
    #[napi]
    pub fn schema_unchanged(&self) -> Result<bool> {
        self.open_log()?.schema_unchanged().map_err(to_js)
    }

    /// At most `limit` entries in rising order, from index `from`, or from the lowest there is.
    #[napi]
    pub fn entries<'env>(
        &self,
        env: &'env Env,
        limit: u32,
        from: Option<i64>,
    ) -> Result<Vec<LogEntryRow<'env>>> {
        let rows = self
            .open_log()?
            .entries(from.unwrap_or(i64::MIN), limit)
            .map_err(to_js)?;
        rows.iter().map(|row| entry(env, row)).collect()
    }

    /// At most `limit` sealed contents in rising order, from index `from`, or from the lowest there is.
    #[napi]
    pub fn sealed<'env>(
        &self,
        env: &'env Env,
        limit: u32,
        from: Option<i64>,
    ) -> Result<Vec<LogSealedRow<'env>>> {
        let rows = self
            .open_log()?
            .sealed(from.unwrap_or(i64::MIN), limit)
            .map_err(to_js)?;
        rows.iter()
            .map(|row| {
                Ok(LogSealedRow {
                    idx: row.idx,
                    ciphertext: bytes(env, &row.ciphertext)?,
                })
            })
            .collect()
    }

    /// At most `limit` heads in rising order, from number `from`, or from the lowest there is.
    #[napi]
    pub fn heads<'env>(
        &self,
        env: &'env Env,
        limit: u32,
        from: Option<i64>,
    ) -> Result<Vec<LogHeadRow<'env>>> {
        let rows = self
            .open_log()?
            .heads(from.unwrap_or(i64::MIN), limit)
            .map_err(to_js)?;
        rows.iter().map(|row| head(env, row)).collect()
    }

    /// Closing twice is closing once.
    #[napi]
    pub fn close(&mut self) {
        self.inner = None;
    }

    fn open_log(&self) -> Result<&visite_store::LogReader> {
        self.inner.as_ref().ok_or_else(closed)
    }
}

fn to_rows<'a>(entries: &'a [NewLogEntry<'a>]) -> Vec<NewEntry<'a>> {
    entries
        .iter()
        .map(|entry| NewEntry {
            leaf: &entry.leaf,
            leaf_hash: &entry.leaf_hash,
            mac: &entry.mac,
            ciphertext: entry.ciphertext.as_deref(),
        })
        .collect()
}

fn to_head<'a>(head: &'a NewLogHead<'a>) -> NewHead<'a> {
    NewHead {
        number: head.number,
        root: &head.root,
        peaks: &head.peaks,
        mac: &head.mac,
    }
}

fn closed() -> Error<StoreCode> {
    Error::new(StoreCode::Closed, "this log was closed")
}

fn entry<'env>(env: &'env Env, row: &visite_store::EntryRow) -> Result<LogEntryRow<'env>> {
    Ok(LogEntryRow {
        idx: row.idx,
        leaf: bytes(env, &row.leaf)?,
        leaf_hash: bytes(env, &row.leaf_hash)?,
        mac: bytes(env, &row.mac)?,
    })
}

fn head<'env>(env: &'env Env, row: &visite_store::HeadRow) -> Result<LogHeadRow<'env>> {
    Ok(LogHeadRow {
        number: row.number,
        size: row.size,
        root: bytes(env, &row.root)?,
        peaks: bytes(env, &row.peaks)?,
        mac: bytes(env, &row.mac)?,
    })
}

/// A copy that V8 owns: Electron refuses memory from outside.
fn bytes<'env>(env: &'env Env, data: &[u8]) -> Result<BufferSlice<'env>> {
    BufferSlice::copy_from(env, data).map_err(failed)
}
