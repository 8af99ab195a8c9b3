"""Values of mathematical functions with 60 digits (mpmath 1.3.0), for tests of compiler/kernels/math.

python make.py COUNT FILE [SEED]: COUNT random arguments for each function besides the special ones. FILE is JSON: for each
function a list of rows [x, (y,) value, rest], doubles as 16 hexadecimal digits: value is the nearest double, value + rest
the value to twice that. The committed functions.json was made with COUNT 60.
"""

import json
import math
import random
import struct
import sys

import mpmath as mp

mp.mp.prec = 240
INFINITY = math.inf


def bits(value):
    return struct.pack(">d", value).hex()


def exponential(low, high):
    """Magnitudes from 2**low to 2**high, each power of two as likely."""
    return lambda: math.ldexp(random.uniform(1, 2), random.randint(low, high - 1))


def signed(draw):
    return lambda: random.choice((-1, 1)) * draw()


def uniform(low, high):
    return lambda: random.uniform(low, high)


TINY = exponential(-1074, -20)
JOINS = [2.0**-28, 0.0027, 0.25, 0.5, 1.0, 1.375, 2.0, 6.0, 28.0, 2.0**20, 2.0**28]
NEAR_ONE = lambda: 1 + random.choice((-1, 1)) * math.ldexp(random.uniform(1, 2), random.randint(-52, -6))

# name: (function, draws, special arguments)
FUNCTIONS = {
    "exp": (mp.exp, [uniform(-2, 2), uniform(-708, 709.78), signed(TINY), uniform(-745.13, -708)], [709.782712893384, -745.1332191019411]),
    "expm1": (mp.expm1, [uniform(-0.3, 0.3), uniform(-40, 2), uniform(0, 709.78), signed(TINY), signed(exponential(-20, 0))], [709.782712893384]),
    "log": (mp.log, [uniform(0.5, 2), exponential(-1074, 1023), NEAR_ONE, uniform(0, 100)], [5e-324, 1.7976931348623157e308]),
    "log1p": (mp.log1p, [uniform(-0.5, 1), exponential(-30, 1023), signed(exponential(-60, -1)), signed(TINY), lambda: -1 + exponential(-52, -1)()], [1.7976931348623157e308]),
    "tanh": (mp.tanh, [uniform(-1, 1), uniform(-20, 20), signed(exponential(-30, 2)), signed(TINY)], [22.0, 1e300]),
    "sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), [uniform(-4, 4), uniform(-745, 40), signed(exponential(-30, 3))], [-745.0, 1e300]),
    "softplus": (lambda x: mp.log1p(mp.exp(x)), [uniform(-4, 4), uniform(-745, 40), signed(exponential(-30, 3))], [1e300]),
    "erf": (mp.erf, [uniform(-1, 1), uniform(-6, 6), signed(exponential(-30, 2)), signed(TINY)], [1e300]),
    "erfc": (mp.erfc, [uniform(-2, 2), uniform(0, 27.2), uniform(-6, 6), signed(exponential(-30, 2))], [26.543258430632299]),
    "sin": (mp.sin, [uniform(-4, 4), uniform(-1e6, 1e6), exponential(20, 1023), signed(exponential(-30, 2)), signed(TINY)], [5.319372648326541e255, 1e22]),
    "cos": (mp.cos, [uniform(-4, 4), uniform(-1e6, 1e6), exponential(20, 1023), signed(exponential(-30, 2))], [5.319372648326541e255, 1e22]),
    "tan": (mp.tan, [uniform(-4, 4), uniform(-1e6, 1e6), exponential(20, 1023), signed(exponential(-30, 2)), signed(TINY)], [5.319372648326541e255, 1e22]),
    "asin": (mp.asin, [uniform(-1, 1), signed(exponential(-30, 0)), signed(TINY), lambda: 1 - exponential(-52, -1)()], []),
    "acos": (mp.acos, [uniform(-1, 1), signed(exponential(-30, 0)), lambda: 1 - exponential(-52, -1)(), lambda: exponential(-52, -1)() - 1], []),
    "atan": (mp.atan, [uniform(-2, 2), signed(exponential(-30, 60)), signed(TINY)], [1e300]),
    "sinh": (mp.sinh, [uniform(-1, 1), uniform(-710.47, 710.47), signed(exponential(-30, 3)), signed(TINY)], [710.4758600739439]),
    "cosh": (mp.cosh, [uniform(-1, 1), uniform(-710.47, 710.47), signed(exponential(-30, 3))], [710.4758600739439]),
    "asinh": (mp.asinh, [uniform(-2, 2), signed(exponential(-30, 1023)), signed(TINY)], [1.7976931348623157e308]),
    "acosh": (mp.acosh, [uniform(1, 3), exponential(0, 1023), lambda: 1 + exponential(-52, -1)()], [1.7976931348623157e308]),
    "atanh": (mp.atanh, [uniform(-1, 1), signed(exponential(-30, 0)), signed(TINY), lambda: 1 - exponential(-52, -1)()], []),
}


def power_arguments():
    kind = random.randrange(5)
    if kind == 0:
        return random.uniform(0, 10), random.uniform(-20, 20)
    if kind == 1:
        return NEAR_ONE(), signed(exponential(0, 20))()
    if kind == 2:
        return -random.uniform(0, 10), float(random.randint(-40, 40))
    if kind == 3:
        base = exponential(-1074, 1023)()
        return base, random.uniform(-1, 1) * 740 / max(abs(math.log(base)), 1e-9)
    return exponential(-20, 20)(), random.choice((0.5, 2.0, 3.0, 1 / 3, -0.5, 1.5))


def rounded(value):
    """The nearest double (mpmath's own rounding ignores subnormal numbers) and what is left."""
    if value == 0 or mp.isinf(value):
        return float(value), 0.0
    exponent = max(mp.frexp(value)[1] - 53, -1074)
    scaled = mp.ldexp(value, -exponent)
    whole = int(mp.nint(scaled))
    try:
        head = math.ldexp(whole, exponent)
    except OverflowError:
        return math.copysign(INFINITY, value), 0.0
    return head, float(mp.ldexp(scaled - whole, exponent))


def rows(count, seed):
    random.seed(seed)
    out = {}
    for name, (of, draws, special) in FUNCTIONS.items():
        out[name] = []
        joins = [sign * math.nextafter(j, to) for j in JOINS for to in (0, INFINITY) for sign in (1, -1)]
        for x in special + joins + [draws[i % len(draws)]() for i in range(count)]:
            try:
                value = of(mp.mpf(x))
            except (ValueError, ZeroDivisionError):
                continue
            if isinstance(value, mp.mpc) or mp.isnan(value) or mp.isinf(value):
                continue
            head, rest = rounded(value)
            if math.isfinite(head):
                out[name].append([bits(x), bits(head), bits(rest)])
    out["pow"] = []
    while len(out["pow"]) < 2 * count:
        x, y = power_arguments()
        if x == 0:
            continue
        head, rest = rounded(mp.power(mp.mpf(x), mp.mpf(y)))
        if math.isfinite(head):
            out["pow"].append([bits(x), bits(y), bits(head), bits(rest)])
    return out


if __name__ == "__main__":
    count, path = int(sys.argv[1]), sys.argv[2]
    table = rows(count, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write("{\n")
        file.write(",\n".join(f'"{name}": {json.dumps(values, separators=(",", ":"))}' for name, values in table.items()))
        file.write("\n}\n")
