"""Hostile archives, PDF and OFD files, made by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from hostile_sound import MARK, TEXT, Case, ofd
from office_files import zipped
from pdf_files import Words, pdf


def zips(files: dict[str, bytes]) -> Iterator[Case]:
    """Hostile archives."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w", force_zip64=True) as out:
        for _ in range(1200):
            out.write(bytes(1 << 20))
    yield Case("零炸弹.zip", bomb.getvalue(), "refused")
    inner = zipped({"a.txt": "数" * 10_000_000})
    for _ in range(6):
        inner = zipped({f"{n}.zip": inner for n in range(8)})
    yield Case("套娃.zip", inner, "refused")
    yield Case("三千文件.zip", zipped({f"{n}.txt": "x" for n in range(3000)}), "refused")
    yield Case("空包.zip", zipped({}), "refused")
    yield Case("目录穿越.zip", zipped({"../../etc/x.txt": TEXT}), MARK)
    yield Case("怪名.zip", zipped({'a:"b|?.txt': TEXT}), MARK)
    yield Case("只有图片.zip", zipped({"a.png": b"\x89PNG\r\n\x1a\n"}), "refused")
    yield Case("包里有word.zip", zipped({"总结.docx": files["docx"]}), MARK)
    locked = bytearray(zipped({"a.txt": TEXT}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + at] |= 1
    yield Case("加密.zip", bytes(locked), "refused")
    lying = bytearray(zipped({"a.txt": TEXT}))
    struct.pack_into("<I", lying, lying.index(b"PK\x01\x02") + 24, 0xFFFFFFF0)
    yield Case("虚报大小.zip", bytes(lying), "refused")
    for number in range(3):
        yield Case(f"重叠{number}.docx", files["docx"] + files["xlsx"] * number + files["docx"])
    yield Case("部件炸弹.docx", zipped({"word/document.xml": b"<a>" + b" " * 600_000_000}), "refused")
    yield Case(
        "共享串炸弹.xlsx", zipped({"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 60_000_000}), "refused"
    )


def papers() -> Iterator[Case]:
    """Hostile .pdf and .ofd."""
    head = b"%PDF-1.4\n"
    yield Case("只有头.pdf", head, "refused")
    yield Case(
        "页树成环.pdf",
        head + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>",
        "refused",
    )
    yield Case(
        "没有页.pdf",
        head + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>",
        "refused",
    )
    yield Case(
        "页数虚报.pdf",
        head
        + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 99999999>>endobj 3 0 obj<</Type/Page/Parent 2 0 R>>endobj trailer<</Root 1 0 R>>",
    )
    stream = zlib.compress(zlib.compress(bytes(300_000_000)))
    page = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj "
    yield Case(
        "流炸弹.pdf",
        head
        + page
        + b"4 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream)
        + stream
        + b"\nendstream endobj trailer<</Root 1 0 R>>",
    )
    yield Case("十万页面.pdf", pdf([Words(MARK, 9000, 9000)], size=(100_000, 100_000)))
    yield Case("两千页.pdf", pdf(*[[Words(f"第{n}页", 90, 700)] for n in range(2000)]))
    yield Case("三百页.pdf", pdf(*[[Words(MARK, 90, 700)] for _ in range(300)]))
    yield Case("六万字一页.pdf", pdf([Words("数字增长" * 5, 20 + n % 9, 5 + n % 830, 2) for n in range(3000)]))
    yield Case("白字.pdf", pdf([Words(MARK, 90, 700), Words("内部掌握", 90, 650, color="1 g")]), MARK, "内部掌握")
    yield Case("水印.pdf", pdf(*[[Words(MARK, 90, 700), Words("内部资料", 200, 400, 60, 45)] for _ in range(3)]), MARK, "内部资料")
    yield Case(
        "线条十万.pdf", pdf([Words(MARK, 90, 700)], rules="".join(f"{n % 500} {n % 700} m {n % 300} 9 l S " for n in range(100_000)))
    )
    yield Case("页在别处.ofd", ofd(TEXT, "../../../etc/passwd"), "refused", "root:")
    yield Case("没有字.ofd", ofd(""), "refused")
    yield Case("一行百万字.ofd", ofd("数" * 300_000))
    yield Case("坏数.ofd", ofd(TEXT).replace(b"x", b"x"), MARK)
