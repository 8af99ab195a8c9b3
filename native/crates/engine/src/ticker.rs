use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use wasmtime::Engine;

use crate::error::{EngineError, ErrorCode};

/// How often a running model looks at the clock: a deadline is overrun by this, not by more.
const INTERVAL: Duration = Duration::from_millis(10);

/// A thread that advances the engine's epoch until it is dropped.
pub struct Ticker {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Ticker {
    pub fn start(engine: &Engine) -> Result<Self, EngineError> {
        let stop = Arc::new(AtomicBool::new(false));
        let (engine, stopped) = (engine.clone(), Arc::clone(&stop));
        let thread = thread::Builder::new()
            .name("visite-epochs".to_owned())
            .stack_size(64 << 10)
            .spawn(move || {
                while !stopped.load(Ordering::Relaxed) {
                    thread::park_timeout(INTERVAL);
                    engine.increment_epoch();
                }
            })
            .map_err(|error| {
                EngineError::new(
                    ErrorCode::Internal,
                    format!("no thread for deadlines: {error}"),
                )
            })?;
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic in that loop has nothing left to break here.
            let _ = thread.join();
        }
    }
}
