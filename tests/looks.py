"""How pages looked when a person last looked at them: small pictures to compare with, coarse enough for another machine's fonts.

`NEW_LOOKS=1 pytest tests/test_page_looks.py` keeps what is there now as the new look: look at the pictures before committing them.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageStat

KEPT = Path(__file__).parent / "data" / "looks"
WIDTH = 480  # pixels a kept picture is wide: enough for a person to know the page by
COARSE = 48  # and what is compared: a cell is about a line of text high
# Of 255. From run to run the whole is off by up to .6 and a cell by up to 7; the words of a pane that is gone by 1.5 and 19.
WHOLE, CELL = 1.2, 14
# In other typefaces lines break elsewhere: then only what a whole pane is, and the ground it stands on, can be told.
WHOLE_ELSEWHERE, CELL_ELSEWHERE = 6, 70
FACES = """() => ["sans-serif", "serif", "FangSong, \\"Noto Serif CJK SC\\"", "\\"Microsoft YaHei\\", \\"Noto Sans CJK SC\\""].map((face) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `40px ${face}`;
    return Math.round(pen.measureText("每个数字都有出处 0123456789 ABCxyz").width);
}).join(" ")"""


def unlike(tab: Any, name: str, elsewhere: bool = False) -> str:
    """Why a page does not look as it did, "" where it does; with NEW_LOOKS it is kept first. elsewhere: in other typefaces."""
    now = _seen(tab)
    file = KEPT / f"{name}.png"
    if os.environ.get("NEW_LOOKS"):
        now.resize((WIDTH, now.height * WIDTH // now.width), Image.Resampling.LANCZOS).quantize(32).save(file, optimize=True)
    whole, cell = _off(now, Image.open(file).convert("RGB"))
    most = (WHOLE_ELSEWHERE, CELL_ELSEWHERE) if elsewhere else (WHOLE, CELL)
    return f"{name}: {whole:.1f} off, at most {cell}" if whole > most[0] or cell > most[1] else ""


def other_faces(tab: Any) -> bool:
    """Whether this machine writes in other typefaces than the looks were taken in: then no line breaks where it did."""
    file, now = KEPT / "faces.txt", str(tab.evaluate(FACES))
    if os.environ.get("NEW_LOOKS"):
        KEPT.mkdir(exist_ok=True)
        file.write_text(now + "\n", encoding="utf-8")
    return file.read_text(encoding="utf-8").strip() != now


def _seen(tab: Any) -> Image.Image:
    return Image.open(io.BytesIO(tab.screenshot(animations="disabled", caret="hide"))).convert("RGB")


def _off(now: Image.Image, then: Image.Image) -> tuple[float, int]:
    """By how much two looks differ: on average, and the cell that differs most."""
    off = ImageChops.difference(_coarse(now), _coarse(then)).convert("L")
    return ImageStat.Stat(off).mean[0], int(off.getextrema()[1])  # type: ignore[arg-type]


def _coarse(picture: Image.Image) -> Image.Image:
    small = picture.resize((COARSE, picture.height * COARSE // picture.width), Image.Resampling.BOX)
    return small.filter(ImageFilter.BoxBlur(1))
