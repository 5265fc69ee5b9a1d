"""What a person claims of a figure, in whatever order it is said: the value that stands, the one that should, and of what.

串飞航线14条不准，应为15条 · 15条才对，省内串飞航线 · 别写52000亿，写52073.4亿元 · 积水点治理今年安排20处，填上去. Each word beside a value
says which of the two it is; what no such word explains is the name. Reads words, changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nigao.asking.amounts import AMOUNT, is_amount, percent, share_of
from nigao.asking.saying import Q, S, Saying

Role = Literal["stands", "wanted", ""]

_FIELDS = (
    r"(?:统计|发改|发展改革|财政|教育|科技|工信|经信|人社|人力社保|住建|城建|交通|交管|农业|农业农村|林草|林业|园林|商务|文旅|文化|卫健|卫生|民政|生态环境|环保|水务|水利|应急|市场监管|公安|司法|审计|国资|城管|体育|医保|税务|海关|招商|"
    r"自然资源|规自|规划|经信|能源|气象|档案|信访|金融|数据|政务|外办|编办|宣传|组织|统战|残联|妇联|总工会|邮政|电力|供电|水文|消防|疾控|保密|机关事务|退役军人|民宗|投促|口岸|粮食|乡村振兴|扶贫)"
)
_OFFICE = rf"(?:(?:[省市县区]{_FIELDS}|{_FIELDS})(?:局|委|办|厅|处|科|部门?|中心|公司|总队|支队|大队)|(?:(?<=[，。；：])|^)[一-龥]{{1,4}}?(?:局|委|办|厅|处|科|部门|中心|公司|管会)|{_FIELDS}(?=(?:那边|那头|刚|今天|昨天|上午|下午|最后|又|已经)*(?:给|报|说|来|核|定|统计|公布|发|反馈|确认))|(?:发改|规自|财政|统计|住建|人社|民政|卫健|园林|水务|城管)(?=说|报|讲|来|给|定)|领导|主任|书记|市长|省长|局长|常务会|会上|对方|他们|那边|上面|全?[省市县区]里)"
# Who says so: 统计局核下来是, 交管局的口径是, 省里统一口径写.
_SAYER = rf"(?:按|照|依|据|以)?{_OFFICE}(?:那边|那头|今天|昨天|上午|下午|已经|又|现在|最后|最终|最新|统一|刚才|刚|填)*(?:(?:给|报|核|复核|终核|定|算|统计|公布|发|说|提供|反馈|确认|出|要求|认定|填报|通报)+(?:了|来|上来|过来|下来|出来|的)*(?:数字|数据|口径|结果|数)?|的?(?:数字|数据|口径|结果|数)|(?=是|为|写|的\d))(?:的)?(?:是|为|写|就是)?"
# Beside a value that stands: before it, and after it.
_STANDS_BEFORE = rf"(?:并不是|不是|不应是|别(?:再)?写(?:成)?|不(?:要|能|应|该|应该)?写(?:成)?|(?:{_OFFICE})?(?:原来|原先|原文|原稿|原本|原|以前|之前|早先)(?:写|填|报|说|定|给)?(?:的|着|了)?(?:还是|仍是|是|为|成)?|(?:现在|目前|这里|稿子?(?:里|上)|文中)(?:还|仍)?(?:写|填|报)?(?:的|着|了)?(?:还是|仍是|是|为|成)?(?!定)|(?:误|错)(?:写|填|录|打|报)?(?:为|成)|(?:写|填|打|弄|搞|录|抄|算|报)(?:成|的是|着)了?|凡(?:是|属)?(?:写|出现)?(?:着|成|的)?|所有(?:写)?(?:的)?|由|从|把|将)"
_POINTED = r"(?:这个|那个|这|那|该)?(?:数字|数据|数值|数|处|地方)?(?:的)?"
_STANDS_AFTER = (
    rf"{_POINTED}(?:有(?:点|些)?)?(?:有误|有问题|有出入|不(?:太|大)?(?:对头|对|准确|准|实|妥)|(?:核|写|弄|搞|填|算|抄|报|打|录)?错(?![时峰位层避])了?(?:一?个?(?:数字|数|字))?|(?:是)?错的|"
    r"(?:写|打|抄|填|弄)?(?:反|颠倒)了|(?:太)?(?:旧|老|早)了|过时了?|偏(?:低|高|小|大)了?|(?:少|多)(?:写|算|报|填)?了(?:[一二三四五六七八九十零点百千万亿两]+(?:个|家|万|亿|公里)?)?|(?:太|偏)(?:低|高|小|大|少|多)了?|变了|对不上|(?:要|得|该|需要)(?:改|换)|换掉|改掉|划掉|的?(?:地方|几处)|是(?:去年|旧|快报|预计)(?:的)?(?:数)?)"
)
# Between two values, and before the wanted one.
_INTO = r"(?:(?:都|统一|一律|全部?|请)*(?:改(?:成|为|到|写成|按|作|回)|换(?:成|为|上|回)|更正(?:为|成)|(?:修改|修正|修订|订正|更新|变更|替换)(?:为|成|到)|调(?:整)?(?:到|为|成)|变(?:成|为)|(?:统一|规范|换算|折算|折合)(?:写|表述|表示)?(?:成|为|到)|→|—>|->))"
_WANTED_BEFORE = (
    r"(?:(?:这里|现在|准确|正确|实际|其实|数字|数)?(?:应该|应当|应|该|该当)(?:是|为|写成?|填|按|到|增长|达到|减为|增为)?|(?:更)?(?:准确|确切|严格|精确)(?:地|来|的)?(?:说|讲|数)?(?:应?是|为)?|实际(?:上)?(?:是|为|数)?|其实(?:是)?|正确(?:的)?(?:数)?(?:应?是|应?为)?|"
    r"(?:写)?(?:实数|真实数)(?:是)?|而?是|为|(?:就|请|都|一律)?(?:按|照|以)(?:照)?|填(?:写)?(?:成|上|为|报|个)?|写(?:上|为|成|个|实)?|补(?:上|成|为)?|定(?:为|在|成|了)?|设为|录|最新(?:的)?(?:数)?(?:是|为)?|核(?:下来|实|定)(?:后|是|为)*|(?:都|一律|统一)(?:是|写|为)|"
    r"(?:就(?![业医诊学餐近读])|共|一共|总共|累计)(?:是|有)?|(?:提高|提|升|涨|增加|增|降|减|减少|降低|保持|稳定|控制)(?:到|至|在)|达到|要到|给(?:的|了)?(?:是)?|报(?:的|来)?(?:是)?|：)"
)
_WANTED_AFTER = r"(?:才(?:是对的|对|准确|准|正确|是)|为准|是(?:对|准|正确)的|准没错|没错|，?(?:请|帮|帮我|麻烦|就|给|都|先|把它|这么|这样|照这个|按这个)*(?:填写?|写|补|录|加)(?:上去|上来|进去|进来|上|进|好|一下|着|报)?(?=$|，|吧|呗)|(?:这个|那个)?(?:准|对)(?=$|，))"
_AGAIN = r"(?:请|帮|帮我|麻烦|就|给它|给|都|把它|一下|给我|赶紧)*(?:改过来|改正过来|更正过来|更正|(?:据此?|照此?|依此|相应)(?:改正?|更正|修改|订正|调整)|改一下|改改|改|订正|核一下|换掉|换一下|换|修改|纠正)(?:一下|过来)?(?:了|吧|啊)*(?=$|，)"
_AIM = r"(?:今年|明年|来年|新一年|20\d\d年|年度)?(?:的)?(?:目标|盘子|任务|计划|打算|预期|安排|力争|准备|拟)(?:任务)?(?:数|值)?(?:要|再)?(?:新建|新增|完成|达到|建|办)?(?:是|为|定|：)?"
_GAP = r"(?:的)?(?:那个|这个|那处|那|这)?(?:空着的|空缺|空格|空档|(?<=[的个处这那])缺口|空(?![气间港调域军运中白心置巢])|缺的|待补)(?:那处|那里|处|里)?"
_TALK = r"(?:(?:沿用|照着?|按着?|延续|参照|跟)(?:去年|上年)(?:的)?(?:盘子|口径|标准|老数|水平|目标|力度|数)|就这么(?=[填写办])|照此(?=[填写])|也|还|请|这一块|麻烦|劳驾|帮我|帮忙|给我|咱们|我们|你|您|吧|了|呗|喽|哈|啊|一下|那儿|那里|那块|这块|这里|这一项|那一项|这项|那项|一项|指标|有点|刚才|刚刚|刚|另外|还有|顺便|数字(?!经济|化|政府|产业|中国|贸易|消费|社会|技术|乡村|文化)|数据(?!要素|资产|中心|交易|产业|基础)|数值|口径|的数|这个数|那个数|这个|那个|目前|现在|空着的|好像|似乎|大概|假如|如果|去年[底末]|今年|去年|年[底末]|全年|本年|上年|印象里|记错|记错了|经核实|经核对|核实|一查|查了|已经|得更新|要更新|该更新|这俩|两个|的话)"
# Words that only tie others together; in a name they are part of it: 就业率, 查处, 中考, 个体户.
_NO_NAME = (
    r"[的把将又也那这]|在(?![校岗编建册职读园研训营])|里(?!程)|中(?![考小学职医央心期标国药试层水])|上(?![线市学榜访缴级岗映海]|半年)|个(?![体人税私])"
    r"|就(?![业医诊学餐近读])|都(?!市)|处(?![罚理置方分])|给(?![水付予])"
)
_TOKENS = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("sayer", _SAYER),
            ("year", r"(?<!\d)(?:20\d\d)年度?的?"),
            ("value", rf"(?<![\d.第A-Za-z]){AMOUNT}"),
            ("quoted", Q),
            ("section", S),
            ("into", _INTO),
            ("stands_after", _STANDS_AFTER),
            ("wanted_after", _WANTED_AFTER),
            ("stands_before", _STANDS_BEFORE),
            ("again", _AGAIN),
            ("aim", _AIM),
            ("gap", _GAP),
            ("wanted_before", _WANTED_BEFORE),
            ("talk", _TALK),
            ("mark", r"[，、：:。！“”]"),
            ("of", rf"(?:{_NO_NAME})"),
            ("word", r"."),
        )
    )
)
_REFUSES = re.compile(
    r"先(?:别|不)|别(?!写|的|处)|不要(?!写)|甭|不用|不必|暂(?:时)?不|不许|不准(?=[改动删换填写])|不能(?!写)|没让|不是(?:让|叫|要)你|勿|留着|空着(?=[，。]|$)|等.{0,8}(?:再说|报了|定了|来了)"
)
_OTHER_WORK = re.compile(
    rf"(?:压|减|缩|砍|瘦|扩|删|去)(?:掉|去|下|下来)?(?:百分之[\d一二三四五六七八九十]+|\d+[%％])(?=$|，|吧|的?字|篇幅|左右)|(?:查|看|问)(?:一下|一查|查)|告诉我|出处|来源|依据|哪来|\d(?:来|多)?个?字|第\d|\d月|\d日|\d点(?!\d)|精简|压缩|压到|压成|缩到|缩|控制在\d+字|扩写|扩充|砍|删|移|挪|采纳|退回|重写|起草|间距|行距|字号|字体|页边距|缩进|颜色|标题|题目|名字|页码|{S}{S}"
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word and what it says."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that should stand, the one that does ("" if not said), and the words that name it. aim: whether a target is spoken of;
    sure: whether it was said that it is to be put there."""

    name: str
    value: str
    was: str
    aim: bool
    sure: bool
    signs: tuple[str, ...]


