use super::last_error;

/// No more than `bytes` of memory that is this process's own and can be written. The 4 GiB of addresses that the engine reserves
/// for each instance do not count, so that RLIMIT_AS is of no use here. A request beyond fails, and ends the process.
///
/// # Errors
/// What the kernel said.
pub fn limit(bytes: u64) -> Result<String, String> {
    let limit = libc::rlimit {
        rlim_cur: bytes,
        rlim_max: bytes,
    };
    // SAFETY: `limit` lives through the call, which only reads it.
    if unsafe { libc::setrlimit(libc::RLIMIT_DATA, &raw const limit) } != 0 {
        return Err(last_error("RLIMIT_DATA"));
    }
    Ok(format!("RLIMIT_DATA {} MiB", bytes >> 20))
}
