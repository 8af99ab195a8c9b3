//! Before ABI 8 landlock restricts the calling thread and the threads it starts later. Node and Electron have threads before
//! any script runs, so each of them is made to restrict itself, in a signal handler, as glibc does for `setuid`.

use std::collections::HashSet;
use std::fs;
use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::last_error;

/// glibc's own signal for changing every thread: no thread that it made can block it.
const SIGNAL: i32 = 33;
/// Far more than a thread needs to wake up on a busy machine.
const PATIENCE: Duration = Duration::from_secs(5);
/// The kernel's set of signals, not glibc's.
const SET_BYTES: usize = 8;

/// What the handler needs; a handler has no arguments of ours.
static RULESET: AtomicI32 = AtomicI32::new(-1);
static RESTRICTED: AtomicU32 = AtomicU32::new(0);
static REFUSED: AtomicU32 = AtomicU32::new(0);

/// `struct sigaction` as the kernel has it, on x86-64 and arm64.
#[repr(C)]
struct KernelAction {
    handler: usize,
    flags: libc::c_ulong,
    restorer: usize,
    mask: u64,
}

/// Restricts every thread of this process by `ruleset`, until none is left that was not.
///
/// # Errors
/// A thread that cannot be listed, reached or restricted.
pub fn restrict(ruleset: &OwnedFd) -> Result<(), String> {
    RULESET.store(ruleset.as_raw_fd(), Ordering::SeqCst);
    let ours = KernelAction {
        handler: on_signal as *const () as usize,
        flags: (libc::SA_RESTART | libc::SA_ONSTACK) as libc::c_ulong | RESTORER_FLAG,
        restorer: restorer(),
        mask: u64::MAX,
    };
    let before = replace_action(&ours)?;
    let result = restrict_until_stable();
    let restored = replace_action(&before);
    RULESET.store(-1, Ordering::SeqCst);
    result.and(restored.map(|_| ()))
}

/// A thread that appears later was started by one that was restricted, or is found in the next round. This one comes last: it
/// starts none here, and could not list the others any more.
fn restrict_until_stable() -> Result<(), String> {
    // SAFETY: gives a number.
    let this = unsafe { libc::gettid() };
    let mut done = HashSet::from([this]);
    loop {
        let waiting: Vec<i32> = threads()?
            .into_iter()
            .filter(|thread| !done.contains(thread))
            .collect();
        if waiting.is_empty() {
            break;
        }
        for thread in waiting {
            restrict_one(thread)?;
            done.insert(thread);
        }
    }
    restrict_one(this)
}

fn restrict_one(thread: i32) -> Result<(), String> {
    let before = RESTRICTED.load(Ordering::SeqCst);
    // SAFETY: takes three numbers. The handler for this signal is ours.
    let sent = unsafe { libc::syscall(libc::SYS_tgkill, libc::getpid(), thread, SIGNAL) };
    if sent != 0 {
        return gone_or_error(thread);
    }
    let patience = Instant::now() + PATIENCE;
    while RESTRICTED.load(Ordering::SeqCst) == before {
        // SAFETY: takes three numbers; signal 0 only asks whether the thread is there.
        if unsafe { libc::syscall(libc::SYS_tgkill, libc::getpid(), thread, 0) } != 0 {
            return gone_or_error(thread);
        }
        if REFUSED.load(Ordering::SeqCst) != 0 {
            return Err("landlock_restrict_self was refused on a thread".to_owned());
        }
        if Instant::now() > patience {
            return Err(format!("thread {thread} did not answer"));
        }
        thread::sleep(Duration::from_micros(20));
    }
    Ok(())
}

/// A thread that has ended needs no restriction.
fn gone_or_error(thread: i32) -> Result<(), String> {
    if std::io::Error::last_os_error().raw_os_error() == Some(libc::ESRCH) {
        return Ok(());
    }
    Err(last_error(&format!("no signal to thread {thread}")))
}

fn threads() -> Result<Vec<i32>, String> {
    let listed = fs::read_dir("/proc/self/task").map_err(|error| format!("threads: {error}"))?;
    listed
        .map(|entry| {
            let name = entry
                .map_err(|error| format!("threads: {error}"))?
                .file_name();
            name.to_string_lossy()
                .parse()
                .map_err(|error| format!("threads: {error}"))
        })
        .collect()
}

fn replace_action(action: &KernelAction) -> Result<KernelAction, String> {
    let mut before = KernelAction {
        handler: 0,
        flags: 0,
        restorer: 0,
        mask: 0,
    };
    // SAFETY: both structures have the kernel's layout and live through the call. glibc's own function refuses this signal.
    let result = unsafe {
        libc::syscall(
            libc::SYS_rt_sigaction,
            SIGNAL,
            std::ptr::from_ref(action),
            &raw mut before,
            SET_BYTES,
        )
    };
    if result == 0 {
        return Ok(before);
    }
    Err(last_error("rt_sigaction"))
}

/// Only system calls and atomics, which are all a handler may use; `errno` is put back.
extern "C" fn on_signal(_signal: i32) {
    // SAFETY: errno of this thread; the calls take numbers.
    unsafe {
        let errno = libc::__errno_location();
        let before = *errno;
        let ruleset = RULESET.load(Ordering::SeqCst);
        let restricted = libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
            && libc::syscall(libc::SYS_landlock_restrict_self, ruleset, 0_u32) == 0;
        if restricted {
            RESTRICTED.fetch_add(1, Ordering::SeqCst);
        } else {
            REFUSED.fetch_add(1, Ordering::SeqCst);
        }
        *errno = before;
    }
}

#[cfg(target_arch = "x86_64")]
const RESTORER_FLAG: libc::c_ulong = 0x0400_0000;

/// On x86-64 the kernel returns from a handler through code of the process.
#[cfg(target_arch = "x86_64")]
fn restorer() -> usize {
    #[unsafe(naked)]
    extern "C" fn return_from_handler() {
        core::arch::naked_asm!("mov rax, 15", "syscall") // rt_sigreturn
    }
    return_from_handler as *const () as usize
}

#[cfg(not(target_arch = "x86_64"))]
const RESTORER_FLAG: libc::c_ulong = 0;

#[cfg(not(target_arch = "x86_64"))]
fn restorer() -> usize {
    0
}
