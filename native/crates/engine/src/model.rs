use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::blocks;
use crate::check::{Interface, check};
use crate::compiled::Compiled;
use crate::error::{EngineError, ErrorCode};
use crate::instance::Instance;
use crate::invalid_flag;
use crate::limits::{EngineLimits, MAX_ROWS_PER_CALL};
use crate::runtime::Nan;

/// Threads of one batch beyond which a request is a mistake.
const MAX_THREADS: usize = 256;

/// A checked and compiled module.
///
/// A call in which no NaN is made gives the same bits with canonical NaN and without, and is up to twice as fast without:
/// a missing value goes in as the canonical NaN, and arithmetic passes that on as it is. So a call runs without where the
/// processor tells whether a NaN was made; when one was, the call is made again, from a fresh instance, by code that was
/// compiled with canonical NaN (decision 12).
pub struct LoadedModel {
    wasm: Vec<u8>,
    interface: Interface,
    limits: EngineLimits,
    fast: Option<Compiled>,
    canonical: Mutex<Option<Arc<Compiled>>>,
    /// Whether a call with a missing value raised the flag: the next ones are spared the first try.
    missing_signals: AtomicBool,
}

/// A batch. `input` is column after column over all `rows`; so will the output be.
#[derive(Clone, Copy, Debug)]
pub struct PredictRequest<'a> {
    pub rows: usize,
    pub input_columns: usize,
    pub output_columns: usize,
    pub input: &'a [f64],
    /// Rows of one call of the module, 1 to 4,096.
    pub rows_per_call: usize,
    /// Calls at the same time, each with an instance of its own. The result does not depend on it.
    pub threads: usize,
    /// For the whole batch, from now.
    pub deadline: Duration,
    /// Of a model with text inputs. The cells of `input` in its columns are not read.
    pub texts: Option<Texts<'a>>,
}

/// Texts of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The text columns among the input columns, rising.
    pub columns: &'a [usize],
    /// Column after column over all rows: start and length in `bytes`. A missing text has the length [`MISSING_TEXT`].
    pub cells: &'a [u32],
    /// UTF-8.
    pub bytes: &'a [u8],
}

/// The length that says a text is missing.
pub const MISSING_TEXT: u32 = u32::MAX;

/// The draws of one row: `count` draws of each of `columns`.
#[derive(Clone, Copy, Debug)]
pub struct DrawsRequest<'a> {
    pub input_columns: usize,
    pub input: &'a [f64],
    pub count: usize,
    pub columns: usize,
    pub deadline: Duration,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// Column after column over all rows.
    pub output: Vec<f64>,
    /// Fuel used by all calls together. It depends on which instance was used before, so it is no part of the result.
    pub fuel: u64,
}

impl LoadedModel {
    /// Checks, compiles, and makes a first instance.
    ///
    /// # Errors
    /// Every refusal of [`check`], `compile-failed`, or the trap of a data segment that does not fit.
    pub fn load(wasm: &[u8], limits: EngineLimits) -> Result<Self, EngineError> {
        let interface = check(wasm, &limits)?;
        let model = Self {
            wasm: wasm.to_vec(),
            interface,
            limits: limits.clone(),
            fast: invalid_flag::READABLE
                .then(|| Compiled::new(wasm, interface, limits, Nan::OfProcessor))
                .transpose()?,
            canonical: Mutex::new(None),
            missing_signals: AtomicBool::new(false),
        };
        if model.fast.is_none() {
            model.canonical()?;
        }
        Ok(model)
    }

    #[must_use]
    pub fn interface(&self) -> Interface {
        self.interface
    }

    /// Computes every row, or nothing.
    ///
    /// # Errors
    /// `bad-request`, or the failure of the first block (in the order of rows) that failed.
    pub fn predict(&self, request: &PredictRequest) -> Result<Prediction, EngineError> {
        at_least_one("rows", request.rows)?;
        at_least_one("input columns", request.input_columns)?;
        at_least_one("output columns", request.output_columns)?;
        in_range("rows per call", request.rows_per_call, MAX_ROWS_PER_CALL)?;
        in_range("threads", request.threads, MAX_THREADS)?;
        exact_length(request.input, request.rows, request.input_columns)?;
        if let Some(texts) = &request.texts {
            texts.check(request.rows, request.input_columns)?;
        }
        let deadline = after(request.deadline)?;
        blocks::predict(self, request, deadline)
    }

    /// One row from `input` to `output`, and the fuel it used: for one patient, where all else [`LoadedModel::predict`] does
    /// is the larger part. Of a model without text inputs.
    ///
    /// # Errors
    /// `bad-request`, or the trap; `output` is as it was then.
    pub fn predict_row(
        &self,
        input: &[f64],
        output: &mut [f64],
        deadline: Duration,
    ) -> Result<u64, EngineError> {
        at_least_one("input columns", input.len())?;
        at_least_one("output columns", output.len())?;
        let deadline = after(deadline)?;
        let missing = || blocks::has_nan(input);
        self.call(missing, deadline, |instance| {
            blocks::row(instance, input, output, self.limits.fuel_per_row, deadline)
        })
    }

