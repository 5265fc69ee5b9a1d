"""Clauses that ask for nothing: reasons, complaints, what is to stay as it is; and clauses that say not to, or to wait."""

from __future__ import annotations

import re

from nigao.asking.saying import P, Q, S, Saying

# Examples stand in tests/data/chat/sentences.jsonl.
_COMMENT = re.compile(
    rf"(?:{S}|{P}|这|它|内容|文字|写|说|讲)*(?:有点|有些|实在|还是|太|过于|过|偏|不够|没有?)(?:长|啰嗦|水|空|短|单薄|散|虚|实|细|像样|到位|重点|数据|具体|满意|写好|写清楚?|讲清楚?|好|行|亮点|新意|全|准)+(?:点|些)?"
    rf"|(?:{S}|{P})?(?:领导|主任|局长|秘书长|市长|处长|主管|上面|大家|我)*(?:点头|同意|看过|审过|核过|没意见|签字|改好|说行|说可以|定)+"
    rf"|(?:{S}|{P}|里面?)*(?:好几个|有几个|几个|有些|还有|部分)?(?:数|数字|数据|指标|地方)(?:没|未|不)(?:核|核实|核对|准|对|全|定)(?:完|好|清)?"
    rf"|(?:{S})?(?:别|不要|不该|不应该?|不宜|不能)(?:再)?(?:排|放|摆|搁|列)(?:在|到)?(?:第[一二三四五六七八九十\d]+|最后面?|最前面?|前面|后面|末尾|这儿?|那儿?|这里|那里)"
    r"|(?:嗯|呃|啊|哦|噢|额|唔|欸|那个|这个|怎么说呢|你看|是吧)+"
    rf"|(?:其他|其它|其余|别的?|剩下|前后|上下)(?:各)?(?:段落|段|部分|内容|地方|节|文字|句子|{S})*(?:原封不动|照旧|不变|不要?动|别动|不用动|保留|留着|保持原样|原样|一字不动|不改)"
    rf"|(?:{S})?(?:序号|编号|标题|顺序|层级)(?:照旧|不变|不动|别动|不用改|顺延|跟着改|往后顺延|依次顺延)|(?:去年|上年)的?(?:话|内容|文字|提法|说法|表述|句子)(?:就|还|都|先|可以)*(?:留着|保留|不动|别动|不用动|不改)(?:行|即可|好)?|原样放那儿|原样(?:留着|放着|不动)|(?:不用|不要|别|先不|先别)(?:管|动|看)(?:别的?|其他|其余)(?:的)?(?:地方|部分|节)?|(?:别的?|其他|其余)(?:的)?(?:先)?(?:不用|不要|别|不)(?:管|看)|改过来|改正?过来|更正过来|改好|"
    rf"挤挤?水分|不行|算|是不行|辛苦|抱歉|不好意思|你好|您好|好|行|好吧|对|是这样|内容(?:一样|不变)|意思不变|{Q}|等.{{1,12}}(?:数|数据|材料|意见|通知|口径|结果|批示|会|来|再说)|(?:{S}|{P})?(?:别|甭|不要|不用)(?:那么|这么|写那么|太|写太|写)?(?:长|啰嗦|啰唆|多|细|虚)"
)
_NOT = re.compile(
    r"不要(?!$)|别(?!的|处|人|克)|甭|不能|不可|不得|不许|不准|不必|不用(?!$)|不需要|不想|不打算|暂不|暂时不|先不|勿|没必要|没让|没叫|没说要?|无需|不该|不应|不同意|不予|未必"
)
_ACTS = r"(?:采纳|采用|通过|签发?|定稿|删(?:掉|去|除)?|去掉|拿掉|砍|退回|打回|重写|改写|改动?|动|撤销|恢复|移动?|挪|换|精简|压缩|压|缩|扩写?|合并|补|填|急|增加|加)"
_DONT = re.compile(
    rf"(?:{S}|{P}|里|中|这|{Q}|内容|句话|句|话|文字|一个字|数|一定|千万|可|先|暂时|暂|段|节)*(?:{_NOT.pattern}|{_NOT.pattern})(?:急|着急|忙)?(?:着|去|随便|轻易|乱|自动)?{_ACTS}?(?:{S}|{P}|{Q}|里|中|[一-龥]{{0,6}}(?:段|节|句|话|字))*(?:，?原样(?:放|留)?[一-龥]{{0,4}})?"
)
_DONT_ACT = re.compile(
    rf"(?:{S}|{P}|里|中|这|可|千万|先|暂时)*(?:{_NOT.pattern})(?:{S}|{P}|{Q}|里|中|随便|乱|轻易|和|、)*{_ACTS}(?!字|写)[^，]{{0,6}}$"
)
_WAIT = re.compile(
    rf"(?:{S}|{P}|先|这|采纳|暂时|，)*(?:(?:放着|搁着|留着|保持|维持)*(?:不动|别动|不要动|不用动|不碰|别碰|先不管)|不忙|等等看?|等一等|等会儿?|缓缓|缓一缓|放一放|放放|搁一搁|搁着|放着|留着|不急|以后说|回头说|改天说|明天说|看看说|考虑考虑|说|研究研究|等.{{0,8}}(?:定|说|来|核|公布|意见))"
)

# 养老床位数先不填: whatever is named, it is not to be touched yet.
_NOT_YET = re.compile(
    rf"(?:{S}|里|中)*[^，。{Q[1:-1]}]{{0,16}}?(?:先|暂时|暂)(?:不要|不用|不|别|甭)(?:着急|急着|忙着|忙|急|用)?(?:填|改|动|写|碰|采纳|签|删)(?:上|掉|吧|了)*"
)


_CEILING = re.compile(
    r"(?:不要|别|不用|不必|不得|不能|不可|不许)(?:再)?(?:超过?|多于|多过|少于|突破|过(?=[一二两三四五六七八九十百千万\d]+字))"
)


def comment(said: Saying) -> bool:
    """Whether a clause asks for nothing."""
    return bool(_COMMENT.fullmatch(said.squeezed)) or not said.squeezed


def forbids(said: Saying) -> bool:
    """Whether a clause says not to do something, or to wait."""
    text = said.squeezed
    if _CEILING.search(text) or re.fullmatch(rf"(?:不要|不用){S}", text):
        return False
    if "，" in text and "原样" not in text:
        return False
    if _NOT_YET.fullmatch(said.text):
        return True
    return bool(_DONT.fullmatch(text) or _WAIT.fullmatch(text) or _DONT_ACT.match(text))


def negated(said: Saying) -> bool:
    """Whether a not stands anywhere in it that no length explains."""
    if re.fullmatch(rf"(?:不要|不用){S}", said.squeezed):
        return False
    return bool(_NOT.search(re.sub(rf"{_CEILING.pattern}|别的|不要了?$|不用了?$", "", said.squeezed)))
