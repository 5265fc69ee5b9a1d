"""Opening the parts of an Office zip package safely: bounded in size, no entities, nothing fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from nigao.errors import FileDamaged, FileEncrypted, FileTooLarge

# A part of this size parses to some 600 MB; real reports stay below 2 MB.
LARGEST_PART = 48 * 1024 * 1024
_OFFICE_DOCUMENT = "/officeDocument"


def local(element: Any) -> str:
    """An element's name without its namespace ("" for comments), so that strict and transitional files read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Any, *names: str) -> Any | None:
    """The first child down a path of local names."""
    for name in names:
        element = next((one for one in element if local(one) == name), None)
        if element is None:
            return None
    return element


def is_on(element: Any | None) -> bool:
    """Whether a switch is there and not turned off again (w:vanish, w:strike)."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


def parsed(data: bytes) -> Any:
    """The root of XML from outside: no entities, nothing fetched. Raises XMLSyntaxError."""
    from lxml import etree

    return etree.fromstring(
        data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    )


def _packed(flat: bytes) -> bytes:
    """The zip of a package that was saved as one XML file (Word XML 文档). Raises ValueError where it is none."""
    from lxml import etree

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in parsed(flat):
            name, held = (attribute(part, "name") or "").lstrip("/"), child(part, "xmlData")
            if name and held is not None and len(held):
                archive.writestr(name, etree.tostring(held[0]))
    return made.getvalue()


class Package:
    """A zip of XML parts. Raises FileRefused."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(_packed(data) if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") else data))
            # Some programs of Windows write the folders of a package with its own backslash.
            self._names = {one.replace("\\", "/").lower(): one for one in self._zip.namelist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, SyntaxError) as error:
            raise self.damaged() from error

    def damaged(self) -> FileDamaged:
        """What to raise for a package that cannot be read."""
        return FileDamaged(f"“{self._name}”已损坏或不完整，请用 Office 或 WPS 打开后重新保存再导入。")

    def has(self, part: str) -> bool:
        return part.lower() in self._names

    def bytes(self, part: str) -> bytes | None:
        """A part's bytes, None if there is no such part."""
        real = self._names.get(part.lower())
        if real is None:
            return None
        if self._zip.getinfo(real).flag_bits & 1:
            raise FileEncrypted(f"“{self._name}”有打开密码，请取消密码后再导入。")
        try:
            with self._zip.open(real) as stream:
                data = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError) as error:
            raise self.damaged() from error
        if len(data) > LARGEST_PART:
            raise FileTooLarge(f"“{self._name}”解压后过大，请拆分成几个文件再导入。")
        return data

    def xml(self, part: str) -> Any | None:
        """A part's root element, None if there is no such part."""
        data = self.bytes(part)
        if data is None:
            return None
        from lxml import etree

        try:
            root = parsed(data)
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.doctype:
            raise FileDamaged(f"“{self._name}”里有 Office 文件不应有的声明，已拒绝读取，请用 Word 或 WPS 重新保存后再导入。")
        return root

    def main_part(self, usual: str) -> str:
        """The part the package names as its document, else the usual one. Raises FileDamaged if there is neither."""
        root = self.xml("_rels/.rels")
        for relation in root if root is not None else ():
            if (relation.get("Type") or "").endswith(_OFFICE_DOCUMENT):
                part = (relation.get("Target") or "").lstrip("/")
                if self.has(part):
                    return part
        if not self.has(usual):
            raise self.damaged()
        return usual

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id → (last word of the type, part named); external targets are left out."""
        folder, _, file = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target") or ""
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id") or ""] = ((relation.get("Type") or "").rpartition("/")[2], full)
        return found
