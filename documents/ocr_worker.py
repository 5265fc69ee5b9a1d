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
    height = page.get_height()
    scale = min(_DPI / 72, _LONGEST_SIDE / max(height, page.get_width(), 1.0))
    found = _engine()(page.render(scale=scale).to_numpy())
    lines = []
    for box, text, score in zip(found.boxes if found.boxes is not None else (), found.txts or (), found.scores or (), strict=True):
        if score >= _SURE:
            xs, ys = [point[0] / scale for point in box.tolist()], [height - point[1] / scale for point in box.tolist()]
            lines.append([text, min(xs), max(xs), min(ys), max(ys)])
    return {"lines": lines, "height": height}


if __name__ == "__main__":
    serve(answer, MEMORY)
