"""The units and measure words of official writing, by what they count; data only."""

from __future__ import annotations

from nigao.figures.wording import words

# Measure words for things and people (《现代汉语八百词》, appendix of measure words; those met in government work reports).
THINGS = frozenset(
    words(
        """
    个 家 户 项 件 条 所 座 处 名 位 人 口 台 套 辆 架 艘 列 班 类 款 篇 部 本 册 张 页 份 例 起 宗
    桩 笔 单 门 间 栋 幢 层 片 块 段 支 枚 只 头 匹 尾 羽 株 棵 席 对 双 副 把 根 眼 孔 盏 组 队
    轮 帧 幅 首 场 期 届 批 次 种 盘 桶 盒 瓶 袋 包 粒 颗 剂 针 箱 柜 路 面 组 杆 挂 架次 艘次 车次
    列次 批次 场次 班次 件次 户次 家次 人次 人年 人日 剂次 例次 台次 辆次 亩次 台套 台（套） 人份 篇次 部次 期次 份次 条次 标准箱 标箱
    自然箱 标准机架 机架 机柜 床 户家庭 个次 卷 卷件 集 节 档 台班 课时 学时 字 枚 顶 盆 窝 箱只 局 屏
    点位 股 则 封 令 票 滴 餐 道 摊 家门 小区 客位 车位 泊位 县次 车公里 车道公里 路段 频道 频次 档次
    令纸 手 棒 卡 核 片区 词条 兆瓦时 人·次 班列 个班 重量箱 人天 人时 人月 车日 船天 台时 车时 架时 机时 工时 学分 班组 桩位
    铺位 库位 摊位 工位 机位 栏位 墓位 穴位 通 宗地 网格 教学点 教学班
    """
    )
)
# Legal units of measurement (GB 3100—1993) with those the trade writes beside them.
MEASURES = frozenset(
    words(
        """
    元 美元 欧元 港元 港币 日元 英镑 卢布 澳元 韩元 加元 泰铢 卢比 瑞郎 元人民币 分 角 亩 公顷 顷 平方米
    平方公里 平方千米 立方米 立方 方 立方公里 公里 千米 米 分米 厘米 毫米 微米 纳米 海里 里 吨 公斤 千克 克
    斤 毫克 微克 两 担 公吨 升 毫升 千瓦 兆瓦 吉瓦 瓦 千瓦时 度 吨标准煤 千克标准煤 克标准煤 公斤标准煤 吨标煤 标准立方米 标方 千伏安 兆伏安
    千伏 伏 安时 焦耳 吉焦 载重吨 总吨 吨位 修正总吨 综合吨 吨公里 人公里 换算吨公里 摄氏度 ℃ ° 分贝 帕 兆帕
    比特 字节 兆 贝克 希沃特 马力 克拉 盎司 桶油当量 吨油当量 二氧化碳当量 吨二氧化碳 吨二氧化碳当量 亩分 石
    蒲式耳 平方 延米 米水柱 标煤 ㎡ ㎥ ㎞ ㎏ ㎜ ㎝ 千安时 度电 千卡 大卡 浮点运算 赫兹 流明 千升 千吨公里
    """
    )
)
# Units written in Latin letters; only these make a number before letters a figure (5G, 4K, 3D are names).
LATIN = frozenset(
    words(
        """
    km kg m cm mm t g mg ml L km2 m2 m3 m² m³ km² ㎡ KM kW MW GW TW
    kWh MWh GWh TWh kw mw Gw GWH KW KWH kV kv Mbps Gbps Tbps TB PB
    EB GB MB ZB EFLOPS PFLOPS Eflops Pflops EFlops PFlops EFlops P
    μg µg ug dB nm μm mol E Flops TEU TOPS MPa Hz GHz MHz Wh Ah ha bp BP BPs
    """
    )
)
SHARES = {
    "%": "%",
    "‰": "‰",
    "百分点": "百分点",
    "个百分点": "百分点",
    "个点": "百分点",
    "个千分点": "千分点",
    "基点": "基点",
    "个基点": "基点",
    "BP": "基点",
}
FOLDS = frozenset({"倍"})
# Spans of time: time, not figures, unless the span itself is what is asserted.
TIMES = frozenset(
    words(
        """
    年 月 日 天 周 季 季度 小时 分钟 分 秒 个月 个小时 个工作日 工作日 个季度 个星期 个学期 个学年 年度 学年
    年级 周年 周岁 岁 世纪 年代 时 点 点钟 旬 夜 晚 刻钟 学期 毫秒 微秒 个交易日 交易日 个自然日 自然日
    个周末 期间 余年 载 个年头 个春秋 代 辈子 届 个五年 个日夜 昼夜 个昼夜 季节 日游 天内 宿
    """
    )
)
# After a number these make a name, a grade or an ordinal of it, never a quantity.
NAMING = frozenset(
    words(
        """
    号 级 型 式 后 线 系 版 街 团 班 师 院 届 世 铁 幺 高地 期 路 桥 厂 矿 井 库 楼 标段 强 维 代表
    """
    )
)
# Places counted without a measure word (惠及12县、覆盖30省).
PLACES = frozenset(
    words(
        """
    省 市 县 区 镇 乡 村 国 州 旗 盟 省份 县域 省区市 省区 区县 县市区 县区 街道 社区 乡镇
    """
    )
)
COUNTED = frozenset(
    words(
        """
    项目 企业 机构 单位 学校 任务 案例 平台 产品 课题 园区 成果 医院
    """
    )
)
ALL = THINGS | MEASURES | LATIN | frozenset(SHARES) | FOLDS | TIMES | PLACES
LONGEST = max(map(len, ALL))
# One unit for several spellings. 人民币元 is 元 unless another currency is named.
SPELLED = {
    "元人民币": "元",
    "个人": "人",
    "个人次": "人次",
    "平方千米": "平方公里",
    "千米": "公里",
    **{f"{micro}g/m{three}": "微克/立方米" for micro in "μµu" for three in "3³"},
    "mg/m3": "毫克/立方米",
    "mg/m³": "毫克/立方米",
    "mg/L": "毫克/升",
    "立方": "立方米",
    "㎡": "平方米",
    "m2": "平方米",
    "m²": "平方米",
    "m3": "立方米",
    "m³": "立方米",
    "km": "公里",
    "KM": "公里",
    "㎞": "公里",
    "km2": "平方公里",
    "km²": "平方公里",
    "kg": "公斤",
    "㎏": "公斤",
    "t": "吨",
    "kW": "千瓦",
    "KW": "千瓦",
    "kw": "千瓦",
    "MW": "兆瓦",
    "GW": "吉瓦",
    "kWh": "千瓦时",
    "KWH": "千瓦时",
    "m": "米",
    "个百分点": "百分点",
    "个点": "百分点",
    "BP": "基点",
    "bp": "基点",
    "BPs": "基点",
    "个基点": "基点",
    "吨标煤": "吨标准煤",
    "港币": "港元",
    "TEU": "标准箱",
    "标箱": "标准箱",
    "ha": "公顷",
    "平方": "平方米",
    "度电": "度",
    "℃": "摄氏度",
    "户家庭": "户",
    "家门": "家",
    "台（套）": "台套",
    "个班": "个",
}
# Measure words strong enough that a Chinese numeral before them counts something (两家, 三所); the others introduce set phrases.
STRONG = frozenset(
    words(
        """
    家 所 座 户 人 名 件 套 台 辆 架 艘 列 间 栋 幢 例 起 宗 笔 份 篇 部 本 册 株 棵 头 只 枚 张
    片 块 公里 亩 平方米 平方公里 公顷 吨 公斤 斤 元 美元 人次 架次 车次 场次 标准箱 千瓦 千瓦时 立方米 米
    倍 % 百分点 个百分点 台套 户次 艘次 席 处 场
    """
    )
)
# Words that begin like a unit: 人口, 家庭, 项目, 户籍 …; the number before them has no unit written.
NOT_UNITS = frozenset(
    words(
        """
        人口 人民 人才 人均 人群 人大 家庭 家居 家电 家具 项目 户籍 户厕 件套 名录 位数 位居 位列 部门
        页岩 页面 部委 部署 部分 部队 所有 所属 处理 处于 处置 条件 条例 台阶 套餐 场所 场景 场馆 场地 期间 期货
        类型 类别 种类 种植 种子 次数 次序 批发 门类 门户 间接 层次 层级 片区 块链 段位 支持 支出 支付
        支撑 支柱 只有 头部 班子 班列 款项 本科 本地 本土 本级 单位 单项 单体 起步 起点 份额 面积 面向
        组织 组建 路网 点位 分别 分钟 分类 分布 分区 分会 时代 时间 日报 日均 月度 天然 天津 天地 米粮
        里程 两个 两大 两新 两重 两高 两岸 方面 方案 方式 方向 方阵 度假 升级 升至 升为 升到 国家 国际 国有 省级
        省会 省际 省内 省属 市级 市场 市民 市州 县级 县域 区域 区间 区级 镇街 乡村 村级 村民 元旦 号召
        卡点 核心 核电 手机 把手 口径 口岸 口碑 对口 对接 对外 个体 个人 双边 双向 双一 队伍 道路 集群 集体 集中
        集聚 节能 节点 节约 股权 股份 通讯 通信 通道 通过 通用 通知 通报 通行 通车 通航 通水 通电 通气 通往 通关 面板 包括 包装 箱包 根本 根据 代表 代码 周边 期末 年均 石油
        石化 石漠 局面 首批 首次 桶装 双千 令人 字头 老旧 部件 单元 手段 公里数 省道 县道 乡道 村道 国道
        """
    )
)
