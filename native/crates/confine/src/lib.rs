//! Takes from this process what a model's process does not need (decision 20).
//!
//! [`confine`] is called once, after everything is loaded and before a module's bytes arrive. It cannot be undone. It says
//! layer by layer what is in force, so that nobody runs a model in a weaker process without knowing.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
use linux as platform;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as platform;

#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "macos")]
use macos as platform;

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
compile_error!("a model's process can be confined on Linux, macOS and Windows only");

/// One thing that is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// A crash leaves no copy of the memory behind, and no other process of the user may look into it.
    CoreDumps,
    /// No program that is started gains rights.
    Privileges,
    /// No file is opened, made, removed or executed (Linux: landlock, macOS: a sandbox profile).
    Files,
    /// No system call beyond those a running model needs (Linux: seccomp).
    SystemCalls,
    /// No other process is started (Windows: a job object).
    Processes,
    /// No more memory than what was said: code that takes gigabytes to compile ends this process, not another.
    Memory,
}

impl Layer {
    pub const ALL: &[Layer] = &[
        Layer::CoreDumps,
        Layer::Privileges,
        Layer::Files,
        Layer::SystemCalls,
        Layer::Processes,
        Layer::Memory,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::CoreDumps => "core-dumps",
            Layer::Privileges => "privileges",
            Layer::Files => "files",
            Layer::SystemCalls => "system-calls",
            Layer::Processes => "processes",
            Layer::Memory => "memory",
        }
    }
}

/// Whether a layer is in force in this process, on every thread of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerState {
    pub layer: Layer,
    pub in_force: bool,
    /// What enforces it, or why nothing does: for people.
    pub detail: String,
}

/// Puts every layer of this system in force, and says of each whether it is. Layers that this system does not know are left out.
/// `memory_bytes`: what this process may write to, from now on and until now together; reserved addresses do not count.
#[must_use]
pub fn confine(memory_bytes: u64) -> Vec<LayerState> {
    platform::confine(memory_bytes)
}

/// Prepares the calling thread for starting a process that will be confined; call it before. What it starts opens no io_uring
/// (Linux), which would be a way around the filter of system calls.
///
/// # Errors
/// What the system said; the process started then reports the layer as not in force.
pub fn prepare_to_start() -> Result<(), String> {
    #[cfg(target_os = "linux")]
    linux::system_calls::forbid_io_rings()?;
    Ok(())
}

/// The layers of Linux one by one, for the tests that attack each alone.
#[cfg(target_os = "linux")]
pub mod layers {
    pub use crate::linux::core_dumps::turn_off as core_dumps;
    pub use crate::linux::landlock::restrict as files;
    pub use crate::linux::memory::limit as memory;
    pub use crate::linux::privileges::give_up as privileges;
    pub use crate::linux::system_calls::restrict as system_calls;
}

fn state(layer: Layer, result: Result<String, String>) -> LayerState {
    let in_force = result.is_ok();
    let (Ok(detail) | Err(detail)) = result;
    LayerState {
        layer,
        in_force,
        detail,
    }
}
