"""Mending scraped and broken text where it is certain, and saying so; nothing is ever invented, healthy text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nigao.letters import INVISIBLE, folded, together, without_note_marks

# What only the page around a document says, never an office's document itself.
_STRONG = re.compile(
    r"侵权投诉|版权投诉|开通\s?VIP|VIP\s?(?:免费|专享|特权|下载)|会员(?:特权|免费下载)|本文档由.{0,12}(?:提供|上传|分享)|仅供(?:参考)?学习(?:参考)?|"
    r"如有(?:不妥|侵权).{0,12}(?:联系|删除)|展开(?:全部|更多)?\s*>+|收起\s*<+|还剩.{0,6}页未读|共\s?\d+\s?页\s?[,，]\s?预览|预览\s?\d+\s?页|"
    r"(?:下载|收藏|举报)(?:本)?文档|文档(?:下载|预览|贡献者)|点击(?:下载|查看|加载)(?:更多|全文)?|继续阅读(?:全文)?$|属性[:：]\s?\d+\s?页|"
    r"\d(?:\.\d+)?\s?[KM]B\b.{0,12}页|阅读(?:次数|量)\s?[:：]?\s?\d+|下载积分|金币|相关推荐|猜你喜欢|上传(?:者|时间|人)\s?[:：]|客服(?:请)?联系"
)
_WEAK = re.compile(
    r"^(?:免费|收费|下载|收藏|分享|举报|客服|关注|评论|点赞|海报|打印|登录|注册|首页|返回顶部|/\s?\d+|\d+\s?/\s?\d+|摘要[:：]?|关键词[:：]?|[•·●]\s*.{2,12}|"
    r".{1,60}\.(?:docx?|pdf|txt|wps|rtf))$"
)
_FINAL = "。！？!?；;：:…"
_OPENS = re.compile(
    r"[\s“”‘’—]*(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|"
    r"[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}[章节条部，])"
)
_NARROW = re.compile(r"[\x00-\u2e7f]")
_PAIRS = re.compile(r"(?:“\s?”\s?)+")
_MARK = re.compile(r"[，。；、：,;:](?=[\u4e00-\u9fff《“])")
_SET_APART = re.compile(r"(?<=[\u4e00-\u9fff，,、;；。(（]) ([\u4e00-\u9fff][\u4e00-\u9fff\-+·]{1,14}) (?=[\u4e00-\u9fff，,、;；。)）])")


@dataclass(frozen=True, slots=True)
class Repaired:
    """The text, and a Chinese sentence for each kind of damage mended or seen; the same text and no sentence where all is well."""

    text: str
    warnings: tuple[str, ...] = ()


def repair(text: str) -> Repaired:
    """Drop invisible marks and the page around a scraped document, put displaced quotes back, join hard-broken lines.

    Each only where it is certain. What was seen but could not be mended stays in place and is said. What was taken out is
    made up for by blanks after the next marks or at the paragraph's end, so that words stay where they are in the file.
    """
    warnings: list[str] = []
    plain = folded(text)
    if plain != text:
        warnings.append("有些字用的是部首或兼容字形，已换成通常的汉字。")
    visible = INVISIBLE.sub("", plain)
    if visible != plain:
        warnings.append(f"去掉了{len(plain) - len(visible)}个看不见的字符。")
    lines = visible.split("\n")
    kept = _without_furniture(lines)
    gone = sum(1 for line in lines if line.strip()) - sum(1 for line in kept if line.strip())
    if gone:
        warnings.append(f"去掉了网页上的附加文字{gone}行（下载提示、声明、摘要等），正文没有改动。")
    broken = _width(kept)
    unmarked = [without_note_marks(line) for line in kept]
    if unmarked != kept:
        warnings.append("有些数字后面的注释号没有读取，数字没有改动。")
    drawn = [together(line) if "\t" not in line else line for line in unmarked]
    if drawn != unmarked:
        warnings.append("有些数字的各位之间有空格，已按一个数读取，请核对。")
    mended = [_requoted(line) for line in drawn]
    warnings += _said_of_quotes(sum(put for _, put, _ in mended), sum(left for _, _, left in mended))
    whole = _joined([line for line, _, _ in mended], [len(b) - len(m[0]) for b, m in zip(kept, mended, strict=True)], broken)
    if len(whole) < len(kept):
        warnings.append(f"正文有硬换行，已把{len(kept) - len(whole)}处断行接上，请对照原件核对。")
    return Repaired("\n".join(whole), tuple(warnings)) if warnings else Repaired(text)


def _without_furniture(lines: Sequence[str]) -> list[str]:
    """The lines of the document alone; two telling lines are needed before any is dropped."""
    strong = [bool(_STRONG.search(line)) and len(line) < 200 for line in lines]
    if sum(strong) < 2:
        return list(lines)
    first = next((i for i, line in enumerate(lines) if _is_body(line) and not strong[i]), len(lines))
    tail = _tail(lines, strong, first)
    kept = []
    for i, line in enumerate(lines[:tail]):
        scrap = strong[i] and len(line) < 60 and not line.rstrip().endswith("。")
        edge = i < first and (strong[i] or (i > 0 and _WEAK.match(line.strip())))
        kept.append(" " * len(line) if edge or scrap else line)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _is_body(line: str) -> bool:
    return len(line.strip()) >= 25 and len(re.findall(r"[，,。；;、]", line)) >= 1


def _tail(lines: Sequence[str], strong: Sequence[bool], first: int) -> int:
    """Where the page's foot begins: only furniture, short scraps and a repetition of the opening follow."""
    body = _squeezed("".join(lines[first : first + 40]))
    tail = len(lines)
    for i in range(len(lines) - 1, first, -1):
        plain = lines[i].strip()
        copy = len(plain) > 40 and _squeezed(plain)[:30] in body and i > first + 2 and _squeezed(plain)[:30] not in _squeezed(lines[first])
        copy = copy or (len(plain) > 60 and plain.endswith(("...", "…")) and _squeezed(plain)[:20] in body)
        if strong[i] or copy or _WEAK.match(plain):
            tail = i
        elif plain and _is_body(plain):
            break
    return tail if any(strong[tail:]) else len(lines)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s“”‘’\"'—]", "", text)


