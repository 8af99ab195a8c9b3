(module
  (memory (export "memory") 1 1)
  (global (export "visite_abi") i32 (i32.const 1))
  (func (export "visite_reserve") (param i32) (result i32) (i32.const 1024))
  (func (export "visite_predict") (param $rows i32) (result i32)
    (local $x f64) (local.set $x (f64.const 5e-324))
    (loop $l (local.set $x (f64.sqrt (f64.mul (local.get $x) (local.get $x)))) (br $l))
    (i32.const 32768))
)
