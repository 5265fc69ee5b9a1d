"""The manuscript editor in a real browser, as a person uses it; the server beside it is played in the page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from editor_case import DIST, at_end_of, caret_in, draft, editor_browser, editor_page, give, mark, section, sent, suggestion, text_of

browser = pytest.mark.browser

FIRST = "2025年，全区地区生产总值达到1234.5亿元，增长5.6%。居民收入稳步提高。新增企业30家。"
SECOND = "我们要持续抓好项目建设，推动重大项目落地见效。【待补：固定资产投资，去年88.8亿元】"
BODY = f"{FIRST}\n{SECOND}"
GAP = {"id": "g1", "indicator": "固定资产投资", "year": 2025, "unit": "亿元", "last": "88.8亿元", "department": "统计局"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[tuple[Any, str]]:
    with editor_browser() as started:
        yield started


@pytest.fixture
def page(chromium: tuple[Any, str]) -> Iterator[Any]:
    opened = editor_page(*chromium)
    yield opened
    opened.context.close()
    assert not opened.faults
    assert all(address.startswith((opened.home, "data:")) for address in opened.asked)


def marked() -> dict[str, Any]:
    """A section with every sort of mark."""
    marks = [
        mark(BODY, "1234.5亿元", "figure", "ok", hint="有出处：统计公报 第2页"),
        mark(BODY, "5.6%", "figure", "warn"),
        mark(BODY, "30家", "figure", "bad"),
        mark(BODY, "我们要持续抓好项目建设，推动重大项目落地见效。", "clause", "carried"),
        mark(BODY, "【待补：固定资产投资，去年88.8亿元】", "gap", "gap", gap=GAP),
    ]
    return section("s1", "2025年工作回顾", FIRST, SECOND, number="一、", marks=marks)


def compose(page: Any, *stages: str) -> None:
    """Type as an input method does: what is being composed grows, then becomes the last of the stages."""
    ime = page.context.new_cdp_session(page)
    for stage in stages[:-1]:
        ime.send("Input.imeSetComposition", {"text": stage, "selectionStart": len(stage), "selectionEnd": len(stage)})
    ime.send("Input.insertText", {"text": stages[-1]})


def test_the_bundle_is_what_its_source_gives() -> None:
    source = DIST.parent
    digest = hashlib.sha256()
    names = [
        "package-lock.json",
        "package.json",
        *(f"src/{file.name}" for file in sorted((source / "src").iterdir(), key=lambda f: f.name)),
    ]
    for name in names:
        digest.update(f"{name}\0{(source / name).read_text(encoding='utf-8')}\0".encode())
    for bundle in ("editor.js", "editor.css"):
        assert digest.hexdigest() in (DIST / bundle).read_text(encoding="utf-8")[:120], 'run "make editor" and commit ui/editor/dist'


def test_no_address_of_a_package_registry_is_in_the_lock_file() -> None:
    assert "resolved" not in (DIST.parent / "package-lock.json").read_text(encoding="utf-8")


@browser
def test_what_is_typed_is_saved_with_the_version_it_was_typed_over(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表："), marked()))
    at_end_of(page, "居民收入")
    page.keyboard.type("再接再厉。")
    page.keyboard.press("Control+s")
    page.get_by_text(re.compile("已自动保存 [0-9]{2}:[0-9]{2}")).wait_for()
    (save,) = sent(page, "save")
    assert save["section"] == "s1"
    assert save["base"] == 1
    assert save["text"] == f"{FIRST}再接再厉。\n{SECOND}"


@browser
def test_a_section_is_saved_when_the_caret_leaves_it(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表："), marked()))
    at_end_of(page, "各位代表")
    page.keyboard.type("大家好。")
    page.locator(".ng-page p", has_text="居民收入").click()
    page.wait_for_function("sent.some((item) => item.kind === 'save')")
    assert sent(page, "save")[0]["why"] == "left"


@browser
def test_an_answer_of_the_server_moves_neither_the_caret_nor_what_was_typed_since(page: Any) -> None:
    give(page, draft(marked()))
    at_end_of(page, "居民收入")
    page.evaluate("desk.slow = true")
    page.keyboard.type("甲")
    page.keyboard.press("Control+s")
    page.keyboard.type("乙")
    page.evaluate("desk.slow = false; desk.show()")
    page.keyboard.type("丙")
    assert text_of(page, "s1").split("\n")[0] == f"{FIRST}甲乙丙"
    page.keyboard.press("Control+s")
    page.wait_for_function("sent.filter((item) => item.kind === 'save').length === 2")
    assert sent(page, "save")[1]["base"] == 2


@browser
def test_an_input_method_composes_undisturbed_while_the_page_is_drawn_anew(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表："), marked()))
    at_end_of(page, "各位代表")
    ime = page.context.new_cdp_session(page)
    for stage in ("d", "da", "大 j", "大家"):
        ime.send("Input.imeSetComposition", {"text": stage, "selectionStart": len(stage), "selectionEnd": len(stage)})
        page.evaluate("desk.others('s1', '别人写的一段。')")
    assert not sent(page, "save")
    ime.send("Input.insertText", {"text": "大家好"})
    page.wait_for_timeout(300)
    assert text_of(page, "s0") == "各位代表：大家好"
    assert text_of(page, "s1") == "别人写的一段。"


@browser
def test_composing_inside_a_figure_takes_its_underline_away(page: Any) -> None:
    give(page, draft(marked()))
    caret_in(page, "1234.5亿元", "12")
    compose(page, "9", "99")
    page.wait_for_timeout(300)
    assert "达到129934.5亿元" in text_of(page, "s1")
    assert page.locator(".ng-figure.ng-ok").count() == 0
    assert page.locator(".ng-figure.ng-bad").count() == 1


@browser
def test_ctrl_z_takes_typing_back_across_sections_and_then_asks_the_desk(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表："), marked()))
    at_end_of(page, "各位代表")
    page.keyboard.type("一")
    page.wait_for_timeout(900)
    at_end_of(page, "居民收入")
    page.keyboard.type("二")
    page.wait_for_timeout(200)
    page.keyboard.press("Control+z")
    assert (text_of(page, "s0"), text_of(page, "s1")) == ("各位代表：一", BODY)
    page.keyboard.press("Control+z")
    assert text_of(page, "s0") == "各位代表："
    assert not sent(page, "undo")
    page.keyboard.press("Control+z")
    page.wait_for_function("sent.some((item) => item.kind === 'undo')")


@browser
def test_sections_stay_whatever_is_selected_and_deleted(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表："), marked(), section("s2", "打算", "明年再说。")))
    page.locator(".ng-page p").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert page.locator(".ng-section").count() == 3
    assert [text_of(page, id).strip() for id in ("s0", "s1", "s2")] == ["", "", ""]
    page.keyboard.press("Control+z")
    assert text_of(page, "s1") == BODY


@browser
def test_backspace_at_the_start_of_a_section_does_not_reach_the_one_before(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表："), section("s2", "打算", "明年再说。")))
    at_end_of(page, "明年再说")
    page.keyboard.press("Home")
    page.keyboard.press("Backspace")
    assert (text_of(page, "s0"), text_of(page, "s2")) == ("各位代表：", "明年再说。")


@browser
def test_pasting_brings_words_only_and_lines_become_paragraphs(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表：")))
    at_end_of(page, "各位代表")
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text/html", "<h1 style='color:red'>标题<img src='http://203.0.113.7/a.png'></h1>");
        data.setData("text/plain", "标题\\r\\n第二行"); document.querySelector(".ng-page").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }"""
    )
    assert text_of(page, "s0") == "各位代表：标题\n第二行"
    assert page.locator(".ng-page img:not(.ProseMirror-separator), .ng-page h1").count() == 0


