"""Telling what in last year's text may stand again (frames of work) from what was that year's alone (events, names, results)."""

from __future__ import annotations

import re

_ADVERB = (
    r"坚定不移|坚持不懈|毫不动摇|毫不松懈|久久为功|千方百计|用心用情|因地制宜|多措并举|持之以恒|高质量|高水平|高标准|常态化|一体化|进一步|有序|有力|有效|"
    r"着力|全力|奋力|大力|尽力|积极|主动|深入|扎实|持续|不断|加快|加速|提速|稳步|稳妥|全面|统筹|认真|严格|切实|着眼|充分|更好|更加|始终|深度|广泛|精准|"
    r"系统|科学|依法|纵深|协同|一体|分类|创新|加力|接续|继续|压茬|逐步|自觉|带头|及时|合理|优先|精心|集中|重点|协调|同步|更大力度|前瞻|超前|稳慎|规范|滚动|"
    r"要|将|我们|必须|并|也|还|同时"
)
_WORK = (
    r"坚持|落实|实施|推进|推动|推广|加强|强化|深化|完善|健全|促进|加快|优化|提升|提高|统筹|聚焦|围绕|瞄准|紧盯|紧扣|狠抓|紧抓|抓好|抓牢|抓实|抓紧|做好|做强|做优|做大|做实|"
    r"支持|发展|构建|打造|建设|建强|建好|建立|巩固|拓展|开展|组织|保障|扩大|培育|培养|引导|规范|防范|化解|维护|弘扬|践行|贯彻|遵循|把握|树立|树牢|履行|严守|"
    r"守住|筑牢|织密|压实|激发|释放|盘活|整合|改善|改进|创建|融入|服务|对接|承接|吸引|引进|集聚|壮大|布局|谋划|探索|参与|争取|依托|发挥|畅通|打通|破解|解决|"
    r"治理|整治|管控|遏制|严厉|打好|打赢|擦亮|办好|用好|管好|讲好|关心|关爱|鼓励|倡导|宣传|普及|丰富|繁荣|传承|保护|修复|管护|规划|转变|调整|改革|"
    r"创新|稳定|稳住|稳|增强|夯实|补齐|兜牢|兜住|兜准|健康|严格|严肃|力戒|坚决|坚守|牢记|牢固|牢牢|确保|实行|推行|倡树|营造|接受|依法|克服|面对|应对|迎难|锚定|"
    r"坚定|完整|准确|全面|把|以|按照|围|针对|立足|着眼|结合|根据|通过|在(?!于)|对|对标|深耕|深挖|延伸|增加|降低|减轻|清理|压减|盯紧|疏解|联动|携手|提振|提质|焕新|焕发|活跃"
)
# Whose work it is, said before the verb: 区教育局坚持…, 我局认真落实….
_WHO = r"(?:我们|[我本全][局委办院校区县市镇街]|集团公司|公司|[\u4e00-\u9fff]{1,8}(?:局|委|街道|办事处|集团|公司|管委会|党组|党委))"
_FRAME = re.compile(rf"^(?:[—\-·]*{_WHO}?(?:{_ADVERB})*(?:地)?(?:{_WORK}))")
_BOILERPLATE = re.compile(
    r"^(?:20\d\d年$|各位代表|各位委员|同志们|现在|过去(?:的)?一年|一年来|回顾|在此|我谨|我代表|向全|向各|向所有|向关心|向驻|表示衷心|请予审议|并请|同时，?我们也|同时，?还|"
    r"我们(?:也)?(?:清醒|深知|要|将)|这是|是(?:以)?习近平|是市委|是省委|是区委|对于这些|对此|主要是|主要做了|具体|重点(?:做好|抓好)|今年(?:工作|经济社会)|总的要求|"
    r"以下|下一步|存在(?:的)?(?:主要)?问题|让我们|奋力|为.{2,30}(?:而奋斗|作出|贡献))"
)
_PROBLEM = re.compile(
    r"不足|不够|不强|不优|不高|不大|不平衡|不充分|短板|弱项|困难|压力|薄弱|滞后|差距|隐患|瓶颈|仍需|还需|有待|"
    r"较少|偏低|偏小|矛盾|挑战|问题|不适应|不畅|不实|不到位|尚未|亟待|仍然|依然"
)
_FALLS_SHORT = re.compile(
    r"(?:进度|进展|工作|建设|推进)[^，。；]{0,4}(?:滞后|缓慢|较慢|偏慢)|[仅只]完成[^，。；]{0,10}的?[\d.]+%|(?:没有|未能?|尚未)(?:按期|如期|按时|按计划)?(?:完成|建成|开工|达到)(?!的)"
    r"|缺口(?:较|很)?大|难以为继|达不到[^，。；]{0,10}(?:要求|标准)|(?:经营|运营|财务|资金|收支|生存|成本|保障)压力(?:进一步|明显|持续|不断)?(?:加大|增大|较大|很大)|(?:低于|未达到?)(?:年初|年度|预期)?(?:目标|计划)"
)
_LACKS = re.compile(
    r"(?:不足|不够|不高|不强|不优|不畅|不实|不深|不到位|不平衡|不充分|不健全|不完善|偏[低少小弱慢]|短缺|紧缺|滞后|薄弱|欠缺|缺口(?:较|很|仍然)?大|(?:现象|问题|矛盾)(?:较为|比较|仍然|依然)?突出|(?:座位|用房|床位|经费|资金|人手|用地)[^，。；]{0,4}紧张|有待[^，。；]{2,12})[。；]?$"
)
_MENDED = re.compile(r"解决|破解|缓解|补齐|针对|化解|克服|改变|扭转|弥补")
_EVENT = re.compile(
    r"建成|建设?完工|完工|开通|投用|投运|投产|试运行|运行$|通车|通航|竣工|落成|揭牌|挂牌|成立|组建|获批|获评|获得|获国家|荣获|荣膺|入选|入围|当选|上榜|申遗|申创|申报成功|落户|落地|"
    r"启用|启动|发布|上线|上市$|正式|开工|开园|开业|开诊|举办|召开|举行|承办|出台|印发|颁布|编制|修订|制定|问世|首次|首个|首家|首批|首例|首座|首条|首台|首艘|首创|首位|首届|第一|唯一|率先|"
    r"新高|纪录|历史|里程碑|圆满|成功|顺利|如期|超额|完成|实现|迁入|搬迁|验收|获准|填补|突破|诞生|下线|交付|并网|首飞|发射|摘帽|清零|见效|收官|入驻|签约|合龙|贯通|封顶|"
    r"作出.{0,8}(?:指示|指导|批示|部署|贡献)|受到|获.{1,8}(?:批示|肯定|表彰|奖)|贺信|回信|考察|视察|调研指导|来.{1,4}(?:考察|视察)|夺得|斩获|蝉联|跻身|跃升|跃居|位居|位列|居全|居世界|名列|走在|前列|再创|全部|动态|已经?|以来.{0,8}最|最好成绩|最好水平|最优水平"
)
_ONE_OFF = re.compile(
    r"《[^》]*》|\d{1,2}月|第[一二三四五六七八九十百\d]+(?:届|次|批|期|轮|季)|周年|[一二三四五\d]期|[A-Za-z]{2,}\d|\d[A-Za-z]|[A-Z]\d|"
    r"[一-龥]{2,}(?:医院|大学|学院|校区|院区|高速|大桥|机场|火车站|高铁站|水库|(?<!充)电站|博物馆|遗址|隧道|枢纽|号线|故城|体育场|剧院|纪念馆)|"
    r"人大[一二三四五六七八九十]+次会议(?!批准|审查|审议|确定|通过|的?要求)|“20\d\d|收官|开局|承上启下|洪涝|洪水|洪灾|\d·\d|台风|暴雨|地震|疫情|奥运|亚运|全运会|冬奥|峰会|世博|(?<!引)进博|服贸|博览会|论坛"
)
_STAGE = re.compile(r"新(?:校区|院区)|(?:第?[一二三四五\d]期)(?=[^，。；]{0,4}(?:建设|工程|项目|改造))")
_GROWN = re.compile(
    r"(?:持续|明显|显著|稳步|不断|进一步|更加|大幅|全面|有效|日益|逐步)(?:提升|改善|增强|优化|凸显|显现|向好|"
    r"好转|扩大|提高|巩固|进步|繁荣|活跃|回升|完善|深化|拓展)$"
)
_OF_LEADERS = re.compile(
    r"总书记.{0,90}(?:(?:指示|批示)(?!批示|[^，。]{0,6}(?:精神|要求))|回信|贺信|致信|视察|考察|重要讲话，|寄语|嘱托，|发表)"
)
# 深入学习贯彻习近平总书记考察云南重要讲话精神: said of the unit, year after year.
_TAKEN_TO_HEART = re.compile(r"(?:学习|贯彻|落实|践行|牢记|遵循|对标|按照)[^，。；]{0,16}总书记[^，。；]*")
_SET_UP = re.compile(r"(?:出台|制定|编制|修订|印发|颁布|开工|竣工|建成|投用|投运|开通|落成|筹建|举办|承办|召开)")
_OF_IT = re.compile(
    r"(?:新增|新增加|增加|项目|工程|其中)*(?:日|年|月|总|设计|最大|最高)?(?:均)?(?:处理|供水|供热|供电|供应|生产|接待|停车|存储|服务|吞吐|承载|发电|装机)(?:能力|规模|容量|量)|年产能?(?=[\d达])"
    r"|(?:年内|当年|全年|累计|已|计划|预计|力争|截至目前)*(?:完成|投入|达到)?投资(?:概算|估算)?(?=[\d【达约近超])|(?:项目|工程)?(?:概算|估算|计划)?总投资"
    r"|现场|会上|当场|会议期间|活动期间|总投资|总?建筑面积|总?占地|总面积|总规模|总里程|总?装机|全长|总长|入驻|可(?:提供|容纳|服务|满足|新增|实现|带动|处理|供)|设计年|(?:预计|达产后)"
)
# A campaign of its year, not what became lasting of it (主题教育常态化长效化).
_CAMPAIGN = re.compile(r"(?:学习教育|主题教育|教育实践活动|教育整顿)(?!活动?常态|常态|的?成果|制度|长效|基地|的?要求)")
_COUNTS = re.compile(
    r"\d\s*(?:万|亿)|\d\s*(?:多|余)?(?:万亿|亿|万|千|百)?\s*(?:元|%|％|家|个(?!维护|意识|自信)|项|件|人|名|户|套|所|座|公里|亩|公顷|吨|倍|处|台|辆|平方|立方|千瓦|度|场|条|种|张|位|分)"
)
# A count in a unit that nobody has listed (不少于6轮次, 达到3茬以上): bounded, or with nothing but the unit behind it.
_UNREAD = re.compile(
    r"(?<![\dA-Za-z.第“—～~+\-])(?P<number>\d[\d,.]*(?:[万亿千百余多几])*)(?!年|月|日|时|分钟|小时|天|岁|联|网|[\d.·+—～~-]|[一-龥]{0,2}(?:热线|专线|平台|电话|系统|工程))"
    r"(?:(?<=[少低过多高破到逾超].)|(?<=[少低过多高]于..)|(?<=[少低过多高]于...)|(?=[一-龥]{1,2}(?:以上|以内|左右|以下)?$))"
)
_BOUND = re.compile(
    r"(?:不少于|不低于|不超过|不高于|不多于|达到?|超过|突破|完成|保持在?|稳定在|控制在|力争|确保|全年|计划|累计|开展|组织|举办)+"
)
_LEADS_ON = re.compile(
    r"^(?:通过|随着|围绕|着眼|执行中[，因]|以[^，]{2,40}为(?:依托|支撑|重点|主线|契机|抓手|导向|引领|牵引|统领|目标|核心|主题|基础|载体)$|按照|针对|根据|面对|鉴于|由于|为(?:了|此|进一步)?(?!民|群众|企)|在[^，]{1,40}(?:下|上|中|时|基础上)$"
    r"|截至20\d\d年[^，]{0,6}$|(?:20\d\d年(?:度|上半年|前三季度)?|上半年|本学[年期]|一年来|过去(?:的)?一年|今年以来|同时|此外|现在)$|总结|回顾)"
)
_YEAR_SENSE = re.compile(r"^(?:今年|过去(?:的)?一年|20\d\d年)，?是.{4,80}(?:之年|一年|年份|阶段|关口|[”\"]年)")
_BARE = re.compile(
    r"(?:——)?(?:对(?:此|于?(?:这些|上述)[^，。]{0,6})|同时|此外|另外|在此|为此|因此|一年来|[今去]年|20\d\d年|总的看|主要是|各位(?:代表|委员)。|回顾过去[^，。]{0,4})[。；，]?"
)
_OPENS = re.compile(
    r"^(?:——)?(?:各位[^，！。]{1,8}[，！])?(?:刚刚)?(?:过去的?一年|一年来|20\d\d年(?!来|[底末初])|今年以来|上半年|去年)(?:里|中)?，?"
)
_RESOLVES = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是)?奋力推进|必须|要把|到20[3-9]\d年|年均增长[^。]{0,12}左右|是[^，。]{2,24}的(?:必然选择|内在要求|重大使命)"
)
_DEED = re.compile(r"建成|竣工|通车|开通|投用|投产|获批|入选|荣获|召开|举办|揭牌|签约|落户|发布|首次|首个|第一|新高|突破")
_GENERAL = re.compile(r"党的二十|二十届|中央|习近平新时代")


