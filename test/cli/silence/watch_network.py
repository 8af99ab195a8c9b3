"""Runs commands in a network namespace of their own, under strace, and tells what they tried.

Standard input: a JSON list of commands, each a list of arguments. Standard output: JSON, the exit codes, what was written,
every network call that is not between processes of this machine, and every packet on any interface. In the namespace
every address is that of the loopback interface, so that an attempt becomes a packet and reaches nobody; a second interface
with an address is there for what does not ask the loopback one, such as WebRTC.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time

ALL_PROTOCOLS = 0x0003


def make_routes() -> None:
    """Every address there is leads to the loopback interface."""
    for args in (
        "link set lo up",
        "route add local 0.0.0.0/0 dev lo",
        "-6 route add local ::/0 dev lo",
        "link add name out0 type veth peer name out1",
        "link set out0 addrgenmode none arp off",
        "link set out1 addrgenmode none arp off",
        "addr add 198.51.100.1/24 dev out0",
        "link set out1 up",
        "link set out0 up",
    ):
        subprocess.run(["ip", *args.split()], check=True)


def capture(raw: socket.socket, packets: list[str]) -> None:
    while True:
        try:
            data, address = raw.recvfrom(65535)
        except OSError:
            return
        packets.append(f"{address[0]} protocol {address[1]:#06x} {data[:48].hex()}")


def run(argv: list[str]) -> dict[str, object]:
    with tempfile.NamedTemporaryFile("r", suffix=".strace") as trace:
        strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", trace.name]
        done = subprocess.run([*strace, *argv], capture_output=True, text=True, check=False)
        calls = [line.strip() for line in trace.read().splitlines() if is_network(line)]
    return {"argv": argv, "status": done.returncode, "out": done.stdout, "err": done.stderr, "calls": calls}


def is_network(line: str) -> bool:
    """A socket or an address of any family but the one between processes of a machine."""
    families = re.findall(r"\b(?:socket|socketpair)\((\w+)|sa_family=(\w+)", line)
    return any((left or right) != "AF_UNIX" for left, right in families)


def main() -> None:
    commands = json.load(sys.stdin)
    make_routes()
    raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL_PROTOCOLS))
    packets: list[str] = []
    threading.Thread(target=capture, args=(raw, packets), daemon=True).start()
    time.sleep(0.1)
    ran = [run(argv) for argv in commands]
    time.sleep(0.1)
    json.dump({"runs": ran, "packets": packets}, sys.stdout)
    sys.stdout.flush()
    os._exit(0)


main()
