use napi_derive::napi;
use visite_confine::{Layer, LayerState};

/// Whether something is taken away from this process, on every thread of it.
#[napi(object, object_from_js = false)]
pub struct ConfinementLayer {
    /// One of `confinementLayers()`.
    pub name: &'static str,
    pub in_force: bool,
    /// What enforces it, or why nothing does: for people.
    pub detail: String,
}

/// Every name a layer can have.
#[napi]
pub fn confinement_layers() -> Vec<&'static str> {
    Layer::ALL.iter().map(|layer| layer.as_str()).collect()
}

/// Takes files, network, other processes and core dumps from this process, for good, and limits its memory. Gives the layers
/// that this system knows.
#[napi]
pub fn confine_process(memory_bytes: f64) -> Vec<ConfinementLayer> {
    // A number that is none becomes 0, with which nothing runs.
    visite_confine::confine(memory_bytes as u64)
        .into_iter()
        .map(
            |LayerState {
                 layer,
                 in_force,
                 detail,
             }| ConfinementLayer {
                name: layer.as_str(),
                in_force,
                detail,
            },
        )
        .collect()
}

/// Prepares this thread for starting a process that will be confined; what it starts from now on opens no io_uring. Throws
/// where the system refuses.
#[napi]
pub fn prepare_confined_start() -> napi::Result<()> {
    visite_confine::prepare_to_start().map_err(napi::Error::from_reason)
}
