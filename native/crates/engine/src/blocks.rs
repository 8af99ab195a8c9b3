//! A batch as blocks of rows: each computed by one call of the module, put together in the order of rows.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use crate::error::{EngineError, ErrorCode};
use crate::instance::{Instance, VALUE_BYTES};
use crate::model::{DrawsRequest, LoadedModel, MISSING_TEXT, PredictRequest, Prediction, Texts};

/// Bytes of native stack of a thread: the model's, and room for the host below it.
const STACK_BYTES: usize = crate::runtime::MAX_WASM_STACK_BYTES + (1 << 20);

const CANONICAL_NAN: u64 = 0x7ff8_0000_0000_0000;

/// One block: its number, its output columns, the fuel it used.
struct Done {
    block: usize,
    output: Vec<f64>,
    fuel: u64,
}

/// The block that failed, and how.
struct Failure {
    block: usize,
    error: EngineError,
}

/// The queue that threads take blocks from, in order.
struct Queue {
    next: AtomicUsize,
    blocks: usize,
    failed: AtomicBool,
}

pub fn predict(
    model: &LoadedModel,
    request: &PredictRequest,
    deadline: Instant,
) -> Result<Prediction, EngineError> {
    let blocks = request.rows.div_ceil(request.rows_per_call);
    let queue = Queue {
        next: AtomicUsize::new(0),
        blocks,
        failed: AtomicBool::new(false),
    };
    let work = || work_through(model, request, deadline, &queue);
    let threads = request.threads.min(blocks);
    let results = if threads == 1 {
        vec![work()]
    } else {
        on_threads(threads, work)?
    };
    gather(request, results)
}

/// Computes one row and gives its draws.
pub fn draws(
    instance: &mut Instance,
    request: &DrawsRequest,
    fuel: u64,
    deadline: Instant,
) -> Result<Vec<f64>, EngineError> {
    instance.allow(fuel, deadline)?;
    instance.reserve(1, request.input_columns)?;
    write_values(instance.input(), request.input);
    instance.predict(1, 0)?;
    instance.allow(fuel, deadline)?;
    let values = request.count.saturating_mul(request.columns);
    Ok(read_values(instance.draws(0, values)?).collect())
}

/// Computes one row, and gives the fuel that its `predict` used: what room for it cost hangs on earlier calls, so it is left out.
pub fn row(
    instance: &mut Instance,
    input: &[f64],
    output: &mut [f64],
    fuel: u64,
    deadline: Instant,
) -> Result<u64, EngineError> {
    instance.allow(fuel, deadline)?;
    instance.reserve(1, input.len())?;
    write_values(instance.input(), input);
    let before = instance.fuel_left()?;
    let block = instance.predict(1, output.len())?;
    for (target, value) in output.iter_mut().zip(read_values(block)) {
        *target = value;
    }
    Ok(before - instance.fuel_left()?)
}

/// Takes blocks from the queue until none is left or one has failed. Blocks below a failed one were all taken, so the
/// lowest that failed is the same for any number of threads.
fn work_through(
    model: &LoadedModel,
    request: &PredictRequest,
    deadline: Instant,
    queue: &Queue,
) -> Result<Vec<Done>, Failure> {
    let mut done = Vec::new();
    while !queue.failed.load(Ordering::Relaxed) {
        let block = queue.next.fetch_add(1, Ordering::Relaxed);
        if block >= queue.blocks {
            break;
        }
        match one_block(model, request, deadline, block) {
            Ok(result) => done.push(result),
            Err(error) => {
                queue.failed.store(true, Ordering::Relaxed);
                return Err(Failure { block, error });
            }
        }
    }
    Ok(done)
}

fn one_block(
    model: &LoadedModel,
    request: &PredictRequest,
    deadline: Instant,
    block: usize,
) -> Result<Done, EngineError> {
    let rows = rows_of(request, block);
    let count = u32::try_from(rows.len())
        .map_err(|error| EngineError::new(ErrorCode::BadRequest, error.to_string()))?;
    let fuel = model.fuel_per_row().saturating_mul(count.into());
    let columns = || {
        (0..request.input_columns).map(|column| {
            let start = column * request.rows;
            &request.input[start + rows.start..start + rows.end]
        })
    };
    let missing = || columns().any(has_nan);
    let (output, used) = model.call(missing, deadline, |instance| {
        instance.allow(fuel, deadline)?;
        instance.reserve(count, request.input_columns)?;
        let texts = request.texts.as_ref();
        let arena = texts.map(|texts| arena_of(texts, request.rows, &rows));
        let address = match &arena {
            Some((bytes, _)) => instance.text(bytes)?,
            None => 0,
        };
        let block = instance.input();
        for (target, values) in block
            .chunks_exact_mut(rows.len() * VALUE_BYTES)
            .zip(columns())
        {
            write_values(target, values);
        }
        if let (Some(texts), Some((_, cells))) = (texts, &arena) {
            write_cells(block, texts.columns, rows.len(), address, cells);
        }
        let before = instance.fuel_left()?;
        let output = read_values(instance.predict(count, request.output_columns)?).collect();
        Ok((output, before - instance.fuel_left()?))
    })?;
    Ok(Done {
        block,
        output,
        fuel: used,
    })
}

