//! What must hold on Windows and macOS; run there by .github/workflows/confine.yml, and nowhere else so far.

#![cfg(any(windows, target_os = "macos"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

use visite_confine::{Layer, confine};

/// One test, since what is given up is given up by the whole process.
#[test]
fn what_is_said_to_be_in_force_is() {
    let program = std::env::current_exe().unwrap();
    let start = || Command::new(&program).arg("--list").output();
    let open = || std::fs::File::open(&program);
    assert!(
        start().is_ok_and(|output| output.status.success()),
        "before"
    );
    assert!(open().is_ok(), "before");
    let states = confine(1 << 32);
    let in_force = |layer| {
        states
            .iter()
            .any(|state| state.layer == layer && state.in_force)
    };
    if cfg!(windows) {
        assert!(in_force(Layer::Processes), "{states:?}");
        assert!(!start().is_ok_and(|output| output.status.success()));
        assert!(
            Vec::<u8>::new().try_reserve_exact(6 << 30).is_err(),
            "more memory than the job has"
        );
    } else {
        assert!(in_force(Layer::Files), "{states:?}");
        assert!(start().is_err());
        assert!(open().is_err());
        assert!(std::net::TcpListener::bind("127.0.0.1:0").is_err());
    }
    assert!(in_force(Layer::CoreDumps), "{states:?}");
}
