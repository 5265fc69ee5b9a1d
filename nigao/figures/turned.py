"""The thing that a sentence, or a part of it behind a ；, names in a clause without figures: what its figures are told of."""

from __future__ import annotations

import re

from nigao.figures import subject

# What is built, run or carried out, by its last word.
_THING = (
    r"工程|项目|厂|园|园区|中心|医院|院区|校区|学校|中学|小学|幼儿园|大桥|桥|公路|高速|铁路|隧道|地铁|号线|线路|站|港|码头|机场|基地|平台|公司|水库|水渠|管廊|管网|主干管|"
    r"广场|公园|标段|[一二三四五]期|博物馆|图书馆|体育馆|文化馆|场馆|大厦|住院楼|教学楼|综合楼|电站|风电场|电厂|灌区|高炉|生产线|系统|大道|路|街|改造|改扩建|扩建|迁建|技改|[一二三四五六七八九十][中小]"
)
_STATE = (
    r"于|已|正在|均|顺利|全面|全部|全线|基本|如期|按期|提前|成功|正式|主体|完成|通过|开工|建成|竣工|投用|投产|投运|启动|实现|进展|进入|累计|加快|稳步|有序|率先|"
    r"获批|获|试运行|揭牌|上线|运行|封顶|贯通|通车|交付|落地|签约|扭亏|由|因|受|\d{1,2}月|今年|年内|当年|全年|上半年|年底"
)
_TURNS = re.compile(rf"^(?P<who>[一-鿿“”A-Za-z（）—\-·\d]{{2,28}}?(?:{_THING}))(?={_STATE})")
# What was measured of it, not what it is: 工程质量, 重点项目投资.
_NOT_ONE = re.compile(
    r"^(?:重大|重点|全部|各类|一批|所有|有关|相关|部分|主要|在建|续建|新建|续?建设)?(?:工程|项目|系统|平台|园区|公司|学校|企业)$|^(?:全|各|所有|一批|坚持|推进|加快|加强|强化|完善|围绕|聚焦|实施|开展|建设|建立|持续|深入|积极|大力|扎实|通过|以|为|对|在|把|将|和|与)|[一二三四五六七八九十两\d]+(?:个|项|座|条|所|家|处|批|大)"
)
# 开工建设南部片区污水处理厂，年内完成投资…: what is begun or built.
_BUILT = re.compile(
    rf"^(?:开工建设|开工|新建|新开工|建设|启动|建成|续建|改造|改扩建|实施|完成|推进)+(?P<who>[一-鿿“”A-Za-z（）—\-·\d]{{2,28}}?(?:{_THING}))(?:的?(?:建设|工作|项目))?$"
)
_AIM = re.compile(r"^(?:确保|力争|争取|推动|加快|继续|全力|着力|积极|年内|全面|今年|全年)+")
_LONGEST = 200


def turned_to(ahead: str) -> str:
    """What the words before a figure's clause speak of last (南部片区污水处理厂于5月18日开工建设，), "" if they name no one thing."""
    for clause in reversed([clause for clause in ahead[-_LONGEST:].split("，") if clause]):
        bare = _AIM.sub("", clause)
        match = _TURNS.match(bare) or _BUILT.match(bare)
        if match:
            who = subject.tidy(match["who"])
            return "" if _NOT_ONE.search(who) else who
    return ""
