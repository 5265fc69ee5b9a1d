"""Everyday names of indicators: 地铁 for 轨道交通, 财政收入 for 一般公共预算收入; what tables and reports call them is ``nigao.figures``' to know."""

from __future__ import annotations

import re

from nigao.figures.aliases import canonical

_EVERYDAY: tuple[tuple[str, str], ...] = (
    (r"^经济(?:总量|总值|增长|增速|发展)?$|^生产总值|^国内生产总值", "地区生产总值"),
    (r"财政(?:总)?收入|^财税收入|公共预算收入", "一般公共预算收入"),
    (r"财政支出", "一般公共预算支出"),
    (r"^物价(?:指数|水平|涨幅)?$", "居民消费价格"),
    (r"^(?:调查)?失业率", "城镇调查失业率"),
    (r"^(?:老百姓|百姓|群众|居民)?(?:人均)?收入$|居民收入|可支配收入", "居民人均可支配收入"),
    (r"^就业(?:人数)?$|新增就业", "城镇新增就业"),
    (r"地铁|轨交", "轨道交通"),
    (r"新能源车", "新能源汽车"),
    (r"绿电", "绿色电力"),
    (r"^(?:社零|消费总额|社会消费)$", "社会消费品零售总额"),
    (r"^(?:投资|固投)(?:总额|完成额)?$", "固定资产投资"),
    (r"^(?:外贸|进出口)$", "进出口总额"),
    (r"雾霾|空气质量$", "细颗粒物"),
    (r"老楼装电梯|装电梯", "加装电梯"),
    (r"热线(?=满意|解决|诉求)|12345", "市民服务热线"),
)
_LOOSE = (
    r"总共|一共|合计|累计|平均|年均|总|里程|数量|个数|家数|规模|金额|额|通了?|开通|建成|建了|完成|达到|究竟|到底|大概|差不多|来着|目前|现在"
)


def formal(name: str) -> str:
    """The name as reports have it, the same where it is none of these."""
    for pattern, usual in _EVERYDAY:
        if usual not in name and re.search(pattern, name):
            return canonical(re.sub(pattern, usual, name, count=1))
    return canonical(name)


def core(name: str) -> str:
    """The name without words that only say how much or since when."""
    kept = re.sub(_LOOSE, "", formal(name))
    return kept if len(kept) >= 2 else formal(name)


def alike(name: str, indicator: str) -> float:
    """How much of a name an indicator holds, by neighbouring characters: 0 to 1."""
    said, known = core(name), canonical(indicator)
    pairs = [said[i : i + 2] for i in range(len(said) - 1)]
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else 0.0