@browser
def test_markup_in_the_text_is_text_and_loads_and_runs_nothing(page: Any) -> None:
    bad = (
        '<img src="http://203.0.113.7/b.png" onerror="document.title=1"><script>document.title="坏"</script>![图](http://203.0.113.7/c.png)'
    )
    hostile = section(
        "s0",
        bad,
        bad,
        number=bad,
        note=bad,
        marks=[mark(bad, "onerror", "figure", "bad", hint=bad)],
        suggestions=[suggestion(bad, "src", bad)],
    )
    hostile["comments"] = [{"id": 1, "start": 0, "end": 4, "author": bad, "text": bad}]
    give(page, draft(hostile, status=bad))
    page.locator(".ng-figure").hover()
    page.locator(".ng-remark").click()
    assert page.title() == "稿子"
    assert page.locator("#place script, #place img:not(.ProseMirror-separator)").count() == 0
    assert text_of(page, "s0").count("<img") == 1


@browser
def test_every_sort_of_figure_and_clause_has_a_sign_of_its_own_beside_its_colour(page: Any) -> None:
    give(page, draft(marked()))

    def sign(look: str, pseudo: str) -> str:
        said: str = page.evaluate(f"getComputedStyle(document.querySelector('{look}'), '{pseudo}').content")
        return said.strip('"')

    def line(look: str) -> str:
        said: str = page.evaluate(f"getComputedStyle(document.querySelector('{look}')).textDecorationStyle")
        return said

    assert [line(f".ng-figure.ng-{look}") for look in ("ok", "warn", "bad")] == ["solid", "dashed", "double"]
    assert (sign(".ng-figure.ng-warn", "::after"), sign(".ng-figure.ng-bad", "::after")) == ("△", "×")
    assert sign(".ng-clause.ng-carried", "::before") == "去年"


