"""What is left of a clause when the words that ask for something, and those that only go along with it, are taken out."""

from __future__ import annotations

import re
from collections.abc import Callable

from nigao.asking.saying import P, Q, S
from nigao.asking.values import Heard, Offer, Order

_PLAIN = (
    r"领导|主任|局长|处长|科长|书记|市长|区长|县长|厅长|秘书长|老板|老总|董事长|上面|上头|大家|人家|我们|咱们|我|你|您|他|咱|"
    r"要求|希望|意思|觉得|认为|看来|感觉|想|说|讲|让|"
    r"应该|应当|可以|需要|必须|尽快|赶紧|赶快|马上|最好|起码|争取|尽可能|尽量|务必|一定|想办法|适当|要|该|得|"
    r"有点|有些|稍微|一点|一些|比较|过于|实在|确实|还是|太|很|偏|更|些|点|"
    r"篇幅|字数|内容|文字|套话|废话|水分|句子|正文|部分|整个|整体|全部|统统|啰嗦|罗嗦|单薄|冗长|拖沓|空洞|简单|臃肿|乱|长|短|水|空|虚|散|多|少|细|薄|厚|大|"
    r"啰唆|嫌|叫|思路|角度|写法|方式|意见|批示|指示|批注|打住|封顶|得了|弄个|换个|换|"
    r"看不下去|读不下去|念不完|不够|不行|不好|没法看|不满意|"
    r"一下|一遍|一版|一稿|试试|看看|处理|就行|即可|就好|够了|就够|为好|为宜|成|行|够|好|弄|搞|整|做|写|改|动|办|样子|"
    r"凡是?|超过|超出|统统|一律|左右|上下|以内|之内|以下|大概|大约|差不多|不超过|别超过|最多|控制|限制|保持|留|剩|到|至|在|"
    r"操作|改动|修改|动作|步骤|东西|那步|这步|样|不对|算了|重复|位置|顺序|次序|一位|一格|一个|单独|专门|另外|新|序号|编号|照旧|不变|"
    r"里面?|中|上|下|和|跟|与|也|都|就|先|又|只|这|那|个|是|有|能|会|它|其|给|把|将|的|了|吧|来|去|一|再|请|，|、|：|一节|节"
)
_LITTLE, _MUCH = 2, 9


def left(text: str, *known: str) -> int:
    """How many characters stay unexplained."""
    for pattern in (*known, _PLAIN):
        text = re.sub(pattern, "", text)
    return len(re.sub(rf"{S}|{P}|{Q}", "", text))


def weighed(found: Heard, over: int, question: Callable[[], str]) -> Heard | None:
    """Done, offered or not believed, by what is left over."""
    if over > _MUCH:
        return None
    if isinstance(found, Order) and over > _LITTLE:
        return Offer(found.commands, question())
    return found
