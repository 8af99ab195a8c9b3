use std::fs;

/// Whether this process has an io_uring: it does what its memory asks for without a system call that a filter could see.
///
/// # Errors
/// That nobody can tell.
pub fn any_open() -> Result<bool, String> {
    let unknown = |error| format!("open files: {error}");
    for entry in fs::read_dir("/proc/self/fd").map_err(unknown)? {
        // The descriptor of this very list is closed by the time it is looked at.
        let Ok(target) = fs::read_link(entry.map_err(unknown)?.path()) else {
            continue;
        };
        if target.to_string_lossy().contains("io_uring") {
            return Ok(true);
        }
    }
    Ok(false)
}
