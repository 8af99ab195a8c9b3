use std::sync::Arc;

use napi::bindgen_prelude::Float64ArraySlice;
use napi::{Env, ScopedTask};
use napi_derive::napi;
use visite_engine::EngineError;

use super::LoadedModel;
use super::errors::{guarded, rejection};
use super::options::{Batch, Question};

/// `output` column after column over all rows; `fuel` used by all calls together, no part of the result.
#[napi(object, object_from_js = false)]
pub struct Prediction<'env> {
    pub output: Float64ArraySlice<'env>,
    pub fuel: f64,
}

impl<'env> Prediction<'env> {
    /// Copied into memory of the JavaScript engine: Electron allows no array over memory of ours.
    pub fn copied(env: &'env Env, prediction: &visite_engine::Prediction) -> napi::Result<Self> {
        Ok(Self {
            output: Float64ArraySlice::copy_from(env, &prediction.output)?,
            fuel: prediction.fuel as f64,
        })
    }
}

pub struct LoadTask {
    pub wasm: Vec<u8>,
    pub limits: visite_engine::EngineLimits,
}

impl ScopedTask<'_> for LoadTask {
    type Output = Result<visite_engine::LoadedModel, EngineError>;
    type JsValue = LoadedModel;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(guarded(|| {
            visite_engine::LoadedModel::load(&self.wasm, self.limits.clone())
        }))
    }

    fn resolve(&mut self, env: &Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        let model = output.map_err(|error| rejection(env, error))?;
        Ok(LoadedModel::from(model))
    }
}

pub struct PredictTask {
    pub model: Arc<visite_engine::LoadedModel>,
    pub batch: Batch,
}

impl<'task> ScopedTask<'task> for PredictTask {
    type Output = Result<visite_engine::Prediction, EngineError>;
    type JsValue = Prediction<'task>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(guarded(|| self.batch.predict(&self.model)))
    }

    fn resolve(&mut self, env: &'task Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        Prediction::copied(env, &output.map_err(|error| rejection(env, error))?)
    }
}

pub struct DrawsTask {
    pub model: Arc<visite_engine::LoadedModel>,
    pub question: Question,
}

impl<'task> ScopedTask<'task> for DrawsTask {
    type Output = Result<Vec<f64>, EngineError>;
    type JsValue = Float64ArraySlice<'task>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        Ok(guarded(|| self.question.draws(&self.model)))
    }

    fn resolve(&mut self, env: &'task Env, output: Self::Output) -> napi::Result<Self::JsValue> {
        Float64ArraySlice::copy_from(env, output.map_err(|error| rejection(env, error))?)
    }
}