@browser
def test_what_clauses_one_after_the_other_are_is_said_once_in_each_paragraph(page: Any) -> None:
    said = "过去一年，我们攻坚克难，新增企业30家。\n坚持稳中求进，保持定力。"
    clauses = ("过去一年", "我们攻坚克难", "坚持稳中求进", "保持定力")
    give(page, draft(section("s1", "一、回顾", said, marks=[mark(said, clause, "clause", "carried") for clause in clauses])))
    told = page.evaluate(
        "[...document.querySelectorAll('.ng-clause')].map((e) => getComputedStyle(e, '::before').content.replaceAll('\"', ''))"
    )
    assert told == ["去年", "", "去年", ""]


@browser
def test_a_click_on_a_figure_asks_where_it_is_from(page: Any) -> None:
    give(page, draft(marked()))
    page.locator(".ng-figure.ng-ok").click()
    page.wait_for_function("sent.some((item) => item.kind === 'where')")
    (asked,) = sent(page, "where")
    assert (asked["section"], asked["text"], asked["mark"]) == ("s1", "1234.5亿元", "1234.5亿元")
    assert BODY[asked["start"] : asked["end"]] == "1234.5亿元"


@browser
def test_offsets_are_counted_in_characters_also_behind_a_rare_one(page: Any) -> None:
    rare = "𠮷镇新增企业30家。"
    give(page, draft(section("s1", "", rare, marks=[mark(rare, "30家", "figure", "bad")])))
    page.locator(".ng-figure.ng-bad").click()
    page.wait_for_function("sent.some((item) => item.kind === 'where')")
    assert sent(page, "where")[0]["text"] == "30家"
    assert sent(page, "where")[0]["start"] == rare.index("30家")


@browser
def test_a_gap_is_filled_with_a_value_and_where_it_is_from(page: Any) -> None:
    give(page, draft(marked()))
    page.locator(".ng-gap").click()
    page.get_by_text("去年：88.8亿元").wait_for()
    page.get_by_label("填什么").fill("99.9亿元")
    page.get_by_role("button", name="填入").click()
    page.get_by_text("请写明从哪里来").wait_for()
    page.get_by_label("从哪里来").fill("统计局快报")
    page.get_by_role("button", name="填入").click()
    page.wait_for_function("sent.some((item) => item.kind === 'fill')")
    (fill,) = sent(page, "fill")
    assert (fill["gap"], fill["value"], fill["source"]) == ("g1", "99.9亿元", "统计局快报")
    assert page.locator(".ng-pop").count() == 0


