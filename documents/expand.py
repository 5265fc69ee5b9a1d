"""Files out of folders and .zip archives, one after the other; nothing lands outside a folder of our own that is gone afterwards."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from nigao.errors import FileDamaged, FileEncrypted, FileRefused, FileTooLarge

MOST_FILES = 2000
LARGEST = 200 * 1024 * 1024
LARGEST_ALL = 1024 * 1024 * 1024
_SKIPPED = {"Thumbs.db", "desktop.ini", ".DS_Store", "__MACOSX"}


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file of the given files, folders (sorted, all levels) and archives, in order; links that lead out of a folder are passed over.

    A file from an archive lives only until the next one is asked for. Raises FileRefused where an archive cannot be opened.
    """
    for path in paths:
        if path.is_dir():
            yield from _of_folder(path)
        elif is_archive(path):
            yield from _of_archive(path)
        else:
            yield path


def _of_folder(folder: Path) -> Iterator[Path]:
    top = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part in _SKIPPED or part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or not path.resolve().is_relative_to(top):
            continue
        if not is_archive(path):
            yield path
            continue
        try:
            yield from _of_archive(path)
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


def _of_archive(path: Path) -> Iterator[Path]:
    """The readable members of an archive, each written alone into a fresh folder under its last name."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileDamaged(f"“{path.name}”已损坏或不完整，请重新压缩后再导入。") from error
    with archive, tempfile.TemporaryDirectory(prefix="nigao-zip-", ignore_cleanup_errors=True) as folder:
        members = [one for one in archive.infolist() if not one.is_dir() and _wanted(_name(one))]
        _check(path.name, members)
        left = LARGEST_ALL
        for number, member in enumerate(members):
            place = Path(folder) / str(number)
            place.mkdir()
            made = place / _safe(_name(member))
            left -= _extract(archive, member, made, min(left, LARGEST), path.name)
            yield made
            shutil.rmtree(place, ignore_errors=True)


def _check(name: str, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise FileTooLarge(f"“{name}”里的文件超过{MOST_FILES}个，请拆分后再导入。")
    if any(one.flag_bits & 1 for one in members):
        raise FileEncrypted(f"“{name}”有解压密码，请解压后再导入。")
    if sum(one.file_size for one in members) > LARGEST_ALL:
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
