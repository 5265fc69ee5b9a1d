"""A message cut into clauses, with places and quotations taken out of the words so that what is left can be explained or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from nigao.asking.framing import unframed
from nigao.asking.ref import Ref, quotes
from nigao.asking.scene import Scene
from nigao.asking.spoken import written
from nigao.asking.where import find

# What stands for a section, a paragraph or sentence, and a quotation in the words of a clause.
S, P, Q = "[\ue000-\ue0ff]", "[\ue100-\ue1ff]", "[\ue200-\ue2ff]"
_FIRST = {"S": 0xE000, "P": 0xE100, "Q": 0xE200}
_NUMERAL = "一二三四五六七八九十\\d"
_STRONG = re.compile(r"[。；;！!\n]+|(?<=[，,])(?:另外|还有|此外|顺便|同时|然后|接着)[，,]?|另外[，,]?|[？?]+(?=.)")
_WEAK = re.compile(
    r"[，,：:](?!\d{3}\b)|并且|(?<![合归一])并(?=把|将|(?:往[前后])?(?:挪|移|搬|调|放)(?:到|至|在)|压(?:缩|到)|精简|缩减|改名|采纳|删)|然后(?=把|将)|再(?=把|将)"
)
_WITH_BELOW = re.compile(
    r"[，,]?(?:连同|连着|连|包括|含|带上?|以及|加上|和)(?:它|其)?(?:标题)?(?:带)?(?:下面|下属|里面|其中|下边|底下)?(?:的)?(?:各|所有|全部|几|[两二三四五六七八九十\d]{1,3})(?:个)?(?:小)?(?:节|部分|标题)(?:一起|在内|加起来|合计|一共|总共)*"
)
_EACH = re.compile(r"(?:(?<=部分)|(?<=任务)|(?<=工作)|(?<=安排))(?:的|里|下面|里面)*(?:各|每)(?:一)?(?:个)?(?:小)?(?:节|部分)")
_SO_MANY = re.compile(r"(?<=部分)(?:的|里|下面|里面)*[一二三四五六七八九十\d]+个(?:小)?节(?=各|都|每|分别)")
_POLITE = re.compile(
    r"(?:前头|前面|后头|后面|那个|这个)+(?=[\ue000-\ue0ff])|请|麻烦|劳驾|拜托|帮我|帮忙|帮|给我|给咱|我想|我要|我看|我觉得|觉得|您|你|咱们|咱|一下子?|吧|呗|哈|啊|呀|哦|噢|嘛|呢$|了|的|得|地(?![区方位产])|"
    r"(?<!首)都(?!市)|就(?!业)|再(?!次)|也|先(?!进)|还(?!原)|把|将(?!来)|能不能|可不可以|能否|好吗|行吗|行不行|谢谢|顺便|统统|全都|直接|整体|干脆|索性|"
    r"宜予|应予|拟予|酌予|予以|酌情|酌(?=[减压缩删改加])|稍微|稍|略微|适当|尽量|给它|给(?=[\ue000-\ue1ff])|对(?=[\ue000-\ue0ff])|嗯|那么|那(?=就)|现在|一并|\s|[。！!~～？?]"
)

# 第一部分末尾讲困难的那一段: the paragraph is found, where it stands and that it speaks says no more.
_SPOT = re.compile(rf"(?<={S})(?:的|里面?|中|末尾|结尾|最后|开头|前面|后面)*(?:讲|说|谈|写|关于)(?:到)?(?={P})")


# 最后那段“各位代表”收尾太长了: the quotation only tells which it is.
_DESCRIBED = re.compile(
    rf"(?<={P}){Q}(?:收尾|结尾|开头|打头|起头|那(?:一)?(?:段|句|部分))(?:的)?(?=太|有点|有些|写|过|偏|啰嗦|，|精|压|缩|删|再)"
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch of what was said. text: with a sign for each place and quotation; spoken: the words themselves."""

    text: str
    spoken: str
    scene: Scene
    refs: dict[str, Ref] = field(default_factory=dict)
    quoted: dict[str, str] = field(default_factory=dict)

    @property
    def squeezed(self) -> str:
        """Without politeness and little words."""
        return _POLITE.sub("", self.text).strip("，,、：:")

    @property
    def sections(self) -> list[Ref]:
        """The sections named, in order."""
        return [self.refs[c] for c in self.text if re.match(S, c)]

    @property
    def paragraph(self) -> Ref | None:
        """The first paragraph or sentence named."""
        return next((self.refs[c] for c in self.text if re.match(P, c)), None)

    @property
    def quotations(self) -> list[str]:
        """What stands in quotation marks."""
        return [self.quoted[c] for c in self.text if re.match(Q, c)]

    def words(self, text: str) -> str:
        """A piece of the text with the words put back in."""
        return "".join(self.quoted[c] if c in self.quoted else self.refs[c].words if c in self.refs else c for c in text)

    def kept(self, text: str) -> str:
        """The same with quotation marks around what was quoted."""
        return "".join(f"“{self.quoted[c]}”" if c in self.quoted else self.refs[c].words if c in self.refs else c for c in text)


