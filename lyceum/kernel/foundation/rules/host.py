"""Which addresses are of the internet, and which are of the network that we stand in."""

import ipaddress

# An IPv4 address may hide in these: NAT64, 6to4, Teredo.
_TUNNELS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))


def is_public(host: str) -> bool:
    """Whether an IP address is of the internet: not of this machine, this network or a cloud's own counter."""
    found = ipaddress.ip_address(host)
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_global and not found.is_multicast and not any(found in network for network in _TUNNELS)
