"""Accounts: made, changed and signed in with; wrong passwords in a row shut the door; the last administrator stays."""

from __future__ import annotations

import io
import json
import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bootstrap import open_accounts, open_store
from cli import main
from nigao.errors import BadCall, NotFound, NotSignedIn
from nigao.people.accounts import WRONG_IN_A_ROW, Accounts
from nigao.record import Wanted
from nigao.settings import Settings
from storage import Storage
from storage.passwords import Passwords
from storage.schema import attempts, sessions

RIGHT, WRONG = "晨光里的石榴树开花", "这个不是她的密码"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of two accounts, made once."""
    place = tmp_path_factory.mktemp("people") / "home"
    store = open_store(Settings(home=place))
    made = Accounts(store.people, Passwords())
    made.add("admin", ["管理员"], password=RIGHT)
    made.add("王敏", ["主笔"], password=RIGHT)
    store.close()
    return place


@pytest.fixture
def accounts(home: Path, prepared: Path) -> Accounts:
    shutil.copytree(prepared, home)
    return open_accounts(Settings(home=home))


@pytest.fixture
def store(home: Path, accounts: Accounts) -> Storage:
    return open_store(Settings(home=home))


def deeds(store: Storage, *wanted: str) -> list[tuple[str, str, str]]:
    return [(line.who, line.deed, line.subject) for line in reversed(store.record.lines()) if line.deed in wanted]


def test_whoever_knows_the_password_is_signed_in_until_she_leaves(accounts: Accounts):
    token = accounts.sign_in("王敏", RIGHT)
    person = accounts.signed_in(token)
    assert person is not None and person.name == "王敏" and person.roles == {"chief"}
    accounts.sign_out(token)
    assert accounts.signed_in(token) is None and accounts.signed_in("") is None and accounts.signed_in("随便") is None


@pytest.mark.parametrize(
    "end",
    [lambda a: a.lock("王敏"), lambda a: a.remove("王敏"), lambda a: a.set_password("王敏", "换了一个新的密码")],
    ids=["locked", "removed", "another password"],
)
def test_a_session_ends_when_its_account_does(accounts: Accounts, end):
    token, other = accounts.sign_in("王敏", RIGHT), accounts.sign_in("admin", RIGHT)
    end(accounts)
    assert accounts.signed_in(token) is None and accounts.signed_in(other) is not None
    with pytest.raises(NotSignedIn):
        accounts.sign_in("王敏", RIGHT)


def test_a_session_ends_by_itself_after_half_a_day(accounts: Accounts, store: Storage):
    token = accounts.sign_in("王敏", RIGHT)
    with store.engine.begin() as connection:
        connection.execute(update(sessions).values(until="2026-01-01T00:00:00+00:00"))
    assert accounts.signed_in(token) is None


def test_other_roles_hold_at_once_for_whoever_is_signed_in(accounts: Accounts):
    token = accounts.sign_in("王敏", RIGHT)
    accounts.set_roles("王敏", ["报送"], "发展改革局")
    person = accounts.signed_in(token)
    assert person is not None and person.roles == {"department"} and person.department == "发展改革局"


def test_wrong_passwords_in_a_row_shut_the_door_for_a_while_even_to_the_right_one(accounts: Accounts, store: Storage):
    for _ in range(WRONG_IN_A_ROW - 1):
        with pytest.raises(NotSignedIn, match="名字或密码不对"):
            accounts.sign_in("王敏", WRONG)
    with pytest.raises(NotSignedIn, match="15分钟内不能再试"):
        accounts.sign_in("王敏", WRONG)
    with pytest.raises(NotSignedIn, match="15分钟内不能再试"):
        accounts.sign_in("王敏", RIGHT)
    assert accounts.sign_in("admin", RIGHT)
    with store.engine.begin() as connection:
        connection.execute(update(attempts).values(until="2026-01-01T00:00:00+00:00"))
    assert accounts.sign_in("王敏", RIGHT)
    assert deeds(store, "wrong_password", "locked_out") == [("王敏", "wrong_password", "王敏")] * 4 + [("王敏", "locked_out", "王敏")]


def test_an_administrator_opens_the_door_again(accounts: Accounts):
    for _ in range(WRONG_IN_A_ROW):
        with pytest.raises(NotSignedIn):
            accounts.sign_in("王敏", WRONG)
    accounts.unlock("王敏")
    assert accounts.sign_in("王敏", RIGHT)


def test_the_right_one_forgets_the_wrong_ones_before_it(accounts: Accounts):
    for _ in range(3):
        for _ in range(WRONG_IN_A_ROW - 1):
            with pytest.raises(NotSignedIn):
                accounts.sign_in("王敏", WRONG)
        assert accounts.sign_in("王敏", RIGHT)


def test_whoever_knows_her_password_changes_it_and_wrong_ones_count_there_too(accounts: Accounts):
    token, other = accounts.sign_in("王敏", RIGHT), "另外一个新的密码"
    for _ in range(WRONG_IN_A_ROW - 1):
        with pytest.raises(NotSignedIn):
            accounts.change_own_password("王敏", WRONG, other)
    with pytest.raises(BadCall, match="8到256个字符"):
        accounts.change_own_password("王敏", RIGHT, "短")
    assert accounts.signed_in(token) is not None
    accounts.change_own_password("王敏", RIGHT, other)
    assert accounts.signed_in(token) is None and accounts.sign_in("王敏", other)


def test_wrong_ones_at_the_same_moment_count_as_many(accounts: Accounts, store: Storage):
    said: list[str] = []

    def guess() -> None:
        try:
            accounts.sign_in("王敏", WRONG)
        except NotSignedIn as error:
            said.append(str(error))

    guesses = [threading.Thread(target=guess) for _ in range(12)]
    for one in guesses:
        one.start()
    for one in guesses:
        one.join()
    assert len(said) == 12 and sum("名字或密码不对" in one for one in said) < WRONG_IN_A_ROW
    with pytest.raises(NotSignedIn, match="15分钟内不能再试"):
        accounts.sign_in("王敏", RIGHT)


def test_who_tries_a_name_cannot_tell_whether_it_is_an_accounts_and_what_was_typed_is_told_nowhere(accounts: Accounts, store: Storage):
    said = {name: [] for name in ("王敏", "没有这个人")}
    for name, heard in said.items():
        for _ in range(WRONG_IN_A_ROW + 1):
            with pytest.raises(NotSignedIn) as error:
                accounts.sign_in(name, WRONG)
            heard.append(str(error.value))
    assert said["王敏"] == said["没有这个人"]
    everything = json.dumps([(line.who, line.subject, line.detail) for line in store.record.lines()], ensure_ascii=False)
    assert "没有这个人" not in everything and WRONG not in everything and RIGHT not in everything


def test_neither_password_nor_token_stands_in_the_database(accounts: Accounts, store: Storage):
    token = accounts.sign_in("王敏", RIGHT)
    with store.engine.connect() as connection:
        rows = [
            str(tuple(row)) for table in ("people", "sessions", "attempts") for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    assert len(rows) == 3 and not any(RIGHT in row or token in row for row in rows)
    assert sum("$argon2id$" in row for row in rows) == 2


@pytest.mark.parametrize("deed", ["lock", "remove", "demote"])
def test_the_last_administrator_stays(accounts: Accounts, deed: str):
    acts = {"lock": accounts.lock, "remove": accounts.remove, "demote": lambda name: accounts.set_roles(name, ["主笔"])}
    with pytest.raises(BadCall, match="最后一个能用的管理员"):
        acts[deed]("admin")
    assert accounts.sign_in("admin", RIGHT)
    accounts.set_roles("王敏", ["主笔", "管理员"])
    acts[deed]("admin")
    with pytest.raises(BadCall, match="最后一个能用的管理员"):
        acts[deed]("王敏")


def test_two_administrators_who_remove_each_other_at_once_leave_one(accounts: Accounts):
    accounts.set_roles("王敏", ["管理员"])
    refused: list[str] = []

    def remove(name: str) -> None:
        try:
            accounts.remove(name)
        except BadCall as error:
            refused.append(str(error))

    both = [threading.Thread(target=remove, args=(name,)) for name in ("admin", "王敏")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(refused) == 1 and len(accounts.every()) == 1


@pytest.mark.parametrize(
    ("name", "roles", "department", "password", "says"),
    [
        ("", ["主笔"], "", RIGHT, "名字要写"),
        ("李\n四", ["主笔"], "", RIGHT, "名字要写"),
        ("李四", [], "", RIGHT, "至少给一个角色"),
        ("李四", ["局长"], "", RIGHT, "没有“局长”这个角色"),
        ("李四", ["报送"], "", RIGHT, "写明是哪个部门"),
        ("李四", ["主笔"], "", "短", "8到256个字符"),
        ("李四", ["主笔"], "", "aaaaaaaaaa", "太容易猜"),
        ("王敏", ["主笔"], "", RIGHT, "已经有名为“王敏”的账号"),
    ],
)
def test_what_is_no_account_is_refused_in_one_sentence(accounts: Accounts, name, roles, department, password, says):
    with pytest.raises(BadCall, match=says) as error:
        accounts.add(name, roles, department, password)
    assert str(error.value).endswith("。") and len(accounts.every()) == 2
    assert password not in str(error.value) or len(password) < 2


def test_who_is_signed_in_by_a_proxy_has_no_password_that_could_be_guessed(accounts: Accounts):
    accounts.add("李四", ["只读"])
    assert accounts.person("李四") is not None
    for password in ("", "None", RIGHT):
        with pytest.raises(NotSignedIn):
            accounts.sign_in("李四", password)
    accounts.lock("李四")
    assert accounts.person("李四") is None and accounts.person("没有") is None


def test_accounts_go_along_with_a_backup_and_sessions_do_not(accounts: Accounts, store: Storage, tmp_path: Path):
    token = accounts.sign_in("王敏", RIGHT)
    store.backup(tmp_path / "all.zip")
    there = Settings(home=tmp_path / "there")
    open_store(there).restore(tmp_path / "all.zip")
    restored = open_accounts(there)
    assert restored.every() == accounts.every() and restored.signed_in(token) is None and restored.sign_in("王敏", RIGHT)
    with pytest.raises(BadCall, match="不是空的"):
        open_store(there).restore(tmp_path / "all.zip")


# --- from the command line ------------------------------------------------------------------------------------------------


def run(monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["user", *arguments])


def test_the_first_administrator_is_made_on_the_command_line_the_password_read_from_what_comes_in(monkeypatch, capsys, home: Path):
    assert run(monkeypatch, RIGHT, "add", "王敏", "--role", "主笔") == 2
    assert "第一个账号要有“管理员”角色" in capsys.readouterr().err
    assert run(monkeypatch, f"{RIGHT}\n", "add", "admin", "--role", "管理员", "--role", "主笔", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["roles"] == ["主笔", "管理员"] and RIGHT not in out + err
    assert open_accounts(Settings(home=home)).sign_in("admin", RIGHT)


def test_every_deed_on_an_account_has_its_command(monkeypatch, capsys, home: Path, accounts: Accounts, store: Storage):
    assert run(monkeypatch, RIGHT, "add", "发改局", "--role", "报送", "--department", "发展改革局") == 0
    for arguments in (["role", "发改局", "只读"], ["lock", "发改局"], ["unlock", "发改局"]):
        assert run(monkeypatch, "", *arguments) == 0
    assert run(monkeypatch, "又换了一个新的密码", "password", "发改局") == 0
    capsys.readouterr()
    assert run(monkeypatch, "", "list", "--json") == 0
    assert [(one["name"], one["roles"], one["locked"]) for one in json.loads(capsys.readouterr().out)] == [
        ("admin", ["管理员"], False),
        ("发改局", ["只读"], False),
        ("王敏", ["主笔"], False),
    ]
    assert run(monkeypatch, "", "remove", "发改局") == 0 and run(monkeypatch, "", "remove", "发改局") == 2
    assert "没有名为“发改局”的账号" in capsys.readouterr().err
    done = [line.deed for line in reversed(store.record.lines(Wanted(words="发改局")))]
    assert done == ["account", "roles", "lock", "unlock", "password", "remove_account"]


@pytest.mark.parametrize("deed", ["lock", "unlock", "remove", "password"])
def test_a_name_that_is_nobodys_is_said_so(monkeypatch, capsys, accounts: Accounts, deed: str):
    assert run(monkeypatch, RIGHT, deed, "没有这个人") == 2
    assert "没有名为“没有这个人”的账号" in capsys.readouterr().err
    with pytest.raises(NotFound):
        accounts.lock("没有这个人")


def test_lock_out_is_counted_anew_after_a_quiet_while(accounts: Accounts, store: Storage):
    for _ in range(WRONG_IN_A_ROW - 1):
        with pytest.raises(NotSignedIn):
            accounts.sign_in("王敏", WRONG)
    long_ago = "2026-01-01T00:00:00+00:00"
    with store.engine.begin() as connection:
        connection.execute(update(attempts).values(at=long_ago))
    with pytest.raises(NotSignedIn, match="名字或密码不对"):
        accounts.sign_in("王敏", WRONG)
    assert store.people.attempt("王敏", timedelta(minutes=15)).wrong == 2


# --- groups ---------------------------------------------------------------------------------------------------------------


def test_a_person_has_her_groups_roles_as_they_are_at_the_moment(accounts: Accounts):
    accounts.add("@综合科", ["撰稿"])
    accounts.add("@发改", ["报送"], "发展改革局")
    accounts.add("赵六", ["@综合科", "只读"], password=RIGHT)
    token = accounts.sign_in("赵六", RIGHT)

    def roles() -> set[str]:
        found = accounts.signed_in(token)
        assert found is not None and found == accounts.person("赵六")
        return set(found.roles)

    assert roles() == {"writer", "reader"} and "赵六" in accounts.writers() and "@综合科" not in accounts.writers()
    accounts.set_roles("@综合科", ["核稿"])
    assert roles() == {"reviewer", "reader"}
    accounts.lock("@综合科")
    assert roles() == {"reader"}
    accounts.unlock("@综合科")
    accounts.set_roles("赵六", ["@发改"])
    person = accounts.person("赵六")
    assert person is not None and (set(person.roles), person.department) == ({"department"}, "发展改革局")


def test_nobody_gets_in_as_a_group(accounts: Accounts):
    accounts.add("@综合科", ["主笔"])
    assert accounts.person("@综合科") is None
    with pytest.raises(NotSignedIn):
        accounts.sign_in("@综合科", "")
    with pytest.raises(BadCall, match="组不能登录"):
        accounts.set_password("@综合科", RIGHT)


@pytest.mark.parametrize(
    ("name", "roles", "password", "says"),
    [
        ("赵六", ["@没有的组"], RIGHT, "没有名为“@没有的组”"),
        ("@科", ["管理员"], None, "管理员要给到人"),
        ("@科", ["@综合科"], None, "不能再属于别的组"),
        ("@", ["撰稿"], None, "以@开头"),
        ("@综 合", ["撰稿"], None, "不能有空格"),
        ("@科", ["撰稿"], RIGHT, "组不能登录"),
    ],
)
def test_what_is_no_group_is_refused_in_one_sentence(accounts: Accounts, name: str, roles: list[str], password: str | None, says: str):
    accounts.add("@综合科", ["撰稿"])
    with pytest.raises(BadCall, match=says):
        accounts.add(name, roles, password=password)


def test_a_group_with_people_in_it_stays(accounts: Accounts):
    accounts.add("@综合科", ["撰稿"])
    accounts.add("赵六", ["@综合科"], password=RIGHT)
    with pytest.raises(BadCall, match="还有赵六"):
        accounts.remove("@综合科")
    accounts.set_roles("赵六", ["只读"])
    accounts.remove("@综合科")
    assert "@综合科" not in {one.name for one in accounts.every()}
