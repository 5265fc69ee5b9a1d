"""The command line's commands on accounts: what whoever runs the machine does, the first administrator among it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli_base import AsJson, Home, app, present
from cli_chinese import ChineseCommand, ChineseGroup
from nigao.errors import BadCall
from nigao.people.account import GROUP, ROLES, Account

if TYPE_CHECKING:
    from nigao.people.accounts import Accounts

people = typer.Typer(
    cls=ChineseGroup, add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="共用工作区的账号：谁能登录，各是什么角色。"
)
app.add_typer(people, name="user")

Name = Annotated[str, typer.Argument(metavar="名字", help="登录用的名字，记录里也写这个名字。")]
Roles = Annotated[
    list[str] | None, typer.Option("--role", metavar="角色", help=f"可重复；可选：{'、'.join(ROLES.values())}，或一个组（{GROUP}开头）。")
]
Department = Annotated[str, typer.Option("--department", metavar="部门", help="报送的账号是哪个部门的。")]


def _accounts(home: Path | None) -> Accounts:
    import bootstrap

    return bootstrap.open_accounts(bootstrap.load_settings(home))


def _told(account: Account) -> dict[str, Any]:
    return {**asdict(account), "roles": [told for role, told in ROLES.items() if role in account.roles], "groups": sorted(account.groups)}


def _password() -> str:
    """Typed twice at a terminal, else the first line that comes in; never among the arguments, which others on the machine can see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass("密码：")
    if getpass("再输一遍：") != typed:
        raise BadCall("两遍输入的密码不同，账号没有改动，请重试。")
    return typed


@people.command("add", cls=ChineseCommand)
def add(
    name: Name,
    role: Roles = None,
    department: Department = "",
    no_password: Annotated[bool, typer.Option("--no-password", help="由代理登录的，不设密码。")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """开一个账号，密码从提示或标准输入读；名字以@开头的是一个组。第一个账号要有“管理员”角色。"""
    account = _accounts(home).add(name, role or (), department, None if no_password or name.strip().startswith(GROUP) else _password())
    present(_told(account), as_json, [f"已开账号“{account.name}”：{account.told}。"])


@people.command("list", cls=ChineseCommand)
def every(home: Home = None, as_json: AsJson = False) -> None:
    """列出账号。"""
    found = _accounts(home).every()
    lines = ("\t".join((one.name, one.told, one.department, "已停用" if one.locked else "")).rstrip() for one in found)
    present([_told(one) for one in found], as_json, lines)


@people.command("password", cls=ChineseCommand)
def password(name: Name, home: Home = None, as_json: AsJson = False) -> None:
    """改密码，从提示或标准输入读；用旧密码登录着的随即退出。"""
    _accounts(home).set_password(name, _password())
    present({"name": name}, as_json, [f"“{name}”的密码已改，原来的登录都已失效。"])


@people.command("role", cls=ChineseCommand)
def role(
    name: Name,
    roles: Annotated[list[str], typer.Argument(metavar="角色…", help=f"改为这些角色：{'、'.join(ROLES.values())}。")],
    department: Department = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """改角色，正登录着的随即按新角色办。"""
    account = _accounts(home).set_roles(name, roles, department)
    present(_told(account), as_json, [f"“{account.name}”现在是{account.told}。"])


@people.command("lock", cls=ChineseCommand)
def lock(name: Name, home: Home = None, as_json: AsJson = False) -> None:
    """停用一个账号，正登录着的随即退出。"""
    _accounts(home).lock(name)
    present({"name": name, "locked": True}, as_json, [f"“{name}”已停用。"])


@people.command("unlock", cls=ChineseCommand)
def unlock(name: Name, home: Home = None, as_json: AsJson = False) -> None:
    """恢复停用的账号，或输错密码锁住的账号。"""
    _accounts(home).unlock(name)
    present({"name": name, "locked": False}, as_json, [f"“{name}”已恢复。"])


@people.command("remove", cls=ChineseCommand)
def remove(name: Name, home: Home = None, as_json: AsJson = False) -> None:
    """删去一个账号；以它的名义做过的都还在。"""
    _accounts(home).remove(name)
    present({"name": name, "removed": True}, as_json, [f"“{name}”已删去。"])
