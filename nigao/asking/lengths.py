"""Lengths as people say them: 八百字, 一万二千字, 压缩三成, 砍一半, 压到三分之二; and requests to make something shorter or longer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nigao.asking.amounts import characters
from nigao.asking.leftover import left
from nigao.asking.saying import P, S, Saying
from nigao.text.numerals import count

_NUM = r"[一二两三四五六七八九十百千万零\d.]+"
LENGTH = rf"(?P<n>{_NUM})(?:多|来)?(?:个)?字(?:数)?"
SHARE = r"(?P<share>一半|对半|(?<![前后上下大])半(?![句截年天个])|三分之一|三分之二|四分之一|四分之三|五分之一|[一二两三四五六七八九]成半?|百分之[一二三四五六七八九十\d]+|(?<![\d.])\d{1,2}[%％])"
_SHRINK = r"(?:压短|删去|裁去|略去|削减|精简|精炼|压缩|压减|压|缩短|缩减|缩写|缩|砍|删减|删除|删|裁|减少|减|瘦身|浓缩|凝练|提炼|挤|少写|写短|改短)"
_GROW = r"(?:翻|写满|写够|凑够|凑到|扩写|扩充|扩展|扩|增加|加长|加|丰富|充实|展开|补充|写细|写长|拉长|多写|细化)"
_HOLD = r"(?:控制|限制|保持|限|写|留下|留|改|弄|整|做|保留|降|收)"
_COMPLAINT = (
    r"(?:(?:写|有点|有些|还是|实在|篇幅|内容|文字|行文|文|字数|字|话)*(?:太|过于|过|偏|忒|稍|略)?(?:冗|长|啰嗦|罗嗦|水|注水|多|大|散|冗长|臃肿|拖沓|短|单薄|空|简单|碎|细|少|薄|绕|满)(?:点|些)?"
    r"|挤挤?水分|不够(?:简练|精炼|长|细|充实|丰富)|套话多|水分(?:太)?大|(?:别|甭|不要|不用)(?:那么|这么|写那么|太|写太)(?:长|啰嗦|多|细))"
)
_PLAIN = r"(?:里面|里|中|内容|篇幅|字数|文字|全部|合计|一共|总共|总|整个|整节|正文|合起来|加起来|各|分别|均|每节|各自|这两节|一律)"
_BOUND = r"(?:不超过|(?:别|不要|不得|不能|不可|不许)(?:再)?(?:超过?|多于|多过|突破|过)|不多于|不大于|最多|至多|不少于|不低于|至少|大概|大约|约|差不多|不超)"
_ABOUT = r"(?:以内|之内|以下|左右|上下|内|出头|以上)"
_ENOUGH = r"(?:不妨|无妨|够|行|成|好|可以|即可|为宜|算|最好|妥|吧|完事|打住|拉倒|封顶)"
_LITTLE = r"(?:一些|一点|些|点儿?|一压|一缩|一减|一扩|一砍|一精简|压|缩|减|砍|掉些|两句|几句|充实|丰富|展开|扩扩?|写|篇幅|内容|文字|细节|字|说说|讲讲|谈谈|写写)"
_BARE = r"(?P<bare>\d{3,5}|[一二两三四五六七八九][百千万][一二三四五六七八九]?(?:百|千)?)(?![\d个年月日家亿万元%公里项套人户条座度字、）)])"
_TARGET = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?:{_COMPLAINT}，?)*{_PLAIN}*(?:[从由]{_NUM}字?)?(?P<verb>{_SHRINK}|{_GROW}|{_HOLD})?{_PLAIN}*(?:{S}{_PLAIN}*)?(?P<to>到|至|成|为|在|够)?(?P<bound>{_BOUND})?(?:{LENGTH}|(?P<bare>\d{{2,5}}|[一二两三四五六七八九]百[一二三四五六七八九]?十?|[一二两三四五六七八九]千[一二三四五六七八九]?百?|[一二两三四五六七八九]万[一二三四五六七八九]?千?))"
    rf"(?P<about>{_ABOUT})?{_ENOUGH}*{_PLAIN}*"
)
_LESS = r"(?:砍|减|删|去|裁|挤|压|缩|精简)(?:掉|去|下去|下来|少)|减少|减|少写|瘦身|去"
_CUT_BY = r"精简|压缩|压减|缩减|删减|裁减|压|缩|砍|减|删|裁"
_MORE = r"扩写?|扩充|添|增加|加上?|多写|再写|补(?:上|写)?"
_BY = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?P<p>{P})?(?:{_COMPLAINT}，?)*{_PLAIN}*(?P<verb>{_LESS}|{_MORE}|{_CUT_BY})(?:{S}{_PLAIN}*)?(?:个|大约|大概|约|差不多)?{LENGTH}(?:左右|上下)?{_ENOUGH}*"
)
_PART_OFF = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?:{_COMPLAINT}，?)*{_PLAIN}*(?P<verb>{_SHRINK}|{_GROW}|去)(?:掉|去|下去|短|少)?(?:{S}{_PLAIN}*)?(?:大约|约|差不多)?{SHARE}(?:左右)?{_PLAIN}*"
)
_PART_LEFT = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?:{_COMPLAINT}，?)*{_PLAIN}*(?P<verb>{_SHRINK}|{_HOLD})(?:{S}{_PLAIN}*)?(?:到|至|成|剩|下)*(?:原来|现在|目前|原文)?{SHARE}(?:左右)?{_ENOUGH}*"
)
_SHORTER = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?P<p>{P})?(?:{_COMPLAINT}，?)*{_PLAIN}*(?:{_SHRINK}(?:{S}{_PLAIN}*)?|(?:写|弄|搞|整|改|做)?(?:短|简短|简洁|简练|简单|紧凑|精练|干练){_LITTLE}*(?:也)?(?:不妨|无妨|无碍)?){_LITTLE}*"
)
_SHORTER_S = re.compile(rf"{_SHRINK}{_LITTLE}*{S}{P}?")
_LONGER = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?:{_COMPLAINT}，?)*{_PLAIN}*(?:(?:{_GROW}(?:{S}{_PLAIN}*)?)|(?:写|弄|搞|改)?(?:详细|具体|长|细|厚|实|多)){_LITTLE}*"
)
_TOO_LONG = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?P<p>{P})?(?:有点|有些|写|篇幅|内容)*(?:太|过|偏|忒|贼)(?:长|啰嗦|罗嗦|水|冗长|拖沓|多)(?:，?(?:太|过|偏)(?:长|啰嗦|水))?"
)
_PARAGRAPH_TO = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?P<p>{P})(?:{_COMPLAINT}，?)*{_PLAIN}*(?:{_SHRINK}|{_HOLD})?(?:到|至|成|为|在)?{_BOUND}?{LENGTH}{_ABOUT}?{_ENOUGH}*"
)
# 这节再加两句: so many sentences, not half as much again.
_SENTENCES_MORE = re.compile(
    rf"(?:{S}{_PLAIN}*)?(?:{_COMPLAINT}，?)*{_PLAIN}*(?:多|再|要|，)*(?:加|添|补|写|补充|充实)(?:上|写|个)?(?P<n>[一两三几])(?:三)?(?:句)(?:话)?{_ENOUGH}*"
)
_A_SENTENCE = 45
_BARES = (rf"(?:[到至成在留剩够]|就|超过|超){_BARE}", rf"(?<![第百千万]){_BARE}(?={_ABOUT}|{_ENOUGH}|为限|为止|得了|$)")
A_LITTLE, A_LITTLE_SHORTER, A_LITTLE_LONGER = 0.85, 0.7, 1.4
_FRACTIONS = {
    "一半": 0.5,
    "对半": 0.5,
    "半": 0.5,
    "三分之一": 1 / 3,
    "三分之二": 2 / 3,
    "四分之一": 0.25,
    "四分之三": 0.75,
    "五分之一": 0.2,
}


@dataclass(frozen=True, slots=True)
class Resize:
    """A wish for another length. to: characters; share: of what it is now, where no number was said. longer: whether it is to grow;
    None where only the number tells. paragraph: whether only the paragraph named is meant. sure: whether it was asked, not only complained. by: characters more or less
    than now."""

    to: int | None = None
    share: float | None = None
    longer: bool | None = None
    paragraph: bool = False
    sure: bool = True
    by: int | None = None

    def target(self, total: int) -> int | None:
        """The characters wanted of a text of so many; None where only a share was said."""
        if self.by is None:
            return self.to
        return max(total + (self.by if self.longer else -self.by), min(total, 20))


def _share(words: str) -> float:
    if words in _FRACTIONS:
        return _FRACTIONS[words]
    if "成" in words:
        return (count(words[0]) or 0) / 10 + (0.05 if words.endswith("半") else 0)
    return (count(re.sub(r"百分之|[%％]", "", words)) or 0) / 100


def length_in(text: str) -> tuple[float | None, int | None, str]:
    """(share of what it is now, characters, the words that say it) of the length named anywhere in a text; None, None, "" if none is."""
    if twice := re.search(r"翻(?:一)?番|翻(?:一)?倍|[加扩长](?:大|长)?一倍", text):
        return 2.0, None, twice.group()
    numbers = [(one.end(), one.group(), one["n"]) for one in re.finditer(LENGTH, text)]
    for pattern in _BARES:
        numbers += [(one.end(), one.group(), one["bare"]) for one in re.finditer(pattern, text)]
    for _end, words, number in sorted(numbers, reverse=True):  # 两千多字太长，一千五打住: the last is the one wanted
        if (value := characters(number)) is not None and 20 <= value <= 200_000:
            return None, value, words
    if found := re.search(rf"(?P<to>[到至成剩留下为]|原来的?|现在的?)?{SHARE}", text):
        part = _share(found["share"])
        grows = re.search(_GROW, text) is not None
        return (part if found["to"] else 1 + part if grows else 1 - part), None, found.group()
    return None, None, ""


def resize(said: Saying) -> Resize | None:
    """The length that is wanted, None where the words ask for something else as well."""
    text = re.sub(f"^({S})，", r"\1", re.sub("掂量着|看着办?|酌情|斟酌着|琢磨着", "", said.squeezed))
    text = re.sub(rf"(?<=[删压缩砍减写扩])，(?={LENGTH}$)", "到", text)
    if found := _SENTENCES_MORE.fullmatch(text):
        return Resize(by=_A_SENTENCE * {"一": 1, "两": 2, "三": 3}.get(found["n"], 2), longer=True)
    if (found := _BY.fullmatch(text)) and (number := characters(found["n"])) is not None and 20 <= number <= 50_000:
        return Resize(by=number, longer=bool(re.fullmatch(_MORE, found["verb"])), paragraph=said.paragraph is not None)
    if found := _PARAGRAPH_TO.fullmatch(text):
        return Resize(characters(found["n"]), longer=False, paragraph=True)
    if (found := _TARGET.fullmatch(text)) and _is_length(found):
        return Resize(characters(found["n"] or found["bare"]), longer=_grows(found))
    # 改成15%, of nothing said before, is some value; 压到一半 is a length
    if (found := _PART_LEFT.fullmatch(text)) and re.search(rf"(?:(?<![改做])(?:到|至|成)|剩|下|留){SHARE}|原来|原文|篇幅", text):
        return Resize(share=_share(found["share"]), longer=False)
    if found := _PART_OFF.fullmatch(text):
        part = _share(found["share"])
        grows = bool(re.fullmatch(_GROW, found["verb"]))
        return Resize(share=1 + part if grows else 1 - part, longer=grows)
    if found := _SHORTER.fullmatch(text) or _SHORTER_S.fullmatch(text):
        only_cut = re.search(
            r"(?:删除|删去|裁去|略去|删|裁)$|(?:删除|删去|裁去|略去|删|裁)[\ue000-\ue1ff]|整(?:个|节|块|段)(?:砍|裁|减)$", text
        )
        little = re.search("稍|略|一点点|一丁点|一丢丢|少许", said.text) is not None
        return (
            None if only_cut else Resize(share=A_LITTLE if little else A_LITTLE_SHORTER, longer=False, paragraph=said.paragraph is not None)
        )
    if found := _LONGER.fullmatch(text):
        return Resize(share=A_LITTLE_LONGER, longer=True) if not re.fullmatch(rf"(?:加|多|实|长)?{S}|{S}(?:加|多|实|长)?", text) else None
    if found := _TOO_LONG.fullmatch(text):
        return Resize(share=A_LITTLE_SHORTER, longer=False, paragraph=said.paragraph is not None, sure=False)
    return _loosely(text)


# Words that say how long something is to be and nothing else, besides those above.
_ONLY_LENGTH = (
    _SHRINK,
    _GROW,
    _COMPLAINT,
    _HOLD,
    _PLAIN,
    _BOUND,
    _ABOUT,
    _ENOUGH,
    r"用不着|犯不着|没必要|不必|没有必要|用得着|哪里|何必|那么些|那么多|这么些|这么多|足矣|足够|够使|够用|使|不妨|可以|可|拟|宜|应|能|则|拾掇|收拾|归置|打理|往下|往上|顶多|撑死|顶天|再多|目前|现在|眼下|篇幅|以里|为宜|正好|刚好|而已",
)


def _loosely(text: str) -> Resize | None:
    """A length named among words that speak of length only, in whatever order: 用不着写那么些，六百字左右就够使."""
    share, to, words = length_in(text)
    if not words or len(re.findall(S, text)) > 1 or re.search(rf"{P}|[\ue200-\ue2ff]", text):
        return None
    rest = text.replace(words, "", 1)
    if re.search(r"\d|标题|题目|[吗呢？?]|多少|单薄|[太偏有过][短少薄]|点[短少薄]|不够", rest) or left(rest, *_ONLY_LENGTH) > 0:
        return None
    shrinks, grows = re.search(_SHRINK, rest), re.search(_GROW, rest)
    if share is not None:
        return Resize(share=share, longer=bool(grows)) if bool(shrinks) is not bool(grows) else None
    longer = True if grows and not shrinks else False if shrinks and not grows else None
    return Resize(to, longer=longer)


def _is_length(found: re.Match[str]) -> bool:
    value = characters(found["n"] or found["bare"])
    if value is None or not 20 <= value <= 200_000:
        return False
    verb = found["verb"] or ""
    return bool(found["n"] or (found["to"] and verb and not re.fullmatch(r"改|降|做|增加|加|减少|减", verb)))


def _grows(found: re.Match[str]) -> bool | None:
    verb, bound = found["verb"] or "", found["bound"] or ""
    if re.fullmatch(_GROW, verb) or bound in ("不少于", "不低于", "至少") or found["about"] == "以上":
        return True
    return False if re.fullmatch(_SHRINK, verb) else None