@browser
def test_three_of_five_suggestions_are_taken_and_a_changed_number_only_by_its_own_tick(page: Any) -> None:
    ideas = [
        suggestion(BODY, "稳步提高", "较快增长"),
        suggestion(BODY, "30家", "33家", number=True),
        suggestion(BODY, "我们要", ""),
        suggestion(BODY, "落地见效", "建成投产"),
        suggestion(BODY, "增长5.6%", "增长5.9%", number=True),
    ]
    give(page, draft(marked() | {"suggestions": ideas}))
    assert page.locator(".ng-suggestion").count() == 5
    page.get_by_role("button", name=re.compile("建议 5")).click()
    page.get_by_role("button", name="不改数字的都采用").click()
    page.wait_for_function("sent.some((item) => item.kind === 'take')")
    assert set(sent(page, "take")[0]["suggestions"]) == {ideas[0]["id"], ideas[2]["id"], ideas[3]["id"]}
    page.get_by_role("button", name="改了数字，请看清再采用：33家").click()
    page.get_by_role("button", name="不用：增长5.9%").click()
    page.wait_for_function("sent.some((item) => item.kind === 'decline')")
    assert [sent(page, kind)[-1]["suggestion"] for kind in ("take", "decline")] == [ideas[1]["id"], ideas[4]["id"]]


