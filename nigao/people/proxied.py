"""The person a proxy names in a header: taken at its word only where it comes from the proxy, and comes once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from ipaddress import ip_address, ip_network

from nigao.errors import NotAllowed


def named_by_proxy(values: Sequence[str], address: str, trusted: Sequence[str]) -> str:
    """The name in the header. values: the header each time it came; address: who is at the other end of the connection.

    Raises NotAllowed in one sentence where it does not come from a trusted address, not at all, or more than once.
    """
    if not _is_trusted(address, trusted):
        raise NotAllowed("请从单位的统一入口进来：这个地址不能直接打开拟稿。")
    if len(values) != 1 or "," in values[0]:
        raise NotAllowed("统一入口没有说明您是谁，或说了不止一个，没有放行；请重新登录统一入口，仍不行请找管理员。")
    name = unicodedata.normalize("NFKC", _as_utf8(values[0])).strip()
    if not name:
        raise NotAllowed("统一入口没有说明您是谁，没有放行；请重新登录统一入口，仍不行请找管理员。")
    return name


def _is_trusted(address: str, trusted: Sequence[str]) -> bool:
    try:
        there = ip_address(address)
    except ValueError:
        return False
    there = getattr(there, "ipv4_mapped", None) or there
    return any(there in ip_network(network) for network in trusted)


def _as_utf8(value: str) -> str:
    """Headers are read as Latin-1; a Chinese name is sent in UTF-8."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return value
