//! What the vectors cannot see from outside: bits of NaN, instances used again, the same failure on any threads.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use visite_engine::{EngineLimits, ErrorCode, LoadedModel, PredictRequest};

/// A model of one input and one output; `body` leaves the output of row 0 on the stack, `extra` stands beside it.
fn model(body: &str, extra: &str) -> LoadedModel {
    let text = format!(
        r#"(module
          (memory (export "memory") 1 1)
          (global (export "visite_abi") i32 (i32.const 1))
          (func (export "visite_reserve") (param i32) (result i32) (i32.const 1024))
          (func (export "visite_predict") (param i32) (result i32)
            (f64.store (i32.const 32768) {body})
            (i32.const 32768))
          {extra})"#
    );
    LoadedModel::load(&wat::parse_str(text).unwrap(), EngineLimits::default()).unwrap()
}

fn batch(input: &[f64], threads: usize) -> PredictRequest<'_> {
    PredictRequest {
        rows: input.len(),
        input_columns: 1,
        output_columns: 1,
        input,
        rows_per_call: 1,
        threads,
        deadline: Duration::from_secs(10),
        texts: None,
    }
}

#[test]
fn a_nan_is_canonical_even_for_a_module_that_looks_at_its_bits() {
    let revealing = "(f64.convert_i64_u (i64.shr_u (i64.reinterpret_f64 \
        (f64.add (f64.load (i32.const 1024)) (f64.const 1))) (i64.const 32)))";
    let with_payload = f64::from_bits(0xfff8_0123_0000_0000);
    let output = model(revealing, "")
        .predict(&batch(&[with_payload], 1))
        .unwrap()
        .output;
    assert_eq!(output, [f64::from(0x7ff8_0000_u32)]);
}

#[test]
fn a_missing_value_that_only_passes_through_is_canonical_in_every_operation() {
    let high_bits = |of: &str| {
        format!("(f64.convert_i64_u (i64.shr_u (i64.reinterpret_f64 {of}) (i64.const 32)))")
    };
    let value = "(f64.load (i32.const 1024))";
    let lane = |of: &str| format!("(f64x2.extract_lane 1 {of})");
    let both = format!("(f64x2.splat {value})");
    let singles = format!("(f32x4.demote_f64x2_zero {both})");
    for operation in [
        value.to_owned(),
        format!("(f64.sub (f64.const 1) {value})"),
        format!("(f64.mul {value} (f64.const -2))"),
        format!("(f64.div (f64.const -3) {value})"),
        format!("(f64.sqrt {value})"),
        format!("(f64.min {value} (f64.const 1))"),
        format!("(f64.max (f64.const 1) {value})"),
        format!("(f64.floor {value})"),
        format!("(f64.nearest {value})"),
        format!("(f64.promote_f32 (f32.demote_f64 {value}))"),
        format!("(f64.promote_f32 (f32.add (f32.demote_f64 {value}) (f32.const -1)))"),
        lane(&format!("(f64x2.add {both} (v128.const f64x2 1 -1))")),
        lane(&format!("(f64x2.mul (v128.const f64x2 1 -1) {both})")),
        lane(&format!("(f64x2.min {both} (v128.const f64x2 1 -1))")),
        lane(&format!("(f64x2.max {both} (v128.const f64x2 1 -1))")),
        lane(&format!("(f64x2.pmin {both} (v128.const f64x2 1 -1))")),
        lane(&format!("(f64x2.sqrt {both})")),
        lane(&format!("(f64x2.ceil {both})")),
        lane(&format!("(f64x2.promote_low_f32x4 {singles})")),
        lane(&format!(
            "(f64x2.promote_low_f32x4 (f32x4.div {singles} (v128.const f32x4 1 2 3 4)))"
        )),
        lane(&format!(
            "(f64x2.promote_low_f32x4 (f32x4.max (v128.const f32x4 1 2 3 4) {singles}))"
        )),
    ] {
        let model = model(&high_bits(&operation), "");
        for call in ["first", "second"] {
            let with_payload = f64::from_bits(0xfff8_0123_0000_0000);
            let output = model.predict(&batch(&[with_payload], 1)).unwrap().output;
            let canonical = f64::from(0x7ff8_0000_u32);
            assert_eq!(output, [canonical], "{call} call of {operation}");
        }
    }
}