def _units(line: str) -> int:
    shown = line.strip()
    return 2 * len(shown) - len(_NARROW.findall(shown))


def _width(lines: Sequence[str]) -> int:
    """The width lines were broken at, in half characters; 0 where paragraphs stand on lines of their own."""
    widths = sorted(_units(line) for line in lines if line.strip())
    if len(widths) < 8:
        return 0
    full = widths[int(len(widths) * 0.9)]
    long = [line.strip() for line in lines if _units(line) >= 0.7 * full]
    unfinished = sum(line[-1] not in _FINAL for line in long)
    even = sum(width >= 0.8 * full for width in widths) >= 0.4 * len(widths) and widths[-1] <= 1.3 * full
    return full if 40 <= full <= 130 and even and unfinished >= 0.5 * len(long) else 0


def _joined(lines: Sequence[str], lost: Sequence[int], width: int) -> list[str]:
    """Lines that stop in the middle of a sentence near the edge, with the line that goes on; lost: characters each line gave up."""
    result: list[str] = []
    debt = 0
    before = ""
    for line, gone in zip(lines, lost, strict=True):
        if width and before.strip() and line.strip() and _goes_on(before, line, width):
            whole = _stitched(result[-1], line)
            debt += len(result[-1]) + 1 + len(line) - len(whole) + gone
            tail, debt = _settled(whole[len(result[-1].rstrip()) :], debt)
            result[-1] = result[-1].rstrip() + tail
        else:
            if result:
                result[-1] += " " * debt
            settled, debt = _settled(line, gone)
            result.append(settled)
        before = line
    return [*result[:-1], result[-1] + " " * debt] if result else result


def _settled(text: str, debt: int) -> tuple[str, int]:
    """(text, what is left of the debt): a blank after a mark between Chinese words, so that what follows keeps its place."""
    pieces, at = [], 0
    for mark in _MARK.finditer(text):
        if debt <= 0:
            break
        pieces.append(text[at : mark.end()] + " ")
        at, debt = mark.end(), debt - 1
    return "".join(pieces) + text[at:], debt


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether the line before stops in mid-sentence near the edge; damaged lines have lost letters, so near is not at."""
    full = before.rstrip()[-1] not in _FINAL and _units(before) >= 0.72 * width
    return full and not _OPENS.match(line) and line[:2] not in ("　　", "    ")


def _stitched(before: str, line: str) -> str:
    """Together: nothing between Chinese words, a blank beside a number or a Latin word, as such texts set them anyway."""
    left, right = before.rstrip(), line.lstrip()
    split_number = re.search(r"[0-9.]$", left) and re.match(r"[0-9.]", right)
    beside = re.search(r"[A-Za-z0-9]$", left) or re.match(r"[A-Za-z0-9]", right)
    return f"{left} {right}" if beside and not split_number else left + right


def _requoted(line: str) -> tuple[str, int, int]:
    """(line, pairs put back, pairs left astray): quotes that slid together, where as many words stand set apart by blanks."""
    pairs = list(_PAIRS.finditer(line))
    count = sum(run.group().count("“") for run in pairs)
    if not count:
        return line, 0, 0
    bare = _PAIRS.sub("", line) if pairs[0].start() == 0 else line
    words = list(_SET_APART.finditer(bare))
    if pairs[0].start() != 0 or len(pairs) > 1 or len(words) != count or count != line.count("“") or count != line.count("”"):
        return line, 0, count
    return _SET_APART.sub(r"“\1”", bare).lstrip(), count, 0


def _said_of_quotes(put: int, left: int) -> list[str]:
    said = []
    if put:
        said.append(f"有{put}处引号错位，已放回原处。")
    if left:
        said.append(f"{'另' if put else ''}有{left}处引号错位，无法确定原来的位置，保留原样，请对照原件。")
    return said
