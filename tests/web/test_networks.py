"""Which network a request comes from, as far as limits ask."""

from __future__ import annotations

import pytest

from eventapp.extensions import network_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("198.51.100.250", "198.51.100.0/24"),
        ("2001:db8::1234", "2001:db8::/56"),
        ("2001:db8::5678", "2001:db8::/56"),
        ("2001:db8:0:100::1", "2001:db8:0:100::/56"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("", "unknown"),
    ],
)
def test_people_of_one_network_share_a_limit(address: str, network: str) -> None:
    assert network_of(address) == network