def refuses(said: Saying) -> bool:
    """Whether it says that a value is not to be put, or not yet."""
    return bool(_REFUSES.search(said.text))


def claimed(said: Saying) -> Claim | None:
    """What is claimed in a clause or several; None where other things are said too, or nothing of a value."""
    if refuses(said) or _OTHER_WORK.search(said.text) or said.paragraph is not None:
        return None
    tokens = _tokens(said)
    values = [n for n, token in enumerate(tokens) if token.kind == "value"]
    values = _once(tokens, values)
    if len(values) > 2 and _role(tokens, values[-1]) == "wanted":  # 在去年7701张上再加300，写8001张: how it was come by says no more
        tokens, values = [*tokens[: values[0]], tokens[values[-1]]], [values[0]]
    if not 1 <= len(values) <= 2:
        return None
    said_of = [_role(tokens, n) for n in values]
    if len(values) == 2 and "" in said_of and _names(tokens[values[0] + 1 : values[1]]) and _names(tokens[: values[0]]):
        return None  # two things are told: 保护性耕作3700万亩，有机肥还田100万亩
    roles = _settled_roles(said_of)
    if roles is None or not _of_one_kind([tokens[n].words for n in values]):
        return None
    stands = next((tokens[n].words for n, role in zip(values, roles, strict=True) if role == "stands"), "")
    wanted = next((tokens[n].words for n, role in zip(values, roles, strict=True) if role == "wanted"), "")
    if not wanted:
        return None
    names = _names(tokens)
    if not names and not stands:
        return None
    longest = max(names, key=len, default="")
    aim = _aims(tokens, said)
    sure = any(
        token.kind in ("into", "stands_after", "wanted_after", "wanted_before", "stands_before", "again", "aim", "gap") for token in tokens
    )
    left = sum(len(name) for name in names) - len(longest)
    signs = tuple(token.words for token in tokens if token.kind == "section")
    several = "，" in said.text.strip("，")
    if left > (1 if several else 6) or len(longest) > 18 or len(signs) > 1 or (several and _strays(tokens, longest)):
        return None
    if signs and next(n for n, token in enumerate(tokens) if token.kind == "section") > values[0] and not _PUT_INTO.search(said.text):
        return None
    was = "" if any(token.kind == "gap" for token in tokens) else percent(stands)  # where a gap is, the earlier value stands nowhere
    return Claim(said.words(longest), percent(wanted), was, aim, sure and left <= 2, signs)


