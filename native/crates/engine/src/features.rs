use wasmparser::WasmFeatures;

/// What ABI 1 allows. `FLOATS` and `CALL_INDIRECT_OVERLONG` are no proposals of their own: the first is WebAssembly 1.0,
/// the second lets a compiler pad the table index of `call_indirect`.
pub const ALLOWED: WasmFeatures = WasmFeatures::FLOATS
    .union(WasmFeatures::MUTABLE_GLOBAL)
    .union(WasmFeatures::BULK_MEMORY)
    .union(WasmFeatures::MULTI_VALUE)
    .union(WasmFeatures::SIGN_EXTENSION)
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::SIMD)
    .union(WasmFeatures::CALL_INDIRECT_OVERLONG);

/// The proposal's name as people write it: `RELAXED_SIMD` → `relaxed-simd`.
pub fn name(feature: WasmFeatures) -> String {
    feature
        .iter_names()
        .map(|(name, _)| name.to_lowercase().replace('_', "-"))
        .collect::<Vec<_>>()
        .join(", ")
}
