"""One stream out of an old Office file (a compound file: sectors chained by tables), bounded; nothing of its directory tree is kept."""

from __future__ import annotations

import struct

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # from here on numbers are marks, not sectors
_ENTRY = 128


def stream(data: bytes, *names: str) -> bytes:
    """The first stream of one of these names; b"" where there is none or the file is broken."""
    try:
        return _File(data).stream(names) if data.startswith(_MAGIC) else b""
    except (struct.error, IndexError, ValueError):
        return b""


class _File:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError("no compound file")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        directory, self._cutoff, small_table = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        self._table = self._numbers(self._table_sectors())
        self._directory = self._chain(directory)
        self._small_table = self._numbers(self._sectors(small_table))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _table_sectors(self) -> list[int]:
        """The sectors of the table itself: 109 named in the head, others in sectors of their own."""
        found = list(struct.unpack_from("<109I", self._data, 76))
        at, left = struct.unpack_from("<I", self._data, 68)[0], len(self._data) // self._size
        while at < _END and left > 0:
            more = struct.unpack(f"<{self._size // 4}I", self._sector(at))
            found += more[:-1]
            at, left = more[-1], left - 1
        return [one for one in found if one < _END]

    def _numbers(self, sectors: list[int]) -> list[int]:
        data = b"".join(self._sector(one) for one in sectors)
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _sectors(self, first: int, table: list[int] | None = None) -> list[int]:
        """A chain, ended where it would come back to itself."""
        table, found, seen = self._table if table is None else table, list[int](), set[int]()
        while first < len(table) and first not in seen:
            seen.add(first)
            found.append(first)
            first = table[first]
        return found

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(one) for one in self._sectors(first))

    def stream(self, names: tuple[str, ...]) -> bytes:
        """A stream's bytes; short ones lie in the root's own stream, in pieces of 64."""
        entries = [self._directory[at : at + _ENTRY] for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY)]
        for name in names:
            for entry in entries:
                if entry[: struct.unpack_from("<H", entry, 64)[0]].decode("utf-16-le", "replace").rstrip("\x00") != name:
                    continue
                first, size = struct.unpack_from("<II", entry, 116)
                if size >= self._cutoff:
                    return self._chain(first)[:size]
                root = self._chain(struct.unpack_from("<I", entries[0], 116)[0])
                pieces = self._sectors(first, self._small_table)
                return b"".join(root[one * self._small_size : (one + 1) * self._small_size] for one in pieces)[:size]
        return b""