def loosely(said: Saying) -> Claim | None:
    """The value a clause names and the longest words beside it, where not every word is explained; to be asked about only."""
    if refuses(said) or said.paragraph is not None:
        return None
    tokens = _tokens(said)
    values = _once(tokens, [n for n, token in enumerate(tokens) if token.kind == "value"])
    names = _names(tokens)
    if not 1 <= len(values) <= 2 or not names:
        return None
    roles = _settled_roles([_role(tokens, n) for n in values])
    if roles is None:
        return None
    said_of = {role: tokens[n].words for n, role in zip(values, roles, strict=True)}
    wanted, stands = said_of.get("wanted", ""), said_of.get("stands", "")
    aim = _aims(tokens, said)
    return Claim(said.words(max(names, key=len)), percent(wanted), percent(stands), aim, False, ()) if wanted else None


def _aims(tokens: Sequence[_Token], said: Saying) -> bool:
    """Whether a target is spoken of: by its word, or by the year the draft plans."""
    planned = str(said.scene.year + 1) if said.scene.year else "-"
    return any(token.kind == "aim" or (token.kind == "year" and token.words.startswith(planned)) for token in tokens)


_PUT_INTO = re.compile(rf"(?:填|写|放|补|加|改|列)(?:到|在|进|入)+{S}")


