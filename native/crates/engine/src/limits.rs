/// Rows of one call of the module, by ABI 1.
pub const MAX_ROWS_PER_CALL: usize = 4096;

/// What a machine grants a model. A module beyond one of the first six is refused before it is compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineLimits {
    /// Bytes of the module.
    pub max_module_bytes: u64,
    /// Functions the module defines.
    pub max_functions: u32,
    /// Bytes of code of one function.
    pub max_function_bytes: u32,
    /// Locals one function declares, parameters not counted.
    pub max_locals: u32,
    /// Blocks, loops and ifs inside each other.
    pub max_nesting: u32,
    /// Entries of the table, and of all element segments together.
    pub max_table_entries: u64,
    /// Bytes of memory of one running instance; a thread of a batch has an instance of its own.
    pub max_memory_bytes: u64,
    /// Wasmtime's units of fuel for each row of a call.
    pub fuel_per_row: u64,
}

impl Default for EngineLimits {
    fn default() -> Self {
        Self {
            max_module_bytes: 128 << 20,
            max_functions: 20_000,
            max_function_bytes: 1 << 20,
            max_locals: 5_000,
            max_nesting: 256,
            max_table_entries: 10_000,
            max_memory_bytes: 256 << 20,
            fuel_per_row: 2_000_000_000,
        }
    }
}
