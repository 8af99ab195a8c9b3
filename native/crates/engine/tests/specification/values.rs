use wasmtime::Val;
use wast::core::{NanPattern, V128Pattern, WastArgCore, WastRetCore};
use wast::token::{F32, F64};

/// An argument of a test as a value of the engine; none for references, which ABI 1 does not pass.
pub fn to_value(argument: &WastArgCore) -> Option<Val> {
    match argument {
        WastArgCore::I32(value) => Some(Val::I32(*value)),
        WastArgCore::I64(value) => Some(Val::I64(*value)),
        WastArgCore::F32(value) => Some(Val::F32(value.bits)),
        WastArgCore::F64(value) => Some(Val::F64(value.bits)),
        WastArgCore::V128(value) => {
            Some(Val::V128(u128::from_le_bytes(value.to_le_bytes()).into()))
        }
        _ => None,
    }
}

/// Whether a result is the one expected, bit for bit but for the NaN that the specification leaves open.
pub fn matches(got: &Val, expected: &WastRetCore) -> bool {
    match (got, expected) {
        (Val::I32(got), WastRetCore::I32(expected)) => got == expected,
        (Val::I64(got), WastRetCore::I64(expected)) => got == expected,
        (Val::F32(got), WastRetCore::F32(expected)) => f32_matches(*got, expected),
        (Val::F64(got), WastRetCore::F64(expected)) => f64_matches(*got, expected),
        (Val::V128(got), WastRetCore::V128(expected)) => {
            v128_matches(got.as_u128().to_le_bytes(), expected)
        }
        (Val::FuncRef(got), WastRetCore::RefNull(_)) => got.is_none(),
        (got, WastRetCore::Either(any)) => any.iter().any(|expected| matches(got, expected)),
        _ => false,
    }
}

fn f32_matches(got: u32, expected: &NanPattern<F32>) -> bool {
    match expected {
        NanPattern::CanonicalNan => got & 0x7fff_ffff == 0x7fc0_0000,
        NanPattern::ArithmeticNan => got & 0x7fc0_0000 == 0x7fc0_0000,
        NanPattern::Value(expected) => got == expected.bits,
    }
}

fn f64_matches(got: u64, expected: &NanPattern<F64>) -> bool {
    match expected {
        NanPattern::CanonicalNan => got & 0x7fff_ffff_ffff_ffff == 0x7ff8_0000_0000_0000,
        NanPattern::ArithmeticNan => got & 0x7ff8_0000_0000_0000 == 0x7ff8_0000_0000_0000,
        NanPattern::Value(expected) => got == expected.bits,
    }
}

fn v128_matches(got: [u8; 16], expected: &V128Pattern) -> bool {
    match expected {
        V128Pattern::I8x16(expected) => got == expected.map(i8::cast_unsigned),
        V128Pattern::I16x8(expected) => lanes(got).eq(expected.map(i16::to_le_bytes)),
        V128Pattern::I32x4(expected) => lanes(got).eq(expected.map(i32::to_le_bytes)),
        V128Pattern::I64x2(expected) => lanes(got).eq(expected.map(i64::to_le_bytes)),
        V128Pattern::F32x4(expected) => lanes(got)
            .map(u32::from_le_bytes)
            .zip(expected)
            .all(|(got, expected)| f32_matches(got, expected)),
        V128Pattern::F64x2(expected) => lanes(got)
            .map(u64::from_le_bytes)
            .zip(expected)
            .all(|(got, expected)| f64_matches(got, expected)),
    }
}

fn lanes<const BYTES: usize>(of: [u8; 16]) -> impl Iterator<Item = [u8; BYTES]> {
    (0..16 / BYTES).map(move |lane| std::array::from_fn(|byte| of[lane * BYTES + byte]))
}
