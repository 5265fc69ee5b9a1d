"""Words around a name that are not part of it: who says so and how it came (王副主任交代, 教委来电话说), and what is only breath (那个空啊)."""

from __future__ import annotations

import re

_PERSON = r"(?:[一-龥]{0,3}(?:副?(?:主任|书记|局长|市长|省长|县长|区长|厅长|处长|科长|秘书长|部长)|领导|老板)|上面|上头|人家|他们|对方|[一-龥]{1,6}?(?:局|委|办|厅|部门|处|集团|公司|中心))"
_SAYS = (
    r"(?:那边|那头|那里|刚|刚才|又|已经|都|最后|今天|昨天|上午|下午|再三|专门|会上|来|打|电话|函|文|信|短信|微信|说|讲|交代|要求|批示?|"
    r"指示|强调|通知|反馈|确认|明确|定|核|核实|报|告诉|提|嘱咐|拍板|意见|意思|一下|过|来|了|是|的|：|，)"
)
_WHO = re.compile(rf"^(?:{_PERSON}{_SAYS}+)+(?=[一-龥A-Z].)")
_AFTER = re.compile(
    r"(?:(?:的|那|这)?(?:那个|这个|那处|这处|那一?项|这一?项|那里|那儿|这里|这儿|那块|这块|那边)?(?:的)?(?:空|数|数字|缺口)?(?:啊|呀|呢|嘛|吧|哈|么|，)*)$"
)

_SPEAKER = re.compile(rf"(?:{_PERSON}|[一-龥]{{2,4}}(?=那边|那头|那里)){_SAYS}*")


def speaker(name: str) -> bool:
    """Whether the words name only who says something: 园林那边讲, 能源局来函说."""
    return bool(_SPEAKER.fullmatch(name))


def unframed(name: str) -> str:
    """The name alone; as it was where nothing would be left of it."""
    kept = _AFTER.sub("", _WHO.sub("", name))
    return kept if len(kept) >= 2 else name
