use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use napi::bindgen_prelude::{BufferSlice, Error, Float64Array, Uint8Array, Uint32Array};
use napi::{Env, JsError, ScopedTask};
use napi_derive::napi;
use visite_store::{Drafts, LogEnd, SealKeys, SealedBatch, StoreCode, StoreError};

/// The keys of a site by their use, 32 bytes each.
#[napi(object, object_to_js = false)]
pub struct LogKeys {
    pub chain: Uint8Array,
    pub seal: Uint8Array,
    pub digest: Uint8Array,
    pub pseudonym: Uint8Array,
}

/// Where a log ends: `size` entries, the peaks of their tree, the codes of the last entry and the last head.
#[napi(object, object_to_js = false)]
pub struct LogEndInput {
    pub size: i64,
    pub peaks: Uint8Array,
    pub mac: Uint8Array,
    pub heads: i64,
    pub head_mac: Uint8Array,
}

/// Entries to be made, in their order. `patients` and `told` hold one text for each inference, divided by U+0000.
#[napi(object, object_to_js = false)]
pub struct LogDrafts {
    /// Texts of entries in pieces: 3 around index and line, or, of an inference, 8 around index, digest of the inputs,
    /// line, digest of the outputs, pseudonym, nonce, digest of the sealed content.
    pub templates: Vec<Vec<String>>,
    pub template_of: Uint32Array,
    pub lines: Uint32Array,
    pub patients: String,
    pub told: String,
    /// Row after row.
    pub inputs: Float64Array,
    pub input_columns: u32,
    /// Row after row, of no meaning where `asked` is 0.
    pub outputs: Float64Array,
    pub output_columns: u32,
    pub asked: Uint8Array,
    /// 12 bytes for each inference.
    pub nonces: Uint8Array,
}

/// The log's end after a batch, and its root.
#[napi(object, object_from_js = false)]
pub struct LogEndOutput<'a> {
    pub size: i64,
    pub root: BufferSlice<'a>,
    pub peaks: BufferSlice<'a>,
    pub mac: BufferSlice<'a>,
    pub heads: i64,
    pub head_mac: BufferSlice<'a>,
}

/// The writer, and how many batches were given to another thread and are not finished.
#[derive(Default)]
struct Shared {
    writer: Option<visite_store::LogWriter>,
    under_way: usize,
}

/// A writer that other threads may use. It is closed only when no batch is under way.
#[derive(Clone)]
pub(super) struct SharedWriter(Arc<(Mutex<Shared>, Condvar)>);

impl SharedWriter {
    pub fn new(writer: visite_store::LogWriter) -> Self {
        let shared = Shared {
            writer: Some(writer),
            under_way: 0,
        };
        SharedWriter(Arc::new((Mutex::new(shared), Condvar::new())))
    }

    pub fn with<T>(
        &self,
        work: impl FnOnce(&mut visite_store::LogWriter) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut shared = self.lock()?;
        work(shared.writer.as_mut().ok_or_else(closed)?)
    }

    /// Gives the log free, once every batch under way is written. One that no thread has begun yet is under way as well.
    pub fn close(&self) {
        let Ok(shared) = self.lock() else { return };
        if let Ok(mut shared) = self.0.1.wait_while(shared, |shared| shared.under_way > 0) {
            shared.writer = None;
        }
    }

    /// From here on closing waits, until the value is dropped.
    fn hold(&self) -> Result<UnderWay, StoreError> {
        let mut shared = self.lock()?;
        if shared.writer.is_none() {
            return Err(closed());
        }
        shared.under_way += 1;
        drop(shared);
        Ok(UnderWay(self.clone()))
    }

    fn lock(&self) -> Result<MutexGuard<'_, Shared>, StoreError> {
        self.0.0.lock().map_err(|_| panicked())
    }
}

struct UnderWay(SharedWriter);

impl Drop for UnderWay {
    fn drop(&mut self) {
        if let Ok(mut shared) = self.0.lock() {
            shared.under_way -= 1;
            self.0.0.1.notify_all();
        }
    }
}

