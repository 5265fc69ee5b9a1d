"""Makes the example archive from two real reports of one place; run once by a maintainer, its output is kept in this folder.

    python examples/make_examples.py EARLIER.txt LATER.txt DAMAGED.txt

EARLIER and LATER: the place's government work reports of two consecutive years as plain text, DAMAGED: a scraped, damaged summary.
Every figure of the table carries a quote, and the run stops if the quote is not in the report it is said to be from.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PLACE, YEAR = "北京市", 2025

HEADER = ("指标", "年份", "数值", "单位", "同比（%）", "口径", "责任单位", "备注")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the figures table; value and change are "" where the report does not give them."""

    indicator: str
    year: int
    value: str
    unit: str
    change: str
    scope: str
    department: str
    quote: str
    note: str = ""


ROWS = (
    Row("地区生产总值", 2025, "5.2", "万亿元", "5.4", "全市", "发展改革委", "全市地区生产总值5.2万亿元、增长5.4%"),
    Row("一般公共预算收入", 2025, "", "亿元", "4.8", "全市", "财政局", "一般公共预算收入增长4.8%"),
    Row("城镇调查失业率", 2025, "4.1", "%", "", "全市", "人力社保局", "城镇调查失业率4.1%"),
    Row("居民人均可支配收入", 2025, "", "元", "4.4", "全市", "发展改革委", "居民人均可支配收入实际增长4.4%", "实际增长"),
    Row("数字经济增加值", 2025, "", "亿元", "8.7", "全市", "经济和信息化局", "数字经济增加值增长8.7%"),
    Row("北京输出到津冀技术合同成交额", 2025, "996", "亿元", "18.1", "全市", "科委", "北京输出到津冀技术合同成交额996亿元、增长18.1%"),
    Row("北京证券交易所上市公司", 2025, "288", "家", "", "全市", "金融办", "北京证券交易所上市公司达288家"),
    Row("关键核心技术突破", 2025, "210", "项", "", "全市", "科委", "210项关键核心技术获得突破"),
    Row("获批上市创新药械", 2025, "34", "款", "", "全市", "科委", "34款创新药械获批上市"),
    Row("疏解提质一般制造业企业", 2025, "104", "家", "", "全市", "发展改革委", "疏解提质一般制造业企业104家"),
    Row("治理违法建设", 2025, "2049", "万平方米", "", "全市", "规划自然资源委", "治理违法建设2049万平方米"),
    Row("绿色电力占比", 2025, "36", "%", "", "全市", "生态环境局", "绿色电力占比达36%"),
    Row("细颗粒物年均浓度", 2025, "27", "微克/立方米", "-11.5", "全市", "生态环境局", "细颗粒物年均浓度27微克/立方米、下降11.5%"),
    Row("老旧小区改造完工", 2025, "1225", "个", "", "全市", "住房城乡建设委", "老旧小区改造完工1225个"),
    Row("新增轨道交通运营里程", 2025, "30", "公里", "", "全市", "交通委", "新增运营里程30公里"),
    Row("轨道交通总里程", 2025, "909", "公里", "", "全市", "交通委", "总里程达909公里"),
    Row("中心城区绿色出行比例", 2025, "76.5", "%", "", "中心城区", "交通委", "中心城区绿色出行比例从75.6%提升至76.5%"),
    Row("新增中小学学位", 2025, "2.4", "万个", "", "全市", "教委", "新增中小学学位2.4万个"),
    Row("适龄儿童入园率", 2025, "96", "%", "", "全市", "教委", "适龄儿童入园率和普惠率分别达96%和94%"),
    Row("新增家庭养老床位", 2025, "7701", "张", "", "全市", "民政局", "新增7701张家庭养老床位"),
    Row("建设筹集保障性租赁住房", 2025, "6.7", "万套", "", "全市", "住房城乡建设委", "建设筹集保障性租赁住房6.7万套"),
    Row("竣工各类保障房", 2025, "10", "万套", "", "全市", "住房城乡建设委", "竣工各类保障房10万套"),
    Row("市民服务热线诉求解决率", 2025, "97.3", "%", "", "全市", "政务和数据局", "市民服务热线诉求解决率、满意率分别达97.3%和97.7%"),
    Row("市民服务热线诉求满意率", 2025, "97.7", "%", "", "全市", "政务和数据局", "市民服务热线诉求解决率、满意率分别达97.3%和97.7%"),
    Row("地区生产总值", 2024, "", "万亿元", "5.2", "全市", "发展改革委", "预计全市地区生产总值增长5.2%左右", "上年报告为预计数"),
    Row("一般公共预算收入", 2024, "", "亿元", "3.1", "全市", "财政局", "一般公共预算收入增长3.1%"),
    Row("城镇调查失业率", 2024, "4.1", "%", "", "全市", "人力社保局", "城镇调查失业率4.1%左右", "上年报告为预计数"),
    Row("北京证券交易所上市公司", 2024, "262", "家", "", "全市", "金融办", "北京证券交易所上市公司达262家"),
    Row("疏解提质一般制造业企业", 2024, "104", "家", "", "全市", "发展改革委", "疏解提质一般制造业企业104家"),
    Row("绿色电力占比", 2024, "26", "%", "", "全市", "生态环境局", "绿色电力占比达到26%"),
    Row("细颗粒物年均浓度", 2024, "30.5", "微克/立方米", "-6.2", "全市", "生态环境局", "细颗粒物年均浓度30.5微克/立方米、下降6.2%"),
    Row("市民服务热线诉求解决率", 2024, "96.7", "%", "", "全市", "政务和数据局", "市民服务热线诉求解决率、满意率分别达96.7%和97%"),
    Row("市民服务热线诉求满意率", 2024, "97", "%", "", "全市", "政务和数据局", "市民服务热线诉求解决率、满意率分别达96.7%和97%"),
)


