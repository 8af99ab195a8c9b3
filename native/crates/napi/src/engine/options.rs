use std::time::Duration;

use napi::bindgen_prelude::{Float64Array, Uint8Array, Uint32Array};
use napi_derive::napi;
use visite_engine::{DrawsRequest, EngineError, ErrorCode, PredictRequest, Texts};

/// The largest whole number below which every whole number is a JavaScript number.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// What the machine grants a model: bytes, counts, and Wasmtime's units of fuel.
#[napi(object)]
pub struct EngineLimits {
    pub max_module_bytes: f64,
    pub max_functions: f64,
    pub max_function_bytes: f64,
    pub max_locals: f64,
    pub max_nesting: f64,
    pub max_table_entries: f64,
    pub max_memory_bytes: f64,
    pub fuel_per_row: f64,
}

/// A batch: `input` column after column over all rows.
#[napi(object)]
pub struct PredictOptions {
    pub rows: f64,
    pub input_columns: f64,
    pub output_columns: f64,
    pub input: Float64Array,
    /// Rows of one call of the module, 1 to 4,096.
    pub rows_per_call: f64,
    /// Calls at the same time; the result does not depend on it.
    pub threads: f64,
    /// For the whole batch.
    pub deadline_ms: f64,
    /// Of a model with text inputs. The cells of `input` in its columns are not read.
    pub texts: Option<TextOptions>,
}

/// Texts of a batch, in UTF-8.
#[napi(object)]
pub struct TextOptions {
    /// The text columns among the input columns, rising.
    pub columns: Vec<f64>,
    /// Column after column over all rows: start and length in `bytes`; a missing text has the length 0xFFFFFFFF.
    pub cells: Uint32Array,
    pub bytes: Uint8Array,
}

/// The draws of one row, whose inputs are `input`.
#[napi(object)]
pub struct DrawsOptions {
    pub input_columns: f64,
    pub input: Float64Array,
    pub count: f64,
    pub columns: f64,
    pub deadline_ms: f64,
}

impl EngineLimits {
    pub fn checked(&self) -> Result<visite_engine::EngineLimits, EngineError> {
        Ok(visite_engine::EngineLimits {
            max_module_bytes: whole("maxModuleBytes", self.max_module_bytes)?,
            max_functions: whole32("maxFunctions", self.max_functions)?,
            max_function_bytes: whole32("maxFunctionBytes", self.max_function_bytes)?,
            max_locals: whole32("maxLocals", self.max_locals)?,
            max_nesting: whole32("maxNesting", self.max_nesting)?,
            max_table_entries: whole("maxTableEntries", self.max_table_entries)?,
            max_memory_bytes: whole("maxMemoryBytes", self.max_memory_bytes)?,
            fuel_per_row: whole("fuelPerRow", self.fuel_per_row)?,
        })
    }
}

/// A batch with numbers of its own, so that no script can change them while it runs.
pub struct Batch {
    rows: usize,
    input_columns: usize,
    output_columns: usize,
    input: Vec<f64>,
    rows_per_call: usize,
    threads: usize,
    deadline: Duration,
    texts: Option<OwnTexts>,
}

struct OwnTexts {
    columns: Vec<usize>,
    cells: Vec<u32>,
    bytes: Vec<u8>,
}

impl OwnTexts {
    fn new(options: &TextOptions) -> Result<Self, EngineError> {
        let columns = options
            .columns
            .iter()
            .map(|column| count("texts.columns", *column));
        Ok(Self {
            columns: columns.collect::<Result<_, _>>()?,
            cells: options.cells.to_vec(),
            bytes: options.bytes.to_vec(),
        })
    }
}

impl Batch {
    pub fn new(options: &PredictOptions) -> Result<Self, EngineError> {
        Ok(Self {
            rows: count("rows", options.rows)?,
            input_columns: count("inputColumns", options.input_columns)?,
            output_columns: count("outputColumns", options.output_columns)?,
            input: options.input.to_vec(),
            rows_per_call: count("rowsPerCall", options.rows_per_call)?,
            threads: count("threads", options.threads)?,
            deadline: milliseconds("deadlineMs", options.deadline_ms)?,
            texts: options.texts.as_ref().map(OwnTexts::new).transpose()?,
        })
    }

    pub fn predict(
        &self,
        model: &visite_engine::LoadedModel,
    ) -> Result<visite_engine::Prediction, EngineError> {
        model.predict(&PredictRequest {
            rows: self.rows,
            input_columns: self.input_columns,
            output_columns: self.output_columns,
            input: &self.input,
            rows_per_call: self.rows_per_call,
            threads: self.threads,
            deadline: self.deadline,
            texts: self.texts.as_ref().map(|texts| Texts {
                columns: &texts.columns,
                cells: &texts.cells,
                bytes: &texts.bytes,
            }),
        })
    }
}

/// The draws of one row, with numbers of its own.
pub struct Question {
    input_columns: usize,
    input: Vec<f64>,
    count: usize,
    columns: usize,
    deadline: Duration,
}

impl Question {
    pub fn new(options: &DrawsOptions) -> Result<Self, EngineError> {
        Ok(Self {
            input_columns: count("inputColumns", options.input_columns)?,
            input: options.input.to_vec(),
            count: count("count", options.count)?,
            columns: count("columns", options.columns)?,
            deadline: milliseconds("deadlineMs", options.deadline_ms)?,
        })
    }

    pub fn draws(&self, model: &visite_engine::LoadedModel) -> Result<Vec<f64>, EngineError> {
        model.draws(&DrawsRequest {
            input_columns: self.input_columns,
            input: &self.input,
            count: self.count,
            columns: self.columns,
            deadline: self.deadline,
        })
    }
}

/// A JavaScript number as the whole number it must be: Node-API's own conversions wrap around in silence.
fn whole(name: &str, value: f64) -> Result<u64, EngineError> {
    if (0.0..=MAX_SAFE_INTEGER).contains(&value) && value.fract() == 0.0 {
        // Exact: whole, not negative, and below 2^53.
        return Ok(value as u64);
    }
    Err(EngineError::new(
        ErrorCode::BadRequest,
        format!("expected {name} to be a whole number from 0, got {value}"),
    ))
}

fn whole32(name: &str, value: f64) -> Result<u32, EngineError> {
    u32::try_from(whole(name, value)?).map_err(|_| too_large(name, value))
}

fn count(name: &str, value: f64) -> Result<usize, EngineError> {
    usize::try_from(whole(name, value)?).map_err(|_| too_large(name, value))
}

pub fn milliseconds(name: &str, value: f64) -> Result<Duration, EngineError> {
    // Longer than a day is no deadline, and must not overflow the clock.
    const DAY_MS: u64 = 24 * 60 * 60 * 1000;
    let milliseconds = whole(name, value)?;
    if milliseconds > DAY_MS {
        return Err(too_large(name, value));
    }
    Ok(Duration::from_millis(milliseconds))
}

fn too_large(name: &str, value: f64) -> EngineError {
    EngineError::new(
        ErrorCode::BadRequest,
        format!("{name} is too large: {value}"),
    )
}
