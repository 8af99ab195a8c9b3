//! Whether the processor made a NaN out of numbers: IEEE 754 raises "invalid operation" then, and the flag stays up.
//!
//! An operation on numbers that gives a number gives the same bits on every machine. Only the bits of a NaN differ
//! between processors, so a call that began without a NaN and left the flag down gave bits that are the same everywhere.

/// Whether this processor's flag can be read here.
pub const READABLE: bool = cfg!(target_arch = "x86_64");

#[cfg(target_arch = "x86_64")]
const INVALID: u32 = 1;

/// Takes the flag of this thread down.
#[cfg(target_arch = "x86_64")]
pub fn lower() {
    let lowered = control_and_status() & !INVALID;
    // SAFETY: loads MXCSR from four bytes that live on this stack; only a status flag differs from what stood there, and
    // status flags belong to the assembly's clobbers since `preserves_flags` is not given.
    unsafe {
        std::arch::asm!("ldmxcsr [{}]", in(reg) &raw const lowered, options(nostack, readonly));
    }
}

/// Whether the flag of this thread is up. Signalling comparisons and conversions raise it too: it may be up for less
/// than a NaN, never down for one.
#[cfg(target_arch = "x86_64")]
pub fn is_up() -> bool {
    control_and_status() & INVALID != 0
}

#[cfg(target_arch = "x86_64")]
fn control_and_status() -> u32 {
    let mut value = 0_u32;
    // SAFETY: stores MXCSR in four bytes that live on this stack.
    unsafe {
        std::arch::asm!("stmxcsr [{}]", in(reg) &raw mut value, options(nostack));
    }
    value
}

#[cfg(not(target_arch = "x86_64"))]
pub fn lower() {}

#[cfg(not(target_arch = "x86_64"))]
pub fn is_up() -> bool {
    true
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::{is_up, lower};
    use std::hint::black_box;

    #[test]
    fn a_number_leaves_it_down_and_a_nan_raises_it() {
        lower();
        assert!(!is_up());
        black_box(black_box(1.0_f64) / black_box(3.0));
        assert!(!is_up());
        black_box(black_box(0.0_f64) / black_box(0.0));
        assert!(is_up());
        black_box(black_box(1.0_f64) / black_box(3.0));
        assert!(is_up(), "it stays up");
        lower();
        assert!(!is_up());
    }
}
