"""Files from public fault reports of this field, each with what it must answer: run all of them and print what it does not.

    python benchmarks/cases.py FOLDER

FOLDER holds a folder for each case (01-…, 02-…) with its files. data/cases.json says what must be told of a file (figures, words, headings,
a warning), which stretches of a draft a check against sources must let pass ("right") or name ("wrong"), and what becomes of a model's
answer once its slots are filled from a ledger's sentences. Cases about a model's service are not among them: the tests with the played
model hold those. Not part of the tests.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bootstrap import checking
from chains.slots import SlotTable
from chains.tidy import paragraphs
from nigao.checks.leavings import leavings
from nigao.errors import NigaoError
from nigao.report import Report
from nigao.work.checking import Checking
from nigao.work.intake import Wishes

ANSWERS = Path(__file__).with_name("data") / "cases.json"


def faults(answer: dict[str, Any], folder: Path, checks: Checking) -> list[str]:
    """What is wrong with one answer."""
    try:
        if "check" in answer:
            return list(_misjudged(answer, folder, checks))
        if "answer" in answer:
            return list(_left_over(answer, folder, checks))
        return list(_untold(answer, checks.read(folder / answer["file"], Wishes())))
    except NigaoError as error:
        return [str(error)]


def _untold(answer: dict[str, Any], report: Report) -> Iterator[str]:
    """What a file should have told and did not, or told and should not have."""
    told = {(one.indicator, one.value, one.unit, one.period) for one in report.figures}
    titles = {one.title for one in report.headings}
    yield from (f"没有读出{'、'.join(one)}" for one in answer.get("figures", ()) if tuple(one) not in told)
    yield from (f"没有“{one}”" for one in answer.get("has", ()) if one not in report.document.text)
    yield from (f"不该有“{one}”" for one in answer.get("lacks", ()) if one in report.document.text)
    yield from (f"没有标题“{one}”" for one in answer.get("headings", ()) if one not in titles)
    if not any(answer.get("warned", "") in one for one in report.warnings or ("",)):
        yield f"没有提示“{answer['warned']}”"


def _misjudged(answer: dict[str, Any], folder: Path, checks: Checking) -> Iterator[str]:
    """What a check let pass and should have named, or the other way round."""
    draft = folder / answer["check"]
    text = checks.read(draft, Wishes()).document.text
    result = checks.check(draft, checks.entries(_sources(folder, answer["against"])), answer.get("year"))
    named = [place for one in result.findings for place in one.places] + list(result.unsupported)

    def is_named(words: str) -> bool:
        at = text.index(words)
        return any(one.start < at + len(words) and at < one.end for one in named)

    yield from (f"“{one}”是真的，却被指出" for one in answer.get("right", ()) if is_named(one))
    yield from (f"“{one}”没有被指出" for one in answer.get("wrong", ()) if not is_named(one))


def _left_over(answer: dict[str, Any], folder: Path, checks: Checking) -> Iterator[str]:
    """What of a model's answer is not as it should be once it is tidied and its slots are filled from the ledger's sentences."""
    table = SlotTable()
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "2025年工作总结.txt").write_text(answer["ledger"], encoding="utf-8")
        for entry in checks.entries([Path(place)]):
            table.add(entry)
    raw = (folder / answer["answer"]).read_text(encoding="utf-8")
    text = "\n".join(table.fill(one, "2025").text for one in paragraphs(raw))
    yield from (f"没有“{one}”，而是“{text}”" for one in answer.get("has", ()) if one not in text)
    yield from (f"留下了：{one.message}" for one in leavings(text, by_model=True))


def _sources(folder: Path, names: str) -> Sequence[Path]:
    found = [folder / name for name in names.split()]
    return [path if path.exists() else next(folder.parent.glob(f"{path.parts[-2][:2]}-*")) / path.name for path in found]


def main() -> None:
    """Run all and say how many are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    checks, right = checking(), 0
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    for answer in answers:
        folder = next(options.folder.glob(f"{answer['case']}-*"))
        wrong = faults(answer, folder, checks)
        right += not wrong
        for one in wrong:
            print(f"{folder.name} {answer.get('file') or answer.get('check') or answer['answer']}：{one}")
    print(f"{right} of {len(answers)} right")


if __name__ == "__main__":
    main()