def counts(clause: str) -> bool:
    """Whether a clause counts or measures something, read or unread; such a clause never stands again unchecked."""
    return bool(_COUNTS.search(clause))


def unread_count(clause: str) -> tuple[int, int] | None:
    """Where a clause has a number with a unit that the reader of figures does not know; None where it has none."""
    match = _UNREAD.search(clause)
    return match.span("number") if match else None


def asked_by(before: str) -> str:
    """What a number is asked for by: the words before it in its clause, without those that only hold it (全年开展……不少于)."""
    return re.sub(rf"^{_BOUND.pattern}|{_BOUND.pattern}$", "", before)


def frames_work(clause: str) -> bool:
    """Whether a clause without figures says how the unit works, year after year, and nothing that happened once."""
    if _GENERAL.search(clause) and _FRAME.match(clause) and not _EVENT.search(clause) and not campaign(clause):
        return True
    return bool(_FRAME.match(clause)) and not happened(clause) and not _GROWN.search(clause) and len(clause) >= 4


def happened(clause: str) -> bool:
    """Whether a clause tells an event, a one-off name or a result of its year."""
    return bool(_EVENT.search(clause) or _ONE_OFF.search(clause) or campaign(clause))


def campaign(words: str) -> bool:
    """Whether words tell of a campaign that was its year's own (扎实开展党纪学习教育)."""
    return bool(_CAMPAIGN.search(words))


