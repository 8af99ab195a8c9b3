"""Signs and verifies with the reference implementation of OpenSSF Model Signing.

Reads a list of jobs (JSON, file named by the argument), writes one verdict per job to standard output as JSON:
"ok", or the text of the error.
Jobs: {"do": "sign" | "verify", "folder", "signature", "key" | "certificate", "chain"}
      {"do": "make-certificates", "curve", "folder", "publisher"}
"""

import datetime
import json
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from model_signing import hashing, signing, verifying

CURVES = {"prime256v1": ec.SECP256R1, "secp384r1": ec.SECP384R1, "secp521r1": ec.SECP521R1}


def sign(job):
    config = signing.Config().set_hashing_config(
        hashing.Config().set_ignored_paths(paths=["model.sig"], ignore_git_paths=True)
    )
    if "certificate" in job:
        config.use_certificate_signer(
            private_key=pathlib.Path(job["key"]),
            signing_certificate=pathlib.Path(job["certificate"]),
            certificate_chain=[pathlib.Path(path) for path in job["chain"]],
        )
    else:
        config.use_elliptic_key_signer(private_key=pathlib.Path(job["key"]))
    config.sign(job["folder"], job["signature"])


def verify(job):
    config = verifying.Config()
    if "chain" in job:
        config.use_certificate_verifier(certificate_chain=[pathlib.Path(path) for path in job["chain"]])
    else:
        config.use_elliptic_key_verifier(public_key=pathlib.Path(job["key"]))
    config.verify(job["folder"], pathlib.Path(job["signature"]))


def make_certificates(job):
    """Root, intermediate and leaf as the library `cryptography` writes them, with keys, as PEM files."""
    folder = pathlib.Path(job["folder"])
    day = datetime.timedelta(days=1)
    start = datetime.datetime(2026, 11, 22, tzinfo=datetime.timezone.utc)
    issuer_name = issuer_key = issuer_public = None
    for part in ["root", "intermediate", "leaf"]:
        key = ec.generate_private_key(CURVES[job["curve"]]())
        name = x509.Name(
            [
                x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Test ünïversity"),
                x509.NameAttribute(x509.NameOID.COMMON_NAME, part),
            ]
        )
        is_leaf = part == "leaf"
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer_name or name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start - day)
            .not_valid_after(start + 400 * day)
            .add_extension(x509.BasicConstraints(ca=not is_leaf, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(is_leaf, False, False, False, False, not is_leaf, not is_leaf, False, False),
                critical=True,
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_public or key.public_key()), critical=False
            )
        )
        if is_leaf:
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.CODE_SIGNING]), critical=False
            ).add_extension(
                x509.SubjectAlternativeName(
                    [x509.RFC822Name("a@publisher.example"), x509.UniformResourceIdentifier(job["publisher"])]
                ),
                critical=False,
            )
        certificate = builder.sign(issuer_key or key, hashes.SHA384())
        (folder / f"{part}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        (folder / f"{part}.key.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        issuer_name, issuer_key, issuer_public = name, key, key.public_key()


def run(job):
    try:
        {"sign": sign, "verify": verify, "make-certificates": make_certificates}[job["do"]](job)
        return "ok"
    except Exception as error:  # The verdict of the library, whatever it raises.
        return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    jobs = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps([run(job) for job in jobs]))
