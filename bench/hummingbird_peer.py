"""Hummingbird (torch, torch.jit) beside XGBoost on the plain shapes of bench/trees.ts.

A script of its own, since hummingbird-ml 0.4.12 needs torch and older libraries than the other peers: run it by a Python
that has hummingbird-ml, onnxconverter-common, onnx 1.14, protobuf 3.20, torch and xgboost 2. Prints, for one and two
threads, µs a row of a batch and of one row (median of `ROUNDS`, taken in turns), and the largest difference of the
probabilities from XGBoost's.
"""

import statistics
import time

import numpy as np
import torch
import xgboost
from hummingbird.ml import convert

ROWS, TRAINED_ON, ROUNDS = 16384, 4000, 7


def main():
    for trees, depth, features in ((100, 6, 30), (500, 8, 100)):
        for missing in (0.0, 0.2):
            rng = np.random.default_rng(20)
            x = rng.normal(size=(ROWS, features)).astype(np.float32)
            y = (x @ rng.normal(size=features) + 3 * rng.normal(size=ROWS))[:TRAINED_ON] > 0
            x[rng.random(x.shape) < missing] = np.nan
            model = xgboost.XGBClassifier(n_estimators=trees, max_depth=depth, min_child_weight=0, learning_rate=0.05, base_score=0.5).fit(x[:TRAINED_ON], y)
            table(f"{trees} trees, depth {depth}, {features} features, {missing:.0%} missing", model, x)


def table(name, model, x):
    for rows in (x, x[:1]):
        torch_model, traced = convert(model, "torch", rows), convert(model, "torch.jit", rows)
        for threads in (1, 2):
            torch.set_num_threads(threads)
            model.get_booster().set_param({"nthread": threads})
            peers = {"xgboost": lambda: model.get_booster().inplace_predict(rows), "torch": lambda: torch_model.predict_proba(rows), "torch.jit": lambda: traced.predict_proba(rows)}
            times = {peer: [] for peer in peers}
            for _ in range(ROUNDS):
                for peer, predict in peers.items():
                    start = time.perf_counter()
                    predict()
                    times[peer].append((time.perf_counter() - start) / len(rows) * 1e6)
            exact = peers["xgboost"]()
            off = max(float(np.abs(peers[peer]()[:, 1] - exact).max()) for peer in ("torch", "torch.jit"))
            shown = ", ".join(f"{peer} {statistics.median(values[1:]):.2f}" for peer, values in times.items())
            print(f"{name}, {len(rows)} rows, {threads} threads: {shown}; off by {off:.1e}", flush=True)


main()
