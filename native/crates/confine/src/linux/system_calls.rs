use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter, apply_filter_all_threads,
};

/// What a process needs that runs a model and talks over channels that are open already: memory, threads, clocks, waiting.
/// Each was seen under strace with Node or Electron, or is what glibc uses instead on another kernel.
const ALLOWED: &[libc::c_long] = &[
    // channels that are open
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_recvmsg,
    libc::SYS_sendmsg,
    libc::SYS_recvfrom,
    libc::SYS_sendto,
    libc::SYS_close,
    libc::SYS_shutdown,
    libc::SYS_fstat,
    libc::SYS_fcntl,
    libc::SYS_getsockopt,
    // waiting
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_eventfd2,
    libc::SYS_pipe2,
    libc::SYS_ppoll,
    libc::SYS_futex,
    libc::SYS_nanosleep,
    libc::SYS_clock_nanosleep,
    libc::SYS_sched_yield,
    libc::SYS_restart_syscall,
    // memory; code is made executable here, by the engine and by V8
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_membarrier,
    libc::SYS_pkey_alloc,
    libc::SYS_pkey_free,
    libc::SYS_pkey_mprotect,
    // threads and signals of this process
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_getparam,
    libc::SYS_sched_getscheduler,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // what this process and machine are
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getcpu,
    libc::SYS_getrusage,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_times,
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_gettimeofday,
    libc::SYS_getrandom,
];

/// The older calls of x86-64 that glibc still makes there.
#[cfg(target_arch = "x86_64")]
const ALLOWED_HERE: &[libc::c_long] = &[
    libc::SYS_epoll_wait,
    libc::SYS_poll,
    libc::SYS_time,
    libc::SYS_arch_prctl,
];
#[cfg(not(target_arch = "x86_64"))]
const ALLOWED_HERE: &[libc::c_long] = &[];

/// From now on no thread of this process makes any other system call: it is told that the kernel has none (ENOSYS), so that
/// libraries take their way for older kernels. That way `clone3` becomes `clone`, whose flags a filter can read.
///
/// # Errors
/// Why the filter is not in force, or not the whole protection: what an open io_uring is asked for passes no filter.
pub fn restrict(io_ring_open: bool) -> Result<String, String> {
    let apply = || {
        let mut allowed = allowed()?;
        if io_ring_open {
            allowed.insert(libc::SYS_io_uring_enter, vec![]);
        }
        let count = allowed.len();
        apply_filter_all_threads(&compile(allowed, SeccompAction::Allow, NO_SUCH_CALL)?)?;
        Ok(count)
    };
    match apply() {
        Ok(count) if io_ring_open => Err(format!(
            "seccomp, {count} calls, but an io_uring is open, and what it is asked for passes no filter"
        )),
        Ok(count) => Ok(format!("seccomp, {count} calls")),
        Err(error) => Err(failed(&error)),
    }
}

/// From now on this thread, and what it starts, opens no io_uring: libuv opens one at its start wherever it can, and takes
/// another way where it cannot.
///
/// # Errors
/// What the kernel said.
pub fn forbid_io_rings() -> Result<(), String> {
    let forbidden = BTreeMap::from([(libc::SYS_io_uring_setup, vec![])]);
    compile(forbidden, NO_SUCH_CALL, SeccompAction::Allow)
        .and_then(|program| apply_filter(&program))
        .map_err(|error| failed(&error))
}

/// The kernel's answer for a call it does not have.
const NO_SUCH_CALL: SeccompAction = SeccompAction::Errno(libc::ENOSYS.cast_unsigned());

fn failed(error: &seccompiler::Error) -> String {
    format!("seccomp: {error}")
}

type Rules = BTreeMap<libc::c_long, Vec<SeccompRule>>;

fn compile(
    rules: Rules,
    named: SeccompAction,
    others: SeccompAction,
) -> Result<BpfProgram, seccompiler::Error> {
    let architecture = std::env::consts::ARCH.try_into()?;
    Ok(SeccompFilter::new(rules, others, named, architecture)?.try_into()?)
}

fn allowed() -> Result<Rules, seccompiler::Error> {
    let whole = ALLOWED.iter().chain(ALLOWED_HERE);
    let mut rules: Rules = whole.map(|call| (*call, vec![])).collect();
    rules.extend(partly_allowed()?);
    Ok(rules)
}

/// Calls that are allowed with some arguments only.
fn partly_allowed() -> Result<Vec<(libc::c_long, Vec<SeccompRule>)>, seccompiler::BackendError> {
    // SAFETY: gives a number.
    let this_process = unsafe { libc::getpid() };
    let masked = |bits: i32| SeccompCmpOp::MaskedEq(u64::from(bits.cast_unsigned()));
    let thread = u64::from(libc::CLONE_THREAD.cast_unsigned());
    Ok(vec![
        // a thread, no process
        (
            libc::SYS_clone,
            vec![word(0, masked(libc::CLONE_THREAD), thread)?],
        ),
        // a signal to a thread of this process: abort
        (
            libc::SYS_tgkill,
            vec![word(
                0,
                SeccompCmpOp::Eq,
                u64::from(this_process.cast_unsigned()),
            )?],
        ),
        // names of threads and of memory
        (
            libc::SYS_prctl,
            vec![
                word(
                    0,
                    SeccompCmpOp::Eq,
                    u64::from(libc::PR_SET_NAME.cast_unsigned()),
                )?,
                word(
                    0,
                    SeccompCmpOp::Eq,
                    u64::from(libc::PR_SET_VMA.cast_unsigned()),
                )?,
            ],
        ),
        // limits are read, not set
        (
            libc::SYS_prlimit64,
            vec![SeccompRule::new(vec![SeccompCondition::new(
                2,
                SeccompCmpArgLen::Qword,
                SeccompCmpOp::Eq,
                0,
            )?])?],
        ),
        // how many bytes wait in a channel, and waiting for none
        (
            libc::SYS_ioctl,
            vec![
                word(1, SeccompCmpOp::Eq, libc::FIONREAD)?,
                word(1, SeccompCmpOp::Eq, libc::FIONBIO)?,
            ],
        ),
    ])
}

/// A rule on the lower half of one argument.
fn word(
    argument: u8,
    operator: SeccompCmpOp,
    value: u64,
) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![SeccompCondition::new(
        argument,
        SeccompCmpArgLen::Dword,
        operator,
        value,
    )?])
}
