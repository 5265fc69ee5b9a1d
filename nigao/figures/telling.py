"""What a figure's words say of it beyond its record: each attribute is read once, when first asked for, and kept with the mention."""

from __future__ import annotations

import re
from functools import cached_property

from nigao.figures import distinctions
from nigao.figures.base import Base, base_of
from nigao.figures.figure import Figure
from nigao.figures.places import places, province_at_start, subject_places
from nigao.figures.usual import usual_name
from nigao.figures.words_around import Words, bare, numbers_of
from nigao.quantity.period import Period, Year, period
from nigao.text.likeness import grams

_AIMED = re.compile(r"拟|力争|预期|计划(?!生育|单列)|目标|争取(?!到|了)|努力|确保|(?<![一-鿿])将")
# Said of what is still to come, just before its figure.
_NEXT = re.compile(
    r"(?:力争|确保|(?<![科技行动划务])计划(?!项目|单列|生育|内|外|数|任务)|拟(?!定|订)|预期目标|目标(?:是|为))[^，。；]{0,24}$"
)
_AGAINST = re.compile(r"(?:比|较|相比于?)((?:19|20)\d\d)年(?!以来)")
_YEAR_ON_YEAR = re.compile(r"同比|[比较](?:上年|去年|上一年)")
_TIMES = re.compile(
    r"(?:19|20)\d{2}|[去上前今明]年|[\d二三四五六七八九十两]年[来间内]|以来|十[一二三四五]五|累计|年均|时期|期末|年[初末底]"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NAMED_YEAR = re.compile(r"(?:^|[，、：])(?:截至|到|在)?((?:19|20)\d{2})年(?![底末]?[至到—]|以来|的)")
_BEFORE = re.compile(r"年初|[上去前]年|同期|原[来有先]?|此前|以前|之前|改革前|[比较从由自]|十[一二三四五]五|季度|半年|月")
_IN_YEAR = re.compile(r"(?<![至到比较于止由从自与同和])(?:19|20)\d{2}年(?![底末以来至到—])")
_ALL_TOLD = re.compile(r"累计|总|共|以来|[两三四五六七八九十]年|年均|十[一二三四五]五|[达增提升降]至|达到|末")
_WHOLE = re.compile(r"全[国省市区县州旗镇乡](?!性|面|覆盖|域)")
_OWN_LEVEL = re.compile(r"全[国省市区县州](?!性|面|覆盖|域|平均|排|第)|[省市区县州]本级")
_BESIDE = re.compile(r"(?:[占居列比较与在]|[高低快慢好优]于|排名?|位[居列])[^，。；、]{0,2}$")
_NEWLY = re.compile(r"新(?:认定|建|获批|培育|引进|登记|入库|评定|命名)")
_RATES = frozenset({"%", "‰", "百分点", "倍"})
_GAP = re.compile(r"[高低]于|[快慢好优]于|高出|低出|比(?:全|本|我|省|市|县|国)[^，]{0,6}[高低快慢多少]")
_BEGUN_FROM = re.compile(r"(?:从(?!业|事|严|优|快|众|政|重|根|源|此|而)|由|(?<![一-鿿])自(?!来|然|动|主|贸|有))[^，。至到]{0,8}$")
_REACHED = re.compile(r"(?:[降升增减]|提高|下降|增长|增加|提升|回升|回落|压减)[到至为]$|达到?$")
_MORE = re.compile(r"(?:增加|减少|增长|下降|提高|降低)了?$")
_SINCE = re.compile(r"(?:比|较)[^，]{0,6}(?:增加|增长|减少|下降|提高|多|少)$")
_OF_GROWTH = re.compile(r"增速|增幅|增长率|增量|增长|提高|降幅")
_GROWTH_NAMED = re.compile(r"增速|增幅|增长率|降幅")
_OF_TARGET = re.compile(r"完成(?:年度|全年|年初)?(?:目标|计划|任务|预算)|目标任务|的目标|[计预][划算]的|任务的|目标$")
_BEYOND = re.compile(r"超(?:额完成|过|出)?[^，。]{0,4}(?:目标|任务|计划|预算)|超额完成")
_TOTAL = re.compile(r"合计|共计|总计|累计|一共|共|总")
_MONTH = re.compile(r"^(?:[^，。；\d]{0,6})((?:当月|\d{1,2}月)份?)，(?![^，]*(?:累计|[1-9]月))")
_TOWN_OR_COUNTRY = re.compile(r"城|农|乡|镇|村")
_CAME = re.compile("(培育|认定|获批|评定|创建|引进|建成|入选|命名)")
_TO_A_TOTAL = re.compile("[，、；]?(?:总数|总量|累计)(?:达到?|增至|增加到)?")
_ADDED = re.compile(r"(?:新增|净增|增加|新添)(?:超过?|近|约|逾|了)?$")
_STOCK = re.compile(r"(?:余额|总量|总数|保有量|存量)$")
_BELOW = re.compile(r"近|接近|将近|不足|不到")
_SHARE = re.compile(r"^(?P<part>.*?)占(?P<whole>.{2,}?)(?:比重|比例|比率)$")


class Telling:
    """How a figure is told. owner: what a share is part of, where that was told before; given: a person gave the figure its name."""

    def __init__(self, figure: Figure, words: Words, owner: str = "", given: bool = False) -> None:
        self._figure = figure
        self._words = words
        self._given = given
        usual = usual_name(figure.indicator)
        self.usual = usual_name(owner + usual) if owner and usual.startswith("占") else usual

    # what is measured

    @cached_property
    def name(self) -> str:
        """The indicator's usual name, "" where it is only taken over from another sentence."""
        return self.usual if self._given or self._words.says(grams(self.usual)) else ""

    @cached_property
    def added(self) -> str:
        """The name of an addition, 新增 in front however it is told (学位新增2万个, 新增学位 in a table's head); "" for anything else."""
        figure, usual = self._figure, self.usual
        if usual.startswith("新增"):
            return usual
        if figure.measure == "level" and usual and (made := _NEWLY.search(self._words.before)):
            return f"新增{usual.removeprefix(made.group())}"
        if figure.measure == "level" and (made := _CAME.search(self._words.before)) and _TO_A_TOTAL.match(self._words.follows):
            return f"新增{usual.removeprefix(made[1])}"  # 培育龙头企业3家，总数达到21家
        rising = figure.measure == "change" and not figure.value.startswith("-")
        return f"新增{usual}" if rising and usual and figure.unit not in _RATES else ""

    @cached_property
    def share(self) -> tuple[str, str] | None:
        """(part, whole) of a share (研发经费占地区生产总值比重); None for anything else."""
        match = _SHARE.search(self.usual)
        return (match["part"], match["whole"]) if match else None

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The other numbers of its sentence."""
        return self._words.numbers - set(numbers_of(self._figure.text))

    @cached_property
    def name_grams(self) -> frozenset[str]:
        """Bigrams of what is measured, by name."""
        return grams(bare(self.name)) if self.name else frozenset()

    @cached_property
    def near_grams(self) -> frozenset[str]:
        """Bigrams of the name and the figure's own stretch."""
        return self.name_grams | self._words.clause_grams

    @cached_property
    def any_grams(self) -> frozenset[str]:
        """Those, and of the name that was taken over from another sentence."""
        return self.near_grams | grams(self.usual)

    @cached_property
    def sentence_grams(self) -> frozenset[str]:
        """Bigrams of everything in the sentence, and the name."""
        return self._words.sentence_grams | self.near_grams

    # how it moves

    @cached_property
    def direction(self) -> distinctions.Direction:
        """+1, -1 or 0: by the figure's sign where it is a change, else by the words beside it."""
        told = distinctions.direction(self._words.clause)
        if self._figure.measure == "change" and self._figure.value.startswith("-"):
            return -1
        return 1 if self._figure.measure == "change" and not told else told

    @cached_property
    def end(self) -> str:
        """ "from" and "to" for the two ends of a change (由9.8%降至7.5%), else ""."""
        if _BEGUN_FROM.search(self._words.before):
            return "from"
        return "to" if re.search(r"[到至]$", self._words.before) else ""

    @cached_property
    def reached(self) -> bool:
        """Whether a movement is said to end here (降至, 达到)."""
        return _REACHED.search(self._words.before) is not None

    @cached_property
    def more(self) -> bool:
        """Whether a verb of more or less stands right before the number."""
        return _MORE.search(self._words.before) is not None

    @cached_property
    def since(self) -> bool:
        """Whether it is more or less than at another time (比上年增加)."""
        return _SINCE.search(self._words.before) is not None

    @cached_property
    def base(self) -> Base:
        """From which year its movement is reckoned."""
        return base_of(self._words.clause, self._words.lead, self.period)

    @cached_property
    def against(self) -> int | None:
        """The one year its movement is said to be compared with (比2019年, 同比); None where its own words leave it open."""
        named = _AGAINST.findall(self._words.before)
        if named:
            return int(named[-1]) if len(named) == 1 else None
        told = self.period
        return told.year - 1 if _YEAR_ON_YEAR.search(self._words.before) and isinstance(told, Year) else None

    # how it is put

    @cached_property
    def aimed(self) -> bool:
        """Whether the words beside it set it as an aim."""
        return _AIMED.search(self._words.clause) is not None

    @cached_property
    def to_come(self) -> bool:
        """Whether what is right before it says that it is still to come."""
        return _NEXT.search(self._words.before) is not None

    @cached_property
    def side(self) -> int:
        """+1: the true value lies above what is written, -1: below, 0: open or equal."""
        figure = self._figure
        if figure.comparator == "ge" or (figure.comparator == "approx" and re.search(r"余|多", figure.text)):
            return 1
        return -1 if figure.comparator == "le" or self.under else 0

    @cached_property
    def under(self) -> bool:
        """Whether 近, 不足 … says that the true value is below what is written."""
        return _BELOW.search(self._words.before[-4:]) is not None

    @cached_property
    def gap(self) -> bool:
        """Whether it is how far something lies above or below another area's (高于全省平均)."""
        return _GAP.search(self._words.clause) is not None

    @cached_property
    def references(self) -> frozenset[str]:
        """What it is ranked among or compared with: 全国, 全省 …"""
        return distinctions.references(self._words.clause)

    @cached_property
    def of_growth(self) -> bool:
        """Whether the sentence speaks of a growth at all."""
        return _OF_GROWTH.search(self._words.sentence) is not None

    @cached_property
    def growth_named(self) -> bool:
        """Whether the figure is told of a rate of growth by that word."""
        return _GROWTH_NAMED.search(self._words.clause) is not None

    @cached_property
    def of_target(self) -> bool:
        """Whether it is how much of a target was reached (完成目标的105%)."""
        return any(_OF_TARGET.search(words) for words in (self._words.clause, self._words.lead)) or self.usual.endswith("完成率")

    @cached_property
    def beyond_target(self) -> bool:
        """Whether it is by how much a target was passed."""
        return _BEYOND.search(self._words.clause) is not None

    @cached_property
    def total(self) -> bool:
        """Whether it is told as a sum (合计, 共)."""
        return any(_TOTAL.search(words) for words in (self._words.before, self._words.lead))

    # when

    @cached_property
    def times(self) -> frozenset[str]:
        """The words of time in the sentence before the figure."""
        return frozenset(_TIMES.findall(self._words.lead))

    @cached_property
    def of_before(self) -> bool:
        """Whether its sentence speaks of an earlier time, or of what something was compared with."""
        return bool(self.years) or _BEFORE.search(self._words.lead) is not None

    @cached_property
    def years(self) -> frozenset[str]:
        """The years among them."""
        return frozenset(time for time in self.times if time.isdigit())

    @cached_property
    def in_one_year(self) -> bool:
        """Whether its sentence tells it of one year by name, neither up to its end nor all told."""
        words = self._words.lead
        return _IN_YEAR.search(words) is not None and _ALL_TOLD.search(words + self._words.clause) is None

    @cached_property
    def sentence_years(self) -> frozenset[str]:
        """The years named anywhere in the sentence."""
        return frozenset(_YEAR.findall(self._words.sentence))

    @cached_property
    def paragraph_years(self) -> frozenset[str]:
        """The years named around the sentence."""
        return frozenset(_YEAR.findall(self._words.around))

    @cached_property
    def period(self) -> Period:
        """The year the sentence itself names, if it names one for what it tells; else as read."""
        read = period(self._figure.period)
        named = {match[1] for match in _NAMED_YEAR.finditer(self._words.lead)}
        return Year(int(named.pop())) if len(named) == 1 and isinstance(read, Year) else read

    # where

    @cached_property
    def where(self) -> str:
        """The district, county or city that the figure's clause, or one before it in the sentence, opens with; "" with 分别."""
        return "" if "分别" in self._words.lead else ["", *subject_places(self._words.lead)][-1]

    @cached_property
    def opens_with_place(self) -> bool:
        """Whether the figure's own stretch opens with that place."""
        return self._words.clause.find(self.where) in (0, 1)

    @cached_property
    def province(self) -> str:
        """The province its own stretch opens with, "" if it opens with none."""
        return province_at_start(self._words.clause)

    @cached_property
    def whole(self) -> str:
        """全省, 全县 …: of which whole the figure is told, by the last such word before it in its sentence; "" if there is none."""
        lead = self._words.lead
        found = [match for match in _WHOLE.finditer(lead) if not _BESIDE.search(lead[: match.start()])]
        return found[-1].group() if found else ""

    @cached_property
    def own_level(self) -> bool | None:
        """Whether it is of a level's own account (市本级) and not of the whole (全市), by what is named last; None where neither is."""
        found = _OWN_LEVEL.findall(self._figure.indicator) or _OWN_LEVEL.findall(self._words.lead)
        return "本" in found[-1] if found and len(set(found[-2:])) == 1 else None

    @cached_property
    def places(self) -> frozenset[str]:
        """Places named in its sentence so far and beside it."""
        return places(self._words.lead + "，" + self._words.clause)

    @cached_property
    def sentence_places(self) -> frozenset[str]:
        """Places named in its sentence and around it."""
        return places(self._words.sentence + "，" + self._words.around)

    @cached_property
    def newly(self) -> bool:
        """Whether 新增 stands right before the number: so much was added."""
        return _ADDED.search(self._words.before) is not None

    @cached_property
    def of_stock(self) -> bool:
        """Whether its name is that of what there is, no matter when it came (余额, 总量)."""
        return _STOCK.search(self.usual) is not None

    # which of its like

    @cached_property
    def levels(self) -> frozenset[str]:
        """国家, 省 …: of which level."""
        return distinctions.levels(self.name + "，" + self._words.clause)

    @cached_property
    def from_above(self) -> bool:
        """Whether it is told of 上级, whichever levels those are."""
        return "上级" in self.name + self._words.clause

    @cached_property
    def sentence_levels(self) -> frozenset[str]:
        """The levels named in its sentence and around it."""
        return distinctions.levels(self._words.sentence + self._words.around)

    @cached_property
    def kinds(self) -> dict[int, frozenset[int]]:
        """Which of the alternatives that exclude one another."""
        found, beside = distinctions.kinds(self.name + "，" + self._words.clause), distinctions.kinds(self._words.clause)
        if distinctions.ADDED in beside:
            found[distinctions.ADDED] = beside[distinctions.ADDED]  # 新建农田4.2万亩，累计达到46.8万亩: no longer what was built
        if self.of_target:
            found.pop(distinctions.PART_OF_YEAR, None)  # 完成全年目标的46.8%, told of half a year
        return found

    @cached_property
    def named_kinds(self) -> dict[int, frozenset[int]]:
        """Those that its name itself names."""
        return distinctions.kinds(self.name)

    @cached_property
    def kinds_behind(self) -> dict[int, frozenset[int]]:
        """Those that its sentence names only behind it: another figure's."""
        words = self._words
        behind = words.sentence[len(words.lead) :].partition("其中")[2]
        ahead = distinctions.kinds(words.lead)
        return {number: places - ahead.get(number, frozenset()) for number, places in distinctions.kinds(behind).items()}

    @cached_property
    def stages_behind(self) -> frozenset[int]:
        """How far other things counted in its unit got that its sentence tells after it (1000个项目完成投资…，243个建成投产)."""
        words, unit = self._words, self._figure.unit
        clauses = re.split("[，；、]", words.sentence[len(words.lead) :])[1:]
        counted = "，".join(clause for clause in clauses if unit and re.search(rf"\d[万多余]*{re.escape(unit)}", clause))
        return distinctions.kinds(counted).get(distinctions.STAGES, frozenset())

    @cached_property
    def lasting(self) -> dict[int, frozenset[int]]:
        """The alternatives that hold on in a sentence, by its own words, else as its sentence named them last; none with 分别."""
        if "分别" in self._words.lead:
            return {}
        told = {n: self.kinds.get(n) or distinctions.last_named(self._words.lead, n) for n in distinctions.LASTING}
        return {number: places for number, places in told.items() if places}

    @cached_property
    def part_of_year(self) -> dict[int, frozenset[int]]:
        """上半年, 全年 …: the part of the year that its sentence has named last, as that alternative."""
        part = {} if self.of_target else self.lasting
        return {number: places for number, places in part.items() if number == distinctions.PART_OF_YEAR}

    @cached_property
    def month(self) -> str:
        """The single month that its sentence is told of (6月份，…), "" where it names none before the figure, or several months."""
        found = _MONTH.match(self._words.lead)
        return found[1] if found else ""

    @cached_property
    def of_town_or_country(self) -> bool:
        """Whether town or country is spoken of at all."""
        return _TOWN_OR_COUNTRY.search(self._words.sentence + self._words.around) is not None