def _once(tokens: Sequence[_Token], values: list[int]) -> list[int]:
    """The places of the values without those that say one of them again: 现在定120个，按120填."""
    out: list[int] = []
    for n in values:
        number = re.sub(r"[^\d.万亿]", "", tokens[n].words)
        again = next((one for one in out if re.sub(r"[^\d.万亿]", "", tokens[one].words) == number), None)
        if again is None:
            out.append(n)
        elif len(values) > 2 and _role(tokens, again) == "":
            out[out.index(again)] = n
    return out


def claimed_together(said: Saying) -> list[Claim]:
    """Several values, each with its own name, in one breath: 发消费券4.2亿元、促消费活动600场，填一下; [] where it is not that."""
    if refuses(said) or _OTHER_WORK.search(said.text) or said.paragraph is not None:
        return []
    groups = _groups(_tokens(said))
    if len(groups) < 2 or any(sum(token.kind == "value" for token in group) != 1 for group in groups):
        return []
    every = [token for group in groups for token in group]
    signs = tuple(token.words for token in every if token.kind == "section")
    names = [_names(group) for group in groups]
    if len(signs) > 1 or any(sum(map(len, more)) > (16 if len(more) == 1 else 12) or not more for more in names):
        return []
    if any(token.kind in ("into", "stands_before", "stands_after") for token in every):
        return []
    aim = any(token.kind == "aim" for token in groups[0])
    sure = any(token.kind in ("wanted_after", "wanted_before", "again", "aim", "gap") for token in every)
    out = []
    for group, more in zip(groups, names, strict=True):
        value = next(token.words for token in group if token.kind == "value")
        aim = aim or any(token.kind == "aim" for token in group)
        out.append(Claim(said.words(max(more, key=len)), percent(value), "", aim, sure, signs))
    return out


