"""Hostile text, pages and mail, and kinds of files that nobody reads, made by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hostile_sound import MARK, TEXT, Case


def texts() -> Iterator[Case]:
    """Text in every encoding and shape, kinds nobody reads, and pages."""
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"):
        yield Case(f"编码{encoding}.txt", TEXT.encode(encoding), MARK)
    yield Case("繁体Big5.txt", "青石縣工作總結\n全年稅收收入13.1億元，增長5.0%。新增就業3200人。\n".encode("big5"))
    yield Case("半个代理.txt", TEXT.encode() + b"\xed\xa0\x80" + TEXT.encode())
    yield Case("混编码.txt", TEXT.encode() + TEXT.encode("gbk"))
    for unit, times, what in (
        ("全年税收收入增长5%，", 180_000, "一行五兆"), ("数", 1_700_000, "一行同一字"), ("5", 2_900_000, "一行数字"), ("一、", 500_000, "一行序号"),
        ("（", 1_000_000, "一行左括号"), ("增长", 800_000, "一行增长"), ("5.", 800_000, "一行小数点"), ("2025年", 300_000, "一行年份"), ("、", 1_500_000, "一行顿号"),
        ("亿元", 800_000, "一行单位"), (" ", 2_900_000, "一行空格"), ("　。", 900_000, "一行句号"), ("比上年", 500_000, "一行比上年"), ("第1位", 500_000, "一行名次"),
        ("一、数\n", 300_000, "三十万标题"), ("增长5%。\n", 300_000, "三十万短行"), ("\n", 2_900_000, "全是换行"), ("（一）", 400_000, "一行括号序号"),
        ("a", 2_900_000, "一行拉丁"), ("\t", 2_000_000, "全是制表"), ("5%、", 600_000, "一行百分数"), ("其中：甲5个，", 200_000, "一行其中"),
        ("“", 1_000_000, "一行引号"), ("1 ", 1_000_000, "一行散数字"), ("⼀", 1_000_000, "一行部首"), ("1\n", 900_000, "一行一数"),
    ):  # fmt: skip
        yield Case(f"{what}.txt", (unit * times).encode())
    for name, content in (
        ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(99)), ("图.jpg", b"\xff\xd8\xff\xe0" + bytes(99)), ("图.gif", b"GIF89a" + bytes(99)), ("图.bmp", b"BM" + bytes(99)),
        ("图.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(99)), ("图.svg", b"<svg xmlns='x'><text>5%</text></svg>"), ("图.tif", b"II*\x00" + bytes(99)),
        ("音.mp3", b"ID3\x03" + bytes(range(256)) * 9), ("影.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(range(256)) * 9), ("程.exe", b"MZ" + bytes(range(256)) * 9),
        ("程.elf", b"\x7fELF" + bytes(99)), ("包.rar", b"Rar!\x1a\x07\x00" + bytes(99)), ("包.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99)), ("包.gz", b"\x1f\x8b\x08\x00" + bytes(99)),
        ("包.tar", b"a.txt" + bytes(507) + b"x" + bytes(9999)), ("库.db", b"SQLite format 3\x00" + bytes(range(256)) * 9), ("快捷.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(99)),
        ("字.ttf", b"\x00\x01\x00\x00" + bytes(range(256)) * 9), ("乱.docx", random.Random(3).randbytes(9999)), ("乱.pdf", random.Random(4).randbytes(9999)),
        ("乱.txt", random.Random(5).randbytes(9999)), ("乱.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(6).randbytes(9999)),
        ("邮件.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9999)), ("空.docx", b""), ("空白.txt", b" \n\t "), ("零.xlsx", bytes(4096)), ("三字节.docx", b"PK\x03"),
        ("坏.mdb", b"\x00\x01\x00\x00Standard Jet DB" + bytes(999)), ("单页.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>5%"),
        ("数据.xml", "<?xml version='1.0'?><数>5%</数>".encode()), ("密.docx", _locked()), ("密.xlsx", _locked()), ("密.wps", _locked()),
    ):  # fmt: skip
        yield Case(name, content, "refused")
    mail = f"From: a@b.c\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}"
    yield Case("邮件.eml", mail.encode())
    for name, text, never in (
        ("脚本.html", f"<html><script>alert('内部5%')</script><p>{MARK}</p></html>", "alert"), ("隐藏.html", f"<html><p style='display:none'>内部</p><p>{MARK}</p></html>", "内部"),
        ("注释.html", f"<html><!-- 内部 --><p>{MARK}</p></html>", "内部"), ("十万层.html", "<html>" + "<div>" * 100_000 + MARK, ""),
        ("表十万行.html", f"<html><table>{'<tr><td>增长<td>5%</tr>' * 50_000}</table>", ""), ("跨行十亿.html", f"<html><table><tr><td rowspan=999999999>{MARK}<td>1<tr><td>2</table>", ""),
        ("不闭合.html", f"<html><b><i><u>{MARK}<table><tr><td>", ""), ("实体.html", f"<html><p>{'&amp;' * 500_000}</p><p>{MARK}</p></html>", ""),
    ):  # fmt: skip
        yield Case(name, text.encode(), "refused" if name == "十万层.html" else MARK if MARK in text else "any", never)
    yield Case("国标网页.html", f'<html><meta charset="gb2312"><p>{MARK}</p></html>'.encode("gb18030"), MARK)
    yield Case("网页表.xls", f"<html><table><tr><td>指标<td>2025年<tr><td>{MARK}<td>13.1</table></html>".encode("gbk"), MARK)
    yield Case("制表.et", f"指标\t2025年\n{MARK}\t13.1\n".encode("gb18030"), MARK)
    yield Case("文字.wps", TEXT.encode("gb18030"), MARK)
    yield Case("深括号.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"5%" + b"}" * 100_000 + b"}")
    yield Case("对象.rtf", b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}\\par 5%}")
    for name in ("长" * 70 + ".txt", "-rf.txt", "a b'c\"d.txt", "$(x).txt", "😀.txt", "CON.txt", ".隐藏.txt"):
        yield Case(name, TEXT.encode(), MARK)


def _locked() -> bytes:
    """The beginning of an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage\x00".encode("utf-16-le") + bytes(999)
