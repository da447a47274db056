"""Serving to a phone at home: a certificate of our own, and its address as a code.

A plain ``http://192.168…`` gives a phone neither camera nor service worker, so the trial
runs over HTTPS. The phone warns once, because nobody vouches for the certificate.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from eventapp.registration.qr import link_code

DEFAULT_PORT = "8443"


def lan_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Give the settings of a trial at home, and make its certificate."""
    address = _own_address()
    port = environ.get("PORT", DEFAULT_PORT)
    folder = Path(environ.get("EVENTAPP_DATA", "var")).resolve() / "lan"
    certificate, key = _certificate(folder, address)
    return {
        "HOST": "0.0.0.0",  # noqa: S104 -- The phone must reach it.
        "PORT": port,
        "PUBLIC_URL": f"https://{address}:{port}",
        "EVENTAPP_TRIAL": "1",
        "EVENTAPP_CERTIFICATE": str(certificate),
        "EVENTAPP_CERTIFICATE_KEY": str(key),
    }


def show_lan_address(url: str) -> None:
    """Print the address, and its code for the phone's camera."""
    click.echo(f"On a phone in the same network: {url}")
    rows = link_code(url).get_matrix()
    for upper, lower in zip(rows[::2], [*rows[1::2], [False] * len(rows[0])], strict=False):
        click.echo("".join(_half_blocks(up, low) for up, low in zip(upper, lower, strict=True)))
    click.echo(
        "The phone will warn that it does not know the certificate. For a trial that is fine."
    )


def _half_blocks(upper: bool, lower: bool) -> str:  # noqa: FBT001 -- Two squares of a code.
    # Terminals are dark, so the squares of the code are what is left out.
    return {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}[
        upper, lower
    ]


def _own_address() -> str:
    """Find the address this machine has in its network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # A reserved address: only the route is looked up.
        except OSError:
            raise click.ClickException(
                "This machine is in no network a phone could be in."
            ) from None
        address: str = probe.getsockname()[0]
    return address


def _certificate(folder: Path, address: str) -> tuple[Path, Path]:
    """Make a certificate for an address, good for a week, unless there is one."""
    certificate, key = folder / f"{address}.crt", folder / f"{address}.key"
    now = datetime.now(UTC)
    if certificate.exists() and key.exists():
        known = x509.load_pem_x509_certificate(certificate.read_bytes())
        if known.not_valid_after_utc > now + timedelta(days=1):
            return certificate, key
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=7))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]),
            critical=False,
        )
        .sign(private, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(
            private.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    return certificate, key
