"""公文 layout after GB/T 9704-2012 as named styles; what text goes into which style is the writer's business."""

from __future__ import annotations

from dataclasses import dataclass

from documents.wordml import NS

WORD = NS["w"]

TITLE, ADDRESSEE, BODY, BLANK, SIGNED = "NgTitle", "NgAddressee", "NgBody", "NgBlank", "NgSigned"
ANNEX_LIST, ANNEX_MARK = "NgAnnexList", "NgAnnexMark"
TABLE, TABLE_HEAD, TABLE_END = "NgTable", "NgTableHead", "NgTableEnd"
ODD_FOOTER, EVEN_FOOTER = "NgFooterOdd", "NgFooterEven"
HEADINGS = ("NgHeading1", "NgHeading2", "NgHeading3", "NgHeading4")

TEXT_WIDTH = 8844  # twips: 156 mm
CHARACTER = 315  # twips: 3号 (16 磅) condensed by a quarter point, so that 28 stand in 156 mm
LINE = 579  # twips: 22 lines in 225 mm; 580 gives 21
TITLE_CHARACTERS = 20  # of 2号 (22 磅) in 156 mm


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which installed fonts play the four parts."""

    song: str
    title: str
    hei: str
    kai: str
    fang: str


PROFILES = {
    "gb": Fonts("宋体", "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"),
    "system": Fonts("宋体", "宋体", "黑体", "楷体", "仿宋"),
}


def styles_xml(fonts: str) -> str:
    """The whole styles part for a profile."""
    profile = PROFILES[fonts]
    return f'<w:styles xmlns:w="{WORD}">{_defaults(profile)}{"".join(_plain_styles())}{"".join(own_styles(profile))}</w:styles>'


def own_styles(fonts: Fonts) -> list[str]:
    """Our own styles, each saying everything itself, so that a unit's template cannot bend them."""
    body, indent = f'w:line="{LINE}"', '<w:ind w:firstLineChars="200" w:firstLine="632"/>'
    none = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    made = [
        _style(TITLE, "公文标题", fonts.title, 44, 'w:line="640"', none, "center", grid=False, condensed=False, keep=True),
        _style(ADDRESSEE, "公文主送", fonts.fang, 32, body, none, "both"),
        _style(BODY, "公文正文", fonts.fang, 32, body, indent, "both"),
        _style(BLANK, "公文空行", fonts.fang, 32, body, none, "both"),
        _style(SIGNED, "公文落款", fonts.fang, 32, body, none, "right", keep=True),
        _style(
            ANNEX_LIST,
            "公文附件说明",
            fonts.fang,
            32,
            body,
            '<w:ind w:leftChars="500" w:left="1575" w:hangingChars="300" w:hanging="945"/>',
            "left",
        ),
        _style(ANNEX_MARK, "公文附件标识", fonts.hei, 32, body, none, "left", keep=True, page_break=True),
        _style(TABLE, "公文表格", fonts.fang, 21, 'w:line="320"', none, "left", grid=False, condensed=False),
        _style(TABLE_HEAD, "公文表头", fonts.hei, 21, 'w:line="320"', none, "center", grid=False, condensed=False),
        # Word wants a paragraph behind a table: one of a point, so that a table that fills its page brings no empty one after it.
        _style(TABLE_END, "公文表后", fonts.fang, 2, 'w:line="20"', none, "left", grid=False, condensed=False),
        _style(
            ODD_FOOTER,
            "公文页码单页",
            fonts.song,
            28,
            'w:line="340"',
            '<w:ind w:rightChars="100" w:right="280"/>',
            "right",
            grid=False,
            condensed=False,
        ),
        _style(
            EVEN_FOOTER,
            "公文页码双页",
            fonts.song,
            28,
            'w:line="340"',
            '<w:ind w:leftChars="100" w:left="280"/>',
            "left",
            grid=False,
            condensed=False,
        ),
    ]
    return [*made, *_heading_styles(fonts, body, indent)]


def _heading_styles(fonts: Fonts, line: str, indent: str) -> list[str]:
    """一、黑体, （一）楷体, 1. and （1） as the body (7.3.3)."""
    faces = (fonts.hei, fonts.kai, fonts.fang, fonts.fang)
    named = zip(HEADINGS, "一二三四", faces, strict=True)
    return [_style(id, f"公文{n}级标题", face, 32, line, indent, "both", keep=True, outline=at) for at, (id, n, face) in enumerate(named)]


def _style(
    id: str,
    name: str,
    font: str,
    size: int,
    line: str,
    indent: str,
    align: str,
    *,
    grid: bool = True,
    condensed: bool = True,
    keep: bool = False,
    page_break: bool = False,
    outline: int | None = None,
) -> str:
    """One paragraph style; children in the order the schema wants them."""
    properties = (
        ("<w:keepNext/><w:keepLines/>" if keep else "")
        + ("<w:pageBreakBefore/>" if page_break else "")
        + '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        + f'<w:snapToGrid w:val="{int(grid)}"/><w:spacing w:before="0" w:after="0" {line} w:lineRule="exact"/>'
        + f'{indent}<w:jc w:val="{align}"/>'
        + (f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "")
    )
    character = (
        _fonts(font)
        + '<w:b w:val="0"/><w:i w:val="0"/><w:color w:val="000000"/>'
        + f'<w:spacing w:val="{-5 if condensed else 0}"/><w:kern w:val="0"/>'
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:u w:val="none"/>'
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{character}</w:rPr></w:style>"
    )


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'


def _defaults(fonts: Fonts) -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(fonts.fang)}<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )


def _plain_styles() -> list[str]:
    """What Word expects to be there, and what comments are written in."""
    return [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        *comment_styles(),
    ]


def comment_styles() -> list[str]:
    """The two styles comments are written in."""
    return [
        '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>'
        '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>',
    ]
