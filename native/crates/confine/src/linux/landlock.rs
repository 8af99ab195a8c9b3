//! Landlock (Documentation/userspace-api/landlock.rst), with a ruleset of no rules: every access it can handle is denied.

use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use super::{each_thread, last_error};

/// `struct landlock_ruleset_attr` of ABI 6 and later; an older kernel takes its first members.
#[repr(C)]
struct RulesetAttributes {
    handled_access_fs: u64,
    handled_access_net: u64,
    scoped: u64,
}

const CREATE_RULESET_VERSION: u32 = 1;
/// From ABI 8: the kernel itself restricts every thread of the process.
const RESTRICT_SELF_TSYNC: u32 = 1 << 3;

/// No thread of this process opens, makes, removes or executes a file from now on, binds or connects a TCP socket, or reaches
/// an abstract socket of another process.
///
/// # Errors
/// Why the kernel enforces nothing, or not on every thread.
pub fn restrict() -> Result<String, String> {
    let abi = version()?;
    let ruleset = create(abi)?;
    if abi >= 8 {
        restrict_self(ruleset.as_raw_fd(), RESTRICT_SELF_TSYNC)?;
        return Ok(format!("landlock ABI {abi}"));
    }
    each_thread::restrict(&ruleset)?;
    Ok(format!("landlock ABI {abi}"))
}

fn version() -> Result<u32, String> {
    let null = std::ptr::null::<RulesetAttributes>();
    // SAFETY: with this flag the kernel reads no attributes and only gives its version.
    let abi = unsafe {
        libc::syscall(
            libc::SYS_landlock_create_ruleset,
            null,
            0_usize,
            CREATE_RULESET_VERSION,
        )
    };
    match u32::try_from(abi) {
        Ok(abi) if abi > 0 => Ok(abi),
        _ => Err(last_error("landlock")),
    }
}

fn create(abi: u32) -> Result<OwnedFd, String> {
    let attributes = handled(abi);
    let size = match abi {
        0..=3 => size_of::<u64>(),
        4..=5 => 2 * size_of::<u64>(),
        _ => 3 * size_of::<u64>(),
    };
    // SAFETY: the kernel reads `size` bytes of `attributes`, which has as many and lives through the call.
    let fd = unsafe {
        libc::syscall(
            libc::SYS_landlock_create_ruleset,
            &raw const attributes,
            size,
            0_u32,
        )
    };
    match i32::try_from(fd) {
        // SAFETY: a descriptor the kernel just made and nobody else knows.
        Ok(fd) if fd >= 0 => Ok(unsafe { OwnedFd::from_raw_fd(fd) }),
        _ => Err(last_error("landlock_create_ruleset")),
    }
}

/// Every right that an ABI knows: 13 at first, then refer (2), truncate (3), ioctl on devices (5), connecting to a named socket
/// (9); bind and connect of TCP (4); abstract sockets (6). Signals are left to seccomp: before Linux 6.15 their scope parts
/// the threads of one process from each other.
fn handled(abi: u32) -> RulesetAttributes {
    let rights = match abi {
        0..=1 => 13,
        2 => 14,
        3..=4 => 15,
        5..=8 => 16,
        _ => 17,
    };
    RulesetAttributes {
        handled_access_fs: (1 << rights) - 1,
        handled_access_net: if abi >= 4 { 0b11 } else { 0 },
        scoped: u64::from(abi >= 6),
    }
}

fn restrict_self(ruleset: i32, flags: u32) -> Result<(), String> {
    // SAFETY: takes two numbers.
    let result = unsafe { libc::syscall(libc::SYS_landlock_restrict_self, ruleset, flags) };
    if result == 0 {
        return Ok(());
    }
    Err(last_error("landlock_restrict_self"))
}
