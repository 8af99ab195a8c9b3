use super::last_error;

/// No core file, and no reading of this memory by other processes of the same user.
///
/// # Errors
/// What the kernel said.
pub fn turn_off() -> Result<String, String> {
    let none = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: `none` lives through the call, which only reads it.
    if unsafe { libc::setrlimit(libc::RLIMIT_CORE, &raw const none) } != 0 {
        return Err(last_error("RLIMIT_CORE"));
    }
    // SAFETY: sets a flag of this process; no pointer is passed.
    if unsafe { libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0) } != 0 {
        return Err(last_error("PR_SET_DUMPABLE"));
    }
    Ok("RLIMIT_CORE 0, not dumpable".to_owned())
}
