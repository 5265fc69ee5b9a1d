"""Promises without a number (启动外科综合楼建设, 建立闭环办理机制): which deeds a plan names, and which sentence of a later paper tells of each.

Only what a reader can hold against a paper is listed: a deed that is done or not, of a thing that has a name. That it is done is said only
where a paper says so; where nothing tells of it surely, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nigao.figures.calendar import Calendar
from nigao.figures.clean import clean
from nigao.figures.parts import parts_of
from nigao.report import Report
from nigao.text.likeness import grams, longest_shared, share
from nigao.text.prose import statements

Told = Literal["done", "not_done", "told", "untold"]
TOLD_NAMES: dict[Told, str] = {"done": "已完成", "not_done": "未完成", "told": "已有说法", "untold": "没有说法"}

_WHEN = r"(?:(?:今年|明年|全年|年内|年底前?|年末前?|上半年|下半年|[一二三四]季度|\d{1,2}月(?:份|底|末|中旬|上旬|下旬)?(?:之?前)?|20\d\d年(?:底|末)?(?:前)?|春节前|国庆前|适时|尽快|尽早|及时|按期|如期|按时)[内前]?，?)*"
_HOW = r"(?:力争|确保|争取|努力|计划|拟|将|要|我们|我[局院校区县市委办]|全面|全力|抓紧|加快|着力|积极|推动|推进|促进|协调|抓好|做好|正式|顺利|基本|有序|稳步|同步|率先|继续|进一步|研究|探索|统筹|并|还|再)*"
_BEGIN = "启动|开工建设|新开工|开工|动工|开展"
_FOUND = "建立|组建|成立|设立|筹建|创建|建成|新建|扩建|迁建|改扩建|建设"
_ISSUE = "出台|制定|印发|编制|修订|发布"
_DO = "完成|实现|搬迁|引进|引入|购置|配备|举办|承办|召开|开通|开办|开设|推出|上线|投用|启用|申报|开诊|开园|竣工"
_WITH = r"(?:(?:与|同|联合|会同|依托|在)[^，。；：]{2,14}?)?"
_FIRST = re.compile(rf"^{_WHEN}{_HOW}{_WHEN}{_WITH}{_HOW}(?P<deed>{_BEGIN}|{_FOUND}|{_ISSUE}|{_DO})(?P<thing>[^，。；：]{{3,30}})$")
_ENDS = "开工建设|开工|动工|建成投用|建成使用|建成投产|建成|竣工|完工|投入使用|投入运营|投用|投运|投产|通车|通水|上线运行|上线|挂牌|开诊|开园|开业|搬迁|验收|交付使用|交付|并网|启用|启动|揭牌|试运行|正式运行"
_LAST = re.compile(rf"^{_WHEN}{_HOW}{_WHEN}(?P<thing>[^，。；：]{{4,30}}?){_WHEN}(?:尽快|早日|按期|如期|正式|全面|顺利)*(?P<deed>{_ENDS})$")
# 9月底前上线运行, 年内建成投用: what the clause ahead speaks of comes to its end.
_BARE = re.compile(rf"^{_WHEN}{_HOW}{_WHEN}(?P<deed>{_ENDS}|完成(?:建设|施工|改造|验收|安装|调试|编制|主体|招标)?)$")
# A thing that has a name one can look for; 体系, 能力, 格局 are never there or not there.
_NAMED = re.compile(
    r"(?:楼|馆|院|所|站|中心|平台|系统|库|园|园区|基地|厂|厂房|粮仓|仓|桥|路|隧道|管网|管道|线|工程|项目|机制|制度|办法|方案|规划|细则|意见|条例|标准|清单|目录|台账|档案|公司|专班|专家组|小组|队伍|联盟|联合体|"
    r"协会|委员会|门诊|病区|病房|科室|专科|专业|学科|实验室|工作室|工作站|服务站|窗口|专区|专栏|公众号|小程序|数据库|改革|搬迁|改造|建设|整合|划转|移交|普查|调查|评估|评审|换届|招标|征收|拆除|签约|"
    r"会|论坛|展|赛|活动|课程|教材|设备|仪器|车辆|电梯|食堂|宿舍|校区|院区|小区|市场|广场|公园|停车场|充电站|场站|污水厂|水厂|水库|电站|示范区|试点|认证|认定|创建|验收|达标)$"
)
_GENERAL = re.compile(
    r"^(?:(?:年度|全年|各项|既定|主要|重点|目标|任务|工作|指标|经济社会|上级|交办的?|下达的?|的|和|及|与|、)+(?:建设|改革|活动|改造)?|.{0,3}(?:党建|党的|作风|队伍|能力|思想|政治|组织|文化|制度|廉政|精神文明|法治|诚信|生态文明|现代化|体系|基础设施|人才队伍)建设|.{0,4}(?:主题|教育|宣传|实践)活动|(?:各类|各项|相关|一批|有关|更多|储备|重点|重大|在建|更好?|国家部署的?)(?!实验室|专科|学科).*)$"
)
# What is carried on all the time, or at somebody else's doing.
_VAGUE = re.compile(
    r"水平|质量|能力|体系|格局|作用|效能|意识|氛围|优势|合力|责任|精神|环境|力度|成效|高质量|常态化|长效化|一体推进|更加|不断|持续|深入"
)
_DIGIT = re.compile(r"(?<!\d)\d[\d.,]*(?!\d*(?:月|年|日|号|期|届|级|G|\d))|[一二三四五六七八九十两]+(?:个|家|所|座|名|套|条|场|次|处|批)")
# 加快建设…: what is being built all along is no promise of one year.
_GOING_ON = re.compile(r"加快|努力|着力|推动|推进|积极|继续|持续|协调|进一步")
_HOW_AHEAD = re.compile(rf"^{_HOW}(?=.{{2}})")
_TWICE = re.compile(r"^(?:健全|完善|出台|实施|建设|开放|开展|推进|改造|投用)(?=.{4})")
# Of no thing itself: whose it is, and how grand.
_MODIFIER = re.compile(
    r"^(?:重[点大]|全[区市县省院校局集镇乡街]|我[局院校区县市]|集团(?=.{4})|公司(?=.{4})|新的|一批|具有[^的]{2,12}的)|[“”‘’《》（）()、的和与及等]"
)
_DONE = re.compile(
    r"(?:建成|竣工|完工|投用|投入使用|投入运营|投运|投产|通车|通水|启用|上线|挂牌|揭牌|成立|组建|设立|出台|印发|制定|发布|修订|建立|开通|开诊|开园|开业|交付|验收|并网|落成|搬[迁入至到]|迁入|完成|召开|举办|引进|购置|创建成功|获批|通过)"
)
_BEGUN = re.compile(r"启动|开工|动工|奠基|进场|开展")
_NOT_YET = re.compile(
    r"预计|计划(?!生育)|拟|(?<![一-鿿])将|力争|正在|有望|筹备|即将|抓紧|加快|推进|争取(?!到)|下一步|明年|准备|打算|前期|初步|可研|立项|招标|选址|论证|设计|审批|主体|封顶|%|过半|阶段性|部分"
)
_NOT_DONE = re.compile(
    r"(?:未能?|尚未|没有|没能?|还没|仍未)(?!发生|出现)(?:按期|如期|按时|按计划|最终|全部|正式)?(?:建成|竣工|完工|投用|启用|上线|开工|启动|完成|挂牌|建立|出台|落地|到位|搬迁|投入|交付|实施|召开)|推迟|延期|延后|搁置|暂缓|滞后"
)
# …综合楼建设，9月投入使用: what the clause behind says without a thing of its own.
_BARE_RESULT = re.compile(rf"^{_WHEN}(?:已|已经|并|均|全部|顺利|如期|按期|正式|全面|基本|提前|于)*{_WHEN}(?:{_ENDS}|完成|成立|印发|出台)")
_SURE, _LEAST = 0.75, 3


@dataclass(frozen=True, slots=True)
class Task:
    """A deed that a plan promises. what: the thing and what is to become of it, as the plan says it; thing: the thing alone."""

    what: str
    thing: str
    deed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Retold:
    """A sentence that looks back, and the paper it stands in."""

    text: str
    source: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class TaskTold:
    """What became of a promise. saying: the sentence that tells of it, None where none does."""

    task: Task
    verdict: Told
    saying: Retold | None = None


def tasks_told(earlier: Report, said: Sequence[Retold]) -> list[TaskTold]:
    """Every promise without a number of the earlier report's plan, in its order, with what later papers say of it."""
    known = [(one, re.sub(r"\s", "", one.text)) for one in said]
    return [_told(task, known) for task in tasks_of(earlier)]


