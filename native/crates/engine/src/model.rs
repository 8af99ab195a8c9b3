use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use wasmtime::{Engine, Module};

use crate::blocks;
use crate::check::{Interface, check};
use crate::error::{EngineError, ErrorCode};
use crate::instance::Instance;
use crate::limits::{EngineLimits, MAX_ROWS_PER_CALL};
use crate::runtime::new_engine;
use crate::ticker::Ticker;

/// Threads of one batch beyond which a request is a mistake.
const MAX_THREADS: usize = 256;
/// What filling the memory of a new instance may take.
const START: Duration = Duration::from_secs(2);

/// A checked and compiled module with the instances that are idle.
///
/// Instances are used again: ABI 1 forbids a model to remember, and golden patients hold it to that.
/// One that was stopped is thrown away.
pub struct LoadedModel {
    engine: Engine,
    module: Module,
    interface: Interface,
    limits: EngineLimits,
    idle: Mutex<Vec<Instance>>,
    _ticker: Ticker,
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
}

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
        let engine = new_engine()?;
        let module = Module::from_binary(&engine, wasm)
            .map_err(|error| EngineError::new(ErrorCode::Compile, format!("{error:#}")))?;
        let ticker = Ticker::start(&engine)?;
        let first = Instance::new(&engine, &module, interface, &limits, Instant::now() + START)?;
        Ok(Self {
            engine,
            module,
            interface,
            limits,
            idle: Mutex::new(vec![first]),
            _ticker: ticker,
        })
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
        let deadline = after(request.deadline)?;
        blocks::predict(self, request, deadline)
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
        self.with_instance(deadline, |instance| {
            blocks::draws(instance, request, self.limits.fuel_per_row, deadline)
        })
    }

    pub(crate) fn fuel_per_row(&self) -> u64 {
        self.limits.fuel_per_row
    }

    /// Lends an idle instance, or a new one, to `use_it`; keeps it when that went well.
    pub(crate) fn with_instance<T, E: From<EngineError>>(
        &self,
        deadline: Instant,
        use_it: impl FnOnce(&mut Instance) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self.idle().pop();
        let mut instance = match idle {
            Some(instance) => instance,
            None => Instance::new(
                &self.engine,
                &self.module,
                self.interface,
                &self.limits,
                deadline,
            )?,
        };
        let result = use_it(&mut instance)?;
        self.idle().push(instance);
        Ok(result)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Instance>> {
        // A list of instances is whole whatever panicked beside it.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
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
