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
    """A person's account as it is kept, without its password. locked: by an administrator, until it is unlocked."""

    name: str
    roles: frozenset[Role]
    department: str = ""
    locked: bool = False
    added: str = ""

    @property
    def person(self) -> Person:
        """Who acts when it is signed in."""
        return Person(self.name, self.roles, self.department)


def name_given(said: str) -> str:
    """A name as it is kept: one spelling for one name. Raises BadCall."""
    name = unicodedata.normalize("NFKC", said).strip()
    if not name or len(name) > LONGEST_NAME or clean(name) != name or "\n" in name:
        raise BadCall(f"账号的名字要写1到{LONGEST_NAME}个字，不能有换行和控制符。")
    return name


def roles_given(said: Iterable[str]) -> frozenset[Role]:
    """Roles told in Chinese or by their lasting names. Raises BadCall for one that is none, or for none at all."""
    found: set[Role] = set()
    for word in said:
        role = next((role for role, told in ROLES.items() if word.strip() in (role, told)), None)
        if role is None:
            raise BadCall(f"没有“{word[:20]}”这个角色，可选：{'、'.join(ROLES.values())}。")
        found.add(role)
    if not found:
        raise BadCall(f"请至少给一个角色，可选：{'、'.join(ROLES.values())}。")
    return frozenset(found)


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
