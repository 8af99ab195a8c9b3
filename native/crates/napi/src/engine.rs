mod errors;
mod options;
mod tasks;

use std::sync::Arc;

use errors::{CodedError, coded, guarded};
use napi::Env;
use napi::bindgen_prelude::{AsyncTask, Float64ArraySlice, Uint8Array};
use napi_derive::napi;
use options::{Batch, DrawsOptions, EngineLimits, PredictOptions, Question, milliseconds};
use tasks::{DrawsTask, LoadTask, PredictTask, Prediction};
use visite_engine::ErrorCode;

/// Name and version of the engine.
#[napi]
pub fn engine_version() -> String {
    visite_engine::engine_version()
}

/// Every code an error of the engine can have.
#[napi]
pub fn engine_error_codes() -> Vec<&'static str> {
    ErrorCode::ALL.iter().map(|code| code.as_str()).collect()
}

/// Judges a module before compiling. Throws an error with an engine code.
#[napi]
pub fn check_module(wasm: Uint8Array, limits: EngineLimits) -> Result<(), CodedError> {
    guarded(|| visite_engine::check(&wasm, &limits.checked()?).map(|_| ())).map_err(coded)
}

/// Checks and compiles a module. Rejects with an engine code.
#[napi(ts_return_type = "Promise<LoadedModel>")]
pub fn load_model(
    wasm: Uint8Array,
    limits: EngineLimits,
) -> Result<AsyncTask<LoadTask>, CodedError> {
    let limits = limits.checked().map_err(coded)?;
    Ok(AsyncTask::new(LoadTask {
        wasm: wasm.to_vec(),
        limits,
    }))
}

/// A compiled module with its idle instances.
#[napi]
pub struct LoadedModel {
    model: Arc<visite_engine::LoadedModel>,
}

#[napi]
impl LoadedModel {
    /// Whether the module exports draws.
    #[napi(getter)]
    pub fn has_draws(&self) -> bool {
        self.model.interface().draws
    }

    /// Computes every row, or rejects with an engine code.
    #[napi(ts_return_type = "Promise<Prediction>")]
    pub fn predict(&self, options: PredictOptions) -> Result<AsyncTask<PredictTask>, CodedError> {
        let batch = Batch::new(&options).map_err(coded)?;
        let model = Arc::clone(&self.model);
        Ok(AsyncTask::new(PredictTask { model, batch }))
    }

    /// As `predict`, on the calling thread: for one patient, where the way to another thread is the larger part.
    #[napi]
    pub fn predict_sync<'env>(
        &self,
        env: &'env Env,
        options: PredictOptions,
    ) -> Result<Prediction<'env>, CodedError> {
        let prediction = guarded(|| Batch::new(&options)?.predict(&self.model)).map_err(coded)?;
        Prediction::copied(env, &prediction)
            .map_err(|error| CodedError::new(ErrorCode::Internal.as_str(), error.reason.clone()))
    }

    /// One row from `input` to `output` on the calling thread, and the fuel it used. No object is read or made for it, which
    /// is most of what `predictSync` costs. Of a model without text inputs.
    #[napi]
    pub fn predict_row(
        &self,
        input: Float64ArraySlice<'_>,
        mut output: Float64ArraySlice<'_>,
        deadline_ms: f64,
    ) -> Result<f64, CodedError> {
        // A copy, since both may lie over the same memory.
        let row = input.to_vec();
        let mut answer = vec![f64::NAN; output.len()];
        let fuel = guarded(|| {
            let deadline = milliseconds("deadlineMs", deadline_ms)?;
            self.model.predict_row(&row, &mut answer, deadline)
        })
        .map_err(coded)?;
        // SAFETY: no script runs before this call returns, and no other slice of this memory is read after `row` was made.
        unsafe { output.as_mut() }.copy_from_slice(&answer);
        Ok(fuel as f64)
    }

    /// The draws of one row, column after column. Rejects with an engine code.
    #[napi(ts_return_type = "Promise<Float64Array>")]
    pub fn draws(&self, options: DrawsOptions) -> Result<AsyncTask<DrawsTask>, CodedError> {
        let question = Question::new(&options).map_err(coded)?;
        let model = Arc::clone(&self.model);
        Ok(AsyncTask::new(DrawsTask { model, question }))
    }
}

impl From<visite_engine::LoadedModel> for LoadedModel {
    fn from(model: visite_engine::LoadedModel) -> Self {
        Self {
            model: Arc::new(model),
        }
    }
}
