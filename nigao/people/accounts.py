"""Accounts of a shared workspace: made and changed by an administrator, signed in with, each step told in the record."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from nigao.errors import BadCall, NotAllowed, NotFound, NotSignedIn
from nigao.people.account import Account, Person, department_given, name_given, password_given, roles_given
from nigao.ports import Passwords, People
from nigao.record import Happened

WRONG_IN_A_ROW = 5
SHUT = timedelta(minutes=15)
LASTS = timedelta(hours=12)
_WRONG = f"名字或密码不对。连续输错{WRONG_IN_A_ROW}次，要等{SHUT.seconds // 60}分钟才能再试。"
_SHUT = f"连续输错{WRONG_IN_A_ROW}次，{SHUT.seconds // 60}分钟内不能再试；忘了密码请找管理员。"
_NOBODY = "这里没有给您开账号，或已停用，请找管理员。"
_LONGEST_TYPED = 1000  # what is longer is no password of anybody's


class Accounts:
    """The use cases around accounts. people: where they are kept; passwords: how."""

    def __init__(self, people: People, passwords: Passwords) -> None:
        self._people = people
        self._passwords = passwords

    # --- by an administrator --------------------------------------------------------------------------------------------

    def every(self) -> list[Account]:
        """All accounts, by name."""
        return self._people.every()

    def writers(self) -> list[str]:
        """The names of those a section can be given to."""
        people = (self._as_she_is(one) for one in self._people.every() if not one.locked and not one.is_group)
        return [one.name for one in people if one.roles & {"chief", "writer"}]

    def add(self, name: str, roles: Iterable[str], department: str = "", password: str | None = None) -> Account:
        """A new account, or a group where the name begins as one. password: None where a proxy says who it is. Raises BadCall."""
        account = self._with(Account(name_given(name), frozenset()), roles, department)
        if account.is_group and password is not None:
            raise BadCall("组不能登录，不设密码。")
        kept = "" if password is None else self._passwords.kept(password_given(password, account.name))
        self._people.add(account, kept, Happened("account", account.name, _told(account)))
        return account

    def set_roles(self, name: str, roles: Iterable[str], department: str = "") -> Account:
        """Other roles for an account or a group; whoever is signed in has them at once. Raises NotFound, BadCall."""
        before = self._account(name)
        account = self._with(before, roles, department or before.department)
        self._people.change(account.name, Happened("roles", account.name, _told(account)), account)
        return account

    def _with(self, account: Account, said: Iterable[str], department: str) -> Account:
        """The account with other roles and groups. Raises BadCall."""
        roles, groups = roles_given(said)
        if account.is_group and (groups or "administrator" in roles):
            raise BadCall("组不能再属于别的组，也不能是管理员；管理员要给到人。")
        for group in sorted(groups):
            self._account(group)
        return replace(account, roles=roles, groups=groups, department=department_given(roles, department))

    def set_password(self, name: str, password: str) -> None:
        """Another password; whoever is signed in with the old one is no longer. Raises NotFound, BadCall."""
        account = self._account(name)
        if account.is_group:
            raise BadCall("组不能登录，不设密码。")
        kept = self._passwords.kept(password_given(password, account.name))
        self._people.change(account.name, Happened("password", account.name), password=kept, ends=True)

    def change_own_password(self, name: str, old: str, new: str) -> None:
        """Another password by whoever knows the old one; all her sessions end. Raises NotSignedIn, BadCall."""
        tried = self._people.attempt(name_given(name), SHUT)
        if tried.until is not None:
            raise NotSignedIn(_SHUT)
        if not self._passwords.fits(old, tried.kept):
            self._fail(name, tried.known, tried.wrong)
        self.set_password(name, new)

    def lock(self, name: str) -> None:
        """Nobody gets in with this account until it is unlocked; whoever is signed in with it is no longer. Raises NotFound, BadCall."""
        account = replace(self._account(name), locked=True)
        self._people.change(account.name, Happened("lock", account.name), account, ends=True)

    def unlock(self, name: str) -> None:
        """An account as before it was locked, by an administrator or by wrong passwords. Raises NotFound."""
        account = replace(self._account(name), locked=False)
        self._people.change(account.name, Happened("unlock", account.name), account)

    def remove(self, name: str) -> None:
        """An account for good; what was done with it stays under its name. Raises NotFound, BadCall."""
        account = self._account(name)
        if members := [one.name for one in self._people.every() if account.name in one.groups]:
            raise BadCall(f"“{account.name}”里还有{'、'.join(members[:6])}等{len(members)}人，请先改他们的角色再删去。")
        self._people.remove(account.name, Happened("remove_account", account.name))

    def _account(self, name: str) -> Account:
        found = self._people.find(name_given(name))
        if found is None:
            raise NotFound(f"没有名为“{name}”的账号，现有的账号见 nigao user list。")
        return found

    # --- signing in -----------------------------------------------------------------------------------------------------

    def sign_in(self, name: str, password: str) -> str:
        """A session for whoever knows the password: its token, which is kept nowhere. Raises NotSignedIn, the same for a wrong name."""
        if len(name) > _LONGEST_TYPED or len(password) > _LONGEST_TYPED:
            raise NotSignedIn(_WRONG)
        try:
            given = name_given(name)
        except BadCall as error:
            raise NotSignedIn(_WRONG) from error
        tried = self._people.attempt(given, SHUT)
        if tried.until is not None:
            raise NotSignedIn(_SHUT)
        token = secrets.token_urlsafe(32)
        if not self._passwords.fits(password, tried.kept):
            self._fail(given, tried.known, tried.wrong)
        if not self._people.open(given, _digest(token), LASTS, Happened("sign_in", given)):
            raise NotSignedIn(_WRONG)
        return token

    def admit(self, name: str) -> str:
        """A session for whom another place has signed in under a name: its token. Raises NotAllowed where there is no such account."""
        try:
            given = name_given(name)
        except BadCall as error:
            raise NotAllowed(_NOBODY) from error
        token = secrets.token_urlsafe(32)
        if not self._people.open(given, _digest(token), LASTS, Happened("sign_in", given)):
            raise NotAllowed(_NOBODY)
        return token

    def _fail(self, name: str, known: bool, wrong: int) -> None:
        """The name is told only where it is an account's: what was typed there by mistake may be a password."""
        last = wrong >= WRONG_IN_A_ROW
        told = Happened("locked_out" if last else "wrong_password", name, f"第{wrong}次") if known else None
        self._people.failed(name, SHUT if last else None, told)
        raise NotSignedIn(_SHUT if last else _WRONG)

    def sign_out(self, token: str) -> None:
        """The session ends."""
        self._people.close(_digest(token), Happened("sign_out", ""))

    def signed_in(self, token: str) -> Person | None:
        """Whose session it is; None where it has ended, with its account's password, or with its account."""
        account = self._people.signed_in(_digest(token)) if token else None
        return self._as_she_is(account) if account else None

    def person(self, name: str) -> Person | None:
        """Who goes by a name; None for a locked account and a group as for none."""
        account = self._people.find(name)
        return self._as_she_is(account) if account and not account.locked and not account.is_group else None

    def _as_she_is(self, account: Account) -> Person:
        """Who acts under an account, her groups' roles among hers."""
        groups = (self._people.find(name) for name in sorted(account.groups))
        return account.person([group for group in groups if group])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _told(account: Account) -> str:
    return f"{account.told}（{account.department}）" if account.department else account.told
