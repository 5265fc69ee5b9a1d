"""Passwords as they are kept: argon2id with the parameters RFC 9106 recommends where memory is scarce."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.profiles import RFC_9106_LOW_MEMORY

# One hash takes 64 MiB: many wrong passwords at once wait for each other instead of taking the machine's memory.
_AT_ONCE = 2


class Passwords:
    """Fills the Passwords port."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody = ""

    def kept(self, password: str) -> str:
        """What is kept of a password."""
        with self._turn:
            return self._hasher.hash(password)

    def fits(self, password: str, kept: str) -> bool:
        """Whether it is the password something was kept of. Where nothing was, it takes as long and is not."""
        against = kept or self._of_nobody()
        try:
            with self._turn:
                self._hasher.verify(against, password)
        except (Argon2Error, InvalidHashError):
            return False
        return bool(kept)

    def _of_nobody(self) -> str:
        if not self._nobody:
            self._nobody = self.kept("")
        return self._nobody
