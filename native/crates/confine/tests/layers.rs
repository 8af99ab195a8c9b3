//! Attacks on each layer alone, each in a process of its own: what a layer takes away does not come back.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::env;
use std::fs::File;
use std::io;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};
use std::ptr;
use std::sync::mpsc;
use std::thread;

use visite_confine::{Layer, confine, layers, prepare_to_start};

/// Says in the process that is started which part of the test it is.
const PART: &str = "VISITE_CONFINE_TEST_PART";

/// Runs `attack` in a process of its own, which is this test once more.
fn alone(test: &str, attack: fn()) {
    if env::var_os(PART).is_some() {
        return attack();
    }
    let Output {
        status,
        stdout,
        stderr,
    } = once_more(test);
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    let said = String::from_utf8_lossy(&stdout);
    assert!(
        said.contains("1 passed"),
        "no test of this name ran: {said}"
    );
}

fn once_more(test: &str) -> Output {
    let this = env::current_exe().unwrap();
    Command::new(this)
        .args(["--exact", test, "--nocapture"])
        .env(PART, "1")
        .output()
        .unwrap()
}

/// A thread that was there before the restriction, and does something after it.
struct Earlier<T> {
    go: mpsc::Sender<()>,
    thread: thread::JoinHandle<T>,
}

fn earlier<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Earlier<T> {
    let (go, wait) = mpsc::channel();
    let thread = thread::spawn(move || {
        wait.recv().unwrap();
        work()
    });
    Earlier { go, thread }
}

impl<T> Earlier<T> {
    fn now(self) -> T {
        self.go.send(()).unwrap();
        self.thread.join().unwrap()
    }
}

fn open() -> Option<i32> {
    File::open("/proc/self/status")
        .err()
        .map(|error| error.raw_os_error().unwrap())
}

/// The error number of a system call that takes numbers.
fn call(number: libc::c_long, arguments: [libc::c_long; 4]) -> Option<i32> {
    let [a, b, c, d] = arguments;
    // SAFETY: every caller passes numbers, or null where a pointer is expected.
    let result = unsafe { libc::syscall(number, a, b, c, d) };
    (result < 0).then(|| io::Error::last_os_error().raw_os_error().unwrap())
}

#[test]
fn landlock_alone_closes_files_on_every_thread() {
    alone("landlock_alone_closes_files_on_every_thread", || {
        let before: Vec<_> = (0..20).map(|_| earlier(open)).collect();
        let deaf = earlier_that_blocks_every_signal();
        assert_eq!(open(), None, "open before");
        layers::files().expect("a kernel with landlock");
        assert_eq!(open(), Some(libc::EACCES), "this thread");
        for thread in before {
            assert_eq!(thread.now(), Some(libc::EACCES), "a thread from before");
        }
        assert_eq!(
            deaf.now(),
            Some(libc::EACCES),
            "a thread that blocks signals"
        );
        assert_eq!(thread::spawn(open).join().unwrap(), Some(libc::EACCES));
        let written = File::create("/tmp/visite-confine-test").unwrap_err();
        assert_eq!(written.raw_os_error(), Some(libc::EACCES));
        let started = Command::new("/bin/true").status().unwrap_err();
        assert_eq!(started.raw_os_error(), Some(libc::EACCES));
    });
}

fn earlier_that_blocks_every_signal() -> Earlier<Option<i32>> {
    let (ready, is_ready) = mpsc::channel();
    let (go, wait) = mpsc::channel();
    let thread = thread::spawn(move || {
        // SAFETY: the set lives through both calls, which fill and read it.
        unsafe {
            let mut every = std::mem::zeroed::<libc::sigset_t>();
            libc::sigfillset(&raw mut every);
            libc::pthread_sigmask(libc::SIG_SETMASK, &raw const every, ptr::null_mut());
        }
        ready.send(()).unwrap();
        wait.recv().unwrap();
        open()
    });
    is_ready.recv().unwrap();
    Earlier { go, thread }
}

