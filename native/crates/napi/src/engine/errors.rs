use std::panic::{AssertUnwindSafe, catch_unwind};

use napi::{Env, Error, JsError};
use visite_engine::{EngineError, ErrorCode};

/// An error whose `code` in JavaScript is an engine code.
pub type CodedError = Error<&'static str>;

pub fn coded(error: EngineError) -> CodedError {
    Error::new(error.code.as_str(), error.message)
}

/// The same for a promise, whose errors must exist in JavaScript before they can carry a code of ours.
pub fn rejection(env: &Env, error: EngineError) -> Error {
    Error::from(JsError::from(coded(error)).into_unknown(Env::from_raw(env.raw())))
}

/// No panic crosses into JavaScript: it would end the process without a word.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, EngineError>) -> Result<T, EngineError> {
    // What a panic leaves half done is thrown away with the error.
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(EngineError::new(ErrorCode::Internal, "the engine panicked")))
}
