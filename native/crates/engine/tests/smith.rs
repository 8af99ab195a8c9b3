//! Random modules (native/smith) through the check and the engine: nothing panics, nothing hangs, and what a module does to
//! itself ends in one of the codes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::{Command, abort};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use visite_engine::{
    DrawsRequest, EngineError, EngineLimits, ErrorCode, LoadedModel, PredictRequest, check,
};

/// Modules of a quick run; `VISITE_TEST_MODULES` asks for more.
const QUICK: u64 = 200;
/// For all three steps of one module: far beyond the deadlines that the engine is given.
const PATIENCE: Duration = Duration::from_secs(30);
const DEADLINE: Duration = Duration::from_millis(200);

#[test]
fn d18_d27_random_modules_end_in_a_code() {
    let count = env::var("VISITE_TEST_MODULES").map_or(QUICK, |text| text.parse().unwrap());
    let modules = make_modules(count);
    assert_eq!(modules.len() as u64, count);
    let place = watched();
    let mut ends = BTreeMap::<&'static str, usize>::new();
    for (at, wasm) in modules.iter().enumerate() {
        place.store(at as u64, Ordering::Relaxed);
        let begin = Instant::now();
        let end = run(wasm).map_or_else(|error| error.code, |()| ErrorCode::NoText);
        assert_ne!(end, ErrorCode::Internal, "module {at}");
        *ends.entry(name(end)).or_default() += 1;
        let took = begin.elapsed();
        assert!(took < PATIENCE, "module {at} took {took:?}");
    }
    place.store(u64::MAX, Ordering::Relaxed);
    println!("{ends:?}");
    // Modules are refused, run, and stopped: none of the ways is left out by chance.
    for end in ["import", "feature", "block-address", "trap-out-of-fuel"] {
        assert!(
            ends.get(end).is_some_and(|count| *count > 0),
            "none ended with {end}: {ends:?}"
        );
    }
}

/// `NoText` stands for an answer: nobody gives texts here.
fn name(end: ErrorCode) -> &'static str {
    match end {
        ErrorCode::NoText => "runs",
        code => code.as_str(),
    }
}

fn run(wasm: &[u8]) -> Result<(), EngineError> {
    let limits = EngineLimits {
        max_memory_bytes: 4 << 20,
        fuel_per_row: 1_000_000,
        ..EngineLimits::default()
    };
    let judged = check(wasm, &limits);
    // What a module of the contract has by chance is not what is tested here.
    let corrected = with_version_1(wasm);
    let model = match LoadedModel::load(&corrected, limits) {
        Ok(model) => model,
        Err(error) => return Err(judged.err().unwrap_or(error)),
    };
    let input = [1.5; 6];
    for threads in [1, 2] {
        model.predict(&PredictRequest {
            rows: 3,
            input_columns: 2,
            output_columns: 1,
            input: &input,
            rows_per_call: 2,
            threads,
            deadline: DEADLINE,
            texts: None,
        })?;
    }
    model.draws(&DrawsRequest {
        input_columns: 2,
        input: &input[..2],
        count: 4,
        columns: 1,
        deadline: DEADLINE,
    })?;
    Ok(())
}

/// The same module, whose exported `visite_abi` is the constant 1.
fn with_version_1(wasm: &[u8]) -> Vec<u8> {
    use wasmparser::{Parser, Payload};
    let (mut index, mut section, mut globals) = (None, None, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload {
            Ok(Payload::GlobalSection(reader)) => {
                section = Some(reader.range());
                for global in reader {
                    let Ok(global) = global else {
                        return wasm.to_vec();
                    };
                    let mut reader = global.init_expr.get_binary_reader();
                    let length = reader.bytes_remaining();
                    let expression = reader.read_bytes(length).unwrap().to_vec();
                    globals.push((global.ty, expression));
                }
            }
            Ok(Payload::ExportSection(exports)) => {
                index = exports
                    .into_iter()
                    .filter_map(Result::ok)
                    .find(|export| export.name == "visite_abi")
                    .map(|export| export.index as usize);
            }
            Ok(_) => {}
            Err(_) => return wasm.to_vec(),
        }
    }
    match (index, section) {
        (Some(index), Some(section)) if index < globals.len() => {
            globals[index].1 = vec![0x41, 0x01, 0x0b];
            replace_globals(wasm, section, &globals)
        }
        _ => wasm.to_vec(),
    }
}

fn replace_globals(
    wasm: &[u8],
    section: std::ops::Range<usize>,
    globals: &[(wasmparser::GlobalType, Vec<u8>)],
) -> Vec<u8> {
    let mut content = leb(globals.len());
    for (of, expression) in globals {
        let Some(code) = value_code(of.content_type) else {
            return wasm.to_vec();
        };
        content.extend([code, u8::from(of.mutable)]);
        content.extend(expression);
    }
    // The section's number and length stand before its content.
    let old_length = leb(section.len()).len();
    let start = section.start - old_length;
    if wasm.get(start - 1) != Some(&6) {
        return wasm.to_vec();
    }
    let mut out = wasm[..start].to_vec();
    out.extend(leb(content.len()));
    out.extend(content);
    out.extend(&wasm[section.end..]);
    out
}

fn value_code(of: wasmparser::ValType) -> Option<u8> {
    use wasmparser::{RefType, ValType};
    match of {
        ValType::I32 => Some(0x7f),
        ValType::I64 => Some(0x7e),
        ValType::F32 => Some(0x7d),
        ValType::F64 => Some(0x7c),
        ValType::V128 => Some(0x7b),
        ValType::Ref(RefType::FUNCREF) => Some(0x70),
        ValType::Ref(_) => None,
    }
}

fn leb(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (value & 127) as u8;
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 128);
    }
}

/// Ends the whole test, saying where, when one module takes longer than any limit lets it: a hang cannot say so itself.
fn watched() -> &'static AtomicU64 {
    static PLACE: AtomicU64 = AtomicU64::new(0);
    thread::spawn(|| {
        let mut last = (u64::MAX, Instant::now());
        loop {
            thread::sleep(Duration::from_millis(500));
            let place = PLACE.load(Ordering::Relaxed);
            if place == u64::MAX {
                return;
            }
            if place != last.0 {
                last = (place, Instant::now());
            } else if last.1.elapsed() > 2 * PATIENCE {
                eprintln!("module {place} hangs");
                abort();
            }
        }
    });
    &PLACE
}

fn make_modules(count: u64) -> Vec<Vec<u8>> {
    let smith = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../smith");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--manifest-path"])
        .arg(smith.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("../smith"))
        .args(["--", "1", &count.to_string()])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut modules = Vec::new();
    let mut rest = output.stdout.as_slice();
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        let (module, behind) = behind.split_at(u32::from_le_bytes(*length) as usize);
        modules.push(module.to_vec());
        rest = behind;
    }
    modules
}
