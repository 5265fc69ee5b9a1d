"""Set phrases, names and contexts in which a number is no figure; data only, each group with its reason."""

from __future__ import annotations

from nigao.figures.wording import words

# A Chinese numeral with a weak measure word before these opens a doctrine or a list, it counts nothing
# (两个毫不动摇, 三个代表, 五个方面, 八项规定, 两种资源): the set phrases of party and government documents.
DOCTRINE = words(
    """
    指标 方面 字 重点 关键 环节 阶段 维度 层面 方向 领域 指标 必须 坚持 更加 着力 确立 维护 意识 自信
    毫不动摇 全面 中心 市场 积极 大局 闸门 一百年 百年 特别行政区 原则 新的 转变 走在前 文明 结合 统筹 体系
    轮子 层次 梯度 规定 基础 主线 战略 高地 定位 抓手 循环 代表 导向 根本 重大 确保 不变 不动摇 到位
    不放松 务必 坚定 服务 资源 革命 力量 思维 关系 优势 问题 矛盾 基点 前提 底线 红线 控制线 安全 生活
    体制 公平 牢记 敢 先 率先 突破 支撑 一体 走 优 强 高 极 区域 城市 地区 产业 职能 手段 要素 制度
    空间 世界 一 百 千 万 清单 机制 办法 方法 方式 路径 渠道 模式 主体 力 轴 带 廊 圈 翼 核 点 面 端
    头 类型 目标 任务 工作 准备 思想 精神 主义 专项 主要 新 大 小 更 国家 省 届 县 所有 不
    """
)
# Verbs after which a small Chinese numeral does count (出台十项措施, 两次下调): the count is what is told.
COUNTING = words(
    """
    建成 新建 建设 开工 竣工 投产 投用 投运 落地 引进 培育 获批 获评 获 获得 荣获 入选 新增 净增 增加
    增至 新设 设立 成立 组建 举办 开展 出台 制定 印发 发布 推出 实施 召开 组织 完成 办理 查处 侦破 下调
    上调 提高 降低 下达 争取 发行 发放 创建 认定 命名 培训 选派 遴选 招聘 聘用 安排 新开 开通 开行 增开
    新上 上市 孵化 有 共 共有 仅 仅有 仅此 达 达到 拥有 其中 分别为 已有 已 现有 修订 签约 签订 签署
    承办 承接 备案 受理 化解 改造 修复 新晋 晋升 新获 通过 打造 布局 派出 授权 征集 评选 累计 总计 合计
    扩大到 扩展到 增加到 减少到 提出 采取 推广 形成
    """
)
# Words that make 以上/以下 after an amount the name of a class (亿元以上项目, 60岁以上老年人), when one of them follows.
CLASS_NOUNS = words(
    """
    项目 工程 企业 工业 产业 集群 园区 自然村 村 村寨 医院 机构 县 市 镇 老年人 老人 老旧 机组 锅炉 商业
    批发 零售 单位 学历 学位 职称 品牌 产品 城市 景区 住户 水库 河流 大户 经营主体 农户 桥梁 大型 重大
    重点 技改 工业企业 服务业 文物 小区 住宅 建筑 户籍 职工 地震 高龄 船舶 行政村 城镇 家庭
    """
)
# A capacity straight before such a noun names a project (700万吨露天矿项目, 百万千瓦级机组).
PROJECTS = words(
    """
    项目 工程 行动 计划 机组 生产线 装置 电站 电厂 码头 泊位 基地 水库 炼化 露天矿 煤矿 规划 示范区 风电场
    储备库 粮库 冷库 油库 储气库 水厂 光伏电站 装机项目 输变电 特高压 线路 通道 芯片 锅炉
    """
)
CAPACITIES = frozenset(
    words(
        """
    微克 吨 千瓦 兆瓦 吉瓦 立方米 千伏 伏 斤 公斤 升 标准箱 毫米 纳米 马力 载重吨 吨位 瓦 千瓦时 兆瓦时 P 卡
    GW MW
    """
    )
)
# A span of time is itself asserted after these (缩短30天, 优良天数290天, 人均预期寿命79.6岁).
TIME_ASSERTED = words(
    """
    缩短 压缩 压减 提前 延长 减少 增加 提速 节省 节约 缩减 延期 优良天数 天数 时间 时长 时限 周期 寿命
    年限 工时 小时数 时数 日数 时效 用时 耗时 无霜期 达标天 停电时间 期望寿命 年龄 天气
    """
)
# What makes 一 + measure word an asserted count (新增一家上市公司).
ONE_ASSERTED = words(
    """
    新增 净增 增加 减少 再添 新添 增至
    """
)
# An institution's or a list's name that a number belongs to (世界500强, 前海12条, 12345热线, 双20条).
NAME_AFTER = words(
    """
    热线 强企 强榜 强 计划纲要 高校 工程院 会议 精神 讲话 指示 指标体系 时代 概念 技术 网络 基站 通信 消费
    中心 大桥 机场 航站 航站楼 阅兵 国道 省道 高速 专项行动 事件 事故
    """
)
LIST_AFTER = "是，、"
# Where a rank word is no rank (第一时间, 第一产业, 第二批, 首位度).
NO_RANK_AFTER = words(
    """
    时间 产业 批 次 届 个 季度 轮 期 书记 线 步 要务 资源 生产力 责任 动力 方阵 梯队 课堂 村 条 关 台
    艘 架 家 颗 座 支 部 代 人称 议 章 节 类 种 只 款 例 医院 中学 小学 人民 大 要 阶段 位的 度 站
    现场 粒 车间 套 项 号 场 天 年 页 曲 责 党 教 中 附 机 师 把 所 者 三方 一线 居所 口 海 汽 拖
    集团 城 道 防 二 三 四 五 六 七 八 九 十 百 千 份 枚 列 辆 航 炉 钢 分 标 任 员 落 财 增
    增长 研 股 手 世 实 块 张 颁 篇 单 门 国 工 局 院 区 段 组 团 期 街 楼 排 级 层 次 遍 桶 首
    身 要 主 国 公 需 汽车 目 届 回 战 棒 高 目标 梯 信 眼 顾 跑 仓 站
    """
)
RANK_SCOPES = words(
    """
    全国 全省 全市 全区 全县 全州 世界 全球 亚洲 国内 国际 中部 西部 东部 东北 长三角 珠三角 西南 西北
    华东 中西部 同类 省内 行业 系统 位 列 居 名 排 占 进 入 跃 升 为 至 到 保持 沪苏 均 从 由 综合
    总分 地级市 城市 考核 评价 评估 第 中 成绩 增速 总量 总额 规模 指数 水平 获
    """
)
# Measure words that, with a small Chinese numeral, make a name (三省, 两岸, 四期); from ten up, after a verb that counts, they count.
FEW = frozenset(
    words(
        """
        大 国 省 市 县 区 村 乡 镇 州 届 期 类 口 路 双 面 道 层 段 轮 首 字 组 团 级 里 方
        度 副 分 角 两 核 手 头 对 环 档
        """
    )
)
# Places whose name reads like a count (三门峡, 五家渠); those beginning with a numeral that is no unit's need no mention.
PLACES = tuple(
    words(
        "三门峡 三门县 三元区 三台县 四方区 五台县 五台山 五家渠 六枝特区 六枝 七里河 七台河 八里 九台区 九里区 百里洲 千山区 双台子 九层台"
    )
)
