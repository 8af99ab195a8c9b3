use wasmtime::{Config, Engine, Strategy, WasmFeatures};

use crate::error::{EngineError, ErrorCode};
use crate::features::ALLOWED;

/// Bytes of native stack a model may use before `trap-stack-overflow`.
pub const MAX_WASM_STACK_BYTES: usize = 512 << 10;

/// Name and version of the engine, for the log.
#[must_use]
pub fn engine_version() -> String {
    "wasmtime 48.0.8".to_owned()
}

/// What the bits of a NaN are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nan {
    /// The same on every processor; each operation is followed by a comparison and a choice.
    Canonical,
    /// The processor's own. Only for calls in which none is made.
    OfProcessor,
}

/// An engine that runs ABI 1 and nothing else.
///
/// # Errors
/// `internal` when this machine cannot run it.
pub fn new_engine(nan: Nan) -> Result<Engine, EngineError> {
    Engine::new(&config(nan)).map_err(|error| {
        EngineError::new(
            ErrorCode::Internal,
            format!("the engine does not start: {error:?}"),
        )
    })
}

/// Memory keeps Wasmtime's default reservation of 4 GiB of addresses with guard pages: without it every access pays for
/// a bounds check. Backtraces, address maps and debug information are off, since nothing reads them.
fn config(nan: Nan) -> Config {
    let mut config = Config::new();
    config
        .strategy(Strategy::Cranelift)
        .wasm_features(WasmFeatures::all(), false)
        .wasm_features(ALLOWED, true)
        .cranelift_nan_canonicalization(nan == Nan::Canonical)
        .consume_fuel(true)
        .epoch_interruption(true)
        .signals_based_traps(true)
        .max_wasm_stack(MAX_WASM_STACK_BYTES)
        .wasm_backtrace_max_frames(None)
        .generate_address_map(false)
        .debug_info(false);
    config
}
