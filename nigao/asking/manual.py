"""Questions about the tool itself (采纳了以后还能再改吗): what is asked about, and the answer in a sentence or two."""

from __future__ import annotations

import re

from nigao.asking.saying import Saying
from nigao.asking.values import Explained

_ASKS = re.compile(
    r"吗|呢[？?]?$|[？?]|能不能|可不可以|可以不|会不会|还能|能否|是否|是不是|要不要|怎么(?!样)|如何|咋|哪(?:里|儿)|什么|啥|为什么|谁|多久|行不|不(?:可以|行)么|么$|[能会]不$"
)
# What is asked about: every pattern of a row has to be found; the first row that fits answers.
_ROWS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (r"采纳|签发|定稿", r"(?:之?后|以后|了|过的?|完).{0,8}(?:改|动|撤|退|反悔|收回|取消)|(?:改|撤|退|反悔|收回|取消).{0,6}采纳"),
        "采纳以后还可以改：改过的部分会标“核后有改”，要再采纳一次才能出定稿；要收回采纳，说“退回第几部分”或点“撤销”。",
    ),
    (
        (r"退回|打回", r"丢|没了|不见|保留|还在|覆盖|清空|找回|之前|原来"),
        "退回只改状态，不会丢：写过的每一版都保留着，说“恢复到上一版”就能找回。",
    ),
    (
        (r"改错|不小心|删错|写错|弄错|误删|误改|手误|点错|反悔|上一版|前一版|以前的版本|原来的版本|历史版本|旧版", r"能|可以|怎么|如何|咋|哪|办法|找回|回到|退回|恢复"),
        "可以：说“撤销”退回上一步，可以一步步往回撤；每一版都保留着，说“恢复到上一版”就能回到那一版，删去的部分也能找回。",
    ),
    (
        (r"(?:送审稿|定稿|修订稿).{0,4}(?:和|跟|与|、).{0,4}(?:送审稿|定稿|修订稿)", r"区别|不同|不一样|差别|哪个"),
        "定稿只含已采纳的部分；送审稿是全文，标着各部分的状态和意见；修订稿是全文，与上一稿的不同写成修订痕迹。",
    ),
    (
        (r"(?:没有?|未|不)采纳|没签|没核", r"导出|下载|出文件|打印|发出去"),
        "没有采纳的部分可以随送审稿导出，稿上会标明；定稿只收采纳了的部分，没采纳的会在“导出”页列出。",
    ),
    (
        (r"待补|没填|不填|空着|缺数", r"导出|下载|出文件|打印|发出去|定稿"),
        "有待补时可以导出送审稿；定稿要先把待补的数填好，或写明留空的理由。",
    ),
    (
        (r"导出|下载|打印|word|Word|正式稿", r"记号|标记|红线|绿线|黄|红|绿|颜色|下划线|批注"),
        "定稿里没有这些记号；送审稿带着各部分的状态和批注，供核稿用。两种都在“导出”页选。",
    ),
    (
        (r"谁|哪些人|什么人|别人|我能|普通", r"(?:能|可以|有权|来)(?:采纳|签发|核稿|定稿)"),
        "共用时由有核稿角色的人采纳，撰稿的人可以写和改；单机使用时不分角色，谁打开谁就能采纳。",
    ),
    (
        (r"(?:要|用|需|得)(?:不用|不要)?(?:点|手动|自己|随时)?保存|自动保存|没保存|存在哪|关(?:了|掉|机|页面|浏览器)", r""),
        "不用手动保存：写的每一个字随打随存，关掉页面再打开还在原处。",
    ),
    (
        (r"(?:能|会|可以)(?:不能|不会)?.{0,4}(?:联网|上网|外传|泄露|泄密|传出去|发到外面|上传到网)|数据安全|保密", r""),
        "不接模型时不联网，材料和稿子都只存在本机或本单位的服务器上；接了模型，才把问到的文字发给所接的模型。",
    ),
    (
        (r"(?:怎么|如何|哪里|哪儿|咋).{0,4}(?:上传|导入|加|添加|传)(?:新)?(?:的)?(?:材料|报告|文件|表格|数据)|(?:材料|报告|文件|表格)(?:怎么|在哪|从哪|如何)(?:里|儿)?.{0,3}(?:上传|导入|传|加)", r""),
        "在“材料”页上传，Word、Excel、PDF、文本都可以，一次可以选多份；读入以后数字进台账，新材料再说“用新到的材料更新”。",
    ),
    (
        (r"(?:一起|同时|两个人|几个人|多人|别人|同事).{0,8}(?:改|写|编辑|用)", r"能|可以|会|怎么|冲突|覆盖"),
        "可以几个人同时写：各写各的部分互不影响；两人改了同一处，后存的人会看到两边的文字再定，谁的都不会被盖掉。",
    ),
    (
        (r"台账", r"(?:是)?(?:什么|啥|怎么来|干什么|干嘛|干啥)"),
        "台账是从全部材料里读出来的数字，每个都带出处；读错了可以在“台账”页更正，几处不一致可以在那里裁定。",
    ),
)  # fmt: skip
_COMPILED = tuple((tuple(re.compile(one) for one in patterns), told) for patterns, told in _ROWS)


def explained(said: Saying) -> Explained | None:
    """The answer to a question about the tool; None where it is about the draft, or asks for something to be done."""
    text = said.spoken
    if (
        not _ASKS.search(text)
        or said.quotations
        or len(text) > 60
        or any(ref.kind not in ("whole", "none") and not re.search("的[^的]{0,3}(?:节|部分|地方)$", ref.words) for ref in said.sections)
    ):
        return None
    if re.search(r"^(?:把|将|给我|请把)|多少(?!人)|[几哪](?:个|些)?(?:数|空|处|节|部分)|核对", text):
        return None
    return told_of(said)


def told_of(said: Saying) -> Explained | None:
    """The answer whose words stand in it, None where there is none."""
    told = next((told for patterns, told in _COMPILED if all(pattern.search(said.spoken) for pattern in patterns)), None)
    return Explained(told) if told is not None else None
