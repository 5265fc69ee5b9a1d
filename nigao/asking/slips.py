"""What is put right while it is spoken, and where breath is taken: 第三节 哦不对 第四节压短一点 is said of the fourth alone.

Only what stands right before the word that takes it back is taken back, and only by its like: a place by a place, a value by a value.
Reads words, changes nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from nigao.asking.ref import QUOTED

_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_PLACE = (
    rf"(?:第[（(]?{_NUMERAL}[）)]?(?:个)?(?:大)?(?:部分|小节|节|章|自然段|段|句|条|板块)|[（(]{_NUMERAL}[）)]|(?:倒数|最后)第?{_NUMERAL}?(?:个)?(?:部分|节|段|句)"
    rf"|[一二三四五六七八九十]{{1,2}}、|(?:这|本|上|下)一?(?:节|部分|段))"
)
_TOPIC = r"(?:(?!把|将|采纳|删|压|缩)[一-龥]){2,10}?(?:那|这|一)(?:一)?(?:个)?(?:节|部分|块|段)"
_BARE_TOPIC = r"(?:(?![把将采删压缩扩挪移放排插补加写改填到在进往给跟和第的这])[一-龥]){2,8}?(?:那|这)(?:一)?(?:个)?(?:节|部分|块|段)"
_MANY = r"(?:百分之)?[\d零一二两三四五六七八九十百千万点.]+(?:亿|万)?(?:个百分点|[%％]|多|来)?(?:个)?(?:字|家|人|公里|亩|处|座|套|项|名|张|吨|元|户|年|米|条|成)?(?:左右|以内|以上|以下)?"
_Q = "[\ue300-\ue3ff]"
_BREATH = r"(?:[，,、。；;！! ]|—|…|\.{2,})*"
_PAUSE = r"(?:[，,、。；;！! ]|—|…|\.{2,})+"
_OH = r"(?:[哦噢喔啊哎呃嗯额哟唉欸诶]+)"
_SURE = r"(?:不对不对|不对|不不+|(?:我)?(?:说|讲|看|记|打|弄|搞)(?:错|岔|反|差)了?|错了?错?了?|口误|不好意思)(?:啊|哈|呀|了)?"
_TAKES_BACK = (
    rf"(?:{_PAUSE}(?:{_OH}{_BREATH})?(?:{_SURE}|不(?:是)?(?={_PAUSE}))|{_OH}{_BREATH}(?:{_SURE}|不(?:是)?(?={_BREATH}(?:第|（|是))))"
    rf"(?:{_PAUSE}(?:{_SURE}))*{_BREATH}(?:(?:我)?(?:想|要)?(?:说|指)的?)?(?:应该|应当)?(?:是|改成|改为|要)?{_BREATH}"
)
_PUTS = (
    r"(?:改成|改为|改到|换成|换为|填上?|填成|写成?|写到|压缩?到|缩到|精简到|控制在|扩到|扩写到|砍到|减到|删到|叫|定为|[压缩砍减扩]|到|成)"
)
_SLIPS = (
    re.compile(rf"(?P<wrong>{_PLACE}){_TAKES_BACK}(?P<right>{_PLACE}|{_TOPIC})"),
    re.compile(rf"(?:(?<=[把将纳])|(?<=[，。； ])|^)(?P<wrong>{_TOPIC}){_TAKES_BACK}(?P<right>{_PLACE}|{_TOPIC})"),
    re.compile(rf"(?<=\x00)(?P<wrong>{_MANY}){_TAKES_BACK}(?P<right>{_MANY})(?=[，。；！ ]|$|吧|字|就)"),
    re.compile(rf"(?<=\x00)(?P<wrong>{_Q}){_TAKES_BACK}(?:叫|用)?(?P<right>{_Q})"),
)
# 那个生态那节哈不是生态是安全那节; 不是这节，（七）给我重写
_NOT_BUT = re.compile(
    rf"(?P<wrong>{_PLACE}|{_TOPIC})(?:哈|啊|呀|哦|[，,、。 ])*(?:不是|不)(?!要|能|用|行|够|太)[^，,。；;]{{0,8}}?[，,、 ]*(?:而?是|我?说的是|要的是|改的是)(?P<right>{_PLACE}|{_TOPIC})"
)
_NOT_THIS = re.compile(
    r"^(?:我?(?:说|指|要)?的?)?不是(?:现在)?(?:开着的|打开的|这边的)?(?:这|那|本)(?:一)?(?:个)?(?:小)?(?:节|部分|段|块)(?:哈|啊|呀|哦)?[，,、。； ]+(?:而?是|我?(?:说|指|要)的是)?(?=.{4})"
)
# 不是让你删（八），是让你把它往前放: what was not asked is only told; what it was said of is meant by 它.
_NOT_ASKED = re.compile(
    rf"^(?:我|可|真|又)?(?:不是|没)(?:让|叫|要|说|请)(?:你|您)?(?:把|将)?[^，,。；]{{0,6}}?(?P<place>{_PLACE}|{_TOPIC})[^，,。；]{{0,6}}[，,；;](?:而|我)?是(?:让|叫|要|请|说)?(?:你|您)?(?:把|将|给|对)?(?:它|这节|那节|这一节)?(?:给|的)?(?=[^（第]{{2,}})"
)
# 标题改成甲，算了还是改成乙: the last is meant.
_INTO = r"(?:改成|改为|就叫|叫做?|换成|换为|定为|压到|精简到|缩到|控制在|填成?|写成?|挪到|移到|放到)"
_RATHER = re.compile(
    rf"^(?P<head>[^。；;]*?)(?P<verb>{_INTO})(?P<wrong>[^，,。；;]{{1,40}}?)[，,、。；; ]*(?:算了|不对不对|不对|不不+|哦不|不行|等等|等一下)[，,、 ]*(?:还是|就(?!叫)|那就|干脆)*(?:{_INTO})(?P<right>[^，,。；;]{{1,40}})$"
)
# 压到八百字吧，民生那节的: the place comes last.
_PLACE_LAST = re.compile(
    rf"^(?P<before>[^。；;！!？?]{{2,40}}?)[，,、。 ]+(?:我?(?:说|指|要)的?是|就是|是)?(?P<place>{_PLACE}|{_BARE_TOPIC})(?:的|里的|里|哈|啊|呀|哦|吧|，|。|！)*$"
)
# 第三节压短一点，哦不对，是第四节
_AT_THE_END = re.compile(
    rf"^(?P<before>[^，。；]*?)(?P<wrong>{_PLACE}|(?:(?<=[把将纳])|^){_TOPIC})(?P<after>[^，。；\d]{{1,14}}?){_TAKES_BACK}(?P<right>{_PLACE}|{_TOPIC})(?:啊|呀|吧|。|！)*$"
)


# 第一节打回……不是，说秃噜嘴了，是采纳，采纳第一节: what follows says by itself what is wanted.
_SAID_ANEW = re.compile(
    rf"^[^，,。；;“”]{{2,20}}(?:{_PAUSE}(?:{_OH}{_BREATH})?(?:不是|不对|错了|{_SURE}|说(?:秃噜|顺|瓢|劈叉)了?嘴了?|嘴(?:瓢|快)了?)(?:了|啊|哈)?)+{_PAUSE}(?:我?(?:要)?(?:说|指)的?)?(?:应该|应当)?(?:是)?(?=[^“”]*{_PLACE})(?=[^“”]*(?:采纳|签|退回|打回|删|压|缩|精简|砍|扩|重写|起草|挪|移|对调|改))"
)


def put_right(message: str) -> str:
    """The message without what was taken back in the same breath; what stands in quotation marks is one word."""
    if (anew := _SAID_ANEW.match(message)) is not None and re.search(rf"{_PLACE}|那节", message[: anew.end()]):
        message = message[anew.end() :]
    marks: dict[str, str] = {}

    def mark(found: re.Match[str]) -> str:
        sign = chr(0xE300 + len(marks))
        marks[sign] = found.group()
        return sign

    message = _NOT_ASKED.sub(lambda found: found["place"], message)
    message = _RATHER.sub(lambda found: f"{found['head']}{found['verb']}{found['right']}", message)
    text = _NOT_BUT.sub(lambda found: found["right"], _NOT_THIS.sub("", QUOTED.sub(mark, message)), count=1)
    if (last := _PLACE_LAST.match(text)) is not None and not re.search(rf"{_PLACE}|那(?:一)?[节段块]|全文|全稿|各节", last["before"]):
        text = f"{last['place']}{last['before']}"
    for _ in range(4):
        before = text
        text = _once(text)
        if text == before:
            break
    return "".join(marks.get(one, one) for one in text)


# 人才那节里，招聘那句重复了，删掉: what goes is the sentence that was said to be amiss, not the section around it.
_AMISS = re.compile(
    r"(?P<what>(?:那|这)(?:一)?(?:句|条|小段|段)(?:话)?)(?:也|都|好像|似乎|跟|和|与|前面|后面|上面|下面|的|有点|有些|太|是|已经|又|就|没|不)*"
    r"(?:重复|重了|多余|啰嗦|累赘|不对|错|没用|没必要|过时|合适|准|老套|空)[^，。；]{0,6}[，,](?:请|就|给我|帮我|把它|可以|直接|赶紧)*(?P<out>删掉|删去|删了|删|去掉|拿掉|砍掉)(?:它|吧|了|掉)*(?=$|[。！!；;])"
)


def _once(text: str) -> str:
    text = _AMISS.sub(lambda found: f"{found['what']}{found['out'].rstrip('了')}", text)
    if (late := _AT_THE_END.match(text)) is not None and not re.search(_PLACE, late["after"]):
        return f"{late['before']}{late['right']}{late['after']}"
    text = re.sub(rf"({_PUTS}(?:标题)?[：:]?)(?=[\d零一二两三四五六七八九十百千万\ue300-\ue3ff])", "\\1\x00", text)
    for pattern in _SLIPS:
        text = pattern.sub(lambda found: found["right"], text, count=1)
    return text.replace("\x00", "")


# 其余各节一个字都不要动, 别处不要动: what goes without saying of what nobody names.
_FENCE = re.compile(
    r"(?:^|[，,。；;！! ]+)(?:但是?|不过|就|只是|然后|另外|注意)?(?:其[余他它]|别|剩下?|余下|另外|旁边?)(?:的)?(?:各|所有|全部|几|那些|内容)?(?:个)?(?:小?节|段落?|自然段|部分|地方|处|章节|内容|文字|标题|几节|几段)?(?:的)?"
    r"(?:里面?)?(?:内容|文字)?(?:一个字|一字|半个字|一点儿?|一律|通通|统统|全部?)?(?:你)?(?:都|就|先|也|可|千万)*(?:不要|不用|不许|不准|不能|不得|不必|别|不|勿|甭|莫|请勿)(?:给我|再|去|乱|随便)*(?:动|碰|改|管|变|改动|动它|理)(?:了|啊|吧|哈|它|它们)*(?=$|[，,。；;！! ])"
)


def unfenced(message: str) -> str:
    """The message without a clause that all else is to stay, where something else is asked."""
    rest = _FENCE.sub("", message).strip("，,。；;！! ")
    return rest if len(rest) >= 4 else message


_OPENER = re.compile(
    r"^(?:(?:得嘞|得了|得|好嘞|好的|好吧|行吧|行了|行嘞|成吧|喏|呐|嗯+|呃+|额|哎呀?|唉|欸|诶|那啥|那个啥|那什么|那么|这个|那个|对了|是这样|来|咱|哦|噢|喔|嗨|话说)(?:[，,、。！! \u3000]+|(?<=嗯)(?=那个|这个)|(?<=呃)))+"
)


def opened(message: str) -> str:
    """The message without the sounds it begins with: 得嘞 文化那节…, 嗯那个…."""
    rest = _OPENER.sub("", message.strip())
    return rest if len(rest) >= 4 else message


def ways_said(message: str) -> list[str]:
    """How it may have been said, the likeliest first: a space between long stretches is breath taken, else all are, else none is."""
    text = _commas(message.strip())
    if re.search(r"[^\x00-\x7f][ \u3000]+\S|\S[ \u3000]+[^\x00-\x7f]", text) is None:
        return [text]
    every = re.sub(r"(?<=[^\x00-\x7f，。；：、！？])[ \u3000]+(?=\S)|(?<=[\dA-Za-z%])[ \u3000]+(?=[^\x00-\x7f])", "，", text)
    stretches = re.split(r"[ \u3000]+", text)
    breath = stretches[0]
    for last, one in pairwise(stretches):
        near = re.split("[，。；！？]", last)[-1]
        breath += ("，" if len(near) >= 4 and len(one) >= 4 and re.match(r"[^\x00-\x7f]", one) else " ") + one
    return list(dict.fromkeys((breath, every, text, *_keywords(text))))


def _keywords(text: str) -> list[str]:
    """世界文化遗产 几处 上年报告: words typed as into a search, the year first and how much last."""
    words = re.split(r"[ \u3000]+", text)
    if not 2 <= len(words) <= 6 or any(len(one) > 12 or re.search("[，。；]", one) for one in words):
        return []
    years = [one for one in words if re.match(r"去年|上年|前年|今年|20\d\d", one)]
    asks = [one for one in words if re.search(r"多少|几[一-龥]?$|[一-龥]{1,2}数$", one)]
    rest = [one for one in words if one not in (*years, *asks)]
    return ["".join((*years, *rest, *asks))] if years or asks else []


def _commas(text: str) -> str:
    """Half-width marks beside Chinese as full-width ones: 内需这节,缩三分之一; 1,200 stays."""
    text = re.sub(r"(?<=[^\x00-\x7f]),(?!\d{3}(?!\d))|(?<!\d),(?=[^\x00-\x7f])|(?<=\d),(?=[^\x00-\x7f\d])", "，", text)
    return re.sub(r"(?<=[^\x00-\x7f]);", "；", re.sub(r"(?<=[^\x00-\x7f]):(?!\d)", "：", re.sub(r"!(?=[^\x00-\x7f])", "！", text)))