#[test]
fn landlock_alone_closes_tcp() {
    alone("landlock_alone_closes_tcp", || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        TcpStream::connect(address).expect("a connection before");
        layers::files().expect("a kernel with landlock");
        let error = TcpStream::connect(address).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EACCES));
        assert!(TcpListener::bind("127.0.0.1:0").is_err());
    });
}

#[test]
fn seccomp_alone_leaves_computing_and_nothing_else() {
    alone("seccomp_alone_leaves_computing_and_nothing_else", || {
        let before = earlier(open);
        layers::privileges().unwrap();
        layers::system_calls(false).unwrap();
        let none = Some(libc::ENOSYS);
        assert_eq!(open(), none);
        assert_eq!(before.now(), none, "a thread from before");
        let [zero, this, parent] = [0, 1, 2].map(|which| match which {
            // SAFETY: these give numbers.
            1 => i64::from(unsafe { libc::getpid() }),
            2 => i64::from(std::os::unix::process::parent_id()),
            _ => 0,
        });
        for (what, number, arguments) in [
            ("fork", libc::SYS_fork, [0; 4]),
            ("vfork", libc::SYS_vfork, [0; 4]),
            (
                "clone of a process",
                libc::SYS_clone,
                [i64::from(libc::SIGCHLD), 0, 0, 0],
            ),
            ("clone3", libc::SYS_clone3, [0; 4]),
            ("execve", libc::SYS_execve, [0; 4]),
            ("execveat", libc::SYS_execveat, [0; 4]),
            ("socket", libc::SYS_socket, [2, 1, 0, 0]),
            ("socketpair", libc::SYS_socketpair, [1, 1, 0, 0]),
            ("connect", libc::SYS_connect, [0; 4]),
            ("bind", libc::SYS_bind, [0; 4]),
            ("accept", libc::SYS_accept, [0; 4]),
            ("open", libc::SYS_open, [0; 4]),
            ("openat2", libc::SYS_openat2, [0; 4]),
            ("open_by_handle_at", libc::SYS_open_by_handle_at, [0; 4]),
            ("memfd_create", libc::SYS_memfd_create, [0; 4]),
            ("io_uring_setup", libc::SYS_io_uring_setup, [0; 4]),
            ("io_uring_enter", libc::SYS_io_uring_enter, [0; 4]),
            ("ptrace", libc::SYS_ptrace, [0; 4]),
            (
                "process_vm_readv",
                libc::SYS_process_vm_readv,
                [parent, 0, 0, 0],
            ),
            ("pidfd_open", libc::SYS_pidfd_open, [parent, 0, 0, 0]),
            ("kill", libc::SYS_kill, [parent, 0, 0, 0]),
            ("kill of itself", libc::SYS_kill, [this, 0, 0, 0]),
            (
                "tgkill of another",
                libc::SYS_tgkill,
                [parent, parent, 0, 0],
            ),
            ("dumpable", libc::SYS_prctl, [4, 1, 0, 0]),
            ("seccomp", libc::SYS_seccomp, [0; 4]),
            ("bpf", libc::SYS_bpf, [0; 4]),
            ("keyctl", libc::SYS_keyctl, [0; 4]),
            ("unshare", libc::SYS_unshare, [0; 4]),
            ("setuid", libc::SYS_setuid, [1, 0, 0, 0]),
            ("chdir", libc::SYS_chdir, [0; 4]),
            ("shmget", libc::SYS_shmget, [0, 4096, 0o1600, 0]),
            ("terminal", libc::SYS_ioctl, [0, 0x5412, 0, 0]), // TIOCSTI
            ("a call of tomorrow", 999, [0; 4]),
        ] {
            assert_eq!(call(number, arguments), none, "{what}");
        }
        let mut limit = libc::rlimit {
            rlim_cur: 0,
            rlim_max: 0,
        };
        // SAFETY: `limit` lives through both calls.
        let (read, set) = unsafe {
            (
                libc::getrlimit(libc::RLIMIT_STACK, &raw mut limit),
                libc::setrlimit(libc::RLIMIT_STACK, &raw const limit),
            )
        };
        assert_eq!((read, set), (0, -1), "limits are read, not set");
        assert_eq!(call(libc::SYS_tgkill, [this, this, zero, 0]), None);
        assert_eq!(thread::spawn(|| 1 + 1).join().unwrap(), 2);
        assert!(executable_page(), "code is made at run time");
        assert!(UdpSocket::bind("127.0.0.1:0").is_err());
    });
}

