"""Makes tail.json: the upper tail of the standard normal distribution, by mpmath 1.3.0 with 60 digits.

Q(x) = 1 - Phi(x) = erfc(x / sqrt 2) / 2. Each row: the bits of x and of the double nearest to Q(x), as big-endian
hexadecimal, and (the exact value less that double) in units of the double's last place, in millionths.
"""

import json
import math
import random
import struct
from pathlib import Path

import mpmath

mpmath.mp.dps = 60


def tail(x):
    exact = mpmath.erfc(mpmath.mpf(x) / mpmath.sqrt(2)) / 2
    near = float(exact)
    if near == 0.0 or near < 2.3e-308:
        return near, 0
    return near, int(mpmath.nint((exact - mpmath.mpf(near)) / mpmath.mpf(math.ulp(near)) * 1000000))


def bits(x):
    return struct.pack(">d", x).hex()


def main():
    random.seed(7)
    xs = [0.0, -0.0, 1e-300, -1e-300, 1e-20, 5e-324, -1e-9, 1e-9, 37.5, 37.0, 38.4, 38.6, 39.0, 40.0, 1e10, -40.0, -1e10]
    # Both sides of joins of cells, of the table's end and of the two rationals.
    joins = [(k + 0.5) / 256 for k in range(0, 1024, 37)] + [4.0, 5.656854249492381, -4.0, -5.656854249492381]
    for join in joins:
        xs += [join, math.nextafter(join, math.inf), math.nextafter(join, -math.inf), -join]
    xs += [random.uniform(-4, 4) for _ in range(1500)]
    xs += [random.uniform(4, 6) for _ in range(200)]
    xs += [random.uniform(6, 37.5) for _ in range(300)]
    xs += [random.uniform(-9, -4) for _ in range(50)]
    xs += [random.gauss(0, 1e-3) for _ in range(50)]
    rows = [[bits(x), bits(near), offset] for x in xs for near, offset in [tail(x)]]
    text = ",\n".join(json.dumps(row) for row in rows)
    Path(__file__).with_name("tail.json").write_text(f"[\n{text}\n]\n")


main()
