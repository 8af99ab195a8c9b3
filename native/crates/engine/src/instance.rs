use std::ops::Range;
use std::time::Instant;

use wasmtime::{Engine, Memory, Module, ResourceLimiter, Store, Trap, TypedFunc, UpdateDeadline};

use crate::check::Interface;
use crate::error::{EngineError, ErrorCode};
use crate::limits::EngineLimits;

const ALIGNMENT: usize = 16;
pub const VALUE_BYTES: usize = size_of::<f64>();

/// One instance of a model with its own memory. Addresses it returns are hostile until checked here.
pub struct Instance {
    store: Store<Host>,
    memory: Memory,
    reserve: TypedFunc<u32, u32>,
    predict: TypedFunc<u32, u32>,
    draws: Option<TypedFunc<u32, u32>>,
    text: Option<TypedFunc<u32, u32>>,
    /// The input block of the last [`Instance::reserve`].
    input: Range<usize>,
}

/// What the store carries: the limits that Wasmtime asks about while the model runs.
struct Host {
    max_memory_bytes: usize,
    max_table_entries: usize,
    deadline: Instant,
}

/// Why the host stopped the model itself.
#[derive(Debug)]
enum Stop {
    MemoryLimit { desired: usize, limit: usize },
    Deadline,
}

impl Instance {
    /// # Errors
    /// A trap while the memory is filled (a data segment that does not fit), or `internal`.
    pub fn new(
        engine: &Engine,
        module: &Module,
        interface: Interface,
        limits: &EngineLimits,
        deadline: Instant,
    ) -> Result<Self, EngineError> {
        let host = Host {
            max_memory_bytes: usize::try_from(limits.max_memory_bytes).unwrap_or(usize::MAX),
            max_table_entries: usize::try_from(limits.max_table_entries).unwrap_or(usize::MAX),
            deadline,
        };
        let mut store = Store::new(engine, host);
        store.limiter(|host| host);
        store.epoch_deadline_callback(|context| {
            if Instant::now() >= context.data().deadline {
                return Err(wasmtime::Error::new(Stop::Deadline));
            }
            Ok(UpdateDeadline::Continue(1))
        });
        store.set_epoch_deadline(1);
        store.set_fuel(limits.fuel_per_row).map_err(stopped)?;
        let instance = wasmtime::Instance::new(&mut store, module, &[]).map_err(stopped)?;
        let memory = instance.get_memory(&mut store, "memory").ok_or_else(|| {
            EngineError::new(
                ErrorCode::ExportMissing,
                "expected an export memory, got none",
            )
        })?;
        let mut function = |name: &str| {
            instance
                .get_typed_func::<u32, u32>(&mut store, name)
                .map_err(|error| {
                    EngineError::new(ErrorCode::ExportType, format!("{name}: {error}"))
                })
        };
        let (reserve, predict) = (function("visite_reserve")?, function("visite_predict")?);
        let draws = interface
            .draws
            .then(|| function("visite_draws"))
            .transpose()?;
        let text = interface
            .text
            .then(|| function("visite_text"))
            .transpose()?;
        Ok(Self {
            store,
            memory,
            reserve,
            predict,
            draws,
            text,
            input: 0..0,
        })
    }

    /// Sets what the following calls may use together.
    pub fn allow(&mut self, fuel: u64, deadline: Instant) -> Result<(), EngineError> {
        if Instant::now() >= deadline {
            return Err(stopped(wasmtime::Error::new(Stop::Deadline)));
        }
        self.store.data_mut().deadline = deadline;
        self.store.set_epoch_deadline(1);
        self.store.set_fuel(fuel).map_err(stopped)
    }

    /// What is left of the fuel given to [`Instance::allow`].
    pub fn fuel_left(&self) -> Result<u64, EngineError> {
        self.store.get_fuel().map_err(stopped)
    }

    /// Makes room for `rows` rows of `columns` values.
    pub fn reserve(&mut self, rows: u32, columns: usize) -> Result<(), EngineError> {
        let address = self.reserve.call(&mut self.store, rows).map_err(stopped)?;
        let bytes = (rows as usize)
            .saturating_mul(columns)
            .saturating_mul(VALUE_BYTES);
        let memory_bytes = self.memory.data_size(&self.store);
        self.input = block("visite_reserve", address, bytes, memory_bytes)?;
        Ok(())
    }

    /// The input block. Read anew after every call: the memory may have grown and moved.
    pub fn input(&mut self) -> &mut [u8] {
        &mut self.memory.data_mut(&mut self.store)[self.input.clone()]
    }

