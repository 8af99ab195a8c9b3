(module
  (memory (export "memory") 1 8)
  (global (export "visite_abi") i32 (i32.const 1))
  (func (export "visite_reserve") (param $rows i32) (result i32)
    (local $need i32)
    ;; two blocks of rows values of 8 bytes, the first 64 KiB stay free
    (local.set $need (i32.add (i32.const 2) (i32.shr_u (i32.shl (local.get $rows) (i32.const 4)) (i32.const 16))))
    (if (i32.gt_u (local.get $need) (memory.size))
      (then (if (i32.eq (memory.grow (i32.sub (local.get $need) (memory.size))) (i32.const -1)) (then (unreachable)))))
    (i32.const 65536))
  (func (export "visite_predict") (param $rows i32) (result i32)
    (local $row i32) (local $out i32)
    (local.set $out (i32.and (i32.add (i32.const 65551) (i32.shl (local.get $rows) (i32.const 3))) (i32.const -16)))
    (loop $next
      (f64.store (i32.add (local.get $out) (i32.shl (local.get $row) (i32.const 3)))
        (f64.neg (f64.load offset=65536 (i32.shl (local.get $row) (i32.const 3)))))
      (br_if $next (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $rows))))
    (local.get $out))
)