def one_off(clause: str) -> bool:
    """Whether a clause bears a name, date or occasion of its own year."""
    return bool(_ONE_OFF.search(clause)) or campaign(clause)


def of_leaders(sentence: str) -> bool:
    """Whether a sentence tells of a leader's visit, letter or instruction, which belongs to its own year as a whole."""
    return bool(_OF_LEADERS.search(_TAKEN_TO_HEART.sub("", sentence)))


def standing(clause: str) -> bool:
    """Whether a clause is a set phrase of such documents: salutation, thanks, transition, a named problem."""
    return not _ONE_OFF.search(clause) and bool(_BOILERPLATE.match(clause))


def problem(sentence: str) -> bool:
    """Whether a sentence admits shortcomings (我们也清醒看到…, 还存在…问题)."""
    admits = re.search(r"(?:存在|面临|不少|还有|清醒|认识到|看到|主要是).{0,40}(?:问题|困难|挑战|短板|不足|差距)|^主要是", sentence)
    return bool(admits) and len(_PROBLEM.findall(sentence)) >= 2


def falls_short(sentence: str) -> bool:
    """Whether a sentence tells of a thing that fell behind (受雨季影响，……进度滞后，仅完成年度计划的71%); that is no achievement."""
    return bool(_FALLS_SHORT.search(sentence))


