"""Which version of each section a review copy was made of, as the few characters the file carries there and back."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_HEAD = "nigao"
MOST = 255  # characters a core property of a DOCX holds


@dataclass(frozen=True, slots=True)
class Copy:
    """draft: its id. versions: by the section's id, the number of the version that left, 0 for none."""

    draft: str
    versions: Mapping[str, int]

    def __str__(self) -> str:
        """As it stands in the file; "" where it does not fit, or ids are no numbers: then the file comes back without."""
        if not all(id.isdecimal() for id in self.versions):
            return ""
        steps, last = [], 0
        for id, version in sorted(self.versions.items(), key=lambda pair: int(pair[0])):
            steps.append(f"{int(id) - last:x}.{version:x}")
            last = int(id)
        packed = base64.urlsafe_b64encode(zlib.compress(" ".join(steps).encode(), 9)).decode()
        whole = f"{_HEAD}:{self.draft}:{packed}"
        return whole if len(whole) <= MOST else ""

    @classmethod
    def read(cls, said: str) -> Copy | None:
        """What a file says it was made of; None where it says nothing of the kind. A file is anybody's: what it says is only compared with."""
        head, _, rest = said.strip().partition(":")
        draft, _, packed = rest.partition(":")
        if head != _HEAD or not draft or len(said) > MOST:
            return None
        try:
            unpack = zlib.decompressobj()
            steps = unpack.decompress(base64.urlsafe_b64decode(packed), 64 * MOST).decode().split()
            if not unpack.eof:
                return None
            versions, last = {}, 0
            for step in steps:
                id, _, version = step.partition(".")
                last += int(id, 16)
                versions[str(last)] = int(version, 16)
        except (ValueError, binascii.Error, zlib.error):
            return None
        return cls(draft, versions)
