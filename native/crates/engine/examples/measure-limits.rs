//! What fuel and epochs cost: the time of one block of a model with each switched on and off, interleaved.
//!
//! Arguments: module.wasm, rows of the block, input columns. Every input is 0.5 unless `VALUE` is set.

use std::error::Error;
use std::time::Instant;

use wasmtime::{Config, Engine, Instance, Module, Store};

const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, path, rows, columns] = arguments.as_slice() else {
        return Err("usage: measure-limits module.wasm rows columns".into());
    };
    let (rows, columns): (u32, usize) = (rows.parse()?, columns.parse()?);
    let value: f64 = std::env::var("VALUE").map_or(Ok(0.5), |text| text.parse())?;
    let wasm = std::fs::read(path)?;
    let mut best = [f64::INFINITY; 4];
    let mut runs = Vec::new();
    for (fuel, epochs) in [(false, false), (false, true), (true, false), (true, true)] {
        runs.push(prepare(&wasm, fuel, epochs, rows, columns, value)?);
    }
    for _ in 0..ROUNDS {
        for (best, run) in best.iter_mut().zip(&mut runs) {
            let begin = Instant::now();
            run()?;
            *best = best.min(begin.elapsed().as_secs_f64() * 1e6);
        }
    }
    for (name, best_us) in ["neither", "epochs", "fuel", "both"].iter().zip(best) {
        println!("{name:8} {best_us:12.1} µs  {:6.3}", best_us / best[0]);
    }
    Ok(())
}

type Run = Box<dyn FnMut() -> wasmtime::Result<()>>;

fn prepare(
    wasm: &[u8],
    fuel: bool,
    epochs: bool,
    rows: u32,
    columns: usize,
    value: f64,
) -> wasmtime::Result<Run> {
    let mut config = Config::new();
    config
        .cranelift_nan_canonicalization(std::env::var("NAN").as_deref() != Ok("off"))
        .consume_fuel(fuel)
        .epoch_interruption(epochs);
    let engine = Engine::new(&config)?;
    let module = Module::from_binary(&engine, wasm)?;
    let mut store = Store::new(&engine, ());
    if fuel {
        store.set_fuel(u64::MAX / 2)?;
    }
    store.set_epoch_deadline(1 << 40);
    let instance = Instance::new(&mut store, &module, &[])?;
    let reserve = instance.get_typed_func::<u32, u32>(&mut store, "visite_reserve")?;
    let predict = instance.get_typed_func::<u32, u32>(&mut store, "visite_predict")?;
    let address = reserve.call(&mut store, rows)? as usize;
    let bytes = value.to_le_bytes().repeat(rows as usize * columns);
    let memory = instance
        .get_memory(&mut store, "memory")
        .ok_or_else(|| wasmtime::Error::msg("no memory"))?;
    memory.write(&mut store, address, &bytes)?;
    Ok(Box::new(move || predict.call(&mut store, rows).map(|_| ())))
}
