(module
  (memory (export "memory") 1 16)
  (global (export "visite_abi") i32 (i32.const 1))
  (global $rows (mut i32) (i32.const 0))
  (func (export "visite_reserve") (param $n i32) (result i32)
    (global.set $rows (local.get $n))
    (i32.const 1024))
  (func (export "visite_text") (param $bytes i32) (result i32)
    (drop (memory.grow (i32.div_u (i32.add (local.get $bytes) (i32.const 65535)) (i32.const 65536))))
    (i32.const 65536))
  ;; column 0: a text, column 1: a number. Output: the number plus the sum of the bytes; −1 where the text is missing.
  (func (export "visite_predict") (param $rows i32) (result i32)
    (local $row i32) (local $cell i32) (local $at i32) (local $end i32) (local $sum f64)
    (loop $next
      (local.set $cell (i32.add (i32.const 1024) (i32.shl (local.get $row) (i32.const 3))))
      (local.set $sum (f64.load (i32.add (local.get $cell) (i32.shl (local.get $rows) (i32.const 3)))))
      (local.set $at (i32.load (local.get $cell)))
      (if (i32.eq (i32.load offset=4 (local.get $cell)) (i32.const -1))
        (then (local.set $sum (f64.const -1)))
        (else
          (local.set $end (i32.add (local.get $at) (i32.load offset=4 (local.get $cell))))
          (block $done
            (loop $byte
              (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
              (local.set $sum (f64.add (local.get $sum) (f64.convert_i32_u (i32.load8_u (local.get $at)))))
              (local.set $at (i32.add (local.get $at) (i32.const 1)))
              (br $byte)))))
      (f64.store offset=32768 (i32.shl (local.get $row) (i32.const 3)) (local.get $sum))
      (br_if $next
        (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $rows))))
    (i32.const 32768))
)