    /// The draws of one row, column after column.
    ///
    /// # Errors
    /// `no-draws`, `bad-request`, or the trap.
    pub fn draws(&self, request: &DrawsRequest) -> Result<Vec<f64>, EngineError> {
        at_least_one("input columns", request.input_columns)?;
        at_least_one("draws", request.count)?;
        at_least_one("columns", request.columns)?;
        exact_length(request.input, 1, request.input_columns)?;
        let deadline = after(request.deadline)?;
        let missing = || blocks::has_nan(request.input);
        self.call(missing, deadline, |instance| {
            blocks::draws(instance, request, self.limits.fuel_per_row, deadline)
        })
    }

    pub(crate) fn fuel_per_row(&self) -> u64 {
        self.limits.fuel_per_row
    }

    /// One call: `compute` gets an instance, twice where the first time made a NaN. `missing`: whether the input holds one.
    pub(crate) fn call<T>(
        &self,
        missing: impl Fn() -> bool,
        deadline: Instant,
        mut compute: impl FnMut(&mut Instance) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let spared = self.missing_signals.load(Ordering::Relaxed) && missing();
        if let Some(fast) = self.fast.as_ref().filter(|_| !spared) {
            let mut instance = fast.lend(deadline)?;
            invalid_flag::lower();
            let result = compute(&mut instance)?;
            if !invalid_flag::is_up() {
                fast.keep(instance);
                return Ok(result);
            }
            // The instance may remember the bits of that NaN: it is not kept.
            if missing() {
                self.missing_signals.store(true, Ordering::Relaxed);
            }
        }
        let canonical = self.canonical()?;
        let mut instance = canonical.lend(deadline)?;
        let result = compute(&mut instance)?;
        canonical.keep(instance);
        Ok(result)
    }

    /// Compiled at the first call that needs it.
    fn canonical(&self) -> Result<Arc<Compiled>, EngineError> {
        let mut canonical = self
            .canonical
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(compiled) = canonical.as_ref() {
            return Ok(Arc::clone(compiled));
        }
        let compiled = Arc::new(Compiled::new(
            &self.wasm,
            self.interface,
            self.limits.clone(),
            Nan::Canonical,
        )?);
        *canonical = Some(Arc::clone(&compiled));
        Ok(compiled)
    }
}

impl Texts<'_> {
    fn check(&self, rows: usize, input_columns: usize) -> Result<(), EngineError> {
        let bad = |message: String| Err(EngineError::new(ErrorCode::BadRequest, message));
        let rising = self.columns.is_sorted_by(|a, b| a < b);
        if !rising || self.columns.iter().any(|column| *column >= input_columns) {
            return bad(format!(
                "expected rising text columns below {input_columns}, got {:?}",
                self.columns
            ));
        }
        let (cells, left) = self.cells.as_chunks::<2>();
        if Some(cells.len()) != rows.checked_mul(self.columns.len()) || !left.is_empty() {
            return bad(format!(
                "expected {rows} cells in each of {} text columns, got {} numbers",
                self.columns.len(),
                self.cells.len()
            ));
        }
        let outside = |[start, length]: &&[u32; 2]| {
            *length != MISSING_TEXT
                && (*start as usize).saturating_add(*length as usize) > self.bytes.len()
        };
        match cells.iter().find(outside) {
            Some([start, length]) => bad(format!(
                "expected texts inside {} bytes, got one of {length} bytes at {start}",
                self.bytes.len()
            )),
            None => Ok(()),
        }
    }
}

fn after(duration: Duration) -> Result<Instant, EngineError> {
    Instant::now().checked_add(duration).ok_or_else(|| {
        EngineError::new(
            ErrorCode::BadRequest,
            format!("no clock reaches a deadline in {duration:?}"),
        )
    })
}

fn at_least_one(what: &str, got: usize) -> Result<(), EngineError> {
    in_range(what, got, usize::MAX)
}

fn in_range(what: &str, got: usize, most: usize) -> Result<(), EngineError> {
    if (1..=most).contains(&got) {
        return Ok(());
    }
    Err(EngineError::new(
        ErrorCode::BadRequest,
        format!("expected 1 to {most} {what}, got {got}"),
    ))
}

fn exact_length(input: &[f64], rows: usize, columns: usize) -> Result<(), EngineError> {
    if rows.checked_mul(columns) == Some(input.len()) {
        return Ok(());
    }
    Err(EngineError::new(
        ErrorCode::BadRequest,
        format!(
            "expected {rows} rows of {columns} input columns, got {} values",
            input.len()
        ),
    ))
}
