"""Verifies an audit log as docs/formats/log.md says, with the standard library alone.

usage: verify_log.py LOG [KEYFILE]
Prints `ok SIZE ROOT` or `bad INDEX`.
"""

import hashlib
import hmac
import json
import re
import sqlite3
import struct
import sys


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def mac(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def derive(secret, use):
    """HKDF-SHA-256 (RFC 5869) without salt, one block."""
    extracted = mac(bytes(32), secret)
    return mac(extracted, b"visite/site-key/1/", use, b"\x01")


def tree_root(hashes):
    """MTH of RFC 6962, section 2.1, over leaf hashes."""
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01", tree_root(hashes[:k]), tree_root(hashes[k:]))


def peaks(hashes):
    found, at = b"", 0
    for bit in reversed(range(len(hashes).bit_length())):
        if len(hashes) >> bit & 1:
            found += tree_root(hashes[at : at + (1 << bit)])
            at += 1 << bit
    return found


def number(value):
    return struct.pack(">Q", value)


def first_bad(database, key):
    """(first bad entry or None, leaf hashes)"""
    sealed = dict(database.execute("SELECT idx, ciphertext FROM sealed"))
    heads = database.execute("SELECT number, size, root, peaks, mac FROM head ORDER BY number").fetchall()
    hashes, code, head_code, closed = [], bytes(32), bytes(32), 0
    missing, deleted_through = [], -1
    first_sealed = min(sealed, default=float("inf"))
    for idx, leaf, leaf_hash, entry_code in database.execute("SELECT idx, leaf, leaf_hash, mac FROM entry ORDER BY idx"):
        at = len(hashes)
        if idx != at or sha256(b"\x00", leaf) != leaf_hash:
            return at, hashes
        if key and mac(key, b"visite/log/entry/1\0", code, number(at), leaf_hash) != entry_code:
            return at, hashes
        entry = json.loads(leaf)
        # Entries hold no fractions, so that Python's order and spelling are those of RFC 8785.
        if json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() != leaf:
            return at, hashes
        if entry["index"] != at or (entry["type"] == "log-created") != (at == 0):
            return at, hashes
        content = sealed.pop(at, None)
        if content is not None and "sealed" not in entry:
            return at, hashes
        if content is None and "sealed" in entry:
            missing.append(at)
        if entry["type"] == "sealed-deleted":
            deleted_through = max(deleted_through, entry["through"])
            if first_sealed <= deleted_through:
                return at, hashes
        if content is not None and sha256(content).hex() != entry["sealed"]["sha256"]:
            return at, hashes
        hashes.append(leaf_hash)
        code = entry_code
        if heads and heads[0][1] <= len(hashes):
            head_number, size, root, head_peaks, its_code = heads.pop(0)
            expected = mac(key or b"", b"visite/log/head/1\0", head_code, number(head_number), number(size), root)
            if size != len(hashes) or root != tree_root(hashes) or head_peaks != peaks(hashes):
                return closed, hashes
            if key and expected != its_code:
                return closed, hashes
            head_code, closed = its_code, size
    lost = [at for at in missing if at > deleted_through]
    if lost:
        return lost[0], hashes
    if closed < len(hashes):
        return closed, hashes
    if heads or sealed or not hashes:
        return len(hashes), hashes
    return None, hashes


def main(path, key_path=None):
    key = None
    if key_path:
        with open(key_path, encoding="ascii", newline="") as file:
            found = re.fullmatch(r"visite site key 1\nid ([0-9a-f]{16})\nkey ([0-9a-f]{64})\n", file.read())
        secret = bytes.fromhex(found[2])
        assert derive(secret, b"id")[:8].hex() == found[1]
        key = derive(secret, b"log-chain")
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    bad, hashes = first_bad(database, key)
    print(f"ok {len(hashes)} {tree_root(hashes).hex()}" if bad is None else f"bad {bad}")


main(*sys.argv[1:])
