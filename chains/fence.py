"""Untrusted text made safe to put into a prompt: fenced and named as data, its look-alikes of our marks and its orders taken out."""

from __future__ import annotations

import re

END = "〔完〕"
# Stands for an F that is not one of our slots (F1赛车); ``SlotTable.fill`` turns it back.
ALIKE = "Ｆ"
_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）]*|\n+|$)")
# Sentences that speak to a model rather than about work. They need both an addressee or a command and an object of commands.
_ORDERS = re.compile(
    r"(?:忽略|无视|忘记|不要?(?:再)?(?:遵守|理会|执行)|跳过|覆盖|取代)[^。！？；\n]{0,16}(?:指令|指示|提示词?|规则|设定|以上(?:内容|要求|所有)|之前的?(?:内容|要求))"
    r"|(?:你现在是|你的(?:新)?任务是|你必须(?:输出|回答|写)|请?(?:直接|只|仅|原样)输出|请?(?:立即|直接|马上)?调用[^。！？；\n]{0,12}(?:工具|函数|接口|命令|采纳|删除|签发|accept|undo|remove)|请(?:立即|直接|马上)(?:采纳|签发|删除)[^。！？；\n]{0,8}(?:章节|部分|提议|全文|稿子)|把系统提示|系统提示词|(?:致|给)(?:AI|人工智能|大?模型|助手)[:：，])"
    r"|(?:ignore|disregard|forget)\b[^。！？；\n]{0,40}\b(?:instruction|prompt|rule|previous|above)"
    r"|(?:^|\s)(?:system|assistant|developer)\s*[:：]|<\|im_(?:start|end)\|>|\[/?INST\]",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence or clause ended by ；, its closing mark included, blanks around it left out."""
    spans = []
    for match in _SENTENCE.finditer(text):
        body = match.group().strip()
        if body:
            start = match.start() + match.group().index(body[0])
            spans.append((start, start + len(body)))
    return spans


def orders(text: str) -> list[str]:
    """Sentences of a source that read like orders to a model."""
    return [text[start:end] for start, end in sentences(text) if _ORDERS.search(text[start:end])]


def without_orders(text: str) -> str:
    """The text without the sentences that read like orders to a model."""
    for order in orders(text):
        text = text.replace(order, "")
    return text


def disarm(text: str) -> str:
    """The text with anything that could be taken for our own marks made harmless; nothing a reader would miss."""
    text = text.replace("<", "＜").replace(">", "＞").replace(END, "（完）")
    text = re.sub(r"[Ff](?=\s*\d)", ALIKE, text)
    return text.replace("【任务", "［任务")


def fence(name: str, text: str, label: str = "") -> str:
    """The text between an opening and a closing mark that it cannot itself contain. ``text`` must be disarmed."""
    head = f"<{name} {label}>" if label else f"<{name}>"
    return f"{head}\n{text.strip()}\n</{name}>"
