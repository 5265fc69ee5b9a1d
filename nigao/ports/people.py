"""Accounts, sessions and passwords."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from nigao.people.account import Account
from nigao.people.attempts import Attempt
from nigao.record import Happened


class People(Protocol):
    """Accounts and who is signed in; each change in one transaction with its line in the record."""

    def every(self) -> list[Account]: ...

    def find(self, name: str) -> Account | None: ...

    def add(self, account: Account, password: str, told: Happened) -> None:
        """password: as ``Passwords`` keeps it. Raises BadCall where there is one of that name, or no administrator."""

    def change(self, name: str, told: Happened, account: Account | None = None, password: str = "", ends: bool = False) -> None:
        """Another value for an account, or another password. ends: so do its sessions. Raises NotFound, BadCall."""

    def remove(self, name: str, told: Happened) -> None: ...

    def attempt(self, name: str, forgotten: timedelta) -> Attempt:
        """Count a password as wrong before it is looked at."""

    def failed(self, name: str, shut: timedelta | None, told: Happened | None) -> None:
        """It was wrong. shut: no other is looked at for so long."""

    def open(self, name: str, token: str, lasts: timedelta, told: Happened) -> bool:
        """Somebody is signed in from now on; not where her account was locked or removed meanwhile. token: its digest."""

    def close(self, token: str, told: Happened) -> None: ...

    def signed_in(self, token: str) -> Account | None: ...


class Passwords(Protocol):
    """What is kept of passwords."""

    def kept(self, password: str) -> str: ...

    def fits(self, password: str, kept: str) -> bool:
        """Whether it is the one; where nothing is kept it takes as long and is not."""
