//! Writes random modules to its output, each behind its length in four bytes: those of `COUNT` seeds from `SEED`.
//!
//! Every other one is a module of ABI 1 that only its limits or its contents can get refused; the others have any feature,
//! and any exports and imports.

use std::error::Error;
use std::io::{Write, stdout};

use arbitrary::Unstructured;
use wasm_smith::{Config, Module};

/// Bytes of chance for a module.
const ENTROPY: usize = 4096;

/// The exports of the contract.
const CONTRACT: &str = r#"(module
  (memory (export "memory") 1 16)
  (global (export "visite_abi") i32 (i32.const 1))
  (func (export "visite_reserve") (param i32) (result i32) (i32.const 1024))
  (func (export "visite_predict") (param i32) (result i32) (i32.const 1024))
  (func (export "visite_draws") (param i32) (result i32) (i32.const 1024)))"#;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [seed, count] = arguments.as_slice() else {
        return Err("expected SEED COUNT".into());
    };
    let (seed, count): (u64, u64) = (seed.parse()?, count.parse()?);
    let contract = wat::parse_str(CONTRACT)?;
    let mut output = stdout().lock();
    for seed in seed..seed + count {
        let chance = chance(seed);
        let mut unstructured = Unstructured::new(&chance);
        let config = if seed % 2 == 0 {
            of_the_contract(&contract)
        } else {
            of_any_kind(&mut unstructured)?
        };
        let module = Module::new(config, &mut unstructured)?.to_bytes();
        output.write_all(&u32::try_from(module.len())?.to_le_bytes())?;
        output.write_all(&module)?;
    }
    Ok(())
}

fn of_the_contract(contract: &[u8]) -> Config {
    Config {
        exports: Some(contract.to_vec()),
        allow_start_export: false,
        bulk_memory_enabled: true,
        custom_page_sizes_enabled: false,
        exceptions_enabled: false,
        extended_const_enabled: false,
        gc_enabled: false,
        max_imports: 0,
        max_memories: 1,
        max_tables: 1,
        max_table_elements: 10_000,
        memory64_enabled: false,
        memory_max_size_required: true,
        reference_types_enabled: false,
        relaxed_simd_enabled: false,
        shared_everything_threads_enabled: false,
        tail_call_enabled: false,
        threads_enabled: false,
        wide_arithmetic_enabled: false,
        max_funcs: 20,
        max_instructions: 400,
        ..Config::default()
    }
}

fn of_any_kind(chance: &mut Unstructured) -> arbitrary::Result<Config> {
    let mut config: Config = chance.arbitrary()?;
    config.allow_invalid_funcs = chance.arbitrary()?;
    config.max_memory32_bytes = 1 << 32;
    Ok(config)
}

/// The same bytes for the same seed (SplitMix64, Steele, Lea and Flood 2014).
fn chance(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut bytes = Vec::with_capacity(ENTROPY);
    while bytes.len() < ENTROPY {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.extend((word ^ (word >> 31)).to_le_bytes());
    }
    bytes
}
