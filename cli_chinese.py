"""Typer in Chinese: the words of its help pages and its complaints about arguments. Knows no command."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

# Typer's own words, which it has no other way to translate.
_WORDS = {
    "Usage: ": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]…",
    "Options:": "选项：",
    "Arguments:": "参数：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示这段说明。",
    "[required]": "[必填]",
    "[default: ": "[默认 ",
}


def _in_chinese(text: str) -> str:
    for english, chinese in _WORDS.items():
        text = text.replace(english, chinese)
    return text


class ChineseCommand(TyperCommand):
    """A command whose help is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        return _in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The list of commands, in Chinese."""

    def get_help(self, ctx: Any) -> str:
        return _in_chinese(super().get_help(ctx))


def usage_sentence(error: Any) -> str:
    """Typer's complaint about arguments as one Chinese sentence, told apart by its class."""
    kind = type(error).__name__
    name = getattr(error, "option_name", "") or (getattr(error, "param_hint", "") or "")
    if not name and getattr(error, "param", None) is not None:
        param = error.param
        name = param.opts[0] if param.param_type_name == "option" else (param.metavar or param.name)
    sentences = {
        "NoSuchOption": f"没有选项 {name}，请用 --help 查看可用的选项。",
        "MissingParameter": f"缺少 {name}，请用 --help 查看用法。",
        "BadParameter": f"{name} 的值不对，请用 --help 查看用法。",
        "BadOptionUsage": f"选项 {name} 的用法不对，请用 --help 查看用法。",
    }
    return sentences.get(kind, "命令或参数不对，请用 nigao --help 查看用法。")
