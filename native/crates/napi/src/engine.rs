use napi_derive::napi;

/// Name and version of the engine.
#[napi]
pub fn engine_version() -> String {
    visite_engine::engine_version()
}