/// Seals a batch and adds it to the log, on another thread.
pub struct SealTask {
    /// None once it was computed.
    under_way: Option<UnderWay>,
    keys: SealKeys,
    end: LogEnd,
    drafts: Drafts,
}

impl SealTask {
    pub(super) fn new(
        writer: &SharedWriter,
        keys: SealKeys,
        end: &LogEndInput,
        drafts: LogDrafts,
    ) -> Result<Self, StoreError> {
        Ok(SealTask {
            end: to_end(end)?,
            drafts: to_drafts(drafts),
            under_way: Some(writer.hold()?),
            keys,
        })
    }
}

impl<'task> ScopedTask<'task> for SealTask {
    type Output = Result<SealedBatch, StoreError>;
    type JsValue = LogEndOutput<'task>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        let Some(UnderWay(writer)) = &self.under_way else {
            return Ok(Err(closed()));
        };
        let work =
            || writer.with(|writer| writer.append_sealed(&self.keys, &self.end, &self.drafts));
        // What a panic leaves half done is a transaction that was not committed.
        let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(panicked()));
        self.under_way = None;
        Ok(done)
    }

    fn resolve(&mut self, env: &'task Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        let SealedBatch { root, end, .. } = output.map_err(|error| rejection(env, error))?;
        Ok(LogEndOutput {
            size: end.size as i64,
            root: BufferSlice::copy_from(env, root)?,
            peaks: BufferSlice::copy_from(env, end.peaks)?,
            mac: BufferSlice::copy_from(env, end.mac)?,
            heads: end.heads as i64,
            head_mac: BufferSlice::copy_from(env, end.head_mac)?,
        })
    }
}

fn to_end(end: &LogEndInput) -> Result<LogEnd, StoreError> {
    let count = |number: i64| u64::try_from(number).map_err(|_| refused("a count below zero"));
    let hash = |bytes: &Uint8Array| {
        <[u8; 32]>::try_from(bytes.as_ref()).map_err(|_| refused("a code of the log has 32 bytes"))
    };
    Ok(LogEnd {
        size: count(end.size)?,
        peaks: end.peaks.to_vec(),
        mac: hash(&end.mac)?,
        heads: count(end.heads)?,
        head_mac: hash(&end.head_mac)?,
    })
}

fn to_drafts(drafts: LogDrafts) -> Drafts {
    let count = drafts.asked.len();
    let texts = |text: String| -> Vec<Vec<u8>> {
        if count == 0 {
            return Vec::new();
        }
        text.split('\0')
            .map(|part| part.as_bytes().to_vec())
            .collect()
    };
    Drafts {
        templates: drafts
            .templates
            .into_iter()
            .map(|pieces| pieces.into_iter().map(String::into_bytes).collect())
            .collect(),
        template_of: drafts.template_of.to_vec(),
        lines: drafts.lines.to_vec(),
        patients: texts(drafts.patients),
        told: texts(drafts.told),
        inputs: drafts.inputs.to_vec(),
        input_columns: drafts.input_columns as usize,
        outputs: drafts.outputs.to_vec(),
        output_columns: drafts.output_columns as usize,
        asked: drafts.asked.to_vec(),
        nonces: drafts.nonces.to_vec(),
    }
}

pub(super) fn to_keys(keys: &LogKeys) -> Result<SealKeys, StoreError> {
    SealKeys::new(&keys.chain, &keys.seal, &keys.digest, &keys.pseudonym)
}

/// An error for a promise, which must exist in JavaScript before it can carry a code of ours.
fn rejection(env: &Env, error: StoreError) -> Error {
    let error = Error::new(error.code, error.message);
    Error::from(JsError::from(error).into_unknown(Env::from_raw(env.raw())))
}

fn refused(message: &str) -> StoreError {
    StoreError::new(StoreCode::Refused, message)
}

fn closed() -> StoreError {
    StoreError::new(StoreCode::Closed, "this log was closed")
}

pub(super) fn panicked() -> StoreError {
    StoreError::new(StoreCode::Unknown, "the store panicked")
}
