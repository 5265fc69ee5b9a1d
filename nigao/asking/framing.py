"""Words without their frame: who wants it, how it is asked politely, why somebody asks. 主任说 · 王副主任交代， · 麻烦您 · 想了解一下.

The frame says nothing of what is to be done, so it is taken off before anything is read: of a message (``unframed``), of a question
(``unasked``), of the name of an indicator (``bare_name``), of a clause's end (``without_tail``). What stands in quotation marks is left alone.
"""

from __future__ import annotations

import re

from nigao.asking.ref import QUOTED

_TITLES = r"主任|书记|市长|省长|县长|区长|州长|镇长|乡长|局长|处长|科长|厅长|司长|部长|院长|校长|行长|秘书长|秘书|组长|主席|董事长|总经理|经理|老总|老板|领导|专员|同志|老师|科长|老[王李张刘陈]|小[王李张刘陈]|[王李张刘陈]总"
_WHO = rf"(?:(?:好?几|各|两|三|多|有)(?:位|个)(?:副?(?:局长?|处长?|主任|市长|领导|同志|委员|代表|专家|老师)|[一-龥]{{2,4}}?(?=都|也|说|提))|有(?:人|同志|领导|代表)|[刘赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹苏潘葛范彭鲁马方任袁唐薛贺罗郝安于傅余顾孟黄尹姚邵汪毛宋熊董梁杜贾江郭林钟徐邱高夏蔡田胡卢丁邓洪石崔程陆](?:处|局|科|总|工|厅|部|秘|董)|副(?:局|处|市长|县长)|[一-龥]{{0,2}}(?:正|副|代|老)?(?:{_TITLES})们?|(?:上|分管|主要|带班)?(?:面|级|头)|上面|上头|上级|大家|大伙儿?|会上|常务会|党组会|办公会|专题会|[省市县区州部委局]里|甲方|业务处室|各位)"
_OFFICE = r"(?:(?:(?![哪两几这那里的第])[一-龥]){1,6}?(?:委|局|厅|办|部门|中心|公司|院))"
_WHEN = r"(?:看[完过了]|听[完过了]|翻[完过了]|刚刚?|刚才|方才|昨天|今天|今早|上午|下午|中午|早上|前两天|前几天|又|特意|专门|也|都|还|就|在会上|会上|那边|那儿)*"
_CALLED = r"(?:(?:来|打来?|回)(?:了)?(?:个)?(?:电话|微信|短信)|发(?:来)?(?:了)?(?:个)?(?:消息|微信|短信|通知|函))"
_SAYS = r"(?:回话|认领|回复|说|讲|交代|要求|指示|批示|批注|批了|批|强调|提出|提|建议|认为|觉得|希望|问|意思|叮嘱|嘱咐|吩咐|点名|提到|提起|反映|反馈|通知|明确|嫌|想|催|定了|点头|发话)(?!明|法|到)"
_SAYING = rf"{_WHEN}(?:{_CALLED}，?)?{_WHEN}{_SAYS}(?:了|过|的|我们?|咱们?|要)*(?:一下)?(?:的)?(?:意思)?(?:就?是)?[，,：:]?"
_POLITELY = (
    r"(?:(?:那个啥|那什么|那啥|内个|嗯+|呃+|额|哎|诶|喂|哦|噢|好了?|行了?|对了|话说|是这样的?|这样吧?|您好|你好|早|大家好|早上好|下午好)[，,！!。 ]+|(?:不好意思|打扰了?|劳烦|劳(?:您|你)驾|受累|费心|费神|小拟|辛苦啦|劳驾|辛苦您?|拜托|烦请|恳请|敬请|有劳)[，,！! ]*|"
    r"(?:我|我们|咱们?)?(?:想|需要|要)(?=请|麻烦|让您|让你|拜托|问|了解|知道|打听|看看|查)|(?:麻烦|劳烦|烦)(?:您|你)?(?:再)?(?:给|帮)?(?:我|我们|咱)?(?:们)?(?:忙)?|"
    r"(?:想)?请(?:您|你)(?:再)?(?:给|帮)?(?:我|我们|咱)?(?:们)?(?:忙)?(?:把关|看看)?(?=[^，。？?]{2})|(?:请问|请教|问|打听|了解)(?:一下|下|您|你)*[，, ]*(?=.{4})|(?:想|要|我想)?(?:知道|了解)(?:一下|下)?[，, ]*(?=.{4}))"
)
_HEAD = re.compile(
    rf"(?:{_POLITELY}|(?:那|这回|这次|昨天|今天|刚才|上午|下午|昨晚|前天|上周)?(?:开会|[一-龥]{{0,2}}(?:碰头|例|办公|专题|调度|讨论|汇报)会)?(?:的时候|时|上)?{_WHO}{_SAYING}|{_OFFICE}{_WHEN}(?:{_CALLED}，?{_WHEN}(?:说|讲|通知|反馈)?|(?:说|讲|要求|建议|希望|反馈|提出))(?:了|过|的)?(?:是)?[，,：:]?(?=[^\d，]{{3}}))+"
)
_TAIL = re.compile(
    r"(?:[，, ]+(?:谢谢|多谢|感谢|辛苦|麻烦|拜托)[^，。？?]{0,4}|[，, ]*(?:谢谢|多谢|谢了|感谢|有劳|辛苦)(?:您|你|了|啦|啊|哈)*|[，, ]+(?:麻烦|请|烦请|劳烦|帮)(?:帮)?(?:您|你)?(?:帮(?:我|忙)?|我)?(?:给)?(?:我)?(?:查|看|问)(?:一下|一查|查|看)?(?:吧|呗)?|"
    r"(?:我|俺|咱)?(?:这)?(?:一)?(?:忙|急|下子|时|眼花|着急)*(?:就)?(?:给)?(?:忘了?|记不(?:清|住|得)了?|想不起来?了?|弄混了?|记混了?)|[，, ]*(?:急用|着急用|急着用|急等|等着用|马上要|领导等着|我好回话|我再去回话|查完[^，。]{0,10}))[。！!~～]*$"
)
_SOMEBODY = re.compile(
    r"(?![^说讲]*(?:不是|没|怎么|去年|哪|谁|什么|别|不))[^，。；：\ue300-\ue3ff]{2,8}?(?:说|要求|交代|建议|提出|反映)(?:了)?[，,：:]?(?=[\ue300-\ue3ff]|第[一二三四五六七八九十]|（[一二三四五六七八九十]|把|将|全文|稿子)"
)
# Beside the name of an indicator: who says so and how it came; and what is only breath: 那个空啊.
_PERSON = rf"(?:[一-龥]{{0,3}}副?(?:{_TITLES})|上面|上头|人家|他们|对方|[一-龥]{{1,6}}?(?:局|委|办|厅|部门|处|集团|公司|中心))"
_TOLD = (
    r"(?:那边|那头|那里|刚|刚才|又|已经|都|最后|今天|昨天|上午|下午|再三|专门|会上|来|打|电话|函|文|信|短信|微信|说|讲|交代|要求|批示?|"
    r"指示|强调|通知|反馈|确认|明确|定|核|核实|报|告诉|提|嘱咐|拍板|意见|意思|一下|过|来|了|是|的|：|，)"
)
_SAID_BY = re.compile(rf"^(?:{_PERSON}{_TOLD}+)+(?=[一-龥A-Z].)")
_SPEAKER = re.compile(rf"(?:{_PERSON}|[一-龥]{{2,4}}(?=那边|那头|那里)){_TOLD}*")
_AFTER = re.compile(
    r"(?:(?:的|那|这)?(?:那个|这个|那处|这处|那一?项|这一?项|那里|那儿|这里|这儿|那块|这块|那边)?(?:的)?(?:空|数|数字|缺口)?(?:啊|呀|呢|嘛|吧|哈|么|，)*)$"
)
_ASKED = re.compile(
    r"(?:我|咱|俺)?(?:还)?(?:想|要)?(?:请问|请教|了解|打听|问|咨询|核实|确认|查|看)(?:一?[下问查看])?|(?:麻烦|劳驾|拜托|帮(?:我|忙|咱)?|给我|替我|请)(?:再)?(?:查|看|瞅|瞧|翻|找|问|算|说|告诉)?(?:一?[下查看瞅瞧翻找]|看看)?|"
    rf"(?:(?:{_TITLES})|上面|上头|人家|他们|有人)(?:刚|刚才|又|在|等着|急着)*(?:问|要|催)(?:起来?|我|的是|到|用)?|"
    r"(?:我|这|一|下|忙|还|真|给|都|有点|突然|又|就|啊|把)*(?:忘|记不清|记不得|记不起|想不起|想不到|没印象|拿不准|搞不清|吃不准|不记得|不清楚|不确定)(?:了|来|掉|记)*|"
    r"(?:万一|要是|如果|回头|到时候|怕|假如)(?:有)?[一-龥]{0,8}?(?:问|追问|较真|质疑|挑)(?:起来|起|到|我|咱们?|上来)*|等着(?:要|用|报)|急着(?:要|用)|告诉我|再(?:告诉|说)|跟我说|说一?下|来着|到底|究竟|对了|你好|您好|嗯|喂|那个|这个|咱们?稿子(?:里|上)?|稿子(?:里|上)|台账(?:里|上)|材料(?:里|上)(?:的)?(?=报|写)"
)
_END = re.compile(r"(?:吧|了|。|！|谢谢|哈|啊|呗|行不行?|可以吗|好吗|行吗|好不好)+$")
_BEGIN = re.compile(r"^(?:请|麻烦|劳驾|帮我|帮忙|给我|，|另外|还有|顺便|顺带|然后|同时|再(?=把|将)|那|嗯|对了|那个)+")
_BREAK = re.compile(r"([，,。；;！!？?\n]+)")


