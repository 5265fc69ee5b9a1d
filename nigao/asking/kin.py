"""Words by which people call the parts of such papers, whatever their headings say: 环保 for 生态环境, 打算 for 工作安排.

Words of one row mean the same field or part; narrower ones are left out, for what speaks of 养老 is a paragraph, not 民生.
"""

from __future__ import annotations

# Parts of the first level.
PARTS = (
    ("不足", "问题", "短板", "困难", "差距", "挑战"),
    ("打算", "计划", "安排", "谋划", "思路", "下步", "下一步", "重点工作", "重点任务", "工作任务", "部署", "今年工作", "来年工作"),
    ("回顾", "完成情况", "总结", "成绩", "成效", "工作情况", "开展情况", "去年工作", "主要做法"),
)
# Fields of work, of any level.
FIELDS = (
    ("安全", "平安", "安全生产", "稳定", "维稳", "应急", "社会治安", "综治"),
    ("生态", "环保", "环境", "绿色", "绿水青山", "污染防治", "蓝天", "双碳"),
    ("民生", "福祉", "惠民", "百姓", "老百姓", "群众生活"),
    ("乡村", "农村", "三农", "农业", "涉农", "村里", "乡村振兴"),
    ("产业", "工业", "制造业", "实体经济"),
    ("科技", "创新", "科创", "研发"),
    ("党建", "党的建设", "从严治党", "管党治党"),
    ("自身建设", "政府建设", "作风建设", "转作风"),
    ("项目", "投资", "重大项目", "项目建设", "基建", "基础设施"),
    ("消费", "内需", "促消费", "市场消费"),
    ("开放", "外贸", "外资", "对外开放", "两区", "外经贸"),
    ("改革", "深改", "体制机制", "体制改革"),
    ("城市", "城建", "城市建设", "城市管理", "城管", "城市治理", "城乡面貌", "市容"),
    ("文化", "文旅", "文体", "宣传文化", "文化建设"),
    ("数字", "数字化", "智慧", "信息化", "数智"),
    ("客户", "客服", "用户服务", "客户服务"),
    ("队伍", "干部", "人才队伍", "队伍建设"),
    ("监管", "治理", "执法", "行业管理"),
    ("协同", "京津冀", "区域协同", "协同发展"),
)


# What people say of a paragraph's field, and what papers write.
_PLAINLY = (
    ("看病", ("健康", "医疗", "卫生")),
    ("医院", ("医疗", "卫生健康", "健康")),
    ("上学", ("教育", "学位")),
    ("学校", ("教育", "学位")),
    ("找工作", ("就业",)),
    ("房子", ("住房", "居住")),
    ("买房", ("住房",)),
    ("老人", ("养老", "老龄")),
    ("社保", ("社会保障",)),
    ("堵车", ("交通", "疏堵")),
    ("停车", ("停车位", "停车设施")),
    ("困难", ("困难和挑战", "困难挑战", "问题和不足")),
    ("不足", ("困难和挑战", "问题和不足", "存在的问题")),
    ("存在的问题", ("困难和挑战", "问题和不足", "短板")),
    ("问题和不足", ("困难和挑战", "存在的问题", "短板")),
    ("种树", ("绿化", "造林")),
    ("空气", ("大气", "污染防治", "蓝天")),
    ("农民", ("农民增收", "增收")),
    ("做生意", ("营商环境",)),
)


def plainly_called(words: str) -> tuple[str, ...]:
    """The written words for what is spoken of plainly; () for what is not."""
    return next((written for spoken, written in _PLAINLY if words.removesuffix("的") == spoken), ())


# What a field is called with and without: 生态环境保护, 民生保障, 乡村发展.
LOOSE_ENDS = ("保护", "保障", "发展", "治理", "领域", "事业", "改善", "板块", "管理", "这一块", "内容", "一体化", "工作", "建设", "任务")


def called(words: str, rows: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The other words of the row these are of, the word itself first; () if of none."""
    plain = words.removeprefix("工作") if len(words) > 3 else words
    trimmed = [
        plain,
        plain.removesuffix("工作"),
        plain.removesuffix("建设"),
        plain.removesuffix("方面"),
        *(plain.removesuffix(one) for one in LOOSE_ENDS),
    ]
    row = next((row for one in trimmed for row in rows if len(one) >= 2 and one in row), ())
    return tuple(dict.fromkeys((words, *row))) if row else ()