@browser
def test_only_last_years_clauses_are_shown_and_each_is_kept_changed_or_deleted(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表："), marked()))
    page.get_by_role("button", name=re.compile("沿用去年 1")).click()
    assert page.locator(".ng-page p:visible").count() == 1
    page.get_by_role("button", name="保留", exact=True).click()
    page.wait_for_function("sent.some((item) => item.kind === 'keep')")
    assert sent(page, "keep")[0]["text"].startswith("我们要持续抓好")
    page.get_by_role("button", name="删", exact=True).click()
    assert text_of(page, "s1").endswith("\n【待补：固定资产投资，去年88.8亿元】")
    assert page.locator(".ng-page p:visible").count() == 3


@browser
def test_typing_that_was_not_saved_stands_in_the_text_again_when_one_returns(page: Any) -> None:
    given = draft(marked())
    give(page, given)
    page.evaluate("() => { desk.heard = () => {}; }")  # the server is gone
    for words in ("一句话。", "又一句。"):
        at_end_of(page, "居民收入")
        page.keyboard.type(words)
        page.wait_for_timeout(500)
        page.reload()
        page.wait_for_function("window.ready")
        page.evaluate("() => { desk.heard = () => {}; }")
        give(page, given)
        page.get_by_text(re.compile("没有存上的改动已经找回")).wait_for()
    assert text_of(page, "s1").split("\n")[0] == f"{FIRST}一句话。又一句。"
    page.get_by_role("button", name="不要了").click()
    assert text_of(page, "s1").split("\n")[0] == FIRST
    page.reload()
    page.wait_for_function("window.ready")
    give(page, given)
    page.locator(".ng-page p").first.wait_for()
    assert text_of(page, "s1").split("\n")[0] == FIRST


@browser
def test_what_was_put_back_over_another_version_is_merged_and_saved_by_itself(page: Any) -> None:
    given = draft(marked())
    give(page, given)
    page.evaluate("() => { desk.heard = () => {}; }")
    at_end_of(page, "居民收入")
    page.keyboard.type("一句话。")
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_function("window.ready")
    newer = draft(marked())
    newer["sections"][0].update(base=2, paragraphs=BODY.replace("我们要持续抓好", "要持续抓好").split("\n"), marks=[])
    give(page, newer)
    assert text_of(page, "s1") == f"{FIRST}一句话。\n{SECOND.replace('我们要持续抓好', '要持续抓好')}"
    page.keyboard.press("Control+s")
    page.wait_for_function("sent.some((item) => item.kind === 'save' && item.base === 2)")


@browser
def test_two_who_change_different_sentences_are_put_together_by_themselves(page: Any) -> None:
    give(page, draft(marked()))
    at_end_of(page, "居民收入")
    page.keyboard.type("我的一句。")
    page.evaluate("text => desk.others('s1', text)", BODY.replace("我们要持续抓好", "要持续抓好"))
    page.wait_for_timeout(100)
    assert text_of(page, "s1") == f"{FIRST}我的一句。\n{SECOND.replace('我们要持续抓好', '要持续抓好')}"
    page.keyboard.press("Control+s")
    page.wait_for_function("sent.some((item) => item.kind === 'save' && item.base === 2)")
    assert page.locator(".ng-conflict").count() == 0


@browser
def test_two_who_change_one_sentence_see_both_side_by_side_and_nothing_is_lost(page: Any) -> None:
    give(page, draft(marked()))
    at_end_of(page, "居民收入")
    for _ in range(len("新增企业30家。")):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.type("新增企业31家。")
    page.evaluate("text => desk.others('s1', text)", BODY.replace("新增企业30家", "新增规上企业30家"))
    page.get_by_text("王五同时改了这一部分").wait_for()
    assert "新增企业31家。" in text_of(page, "s1")
    page.keyboard.press("Control+s")
    assert not sent(page, "save")
    page.get_by_role("button", name="两个都留").click()
    page.wait_for_function("sent.some((item) => item.kind === 'save')")
    save = sent(page, "save")[-1]
    assert save["base"] == 2
    assert "新增规上企业30家。" in save["text"]
    assert "新增企业31家。" in save["text"]


@browser
def test_a_save_refused_by_the_server_stays_in_sight_and_can_be_tried_again(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表：")))
    page.evaluate("() => { desk.save = (item) => desk.refused.push({ n: item.n, message: '磁盘满了。' }); }")
    at_end_of(page, "各位代表")
    page.keyboard.type("你好")
    page.keyboard.press("Control+s")
    page.get_by_text("没有存上：磁盘满了。").wait_for()
    page.get_by_role("button", name="再存一次").click()
    page.wait_for_function("sent.filter((item) => item.kind === 'save').length === 2")
    assert text_of(page, "s0") == "各位代表：你好"


@browser
def test_the_outline_follows_the_scrolling_and_folds(page: Any) -> None:
    give(page, draft(*(section(f"s{i}", f"第{i}部分", *[FIRST] * 6) for i in range(8))))
    page.locator(".ng-row", has_text="第5部分").click()
    page.locator(".ng-row[aria-current]", has_text="第5部分").wait_for()
    page.locator(".ng-scroll").hover()
    page.mouse.wheel(0, -100_000)
    page.locator(".ng-row[aria-current]", has_text="第0部分").wait_for()
    page.get_by_role("button", name="收起提纲").click()
    assert page.locator(".ng-outline").bounding_box()["width"] < 50
    page.wait_for_function("sent.some((item) => item.kind === 'here' && item.section === 's0')")


@browser
def test_who_chose_a_section_is_in_it_though_the_text_above_it_is_drawn_later_and_taller(page: Any) -> None:
    give(page, draft(*(section(f"s{i}", f"第{i}部分", *[FIRST] * 6) for i in range(12))))
    page.locator(".ng-row", has_text="第9部分").click()
    page.locator(".ng-row[aria-current]", has_text="第9部分").wait_for()
    page.wait_for_timeout(250)
    page.evaluate("document.querySelector('[data-section=s8]').style.paddingBottom = '300px'")
    page.wait_for_timeout(250)
    assert "第9部分" in page.locator(".ng-row[aria-current]").inner_text()
    page.mouse.move(
        *page.locator(".ng-scroll").evaluate("box => { const at = box.getBoundingClientRect(); return [at.x + 50, at.y + 50]; }")
    )
    page.mouse.wheel(0, -100_000)
    page.locator(".ng-row[aria-current]", has_text="第0部分").wait_for()


@browser
def test_rows_of_a_table_stand_with_their_columns_one_below_the_other(page: Any) -> None:
    give(page, draft(section("s0", "一", "经济稳中有进。", "指标\t2024年\t2025年", "地区生产总值增速目标\t5.2%\t5%左右")))
    page.locator(".ng-cells").nth(1).wait_for()
    first, second = (
        page.locator(".ng-cells").nth(row).locator("span").evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().x))")
        for row in (0, 1)
    )
    assert len(first) == 3 and first == second
    at_end_of(page, "5%左右")
    page.keyboard.press("Control+s")
    assert text_of(page, "s0").split("\n")[1] == "指标\t2024年\t2025年"