def laments(sentence: str) -> bool:
    """Whether a sentence tells what is lacking and nothing that was done or counted (当前……呈低龄化趋势，专职心理咨询师配备不足)."""
    if counts(sentence) or happened(sentence) or _MENDED.search(sentence):
        return False
    return bool(_LACKS.search(sentence))


def admits(text: str) -> bool:
    """Whether a text opens a report's own paragraph of problems (在看到成绩的同时，我们也清醒地认识到……)."""
    return bool(
        re.match(r".{0,12}(?:看到成绩|肯定成绩|总结成绩|取得成绩|成绩面前)|.{0,16}清醒(?:地)?(?:认识|看)|.{0,10}也(?:要|应)看到", text)
    )


def on_problems(sentence: str) -> bool:
    """Whether a sentence says how the problems named before it will be dealt with (对于这些问题，我们将高度重视……)."""
    return bool(re.match(r"对(?:于)?(?:这些|上述|以上)(?:问题|困难|不足)|对此，我们", sentence))


def of_what_stood_before(clause: str) -> bool:
    """Whether a clause goes on with the thing that the clause before it named (……污水处理厂建成投运，日处理能力达到6万吨)."""
    return bool(_OF_IT.match(clause))


def designates(number: str, after: str) -> bool:
    """Whether a number with its unit says which kind of thing stands behind it (110千伏变电站), and measures nothing."""
    return bool(re.search(r"千伏$|kV$|马赫$", number)) and bool(re.match(r"及?(?:以上)?(?:输?变电|线路|电网|电站|主变|输电)", after))


