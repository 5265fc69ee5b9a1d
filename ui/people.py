"""人员: who may sign in and as what; nothing of anybody's contents."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nigao.people.account import GROUP, ROLES, Account, Role
from nigao.workspace import Workspace
from ui.parts import attempt, notice, plain, popover, soft

DUTIES: dict[Role, str] = {
    "chief": "全部内容：起稿、改稿、采纳、台账、材料、分工",
    "writer": "看全部，写分给自己的部分，放入材料",
    "department": "交本部门的材料，填本部门的催报单，只看得到本部门的",
    "reviewer": "看全部，退回、采纳、写明理由保留，导出定稿",
    "reader": "看全部，不改",
    "administrator": "管账号，看不到内容",
}


def page(workspace: Workspace) -> None:
    """The page 人员."""
    st.title("人员")
    notice()
    accounts = workspace.accounts.every()
    groups = [account.name for account in accounts if account.is_group]
    for account in accounts:
        _account(workspace, account, groups)
    _new(workspace, groups)
    with st.expander("各角色能做什么"):
        for role, duty in DUTIES.items():
            soft(f"{ROLES[role]}：{duty}")


def _account(workspace: Workspace, account: Account, groups: list[str]) -> None:
    with st.container(border=True):
        says, roles, password, lock, remove = st.columns([5, 1, 1, 1, 1], vertical_alignment="center")
        with says:
            plain(account.name + ("（已停用）" if account.locked else ""))
            soft(account.told + (f"　{account.department}" if account.department else ""))
        with roles, popover("角色", f"roles-{account.name}", width="stretch"):
            _roles(workspace, account, groups)
        if workspace.settings.auth == "accounts" and not account.is_group:
            with password, popover("密码", f"password-{account.name}", width="stretch"), st.form(f"form-{account.name}", border=False):
                _password(workspace, account)
        if lock.button("恢复" if account.locked else "停用", key=f"lock-{account.name}", width="stretch"):
            shut: Callable[[str], None] = workspace.accounts.unlock if account.locked else workspace.accounts.lock
            attempt(lambda: shut(account.name), f"“{account.name}”已{'恢复' if account.locked else '停用'}。")
            st.rerun()
        with remove, popover("删去", f"remove-{account.name}", width="stretch"):
            plain(f"删去“{account.name}”？以这个名字做过的都还在，登录随即失效。")
            if st.button("删去这个账号", key=f"remove-do-{account.name}"):
                attempt(lambda: workspace.accounts.remove(account.name), f"“{account.name}”已删去。")
                st.rerun()


def _roles(workspace: Workspace, account: Account, groups: list[str]) -> None:
    given = [] if account.is_group else groups
    chosen, department = _choice(account.name, [*sorted(account.roles), *sorted(account.groups)], account.department, given)
    if st.button("改角色", key=f"roles-do-{account.name}"):
        attempt(lambda: workspace.accounts.set_roles(account.name, chosen, department), f"“{account.name}”的角色已改，随即生效。")
        st.rerun()


def _choice(key: str, roles: list[str], department: str, groups: list[str]) -> tuple[list[str], str]:
    chosen = st.multiselect(
        "角色",
        [*ROLES, *groups],
        roles,
        format_func=_word,
        key=f"role-{key}",
        placeholder="可选几个",
    )
    named = st.text_input("部门", department, key=f"department-{key}", placeholder="报送的写部门名称，与材料里的一致")
    return chosen, named


def _word(role: str) -> str:
    """What people call a role; a group by its name."""
    return next((told for known, told in ROLES.items() if known == role), role)


def _password(workspace: Workspace, account: Account) -> None:
    typed = st.text_input("新密码", type="password", key=f"password-new-{account.name}", autocomplete="new-password")
    if st.form_submit_button("改密码"):
        attempt(lambda: workspace.accounts.set_password(account.name, typed), f"“{account.name}”的密码已改，原来的登录都已失效。")
        st.rerun()


def _new(workspace: Workspace, groups: list[str]) -> None:
    with popover("开一个账号", "new-account"), st.form("new-account-form", border=False):
        name = st.text_input("名字", key="new-name", placeholder=f"登录用，记录里也写这个名字；{GROUP}开头的是一个组")
        chosen, department = _choice("new", [], "", groups)
        password = None
        if workspace.settings.auth == "accounts":
            password = st.text_input("密码", type="password", key="new-password", autocomplete="new-password")
        if st.form_submit_button("开账号", type="primary"):
            kept = None if name.strip().startswith(GROUP) else password
            attempt(lambda: workspace.accounts.add(name, chosen, department, kept), f"已开账号“{name.strip()}”。")
            st.rerun()
