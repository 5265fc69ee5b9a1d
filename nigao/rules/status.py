"""Whether a figure is done or aimed at. In a plan all is aimed at but what the words say is so already; in a review the other way round."""

from __future__ import annotations

from nigao.rules.rule import Rule

_ENDS_IN_BUDGET = r"(?<![超比较为按照])(?<!核减)(?<!评减)(?<!压减)(?<!审减)(?<!核减项目)(?<!评减项目)(?<!压减项目)(?<!审减项目){budget}(?:合计|总计|共计|共)?(?:安排(?=为)|编列|调整|调增|调减|变更)*(?:为|是|数|数为)?$"

STATUS: tuple[Rule, ...] = (
    Rule(
        "status.target.budget_amount",
        "target",
        frozenset({"unit.money", "!measure.change"}),
        has={"left": _ENDS_IN_BUDGET},
        yes=(
            "政府性基金预算收入年初预算合计⟨299766万元⟩，实际完成426173万元。",
            "支出预算调整为⟨454220万元⟩，实际完成426336万元。",
            "plan:市本级总收入由年初预算⟨134.41亿元⟩调整为134.77亿元。",
        ),
        no=("一般公共预算收入⟨380亿元⟩。", "评减项目预算⟨1.5亿元⟩。", "城乡社区支出超预算⟨2亿元⟩。", "一般公共预算安排⟨2亿元⟩弥补缺口。"),
    ),
    Rule(
        "status.target.budget_changed",
        "target",
        frozenset({"unit.money", "!measure.change"}),
        has={"name": "调整预算$"},
        yes=("政府性基金预算收入年初预算6551万元，执行中调整为⟨26551万元⟩，实际完成20600万元。",),
        no=("政府性基金预算收入20600万元，为调整预算的⟨77.6%⟩。",),
    ),
    Rule(
        "status.actual.limit_set",
        "actual",
        frozenset({"!measure.change"}),
        has={"name": "{limit}"},
        but={"left": "预计|拟|分配|安排|力争|申请|争取(?!到)"},
        yes=("plan:省财政厅下达我市2025年新增债务限额⟨173.2亿元⟩。", "plan:一是新增一般债务限额⟨1.2亿元⟩。"),
        no=("plan:预计2025年末政府债务限额⟨1436亿元⟩。",),
    ),
    Rule(
        "status.owner.in_brackets",
        "owner",
        frozenset({"owned"}),
        but={"clause": "{aim}|预计|已"},
        yes=("plan:省财政厅下达我市新增债务限额90.2亿元（一般债务⟨1.2亿元⟩，专项债务89亿元）。",),
        no=("plan:建成道路9条（计划新建⟨3条⟩）。",),
    ),
    Rule(
        "status.actual.past_year",
        "actual",
        frozenset({"part.plan", "past"}),
        but={"clause": "{aim}"},
        yes=("plan:2023年城镇化率⟨60%⟩。", "plan:去年改造老旧小区⟨60个⟩。"),
        no=("plan:2025年城镇化率⟨65%⟩。", "plan:城镇化率⟨65%⟩。"),
    ),
    Rule(
        "status.actual.begun_with",
        "actual",
        frozenset({"part.plan", "origin"}),
        yes=("plan:高新技术企业由⟨200家⟩增加到300家。",),
        no=("plan:高新技术企业由200家增加到⟨300家⟩。",),
    ),
    Rule(
        "status.actual.done_already",
        "actual",
        frozenset({"part.plan", "!aims"}),
        has={"clause": "{done}"},
        yes=("plan:目前在建项目⟨30个⟩。", "plan:我市已建成充电桩⟨1万个⟩。"),
        no=("plan:力争尽快已建成充电桩⟨1万个⟩。", "plan:在建项目⟨30个⟩。"),
    ),
    Rule(
        "status.target.planned",
        "target",
        frozenset({"part.plan"}),
        yes=("plan:新建学校⟨5所⟩。", "plan:提前建成学校⟨5所⟩。"),
        no=("新建学校⟨5所⟩。",),
    ),
    Rule(
        "status.target.of_plan",
        "target",
        frozenset({"plan_amount"}),
        yes=("收入完成年度任务数⟨5亿元⟩的80%。",),
        no=("收入完成年度任务数5亿元的⟨80%⟩。",),
    ),
    Rule(
        "status.actual.beyond_plan",
        "actual",
        has={"left": "(?:完成|超过|超出|超)[^，。]{0,4}(?:目标|任务|计划|预算)(?:任务|数|值)?$"},
        yes=("新增就业超过目标⟨2万人⟩。",),
        no=("新增就业⟨2万人⟩。",),
    ),
    Rule(
        "status.target.named_behind",
        "target",
        frozenset({"!unit.item"}),
        has={
            "right": "^(?:以上|左右|以内)?的?(?:(?:预期|年度|年初|规划|计划|考核|挑战|奋斗|底线)*目标|(?:预期|年度|政治|考核|硬性)+任务)(?!任务?(?:的|完成)|数)"
        },
        yes=("圆满完成增长⟨5%⟩左右的预期目标。", "完成至少增长⟨3%⟩的政治任务。"),
        no=("完成目标任务的⟨102%⟩。", "年度⟨21项⟩计划目标进展顺利。", "裁减员额⟨30万⟩任务顺利完成。"),
    ),
    Rule(
        "status.target.set_by",
        "target",
        has={
            "left": "(?:下达|确定|分解|交办|核定|安排|考核)的$",
            "right": "^(?:以上|左右|以内)?的?(?:[^，。；、]{0,6})(?:任务|目标|计划|指标)(?:数|任务)?(?:$|[，。；])",
        },
        yes=("超额完成市下达的⟨85.9万亩⟩任务。",),
        no=("完成市下达的⟨85.9万亩⟩粮食种植。", "完成市下达任务的⟨102%⟩。"),
    ),
    Rule(
        "status.target.of_the_year",
        "target",
        has={"left": "完成了?(?:全年|年度|当年|本年)$", "right": "^的?[^，。]{0,14}(?:目标|任务)(?:任务)?$"},
        yes=("可超额完成全年⟨14家⟩入规企业目标。",),
        no=("全年完成⟨14家⟩入规企业培育。", "完成全年目标任务的⟨98%⟩。"),
    ),
    Rule(
        "status.target.named_before",
        "target",
        has={
            "left": "目标(?:值)?(?:为|是|：|定为|增长|下降|增加|新增|减少|提高|降低|控制在)?$|任务(?:是|为)(?:新增|新建|完成|改造)?[^，。]{0,6}$"
        },
        yes=("年度目标为⟨300家⟩。", "今年建设任务是新增床位⟨500张⟩。"),
        no=("完成目标任务⟨300家⟩。",),
    ),
    Rule(
        "status.actual.since",
        "actual",
        frozenset({"future", "!part.plan"}),
        has={"sentence": "^(?:——|“)*(?:十[一二三四五]五|[^，。；]{2,8}规划)”?(?:实施)?以来"},
        but={"clause": "{aim}|将|预计"},
        yes=("“十四五”以来，全市累计投资⟨5亿元⟩。",),
        no=("“十四五”以来，全市投资将超过⟨5亿元⟩。",),
    ),
    Rule(
        "status.target.later_year",
        "target",
        frozenset({"future"}),
        but={"clause": "提前|同比"},
        yes=("到2027年，高新技术企业达到⟨500家⟩。",),
        no=("提前达到2027年的⟨500家⟩。", "2027年用电量同比增长⟨5%⟩。", "高新技术企业达到⟨500家⟩。"),
    ),
    Rule(
        "status.target.set_at_start",
        "target",
        has={"clause": r"年初(?:提出|确定|预期|预计|制定|下达|确立)的?[^，。；]{0,24}$"},
        but={"clause": "[比较超]|[高低快慢]于|实际"},
        yes=("年初提出地区生产总值力争增长⟨8%⟩，实际增长8.6%。", "年初确定的固定资产投资⟨120亿元⟩，全年完成130亿元。"),
        no=("年初提出地区生产总值力争增长8%，实际增长⟨8.6%⟩。", "比年初确定的目标高⟨2个百分点⟩。"),
    ),
    Rule(
        "status.target.to_come",
        "target",
        has={
            "clause": r"(?:计划|预计|拟|将)(?:于|在)(?:今年|明年|本年)?(?:年底|年末|年内|\d{1,2}月|[一二三四]季度|下半年)|将(?:超过|达到?|突破)$"
            r"|(?:今年|全年|年初)[^，。]{0,12}计划(?=[^，。的]{0,12}(?:投资|完成|安排|实施|新建|建设|改造|招聘))"
        },
        yes=("计划于年底完成改造小区⟨8个⟩。", "全年计划投资⟨5亿元⟩。", "产值将达到⟨5亿元⟩。"),
        no=("改造小区⟨8个⟩。", "完成年度计划投资的⟨80%⟩。"),
    ),
    Rule(
        "status.target.to_invest",
        "target",
        has={"left": "(?:当年|年度|本年度?|今年)(?:计划投资|投资计划)(?:额|数)?(?:为)?$"},
        but={"left": "完成"},
        yes=("项目15个，年度计划投资⟨21.3亿元⟩。",),
        no=("项目15个，完成投资⟨21.3亿元⟩。", "完成年度计划投资⟨21.3亿元⟩。"),
    ),
    Rule(
        "status.target.years_to_come",
        "target",
        has={"clause": r"(?:未来|今后|接下来)(?:的)?(?:\d|[一二两三四五])(?:到[三四五])?年"},
        yes=("未来2年装机年均增速需达⟨20%⟩。",),
        no=("2年来新建学校⟨5所⟩。",),
    ),
    Rule(
        "status.target.planned_by",
        "target",
        has={"left": "(?:计划|拟定|下达)的[^，、]{2,12}$"},
        but={"left": "完成"},
        yes=("上级下达的粮食种植面积⟨37.7万亩⟩。",),
        no=("完成上级下达的粮食种植面积⟨37.7万亩⟩。",),
    ),
    Rule(
        "status.target.of_which",
        "target",
        frozenset({"of_which.target", "!part.plan"}),
        yes=("上级下达的粮食种植面积37.7万亩，其中水稻⟨29万亩⟩。",),
        no=("粮食种植面积37.7万亩，其中水稻⟨29万亩⟩。",),
    ),
    Rule(
        "status.target.to_come_ahead",
        "target",
        frozenset({"fresh"}),
        has={"before": r"(?:计划|预计|拟|将)(?:于|在)(?:今年|明年|本年)?(?:年底|年末|年内|\d{1,2}月|[一二三四]季度|下半年)"},
        yes=("主体工程计划于年底完工，新增车位⟨400个⟩。",),
        no=("主体工程已完工，新增车位⟨400个⟩。",),
    ),
    Rule(
        "status.target.described",
        "target",
        has={
            "left": r"^，?(?:其?总)?(?:建筑|占地|用地|规划)?(?:面积|全长|总长|投资|床位|容量|规模)(?:达到?|为|约)*$"
            r"|^，?(?:建成后|投用后|届时)?可(?:同时|年)?(?:容纳|提供|满足|服务|新增|接纳|停放|安置)(?:约|近)?$",
            "sentence": r"(?:(?<![主即])将|拟)(?:新建|扩建|建成|建设|改造|开工|打造|投用|启动)[^。；]*，[^，。；]*$",
        },
        but={"sentence": "(?:已经?|现|同比)[^，。；]*$"},
        yes=("拟新建停车场1处，占地面积⟨8600平方米⟩。", "将建成实训中心1个，可同时容纳⟨600名⟩学生实训。"),
        no=("建成实训中心1个，建筑面积⟨8600平方米⟩。", "拟新建停车场1处，新增专业⟨3个⟩。"),
    ),
    Rule(
        "status.target.means_to",
        "target",
        has={
            "sentence": "(?:下半年|下一?步|下一?阶段|接下来|年底前|后续)[^。；]{0,8}(?:计划|拟|将|准备|预计)(?![^。；]*(?:已|上半年|今年以来|目前))"
        },
        but={"clause": "{done}|实际|同比"},
        yes=("下半年计划再改造老旧小区3个，新建公园⟨2处⟩。", "接下来还将新建学校⟨5所⟩。"),
        no=("下半年新建学校⟨5所⟩。", "下半年计划改造小区8个，目前已完成⟨6个⟩。"),
    ),
    Rule(
        "status.target.striven_for",
        "target",
        has={"left": "力争(?!上游|先)[^，。；]{0,24}$"},
        but={"clause": "{done}|(?:超额|圆满|顺利|提前)完成|年初"},
        yes=("全市上下鼓足干劲，力争新建学校⟨5所⟩。",),
        no=("全市上下鼓足干劲，新建学校⟨5所⟩。",),
    ),
    Rule("status.actual.reviewed", "actual", yes=("新建学校⟨5所⟩。",), no=("plan:新建学校⟨5所⟩。",)),
)