/// Whether a page can be mapped and made executable, as the engine does.
fn executable_page() -> bool {
    // SAFETY: a new anonymous page that nobody else uses, unmapped again.
    unsafe {
        let (write, execute) = (
            libc::PROT_READ | libc::PROT_WRITE,
            libc::PROT_READ | libc::PROT_EXEC,
        );
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let page = libc::mmap(ptr::null_mut(), 4096, write, flags, -1, 0);
        page != libc::MAP_FAILED
            && libc::mprotect(page, 4096, execute) == 0
            && libc::munmap(page, 4096) == 0
    }
}

#[test]
fn a_crash_leaves_no_core() {
    const TEST: &str = "a_crash_leaves_no_core";
    if env::var_os(PART).is_some() {
        layers::core_dumps().unwrap();
        std::process::abort();
    }
    let status = once_more(TEST).status;
    assert_eq!(status.signal(), Some(libc::SIGABRT));
    assert!(!status.core_dumped());
}

#[test]
fn memory_is_closed_to_others_and_the_limit_stays() {
    alone("memory_is_closed_to_others_and_the_limit_stays", || {
        layers::core_dumps().unwrap();
        let mut limit = libc::rlimit {
            rlim_cur: 1,
            rlim_max: 1,
        };
        // SAFETY: `limit` lives through the call; the other takes numbers.
        let (read, dumpable) = unsafe {
            (
                libc::getrlimit(libc::RLIMIT_CORE, &raw mut limit),
                libc::prctl(libc::PR_GET_DUMPABLE, 0, 0, 0, 0),
            )
        };
        assert_eq!(
            (read, limit.rlim_cur, limit.rlim_max, dumpable),
            (0, 0, 0, 0)
        );
    });
}

#[test]
fn memory_is_limited_and_addresses_are_not() {
    alone("memory_is_limited_and_addresses_are_not", || {
        let room = || Vec::<u8>::new().try_reserve(512 << 20).is_ok();
        assert!(room(), "before");
        layers::memory(256 << 20).unwrap();
        assert!(!room(), "after");
        assert!(!thread::spawn(room).join().unwrap(), "on another thread");
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new mapping that nobody else uses and that is never touched.
        let reserved =
            unsafe { libc::mmap(ptr::null_mut(), 8 << 30, libc::PROT_NONE, flags, -1, 0) };
        assert_ne!(reserved, libc::MAP_FAILED, "8 GiB of addresses");
    });
}

#[test]
fn everything_at_once_says_that_all_is_in_force() {
    alone("everything_at_once_says_that_all_is_in_force", || {
        for state in confine(1 << 32) {
            assert!(state.in_force, "{state:?}");
        }
        assert_eq!(open(), Some(libc::ENOSYS));
    });
}

#[test]
fn an_open_io_uring_is_said_and_a_prepared_thread_opens_none() {
    alone(
        "an_open_io_uring_is_said_and_a_prepared_thread_opens_none",
        || {
            let mut parameters = [0_u8; 120];
            let at = parameters.as_mut_ptr() as libc::c_long;
            // Where the machine has io_uring turned off, nothing is open and nothing has to be said.
            let opened = call(libc::SYS_io_uring_setup, [4, at, 0, 0]).is_none();
            prepare_to_start().unwrap();
            let prepared = call(libc::SYS_io_uring_setup, [4, at, 0, 0]);
            assert_eq!(prepared, Some(libc::ENOSYS));
            let states = confine(1 << 32);
            let calls = states
                .iter()
                .find(|state| state.layer == Layer::SystemCalls)
                .unwrap();
            assert_eq!(calls.in_force, !opened, "{calls:?}");
            assert_eq!(calls.detail.contains("io_uring"), opened, "{calls:?}");
            assert!(
                open().is_some(),
                "what can be taken away is taken away all the same"
            );
        },
    );
}
