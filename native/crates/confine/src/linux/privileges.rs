use super::last_error;

/// No program started from this thread gains rights; the filters of the other layers need it.
///
/// # Errors
/// What the kernel said.
pub fn give_up() -> Result<String, String> {
    // SAFETY: sets a flag of this thread; no pointer is passed.
    let result = unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) };
    if result == 0 {
        Ok("no_new_privs".to_owned())
    } else {
        Err(last_error("no_new_privs"))
    }
}
