"""Largest difference between the summaries of our result file and the peer's, patient by patient.

Usage: python score_compare.py OURS.csv PEER.csv
"""

import sys

import pandas as pd

YEARS = range(1, 6)
PATIENT = "Patiëntnummer"


def read(path: str) -> pd.DataFrame:
    table = pd.read_csv(path, sep=";", encoding="cp1252", dtype=str, keep_default_na=False, on_bad_lines="skip")
    return table.drop_duplicates(PATIENT, keep=False).set_index(PATIENT)


def to_numbers(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column.str.replace(",", "."), errors="coerce")


def to_pairs() -> list[tuple[str, str]]:
    pairs = []
    for year in YEARS:
        for ours, peer in (
            ("observation", "observation"),
            ("lev5fu", "lev5fu"),
            ("lev5fu_minus_observation", "difference"),
        ):
            pairs += [(f"visite_survival_{year}a_{ours}_{s}", f"{peer}_{s}_{year}") for s in ("mean", "lower", "upper")]
        pairs.append((f"visite_survival_{year}a_lev5fu_minus_observation_probability_of_benefit", f"benefit_{year}"))
    return pairs


def main() -> None:
    ours, peer = read(sys.argv[1]), read(sys.argv[2])
    both = ours.index.intersection(peer.index)
    compared = 0
    largest = 0.0
    for mine, theirs in to_pairs():
        difference = (to_numbers(ours.loc[both, mine]) - to_numbers(peer.loc[both, theirs])).abs().dropna()
        compared += len(difference)
        largest = max(largest, float(difference.max()))
    if compared < len(YEARS) * 100:
        raise SystemExit(f"expected many values to compare, got {compared}")
    print(largest)


if __name__ == "__main__":
    main()
