"""How the words around a figure are put together: the patterns that ``indicator`` reads names by; data only."""

from __future__ import annotations

import re

from nigao.figures import words_verbs as words

GENERIC = frozenset(words.GENERIC)
# Town and country, of whom the same is measured in turn.
RESIDENTS = re.compile("(?:全体|城镇|农村|城乡)(?:常住)?居民")
OF_BRANCH = re.compile("投资$|生产总值$|增加值$|用电量$|就业人员$|税收$")
BRANCH_OF = {"生产总值": "增加值"}
FUND_SIDE = re.compile("基金(?:总|征缴)?(?:收入|支出)(?:合计|总计|总额)?")
FUND_LEFT = re.compile("总(?:收入|支出)|(?:当期|当年|本年|累计|滚存|历年)?结[存余]")
OF_FUND = re.compile("(?P<whose>.{2,}?)基金(?:总|征缴)?(?:收入|支出)")
OF_RESIDENTS = re.compile("(?:全体|城镇|农村|城乡)(?:常住)?居民(?P<of>(?:人均|家庭)[^，、占]{2,10})$")
# 第二产业增长6.9%，快于第三产业的4.8%: what another of the same kind did.
FASTER_THAN = re.compile(
    r"^[，、]?(?:明显|远|均|略)?(?:快|慢|高|低|好|优)于(?P<who>(?!全|[省市国区县]|平均|同期|上年|去年|预期|目标)[^，。、\d]{2,12})的$"
)
# 增速比全国高1.8个百分点，达到7.7%; 增速居全国第5位，达6.3%.
RATE_REACHED = re.compile(
    r"(?P<how>增速|增幅|涨幅|增长率|降幅)(?:分别|均)?(?:[比较与高低快慢居排位列名超跑继首明再]|连续|领先|同比)[^，；。]*，(?:达到?了?|为|是)?$"
)
REACHES = re.compile(r"^，?(?:达到?了?|为|是|占比达?到?|升至|增至)$")
# What was set as a task is of what was told before: 完成市下达的85.9万亩任务.
SET_BY = re.compile(r"(?:完成|超过|高于)[^，。；、]{0,6}(?:下达|确定|分解|交办|核定|安排)的$")
TASK_OF = re.compile(r"(?<=.{2})(?:生产|种植|收购|加工)?任务$")  # 烟叶生产任务603万公斤，均价36.01元
TASK_BEHIND = re.compile(r"(?:以上|左右)?的?(?:年度|全年)?(?:任务|目标|计划|指标)")
# Of the general words, those that say nothing at all alone; 投资, 收入 … may stand for the whole unit's.
# Of what size something is, told before the thing itself: 总投资33.9亿元的项目.
SIZES = frozenset(
    [
        "总投资",
        "概算投资",
        "概算总投资",
        "估算投资",
        "估算总投资",
        "投资",
        "总投资额",
        "计划总投资",
        "全长",
        "总长",
        "总长度",
        "总面积",
        "建筑面积",
        "占地面积",
        "总建筑面积",
        "年产值",
        "总规模",
        "规模",
        "总额",
        "价值",
    ]
)
# Told before what they are of, without 的, too: 总投资12亿元某某项目.
OF_PROJECT = frozenset(["总投资", "概算投资", "估算投资", "估算总投资", "计划总投资", "总投资额", "概算总投资"])
# What is told of a whole area, and lends nothing to what is told of it next.
OF_ALL_TRADES = re.compile(
    r"(?:社会消费品零售总?额|社零(?:总?额)?|固投|GDP|生产总值|固定资产投资|(?:预算|财政|税收)总?收入|可支配收入|用电量|人口|[存贷]款余额)$"
)
RECKONED_OF = re.compile("(?<=.{3})(?:概算|估算)(?:总?投资额?)?$")
LENGTHS = frozenset({"里程", "总里程", "通车里程", "运营里程", "新增里程", "通车总里程", "运营总里程"})
WAY = re.compile("高速公路|高速铁路|高铁|铁路|公路|轨道交通|地铁|绿道|航道")
AS_RECKONED = re.compile("(?:概算|估算|预算|计划)总?投资额?")
STANDALONE = frozenset(words.STANDALONE)
NEEDY = GENERIC - STANDALONE
MONEY_SPENT = re.compile(r"(?:投入|到位|筹措|拨付|支出)(?:各类|建设|专项|财政|补助)*(?:资金|经费|投资)")
SHARE = re.compile(r"占(?!地|用|道|据|补|领)")
# How much of a plan is reached: 完成年初预算的102.5%, 为年度计划的105%, 完成年目标任务117.4%.
OF_PLAN = re.compile(
    r"(?:已|累计|分别|提前|超额)*(?:完成|达到?|为|相当于)了?[^，。；、\d]{0,4}?"
    r"(?:全年|当年|本年|年(?!初|度))?的?(?P<of>(?:年度|年初|调整后?|人大批准|省定|市定|下达|投资|收入|支出|生产|既定|序时|工作)*的?(?:预算(?:调整|变动)?|计划|目标|任务|进度|工程量|总工程量|工程总量|总投资)(?:数|任务|值)?)的?$"
)
# 收入年初预算, 支出调整预算: the stage of a budget; what is done of it is told of the thing itself.
STAGE = re.compile(
    r"(?:(?:年初|年度)?(?P<side>收入|支出)|(?<=收入|支出|总计))的?(?:年初|调整|变动|代编|收支)*预算(?:数|调整)?(?:合计|总计)?$"
)
# 年初预算655万元，执行中经各级人代会批准调整为2655万元: the same budget, changed.
BUDGET_CHANGED = re.compile(r"^[，、]?(?:执行中)?(?:[^，、]{0,14}(?:批准|同意|审议|程序))?后?(?:调整|变更)为$")
# 各级人代会批准的2018年全市…, 省财政厅核定我市2018年…: who allowed it, and for when.
GRANTED = re.compile(
    r"^[^，、]{0,24}?(?:(?:批准|汇总|审议通过|通过|编制|确定)的|(?:核定|下达|批复|批准|分配)(?=我|全|\d))(?:(?:19|20)\d\d年(?:度|初)?)?(?:全[省市区县州国]|我[省市区县州])?(?:(?:19|20)\d\d年(?:度|初)?)?的?(?=.{4})"
    r"|^(?:省|市|自治区|中央)?(?:财政[厅局部]?)?(?=转贷)|^(?:[^，、]{4,20}(?:收入|支出)(?=加))?(?:加上|减去|加(?![入强快大工固装密])|另加)(?:预计)?(?=.{3})"
)
# 完成年初预算数60999万元的40.4%: what was planned, told before how much of it is done.
PLAN_AMOUNT = re.compile(
    r"(?:完成|为|占|达到?)了?(?:(?:年初)?上?报[^，。；、\d]{0,12}?(?=预算|收入|支出))?(?P<of>(?:全年|年度|年初|当年|总|调整后?)?(?:预算)?(?:收入|支出|投资)?的?(?:预算|计划|任务|目标)(?:数|任务|值|额)?)$"
)
# 超全年挑战目标726亿元的序时进度: the aim itself, told with how far its time has run.
PACED = re.compile(
    r"(?:超过|超出|超|达到|达|完成|快于|高于)(?:了)?(?:全年|年度|当年|本年|年)?的?(?P<of>(?:挑战|预期|考核|奋斗|底线|年度)?(?:目标|任务|计划))$"
)
PACE_BEHIND = re.compile("的?(?:序时|时间|时序)?进度")
# 超额完成目标20家: by how much the plan is passed.
BEYOND_PLAN = re.compile(
    r"(?:超额完成|超过|超出|超)(?:全年|当年|本年|年度|年初|年|省定|市定|下达|既定|预期|国家|考核|国家考核|规划)*的?(?:目标|任务|计划|预算)+(?:数|值)?$"
)
RANK_VERB = re.compile(
    r"(?:并|且|总体|综合|始终|持续|继续|稳|均|双双|连续(?:[\d一二三四五六七八九十]+|多)多?(?:年|个月|个季度)|历史性|首次|成功|再次|提前|分别|蝉联|荣登|荣膺|问鼎|登上|摘得)*"
    r"(?:跃居|跃升至?|跃至|稳居|位居|位列|名列|列居|排名|排位|排在|居于|保持|上升[到至]?|提升[到至]?|上升|前移[到至]?|晋升[到至]?|升至|升到|进入|跻身|晋级|迈入|挺进|进至|占据|获评?|荣获|被评为|列|居|排|位|从|由|为|达到?|到|至|在|是|取得|夺得|实现)*"
    r"(?:(?:全[国省市区县州球]|中部|西部|东部|中西部|东北|华东|西北|西南|沿海|国内(?!生产总值)|国际|世界|全球|亚洲|同类|同行业?|同级|同等|副省级|省会|各|地级|省内|长三角|珠三角|长江经济带|行业|工业大省|发展中国家|同期|全国各|“?一带一路)(?:(?![由从](?:上年|去年|年初|上季|[\d第]))[^，。；、]){0,12}|(?<=[居列名位])[\u4e00-\u9fff]{2,6})?$"
)
# 分别占年计划171%和100%; 占工业增加值比重分别为12%和33%.
SHARE_EACH = re.compile(r"^[，、]?(?:则|均)?(?:分别(?=占)|(?=占[^，、]+分别))(?P<of>占[^，、\d]*?)(?:分别)?(?:达到?|为|超过?|近|约|的)*$")
# 在全国333个地级以上城市中排名第22位: among whom, not what.
PLACED = "(?:跻身|进入|位居|位列|列|居|获|荣登|荣膺|问鼎|登上|摘得)"
AMONG_ALL = re.compile(r"在(?:所有|全部|各类|同类)的?$")
AMONG_WHOM = re.compile(r"^.{0,12}(?:城市|省份|区县|县市|县区|地市|市州|单位|企业|高校|部门|开发区|高新区|乡镇|街道)中$")
RANK_ONLY = re.compile(r"^(?:总量|规模|总体|综合|排名|位次|均|且|并|也|增速|其中)?$")
# 新增运营里程30公里，总里程909公里: what is named as all there is was not added.
STOCK_NAMED = re.compile(r"总(?!书记|部|投资|承包|体)|累计|存量|保有量|余额|现有|共有|已有|拥有|在册|在营|在岗|在校|年末|期末|月末")
FLOWS = re.compile(
    r"就业(?!岗位)|专项债|债券|国债|建设用地|用地|装机|贷款|融资|减税|税费|退税|投资|授信|财力|产值|税收|营收|收入|销售|发电|产能|储能|保费|劳动力|用电|存款|社会融资|利润|授权|申请|注册|登记|签约"
)
# Flows of money and tax are told in money; shops and firms that deal in them are counted (离境退税商店500家).
COUNTED_FLOWS = re.compile(r"就业(?!岗位)|用地|装机|产能|储能|劳动力|授权|申请|注册|登记|签约")
RATE = re.compile(r"(?:率|比重|占比|比例|指数|浓度|份额|强度|面积|满意度|覆盖面)$")
# What a base says of its thing that the next general word says anew: 粮食播种面积 and 产量 are both of 粮食; 营收 lends 利润 nothing.
_ENDINGS = {
    *words.GENERIC,
    "GDP",
    "地区生产总值",
    "国内生产总值",
    "生产总值",
    "播种面积",
    "种植面积",
    "总里程",
    "利润总额",
    "资产总额",
    "增加值",
    "销量",
    "出口量",
    "数量",
    "固投",
    "次数",
    "进出口",
    "进出口总额",
}
MEASURED = re.compile(rf"(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})$")
NEW_SUBJECT = re.compile(
    rf"^([^，]{{2,40}}?(?:业|{'|'.join(sorted((h for h in words.HEADS if len(h) > 1), key=len, reverse=True))}))"
    r"(?=近年来|正在|增长|趋于|增势|发展|逐步|首次|均|都|实现|出现|保持|持续|稳步|再|双双|全面|大幅|明显|继续|进一步|显著|快速|较快|平稳)"
)
CONTEST = re.compile(
    r".{2}(?:考评|考核|评价|评估|排名|排行榜|测评|指数|榜单|评选|评比|竞赛|大赛|综合考核|调查|潜力|竞争力|实力|活力|百强[县区市镇]?)$"
)
OF_GROWTH = re.compile(r"(?:增幅|增速)(?:高|低|快|慢|多|少)于?$|^[，、]?(?:增幅|增速)")
# 在确保质量的前提下: how, not what.
MANNER = re.compile(r"^(?:在|以|按照|通过|经)[^，]*(?:前提下|基础上|同时|过程中|情况下|方式)$")
# 增加再融资债券预算1.48亿元: more money than was planned, where 新增债券 is the name of a flow.
MORE_MONEY = re.compile(r"(?<!新)(?<!净)增加(?!值)[^，]{0,16}(?:预算|支出|收入|投入)$")
DEBT = re.compile(r"(?:债券|债务|限额|贷款|存款|授信|融资|担保)(?:资金)?$")
# 再融资债券, 新增债券 inside the brackets of 一般债券: the kind of the one, the other's too.
DEBT_KIND = re.compile(r"(?P<kind>一般|专项)(?P<what>债券|债务限额|债务余额|债务|限额)$")
# Which of those just told, and no thing of its own.
_WHICH = r"城镇|农村|城市|乡村|城区|男性?|女性?|规模?以?上|规下|限上|限下|国家级|省级|自治区级|市级|县级|区级|境内|境外|线上|线下|国内|国外|公办|民办|公立|民营|国有|集体|内资|外资|省内|省外|市内|市外|省外?|本科|专科|外籍|本地|外地|新建|续建"
WHICH = re.compile(
    rf"{_WHICH}|(?:[省市区县州]直|[省市区县州]本级|省直管县|开发区|高新区|经开区|[\u4e00-\u9fff·]{{1,8}}(?:新区|(?<!棚户)(?<![社片小园景校库灌矿林牧])区|[市县州盟旗镇乡]|街道))"
)
# 引进企业137家，其中注册资金千万元以上46家: of which size, and no thing of its own.
OF_SIZE = re.compile(r"(?:[一-龥]{2,8}?)??[十百千万亿]+元(?:及?以[上下])")
LEVEL_OF = re.compile(
    rf"^(?:(?:国家|自治区)级|全[省市区县州]|(?:国家|[省市区县州]本?)级(?:及?以上)?|[省市区县州]直|(?:{_WHICH})(?:及?以上)?)(?=.{{2}})"
)
# Verbs that are what is measured themselves.
OF_MONEY = frozenset({"融资", "投资", "支出", "收入", "出口", "进口", "担保", "贷款", "授信", "交易", "成交"})
# 建设任务是新增床位500张: what is set is the beds.
TASK_IS = re.compile(r"^.*(?:任务|目标|指标|计划)(?:是|为|：)$")
ABOVE_SCALE = re.compile("规模以上工业$|规上工业$")
# 拉动地区生产总值增长1.2个百分点, 下拉税收增幅3.1个百分点: what pulls is told before.
PULLS = re.compile(r"(?:负向?拉动|下拉|拉低|拉动|拖累)[^，]{0,16}$")
PULLED_BY = re.compile(r"(?<=.{2})(?:负向?拉动|下拉|拉低|拉动|拖累)[^，、]{2,16}$")
# 恢复至2019年同期水平的81%: what has recovered is told before.
RECOVERED = re.compile(r"恢复[到至](?:19|20)\d\d年?[^，]*$")
AS_SHARE = re.compile("(?<=.{2})占[^占]*(?:比重|比例)$")
# 夜市活动吸引线下流量20万人次，带动消费1200万元: it is the event that draws both.
DREW = re.compile(r"(?<=.{4})(?:吸引|接待|带动|汇聚)[^，“”]{2,12}$")
SHARE_IN_GROWTH = re.compile(r"(?<=.{2})(?:对[^，]{2,20})?的?贡献率$")
# 负向拉动投资8.7个百分点: what pulls down.
DRAGS = re.compile(r"负向?拉动|下拉|拉低|拖累|负贡献|负向贡献")
# 定额标准按5%压减: by how much.
CUT_BY = re.compile(r"(?:的?(?:比例|标准|幅度))?(?:进行)?(?:统一|再)?(?:压减|压缩|削减|核减|下调|压降|降低)")
PUT_IN = re.compile("(?:总|共|累计|先后|全年)*投资(?:约|近|超过?)?")
PUT_INTO = re.compile(
    r"(?:新建|改造|建成|建设|完成|实施|修建|修复|维修|对|铺设|安装|改扩建|硬化|打造)了?(?P<what>[一-龥“”]{2,24}?)(?:进行|实施|的?\d[\d.]*(?:公里|千米|米|座|处|条)的?(?P<thing>[一-龥]{0,6}(?:公路|道路|路面|桥|渠|管网|管道))?|的?\d|[一两二三四五六七八九十]+[座条个所处]|$)"
)
# 统筹安排120亿元，重点保障…: money put up, before it is said what for.
FUNDED = re.compile(
    r"(?:全[省市区县州]|[省市区县]级|中央|市本级)?(?:财政)?(?:共|累计|全年|已|先后|积极)*(?P<verb>统筹安排|统筹|安排|筹措|筹集|整合|拨付|争取)(?:超过?|近|约|达)?"
)
# 控制在省政府批准的1499亿元限额内: the limit of what was told.
LIMIT_BEHIND = re.compile(r"的?(?P<what>(?:债务)?限额|规模上限|上限)(?:以内|之内|内|范围)")
BRANCH = re.compile(r"(?:业|企业|板块|园区|集群)$")
IN_ALL = re.compile("下达|目标|任务|计划|总数|总量|总计|累计|合计|现有|共有|已有|[达至]到?$|^共|其中$")
KIND = re.compile(r"(?:企业|产业|行业|业)$")
# …；半导体项目投资超预期，实现投资…: after a ； the sentence speaks of something else.
NEW_THOUGHT = re.compile(
    r"；(?P<who>[^；，\d]{4,30}?)(?:投资|进展|建设|推进|运行|整体)?(?:顺利|超预期|好于预期|加快推进|稳步推进|有序推进|良好|平稳)，[^；，\d]*$"
)
ABOUT_FIGURE = re.compile(
    r"的(?:目标|政治任务|任务|水平|比重|比例|份额|速度|增速|增长|预期|贡献|任务|年度|年均|幅度|税率|基础|高(?![端新技质品标效])|较|优(?![质势秀先良])|以上|要求|标准|较快|全国|合理区间|区间|合理范围|较高|高位|低位|历史)"
)
# 完成增长3%的政治任务: the number is what is aimed at, the aim is not what is measured.
AIMED_AT = re.compile(r"的(?:(?:预期|年度|政治|考核|规划|工作|改善|减排|既定)*(?:目标|任务))(?:任务)?(?=[，。；、]|$)")
GROWTH_BEHIND = re.compile(r"的?(?:年均)?(?P<how>正增长|负增长|增长|增速|增幅|涨幅|下降|降幅)(?:速度|率)?(?=[，。；、]|$)")
LEADING_NOUN = re.compile(
    r"^(?:\d{1,2}[、.])?([^，\d]{2,12}?)(?=正在|趋于|增长|增势|进一步|连续|喜获|再获|再夺|实现|保持|持续|稳定|稳步|稳中|再创|不断|明显|全面|快速)"
)
PART_OF = re.compile(
    r"(?P<how>超过|超|不足|近|约|达到|达)?(?P<of>全国|全球|世界|全省|全市|全区|全县|全部|同期|总量|总数|总额)(?:总量|总数)?的?(?P<more>近|约|超过|超)?$"
)
RIGHT_STOP = re.compile(
    r"(?:等(?!级)|(?:即将|正在|尚未)(?=[竣完建投开交验实推])|[位名]次(?=[，。；、]|$)|[，。；：、）（\n\t]|(?:增加|增长|提高|上升|提升|扩大|下降|降低|减少|缩小|压缩|压减|缩短|精简|跃升|调整|优化|变化|转变|[增升降减扩])[到至为]|增长|下降|提高到|用于|并|且|及|与|(?:后|中|来|时)(?=[，。；、]|$)|为|由|是|以上|左右|以内|和(?![美谐平])|及其|以及|的?(?:预期|年度)?目标(?!任务)|的基础|大关|关口|[百千]?[万亿]*元?级?台阶|(?:[两三四五六]个?大?)?(?:[百千]?[万亿]+[级元]*)?台阶|台|新台阶|水平|的水平|上下|不等|，|”|~|—)"
)
VERB_RIGHT = re.compile(
    r"(?:即将|正在|尚未|按(?:规定|要求|照)|全[国省市区县州球](?:$|前|首|第)|增长|下降|上升|用于|实施|惠及|完成|建成|达到|达|且|均|已|获|占|居|由|在(?!建|研|校|册|岗|库|职)|来自|投入|全部|列入|入选|通过|实现|带动|助力|推动|支持|加快|开展|建设|改造|重点|大力|启动|推进|保障|深化|扎实|持续|较|比|，|创|同比|高于|低于)"
)
# General words said of a measure itself: 税收增速, 产值占比.
OF_ANOTHER = frozenset(
    {"增量", "增速", "增幅", "涨幅", "降幅", "增长率", "占比", "比重", "比例", "占", "份额", "市场份额", "年均增速", "平均增速", "排名"}
)
# How far a thing is: 建成过江通道4座、在建8座; 经营主体500万户、新登记60万户.
STATES = re.compile(r"新?开工建设|基本建成|[新在续拟].{1,2}|改建|扩建|改扩建|开工|建成|投用|竣工")
# What is told in money or per cent is not built.
NO_THING = re.compile(r"(?:资金|投资|经费|收入|支出|[额值率])$")
# 完成第五批538户共有产权房居民选房: which of them, not what.
WHICH_BATCH = re.compile(r"^[^，]{0,4}(?:第[一二三四五六七八九十]+[批轮]|(?:19|20)\d\d年度?的?)$")
# 投资130万元对社区进行…, but 对接平台 and 对照举措 are names.
DONE_TO = re.compile("[将把]|对(?![照接标外口比])")
# 信众3000余人的教堂: the people are counted, not the church.
PEOPLE = re.compile(r"(?:信众|会员|员工|职工|学生|师生|人口|村民|居民|党员|床位|学位|座席|座位|车位)$")
# 降幅收窄24个百分点，当季增长…: what is told next is of the thing, not of its fall.
RATE_SAID = re.compile(r"(?<=.{3})(?:降幅|增幅|涨幅|跌幅|增速)$")
RATE_OF_TIME = re.compile(r"(?:平均)?(?:每[天日周月年]|[日月年]均)$")
# The place an addition is of is its scope, not its indicator (洛龙区新增高新技术企业).
PLACE = re.compile(r"(?:[区县市镇乡州旗省]|街道|各地|区共|县共)$")
