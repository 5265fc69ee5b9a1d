"""Which rights are in force: none where one person works alone, those of the account where a workspace is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from nigao.people.account import Person
from nigao.people.rights import On, may, sees_all


class Rights(Protocol):
    """What the use cases ask before they do something for somebody, in the background too."""

    @property
    def shared(self) -> bool:
        """Whether others work in the same workspace."""

    def why_not(self, by: str, what: str, on: On = ...) -> str:
        """Why somebody may not do something, "" where she may. what: as ``rights.may`` takes it."""

    def knows(self, name: str) -> bool:
        """Whether something can be given to somebody of this name."""

    def sees_all(self, by: str) -> bool:
        """Whether she may be told of what is not her department's."""


class Alone:
    """Everybody may everything, under the name she types."""

    shared = False

    def why_not(self, by: str, what: str, on: On = On()) -> str:
        """Nothing stands in the way."""
        return ""

    def knows(self, name: str) -> bool:
        """Any name will do."""
        return True

    def sees_all(self, by: str) -> bool:
        """All is hers."""
        return True


class ByAccount:
    """What the account of that name may at this moment. person: finds it, None for one that is locked or gone."""

    shared = True

    def __init__(self, person: Callable[[str], Person | None]) -> None:
        self._person = person

    def why_not(self, by: str, what: str, on: On = On()) -> str:
        """The refusal's sentence."""
        person = self._person(by)
        if person is None:
            return f"账号“{by}”已停用或删去，没有照办。"
        refusal = may(person, what, on)
        return refusal.why if refusal else ""

    def knows(self, name: str) -> bool:
        """Whether there is such an account."""
        return self._person(name) is not None

    def sees_all(self, by: str) -> bool:
        """Whether a role of hers sees the whole."""
        person = self._person(by)
        return person is not None and sees_all(person)
