"""The child process that reads pictures of pages, one page a request. Run as ``python -m documents.ocr_worker``.

Recognition: RapidOCR with the PP-OCR models that come in its package, run by OpenVINO; nothing is fetched.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from documents import wire
from documents.worker import serve
from nigao.errors import FileDamaged, FileRefused

# OpenVINO maps far more than it touches: about 0.8 GiB is really used.
MEMORY = 6 * 1024 * 1024 * 1024
_DPI = 150
_LONGEST_SIDE = 1600  # pixels; longer pages are made smaller, which costs nothing in print of 10 points and more
_SURE = 0.5
# So many lines tell which way up a page is.
_LOOKED_AT = 7

# x0, y0, x1, y1 in the picture, y downwards; text.
_Found = tuple[float, float, float, float, str]


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import EngineType, RapidOCR

    engines = {f"{part}.engine_type": EngineType.OPENVINO for part in ("Det", "Cls", "Rec")}
    return RapidOCR(params={**engines, "Global.log_level": "error", "Global.max_side_len": _LONGEST_SIDE, "Rec.rec_batch_num": 1})


@lru_cache(maxsize=1)
def _document(path: str) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(Path(path).read_bytes())


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """{} for a request to load the recogniser, {"pages": n} for page −1, else {"lines": [[text, x0, x1, y0, y1]…], "height": h} in points, y upwards."""
    name = request["name"]
    try:
        if request.get("load"):
            _engine()
            return {}
        document = _document(request["path"])
        if request["page"] < 0:
            return {"pages": len(document)}
        return _lines(document[request["page"]])
    except FileRefused as refused:
        return wire.refusal(refused)
    except Exception:  # noqa: BLE001 - the last wall around foreign code on broken input: every way it fails means the same
        return wire.refusal(FileDamaged(f"“{name}”的图片无法识别，可能已损坏，请重新扫描或另存后再导入。"))


def _lines(page: Any) -> dict[str, Any]:
    """The page's lines as they stand once it is held the right way up."""
    scale = min(_DPI / 72, _LONGEST_SIDE / max(page.get_height(), page.get_width(), 1.0))
    picture = page.render(scale=scale).to_numpy()
    found = _found(picture)
    if sum(tall > 1.5 * wide for tall, wide in map(_size, found)) > len(found) / 2:  # lines that run up or down: the page lies on its side
        picture = picture.swapaxes(0, 1)[::-1].copy()
        found = _found(picture)
    if _is_upside_down(picture, found):
        high, wide = picture.shape[:2]
        found = [(wide - x1, high - y1, wide - x0, high - y0, text) for x0, y0, x1, y1, text in reversed(found)]
    height = picture.shape[0] / scale
    return {
        "lines": [[text, x0 / scale, x1 / scale, height - y1 / scale, height - y0 / scale] for x0, y0, x1, y1, text in found],
        "height": height,
    }


def _found(picture: Any) -> list[_Found]:
    """Each line's box in the picture, y downwards, and its text."""
    seen = _engine()(picture, use_det=True, use_cls=True, use_rec=True)
    lines = zip(seen.boxes if seen.boxes is not None else (), seen.txts or (), seen.scores or (), strict=True)
    return [(*_around(box.tolist()), text) for box, text, score in lines if score >= _SURE]


def _around(corners: Any) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _size(line: _Found) -> tuple[float, float]:
    """(height, width) of a line's box."""
    return line[3] - line[1], line[2] - line[0]


def _is_upside_down(picture: Any, found: list[_Found]) -> bool:
    """Whether most of the longest lines stand on their heads; each by itself is recognised all the same, but in the wrong order."""
    longest = sorted(found, key=lambda line: line[0] - line[2])[:_LOOKED_AT]
    turned = 0
    for x0, y0, x1, y1, _ in longest:
        part = picture[max(0, int(y0)) : int(y1) + 1, max(0, int(x0)) : int(x1) + 1]
        told = _engine()(part, use_det=False, use_cls=True, use_rec=False).cls_res
        turned += bool(told) and told[0][0] == "180"
    return turned > len(longest) / 2


if __name__ == "__main__":
    serve(answer, MEMORY)
