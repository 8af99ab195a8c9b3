use std::fmt;

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// Why a module was refused, stopped, or could not be asked. The texts are part of the contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode { $($(#[$doc])* $name,)* }

        impl ErrorCode {
            pub const ALL: &[ErrorCode] = &[$(ErrorCode::$name,)*];

            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(ErrorCode::$name => $text,)* }
            }
        }
    };
}

error_codes! {
    /// The bytes are no WebAssembly module, or one that does not validate.
    Invalid = "invalid-module",
    ModuleTooLarge = "module-too-large",
    Import = "import",
    Start = "start-function",
    /// A feature of WebAssembly that ABI 1 leaves out; the message names it.
    Feature = "feature",
    TooManyFunctions = "too-many-functions",
    FunctionTooLarge = "function-too-large",
    TooManyLocals = "too-many-locals",
    NestingTooDeep = "nesting-too-deep",
    MemoryWithoutMaximum = "memory-without-maximum",
    MemoryTooLarge = "memory-too-large",
    TableTooLarge = "table-too-large",
    ExportMissing = "export-missing",
    ExportType = "export-type",
    AbiVersion = "abi-version",
    /// The module passed every check, and the compiler refused it all the same.
    Compile = "compile-failed",

    TrapUnreachable = "trap-unreachable",
    TrapMemoryOutOfBounds = "trap-memory-out-of-bounds",
    TrapTableOutOfBounds = "trap-table-out-of-bounds",
    TrapIndirectCallToNull = "trap-indirect-call-to-null",
    TrapBadSignature = "trap-bad-signature",
    TrapIntegerOverflow = "trap-integer-overflow",
    TrapIntegerDivisionByZero = "trap-integer-division-by-zero",
    TrapBadConversionToInteger = "trap-bad-conversion-to-integer",
    TrapStackOverflow = "trap-stack-overflow",
    TrapOutOfFuel = "trap-out-of-fuel",
    TrapDeadline = "trap-deadline",
    TrapMemoryLimit = "trap-memory-limit",
    TrapUnknown = "trap-unknown",
    /// The module returned an address that is null, not a multiple of 16, or whose block leaves the memory.
    BlockAddress = "block-address",

    /// Draws were asked of a module that exports none.
    NoDraws = "no-draws",
    /// Texts were given to a module that exports no arena for them.
    NoText = "no-text",
    /// The caller's sizes contradict each other.
    BadRequest = "bad-request",
    /// Our own mistake, or the machine's: no thread, no memory, a panic.
    Internal = "internal",
}

/// A refusal: what was expected and what was got, under a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineError {
    pub code: ErrorCode,
    pub message: String,
}

impl EngineError {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.message)
    }
}

impl std::error::Error for EngineError {}
