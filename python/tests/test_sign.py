"""Signing through the carried compiler, and verifying with the command line."""

import json
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from sklearn.linear_model import LogisticRegression

import visite
from cohort import make_events, make_numbers
from conftest import REPOSITORY, repository_node

PUBLISHER = "https://publisher.example/models"


@pytest.fixture(scope="module")
def bundle(carried: None, tmp_path_factory: pytest.TempPathFactory) -> visite.Bundle:
    x = make_numbers()
    model = LogisticRegression(max_iter=1000).fit(x, make_events(x))
    path = tmp_path_factory.mktemp("bundle") / "death.visite"
    return visite.export(model, x, path, publisher=PUBLISHER, quiet=True, rows=10)


def write_key(path: Path, key: object, password: bytes | None = None) -> Path:
    encryption = NoEncryption() if password is None else BestAvailableEncryption(password)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))
    return path


def write_trust(folder: Path, key: ec.EllipticCurvePrivateKey) -> Path:
    folder.mkdir()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / "publisher.pub.pem").write_bytes(public)
    keys = [{"file": "publisher.pub.pem", "publisher": PUBLISHER}]
    (folder / "anchors.json").write_text(
        json.dumps({"format": 1, "keys": keys, "roots": [], "revokedFingerprints": []})
    )
    return folder


def test_a_signed_bundle_verifies_and_computes_the_same_in_another_engine(
    bundle: visite.Bundle, tmp_path: Path
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    signed = bundle.sign(write_key(tmp_path / "private.pem", key), tmp_path / "signed.visite")
    said = subprocess.run(
        [repository_node(), "cli/visite.ts", "verify", signed, "--trust", write_trust(tmp_path / "trust", key)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert "death@0.1.0: verified" in said.stdout
    assert "every bit as the bundle says" in said.stdout


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda curve: curve.name)
def test_keys_of_every_curve_loaded_or_encrypted(
    bundle: visite.Bundle, tmp_path: Path, curve: ec.EllipticCurve
) -> None:
    key = ec.generate_private_key(curve)
    assert bundle.sign(key, tmp_path / "a.visite").stat().st_size > bundle.path.stat().st_size
    encrypted = write_key(tmp_path / "encrypted.pem", key, b"secret")
    bundle.sign(encrypted, tmp_path / "b.visite", password="secret")
    with pytest.raises(visite.DataError, match="is encrypted: add password="):
        bundle.sign(encrypted, tmp_path / "c.visite")
    with pytest.raises(visite.DataError, match="the password is wrong"):
        bundle.sign(encrypted, tmp_path / "c.visite", password="other")
    assert not (tmp_path / "c.visite").exists()


def test_by_default_the_signed_bundle_has_its_identity_as_name(bundle: visite.Bundle) -> None:
    signed = bundle.sign(ec.generate_private_key(ec.SECP256R1()))
    assert signed == bundle.path.with_name("death-0.1.0.visite")


def test_what_signs_no_bundle_is_refused(bundle: visite.Bundle, tmp_path: Path) -> None:
    other = write_key(tmp_path / "rsa.pem", rsa.generate_private_key(65537, 2048))
    with pytest.raises(visite.DataError, match="no elliptic curve key"):
        bundle.sign(other, tmp_path / "a.visite")
    with pytest.raises(visite.DataError, match="cannot be read"):
        bundle.sign(tmp_path / "none.pem", tmp_path / "a.visite")
    (tmp_path / "text.pem").write_text("hello")
    with pytest.raises(visite.DataError, match="no private key"):
        bundle.sign(tmp_path / "text.pem", tmp_path / "a.visite")


def test_the_key_stands_on_no_command_line(
    bundle: visite.Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    run = subprocess.run

    def watch(arguments: list[object], **options: object) -> object:
        seen.append(" ".join(map(str, arguments)))
        return run(arguments, **options)

    monkeypatch.setattr(subprocess, "run", watch)
    bundle.sign(ec.generate_private_key(ec.SECP256R1()), tmp_path / "a.visite")
    assert seen and not [line for line in seen if "PRIVATE" in line]
