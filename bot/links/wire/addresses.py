"""Which network addresses the checker may connect to: public ones, on the web's ports.

A stranger chooses the addresses that are fetched, so the decision is made on the very IP that is dialled
next, never on a name, and by list: what IANA's special-purpose registries name is closed, whether or not the
registry calls it globally reachable.
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from storage.errors import Mendable

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

WEB_PORTS = frozenset({80, 443, 8080, 8443})

_CLOSED_V4 = tuple(
    IPv4Network(cidr)
    for cidr in (
        # iana.org/assignments/iana-ipv4-special-registry
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "240.0.0.0/4",
        # iana.org/assignments/multicast-addresses
        "224.0.0.0/4",
        # Azure's platform service answers every virtual machine there on a public address.
        "168.63.129.16/32",
    )
)

# Of IPv6 only global unicast is open at all (iana.org/assignments/ipv6-address-space); that alone closes
# mapped and compatible addresses, NAT64, discard-only, unique-local, link-local, SRv6 and multicast.
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    IPv6Network(cidr)
    for cidr in (
        # iana.org/assignments/iana-ipv6-special-registry
        "2001::/23",  # Teredo, ORCHID, benchmarking, port control, AMT, AS112 and the rest of its block
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",
        "3fff::/20",
        "3ffe::/16",  # 6bone, given back
    )
)


# The interface identifiers of ISATAP (RFC 5214, 6.1), in whatever network: the IPv4 address behind them is
# the one that is reached.
_ISATAP = 0x0000_5EFE
_UNIVERSAL = 0x0200_0000  # the bit that says whether that address is unique in the world


def public(address: Address) -> bool:
    """Whether ``address`` belongs to the open internet."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    if (int(address) >> 32 & 0xFFFF_FFFF) & ~_UNIVERSAL == _ISATAP:
        return False
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def parse_networks(setting: str) -> tuple[Network, ...]:
    """The CIDRs of ``OUTREACH_ALLOW_NETWORKS``, comma-separated; a wrong one is a ``Mendable`` naming it."""
    networks: list[Network] = []
    for part in filter(None, (piece.strip() for piece in setting.split(","))):
        try:
            networks.append(ip_network(part, strict=False))
        except ValueError:
            raise Mendable(
                f"OUTREACH_ALLOW_NETWORKS holds {part[:60]!r}, which is no network in CIDR form.",
                "Write address and prefix length, several separated by commas.",
                "OUTREACH_ALLOW_NETWORKS=10.1.0.0/16,fd00::/8",
            ) from None
    return tuple(networks)


class AddressRules:
    """The decision about one dial; ``allow`` opens networks of our own, on any port."""

    def __init__(self, allow: Sequence[Network] = ()) -> None:
        self._allow = tuple(allow)
        self._decide = lru_cache(maxsize=4096)(self._permits)

    def permits(self, ip: str, port: int) -> bool:
        """Whether a connection to ``ip`` (as the resolver wrote it) on ``port`` may be opened."""
        return self._decide(ip, port)

    def _permits(self, ip: str, port: int) -> bool:
        try:
            address = ip_address(ip)
        except ValueError:
            return False
        if any(address in network for network in self._allow):
            return True
        return port in WEB_PORTS and public(address)
