//! Runs models of ABI 1 (docs/formats/model-abi.md) in Wasmtime, under limits.
//!
//! [`check`] judges the bytes before anything is compiled; [`LoadedModel`] compiles them once and computes over columns.
//! Every failure is an [`EngineError`] with one of a closed set of codes.

#[cfg(not(target_pointer_width = "64"))]
compile_error!(
    "models run on 64-bit machines only: a 32-bit address space cannot hold the reservation for one memory"
);

mod blocks;
mod check;
mod compiled;
mod error;
mod features;
mod instance;
mod invalid_flag;
mod limits;
mod model;
mod runtime;
mod ticker;

pub use check::{Interface, check};
pub use error::{EngineError, ErrorCode};
pub use limits::{EngineLimits, MAX_ROWS_PER_CALL};
pub use model::{DrawsRequest, LoadedModel, MISSING_TEXT, PredictRequest, Prediction, Texts};
pub use runtime::{Nan, engine_version, new_engine};