def problem_heading(title: str) -> bool:
    """Whether a heading announces shortcomings (存在的问题, 问题与不足); no result belongs below it."""
    return bool(
        re.search(r"(?:存在|面临|主要|突出)的?.{0,4}(?:问题|不足|困难|挑战|短板)|(?:问题|不足|困难|短板)(?:和|与|及|、)", title)
    ) or title in {
        "问题",
        "不足",
        "短板弱项",
        "不足之处",
    }


def of_goals(title: str) -> bool:
    """Whether a heading announces a year's aims as a whole, not a field of work."""
    return bool(re.search(r"总体(?:要求|思路|目标|部署)|指导思想|基本思路|(?:主要|预期|发展|奋斗)目标$|目标任务$|政策取向", title))


def thanks(sentence: str) -> bool:
    """Whether a sentence thanks, greets, or says to whom the year's success is owed."""
    return bool(
        re.search(
            r"表示(?:衷心|诚挚|崇高|最|由衷)|(?:坚强领导|科学指引|科学指导|共同努力|奋力拼搏|团结奋斗)的结果|"
            r"请予审议|^对于?(?:这些|上述|以上)问题",
            sentence,
        )
    )


def bare(sentence: str) -> bool:
    """Whether a sentence is a bridge to something that is not there (对此。 一年来。); a salutation that stands alone is none."""
    return bool(_BARE.fullmatch(sentence))


def opens(sentence: str) -> bool:
    """Whether a sentence opens the look back as such reports do every year (过去一年，面对……，我们……)."""
    return bool(_OPENS.match(sentence))


def resolves(sentence: str) -> bool:
    """Whether a sentence says what must be done (奋力推进……, 必须……, 到2030年……)."""
    return bool(_RESOLVES.search(sentence))


def bridges(clause: str) -> bool:
    """Whether a clause of such an opening can stand again: no name or occasion of its year, no single deed."""
    return bool(_GENERAL.search(clause)) or not (_ONE_OFF.search(clause) or _DEED.search(clause))


def planned_work(clause: str) -> bool:
    """Whether a clause of last year's plan can frame this year's: no name, no occasion, nothing set up once for all."""
    going_on = _STAGE.sub("", clause)  # 推进新校区一期建设 goes on from year to year
    return not one_off(going_on) and not _SET_UP.search(going_on) and len(clause) >= 4


def leads_on(clause: str) -> bool:
    """Whether a clause says nothing without the one after it (通过开展…行动, 面对…形势, 一年来)."""
    return bool(_LEADS_ON.match(clause))


def year_sense(sentence: str) -> bool:
    """Whether a sentence says what is special about its year (2025年是“十四五”规划收官之年)."""
    return bool(_YEAR_SENSE.match(sentence))