#[test]
fn a_nan_that_the_model_makes_from_numbers_is_canonical_too() {
    let revealing = "(f64.convert_i64_u (i64.shr_u (i64.reinterpret_f64 \
        (f64.div (f64.load (i32.const 1024)) (f64.load (i32.const 1024)))) (i64.const 32)))";
    let model = model(revealing, "");
    let one = |value| model.predict(&batch(&[value], 1)).unwrap().output;
    assert_eq!(
        one(2.0),
        [f64::from(0x3ff0_0000_u32)],
        "no NaN: one divided by itself"
    );
    assert_eq!(one(0.0), [f64::from(0x7ff8_0000_u32)]);
    assert_eq!(one(2.0), [f64::from(0x3ff0_0000_u32)]);
}

/// Counts the calls of its instance, and traps where the input is negative.
fn counting() -> LoadedModel {
    model(
        "(block (result f64)
           (if (f64.lt (f64.load (i32.const 1024)) (f64.const 0)) (then (unreachable)))
           (global.set $calls (f64.add (global.get $calls) (f64.const 1)))
           (global.get $calls))",
        "(global $calls (mut f64) (f64.const 0))",
    )
}

#[test]
fn an_instance_is_used_again_and_thrown_away_after_a_trap() {
    let model = counting();
    let one = |value| {
        model
            .predict(&batch(&[value], 1))
            .map(|prediction| prediction.output)
    };
    assert_eq!(one(0.0).unwrap(), [1.0]);
    assert_eq!(one(0.0).unwrap(), [2.0]);
    assert_eq!(one(-1.0).unwrap_err().code, ErrorCode::TrapUnreachable);
    assert_eq!(one(0.0).unwrap(), [1.0]);
}

#[test]
fn the_first_rows_that_fail_are_named_on_any_number_of_threads() {
    let mut input = vec![0.0; 500];
    for row in [123, 124, 300, 499] {
        input[row] = -1.0;
    }
    for threads in [1, 2, 7] {
        let error = counting().predict(&batch(&input, threads)).unwrap_err();
        assert_eq!(error.code, ErrorCode::TrapUnreachable);
        assert!(
            error.message.ends_with("(rows 123 to 123)"),
            "{}",
            error.message
        );
    }
}

#[test]
fn fuel_is_the_sum_over_all_calls() {
    let model = model("(f64.load (i32.const 1024))", "");
    let one = model.predict(&batch(&[1.0], 1)).unwrap().fuel;
    let many = model.predict(&batch(&[1.0; 64], 2)).unwrap().fuel;
    assert!(one > 0);
    assert_eq!(many, 64 * one);
}

#[test]
fn one_row_is_as_a_batch_of_one() {
    let model = model("(f64.load (i32.const 1024))", "");
    let batch = model.predict(&batch(&[1.5], 1)).unwrap();
    let mut output = [f64::NAN];
    let fuel = model
        .predict_row(&[1.5], &mut output, Duration::from_secs(1))
        .unwrap();
    assert_eq!((output.to_vec(), fuel), (batch.output, batch.fuel));
    let error = model
        .predict_row(&[2.5], &mut output, Duration::ZERO)
        .unwrap_err();
    assert_eq!((error.code, output), (ErrorCode::TrapDeadline, [1.5]));
}

#[test]
fn a_deadline_of_nothing_stops_before_the_first_row() {
    let model = model("(f64.load (i32.const 1024))", "");
    let request = PredictRequest {
        deadline: Duration::ZERO,
        ..batch(&[1.0], 1)
    };
    assert_eq!(
        model.predict(&request).unwrap_err().code,
        ErrorCode::TrapDeadline
    );
    let request = PredictRequest {
        deadline: Duration::MAX,
        ..batch(&[1.0], 1)
    };
    assert_eq!(
        model.predict(&request).unwrap_err().code,
        ErrorCode::BadRequest
    );
}
