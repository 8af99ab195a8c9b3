(module
  (memory (export "memory") 1 1)
  (global (export "visite_abi") i32 (i32.const 1))
  (func (export "visite_reserve") (param i32) (result i32) (i32.const 1024))
  (func (export "visite_predict") (param $rows i32) (result i32)
    (local $row i32)
    (loop $next
      (f64.store offset=32768 (i32.shl (local.get $row) (i32.const 3))
        (f64.add (f64.load offset=1024 (i32.shl (local.get $row) (i32.const 3))) (f64.load offset=1024 (i32.shl (i32.add (local.get $rows) (local.get $row)) (i32.const 3)))))
      (br_if $next
        (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $rows))))
    (i32.const 32768))
)
