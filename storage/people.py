"""Accounts and sessions as they are kept: every change in one transaction with its line in the record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from nigao.errors import BadCall, NotFound
from nigao.people.account import GROUP, Account
from nigao.people.attempts import Attempt
from nigao.record import Happened
from storage import marks, record
from storage.engine import reading, writing
from storage.schema import attempts, people, sessions

_LAST = "这是最后一个能用的管理员账号，不能停用、删去或改掉角色；请先另给一个人管理员角色。"
_FIRST = "第一个账号要有“管理员”角色，例如 nigao user add 名字 --role 管理员。"


class People:
    """Fills the People port over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # --- accounts -----------------------------------------------------------------------------------------------

    def every(self) -> list[Account]:
        """All accounts, by name."""
        with reading(self._engine) as connection:
            return [_account(row) for row in connection.execute(select(people).order_by(people.c.name))]

    def find(self, name: str) -> Account | None:
        """The account of this name."""
        with reading(self._engine) as connection:
            row = connection.execute(select(people).where(people.c.name == name)).first()
        return _account(row) if row else None

    def add(self, account: Account, password: str, told: Happened) -> None:
        """A new account. password: as it is kept. Raises BadCall where there is one of that name, or no administrator."""
        with writing(self._engine) as connection:
            record.put(connection, [told])  # first: whoever changes accounts waits here for the others
            if connection.execute(select(people.c.name).where(people.c.name == account.name)).first():
                raise BadCall(f"已经有名为“{account.name}”的账号，请换一个名字，或改它的密码和角色。")
            row = {"name": account.name, "roles": _roles(account), "department": account.department}
            connection.execute(insert(people), row | {"password": password, "locked": 0, "added": _now().isoformat(timespec="seconds")})
            _keep_an_administrator(connection, _FIRST)

    def change(self, name: str, told: Happened, account: Account | None = None, password: str = "", ends: bool = False) -> None:
        """Another value for an account, or another password. ends: whoever is signed in with it is no longer. Raises NotFound, BadCall."""
        values: dict[str, Any] = {"password": password} if password else {}
        if account is not None:
            values |= {"roles": _roles(account), "department": account.department, "locked": int(account.locked)}
        with writing(self._engine) as connection:
            record.put(connection, [told])
            if not connection.execute(update(people).where(people.c.name == name).values(**values)).rowcount:
                raise _nobody(name)
            _keep_an_administrator(connection, _LAST)
            connection.execute(delete(attempts).where(attempts.c.name == name))
            if ends:
                connection.execute(delete(sessions).where(sessions.c.person == name))

    def remove(self, name: str, told: Happened) -> None:
        """An account with its sessions. Raises NotFound, BadCall for the last administrator."""
        with writing(self._engine) as connection:
            record.put(connection, [told])
            if not connection.execute(delete(people).where(people.c.name == name)).rowcount:
                raise _nobody(name)
            _keep_an_administrator(connection, _LAST)

    # --- signing in ---------------------------------------------------------------------------------------------

    def attempt(self, name: str, forgotten: timedelta) -> Attempt:
        """Count a password as wrong before it is looked at, so that many at once count as many; what was kept of the right one.

        forgotten: wrong ones are counted anew when the last is so long ago.
        """
        at = _now()
        with writing(self._engine) as connection:
            marks.touch(connection, marks.ATTEMPTS)  # one after another, on any database
            connection.execute(delete(attempts).where(attempts.c.until < at.isoformat(), attempts.c.at < (at - forgotten).isoformat()))
            before = connection.execute(select(attempts.c.wrong, attempts.c.until).where(attempts.c.name == name)).first()
            row = connection.execute(select(people.c.password, people.c.locked).where(people.c.name == name)).first()
            known, kept = row is not None, row.password if row and not row.locked else ""
            if before and before.until > at.isoformat():
                return Attempt(known, "", before.wrong, datetime.fromisoformat(before.until))
            wrong = (0 if before is None or before.until else before.wrong) + 1
            connection.execute(delete(attempts).where(attempts.c.name == name))
            connection.execute(insert(attempts), {"name": name, "wrong": wrong, "at": at.isoformat(), "until": ""})
        return Attempt(known, kept, wrong)

    def failed(self, name: str, shut: timedelta | None, told: Happened | None) -> None:
        """A password was wrong. shut: no other is looked at for so long."""
        with writing(self._engine) as connection:
            if told is not None:
                record.put(connection, [told], name)
            if shut is not None:
                until = (_now() + shut).isoformat()
                connection.execute(update(attempts).where(attempts.c.name == name).values(until=until))

    def open(self, name: str, token: str, lasts: timedelta, told: Happened) -> bool:
        """Somebody is signed in from now on; not where her account was locked or removed meanwhile."""
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.until < _now().isoformat()))
            if connection.execute(select(people.c.name).where(people.c.name == name, people.c.locked == 0)).first() is None:
                return False
            connection.execute(delete(attempts).where(attempts.c.name == name))
            connection.execute(insert(sessions), {"token": token, "person": name, "until": (_now() + lasts).isoformat()})
            record.put(connection, [told], name)
        return True

    def close(self, token: str, told: Happened) -> None:
        """Somebody signed out; nothing where she was not signed in."""
        with writing(self._engine) as connection:
            name = connection.execute(select(sessions.c.person).where(sessions.c.token == token)).scalar()
            if name is not None:
                connection.execute(delete(sessions).where(sessions.c.token == token))
                record.put(connection, [told], name)

    def signed_in(self, token: str) -> Account | None:
        """Whose session it is, as long as it lasts."""
        mine = (sessions.c.token == token, sessions.c.until > _now().isoformat(), people.c.locked == 0)
        query = select(people).join(sessions, sessions.c.person == people.c.name).where(*mine)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return _account(row) if row else None


def _keep_an_administrator(connection: Connection, why: str) -> None:
    rows = connection.execute(select(people.c.roles).where(people.c.locked == 0)).scalars()
    if not any("administrator" in roles.split() for roles in rows):
        raise BadCall(why)


def _account(row: Any) -> Account:
    words = frozenset(row.roles.split())
    groups = frozenset(word for word in words if word.startswith(GROUP))
    return Account(row.name, words - groups, row.department, bool(row.locked), row.added, groups)


def _roles(account: Account) -> str:
    return " ".join([*sorted(account.roles), *sorted(account.groups)])


def _nobody(name: str) -> NotFound:
    return NotFound(f"没有名为“{name}”的账号，现有的账号见 nigao user list。")


def _now() -> datetime:
    return datetime.now(UTC)
