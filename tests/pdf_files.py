"""Makes small PDF files for tests: words at places, turned, coloured, spaced; the font is named, not held."""

from __future__ import annotations

import hashlib
import math
import re
import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A line of text from (x, y), y upwards; turn: degrees against the clock; spacing: points between letters."""

    text: str
    x: float
    y: float
    size: float = 14
    turn: float = 0
    color: str = "0 g"
    spacing: float = 0


def pdf(
    *pages: list[Words],
    rotate: int = 0,
    size: tuple[int, int] = (595, 842),
    rules: str = "",
    downwards: bool = False,
    catalog: str = "",
    notes: tuple[str, ...] = (),
) -> bytes:
    """A PDF of these pages. rotate: by how much a viewer turns each page clockwise; rules: path operators drawn on each.

    downwards: text is set from top to bottom. catalog: more entries of the document; notes: annotations of each page, as objects 50, 51…
    """
    kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(len(pages)))
    objects = {
        1: f"<< /Type /Catalog {catalog} /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-X /DescendantFonts [4 0 R] >>",
        4: "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 [207] 13 [327] 15 [216] 17 [462 462 462 462 462 462 462 462 462 462]]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>",
        5: "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 /Descent -271"
        " /CapHeight 737 /StemV 58 >>",
    }
    objects[3] = objects[3].replace("UCS2-X", "UCS2-V" if downwards else "UCS2-H")
    objects |= {50 + i: note for i, note in enumerate(notes)}
    listed = " ".join(f"{50 + i} 0 R" for i in range(len(notes)))
    for number, words in enumerate(pages):
        stream = rules + "\n" + "\n".join(map(_shown, words))
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Rotate {rotate} "
            f"/Annots [{listed}] /Resources << /Font << /F 3 0 R >> >> /Contents {11 + 2 * number} 0 R >>"
        )
        objects[11 + 2 * number] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    return _file(objects)


def _shown(words: Words) -> str:
    cos, sin = math.cos(math.radians(words.turn)), math.sin(math.radians(words.turn))
    matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {words.x} {words.y} Tm"
    return f"BT /F {words.size} Tf {words.color} {words.spacing} Tc {matrix} <{words.text.encode('utf-16-be').hex()}> Tj ET"


def _file(objects: dict[int, str]) -> bytes:
    out, places = b"%PDF-1.4\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    rows = [f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(max(objects) + 1)]
    return out + f"xref\n0 {len(rows)}\n{''.join(rows)}trailer\n<< /Size {len(rows)} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def locked(data: bytes, user: bytes = b"") -> bytes:
    """The same file under the standard security handler (40-bit RC4): with an empty user password it opens for everyone."""
    name, rights = b"0123456789ABCDEF", -4
    owner = _rc4(hashlib.md5((b"owner" + _PAD)[:32]).digest()[:5], (user + _PAD)[:32])
    key = hashlib.md5((user + _PAD)[:32] + owner + struct.pack("<i", rights) + name).digest()[:5]
    objects = {int(match[1]): match[2] for match in re.finditer(rb"(\d+) 0 obj\s(.*?)\sendobj", data, re.DOTALL)}
    out, places = bytearray(b"%PDF-1.4\n"), {}
    for number, content in sorted(objects.items()):
        own = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10]
        stream = re.search(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
        if stream:
            content = content[: stream.start(1)] + _rc4(own, stream[1]) + content[stream.end(1) :]
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    last = max(objects) + 1
    places[last] = len(out)
    proof = _rc4(key, _PAD).hex().encode()
    out += b"%d 0 obj\n<< /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P %d >>\nendobj\n" % (last, owner.hex().encode(), proof, rights)
    start = len(out)
    rows = [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(last + 1)]
    out += b"xref\n0 %d\n%b" % (len(rows), b"".join(rows))
    ids = name.hex().encode()
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R /Encrypt %d 0 R /ID [<%b> <%b>] >>\nstartxref\n%d\n%%%%EOF" % (
        last + 1,
        last,
        ids,
        ids,
        start,
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
