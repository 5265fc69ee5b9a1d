"""Files out of folders, .zip archives and mails, one after the other; nothing lands outside a folder of our own that is gone afterwards."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nigao.errors import FileDamaged, FileEncrypted, FileRefused, FileTooLarge

MOST_FILES = 2000
LARGEST = 200 * 1024 * 1024
LARGEST_ALL = 1024 * 1024 * 1024
# An archive in an archive in an archive: what lies deeper was packed by no office.
DEEPEST = 3
_SKIPPED = {"Thumbs.db", "desktop.ini", ".DS_Store", "__MACOSX"}


@dataclass
class _Left:
    """What may still come out of one archive and all archives in it."""

    bytes: int = LARGEST_ALL
    files: int = MOST_FILES


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file of the given files, folders (sorted, all levels), archives and mails, in order; links that lead out of a folder are passed over.

    A file from an archive or a mail lives only until the next one is asked for. Raises FileRefused where an archive cannot be opened.
    """
    for path in paths:
        if path.is_dir():
            yield from _of_folder(path)
        else:
            yield from _of_file(path, _Left())


def _of_file(path: Path, left: _Left, depth: int = 0) -> Iterator[Path]:
    """The files in an archive or a mail, or the file itself."""
    if depth < DEEPEST and is_archive(path):
        yield from _of_archive(path, left, depth)
    elif depth < DEEPEST and is_mail(path):
        yield from _of_mail(path, left, depth)
    else:
        yield path


def _of_folder(folder: Path) -> Iterator[Path]:
    top = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part in _SKIPPED or part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or not path.resolve().is_relative_to(top):
            continue
        try:
            yield from _of_file(path, _Left())
        except FileRefused:
            yield path  # let the reader say what is wrong with it, and go on with the others


def is_archive(path: Path) -> bool:
    """Whether a file is a .zip of files, not an Office document, which is a zip too."""
    from documents.sniff import kind_of

    try:
        with path.open("rb") as stream:
            if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return False
        return path.stat().st_size <= LARGEST and kind_of(path.read_bytes(), path.name) == "zip"
    except (OSError, FileRefused):
        return False


def is_mail(path: Path) -> bool:
    """Whether a file is a mail as a mail program saves it."""
    from documents.mail import is_mail as said

    try:
        with path.open("rb") as stream:
            return said(stream.read(20_000), path.name)
    except OSError:
        return False


def _of_mail(path: Path, left: _Left, depth: int) -> Iterator[Path]:
    """The papers a mail carries, and its own words where they are more than a covering note."""
    from documents.mail import papers_in

    with tempfile.TemporaryDirectory(prefix="nigao-mail-", ignore_cleanup_errors=True) as folder:
        for number, (name, content) in enumerate(papers_in(path)):
            left.bytes, left.files = left.bytes - len(content), left.files - 1
            if left.bytes < 0 or left.files < 0:
                raise FileTooLarge(f"“{path.name}”里的附件过多或过大，请把附件存出来分批导入。")
            place = Path(folder) / str(number)
            place.mkdir()
            made = place / _safe(name)
            made.write_bytes(content)
            yield from _inner(made, left, depth)
            shutil.rmtree(place, ignore_errors=True)


def _inner(made: Path, left: _Left, depth: int) -> Iterator[Path]:
    """What a member of an archive gives; one that cannot be opened is left to the reader, who says why."""
    try:
        yield from _of_file(made, left, depth + 1)
    except FileRefused:
        yield made


def _of_archive(path: Path, left: _Left, depth: int) -> Iterator[Path]:
    """The readable members of an archive, each written alone into a fresh folder under its last name."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileDamaged(f"“{path.name}”已损坏或不完整，请重新压缩后再导入。") from error
    with archive, tempfile.TemporaryDirectory(prefix="nigao-zip-", ignore_cleanup_errors=True) as folder:
        members = [one for one in archive.infolist() if not one.is_dir() and _wanted(_name(one))]
        _check(path.name, members, left)
        for number, member in enumerate(members):
            place = Path(folder) / str(number)
            place.mkdir()
            made = place / _safe(_name(member))
            left.bytes -= _extract(archive, member, made, min(left.bytes, LARGEST), path.name)
            left.files -= 1
            yield from _inner(made, left, depth)
            shutil.rmtree(place, ignore_errors=True)


def _check(name: str, members: list[zipfile.ZipInfo], left: _Left) -> None:
    if len(members) > left.files:
        raise FileTooLarge(f"“{name}”里的文件超过{MOST_FILES}个，请拆分后再导入。")
    if any(one.flag_bits & 1 for one in members):
        raise FileEncrypted(f"“{name}”有解压密码，请解压后再导入。")
    if sum(one.file_size for one in members) > left.bytes:
        raise FileTooLarge(f"“{name}”解压后超过{LARGEST_ALL // 1024 // 1024}MB，请拆分后再导入。")


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, made: Path, most: int, name: str) -> int:
    """Write a member out, whatever size it declares; its size. Raises FileRefused."""
    size = 0
    try:
        with archive.open(member) as source, made.open("wb") as target:
            while piece := source.read(1 << 20):
                size += len(piece)
                if size > most:
                    raise FileTooLarge(f"“{name}”里的“{made.name}”解压后过大，请单独处理。")
                target.write(piece)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError) as error:
        raise FileDamaged(f"“{name}”里的“{made.name}”已损坏，请重新压缩后再导入。") from error
    return size


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 flag Chinese Windows wrote it in GBK, which zipfile took for cp437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not any(part in _SKIPPED or (part.startswith((".", "~$")) and part != "..") for part in parts)


def _safe(name: str) -> str:
    """The last part of a name with nothing in it that could lead anywhere."""
    last = PurePosixPath(name.replace("\\", "/")).name.replace("\x00", "")
    cleaned = "".join("_" if ch in '<>:"/|?*' or ord(ch) < 32 else ch for ch in last).strip(" .")
    stem, dot, suffix = cleaned.rpartition(".")
    # File systems count bytes: 60 characters of Chinese are 180.
    return f"{stem[:60]}{dot}{suffix[:10]}" if dot else cleaned[:60] or "文件"
