"""What models leave in a text that no paper may carry: marks of our prompts, chatter, Markdown, emoji, notes of sources, foreign marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nigao.checks.finding import Finding, Span
from nigao.text.traditional import simplified, stretches

_CN = "\u4e00-\u9fff"
_AI = "(?:AI|人工智能|智能|大?语言)"
_MANY, _ROUNDS = 5, 3
_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}


@dataclass(frozen=True, slots=True)
class _Leaving:
    """code; the pattern; what is said of it; words in the same sentence that make it true text; what stands instead, "" to be taken out."""

    code: str
    pattern: re.Pattern[str]
    said: str
    unless: re.Pattern[str] | None = None
    instead: Callable[[re.Match[str]], str] | None = None


_RACES = re.compile(r"方程式|赛车|锦标赛|大奖赛|赛道|围场|车队|[楼层厅栋座]|门店|停车|签证|学生|键")
_PROSE = re.compile(r"[Mm]\d+(?:号|线|地铁|公里|级|型|发动机|芯片|菌|[A-Za-z])")

_ALWAYS = (
    _Leaving("leaving.source", re.compile(r"^[>＞\s]*(?:数据|资料|材料|信息)来源[：:][^\n]{1,120}", re.MULTILINE), "是写给核稿人看的出处"),
    _Leaving("leaving.markdown", re.compile(r"^\s*\|[^\n]*\|[^\n]*$|\|\s*:?-{2,}:?\s*\|", re.MULTILINE), "是Markdown的表格"),
    _Leaving(
        "leaving.slot",
        re.compile(r"[〔【{<《\[（(]\s*F\d{1,3}(?:\s*[=＝:：｜|][^〕】}>》\]）)\n]{0,60})?\s*[〕】}>》\]）)]"),
        "是没有填上数字的槽位号",
        _RACES,
    ),
    _Leaving(
        "leaving.slot", re.compile(rf"(?<=[{_CN}，、；])F\d{{1,3}}(?=[，。、；）]|$)", re.MULTILINE), "是没有填上数字的槽位号", _RACES
    ),
    _Leaving(
        "leaving.slot", re.compile(r"槽位\s*F?\d+|可用的槽位|〔完〕|【任务[：:][^】\n]{0,12}】|(?:实绩|目标)｜"), "是写给模型看的记号"
    ),
    _Leaving(
        "leaving.material",
        re.compile(r"(?:根据|依据|按照|参照|参见|见|据)?材料\s*M\d{1,3}|[（(\[【〔]\s*M\d{1,3}(?:\s*[，、,]\s*M\d{1,3})*\s*[）)\]】〕]"),
        "是材料的内部编号",
        _PROSE,
    ),
    _Leaving(
        "leaving.chatter",
        re.compile(
            r"(?:以上|上述)(?:内容|文字|文本|稿件|材料|回答|信息|数据)?[^。！\n]{0,10}(?:仅供(?:您|你)?参考|供(?:您|你)参考)[^。！\n]{0,30}[。！]?"
            r"|请(?:您|你)?(?:根据|结合)(?:自身|贵单位|您的?|单位)?(?:的)?(?:实际|具体)(?:情况|需要|需求)?[^。！\n]{0,8}(?:修改|调整|补充|完善|使用)[。！]?"
            r"|希望(?:以上|这[份篇些]|对您|能帮)[^。！\n]{0,24}(?:帮助|参考|满意)[^。！\n]{0,6}[。！]?"
            r"|如(?:需|有|果)[^。！\n]{0,24}(?:请随时|随时告诉|请告诉我|告知我|联系我)[^。！\n]{0,12}[。！]?"
            r"|(?:^|(?<=\n))(?:好的|当然)[，,！!][^。\n]{0,40}[：:。]?|(?:^|(?<=\n))(?:以下|下面)是(?:为您|根据|按照|我)[^。\n]{0,40}[：:]"
        ),
        "是模型的客套话",
    ),
    _Leaving(
        "leaving.chatter",
        re.compile(
            rf"作为(?:一?[个名款位])?{_AI}+(?:语言)?(?:大?模型|助手|程序)[^。！\n]{{0,60}}[。！]?|作为(?:AI|人工智能)[，,]\s*我[^。！\n]{{0,60}}[。！]?"
            r"|我(?:无法|不能|没有办法)(?:提供|协助|完成|访问|获取|生成|满足|回答)[^。！\n]{0,40}[。！]?|(?:抱歉|对不起)[，,]我[^。！\n]{0,40}[。！]?"
        ),
        "是模型在说它自己",
    ),
    _Leaving(
        "leaving.source",
        re.compile(r"[（(【\[](?:数据|资料|材料|信息|内容)?(?:来源|出处)(?:于|[：:])[^（）()【】\[\]\n]{1,60}[）)】\]]"),
        "是写给核稿人看的出处",
    ),
    _Leaving(
        "leaving.markdown",
        re.compile(r"\*\*[^*\n]{1,200}\*\*|(?<!\w)__[^_\n]{1,200}__(?!\w)"),
        "是Markdown的加粗记号",
        instead=lambda m: m[0].strip("*_"),
    ),
    _Leaving("leaving.markdown", re.compile(r"\*\*"), "是Markdown的加粗记号"),
    _Leaving(
        "leaving.markdown",
        re.compile(rf"(?<![\w*])\*(?=[{_CN}〔“])[^*\n]{{1,80}}\*(?!\*)"),
        "是Markdown的记号",
        instead=lambda m: m[0].strip("*"),
    ),
    _Leaving(
        "leaving.markdown",
        re.compile(r"^\s*#{1,6}\s+[^\n]{1,80}|^\s*```[^\n]{0,20}|`[^`\n]{1,60}`|~~[^~\n]{1,60}~~", re.MULTILINE),
        "是Markdown的记号",
    ),
    _Leaving("leaving.markdown", re.compile(rf"^\s*[-+*]\s+(?=[{_CN}“〔])", re.MULTILINE), "是Markdown的列表记号"),
    _Leaving("leaving.markdown", re.compile(rf"^\s*[>＞]\s*(?=[{_CN}])", re.MULTILINE), "是Markdown的引文记号"),
    _Leaving("leaving.markdown", re.compile(r"!?\[[^\]\n]{0,80}\]\((?:https?:|/|\.|#|data:)[^)\n]{0,200}\)"), "是Markdown的链接"),
    _Leaving(
        "leaving.markdown", re.compile(rf"\[\^\w{{1,6}}\]|(?<=[{_CN}，。；：、％%）”])\[\d{{1,2}}(?:[,，、-]\d{{1,2}})*\]"), "是脚注记号"
    ),
    _Leaving(
        "leaving.markdown",
        re.compile(r"</?(?:br|p|b|i|u|em|strong|div|span|table|t[rdh]|[uo]l|li|h[1-6]|sup|sub|think|font)\b[^<>\n]{0,80}>", re.IGNORECASE),
        "是网页标记",
    ),
    _Leaving("leaving.markdown", re.compile(r"【\d{1,2}(?:[†‡][^】\n]{0,20}|(?:[,，、-]\d{1,2})*)】"), "是脚注记号"),
    _Leaving(
        "leaving.markdown",
        re.compile(r"\[(?:citation|ref|cite|source)[:：]\s*[\w,， -]{1,20}\]|\[\^\w{1,6}\^\]", re.IGNORECASE),
        "是脚注记号",
    ),
    _Leaving(
        "leaving.markdown",
        re.compile(r"\\(?:text|textbf|mathrm|mathbf|boxed|underline|emph)\{([^{}\n]{0,200})\}"),
        "是LaTeX的记号",
        instead=lambda m: m[1],
    ),
    _Leaving(
        "leaving.markdown",
        re.compile(rf"\$([^$\n]{{0,60}}[A-Za-z\d\\%][^$\n]{{0,60}})\$(?=[{_CN}，。；、]|$)", re.MULTILINE),
        "是LaTeX的记号",
        instead=lambda m: m[1],
    ),
    _Leaving("leaving.markdown", re.compile(r"\\(?=[%％&#_$])"), "是LaTeX的记号"),
    _Leaving(
        "leaving.markdown",
        re.compile(
            r"<\|[\w/ .-]{1,40}\|>(?:assistant|user|system)?|<｜[^｜\n]{1,40}｜>|\[/?INST\]|<(?:start|end)_of_turn>|[⟦⟨][完全文正]{1,3}[⟧⟩]"
            r"|</?(?:tool_calls?|function_call|answer|response|output|final)>",
            re.IGNORECASE,
        ),
        "是模型的记号",
    ),
    _Leaving(
        "leaving.markdown",
        re.compile(r"^\s*\{\s*[\"“](?:name|tool|function|arguments|parameters)[\"”]\s*[:：].*\}\s*[。；]?$", re.MULTILINE),
        "是模型调用工具的记号",
    ),
    _Leaving("leaving.markdown", re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d{2,5});"), "是网页标记"),
    _Leaving("leaving.markdown", re.compile(rf"\\n(?=[{_CN}“（]|$)", re.MULTILINE), "是没有换成换行的记号"),
    _Leaving(
        "leaving.chatter",
        re.compile(
            r"(?:根据|按照|依据|结合|基于)(?:您|你)(?:所)?(?:提供|给出|上传|给)的?[^，。\n]{0,12}[，,]?|如(?:需|有)[^。！\n]{0,16}[，,]我(?:可以|会|能)[^。！\n]{0,30}[。！]?"
            r"|^(?:Here(?: is|'s| are)|Sure|Certainly|Of course)\b[^\n:：。]{0,60}[:：,，!！]?\s*",
            re.MULTILINE | re.IGNORECASE,
        ),
        "是模型的客套话",
    ),
    _Leaving(
        "leaving.note",
        re.compile(
            r"(?:^|(?<=[。\n]))\s*(?:字数(?:统计)?|总字数)[:：]\s*(?:约|共)?\s*\d{2,5}\s*字?[。！]?|(?:^|(?<=\n))\s*(?:思考过程|思路说明|写作思路)[:：][^\n]{0,400}"
            r"|(?:^|(?<=\n))\s*(?:Final Answer|Answer|Output)\s*[:：]\s*|[（(](?:全文|本节|正文)?(?:共|约|字数[:：]?)\s*约?\d{2,5}\s*字[）)]|(?:^|(?<=[。\n]))(?:全文|本节|正文|以上)(?:共|约)\d{2,5}字[。！]?"
            r"|[（(](?:以上|以下|此处|本段)(?:为|是|仅为)?(?:示例|样例|模板)[^（）()\n]{0,12}[）)]|[（(\[【](?:此处|这里|请)(?:插入|填写|补充|填入)[^（）()\[\]【】\n]{0,24}[）)\]】]"
            r"|\[待(?:补充|填写|确认|核实|完善)[^\]\n]{0,12}\]|【(?:写作|撰写)?(?:说明|思路|备注|提示|要点)】|[（(]注[:：]\s*(?:以上)?(?:数据|资料)[^（）()\n]{0,30}(?:材料|提供|示例|虚构|假设)[^（）()\n]{0,12}[）)]"
        ),
        "是写给写稿人看的话",
    ),
    _Leaving(
        "leaving.emoji",
        re.compile(
            "[\U0001f000-\U0001faff\u2600-\u2604\u2607-\u2712\u2715-\u27bf\u2b50\u2b55\u2b1b\u2b1c]\ufe0f?(?:\u200d[\U0001f000-\U0001faff]\ufe0f?)*|[0-9]\ufe0f?\u20e3"
        ),
        "是表情符号",
    ),
)
# A person may type these; in what a model wrote they are its habit.
_MODELS = (
    _Leaving(
        "leaving.blank",
        re.compile(r"[XxＸ×]{2,}(?:[.．][XxＸ×]{1,2})?(?:[万亿]?(?:元|家|个|户|项|件|公里|亩|吨|人次)|[%％]|个百分点)"),
        "是没有填的数",
    ),
    _Leaving(
        "leaving.half_width",
        re.compile(rf"(?<=[{_CN}〕”’）》%％])[,;:?!](?=[{_CN}“‘（《\s]|$)", re.MULTILINE),
        "是半角标点",
        instead=lambda m: _HALF[m[0]],
    ),
    _Leaving(
        "leaving.half_width",
        re.compile(rf"(?<=[{_CN}〕”’）》%％])\.(?=[{_CN}“‘（《]|\s*$)", re.MULTILINE),
        "是半角句点",
        instead=lambda m: "。",
    ),
    _Leaving(
        "leaving.half_width", re.compile(rf"\"[^\"\n]{{0,60}}[{_CN}][^\"\n]{{0,60}}\""), "用了直引号", instead=lambda m: f"“{m[0][1:-1]}”"
    ),
)


def leavings(text: str, by_model: bool = False, traditional: bool = False) -> tuple[Finding, ...]:
    """Every leaving as an error, in the order of the text.

    by_model: whether a model wrote it; its half-width marks are errors too. traditional: whether the unit writes traditional characters.
    """
    found = _found(text, (*_ALWAYS, *(_MODELS if by_model else ())))
    found += [] if traditional else _traditional(text)
    return tuple(sorted(found, key=lambda finding: finding.places[0].start))


def swept(text: str) -> str:
    """The text without its leavings, slots and blanks excepted: those are filled by whoever knows them."""
    kinds = [one for one in (*_ALWAYS, *_MODELS) if one.code not in ("leaving.slot", "leaving.blank")]
    # What stands beside a leaving may be seen for one only when that is gone.
    for _ in range(_ROUNDS):
        found = sorted(_found(text, kinds), key=lambda finding: -finding.places[0].start)
        if not found:
            break
        for finding in found:
            place = finding.places[0]
            text = text[: place.start] + finding.fix + text[place.end :]
        text = re.sub(r"(^|[。；！？，：\n])[ \t]*[，、；](?=[^\n])", r"\1", text)
    return text


def _found(text: str, kinds: Sequence[_Leaving]) -> list[Finding]:
    found: list[Finding] = []
    for one in kinds:
        for match in one.pattern.finditer(text):
            taken = any(match.start() < f.places[0].end and f.places[0].start < match.end() for f in found)
            if match.group().strip() and not taken and not (one.unless and one.unless.search(_sentence(text, match.start()))):
                found.append(_finding(one.code, one.said, text, match.span(), one.instead(match) if one.instead else ""))
    return found


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    end = min((place for mark in "。！？\n" if (place := text.find(mark, at)) >= 0), default=len(text))
    return text[start:end]


def _traditional(text: str) -> list[Finding]:
    """Each run of traditional characters, many of them as one finding."""
    runs = stretches(text)
    if len(runs) <= _MANY:
        return [_finding("leaving.traditional", "是繁体字", text, run, simplified(text[run[0] : run[1]])) for run in runs]
    places = tuple(Span(text[start:end], start, end) for start, end in runs)
    shown = "、".join(dict.fromkeys(place.text for place in places[:3]))
    return [Finding("leaving.traditional", "error", f"有{len(runs)}处繁体字（如“{shown}”），本单位写简体字，请改成简体。", places)]


def _finding(code: str, said: str, text: str, span: tuple[int, int], fix: str) -> Finding:
    start, end = span
    words = text[start:end]
    shown = words.strip() if len(words.strip()) <= 24 else f"{words.strip()[:24]}…"
    todo = f"改成“{fix}”" if fix and len(fix) <= 12 else "改掉" if fix else "删去"
    return Finding(code, "error", f"“{shown}”{said}，不能留在文稿里，请{todo}。", (Span(words, start, end),), fix=fix)
