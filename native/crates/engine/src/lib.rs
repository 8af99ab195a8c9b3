//! Runs models of ABI 1 (docs/formats/model-abi.md) in Wasmtime, under limits.
pub fn engine_version() -> String {
    "wasmtime 48.0.8".to_owned()
}