# What somebody may say is no frame: 如果市长嫌长.
_IF = re.compile("(?:如果|要是|假如|假设|万一|倘若|若是?|除非|等|听说|据说)")


def unframed(message: str) -> str:
    """The message without politeness at its ends and without who says so at the head of its clauses."""
    pieces, at = [], 0
    for quoted in QUOTED.finditer(message):
        pieces += [(message[at : quoted.start()], False), (quoted.group(), True)]
        at = quoted.end()
    pieces.append((message[at:], False))
    marks = {chr(0xE300 + n): words for n, (words, kept) in enumerate(pieces) if kept}
    text = "".join(next(sign for sign, one in marks.items() if one is words) if kept else words for words, kept in pieces)
    stripped = _TAIL.sub("", _heads(text)) or text
    return "".join(marks.get(c, c) for c in stripped)


def _heads(text: str) -> str:
    """Each clause without its frame, where something is left of it."""
    out = []
    for piece in _BREAK.split(text):
        found = None if _IF.match(piece) else _HEAD.match(piece) or _SOMEBODY.match(piece)
        rest = piece[found.end() :] if found else piece
        out.append(rest if len(rest) > 1 or not found else "")
    joined = "".join(out)
    return re.sub(r"^[，,：:。 ]+|([，,])[，,]+", r"\1", joined)


def unasked(words: str) -> str:
    """A question without who asks and why: 请问, 主任问, 来着, 我这一忙给忘了."""
    return _ASKED.sub("", words)


def without_tail(words: str) -> str:
    """A clause without what it ends in politely: 吧, 谢谢, 行不."""
    return _END.sub("", words)


def within_clause(words: str) -> str:
    """A clause without what it begins and ends in: 麻烦, 另外; 行不."""
    return without_tail(_BEGIN.sub("", words))


def speaker(name: str) -> bool:
    """Whether the words name only who says something: 园林那边讲, 能源局来函说."""
    return bool(_SPEAKER.fullmatch(name))


def bare_name(name: str) -> str:
    """The name alone; as it was where nothing would be left of it."""
    kept = _AFTER.sub("", _SAID_BY.sub("", name))
    return kept if len(kept) >= 2 else name