@browser
def test_a_table_wider_than_the_page_wraps_in_its_cells_and_never_below_its_first_column(page: Any) -> None:
    rows = ("指标\t单位\t2026年完成\t2025年完成\t同比", "公共供水管网漏损率\t%\t8.7\t9.2\t【待补：公共供水管网漏损率增减（百分点）】")
    give(page, draft(section("s0", "一", "如下表。", *rows)))
    page.set_viewport_size({"width": 620, "height": 700})
    lefts = page.locator("p.ng-cells").nth(1).evaluate("p => [...p.children].map(one => Math.round(one.getBoundingClientRect().left))")
    assert len(lefts) >= 5 and lefts == sorted(lefts) and len(set(lefts)) == len(lefts), lefts


@browser
def test_keys_go_from_finding_to_finding_and_escape_closes_what_floats(page: Any) -> None:
    give(page, draft(marked()))
    page.locator(".ng-page p").first.click(position={"x": 45, "y": 12})
    for expected in ("5.6%", "30家", "【待补：固定资产投资，去年88.8亿元】"):
        page.keyboard.press("Alt+ArrowDown")
        assert page.locator(".ng-on").inner_text() == expected
    page.locator(".ng-gap").click()
    page.locator(".ng-pop").wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".ng-pop").count() == 0


@browser
def test_the_place_that_changed_is_gone_to_and_shown_for_a_moment(page: Any) -> None:
    given = draft(*(section(f"s{i}", f"第{i}部分", *[FIRST] * 6) for i in range(8)))
    give(page, given)
    page.evaluate(
        """text => { const s = desk.section("s6"); s.paragraphs[2] = text; s.base = 2; s.undo = "已精简。"; desk.show({ locate: { n: 1, section: "s6", flash: true } }); }""",
        FIRST.replace("稳步提高", "较快增长"),
    )
    page.locator(".ng-flash", has_text="较快增长").first.wait_for()
    assert page.locator(".ng-row[aria-current]").inner_text().startswith("第6部分")
    page.get_by_role("button", name="撤回这次改动").click()
    page.wait_for_function("sent.some((item) => item.kind === 'action' && item.action === 'undo' && item.section === 's6')")


