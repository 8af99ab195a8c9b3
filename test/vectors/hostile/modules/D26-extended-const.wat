(module
  (memory (export "memory") 1 1)
  (global (export "visite_abi") i32 (i32.const 1))
  (func (export "visite_reserve") (param i32) (result i32) (i32.const 1024))
  (func (export "visite_predict") (param $rows i32) (result i32)
    (i32.const 32768))
  (global i32 (i32.add (i32.const 1) (i32.const 2)))
)
