"""An account: a name, its roles, the department it hands in for; and what a name and a password must be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from nigao.errors import BadCall
from nigao.printable import clean

Role = Literal["chief", "writer", "department", "reviewer", "reader", "administrator"]

# Each role by its lasting name, with what people call it.
ROLES: Mapping[Role, str] = {
    "chief": "主笔",
    "writer": "撰稿",
    "department": "报送",
    "reviewer": "核稿",
    "reader": "只读",
    "administrator": "管理员",
}
# Begins the name of a group: its roles are those of everybody in it, and nobody signs in as it.
GROUP = "@"
SHORTEST, LONGEST = 8, 256  # of a password, in characters
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts, as far as it matters to what she may do. department: whose materials she hands in, "" for who has no part in that."""

    name: str
    roles: frozenset[Role]
    department: str = ""

    @property
    def told_roles(self) -> str:
        """Her roles in Chinese."""
        return "、".join(told for role, told in ROLES.items() if role in self.roles)


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account or a group as it is kept, without its password. locked: by an administrator, until it is unlocked.

    roles: its own; groups: whose roles it has besides.
    """

    name: str
    roles: frozenset[Role]
    department: str = ""
    locked: bool = False
    added: str = ""
    groups: frozenset[str] = frozenset()

    @property
    def is_group(self) -> bool:
        """Whether it is a group, which nobody signs in as."""
        return self.name.startswith(GROUP)

    @property
    def told(self) -> str:
        """Its own roles in Chinese, and its groups."""
        return "、".join([*(told for role, told in ROLES.items() if role in self.roles), *sorted(self.groups)])

    def person(self, groups: Iterable[Account] = ()) -> Person:
        """Who acts when it is signed in. groups: those it is in, as they are now."""
        able = [group for group in groups if not group.locked]
        roles = self.roles.union(*(group.roles for group in able))
        return Person(self.name, roles, self.department or next((group.department for group in able if group.department), ""))


def name_given(said: str) -> str:
    """A name as it is kept: one spelling for one name. Raises BadCall."""
    name = unicodedata.normalize("NFKC", said).strip()
    if name.startswith(GROUP) and (name == GROUP or " " in name):
        raise BadCall(f"组的名字以{GROUP}开头，后面写名称，不能有空格，例如 {GROUP}综合科。")
    if not name or len(name) > LONGEST_NAME or clean(name) != name or "\n" in name:
        raise BadCall(f"账号的名字要写1到{LONGEST_NAME}个字，不能有换行和控制符。")
    return name


def roles_given(said: Iterable[str]) -> tuple[frozenset[Role], frozenset[str]]:
    """Roles told in Chinese or by their lasting names, and groups. Raises BadCall for one that is none, or for none at all."""
    words = [word.strip() for word in said]
    groups = frozenset(name_given(word) for word in words if word.startswith(GROUP))
    found: set[Role] = set()
    for word in words:
        role = next((role for role, told in ROLES.items() if word in (role, told)), None)
        if role is not None:
            found.add(role)
        elif not word.startswith(GROUP):
            raise BadCall(f"没有“{word[:20]}”这个角色，可选：{'、'.join(ROLES.values())}，或一个以{GROUP}开头的组。")
    if not words:
        raise BadCall(f"请至少给一个角色，可选：{'、'.join(ROLES.values())}。")
    return frozenset(found), groups


def department_given(roles: frozenset[Role], said: str) -> str:
    """The department an account hands in for. Raises BadCall where the role needs one."""
    if "department" in roles and not said.strip():
        raise BadCall("报送的账号要写明是哪个部门的，例如“发展改革局”，与材料里的部门名称一致。")
    return said.strip() if "department" in roles else ""


def password_given(said: str, name: str) -> str:
    """A password that may be kept. Raises BadCall without repeating it."""
    if not SHORTEST <= len(said) <= LONGEST:
        raise BadCall(f"密码要有{SHORTEST}到{LONGEST}个字符。")
    if said == name or len(set(said)) < 4:
        raise BadCall("密码太容易猜：不能与名字相同，也不能总是几个相同的字符。")
    return said
