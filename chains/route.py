"""Which way a service is reached: directly, or through the proxy this machine is set to use. Opens no connection."""

from __future__ import annotations

import ipaddress
import re
import socket
import urllib.request
from urllib.parse import urlsplit

from nigao.errors import ModelUnreachable

# What desktop settings write, and the name the client knows it by.
_SCHEMES = {"http": "http", "https": "https", "socks": "socks5", "socks5": "socks5", "socks5h": "socks5h"}
_HOME = ("localhost", ".localhost", ".local", ".lan", ".internal", ".intranet", ".corp", ".home", ".home.arpa")


def proxy_for(address: str) -> str:
    """URL of the proxy for a service's address, "" for the direct way. Raises ModelUnreachable where the proxy set is of no use.

    A service on this machine or in the unit's own network is never asked through a proxy, whatever NO_PROXY says.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host or is_near(host):
        return ""
    known = urllib.request.getproxies()
    proxy = known.get(parts.scheme) or known.get("all") or ""
    return (
        _usable(proxy)
        if proxy and not (_spared(host, known.get("no", "")) or urllib.request.proxy_bypass(parts.netloc.rpartition("@")[2]))
        else ""
    )


def _spared(host: str, spared: str) -> bool:
    """Whether NO_PROXY names a range of numbers that holds the host, which the standard library does not read."""
    ranges = [one.strip() for one in spared.split(",") if "/" in one]
    try:
        number = ipaddress.ip_address(host)
        return any(number in ipaddress.ip_network(one, strict=False) for one in ranges)
    except ValueError:
        return False


def is_near(host: str) -> bool:
    """Whether a host is this machine or one of a private network: by number, or by a name no public server has."""
    try:
        number = ipaddress.ip_address(_spelt_out(host.strip("[]").partition("%")[0]))
    except ValueError:
        name = host.lower().rstrip(".")
        return "." not in name or name.endswith(_HOME)
    return not number.is_global


def _spelt_out(host: str) -> str:
    """A number in four parts where it has fewer: 127.1 is 127.0.0.1 to every client."""
    return socket.inet_ntoa(socket.inet_aton(host)) if re.fullmatch(r"\d+(?:\.\d+){1,2}", host) else host


def _usable(proxy: str) -> str:
    scheme, _, rest = proxy.partition("://") if "://" in proxy else ("http", "", proxy)
    if scheme.lower() not in _SCHEMES or not rest.strip("/"):
        raise ModelUnreachable(f"系统设置的代理是{scheme}类型，用不了，请把代理改为http://或socks5://，或把模型服务的地址写进NO_PROXY。")
    return f"{_SCHEMES[scheme.lower()]}://{rest}"
