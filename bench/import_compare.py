"""Holds our result of `bench -- import` against the export, cell for cell, and against the peer's, value for value.

Usage: python import_compare.py EXPORT OURS PEER
Prints the largest difference of a probability, both written with six decimals. Fails where a row or a cell of the export
is not in ours as it was, or where only one of the two has a probability.
"""

import csv
import itertools
import sys

OURS = "visite_relapse_all_mean"
PEER = "relapse_mean"


def read(path: str):
    with open(path, encoding="cp1252", newline="") as file:
        yield from csv.reader(file, delimiter=";")


def main() -> None:
    export, ours, peer = (read(path) for path in sys.argv[1:])
    titles, our_titles, peer_titles = next(export), next(ours), next(peer)
    if our_titles[: len(titles)] != titles or peer_titles[: len(titles)] != titles:
        raise SystemExit("the columns of the export are not the first of the results")
    our_at, peer_at = our_titles.index(OURS), peer_titles.index(PEER)
    largest, rows, numbers = 0.0, 0, 0
    for source, mine, theirs in itertools.zip_longest(export, ours, peer):
        rows += 1
        if mine is None or theirs is None or mine[: len(titles)] != source or theirs[0] != source[0]:
            raise SystemExit(f"row {rows} is not that of the export")
        if (mine[our_at] == "") != (theirs[peer_at] == ""):
            raise SystemExit(f"row {rows} has a probability in one result only")
        if mine[our_at] != "":
            numbers += 1
            largest = max(largest, abs(float(mine[our_at].replace(",", ".")) - float(theirs[peer_at].replace(",", "."))))
    if numbers < 0.9 * rows:
        raise SystemExit(f"expected a probability in most of {rows} rows, got {numbers}")
    # Six decimals: what is left below them is the rounding of the subtraction itself.
    print(round(largest, 9))


if __name__ == "__main__":
    main()