def heard(message: str, scene: Scene) -> Saying:
    """The whole message, its places and quotations found."""
    message = re.sub(r"(?<=[吧了呢啊哈呗呀嘛哦])[ \u3000]+(?=[^\x00-\x7f])", "，", message.strip())
    spoken = re.sub(
        r"(?<=[^\x00-\x7f])[ \u3000]+|[ \u3000]+(?=[^\x00-\x7f])",
        "",
        _EACH.sub("各", _SO_MANY.sub("", _WITH_BELOW.sub("", unframed(written(_half_width(message.strip())))))),
    )
    spoken = re.sub(rf"[“\"「『](第[{_NUMERAL}]{{1,3}}(?:部分|节|章|小节)|（[{_NUMERAL}]{{1,3}}）)[”\"」』]", r"\1", spoken)
    spoken = re.sub(r"(?:批示|批注|签批|批了|批|写了|写着)*[：:]?[“\"「](同意|可|照办|准|已阅|通过|照此办理)[”\"」]", r"同意", spoken)
    spoken = re.sub(r"^吧(?=[\u4e00-\u9fff（]{2})", "把", spoken)
    spoken = _GIVEN_TITLE.sub(r"\g<before>“\g<words>”", spoken)
    spoken = _GIVEN.sub(r"\g<before>“\g<words>”", spoken)
    spoken = _GIVEN_LONG.sub(r"\g<before>“\g<words>”", spoken)
    refs = find(spoken, scene)
    spans = [("P" if ref.unit else "S", ref.start, ref.end, ref) for ref in refs]
    taken = [(start, end) for _, start, end, _ in spans]
    spans += [("Q", a, b, words) for a, b, words in quotes(spoken) if all(b <= start or end <= a for start, end in taken)]  # type: ignore[misc]
    out: list[str] = []
    named: dict[str, Ref] = {}
    quoted: dict[str, str] = {}
    at = 0
    counts = dict(_FIRST)
    for what, start, end, value in sorted(spans, key=lambda span: span[1]):
        sign = chr(counts[what])
        counts[what] += 1
        out += [spoken[at:start], sign]
        at = end
        if isinstance(value, Ref):
            named[sign] = value
        else:
            quoted[sign] = _as_written(value, scene)
    text = _once("".join([*out, spoken[at:]]), named)
    text = _DESCRIBED.sub("", _SPOT.sub("", text))
    return Saying(text, spoken, scene, named, quoted)


def _as_written(words: str, scene: Scene) -> str:
    """Quoted words with the inner quotation marks the draft writes: ‘二绿’ within “……” is “二绿” in the text."""
    written = words.replace("‘", "“").replace("’", "”")
    if written == words or any(words in scene.text(p) for p in range(len(scene.sections))):
        return words
    return written if any(written in scene.text(p) for p in range(len(scene.sections))) else words


# 结尾补一句：办好国际图书博览会; 题目是 加强自身建设: what is given word for word, though not in quotation marks.
_GIVEN = re.compile(
    r"(?P<before>(?:一|这么)(?:句|段)(?:话)?|(?:标题|题目|名字)(?:就)?(?:叫做?|是|为|用|写)?|(?:另起一行|另起一段)?(?:写上?|加上|补上|落款|落上)|(?<=[）节分段])(?:里|末尾|最后|再|要)*(?:加|补|添)(?:一条|一点|一句)(?=[：:])|(?:改成|改为|换成|就叫|叫做|名为)(?:一句)?)(?:[：:] ?|[ \u3000]+)(?P<words>[^“”「」『』\"：:，,。；;\ue000-\uf8ff]{4,60})[。]?$"
)


# 开头加一句：全年实现营业收入12.87亿元，利润总额8,412万元: all that follows is what is added.
_GIVEN_LONG = re.compile(
    r"(?P<before>(?:再|另|，)?(?:加|补|添|插|补充|增加|写)(?:上|进|入|个|这么|这样)*(?:一|这么)?(?:句|条)(?:话)?)[：:][ \u3000]*(?P<words>[^“”「」『』\"：:\n\ue000-\uf8ff]{4,240})$"
)


# 换个题目：推动文化繁荣，加快建设: a title to the end of what is said, its comma with it.
_GIVEN_TITLE = re.compile(
    r"(?P<before>(?:换|改|取|起|拟)(?:成|为|个)?(?:新)?(?:的)?(?:题目|标题|名字|名)(?:叫|为|是)?[：:] ?)(?P<words>(?:(?!，(?:序号|编号|正文|内容|其[余他]|别|后面))[^“”「」『』\"：:。；;\ue000-\uf8ff]){4,60})(?=[。]?$|，(?:序号|编号))"
)


def _once(text: str, named: dict[str, Ref]) -> str:
    """A section named twice in one breath, once: 第五节，高精尖那节."""

    def same(found: re.Match[str]) -> str:
        first, second = (named[found[key]].positions for key in ("a", "b"))
        return found["b"] if first and first == second else found.group()

    return re.sub(rf"(?P<a>{S})(?:，|的|那个|就是)*(?P<b>{S})", same, text)


def _half_width(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "９" or c in "％＂" else c for c in text)


def sentences(said: Saying) -> list[Saying]:
    """Its sentences: what 。 ； 另外 divide."""
    return [_part(said, piece) for piece in _STRONG.split(said.text) if piece and piece.strip("，,、 ")]


def clauses(said: Saying) -> list[Saying]:
    """Its clauses: what ， divides."""
    return [_part(said, piece) for piece in _WEAK.split(said.text) if piece and piece.strip("，,、 ")]


def joined(parts: list[Saying]) -> Saying:
    """Clauses put together again."""
    return _part(parts[0], "，".join(part.text for part in parts))


def _part(said: Saying, text: str) -> Saying:
    text = text.strip("，, ")
    return Saying(text, said.kept(text), said.scene, said.refs, said.quoted)


def runs(parts: list[Saying], most: int = 4) -> Iterator[tuple[int, Saying]]:
    """(how many, together) of the first clauses, the most first."""
    for size in range(min(most, len(parts)), 0, -1):
        yield size, joined(parts[:size])
