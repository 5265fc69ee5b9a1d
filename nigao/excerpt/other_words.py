"""Whether two names that share most of their words are of one thing, told with another verb, more or fewer words: 受理乘客投诉, 受理投诉."""

from __future__ import annotations

import re

from nigao.figures.aliases import qualifiers

# What was done to the things counted, before or behind them (创建星级线路, 星级线路新创).
_DOING = (
    r"新建改造|新建改建|组织|召开|主办|协办|参加|惠及|招收|招生|到账|力争|各类|各项|各种|举办|开展|举行|承办|建成|建立|建设|新建|新开|新创|设立|完成|实施|拥有|共有|开通|开行|开设|签订|签署|受理|办理|创建|创成|安装|更新|购置|救助|帮扶|"
    r"获得|获授权|获批|授权|投入|投用|整改|整治|化解|办结|发放|享受|领取|打造|培育|引进|引入|招录|招聘|录用|选派|接收|接待|服务|推进|推动|实现|达到|发表|编制|出具|处理|上门|"
    r"新增|新|共|为|对|了"
)
_BEFORE, _BEHIND = re.compile(rf"^(?:{_DOING})+"), re.compile(rf"(?:{_DOING})+$")
_ANYWHERE = re.compile(_DOING)
_TAILS = re.compile(r"(?:总数|数量|数|面积|人数|人次|总量|规模|服务|患者|病人|台次|总?人员)+$")
_WHOSE = re.compile(r"^(?:[我全][省市县区院校局街镇乡旗州社园馆所站]|辖区|本院|本校|全系统|公司|集团)")
_A_THING, _ITS_LETTERS = 3, 4


def of_one_thing(asked: str, told: str) -> bool:
    """Whether what is asked for under one name is what is told under the other."""
    asked, told = (re.sub(r"平均(?=.*率$)", "", name) for name in (asked, told))
    if qualifiers(_WHOSE.sub("", asked)) != qualifiers(_WHOSE.sub("", told)):
        return False
    one, other = counted_of(asked), counted_of(told)
    short, long = sorted((one, other), key=len)
    if short == long and len(short) > 1:
        return True
    if len(short) >= _A_THING and (long.startswith(short) or long.endswith(short)):
        return True
    whole = sorted((asked, told), key=len)
    if len(bare := _ANYWHERE.sub("", asked)) > _ITS_LETTERS and bare == _ANYWHERE.sub("", told):
        return True
    return any(len(a) >= _ITS_LETTERS and _in_order(a, b) for a, b in ((short, long), whole)) or _with_its_verb(*whole)


def without_owner(name: str) -> str:
    """A name without whose it is (全社供应化肥)."""
    return _WHOSE.sub("", name)


def counted_of(name: str) -> str:
    """What a name says is counted, without who, what was done to it and how it is counted; as it is where that leaves nothing."""
    bare = _BEHIND.sub("", _BEFORE.sub("", _WHOSE.sub("", name)))
    return _TAILS.sub("", bare) or name


def _in_order(short: str, long: str) -> bool:
    """Whether a name is the other with words left out of it: it begins or ends as that does (电诈发案数, 电信诈骗发案数)."""
    letters = iter(long)
    return all(letter in letters for letter in short) and (short[:2] == long[:2] or short[-2:] == long[-2:])


def _with_its_verb(short: str, long: str) -> bool:
    """Whether a name is the other with its parts in another order and one left out (站台新建改造, 新建改造公交站台)."""
    left = list(long)
    for letter in short:
        if letter not in left:
            return False
        left.remove(letter)
    return len(short) > _ITS_LETTERS
