"""What of a paper is said to whoever reads it (你先按……写), or is not settled yet (口径还没定); neither is a sentence for a report."""

from __future__ import annotations

import re

# Names and slogans speak to nobody: “你点我检”, 《给你的信》.
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》|「[^」]*」|『[^』]*』")
_SET_PHRASE = re.compile(r"你追我赶|你中有我|我中有你|你争我[夺抢赶]|你来我往|你死我活")
_READER = (
    r"你|您|咱们?|俺们|"
    r"我(?:们?(?:这边|这里|这块|这儿)|再|觉得|估计|记得|回头|先(?!后)|手[头上]|个人|[们]?也不(?:清楚|知道|好说)|没来得及|[查问核催]了)|"
    r"(?:麻烦|辛苦)(?:大家|各位|领导|办公室|帮|给|把|再|尽快|一下|了)|不好意思|抱歉|打扰了|谢谢|多谢|"
    r"(?<![邀申提报聘敬恳函商特应宴呈])请(?:帮|酌|查收|审阅|审核后|斟酌|自行|看|核对|核实|参考|以[^，。]{1,12}为准|综合科|汇总|办公室)|"
    r"(?:打|拨)(?:我|这个)?电话|加(?:我)?微信|(?:如)?有(?:什么)?(?:事|问题|疑问|不妥|出入)(?:请|再|就|可以|随时|直接|打|联系)|"
    r"(?:仅|以上)供(?:大家|领导|各位)?参考|(?:不用|不必|别)(?:都|全|再|往上)?(?:写|报|列)(?:了|进去|上)?$|看着(?:用|写|办)|"
    r"(?:总结|情况|材料|数据|数字)(?:现)?(?:报送如下|(?:报送?|发送?)给)|(?:发|转)(?:到|给)?(?:群里|邮箱)"
)
_ADDRESSED = re.compile(_READER)
_FIGURE_WORD = r"(?:口径|数据?|数字|数值|数额|金额|比例|指标|基数|结果|统计)"
_UNSETTLED = re.compile(
    r"还没(?:有)?(?:最[后终]|完全|正式)?(?:定(?![点制期量向位])|确定|敲定|核实|核定|核准|确认|审定|统计|出来|算出|算好|算完|对上|报上来|给(?:我|到)|下来|拿到)|"
    rf"{_FIGURE_WORD}[^，。；]{{0,8}}(?:尚未|还未|未|没|待)(?:最[后终]|完全|正式|进一步)?(?:定(?![点制期量向位])|确定|核实|核定|确认|审定|出来|敲定)|"
    r"[（(][^（）()]{0,8}(?:待(?:最[后终]|进一步)?(?:定|核实?|核定|确认|审定|更新|补)|暂定|暂估|估计|未(?:核实|确认|审定|定))[^（）()]{0,8}[）)]|"
    r"等[^，。；]{0,10}(?:定了|定下来|确定了?|出来|核实|核对|确认|审定|批下来|算出来|统计好|对完)(?:之?后)?(?:了)?[^，。；]{0,4}(?:再|我|给|告诉|更新|改|补)|"
    r"(?:先|暂(?:时|且)?|暂先)(?:按|照|用|填|写|报|列|以)[^，。；]{0,16}\d[^，。；]{0,10}(?:写|报|填|算|列|用|计)|"
    r"以(?:最[后终]|审计|财务|统计|正式|决算)[^，。；]{0,10}为准|(?:大概|估摸|约莫|好像|应该)(?:有|是|在|能)?[^，。；\d]{0,6}\d|估计(?:有|是|在|能|全年)[^，。；\d]{0,8}\d|"
    r"\d[^，。；]{0,6}(?:左右)?吧(?:$|[，。；！])"
)
# How people talk, not how a report is written: 今年竞赛成绩不错的, 问题嘛, 再搞个内部人才市场, 有2个签了没来.
_TALKED = re.compile(
    r"[嘛呢啊哈哦呀啦哟呗](?:$|[，。；！？!?、])|(?<![酒网书水迪贴咖])吧(?:$|[，。；！？!?、])|(?:挺|蛮|真|特别|太)[^，。；]{1,4}(?:的|了)$|不错的?$|"
    r"^还(?:行|可以|凑合)$|特别(?:难|忙|累)$|^(?:还是)?老(?:问题|样子|毛病)$|没办法$|没法子|差不多[了吧]?$|(?:再|又|就|先|想)[搞弄整]个|[搞弄整]了(?:个|几|一些|点)|"
    r"大概(?:情况|就)|(?:情况)?(?:是)?这样的?$|[签来去招干走谈](?:了|过|好了)(?:又|却|但)?没[^，。；]{1,4}$|(?:招|来|走|退|进|又出|又招)了[^，。；]{0,8}\d+(?:个|名)?人?(?:$|[，。；！])|全部[^，。；]{2,4}了$"
)

_MARKS = "。！？；!?;"


def addressed(sentence: str) -> bool:
    """Whether a sentence is said to whoever writes the report (你看着用就行, 有问题打我电话), and not for it."""
    return bool(_ADDRESSED.search(_spoken_part(sentence)))


def unsettled(sentence: str) -> bool:
    """Whether a sentence says that what it tells is not settled yet (口径还没定, 先按44.9写, 以审计为准)."""
    return bool(_UNSETTLED.search(_spoken_part(sentence)))


def talked(clause: str) -> bool:
    """Whether a clause is put as people talk to each other (今年竞赛成绩不错的), which no report says so."""
    return bool(_TALKED.search(_spoken_part(clause).rstrip("。；！!")))


def for_the_report(sentence: str) -> list[tuple[int, str]]:
    """(offset, words) of what of a sentence may stand in a report: without what is only talked at its ends; nothing where it is said to
    the writer, is not settled, or tells its figures or its middle as people talk."""
    if addressed(sentence) or unsettled(sentence):
        return []
    bare = sentence.rstrip(_MARKS)
    parts = [(match.start(), match.group()) for match in re.finditer(r"[^，；]+", bare)]
    if not any(talked(words) for _, words in parts):
        return [(0, sentence)]
    while parts and _only_talk(parts[-1][1]):
        parts.pop()
    while parts and _only_talk(parts[0][1]):
        parts.pop(0)
    if not parts or any(talked(words) for _, words in parts):
        return []
    start, end = parts[0][0], parts[-1][0] + len(parts[-1][1])
    return [(start, bare[start:end] + (sentence[len(bare) :] if end == len(bare) else "。"))]


def why_not(words: str) -> str:
    """Why words of a paper may not stand in a report as they are, for a person to read; "" where they may."""
    if unsettled(words):
        return "原文说还没有定，定了再写。"
    if addressed(words):
        return "这是对执笔人说的话，没有写进稿子。"
    return "这是口语，改写后再用。" if any(map(talked, re.split("[，；]", words.rstrip(_MARKS)))) else ""


def _only_talk(clause: str) -> bool:
    return talked(clause) and not re.search(r"\d", clause)


def _spoken_part(text: str) -> str:
    return _SET_PHRASE.sub("", _QUOTED.sub("", text))
