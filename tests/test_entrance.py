"""The entrance of a shared workspace on the real server: nothing is served to who is not signed in, and a name is taken from the proxy alone."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from page_case import chromium_browser, patient
from server import Server
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from bootstrap import open_accounts
from nigao.people.accounts import WRONG_IN_A_ROW
from nigao.settings import Settings
from ui.entrance import COOKIE

RIGHT = "晨光里的石榴树开花"
PAGE = {"Accept": "text/html"}
BY_PROXY = {"NIGAO_AUTH": "header", "NIGAO_AUTH_HEADER": "X-Remote-User", "NIGAO_AUTH_TRUSTED": "127.0.0.7"}


def opened(folder: Path, settings: dict[str, str]) -> Server:
    accounts = open_accounts(Settings(home=folder / "home"))
    accounts.add("admin", ["管理员"], password=RIGHT)
    accounts.add("王敏", ["主笔"], password=RIGHT)
    accounts.add("李四", ["只读"], password=RIGHT)
    return Server(folder / "home", settings).start()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = opened(tmp_path_factory.mktemp("accounts"), {"NIGAO_AUTH": "accounts"})
    yield running
    running.kill()


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = opened(tmp_path_factory.mktemp("header"), BY_PROXY)
    yield running
    running.kill()


def ask(
    server: Server,
    path: str = "/",
    headers: dict[str, str] | list[tuple[str, str]] = PAGE,
    method: str = "GET",
    body: str = "",
    source: str = "127.0.0.1",
) -> tuple[int, dict[str, str], str]:
    """(status, headers, text) of one request. source: the address it is sent from."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60, source_address=(source, 0))
    line.putrequest(method, path)
    for name, value in headers.items() if isinstance(headers, dict) else headers:
        line.putheader(name, value.encode())
    line.putheader("Content-Length", str(len(body.encode())))
    line.endheaders(body.encode())
    answer = line.getresponse()
    text = answer.read().decode("utf-8", "replace")
    line.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


def sign_in(server: Server, name: str = "王敏", password: str = RIGHT, origin: str = "") -> tuple[int, dict[str, str], str]:
    headers = {"Origin": origin or server.address, "Content-Type": "application/x-www-form-urlencoded"}
    return ask(server, "/sign-in", headers, "POST", urlencode({"name": name, "password": password}))


def token_of(answer: tuple[int, dict[str, str], str]) -> str:
    return answer[1]["set-cookie"].split(";")[0].removeprefix(f"{COOKIE}=")


