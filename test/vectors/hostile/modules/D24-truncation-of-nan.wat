(module
  (memory (export "memory") 1 1)
  (global (export "visite_abi") i32 (i32.const 1))
  (func (export "visite_reserve") (param i32) (result i32) (i32.const 1024))
  (func (export "visite_predict") (param $rows i32) (result i32)
    (drop (i32.trunc_f64_s (f64.div (f64.const 0) (f64.convert_i32_u (i32.sub (local.get $rows) (local.get $rows))))))
    (i32.const 32768))
)
