"""Names of places in a stretch of words: provinces, cities, counties, districts."""

from __future__ import annotations

import re
from functools import lru_cache

_PROVINCES = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
]
_PROVINCE = re.compile("|".join(_PROVINCES))
NAMED = re.compile(r"(?=([一-鿿]{2}(?:区|县|市|旗(?![下舰帜手])|州|镇|乡|街道|片区)))")
_SUBJECT = re.compile(
    r"(?:^|[，,；;：:。])(?:其中[，,：:]?)?在?([一-鿿]{2,4}?(?:区|县|市|旗(?![下舰帜手])|州))(?!域|政|场|级|内|民|委|长|直|人大|人民)"
)
_ZONE = re.compile(r"[^省国家个批级](?:高新|经开|开发|新)区$|^(?:高新|经开)区$")
_NO_PLACE = re.compile(
    "[地园社城心山牧灾景校片特新全我各市郊库辖贸治护范发开验居小矿老林灌海战军赛港税试作能聚领行命导引个本该群省两一二三四五六]区$"
    "|[城全我各都上股超夜早门开收休楼菜集闹辖级个座省县地本该大小中新后]市$|[各全我百个困省强大该本市范点农牧边优产粮业先]县$"
    "|[城各乡村小重集个名强色特]镇$|[城下返家老水故各个镇入离归兴]乡$|[各全我治神]州$|[各镇个该乡]街道$|红旗$"
)


@lru_cache(maxsize=65536)
def places(words: str) -> frozenset[str]:
    """Names of provinces, cities, counties and districts: two characters and the suffix, which is enough to tell them apart."""
    found = {name for name in NAMED.findall(words) if not _NO_PLACE.search(name)}
    return frozenset(found | set(_PROVINCE.findall(words)))


@lru_cache(maxsize=65536)
def subject_places(words: str) -> list[str]:
    """Districts, counties and cities that open a clause, in order: whose figures the clause tells."""
    names = [match[1] for match in _SUBJECT.finditer(words)]
    return [name for name in names if _ZONE.search(name) or not _NO_PLACE.search(name[-3:])]


def province_at_start(clause: str) -> str:
    """The province a clause opens with, "" if it opens with none."""
    match = _PROVINCE.match(clause)
    return match.group() if match else ""
