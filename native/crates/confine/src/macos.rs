//! Unverified: written after the interface's description, never run (docs/open-points.md).

use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;

use crate::{Layer, LayerState, state};

/// Sandbox profile language. Files that are open stay open; memory may be made executable, as the engine needs.
const PROFILE: &str = "(version 1)\n\
    (allow default)\n\
    (deny file-read-data)\n\
    (deny file-write*)\n\
    (deny network*)\n\
    (deny process-exec*)\n\
    (deny process-fork)\n";

unsafe extern "C" {
    fn sandbox_init(profile: *const c_char, flags: u64, error: *mut *mut c_char) -> c_int;
    fn sandbox_free_error(error: *mut c_char);
}

pub fn confine(_memory_bytes: u64) -> Vec<LayerState> {
    vec![
        state(Layer::CoreDumps, core_dumps()),
        state(Layer::Files, profile()),
        state(
            Layer::Memory,
            Err("macOS enforces no limit for a process of its own".to_owned()),
        ),
    ]
}

fn core_dumps() -> Result<String, String> {
    let none = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: `none` lives through the call, which only reads it.
    if unsafe { libc::setrlimit(libc::RLIMIT_CORE, &raw const none) } != 0 {
        return Err(format!("RLIMIT_CORE: {}", std::io::Error::last_os_error()));
    }
    Ok("RLIMIT_CORE 0".to_owned())
}

fn profile() -> Result<String, String> {
    let profile = CString::new(PROFILE).map_err(|error| error.to_string())?;
    let mut error: *mut c_char = ptr::null_mut();
    // SAFETY: both pointers live through the call; with flags 0 the first is the text of a profile.
    if unsafe { sandbox_init(profile.as_ptr(), 0, &raw mut error) } == 0 {
        return Ok("sandbox profile".to_owned());
    }
    if error.is_null() {
        return Err("sandbox_init failed".to_owned());
    }
    // SAFETY: a text that the call made, ended by NUL, and freed once, after the copy.
    let text = unsafe { CStr::from_ptr(error) }
        .to_string_lossy()
        .into_owned();
    // SAFETY: as above.
    unsafe { sandbox_free_error(error) };
    Err(format!("sandbox_init: {text}"))
}