def tasks_of(report: Report) -> list[Task]:
    """The deeds that a report's plan promises without a number, each once."""
    found: dict[str, Task] = {}
    for sentence in _sentences(report, plan=True):
        for task in _tasks_in(sentence):
            found.setdefault(task.thing, task)
    return list(found.values())


def sayings_of(report: Report, source: str = "", title: str = "") -> list[Retold]:
    """The sentences of a paper that look back."""
    return [Retold(sentence, source, title) for sentence in _sentences(report, plan=False)]


def _sentences(report: Report, plan: bool) -> Iterator[str]:
    text, identity = report.document.text, report.identity
    cleaned = clean(text)
    calendar = Calendar(str(identity.reviewed_year or ""), str(identity.year or ""))
    parts = parts_of(cleaned.text, calendar, report.headings, cleaned.at)
    for said in statements(cleaned.text):
        if (parts.at(said.start).part == "plan") == plan:
            yield said.of(cleaned.text).strip()


def _tasks_in(sentence: str) -> Iterator[Task]:
    clauses = re.split(
        "[，：]", re.sub(r"^(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])", "", sentence)
    )
    for number, clause in enumerate(clauses):
        bare = _BARE.match(clause)
        if bare and number and not _DIGIT.search(clauses[number - 1]):
            thing = _thing_of(clauses[number - 1])
            if thing:
                yield Task(f"{clauses[number - 1]}，{clause}", thing, bare["deed"], sentence)
            continue
        following = clauses[number + 1] if number + 1 < len(clauses) else ""
        if _BARE.match(following) and _thing_of(clause):
            continue  # told with what becomes of it
        match = _FIRST.match(clause) or _LAST.match(clause)
        if match and not _DIGIT.search(clause) and not (match["deed"] == "建设" and _GOING_ON.search(clause[: match.start("deed")])):
            for thing in _things(match["thing"]):
                if kept := _kept(thing, match["deed"]):
                    yield Task(clause, kept, match["deed"], sentence)