fn on_threads(
    threads: usize,
    work: impl Fn() -> Result<Vec<Done>, Failure> + Sync,
) -> Result<Vec<Result<Vec<Done>, Failure>>, EngineError> {
    thread::scope(|scope| {
        let spawned: Vec<_> = (0..threads)
            .map(|_| {
                thread::Builder::new()
                    .stack_size(STACK_BYTES)
                    .spawn_scoped(scope, &work)
            })
            .collect();
        spawned
            .into_iter()
            .map(|handle| {
                let handle = handle.map_err(|error| internal(&format!("no thread: {error}")))?;
                handle
                    .join()
                    .map_err(|_| internal("a thread of the batch panicked"))
            })
            .collect()
    })
}

fn gather(
    request: &PredictRequest,
    results: Vec<Result<Vec<Done>, Failure>>,
) -> Result<Prediction, EngineError> {
    let (done, failures): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    let first = failures
        .into_iter()
        .filter_map(Result::err)
        .min_by_key(|failure| failure.block);
    if let Some(failure) = first {
        return Err(failure.explained(request));
    }
    let mut prediction = Prediction {
        output: vec![f64::NAN; request.rows * request.output_columns],
        fuel: 0,
    };
    for block in done.into_iter().flatten().flatten() {
        let rows = rows_of(request, block.block);
        for (column, values) in block.output.chunks_exact(rows.len()).enumerate() {
            let start = column * request.rows;
            prediction.output[start + rows.start..start + rows.end].copy_from_slice(values);
        }
        prediction.fuel = prediction.fuel.saturating_add(block.fuel);
    }
    Ok(prediction)
}

fn rows_of(request: &PredictRequest, block: usize) -> Range<usize> {
    let start = block * request.rows_per_call;
    start..(start + request.rows_per_call).min(request.rows)
}

/// Every NaN is written as the canonical one, so that what arithmetic passes on from it is canonical too.
fn write_values(block: &mut [u8], values: &[f64]) {
    let (targets, _) = block.as_chunks_mut::<VALUE_BYTES>();
    for (target, value) in targets.iter_mut().zip(values) {
        let bits = if value.is_nan() {
            CANONICAL_NAN
        } else {
            value.to_bits()
        };
        *target = bits.to_le_bytes();
    }
}

/// The texts of `rows` one after another, and the cells of each text column with starts in them.
fn arena_of(texts: &Texts, all_rows: usize, rows: &Range<usize>) -> (Vec<u8>, Vec<[u32; 2]>) {
    let (cells, _) = texts.cells.as_chunks::<2>();
    let mut arena = Vec::new();
    let moved = (0..texts.columns.len())
        .flat_map(|column| &cells[column * all_rows..][rows.clone()])
        .map(|&[start, length]| {
            if length == MISSING_TEXT {
                return [0, MISSING_TEXT];
            }
            // What does not fit 32 bits is refused by [`Instance::text`], which is given the whole.
            let at = arena.len() as u32;
            arena.extend_from_slice(&texts.bytes[start as usize..][..length as usize]);
            [at, length]
        })
        .collect();
    (arena, moved)
}

fn write_cells(block: &mut [u8], columns: &[usize], rows: usize, address: u32, cells: &[[u32; 2]]) {
    for (column, cells) in columns.iter().zip(cells.chunks_exact(rows)) {
        let (targets, _) = block[column * rows * VALUE_BYTES..].as_chunks_mut::<VALUE_BYTES>();
        for (target, [start, length]) in targets.iter_mut().zip(cells) {
            target[..4].copy_from_slice(&address.wrapping_add(*start).to_le_bytes());
            target[4..].copy_from_slice(&length.to_le_bytes());
        }
    }
}

pub fn has_nan(values: &[f64]) -> bool {
    // Without an early end the compiler compares several at a time.
    values
        .iter()
        .fold(false, |found, value| found | value.is_nan())
}

fn read_values(block: &[u8]) -> impl Iterator<Item = f64> {
    let (values, _) = block.as_chunks::<VALUE_BYTES>();
    values.iter().map(|bytes| f64::from_le_bytes(*bytes))
}

fn internal(message: &str) -> EngineError {
    EngineError::new(ErrorCode::Internal, message)
}

impl Failure {
    fn explained(self, request: &PredictRequest) -> EngineError {
        if self.block >= request.rows.div_ceil(request.rows_per_call) {
            return self.error;
        }
        let rows = rows_of(request, self.block);
        EngineError::new(
            self.error.code,
            format!(
                "{} (rows {} to {})",
                self.error.message,
                rows.start,
                rows.end - 1
            ),
        )
    }
}
