//! The vectors of docs/formats/model-abi.md, run through the engine; and that each module.wasm is its module.wat.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use visite_engine::{
    DrawsRequest, EngineError, EngineLimits, LoadedModel, MISSING_TEXT, PredictRequest, Texts,
    check,
};

#[test]
fn every_module_is_its_text() {
    for folder in folders() {
        let assembled = wat::parse_file(folder.join("module.wat")).unwrap();
        let stored = fs::read(folder.join("module.wasm")).unwrap();
        assert_eq!(
            assembled,
            stored,
            "{}: run the example assemble-vectors",
            folder.display()
        );
    }
}

#[test]
fn every_case_gives_its_verdict() {
    let folders = folders();
    assert!(folders.len() >= 100, "only {} cases found", folders.len());
    let failures: Vec<String> = folders
        .iter()
        .filter_map(|folder| {
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            run(folder).err().map(|why| format!("{name}: {why}"))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn run(folder: &Path) -> Result<(), String> {
    let case: Value = serde_json::from_slice(&fs::read(folder.join("case.json")).unwrap()).unwrap();
    let wasm = fs::read(folder.join("module.wasm")).unwrap();
    let limits = limits(&case["limits"]);
    if let Some(refused) = case.get("refused") {
        return expect_refusal(refused, LoadedModel::load(&wasm, limits).err());
    }
    check(&wasm, &limits).map_err(|error| error.to_string())?;
    let model = LoadedModel::load(&wasm, limits).map_err(|error| error.to_string())?;
    for call in case["calls"].as_array().unwrap() {
        for threads in [1, 3] {
            run_call(&model, &case["model"], call, threads)?;
        }
    }
    Ok(())
}

fn run_call(
    model: &LoadedModel,
    declared: &Value,
    call: &Value,
    threads: usize,
) -> Result<(), String> {
    let input_columns = number(&declared["inputColumns"]);
    if let Some(draws) = call.get("draws") {
        let result = model.draws(&DrawsRequest {
            input_columns,
            input: &values(&draws["input"]),
            count: number(&declared["draws"]["count"]),
            columns: number(&declared["draws"]["columns"]),
            deadline: deadline(draws),
        });
        return expect(call, result);
    }
    let predict = &call["predict"];
    let texts = texts(&predict["texts"]);
    for rows_per_call in predict["rowsPerCall"].as_array().unwrap() {
        let result = model.predict(&PredictRequest {
            rows: number(&predict["rows"]),
            input_columns,
            output_columns: number(&declared["outputColumns"]),
            input: &values(&predict["input"]),
            rows_per_call: number(rows_per_call),
            threads,
            deadline: deadline(predict),
            texts: texts.as_ref().map(|(columns, cells, bytes)| Texts {
                columns,
                cells,
                bytes,
            }),
        });
        expect(call, result.map(|prediction| prediction.output))
            .map_err(|why| format!("{rows_per_call} rows per call: {why}"))?;
    }
    Ok(())
}

fn expect_refusal(refused: &Value, got: Option<EngineError>) -> Result<(), String> {
    let error = got.ok_or("was accepted")?;
    let code = refused["code"].as_str().unwrap();
    let names = refused["names"].as_array().unwrap();
    let unnamed = names
        .iter()
        .find(|name| !error.message.contains(name.as_str().unwrap()));
    match (error.code.as_str() == code, unnamed) {
        (true, None) => Ok(()),
        (true, Some(name)) => Err(format!("does not name {name}: {error}")),
        (false, _) => Err(format!("expected {code}, got {error}")),
    }
}

fn expect(call: &Value, got: Result<Vec<f64>, EngineError>) -> Result<(), String> {
    match (call.get("stopped"), got) {
        (Some(code), Err(error)) if error.code.as_str() == code => Ok(()),
        (Some(code), got) => Err(format!("expected {code}, got {got:?}")),
        (None, Err(error)) => Err(error.to_string()),
        (None, Ok(got)) if same_bits(&values(&call["output"]), &got) => Ok(()),
        (None, Ok(got)) => Err(format!("got other values: {got:?}")),
    }
}

/// Any NaN is any NaN; every other value is compared bit for bit.
fn same_bits(expected: &[f64], got: &[f64]) -> bool {
    expected.len() == got.len()
        && expected
            .iter()
            .zip(got)
            .all(|(a, b)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()))
}

/// Limits of the case, else those of the page.
fn limits(given: &Value) -> EngineLimits {
    let mut limits = EngineLimits::default();
    for (name, value) in given.as_object().into_iter().flatten() {
        let value = value.as_u64().unwrap();
        let small = || u32::try_from(value).unwrap();
        match name.as_str() {
            "maxModuleBytes" => limits.max_module_bytes = value,
            "maxFunctions" => limits.max_functions = small(),
            "maxFunctionBytes" => limits.max_function_bytes = small(),
            "maxLocals" => limits.max_locals = small(),
            "maxNesting" => limits.max_nesting = small(),
            "maxTableEntries" => limits.max_table_entries = value,
            "maxMemoryBytes" => limits.max_memory_bytes = value,
            "fuelPerRow" => limits.fuel_per_row = value,
            other => panic!("unknown limit {other}"),
        }
    }
    limits
}

fn deadline(call: &Value) -> Duration {
    Duration::from_millis(
        call.get("deadlineMs")
            .map_or(10_000, |value| value.as_u64().unwrap()),
    )
}

fn values(block: &Value) -> Vec<f64> {
    let text = block.as_str().unwrap();
    text.split(' ')
        .map(|value| {
            assert_eq!(value.len(), 16, "{value}");
            f64::from_bits(u64::from_str_radix(value, 16).unwrap().swap_bytes())
        })
        .collect()
}

/// Columns, cells and bytes of the texts of a call.
fn texts(given: &Value) -> Option<(Vec<usize>, Vec<u32>, Vec<u8>)> {
    let (mut columns, mut cells, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for (column, texts) in given.as_object()? {
        columns.push(column.parse().unwrap());
        for text in texts.as_array().unwrap() {
            let Some(text) = text.as_str() else {
                cells.extend([0, MISSING_TEXT]);
                continue;
            };
            let start = bytes.len();
            let digits = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
            bytes.extend((0..text.len()).step_by(2).map(digits));
            cells.extend([start, bytes.len() - start].map(|value| u32::try_from(value).unwrap()));
        }
    }
    Some((columns, cells, bytes))
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../test/vectors/model-abi");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}