@dataclass(frozen=True, slots=True)
class Material:
    """A department's material: the later report's paragraphs beginning with these words, for the review and for the plan."""

    department: str
    review: tuple[str, ...]
    plan: tuple[str, ...]


MATERIALS = (
    Material(
        "发展改革委",
        ("三是改革开放进一步深化",),
        ("大力提振消费。", "积极扩大有效投资。", "充分激发各类经营主体活力。", "打造更有温度的“北京服务”。", "构建对外开放新高地。"),
    ),
    Material(
        "科委",
        ("二是科技创新加快引领新质生产力发展",),
        ("提升科技创新体系效能。", "打造高水平人才高地。", "大力发展高精尖产业。"),
    ),
    Material(
        "生态环境局",
        ("四是美丽北京建设成效凸显",),
        ("持续深入推进污染防治攻坚。", "加快建设花园城市。", "积极稳妥推进“双碳”工作。"),
    ),
)


def check_quotes(earlier: str, later: str) -> None:
    """Stop if a row's quote is not in the report that reviews the row's year."""
    for row in ROWS:
        report = later if row.year == YEAR else earlier
        if row.quote not in report:
            raise SystemExit(f"quote not found: {row.year} {row.quote}")


def write_figures(path: Path) -> None:
    """The figures table: a title line, one header row, a row a figure."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "主要指标"
    sheet.append([f"{PLACE}国民经济和社会发展主要指标（{YEAR - 1}—{YEAR}年）"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet.append(list(HEADER))
    for row in ROWS:
        numbers = [float(text) if text else None for text in (row.value, row.change)]
        sheet.append([row.indicator, row.year, numbers[0], row.unit, numbers[1], row.scope, row.department, row.note or None])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for column, width in zip("ABCDEFGH", (32, 8, 10, 14, 12, 12, 24, 20), strict=True):
        sheet.column_dimensions[column].width = width
    book.save(path)


def paragraphs_of(report: str, openings: tuple[str, ...]) -> list[str]:
    """The report's paragraphs that begin with the given words, in that order."""
    lines = [line.strip() for line in report.split("\n")]
    return [next(line for line in lines if line.startswith(opening)) for opening in openings]


def without_number(paragraph: str) -> str:
    """A paragraph without its "三是": inside the material it stands alone."""
    return paragraph[2:] if paragraph[1:2] == "是" else paragraph


def write_material(path: Path, material: Material, later: str) -> None:
    """A department's material: two headings, the paragraphs word for word."""
    from docx import Document

    document = Document()
    document.core_properties.author = ""
    document.add_heading(f"{material.department}工作材料", level=0)
    document.add_paragraph(f"一、{YEAR}年工作情况")
    for paragraph in paragraphs_of(later, material.review):
        document.add_paragraph(without_number(paragraph))
    document.add_paragraph(f"二、{YEAR + 1}年工作安排")
    for index, paragraph in enumerate(paragraphs_of(later, material.plan), start=1):
        document.add_paragraph(f"{index}.{paragraph}")
    document.save(str(path))


def main(earlier: Path, later: Path, damaged: Path) -> None:
    """Write every example file into this folder."""
    texts = earlier.read_text("utf-8"), later.read_text("utf-8")
    check_quotes(*texts)
    shutil.copyfile(earlier, HERE / f"{PLACE}_{YEAR}年政府工作报告.txt")
    text = damaged.read_text("utf-8").split("声明:")[0]  # what follows is the web page's contact details
    (HERE / "高新区科技创新工作总结_残缺文本.txt").write_text(text, "utf-8")
    write_figures(HERE / f"{PLACE}_{YEAR}年主要指标.xlsx")
    for material in MATERIALS:
        write_material(HERE / f"{PLACE}{material.department}工作材料_{YEAR}年.docx", material, texts[1])


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
