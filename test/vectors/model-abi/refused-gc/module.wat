(module
  (type $pair (struct (field f64) (field f64)))
  (memory (export "memory") 1 1)
  (global (export "visite_abi") i32 (i32.const 1))
  (func (export "visite_reserve") (param i32) (result i32) (i32.const 1024))
  (func (export "visite_predict") (param $rows i32) (result i32)
    (drop (struct.new $pair (f64.const 1) (f64.const 2)))
    (i32.const 32768))
)
