"""The peer of bench/bart.ts: stochtree's own predict of both arms, scipy's ndtr and numpy's summaries, one thread.

Reads commands from standard input, one JSON object a line, and answers one line each:
  {"do": "load", "model": path, "plan": path, "patients": path, "count": n, "columns": k}
  {"do": "measure", "from": i, "count": n}   -> {"seconds": s}
  {"do": "outputs", "path": path, "manifest": path, "from": i, "count": n} -> writes all outputs, column after column, and all linear-scale draws
Arrays are prepared when loading; only prediction and summaries are timed.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import gzip
import json
import sys
import time
import warnings

import numpy as np
import stochtree
from scipy.special import ndtr

warnings.filterwarnings("ignore")


class Peer:
    def __init__(self, model, plan, patients, count, columns):
        text = gzip.open(model).read().decode()
        with open(plan) as file:
            self.plan = json.load(file)
        x = np.fromfile(patients).reshape(count, columns)
        if self.plan["kind"] == "bcf":
            self.model = stochtree.BCFModel()
            self.rows_per_patient = 1
            self.matrix = x
        else:
            self.model = stochtree.BARTModel()
            intervals = self.plan.get("intervals", [None])
            arms = next(f["arm"] for f in self.plan["features"] if "arm" in f).values()
            rows = [(patient, k, a) for patient in x for k in intervals for a in arms]
            self.rows_per_patient = len(intervals) * len(arms)
            self.matrix = np.array([self.row(*r) for r in rows])
        self.model.from_json(text)

    def row(self, patient, interval, arm):
        values = iter(patient)
        return [
            interval if "interval" in f else arm if "arm" in f else next(values) for f in self.plan["features"]
        ]

    def linear(self, start, count):
        """(patients, intervals, arms, draws)"""
        rows = self.matrix[start * self.rows_per_patient : (start + count) * self.rows_per_patient]
        if self.plan["kind"] == "bcf":
            given = np.full(len(rows), self.plan["propensity"])
            parts = self.model.predict(
                X=rows, Z=np.ones(len(rows)), propensity=given, terms=["mu", "tau"], scale="linear"
            )
            mu, tau = (parts[key] for key in ("mu_hat", "tau_hat"))
            mu, tau = mu.reshape(len(rows), -1), tau.reshape(len(rows), -1)
            return np.stack([mu, mu + tau], axis=1)[:, None]
        z = self.model.predict(X=rows, terms="y_hat", scale="linear")
        intervals = len(self.plan.get("intervals", [None]))
        return z.reshape(count, intervals, self.rows_per_patient // intervals, -1)

    def summaries(self, z):
        """Mean, lower, upper of each arm and of the difference, and the probability of benefit."""
        survival = np.cumprod(ndtr(-z), axis=1)
        difference = survival[:, :, 1] - survival[:, :, 0]
        return (
            survival.mean(-1),
            np.quantile(survival, [0.025, 0.975], axis=-1),
            difference.mean(-1),
            np.quantile(difference, [0.025, 0.975], axis=-1),
            (difference > 0).mean(-1),
        )

    def outputs(self, manifest, start, count):
        """In the manifest's order: (outputs, patients), and the linear-scale draws."""
        z = self.linear(start, count)
        mean, quantiles, d_mean, d_quantiles, benefit = self.summaries(z)
        arms = [arm["name"] for arm in manifest["arms"]]
        horizons = self.plan.get("intervals") or [manifest["outcomes"][0]["horizons"][0]["value"]]
        out = []
        for output in manifest["outputs"]:
            h, a = horizons.index(output["horizon"]), arms.index(output["arm"])
            single = {"mean": mean, "lower": quantiles[0], "upper": quantiles[1]}
            pair = {"mean": d_mean, "lower": d_quantiles[0], "upper": d_quantiles[1], "probability-of-benefit": benefit}
            statistic = output["statistic"]
            out.append(pair[statistic][:, h] if "reference" in output else single[statistic][:, h, a])
        return np.array(out), z


def main():
    peer = None
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "load":
            peer = Peer(*(command[key] for key in ("model", "plan", "patients", "count", "columns")))
            answer = {}
        elif command["do"] == "measure":
            start = time.perf_counter()
            peer.summaries(peer.linear(command["from"], command["count"]))
            answer = {"seconds": time.perf_counter() - start}
        else:
            with open(command["manifest"]) as file:
                out, z = peer.outputs(json.load(file), command["from"], command["count"])
            np.ascontiguousarray(out).tofile(command["path"] + ".outputs")
            np.ascontiguousarray(z).tofile(command["path"] + ".linear")
            answer = {}
        print(json.dumps(answer), flush=True)


main()
