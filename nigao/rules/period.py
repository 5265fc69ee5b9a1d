"""The time a figure is for. What its own clause says comes first, then what opens its sentence, then the part of the document.

``says`` is the name of a reckoning (``nigao.figures.when``): the rule finds the words, the reckoning makes years of them.
"""

from __future__ import annotations

from nigao.rules.rule import Rule

_FIVE_PLAN = (
    r"“?(?P<plan>十[一二三四五六]五|(?<![一二三四五六七八九十])十五(?=”)|九五)”?"
    r"(?P<as>时期|期间|以来|末|前(?P<first>[一二三四])年|(?=全[省市区县州国]|[省市区县]级|累计|我[省市区县]))(?!.*“?(?:十[一二三四五六]五|九五)”?(?:时期|期间|以来|末))"
)

PERIOD: tuple[Rule, ...] = (
    Rule(
        "period.plan.edge",
        "plan_edge",
        has={"left": r"“?(?P<plan>十[一二三四五六]五)”?(?:规划)?的?(?P<edge>开局|起步|首|第一|收官|最后一|末)之?年的?$"},
        yes=("外贸依存度由“十三五”开局之年的⟨18.9%⟩攀升至50%。", "城镇化率由“十三五”收官之年的⟨60%⟩提高到65%。"),
        no=("今年是“十四五”收官之年，新建学校⟨5所⟩。",),
    ),
    Rule(
        "period.plan.compared_with",
        "plan_years",
        frozenset({"origin"}),
        has={"left": r"(?:[比较]|相比)“?(?P<plan>十[一二三四五六]五)”?(?P<as>时期|期间|末|收官之年)?(?:(?:19|20)\d\d年)?的?$"},
        yes=("收入累计完成835亿元，比“十三五”⟨541亿元⟩增加294亿元。", "收入213亿元，较“十三五”末2020年⟨88亿元⟩增加125亿元。"),
        no=("收入累计完成835亿元，比“十三五”541亿元增加⟨294亿元⟩。",),
    ),
    Rule(
        "period.before.begun_last_year",
        "year_before",
        frozenset({"origin", "!begun.year", "begun.last"}),
        yes=("失业率由上年的⟨5.2%⟩降至4.9%。",),
        no=("失业率由上年的5.2%降至⟨4.9%⟩。",),
    ),
    Rule(
        "period.before.told_beside",
        "year_before",
        frozenset({"!part.plan"}),
        has={"left": "^(?:而)?(?:去年|上年)(?:同期)?的?(?:是|为|只有|才|有)?$"},
        yes=("接诉2100件，去年是⟨1800件⟩。", "新建公园5座，上年⟨4座⟩。"),
        no=("接诉2100件，比去年多⟨300件⟩。", "plan:新建公园5座，去年⟨4座⟩。"),
    ),
    Rule(
        "period.before.base_told",
        "year_before",
        has={"left": "[比较](?:去年|上年)(?:同期)?的?(?:决算|完成|实际|执行|实绩|实有)数?的?$"},
        yes=("收入完成15.39亿元，比上年决算数⟨14.94亿元⟩增长3.0%。",),
        no=("收入完成15.39亿元，比上年决算数增长⟨3.0%⟩。",),
    ),
    Rule(
        "period.part.budget_changed",
        "part",
        frozenset({"origin", "!begun.year"}),
        has={"left": "{budget}(?:的|数)?$"},
        yes=("总收入由年初预算⟨111.10亿元⟩调整为195.22亿元。", "plan:总收入由年初预算⟨111.10亿元⟩调整为195.22亿元。"),
        no=("高新技术企业由⟨200家⟩增加到300家。",),
    ),
    Rule(
        "period.unknown.begun",
        "unknown",
        frozenset({"origin", "!begun.year"}),
        yes=("高新技术企业由⟨200家⟩增加到300家。",),
        no=("高新技术企业由2020年的⟨200家⟩增加到300家。",),
    ),
    Rule(
        "period.years.written",
        "years",
        frozenset({"said.span"}),
        yes=("2021—2023年累计投资⟨5亿元⟩。",),
        no=("2023年投资⟨5亿元⟩。",),
    ),
    Rule(
        "period.years.this_and_next",
        "two_on",
        has={"sentence": "今明两年"},
        yes=("plan:今明两年新建学校12所，新增学位⟨1.5万个⟩。",),
        no=("plan:今年新建学校12所，新增学位⟨1.5万个⟩。",),
    ),
    Rule(
        "period.planned.next_year",
        "planned",
        has={"clause": "明年|来年|下一年度?|下年度"},
        yes=("条件已经具备，明年新建学校⟨5所⟩。",),
        no=("新建学校⟨5所⟩。",),
    ),
    Rule(
        "period.planned.next_year_opens",
        "planned",
        frozenset({"!said.year"}),
        has={"opening": "^(?:展望|预计|谋划|，)*(?:明年|来年|下一年度?|下年度|新的一年)(?![的初春底末])"},
        yes=("下一年，力争新建学校⟨5所⟩。", "明年计划改造道路4条，新建学校⟨5所⟩。", "新的一年，我们将加大投入，新建学校⟨5所⟩。"),
        no=("力争新建学校⟨5所⟩。", "下一年，力争把2022年的⟨5所⟩学校扩建完。"),
    ),
    Rule(
        "period.planned.next_year_goes_on",
        "planned",
        frozenset({"!said.year"}),
        has={"sentence": r"(?:^|[，：])[^，。；]{0,10}(?:明年|来年|下一年度?|下年度)(?![的初春底末]|以前|之前)[^。；]*，[^，。；]*$"},
        but={
            "sentence": r"(?:明年|来年|下一年度?|下年度)[^。；]*(?:今年|目前|现有|现已|已经?(?:建成|完成|达)|全年|本年|同比|当前|上年|去年)"
        },
        yes=(
            "新增专业3个，明年将建成实训中心1个，建筑面积⟨8600平方米⟩。",
            "新增专业3个，明年将建成实训中心1个，建筑面积8600平方米，可同时容纳⟨600名⟩学生实训。",
        ),
        no=(
            "新增专业⟨3个⟩，明年将建成实训中心1个。",
            "明年将建成实训中心1个，今年新增专业⟨3个⟩。",
            "明年将建成实训中心1个；新增专业⟨3个⟩。",
        ),
    ),
    Rule(
        "period.before.same_months",
        "year_before",
        frozenset({"!part.plan", "!measure.rank"}),
        has={"left": r"(?:^|[，（、：])(?:去年|上年)?同期(?:为|是|增速|增长|下降|完成|实现|仅|只有|共|数)*(?:增长|下降|上升|回落)?$"},
        but={"left": "[比较与同从由自][^，（、]*同期"},
        yes=("投资增长2%（同期为下降⟨31.9%⟩）。", "投资下降11.7%（同期下降⟨9.8%⟩）。"),
        no=("投资比同期增长⟨2%⟩。",),
    ),
    Rule(
        "period.before.last_whole_year",
        "year_before",
        frozenset({"part.review"}),
        has={"left": r"(?:^|[，（、：])(?:去年|上年)全年(?:为|是|增速)*(?:增长|下降|完成|实现)?$"},
        yes=("投资增长2%（去年全年下降⟨39.7%⟩）。",),
        no=("投资比去年全年提高⟨2个百分点⟩。",),
    ),
    Rule(
        "period.year.begun_with",
        "begun",
        frozenset({"origin", "begun.compared"}),
        yes=("城镇化率由2020年的⟨60%⟩提高到65%。", "男女比重分别由2020年的60%和⟨40%⟩调整为65%和35%。"),
        no=("城镇化率由2020年的60%提高到⟨65%⟩。",),
    ),
    Rule(
        "period.years.since",
        "since",
        frozenset({"!reached"}),
        has={
            "clause": r"(?:自|从)?(?<![比较与同])(?P<year>(?:19|20)\d\d)年(?:以来|起|开始)[^，]{0,6}?(?:连续|累计|年均|共|每年|总)"
            r"|(?<![比较与同])(?P<from_year>(?:19|20)\d\d)年以来，?[^，]*(?:连续\d+年|累计|年均|共计|总计)"
        },
        yes=("全市粮食产量自2010年以来连续5年突破⟨百亿斤⟩。", "2021年以来累计投入⟨5亿元⟩。"),
        no=("2024年以来投入⟨5亿元⟩。", "比2021年以来均值增长⟨5%⟩。"),
    ),
    Rule(
        "period.year.then",
        "found",
        frozenset({"!said.year"}),
        has={
            "sentence": r"(?:计划|预计|拟|将|力争|定于)(?:于|在|到)?(?P<year>20\d\d)年(?![^。；]*20\d\d年)[^。；]*(?:届时|到时候?)[^。；]*$"
        },
        yes=("新楼计划2023年10月投用，届时新增床位⟨120张⟩。",),
        no=("新楼2023年10月投用，新增床位⟨120张⟩。",),
    ),
    Rule(
        "period.year.said",
        "said",
        frozenset({"said.year"}),
        yes=("2022年建成学校⟨5所⟩。", "新建项目中，2022年建成学校⟨5所⟩。"),
        no=("建成学校⟨5所⟩。", "投资比2020年增长⟨5%⟩。"),
    ),
    Rule(
        "period.years.share_of_told",
        "as_before",
        frozenset({"kind.share", "before.years"}),
        has={"left": "^[，、]?占"},
        yes=("“十三五”全市累计投入民生资金1152亿元，占一般公共预算支出的⟨75%⟩。",),
        no=("“十三五”末民生支出1152亿元，占一般公共预算支出的⟨75%⟩。",),
    ),
    Rule(
        "period.five.back",
        "five_back",
        has={"clause": "比前五年|五年(?:来|间|累计|中|内|共|多来)|过去(?:的)?五年|这五年|近五年"},
        but={"clause": "[比较与][^，。]{0,2}(?:近|过去)五年(?:来|的|同期)*(?:均值|平均|同期)|[高低多少快慢]于[^，。]{0,2}近五年"},
        yes=("五年来新建学校⟨50所⟩。", "近五年累计投入⟨5亿元⟩。"),
        no=("新建学校⟨50所⟩。", "火灾起数较近五年均值减少⟨41%⟩。"),
    ),
    Rule(
        "period.ten.back",
        "ten_back",
        has={"clause": "(?<![一二三四五六七八九])十年(?!期|规划|行动|代|树|前|磨)"},
        yes=("十年投入⟨5亿元⟩。",),
        no=("十年规划投入⟨5亿元⟩。",),
    ),
    Rule(
        "period.five.on",
        "five_on",
        has={"sentence": "(?:今后|未来)五年"},
        yes=("plan:立足当前、着眼未来五年，新建学校⟨50所⟩。",),
        no=("plan:新建学校⟨50所⟩。",),
    ),
    Rule(
        "period.plan.named",
        "plan_years",
        has={"clause": _FIVE_PLAN},
        but={"clause": r"(?:[比较]|[高快多低慢少]于|高出|超过)“?(?:十[一二三四五六]五|九五)”?(?:时期|期间|以来|末|前)"},
        yes=("“十三五”期间新建学校⟨50所⟩。", "“十三五”全市新建学校⟨50所⟩。", "“十三五”末城镇化率⟨60%⟩。"),
        no=("比“十三五”末提高⟨5个百分点⟩。",),
    ),
    Rule(
        "period.plan.first_years",
        "plan_years",
        has={"opening": r"^“?(?P<plan>十[一二三四五六]五)”?(?P<as>前(?P<first>[一二三四])年)"},
        yes=("“十四五”前三年，全市财政运行平稳，累计投入⟨5亿元⟩。",),
        no=("累计投入⟨5亿元⟩。",),
    ),
    Rule(
        "period.plan.end_opens",
        "plan_years",
        has={"opening": r"^“?(?P<plan>十[一二三四五六]五)”?(?:规划)?期?(?P<as>末)，"},
        yes=("“十三五”末，全市城镇化率⟨60%⟩。",),
        no=("全市城镇化率⟨60%⟩。",),
    ),
    Rule(
        "period.some.back",
        "some_back",
        has={"clause": r"(?:近|过去|这)(?P<count>[两三四])年(?:来|间|中|以来|累计|，)|(?<![\d一二三四五六七八九十])(?P<many>[两三四])年来"},
        yes=("各方努力，三年来新建学校⟨50所⟩。", "近三年来新建学校⟨50所⟩。"),
        no=("新建学校⟨50所⟩。",),
    ),
    Rule(
        "period.some.back_ahead",
        "some_back",
        has={"sentence": r"^(?:(?:近|过去|这)(?P<count>[两三四])年(?:来|间|中|以来|累计|，)|(?P<many>[两三四])年来)"},
        yes=("三年来，我们攻坚克难，新建学校⟨50所⟩。",),
        no=("新建学校⟨50所⟩。",),
    ),
    Rule(
        "period.unknown.years_to_come",
        "unknown",
        has={"clause": r"(?:未来|今后|接下来)(?:的)?(?:\d|[一二两三四])(?:到[三四五])?年"},
        yes=("未来2年装机年均增速需达⟨20%⟩。",),
        no=("2年来新建学校⟨5所⟩。",),
    ),
    Rule(
        "period.unknown.some_years",
        "unknown",
        has={"clause": r"(?:近|过去|用)[三两]年|三到五年|3[—\-至]5年"},
        yes=("用三年时间培育企业⟨50家⟩。",),
        no=("培育企业⟨50家⟩。",),
    ),
    Rule(
        "period.year.of_which",
        "found",
        has={
            "sentence": r"(?:^|[；，。])其中[，：]?(?P<year>(?:19|20)\d\d)年(?![底末]|以来|[—\-~至到])(?!.*[；，](?:截至|到|至)?(?:19|20)\d\d年)"
        },
        yes=("2018年至2022年，共办理案件100万件；其中，2022年受理审查逮捕8万人，受理审查起诉⟨20万人⟩。",),
        no=("2018年至2022年，共办理案件⟨100万件⟩。",),
    ),
    Rule(
        "period.years.opens",
        "years",
        has={
            "opening": r"^(?:[^，。；]{0,10}(?:方面|显示|表明)，)?(?P<from>(?:19|20)\d\d)年?(?:\d{1,2}月)?[—\-~至到](?P<to>(?:19|20)\d\d)年"
        },
        yes=("2021—2023年，我们攻坚克难，累计投资⟨5亿元⟩。", "在招商方面，2021年至2023年，全市引资⟨5亿元⟩。"),
        no=("2023年，我们攻坚克难，累计投资⟨5亿元⟩。",),
    ),
    Rule(
        "period.year.opens_part",
        "found",
        has={"sentence": r"；(?P<year>(?:19|20)\d\d)年(?![底末，]|以来|[—\-~至到]|[^；]*[，；](?:19|20)\d\d年)[^；]*$"},
        yes=("2014年，法院受理案件11210件；2013年法院受理案件11016件，审结⟨9716件⟩。",),
        no=("2014年，法院受理案件11210件；2013年以来法院审结⟨9716件⟩。",),
    ),
    Rule(
        "period.year.alone",
        "found",
        has={
            "sentence": r"(?:^|[；，：])(?:截至|到)?(?P<year>(?:19|20)\d\d)年(?:底|末)?，(?!.*(?:^|[；，：])(?:截至|到)?(?:19|20)\d\d年(?:底|末)?，)"
        },
        yes=(
            "2022年，各方努力，新建学校⟨5所⟩；2023年，各方努力，新建学校7所。",
            "2022年，各方努力，新建5所；2023年，各方努力，新建学校⟨7所⟩。",
        ),
        no=("各方努力，新建学校⟨5所⟩。",),
    ),
    Rule(
        "period.year.opens",
        "found",
        has={
            "opening": r"^(?:[^，。；]{0,8}(?:显示|表明)，)?(?:——|其中，|展望|预计|力争|确保|计划|争取)*(?:“?十[一二三四五六]五”?(?:末|收官之年))?(?:到|至|截至|截止)?(?P<year>(?:19|20)\d\d|20[xX*×]{2})年(?!来|间|[—\-~至]|是|以来)"
        },
        yes=("2022年全市上下攻坚克难，新建学校⟨5所⟩。",),
        no=("2022年以来全市上下攻坚克难，新建学校⟨5所⟩。",),
    ),
    Rule(
        "period.year.goal",
        "goal",
        frozenset({"goal"}),
        yes=("plan:产业能级显著跃升，力争到2030年集群成势见效，产值达到⟨500亿元⟩。",),
        no=("plan:产值达到⟨500亿元⟩。",),
    ),
    Rule(
        "period.reviewed.last_year",
        "reviewed",
        frozenset({"part.plan"}),
        has={"clause": r"(?<![比较与同从由])(?<!比[^，。]{2}){last_year}(?!.{0,3}(?:同期|的?(?:基础|水平))|(?:累计|滚存)?结[余转])"},
        yes=("plan:去年新建学校⟨5所⟩。",),
        no=("plan:新建学校⟨5所⟩。",),
    ),
    Rule(
        "period.five.part",
        "five_part",
        frozenset({"part.five"}),
        yes=("五年来，我们主要做了以下工作。新建学校⟨50所⟩。",),
        no=("新建学校⟨50所⟩。",),
    ),
    Rule("period.planned.part", "planned", frozenset({"part.plan"}), yes=("plan:新建学校⟨5所⟩。",), no=("新建学校⟨5所⟩。",)),
    Rule("period.reviewed.part", "reviewed", yes=("新建学校⟨5所⟩。",), no=("plan:新建学校⟨5所⟩。",)),
)
