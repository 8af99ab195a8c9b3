pub mod core_dumps;
mod each_thread;
mod io_rings;
pub mod landlock;
pub mod memory;
pub mod privileges;
pub mod system_calls;

use crate::{Layer, LayerState, state};

/// The filter of system calls comes last: it takes away what the others need.
pub fn confine(memory_bytes: u64) -> Vec<LayerState> {
    let io_ring = io_rings::any_open();
    vec![
        state(Layer::Privileges, privileges::give_up()),
        state(Layer::Files, landlock::restrict()),
        state(Layer::CoreDumps, core_dumps::turn_off()),
        state(Layer::Memory, memory::limit(memory_bytes)),
        state(Layer::SystemCalls, io_ring.and_then(system_calls::restrict)),
    ]
}

/// What the last system call of this thread said.
fn last_error(what: &str) -> String {
    format!("{what}: {}", std::io::Error::last_os_error())
}