@browser
def test_a_section_being_written_in_the_background_takes_no_typing(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表：", writing="正在起草这一部分"), marked()))
    at_end_of(page, "各位代表")
    page.keyboard.type("你好")
    assert text_of(page, "s0") == "各位代表："
    page.get_by_text("正在起草这一部分").wait_for()


def test_the_licences_of_what_is_bundled_stand_beside_the_bundle() -> None:
    said = (Path(DIST) / "LICENSES.txt").read_text(encoding="utf-8")
    assert said.count("Permission is hereby granted") >= 8


def named(given: dict[str, Any], digest: str) -> dict[str, Any]:
    """A section as the server sends it the first time."""
    return {**given, "digest": digest}


@browser
def test_a_section_that_has_not_changed_is_only_named_and_one_that_never_came_is_asked_for(page: Any) -> None:
    first, second = section("s1", "甲", "甲句。"), section("s2", "乙", "乙句。")
    give(page, draft(named(first, "a"), named(second, "b")))
    give(page, draft({"same": "a"}, named({**second, "base": 2, "paragraphs": ["乙句改了。"]}, "c")))
    assert (text_of(page, "s1"), text_of(page, "s2")) == ("甲句。", "乙句改了。")
    give(page, draft({"same": "a"}, {"same": "never sent"}))
    page.wait_for_function("sent.some((item) => item.kind === 'lost')")
    assert (text_of(page, "s1"), text_of(page, "s2")) == ("甲句。", "乙句改了。")
    give(page, draft(named(first, "a"), named({**second, "base": 3, "paragraphs": ["乙句又改了。"]}, "d")))
    assert text_of(page, "s2") == "乙句又改了。"


def long_draft() -> dict[str, Any]:
    sections = [section(f"s{n}", f"第{n}部分", *(f"第{n}部分第{p}段。" for p in range(1, 4)), number=f"{n}、") for n in range(1, 9)]
    return draft(*({**one, "actions": [{"id": "accept", "label": "采纳"}, {"id": "more", "label": "更多"}]} for one in sections))


def focused(page: Any) -> str:
    return str(page.evaluate("() => document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"))


@browser
def test_the_outline_is_one_stop_of_the_tab_key_and_the_arrows_lead_on(page: Any) -> None:
    give(page, long_draft())
    page.locator(".ng-row").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("3、第3部分")
    page.keyboard.press("ArrowUp")
    assert focused(page).startswith("2、第2部分")
    page.keyboard.press("End")
    assert focused(page).startswith("8、第8部分")
    page.keyboard.press("Enter")
    page.locator('.ng-row[aria-current="true"]').get_by_text("第8部分").wait_for()
    page.keyboard.press("Tab")
    assert "部分" not in focused(page) or "稿子" in focused(page), "the other rows are no stops"


@browser
def test_the_tab_key_comes_to_the_buttons_of_the_section_in_hand_alone(page: Any) -> None:
    give(page, long_draft())
    caret_in(page, "第2部分第1段。", "第2部分")
    page.keyboard.type("好")
    page.wait_for_function("document.querySelectorAll('.ng-actions button:not([tabindex=\"-1\"])').length === 2")
    at = page.locator('.ng-actions button:not([tabindex="-1"])').first
    assert "第2部分" in at.evaluate("button => button.closest('.ng-head').innerText")


@browser
def test_the_section_one_types_in_is_the_one_in_hand_whatever_stands_above_it(page: Any) -> None:
    give(page, long_draft())
    caret_in(page, "第4部分第3段。", "第4部分")
    page.keyboard.type("加一句。")
    page.locator(".ng-scroll").evaluate("page => { page.scrollTop += 3; }")  # as the browser does to keep the caret in sight
    page.wait_for_timeout(100)
    for _ in range(6):
        page.keyboard.press("Enter")
        page.keyboard.type("又一段。")
    page.wait_for_timeout(100)
    assert "第4部分" in page.locator('.ng-row[aria-current="true"]').inner_text()
    page.locator(".ng-scroll").hover()
    page.mouse.wheel(0, -3000)
    page.locator('.ng-row[aria-current="true"]').get_by_text("第1部分").wait_for()


PASTE = """(given) => { const data = new DataTransfer(); for (const [type, words] of Object.entries(given)) data.setData(type, words);
    document.querySelector(".ng-page").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }"""


@browser
def test_a_pasted_table_keeps_its_columns_and_a_picture_is_refused_aloud(page: Any) -> None:
    give(page, draft(section("s1", "回顾", "开头。")))
    at_end_of(page, "开头。")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, {"text/plain": '\t2024年\t2025年\r\n"财政\n收入"\t5.1\t5.3\r\n'})
    assert text_of(page, "s1").split("\n") == ["开头。", "—\t2024年\t2025年", "财政收入\t5.1\t5.3"]
    page.keyboard.press("Enter")
    page.evaluate(
        PASTE,
        {
            "text/html": "<p>一段</p><table><tr><td>甲</td><td> 1 </td></tr></table><script>parent.hacked=1</script><img src=x onerror='hacked=1'>"
        },
    )
    assert text_of(page, "s1").split("\n")[3:] == ["一段", "甲\t1"]
    page.evaluate(PASTE, {"image/png": "x"})
    page.get_by_text("图片和文件放不进稿子").wait_for()
    assert not page.evaluate("window.hacked")


@browser
def test_what_is_typed_after_a_step_to_the_next_finding_goes_where_one_looks(page: Any) -> None:
    give(page, draft(section("s0", "", "各位代表："), marked()))
    at_end_of(page, "各位代表")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.type("（约）")
    assert text_of(page, "s0") == "各位代表："
    assert "5.6%（约）" in text_of(page, "s1")
