"""Spoken forms written the way the grammar knows them: 里头 as 里面, 咋 as 怎么, 甭 as 不用. What stands in quotation marks is left alone."""

from __future__ import annotations

import re

from nigao.asking.ref import QUOTED
from nigao.text.numerals import plain, worth

_LETTERS = (
    ("ya", "压"),
    ("suo", "缩"),
    ("shan", "删"),
    ("gai", "改"),
    ("tian", "填"),
    ("xie", "写"),
    ("qian", "签"),
    ("jie", "节"),
    ("duan", "段"),
    ("zi", "字"),
    ("cai", "采"),
    ("jing", "精"),
    ("kuo", "扩"),
    ("yi", "移"),
    ("ba", "把"),
    ("dao", "到"),
)
_FORMS: tuple[tuple[str, str], ...] = (
    (r"^(?:那啥|那个啥|内个|那个那个|呃|额|唉|哎|诶|欸|嗨|喂|对了|话说|那什么|这样吧|我说|你看|您看)(?:呀|啊)?[，,、 ]*", ""),
    (r"(?:里头|里边|里面儿|里儿)", "里面"),
    (r"(?:后头|后边|后面儿)", "后面"),
    (r"(?:前头|前边)", "前面"),
    (r"(?:下头|下边|底下)", "下面"),
    (r"咋样|咋个样|啥样", "怎么样"),
    (r"咋(?=写|说|改|弄|办|讲|来|算)", "怎么"),
    (r"啥(?=数|时候|意思|情况|内容|地方|部门|进度)", "什么"),
    (r"甭", "不用"),
    (r"啦(?=[，。！!一-龥]|$)", "了"),
    (r"(?:弟|地|递|帝)(?=[一二三四五六七八九十]{1,3}(?:个)?(?:节|部分|章|截|结))", "第"),
    (r"(?<=第[一二三四五六七八九十])(?:截|结|接|解|街|届|姐)(?=太|再|先|给|要|压|缩|精|改|写|删|的|长|短|$)", "节"),
    (r"(?<=第十[一二三四五六七八九])(?:截|结|接|解|街|届|姐)(?=太|再|先|给|要|压|缩|精|改|写|删|的|长|短|$)", "节"),
    (r"(?<=[一-龥]{2})哪(?=一?(?:节|段|块|部分)(?:太|再|先|给|要|也|都|就|压|缩|精|砍|改|删)[^？?吗呢]*$)", "那"),
    # a word left in letters by the input method: 这节ya缩一半
    *((rf"(?<![A-Za-z]){letters}(?=[一-龥])(?<=[一-龥]{letters})", word) for letters, word in _LETTERS),
    (r"笫|苐", "第"),
    (r"缩剪|缩检", "缩减"),
    (r"[彩踩睬]纳|采那", "采纳"),
    (r"(?<=那)断(?=[太再就先给要也都删去压缩精改写的，,])", "段"),
    (r"仨(?=字|节|段|部分|句|小?标题)", "三个"),
    (r"好多(?=[个家项条座公里亿万套名人张户天所处部]|钱|数)", "多少"),
    (r"(?:就|给它|给)?喊(?=$|[“「『\"])", "叫"),
    (r"(?<=[\u4e00-\u9fff）)])(?:搁|撂|拾|杵)(?=哪)", "放在"),
    (r"腰斩|拦腰(?:砍|截|一刀)|对折|打对折|砍(?:掉)?半截", "砍一半"),
    (r"对半(?:砍|压|缩|减|删)(?:掉)?|(?:砍|压|缩|减)个?对半", "砍一半"),
    (r"(?<=\d字)后(?=采纳|签|定稿)|(?<=[百千]字)后(?=采纳|签|定稿)", "，再"),
    (r"([第（(）)一二三四五六七八九十节部分开头\u4e00-\u9fff])嘛(?=叫|就|改|换)", r"\1"),
    (r"^(?:然后呢?|接下来呢?|还有呢?|就是说?|那么)+(?:那个|这个)?(?=[（(第把将\u4e00-\u9fff]{3})(?!是|不)", ""),
    (r"瞅瞅|瞧瞧|瞅一眼|瞧一眼|瞄一眼|看一眼", "看看"),
    (r"(?<=[一-龥])(?:呗|哩|咧|喽|撒|嘞|哇|呐)(?=[，。！!、,]|$)", ""),
    (r"(?<=[一-龥])(?:啊|呀|哈|嘛|呢)(?=[，,])", ""),
    (r"(?<=[头边面节段])(?:呢|啊|呀)(?=[给把再先就要加改删压放挪移])", ""),
    # what sums up the places named just before, and the click that signing is
    (r"(?<=[）)])(?:这|那)?(?:[两三四五]|几)(?:个)?(?:节|部分)(?![里中上的])", ""),
    (
        r"((?<![不没])(?:没有?意见|没有?问题|同意|通过|可以(?:定)?)了?[，,])(?:这|那)(?:[两三四五]|几)?(?:个|一)?(?:节|处|部分)"
        r"(?=(?:都|就|可以|先|一并|一起|请|麻烦)*(?:采纳|定稿))",
        r"\1",
    ),
    (r"点(?:一下|个|下)(?=采纳|同意)", ""),
    # the opening is signed as a section
    (
        r"(?:^|(?<=[把将，]))(?:最)?(?:开头|前头|开篇)(?:的)?(?:那|这)段(?:话)?(?=(?:也|可以|没问题|没意见|我|先|就|都|给我|请)*(?:采纳|签|定稿|退回))",
        "开头",
    ),
    # 凡是超过1000字的节，一律压到800字: said once as a limit and a length, before 字的节 is taken for a heading
    (
        r"(?:里面?|中)?(?:的)?(?:凡是?|所有|只要|但凡|各节|哪节)?(?:是|有)?(?:字数)?(?:超过?了?|超出|多于|大于|过了|高于|长于|大过|上了)(?P<over>[\d一二两三四五六七八九十百千万零]{2,6})(?:个)?字?(?:以上)?(?:的)?"
        r"(?:各|每)?(?:一)?(?:个)?(?:小)?(?:节|部分)?[，,]?(?:都|一律|统统|全部|就|给我|要|得|，|往下)*"
        r"(?:压缩?|精简|控制|缩减?|砍|减|收|削|降)(?:一?[下压缩减])?(?:到|至|成|在)(?P<to>[\d一二两三四五六七八九十百千万零]{2,6})(?:个)?字?(?:以内|之内|以下|左右)?",
        r"各节超\g<over>字者压到\g<to>字",
    ),
    (
        r"(?<=[）节分段])(?:都|就|可)?(?:别|不要|不许|不得|不能)超(?:过|出)?(?=[\d一二两三四五六七八九十百千万]+(?:来)?(?:个)?字)",
        "控制在不超过",
    ),
    (r"(?:打头|前头|起头|开头)儿", "开头"),
    (r"(?<=[点块下])儿(?![童女科歌孙])", ""),
    (r"(?:俩|倆)(?=节|部分|段)", "两"),
    (r"(?<=[一-龥]{2})那(?:疙瘩|嘎达|旮旯|坨儿?)", "那块"),
    (r"(?<=[一-龥]{2})(?<![放搁摆在到留去回])(?<!放着)那[儿里](?=[太再就先也都给压缩精砍写读改删有没里的，,])", "那块"),
    (
        r"(?:的)?(?:标题|题目)(?:先|就|都)?(?:不动|不变|别动|不用动|不用改|不改|照旧|保留)[，,](?:只|就|光)?(?:把)?(?:正文|内容|文字|下面)?(?=压|缩|精简|砍|扩|减|短)",
        "，",
    ),
    (r"(?<=[这那])一?整个?(?=节|块|部分)", "一"),
    (r"(?<=[这那])(?:块儿|块块|坨|趴)", "块"),
)
# A value said in words: 填二十个, 改成一千万亩, 应该是百分之九十七点五. 改成一个…, 改成三段 are no values.
_SAID = "零一二两三四五六七八九十百千"
_MEASURES = "个(?!月|部分|小?节|段|句)|张|套|户|亩|公里|千米|米|吨|元|人|家|项|条|次|件|处|座|所|名|位|天|辆|台|册|棵|株|头|只|场|宗|栋|部|公顷|平方|立方|斤|公斤|千瓦|百分点"
_VALUE = re.compile(
    rf"(?P<verb>填上?|填成|填为|改成|改为|改到|(?<=[，, ])改|应该?是|应当是|应为)(?P<share>百分之)?(?P<number>[{_SAID}]+(?:点[零一二三四五六七八九]+)?)(?P<scale>[万亿]*)"
    rf"(?=(?:{_MEASURES}|以上|以下|以内|左右)|[，,。；]|$)"
)
# Two numerals or more before a measure are a value wherever they stand: 十六万亩, 四百五十个.
_WORDED = re.compile(
    rf"(?<![第{_SAID}万亿几数近前后])(?P<verb>)(?P<share>百分之)?(?P<number>[{_SAID}](?:[{_SAID}]+|(?=[万亿]))(?:点[零一二三四五六七八九]+)?)(?P<scale>[万亿]*)"
    rf"(?={_MEASURES.replace('个(?!', '个(?!字|')})"
)
# 增加值那个八点七: with its decimals it is a value wherever it stands, if no time of day and no list.
_DECIMAL = re.compile(
    rf"(?<![第几{_SAID}\d点少多])(?<![少多写算报][写算报了])(?<![少多][写算报]了)(?P<verb>)(?P<share>百分之)?(?P<number>[{_SAID}]+点[零一二三四五六七八九]+)(?P<scale>[万亿]*)(?![线滴点分钟要建意个{_SAID}]|半)"
)
# 九百零九还是八百七十九公里: the first has the measure of the second.
_EITHER = re.compile(
    rf"(?<![第{_SAID}几])(?P<verb>)(?P<share>百分之)?(?P<number>[{_SAID}]{{2,}}(?:点[零一二三四五六七八九]+)?)(?P<scale>[万亿]*)(?=，?还是[{_SAID}百分之]{{2,}})"
)
_COMPILED = tuple((re.compile(pattern), written) for pattern, written in _FORMS)


def written(message: str) -> str:
    """The message with spoken forms as they are written."""
    pieces, at = [], 0
    for quoted in QUOTED.finditer(message):
        pieces += [_written(message[at : quoted.start()]), quoted.group()]
        at = quoted.end()
    return "".join([*pieces, _written(message[at:])])


def _written(words: str) -> str:
    for pattern, form in _COMPILED:
        words = pattern.sub(form, words)
    for pattern in (_EITHER, _VALUE, _WORDED, _DECIMAL):
        words = pattern.sub(_in_digits, words)
    return words


def _in_digits(said: re.Match[str]) -> str:
    """The value in digits, its scale as it was said; a lone 一 is more often no number."""
    value = None if said["number"] == "一" and not said["verb"].startswith("填") else worth(said["number"])
    if value is None:
        return said.group()
    return f"{said['verb']}{plain(value)}{said['scale']}{'%' if said['share'] else ''}"