    /// Puts the texts of the reserved rows into the model's arena, and gives its address.
    pub fn text(&mut self, bytes: &[u8]) -> Result<u32, EngineError> {
        let text = self.text.as_ref().ok_or_else(|| {
            EngineError::new(
                ErrorCode::NoText,
                "expected an export visite_text, got none",
            )
        })?;
        let length = u32::try_from(bytes.len())
            .map_err(|error| EngineError::new(ErrorCode::BadRequest, error.to_string()))?;
        let address = text.call(&mut self.store, length).map_err(stopped)?;
        let memory = self.memory.data_mut(&mut self.store);
        let range = block("visite_text", address, bytes.len(), memory.len())?;
        memory[range].copy_from_slice(bytes);
        Ok(address)
    }

    /// Computes the rows written, and gives the output block.
    pub fn predict(&mut self, rows: u32, columns: usize) -> Result<&[u8], EngineError> {
        let address = self.predict.call(&mut self.store, rows).map_err(stopped)?;
        self.output(
            "visite_predict",
            address,
            (rows as usize).saturating_mul(columns),
        )
    }

    /// The draws of row `row`: `values` of them.
    pub fn draws(&mut self, row: u32, values: usize) -> Result<&[u8], EngineError> {
        let draws = self.draws.as_ref().ok_or_else(|| {
            EngineError::new(
                ErrorCode::NoDraws,
                "expected an export visite_draws, got none",
            )
        })?;
        let address = draws.call(&mut self.store, row).map_err(stopped)?;
        self.output("visite_draws", address, values)
    }

    fn output(&self, function: &str, address: u32, values: usize) -> Result<&[u8], EngineError> {
        let memory = self.memory.data(&self.store);
        let bytes = values.saturating_mul(VALUE_BYTES);
        let range = block(function, address, bytes, memory.len())?;
        Ok(&memory[range])
    }
}

/// Where a block of `bytes` bytes lies, if it lies wholly in a memory of `memory_bytes`.
fn block(
    function: &str,
    address: u32,
    bytes: usize,
    memory_bytes: usize,
) -> Result<Range<usize>, EngineError> {
    let start = address as usize;
    match start.checked_add(bytes) {
        Some(end) if start != 0 && start.is_multiple_of(ALIGNMENT) && end <= memory_bytes => {
            Ok(start..end)
        }
        _ => Err(EngineError::new(
            ErrorCode::BlockAddress,
            format!(
                "expected {function} to give a multiple of {ALIGNMENT} with {bytes} bytes inside the memory of \
                 {memory_bytes} bytes, got {address}"
            ),
        )),
    }
}

impl ResourceLimiter for Host {
    /// Growth beyond the module's own maximum fails as WebAssembly says (−1); beyond the machine's limit it stops the model.
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        if maximum.is_some_and(|maximum| desired > maximum) {
            return Ok(false);
        }
        if desired > self.max_memory_bytes {
            return Err(wasmtime::Error::new(Stop::MemoryLimit {
                desired,
                limit: self.max_memory_bytes,
            }));
        }
        Ok(true)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(desired <= self.max_table_entries)
    }
}

impl std::fmt::Display for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Stop::MemoryLimit { desired, limit } => {
                write!(
                    f,
                    "expected at most {limit} bytes of memory, got a request for {desired}"
                )
            }
            Stop::Deadline => f.write_str("expected an answer within the deadline, got none"),
        }
    }
}

impl std::error::Error for Stop {}

/// Each way a model can stop → its own code.
fn stopped(error: wasmtime::Error) -> EngineError {
    let code = match (error.downcast_ref::<Stop>(), error.downcast_ref::<Trap>()) {
        (Some(Stop::MemoryLimit { .. }), _) => ErrorCode::TrapMemoryLimit,
        (Some(Stop::Deadline), _) => ErrorCode::TrapDeadline,
        (None, Some(trap)) => trap_code(*trap),
        (None, None) => ErrorCode::Internal,
    };
    EngineError::new(code, format!("{error:#}"))
}

fn trap_code(trap: Trap) -> ErrorCode {
    match trap {
        Trap::UnreachableCodeReached => ErrorCode::TrapUnreachable,
        Trap::MemoryOutOfBounds => ErrorCode::TrapMemoryOutOfBounds,
        Trap::TableOutOfBounds => ErrorCode::TrapTableOutOfBounds,
        Trap::IndirectCallToNull => ErrorCode::TrapIndirectCallToNull,
        Trap::BadSignature => ErrorCode::TrapBadSignature,
        Trap::IntegerOverflow => ErrorCode::TrapIntegerOverflow,
        Trap::IntegerDivisionByZero => ErrorCode::TrapIntegerDivisionByZero,
        Trap::BadConversionToInteger => ErrorCode::TrapBadConversionToInteger,
        Trap::StackOverflow => ErrorCode::TrapStackOverflow,
        Trap::OutOfFuel => ErrorCode::TrapOutOfFuel,
        Trap::Interrupt => ErrorCode::TrapDeadline,
        // Trap is open to additions, and the rest belong to features that are off.
        _ => ErrorCode::TrapUnknown,
    }
}
