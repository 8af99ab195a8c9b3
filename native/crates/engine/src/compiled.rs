use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use wasmtime::{Engine, Module};

use crate::check::Interface;
use crate::error::{EngineError, ErrorCode};
use crate::instance::Instance;
use crate::limits::EngineLimits;
use crate::runtime::{Nan, new_engine};
use crate::ticker::Ticker;

/// What filling the memory of a new instance may take.
const START: Duration = Duration::from_secs(2);

/// A checked module as machine code, with the instances that are idle.
///
/// Instances are used again: ABI 1 forbids a model to remember, and golden patients hold it to that.
/// One that was stopped is thrown away.
pub struct Compiled {
    engine: Engine,
    module: Module,
    interface: Interface,
    limits: EngineLimits,
    idle: Mutex<Vec<Instance>>,
    _ticker: Ticker,
}

impl Compiled {
    /// Compiles, and makes a first instance.
    ///
    /// # Errors
    /// `compile-failed`, or the trap of a data segment that does not fit.
    pub fn new(
        wasm: &[u8],
        interface: Interface,
        limits: EngineLimits,
        nan: Nan,
    ) -> Result<Self, EngineError> {
        let engine = new_engine(nan)?;
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

    /// An idle instance, or a new one. Give it back with [`Compiled::keep`] when all went well.
    pub fn lend(&self, deadline: Instant) -> Result<Instance, EngineError> {
        let idle = self.idle().pop();
        match idle {
            Some(instance) => Ok(instance),
            None => Instance::new(
                &self.engine,
                &self.module,
                self.interface,
                &self.limits,
                deadline,
            ),
        }
    }

    pub fn keep(&self, instance: Instance) {
        self.idle().push(instance);
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Instance>> {
        // A list of instances is whole whatever panicked beside it.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