def _things(words: str) -> list[str]:
    """Each of several things that each have a name of their own: 安徽百戏城、省文化馆新馆和非遗展示馆; else the words as they are."""
    words = _TWICE.sub("", re.sub(r"^(?:并|好|对|了)", "", words))
    several = [re.sub(r"等(?:重[点大])?(?:项目|工程)?$", "", one) for one in re.split("[、和及与]", words)]
    return several if len(several) > 1 and all(len(one) >= 4 and _NAMED.search(one) for one in several) else [words]


def _thing_of(clause: str) -> str:
    """The thing a clause speaks of, with or without a deed."""
    match = _FIRST.match(clause) or re.match(rf"^{_WHEN}{_HOW}(?P<thing>[^，。；：]{{4,30}})$", clause)
    return _kept(match["thing"], "完成") if match else ""


def _kept(thing: str, deed: str) -> str:
    """The thing, "" where it is none that can be looked for."""
    thing = _TWICE.sub("", re.sub(r"^(?:并|好|对|了)|等(?:重[点大])?(?:项目|工程)?$", "", thing))
    vague = _VAGUE.search(thing) or re.search("就有|[^“]+强的|落实$", thing) or _GENERAL.match(thing) or thing.count("、") > 1
    thing = _HOW_AHEAD.sub("", thing)
    named = _NAMED.search(thing.rstrip("》”）")) or deed in _ENDS.split("|")
    return (
        ""
        if vague
        or not named
        or len(_bare(thing)) < _LEAST
        or not _NAMED.sub("", _bare(thing))
        or (deed in ("建设", "开展") and re.search(r"(?:活动|建设|工程|改革)$", thing))
        else thing
    )


def _bare(thing: str) -> str:
    return _MODIFIER.sub("", _MODIFIER.sub("", thing))


def _told(task: Task, said: Sequence[tuple[Retold, str]]) -> TaskTold:
    own = re.sub("(?<=.{3})(?:建设|工程|项目)$", "", _bare(task.thing))
    wanted = grams(own)
    least = max(_LEAST, (len(own) + 1) // 2)
    best: tuple[float, int, Told, Retold] | None = None
    for saying, text in said:
        if share(wanted, grams(_bare(text))) < _SURE:
            continue
        clauses = re.split("[，；：]", text)
        for number, clause in enumerate(clauses):
            score = share(wanted, grams(_bare(clause)))
            if score < _SURE or own[:2] not in _bare(clause) or longest_shared(own, _bare(clause)) < least:
                continue
            verdict = _verdict(task, clause, clauses[number + 1 :])
            rank = (score, 1 if verdict in ("done", "not_done") else 0, verdict, saying)
            if best is None or rank[:2] > best[:2]:
                best = rank
    return TaskTold(task, best[2], best[3]) if best else TaskTold(task, "untold")


def _verdict(task: Task, clause: str, behind: Sequence[str]) -> Told:
    """What a clause says became of a promise; that it is done only where it, or the one behind it, says so and nothing in them looks ahead."""
    if any(_NOT_DONE.search(words) for words in (clause, *behind[:3])):
        return "not_done"
    words = "，".join([clause, *(one for one in behind[:1] if _BARE_RESULT.match(one))]).replace(task.thing, "")
    begun = re.fullmatch(_BEGIN, task.deed) is not None and _BEGUN.search(words)
    return "done" if (begun or _DONE.search(words)) and not _NOT_YET.search(words) else "told"
