(module
  (memory (export "memory") 1 1)
  (global (export "visite_abi") i32 (i32.const 1))
  (func (export "visite_reserve") (param i32) (result i32) (i32.const 1024))
  (func (export "visite_predict") (param $rows i32) (result i32)
    (local $turns i32)
    (local.set $turns (i32.trunc_f64_s (f64.load (i32.const 1024))))
    (block $done
      (loop $again
        (br_if $done (i32.eqz (local.get $turns)))
        (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
        (br $again)))
    (memory.copy (i32.const 32768) (i32.const 1024) (i32.shl (local.get $rows) (i32.const 3)))
    (i32.const 32768))
)