def _groups(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """The tokens around each value: a mark after a value ends its group; what names no value goes with the one before."""
    groups: list[list[_Token]] = [[]]
    for token in tokens:
        if token.kind == "mark" and any(one.kind == "value" for one in groups[-1]):
            groups.append([])
        groups[-1].append(token)
    out: list[list[_Token]] = []
    for group in groups:
        if out and not any(token.kind == "value" for token in group):
            if _names(group):
                return []
            out[-1] += group
        else:
            out.append(group)
    return out


def _tokens(said: Saying) -> list[_Token]:
    """The words with what each says; a value in quotation marks is a value."""
    text = "".join(_meant(said, c) for c in said.text)
    out: list[_Token] = []
    for match in _TOKENS.finditer(text):
        kind = match.lastgroup or "word"
        words = match.group()
        if kind == "value" and not is_amount(words):
            kind = "talk"
        if kind == "word" and out and out[-1].kind == "word":
            out[-1] = _Token("word", out[-1].words + words)
        else:
            out.append(_Token(kind, words))
    return _inside_names(out)


def _meant(said: Saying, character: str) -> str:
    """A value in quotation marks as a value; what is named like a place and is no section (研发投入这块) as a name."""
    if character in said.quoted and is_amount(said.quoted[character]):
        return said.quoted[character]
    ref = said.refs.get(character)
    return (
        ref.words
        if ref is not None and ref.kind in ("inside", "none") and not ref.unit and not re.search("第|部分", ref.words)
        else character
    )


# Words that say something of a value only where one stands right beside them; elsewhere they are part of a name (新增就业, 行为).
_ONLY_BESIDE = ("wanted_before", "stands_before", "of", "into", "stands_after", "wanted_after")


def _inside_names(tokens: Sequence[_Token]) -> list[_Token]:
    """The same with words that stand inside a name made part of it."""
    out: list[_Token] = []
    for n, token in enumerate(tokens):
        kind = token.kind
        before = out[-1].kind if out else "mark"
        after = tokens[n + 1].kind if n + 1 < len(tokens) else "mark"
        inner = before == "word" and after in ("word", "of")
        of_name = kind in _ONLY_BESIDE and inner and token.words != "的" and len(token.words) <= 2
        if of_name or (kind == "word" and before == "word"):
            out[-1] = _Token("word", out[-1].words + token.words)
        elif kind == "of" and token.words == "的" and inner:
            out[-1] = _Token("word", out[-1].words)
        else:
            out.append(token)
    return out


def _role(tokens: Sequence[_Token], at: int) -> Role:
    """What the words beside a value say of it."""
    before = next((token for token in reversed(tokens[:at]) if token.kind not in ("of", "talk")), None)
    after = next((token for token in tokens[at + 1 :] if token.kind not in ("of", "talk")), None)
    follows = tokens[at + 1].words if at + 1 < len(tokens) else ""
    if before is not None and before.kind == "stands_before":
        written = re.match(r"(?:写|填|打|弄|搞|录|抄|算|报)成$", before.words)
        return "wanted" if written and not follows.startswith("了") else "stands"
    if before is not None and before.kind == "into":
        return "wanted"
    if after is not None and after.kind in ("stands_after", "into"):
        return "stands"
    if before is not None and before.kind == "wanted_before":
        return "wanted"
    if after is not None and after.kind == "wanted_after":
        return "wanted"
    if before is not None and before.kind in ("sayer", "aim"):
        return "wanted" if before.kind == "aim" or re.search(r"是$|为$|写$|[报给核定](?:了|的|来)*$|口径", before.words) else ""
    return ""


def _settled_roles(roles: list[Role]) -> list[Role] | None:
    """Roles for each value: where only one of two is said, the other has the other; where none is, the second is wanted."""
    if len(roles) == 1:
        return ["wanted"] if roles[0] != "stands" else None
    match roles:
        case ["", ""]:
            return ["stands", "wanted"]
        case ["", "wanted"] | ["stands", ""]:
            return ["stands", "wanted"]
        case ["wanted", ""] | ["", "stands"]:
            return ["wanted", "stands"]
        case ["stands", "wanted"] | ["wanted", "stands"]:
            return roles
    return None


def _of_one_kind(values: Sequence[str]) -> bool:
    kinds = {share_of(value) for value in values} - {None}
    return len(kinds) <= 1


def _names(tokens: Sequence[_Token]) -> list[str]:
    """The words that name something, without those that only say how it is."""
    found: list[str] = []
    apart = True
    for token in tokens:
        name = _trimmed(token.words) if token.kind == "word" else ""
        if name and not apart:
            found[-1] += name  # 危桥去年改造了
        elif name:
            found.append(name)
        apart = token.kind not in ("word", "talk", "of") or not found
    return [name for name in found if len(name) >= 2]


def _strays(tokens: Sequence[_Token], name: str) -> bool:
    """Whether words besides the name stay unexplained."""
    return any(token.kind == "word" and (words := _trimmed(token.words)) and words not in name for token in tokens)


_EDGE = re.compile(
    r"^(?:的|了|是|有|里(?!程)|中(?![考小学职医央心期标国药试层水])|把|将|在|和|与|对|就(?!业)|也|都|又|说|写|数|值|，)+|(?:的|了|是|有|为|里|中|就|也|都|又|个|数(?<!人数|户数|次数|件数|天数|指数|总数|家数|个数|倍数|位数|基数)|值(?<!总值|产值|价值|均值|市值|净值|加值|比值|限值|峰值)|处|项(?<!事项)|一共|总共|累计)+$"
)


def _trimmed(words: str) -> str:
    return _EDGE.sub("", words)
