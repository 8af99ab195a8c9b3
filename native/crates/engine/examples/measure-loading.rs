//! What a cache of compiled code would gain: the time to check and compile a module, and to load what was compiled.
//!
//! Arguments: modules. The best of ten rounds, interleaved.

use std::error::Error;
use std::time::Instant;

use visite_engine::{EngineLimits, Nan, check, new_engine};
use wasmtime::Module;

const ROUNDS: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let wasm = std::fs::read(&path)?;
        let engine = new_engine(Nan::OfProcessor)?;
        let compiled = Module::from_binary(&engine, &wasm)?.serialize()?;
        let mut best = [f64::INFINITY; 3];
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            check(&wasm, &EngineLimits::default())?;
            best[0] = best[0].min(begin.elapsed().as_secs_f64());
            let begin = Instant::now();
            Module::from_binary(&engine, &wasm)?;
            best[1] = best[1].min(begin.elapsed().as_secs_f64());
            let begin = Instant::now();
            // SAFETY: the bytes were made by this engine a moment ago and are unchanged.
            unsafe { Module::deserialize(&engine, &compiled)? };
            best[2] = best[2].min(begin.elapsed().as_secs_f64());
        }
        let [check, compile, load] = best.map(|seconds| seconds * 1000.0);
        println!(
            "{path}: {} bytes, {} compiled; check {check:.2} ms, compile {compile:.2} ms, load {load:.2} ms",
            wasm.len(),
            compiled.len()
        );
    }
    Ok(())
}