def stream(server: Server, headers: dict[str, str], source: str = "127.0.0.1") -> None:
    """Connect as the page does. Raises InvalidStatus where the door stays shut."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, additional_headers=headers, source_address=(source, 0), proxy=None, open_timeout=60):
        pass


@pytest.mark.parametrize("path", ["/", "/write", "/media/0123456789abcdef.docx", "/_stcore/host-config", "/component/ui.editor/index.js"])
def test_who_is_not_signed_in_is_served_nothing(server: Server, path: str):
    status, headers, _ = ask(server, path)
    assert (status, headers["location"]) == (303, "/sign-in")
    status, _, text = ask(server, path, {})
    assert status == 403 and text == "登录已失效，请重新登录。"
    assert ask(server, path, {**PAGE, "Cookie": f"{COOKIE}=made-up"})[0] == 303
    with pytest.raises(InvalidStatus):
        stream(server, {"Cookie": f"{COOKIE}=made-up"})


def test_an_upload_of_somebody_not_signed_in_is_not_taken(server: Server):
    assert ask(server, "/_stcore/upload_file/session/file", {}, "PUT", "x")[0] == 403


def test_signed_in_the_page_opens_and_signed_out_it_shuts(server: Server):
    answer = sign_in(server)
    assert (answer[0], answer[1]["location"]) == (303, "/")
    cookie = {"Cookie": f"{COOKIE}={token_of(answer)}"}
    assert "httponly" in answer[1]["set-cookie"].lower() and "samesite=lax" in answer[1]["set-cookie"].lower()
    assert ask(server, "/", PAGE | cookie)[0] == 200
    stream(server, cookie)
    assert ask(server, "/sign-out", {**PAGE, **cookie, "Origin": server.address}, "POST")[0] == 303
    assert ask(server, "/", PAGE | cookie)[0] == 303
    with pytest.raises(InvalidStatus):
        stream(server, cookie)


def test_the_cookie_goes_over_tls_only_where_the_page_does(server: Server):
    headers = {"Origin": f"https://127.0.0.1:{server.port}", "X-Forwarded-Proto": "https"}
    answer = ask(server, "/sign-in", headers, "POST", urlencode({"name": "王敏", "password": RIGHT}))
    assert answer[0] == 303 and "secure" in answer[1]["set-cookie"].lower()


def test_a_form_of_another_site_signs_nobody_in_or_out(server: Server):
    assert sign_in(server, origin="http://elsewhere.example")[0] == 403
    cookie = {"Cookie": f"{COOKIE}={token_of(sign_in(server))}"}
    ask(server, "/sign-out", {**PAGE, **cookie, "Origin": "http://elsewhere.example"}, "POST")
    assert ask(server, "/", PAGE | cookie)[0] == 200


def test_a_wrong_password_is_said_with_the_name_kept_and_nothing_of_it_taken_as_markup(server: Server):
    name = '"><script>alert(1)</script>'
    status, headers, text = sign_in(server, name, "错的密码错的密码")
    assert status == 403 and "名字或密码不对" in text and "<script>" not in text and "set-cookie" not in headers
    assert sign_in(server, "x" * 9000)[0] == 403
    for _ in range(WRONG_IN_A_ROW):
        text = sign_in(server, "李四", "错的密码错的密码")[2]
    assert "15分钟内不能再试" in text and "15分钟内不能再试" in sign_in(server, "李四")[2]


def test_a_client_cannot_introduce_itself(server: Server):
    forged = {"X-Nigao-Person": "admin", "X-Nigao-Proof": ""}
    assert ask(server, "/", PAGE | forged)[0] == 303
    with pytest.raises(InvalidStatus):
        stream(server, forged)


def test_whether_it_runs_is_told_to_anybody(server: Server):
    assert ask(server, "/_stcore/health", {})[0] == 200


# --- by a proxy ---------------------------------------------------------------------------------------------------------


def test_the_proxys_word_is_taken_a_chinese_name_too(behind: Server):
    assert ask(behind, "/", [*PAGE.items(), ("X-Remote-User", "王敏")], source="127.0.0.7")[0] == 200
    stream(behind, {"X-Remote-User": "admin"}, "127.0.0.7")


@pytest.mark.parametrize(
    ("headers", "source", "says"),
    [
        ([("X-Remote-User", "admin")], "127.0.0.1", "请从单位的统一入口进来"),
        ([("X-Remote-User", "admin"), ("X-Forwarded-For", "127.0.0.7")], "127.0.0.1", "请从单位的统一入口进来"),
        ([("X-Remote-User", "admin"), ("X-Remote-User", "王敏")], "127.0.0.7", "说了不止一个"),
        ([("X-Remote-User", "admin, 王敏")], "127.0.0.7", "说了不止一个"),
        ([], "127.0.0.7", "没有说明您是谁"),
        ([("X-Remote-User", " ")], "127.0.0.7", "没有说明您是谁"),
        ([("X-Remote-User", "没有这个人")], "127.0.0.7", "没有给您开账号"),
        ([("X-Nigao-Person", "admin"), ("X-Nigao-Proof", "")], "127.0.0.7", "没有说明您是谁"),
    ],
)
def test_a_forged_or_doubtful_name_is_refused_in_one_sentence(behind: Server, headers: list[tuple[str, str]], source: str, says: str):
    status, _, text = ask(behind, "/", [*PAGE.items(), *headers], source=source)
    assert status == 403 and says in text
    assert ask(behind, "/", headers, source=source)[2].count("。") == 1
    if len({name for name, _ in headers}) == len(headers) and not any("王" in value or "没" in value for _, value in headers):
        with pytest.raises(InvalidStatus):
            stream(behind, dict(headers), source)


def test_where_a_proxy_signs_in_there_is_no_form_of_ours(behind: Server):
    assert ask(behind, "/sign-in", PAGE)[0] == 403
    assert sign_in(behind)[0] == 403


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"NIGAO_AUTH": "ldap"}, "NIGAO_AUTH 只能是"),
        ({"NIGAO_AUTH": "header"}, "NIGAO_AUTH_HEADER"),
        ({"NIGAO_AUTH": "header", "NIGAO_AUTH_HEADER": "X-Remote-User"}, "NIGAO_AUTH_TRUSTED"),
        ({**BY_PROXY, "NIGAO_AUTH_TRUSTED": "局域网"}, "写成代理的地址"),
        ({"NIGAO_CHROMA_URL": "http://203.0.114.9:8000"}, "只能写本机或内网的地址"),
        ({"NIGAO_CHROMA_URL": "127.0.0.1"}, "只能写本机或内网的地址"),
    ],
)
def test_a_setting_that_would_leave_the_door_open_is_said_before_the_page_opens(monkeypatch, capsys, settings: dict[str, str], says: str):
    from cli import main

    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main(["serve", "--port", "1"]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5"])
def test_a_page_without_sign_in_is_opened_to_no_other_machine(capsys, address: str):
    from cli import main

    assert main(["serve", "--address", address]) == 2
    assert "请先设 NIGAO_AUTH" in capsys.readouterr().err


# --- with a browser -------------------------------------------------------------------------------------------------------


@pytest.fixture
def tab(server: Server) -> Iterator[Any]:
    with chromium_browser() as browser:
        page = patient(browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"))
        page.set_default_timeout(90_000)
        page.goto(server.address)
        page.get_by_label("名字").fill("王敏")
        page.get_by_label("密码").fill(RIGHT)
        page.get_by_role("button", name="登录").click()
        page.get_by_role("heading", name="材料").wait_for()
        yield page


@pytest.mark.browser
def test_a_person_signs_in_is_named_stays_after_a_reload_and_leaves(tab: Any, server: Server):
    tab.get_by_text("主笔", exact=True).wait_for()
    assert tab.get_by_label("核稿人").count() == 0
    tab.reload()
    tab.get_by_role("heading", name="材料").wait_for()
    assert COOKIE not in tab.evaluate("document.cookie")
    tab.get_by_role("button", name="退出登录").click()
    tab.get_by_label("密码").wait_for()
    tab.goto(server.address)
    tab.get_by_label("密码").wait_for()


@pytest.mark.browser
def test_a_person_whose_password_was_changed_is_asked_again_at_the_next_step(tab: Any, server: Server):
    open_accounts(Settings(home=server.home)).set_password("王敏", RIGHT)
    tab.get_by_role("link", name="台账").click()
    tab.get_by_label("密码").wait_for()
