#!/usr/bin/env python3
"""Stands in for `fpm -s dir -t deb` as electron-builder calls it, where fpm is not there: makes a deb with dpkg-deb."""

import os
import shutil
import subprocess
import sys
import tempfile

LISTS = {"-d", "--deb-recommends"}
SCRIPTS = {"--after-install": "postinst", "--after-remove": "postrm"}


def parse(words: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Options with their values, and what maps a source to its place."""
    options: dict[str, list[str]] = {}
    maps: list[str] = []
    place = 0
    while place < len(words):
        word = words[place]
        if word == "--force":
            place += 1
        elif word.startswith("-"):
            options.setdefault(word, []).append(words[place + 1])
            place += 2
        else:
            maps.append(word)
            place += 1
    return options, maps


def copy(source: str, target: str) -> None:
    if source.endswith("/") or os.path.isdir(source):
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copy2(source, target)
    os.chmod(target, 0o644)


def control(options: dict[str, list[str]], root: str) -> str:
    def one(name: str, otherwise: str = "") -> str:
        return options.get(name, [otherwise])[-1]

    size = subprocess.check_output(["du", "-sk", root], text=True).split()[0]
    lines = [line.strip() for line in one("--description").split("\n") if line.strip()] or [one("--name")]
    fields = {
        "Package": one("--name"),
        "Version": one("--version"),
        "Architecture": one("--architecture"),
        "Maintainer": one("--maintainer"),
        "Installed-Size": size,
        "Depends": ", ".join(options.get("-d", [])),
        "Recommends": ", ".join(options.get("--deb-recommends", [])),
        "Priority": one("--deb-priority", "optional"),
        "Section": one("--category", "science"),
        "Homepage": one("--url"),
        "Description": "\n ".join(lines),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def main() -> None:
    options, maps = parse(sys.argv[1:])
    package = options["--package"][-1]
    with tempfile.TemporaryDirectory() as root:
        os.chmod(root, 0o755)
        for pair in maps:
            source, place = pair.rsplit("=", 1)
            copy(source, root + place)
        folder = os.path.join(root, "DEBIAN")
        os.makedirs(folder)
        with open(os.path.join(folder, "control"), "w", encoding="utf-8") as file:
            file.write(control(options, root))
        for option, name in SCRIPTS.items():
            for script in options.get(option, []):
                shutil.copy(script, os.path.join(folder, name))
                os.chmod(os.path.join(folder, name), 0o755)
        named = options.get("--deb-compression", ["xz"])[-1]
        compression = {"gz": "gzip"}.get(named, named)
        subprocess.check_call(
            ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "-z1", "--build", root, package], stdout=sys.stderr
        )
    print(f'{{"path":"{package}"}}')


main()
