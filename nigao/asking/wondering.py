"""Questions: what is asked of the draft, of last year, of the ledger and the material. A question never changes anything."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.asking.amounts import is_amount
from nigao.asking.earlier import HOW, PAST, asked_of_last, section_of
from nigao.asking.inquiring import inquired
from nigao.asking.likeliest import orders, questioned
from nigao.asking.saying import Q, S, Saying, sentences
from nigao.asking.stating import VALUE
from nigao.asking.texts import asked_of_texts
from nigao.asking.values import (
    AskCarried,
    AskFigure,
    AskGaps,
    AskLength,
    AskMarks,
    AskOutline,
    AskOwing,
    AskPapers,
    AskParagraphs,
    AskPassage,
    AskPlace,
    AskPromises,
    AskRecord,
    AskRepeats,
    AskReported,
    AskSource,
    AskStatus,
    AskUsed,
    AskWhence,
    CheckSection,
    Export,
    Heard,
    Help,
    Told,
    Unify,
)

_HELP = re.compile(
    r"(?:帮助|help|怎么用|使用说明|你能做什么|你会什么|能做(?:些)?什么|有什么功能|有哪些功能|可以做什么|怎么提问|怎么问|能干(?:些)?(?:什么|啥|嘛)|会(?:干|做)(?:些)?(?:什么|啥)|[?？]+)",
    re.I,
)
_EXPORT = re.compile(
    r"^(?:保存|存一下|存盘)(?:一下)?$|导出|下载|(?:生成|输出|出一?份?|存成|另存为?|转成|做成)\s*(?:word|docx|文档|文件|Word版)", re.I
)
_UNIFY = re.compile(
    r"统稿|(?:通读|通篇读|从头读)(?:一下|一遍)?(?:全稿|全文|稿子|整篇)?$|全[稿文].{0,4}(?:衔接|连贯|过渡|捋)|各部分.{0,4}(?:衔接|捋一|统一一下)"
)
_PROMISES = r"(?:目标|指标|任务)(?:任务)?(?:的)?完成(?:的)?情况"
SIDE_BY_SIDE = re.compile(r"对照表|对比表|完成情况(?:一览)?表|列(?:成)?(?:一张|个|张)?表|表格")
WRITE_PROMISES = re.compile(
    rf"(?:写|起草|增加|加上?|拟|列)[^，。]{{0,8}}{_PROMISES}|{_PROMISES}[^，。]{{0,6}}(?:写成|写进|写入|加进|做成)"
    r"|(?:做|出|列|附|加|生成|写|来)[^，。]{0,12}(?:目标|指标|任务)[^，。]{0,8}(?:对照表|对比表|完成情况(?:一览)?表)|(?:目标|指标|任务)[^，。]{0,8}对照表[^，。]{0,8}(?:做|加|附|放|写)"
)
_ASK_PROMISES = re.compile(
    rf"(?:去年|上年|年初|今年)?[^，。]{{0,6}}{_PROMISES}(?:怎么样|如何|呢)?[？?]?$|(?:目标|任务)[^，。]{{0,4}}(?:完成|落实|兑现)(?:得|了)?(?:怎么样|如何|多少|没有|吗)|"
    r"(?:哪些|哪几[项个]|几项)[^，。]{0,4}(?:目标|任务|承诺)[^，。]{0,4}(?:没|未|完成|结果|着落)|(?:承诺|答应|定下)[^，。]{0,8}(?:办|兑现|完成|落实|做)(?:了|完|好|到|成)*[^，。]{0,3}(?:吗|没有?|怎么样|如何)[？?]?$|"
    r"(?:去年|上年|年初)[^，。]{0,12}(?:说|定|答应|承诺|提出?|安排|计划)[^，。]{0,14}(?:完成|办|兑现|落实|做|建)(?:了|成|好|完|到)*(?:没有?|吗|怎么样|如何|没呢)[？?]?$|"
    r"(?:目标|任务|承诺)[^，。]{0,4}(?:没有?|未)(?:结果|着落|完成|兑现)"
)
_MARKS = re.compile(
    r"(?:为什么|为何|怎么|啥|什么)[^，。]{0,10}(?:标|划|画|打)(?:了|成|着|上)?(?:红|黄|绿|线|叉|三角|记号|下划线|虚线|双线)"
    r"|(?:红|黄|绿|虚|双|下划)(?:色|线|底|的)*[^，。]{0,6}(?:什么意思|代表|表示|是什么)|(?:颜色|记号|标记|下划线)[^，。]{0,6}(?:意思|代表|表示|含义)"
)
_SOURCE = re.compile(
    r"(?P<who>[一-龥A-Za-z]{2,14}?)(?:的|报的|报来的|送来的|报送的)?(?:材料|总结|表格|文件|报表)(?:里面?|中|上)?(?:都)?(?:有|报了?|提了?)?(?:哪些|什么|多少|啥)(?:新的?|重要的?)?(?:数字|数据|指标|数)"
)
_SOURCE_SHORT = re.compile(
    r"(?:我们|咱们?|俺们)?(?P<who>[一-龥]{1,8}?(?:[委局办厅]|部门|中心|公司|集团))(?:今年|去年|这次|这边|那边|都|一共|总共)*报(?:了|来|上来|过来|的|给我们)*(?:是|有)?(?:哪些|什么|多少个?|几个|啥)(?:新的?)?(?:数字?|数据|指标|东西|内容)"
)
_REPORTED = re.compile(
    r"(?P<who>[一-龥A-Za-z]{2,12}?)(?:的|那边|那里|那头)?(?:的)?(?:材料|总结|表格|报表|数据|数|文件|稿子|东西)?(?:都|是否|是不是|有没有|已经)?(?:报|交|送|发|给|来|收|提交|上报|报送)(?:上|过|到)?(?:来|上来|过来|齐|给我们|材料)?(?:了)?(?:没有?|吗|了吗|么|没呢|没有呢|了没有?)(?:呢|啊)?[？?]?"
    r"|(?P<who5>[一-龥A-Za-z]{2,10}?)(?:的|那边|那里)?(?:的)?(?:材料|总结|表格|数据|文件|东西|稿子)(?:都|应该|已经|是不是|是否)?(?:收|拿|接|交|送|报|发|到)(?:着|到|齐|来|过来|上来)?了?(?:没有?|吧|吗|么|是吧|对吧)[？?]?"
    r"|(?P<who4>[一-龥A-Za-z]{2,12}?)(?:的|那边|那里|那头)?(?:的)?(?:材料|总结|表格|报表|数据|数|文件|东西)?(?:(?P<v>[报交送发来到给齐])(?:上来|过来|来|到)?(?:了)?[没不](?P=v)(?:上来|过来|来|齐|到)?|没(?:报|交|送|来|到)吗)(?:呢|啊)?[？?]?"
    r"|(?:收到|有没有收到|收没收到)(?P<who2>[一-龥A-Za-z]{2,12}?)(?:报|交|送|发)?(?:来)?(?:的)?(?:材料|总结|表格|报表|数据|文件)?(?:了)?(?:没有?|吗)?[？?]?"
    r"|(?P<who3>[一-龥A-Za-z]{2,12}?)(?:的)?(?:材料|总结|表格|报表|数据)(?:在哪|有没有|到了没有?|到了吗|齐了吗|有吗|来了吗)[？?]?"
)
_OUTLINE = re.compile(
    r"(?:列|看看?|显示|给出|拿出|我要看|现在的?|给我)*(?:一下|个|一个|一份)*(?:稿子的?|全文的?|当前的?|现在的?)?(?:提纲|大纲|目录|框架)(?:是什么|呢|列一下|看一下|什么样|发我看看|看看)*[？?]?"
)
_OUTLINE_SHOWN = re.compile(
    r"^(?![^，]*(?:按|照|改|换|调|加|删|移|写|起草|落实|定))[^，]{0,6}(?:提纲|大纲|目录|框架)[^，]{0,6}(?:列|看|显示|展示|发|拿|调|打开|亮)[^，]{0,8}$|(?:列|看|显示|展示|发|拿|调)[^，改换按照]{0,6}(?:提纲|大纲|目录|框架)(?:出来|给我|看看)?$"
)
_GAPS = re.compile(
    r"(?:空|待补|缺口|缺的数?)[^，。]{0,6}(?:列|数|说)(?:出来|一下|给我)|(?:列|说|报|数)(?:一下|出来?|说)?[^，。]{0,4}(?:没填|空着|缺|待补|没补|未填)(?:的)?(?:目标|数|空|指标|地方|项)|缺失(?:的)?(?:数据|数字?|指标|项)|(?:还有|还剩)(?:几|多少|哪)(?:个|些|几个)?(?:目标|数|指标)?(?:还)?没定|(?:缺|少|差|没填)的(?:那些|几个)?(?:数|空|指标|数字|内容|地方)?[^，。]{0,3}(?:列|说说|看看|告诉)|(?:有没有|还有|有)没(?:有)?填的|(?:好多|很多|不少|许多|一堆|一大堆|好几个?)(?:个)?(?:数|空|地方|数字|指标)?(?:都)?(?:还)?(?:没填|没补|空着|没有数|没数|缺着)|空(?:还)?(?:有|剩|是)?(?:几个|几处|多少|哪些)|(?:还)?(?:缺|差|少)(?:了)?(?:哪些|什么|哪几|多少|几个|啥)|(?:空着|缺着|空|缺|待补|没填)(?:的)?(?:是)?(?:哪)(?:几|些|儿|里)?(?:处|个|项|地方)?|(?<!填)待补|缺口|缺数|哪(?:些|几个|几处|儿|里|块)?(?:的)?(?:地方|数|数字|数据|指标|空|处|内容)?(?:还)?(?:没有填|没填|没有数|未填|缺数?|空着|没补|没写数|等着填|要补|要填|需要补|空)|哪.{0,8}没(?:有)?(?:填|补)(?:全|完|齐|满)|(?:没填|空着|待填|要填|没补)(?:的|数)*(?:地方|数|空)?(?:还)?(?:有|是)(?:哪|多少|几)|还有(?:多少|几)(?:个|处)?(?:空|地方)?(?:没填|要填|待填|没补)"
)
_LISTS = re.compile("列|说说|看看|告诉|查|找|报|数一数|有几|多少")
_MADE = re.compile("写|拟|起草|填|补(?!在|齐了)|弄|生成")
_STATUS = re.compile(
    r"进度|(?:什么时候|多久|几时)[^，。]{0,4}(?:写完|写好|完成)|^(?:稿子|现在|目前)?进展(?:怎么样|如何|到哪了?|情况)?[？?]?$|(?:写|弄|做|干|改|走|到)到?(?:了)?(?:哪|什么)(?:一)?(?:步|儿|里|个?地步|个?程度)|写到哪|写了多少|(?:还有|还剩)(?:哪些|哪几|几个|多少).{0,6}(?:没写|未写|没核|没采纳|没签|部分|节)|"
    r"(?:采纳|签|定稿|签发|核)过?的(?:都|有|全|部分|节)*(?:列|给我看|看看|有哪|是哪|说说)|哪(?:些|几)(?:个|节)?(?:部分|章节|节)?(?:已经|都|还)?(?:没写|未写|没核|没采纳|采纳|没定稿|定稿|签)|完成了几|采纳了(?:几|哪|多少)"
)
_CHECK = re.compile(
    r"核对|核查|核一[下遍]|核实|校对|体检|检查|查(?:一)?(?:下|查|错)(?=.{0,6}(?:数|错|稿|全文)|[\ue000-\ue0ff]?$)|审一[下遍]|有没有(?:出处|错|问题)|对不对|是否有(?:出处|误)|数字.{0,4}(?:准|对)[吗不]|对得?上(?:号)?(?:吗|不|么|没)|(?:跟|和|与)(?:台账|表|材料|表格)[^，]{0,4}(?:一致|相符|对不对)|"
    r"(?:有没有|是否|是不是)[^，。]{0,6}(?:写|抄|用|搞|算|弄)错|有没有[^，。]{0,10}(?:矛盾|不一致|打架)|(?:矛盾|不一致|打架)(?:吗|没有|的地方)|哪(?:些|几个)?数(?:字|据)?(?:没有|没|有问题|不对|对不上)(?:出处|来源)?"
)
_REPEATS = re.compile(
    r"重复|重样|说的是(?:同)?一(?:回事|件事|个事|个意思)|(?:前后|两处|几处|哪两处|哪几处|哪里).{0,10}(?:一样|相同|雷同|差不多|意思相近)|雷同|啰嗦话.{0,3}哪|车轱辘话"
)
_CARRIED = re.compile(
    r"(?:哪|什么|多少|几|是不是|有没有|是否|啥).{0,12}(?:去年|上年|往年|旧|老)的?(?:老话|旧话|原话|话|句子?|内容|提法|表述|说法|文字|东西)|(?:去年|上年|往年)的?(?:老话|旧话|原话|话|句子?|内容|提法|表述)?.{0,6}(?:有哪|是哪|有多少|占多少|有几句)|(?:哪|多少|几).{0,10}(?:沿用|照抄|照搬|抄|搬)(?:了|的)?(?:是)?(?:去年|上年|往年|老稿|旧稿)|(?:沿用|照抄|照搬|抄).{0,4}(?:去年|上年).{0,8}(?:哪|多少|几)|(?:哪|多少).{0,8}(?:没更新|没有更新|没变过|没改过|是老的|是旧的)"
)
_WHENCE = re.compile(
    rf"(?P<v>{VALUE})(?:这个|那个|这|那)?[^，。\d]{{0,8}}?(?:的)?(?:出处|来源|依据|根据|是?(?:从)?哪(?:儿|里)?来|哪来|怎么来|谁报|出自|来自)|(?:出处|来源|依据).{{0,8}}?(?P<v2>{VALUE})"
)
_AFRESH = re.compile(r"再来|重来|重写|重新|再写|起草|换一?[稿版]|写法(?:写|来|弄|改)")
_PLACE = re.compile(
    r"(?:放|加|归|摆|属于|用|写(?!到))(?:在|到|进)?(?:第几|哪|什么地方|哪儿|哪里)(?:一)?(?:节|部分|块|段|章|个部分)?(?:里)?(?:合适|好|妥|比较好|比较合适|更合适)?|(?:第几节|哪一?节|哪个部分|哪一?部分)(?:最)?(?:合适|好)"
)
_PARAGRAPHS = re.compile(
    r"(?:有|共|分成?|写了|一共|总共|现在)+(?:几|多少)(?:个)?(?:自然)?(?:段|句)(?:话|落)?(?=$|[，。？?呢啊了])|(?:段落|句子|段|句)数(?:是|有)?(?:多少|几)|(?:几|多少)(?:个)?(?:自然段|段落)(?=$|[，。？?呢啊])"
)
_OWING = re.compile(
    r"(?:该|要|得|还)(?:再|去)?催(?:一下|催)?(?:哪|谁)|(?:哪|谁)[^，。]{0,6}(?:该|要|还得|没)催|催(?:一下|一催|催)?(?P<who>[一-龥]{1,10}?(?:部门?|局|委|办|处|科|厅|中心|公司|集团|工会))(?:的数|交数|报数|要数|吧)*$|(?:谁|哪(?:个|些|几个)?(?:部门|单位|家|处室))(?:还)?(?:欠|差|缺)(?:着|了|我们|数|材料)*|催报"
)
_LENGTH = re.compile(r"(?:现在|一共|总共|有|是|写了|共)*(?:多少|几)(?:个)?字|字数(?:是|有)?(?:多少)?|多长")
_EACH_LENGTH = re.compile(
    r"(?:各|每|分别|哪)(?:一)?(?:个)?(?:小)?(?:节|部分|章)?(?:都|是|有)*(?:多长|多少(?:个)?字|几(?:个)?字|字数)|(?:哪|哪一|哪个)(?:个)?(?:小)?(?:节|部分)(?:的)?(?:写得)?(?:字数)?(?:最|比较)(?:长|短|多|少)|最(?:长|短)的(?:一)?(?:个)?(?:是)?(?:哪|什么)(?:一)?(?:个)?(?:小)?(?:节|部分|块)|(?:一共|总共|共|分成?|下面|里面?|(?<!哪)有)+(?:是|有)?(?:几|多少)(?:个)?(?:小)?节(?![没未还缺要])"
)
_RECORD = re.compile(
    r"(?:谁|哪个人|哪位|什么人|什么时候|啥时候|几时|何时|哪天)(?:给|把|最后|上次|刚|刚才|是|都)*(?:动|改|写|删|调|压|精简|添|加|补|换|移|挪|起草|采纳|签|退回|定稿|审)(?:的|过|了|掉)*(?!材料|数)(?:这|那|呢)?"
    r"|(?:最近|今天|昨天|刚才|上午|下午|这两天)?(?:都|又|还)?(?:改|动|调整|变|删|修改)(?:了|过)(?:些)?(?:哪些?|什么|啥)(?:地方|内容|节|东西)?|谁.{0,2}把.{1,10}(?:改|删|动|挪|换|去掉)|(?:修改|改动|操作|变更)(?:的)?(?:记录|历史|情况)|谁(?:最后)?(?:采纳|签|审|动|改)"
)
_USED = re.compile(
    r"(?:用|引|引用|采用|参考|依据)(?:了|的|到|过)*(?:是)?(?:哪|谁|什么)(?:些|几|家|个|份|几份|几家)*(?:部门|单位)?(?:的)?(?:材料|文件|来源|资料)|(?:材料|资料|来源)(?:都)?(?:是|从|来自)(?:哪|谁)"
)
_UNUSED = re.compile(
    r"(?:部门|单位|[局委办厅]|材料|文件|总结|资料|哪家|谁家)[^，。]{0,8}(?:没(?:有)?|未|用不)(?:被)?(?:用|采用|引用|引|派|写进|上)(?:上|到|过|着|去)?|(?:哪|谁)[^，。]{0,8}(?:闲置|白报|白交|没派上用场|没用武之地)"
)
# 重点工作第六节拿来我瞧瞧
_SHOWN = re.compile(
    rf"(?:请|劳驾|麻烦|帮我|给我|把|将|先|我想|我要|想|，)*(?:(?:看看?|瞧瞧?|瞅瞅?|读|念|打开|调出|翻到|看一下|显示)(?:一下)?{S}|{S}(?:的)?(?:内容|正文|文字|原文|全文)?(?:现在)?(?:给我|帮我|先)?(?:拿来|拿出来|调出来|打开|念|读|发我|发来|贴出来|给|找出来|亮出来)?(?:给)?(?:我|咱|大家)?(?:看看?|瞧瞧|看一下|瞅瞅|听听|念一下|念念|读读|看一眼))(?:吧|呗)?[。！]?"
)
# 哪些句子没有来源, 哪些数字和去年报告打架: what the checks know.
_UNSOURCED = re.compile(
    r"(?:哪|什么)[^，。]{0,8}没(?:有)?(?:来源|出处|依据)|(?:哪|什么)[^，。]{0,3}(?:数|地方|处)[^，。]{0,10}(?:矛盾|不一致|打架|对不上|不符)"
)
# 夜间门诊搞没搞, 低空经济开展了没有: whether something was done.
_DEED = re.compile(
    r"(?P<of>[^，。]{2,16}?)(?:到底|究竟|今年|去年|都|有|已经|是|后来|现在|，)*(?:(?P<v>搞|做|办|建|开|推|干|弄|修|上|设|出)没(?P=v)(?:了|成|完|好|过|起来|出来|上)?"
    r"|(?:有没有|是否|是不是)(?:搞|做|办|建|开|推行|推开|落实|开展|启动|开工|实施)(?:了|成|完|好|过|起来)?|(?:搞|做|办|建|开|推行|推开|落实|开展|启动|开工|实施)(?:了|成|完|好|过|起来)+(?:没有?|吗|没))(?:呢|啊|呀)?[？?]?"
)
_SIGNING = re.compile("采纳|签|定稿|审")
_WHO_NOT = re.compile(
    r"(?:还有|有|还)?(?:哪|谁)(?:个|些|几|家|一家)*(?:部门|单位|科室|处室|局|委办局|口子)?(?:的)?(?:材料|总结|数据|数|稿子|东西)?(?:还|都)?(?:没|未|没有)(?:报|交|送|来|到|给|齐|收到)(?:上来|来|齐|上)?"
)
_INTERROGATIVE = re.compile(
    r"[?？]|哪|什么|怎么(?!改都)|如何|为什么|为何|有没有|是否|是不是|多少|谁|(?<![那这好头前后十])几(?![句段行]|[个处句]?(?:数|地方|项)?(?:还)?(?:没|不)|个[词字]|百|千)|吗$|呢$|没有$|啥|咋|多大|多高|多长|多久"
)
_POLITE_ASK = re.compile(r"(?:能不能|可不可以|能否|可否|是不是可以|可以)(?!.*[哪什])|(?:好吗|行吗|可以吗|行不行|好不好|怎么样)[？?]?$")
_TELL = re.compile(
    r"(?:出处|来源|依据|原文|原话).{0,8}(?:说|给|列|告诉|看|查|找)|(?:给我|帮我)?(?:看看|找找|说说|列出|列一下|查查|查一下|找一下|找出|调出)"
)


# From here likeness alone tells which question it is.
_RATHER, _LIKELY, _CERTAIN = 0.5, 0.8, 0.95


def asks(said: Saying) -> bool:
    """Whether it is a question, or asks to be shown something; a request put politely is not."""
    words = "".join(c for c in said.text if not re.match(Q, c))
    words = re.sub(r"(?:总|老|就)?(?:觉得|感觉|好像|似乎)(?:有)?(?:哪里|哪儿|哪|什么地方)", "", words)
    words = re.sub(
        r"(?:是不是|是否)(?=有点|有些|太|过于|偏|稍微)|怎么(?=给?(?:漏|丢|没了|少了|删|忘)|(?:还|又|都|会|给|就)*(?:夹在|放在|放到|排在|排到|跑到|跑去|塞|挤|混|重复|搁在)|[^，。？?]{0,4}(?:说|写|讲|提)了[两三二])",
        "",
        words,
    )
    words = re.sub(r"(?:夹在|放在|排在|跑到|说了|写了|讲了|提了)[^，。？?]{0,8}[？?](?=.)", "，", words)
    plain = re.sub(r"(?<=[上准对齐全行到住着])不(?=[？?]*$)", "吗", _POLITE_ASK.sub("", words))
    if re.search(r"([一-龥])[没不]\1", plain) and not re.search("好不好|行不行|能不能|可不可", words):
        return True
    return bool(_INTERROGATIVE.search(re.sub(r"[？?]+$", "" if plain != words else "？", plain) if plain != words else plain))


def wondered(said: Saying) -> Heard | None:
    """What is asked, None where it is no question that is known. Whether figures are meant is for the ledger to say."""
    if _UNSOURCED.search(said.text):
        return CheckSection(section_of(said))
    if (of_text := asked_of_texts(said)) is not None:
        return of_text
    if isinstance(certain := questioned(said, _CERTAIN), CheckSection | AskWhence):
        return certain
    if not asks(said) and orders(said, _LIKELY):
        return None
    known = questioned(said, _LIKELY) or _known(said) or (questioned(said, _RATHER) if asks(said) else None)
    if known is not None and not isinstance(known, CheckSection | AskPromises | AskWhence):
        return known
    asked = inquired(said)
    if asked is None or (isinstance(known, AskWhence) and not asked.who and not asked.which):
        return known
    return replace(asked, otherwise=known)


def only_asked(said: Saying) -> Heard | None:
    """A message that does nothing but ask of figures, however many clauses it has; None where it may be anything else."""
    if (of_text := asked_of_texts(said)) is not None:
        return of_text
    if asks(said) and len(sentences(said)) == 1 and (known := questioned(said, _LIKELY)) is not None:
        return known
    found = wondered(said) if inquired(said) is not None and not orders(said) else None
    return found if isinstance(found, AskFigure) and (found.indicator or found.values) else None


def _bare(said: Saying) -> str:
    """The words without what stands in quotation marks."""
    return "".join(c for c in said.text if not re.match(Q, c))


def _of_tool(said: Saying) -> Heard | None:
    """Of the tool itself, its marks, the outline."""
    spoken = said.spoken.strip()
    if _HELP.fullmatch(spoken):
        return Help()
    if _MARKS.search(spoken):
        return AskMarks()
    if _OUTLINE.fullmatch(spoken) or (_OUTLINE_SHOWN.search(spoken) and not said.sections and not said.quotations):
        return AskOutline()
    return None


def _of_papers(said: Saying) -> Heard | None:
    """Of what the departments handed in, and whence a number or a sentence is or where it should stand."""
    text, spoken = _bare(said), said.spoken.strip()
    if _PLACE.search(text):
        return AskPlace(said.quotations[0] if said.quotations else spoken)
    if whence := _WHENCE.search(spoken):
        return AskWhence(whence["v"] or whence["v2"], section_of(said))
    source = _SOURCE.search(spoken) or _SOURCE_SHORT.search(spoken)
    if source and not said.sections and not PAST.fullmatch(source["who"]):
        return AskSource(source["who"])
    reported = _REPORTED.fullmatch(re.sub(r"^(?:请问|看看|查一下|问一下)", "", spoken))
    if reported and not said.sections:
        who = (reported["who"] or reported["who2"] or reported["who3"] or reported["who4"] or reported["who5"] or "").strip("的")
        if len(who) >= 2 and not re.search("稿|节|数字|全文", who):
            return AskReported(re.sub("(?:材料|总结|数据|数|表格?|报表)$", "", who))
    return None


def _of_draft(said: Saying) -> Heard | None:
    """Of the draft as a whole: a file of it, what is last year's, missing, said twice."""
    text, spoken = _bare(said), said.spoken.strip()
    if _EXPORT.search(spoken) and not re.search("出处|多少", spoken):
        return Export()
    if _UNIFY.search(spoken) and not [r for r in said.sections if r.kind != "whole"]:
        return Unify()
    if _CARRIED.search(text):
        return AskCarried(section_of(said))
    if _ASK_PROMISES.search(spoken) and not WRITE_PROMISES.search(spoken):
        return AskPromises()
    if _GAPS.search(text) and not re.search("去年|上年|前年", text) and (asks(said) or _LISTS.search(text) or not _MADE.search(text)):
        return AskGaps(section_of(said))
    if _UNUSED.search(spoken) and asks(said):
        return AskPapers(unused=True)
    if _REPEATS.search(text) and (asks(said) or re.search("看看|查|找|有没有", text)):
        return AskRepeats()
    if _WHO_NOT.search(spoken) and not said.quotations:
        return AskReported("")
    return None


def _of_sections(said: Saying) -> Heard | None:
    """Of sections: how long, who changed them, what they draw on, how far they are."""
    text, spoken, section = _bare(said), said.spoken.strip(), section_of(said)
    if _SHOWN.fullmatch(text) and section is not None and said.scene.text(section):
        words = said.scene.text(section)
        return Told(
            f"{said.scene.name(section)}现在{len(words)}字，开头是：{words[:160]}{'……全文请在左边打开这一节看。' if len(words) > 160 else ''}"
        )
    if _PARAGRAPHS.search(text):
        whole = re.search("全文|全稿|稿子", text) or any(ref.kind == "whole" for ref in said.sections)
        return AskParagraphs(section if section is not None else None if whole else said.scene.current)
    if owing := _OWING.search(spoken):
        return AskOwing(owing["who"] or "")
    if _EACH_LENGTH.search(text) and asks(said) and not re.search("压|缩|控制|精简", text):
        return AskLength(section, each=True)
    if _RECORD.search(text) and not re.search("材料|数据|台账|目标|去年|上年", text) and len(text) < 30:
        return AskRecord(section, bool(_SIGNING.search(text)) and not re.search("改|动", text))
    if _USED.search(spoken):
        return AskUsed(section if said.sections else said.scene.current)
    if _LENGTH.search(text) and asks(said) and not re.search("压|缩|控制|精简", text):
        return AskLength(section)
    if _STATUS.search(text):
        return AskStatus()
    return None


def _of_last(said: Saying) -> Heard | None:
    """How last year put it; whether the figures hold."""
    text, spoken = _bare(said), said.spoken.strip()
    shown = asks(said) or PAST.search(text) or _TELL.search(text)
    if (
        shown
        and HOW.search(text)
        and not (_AFRESH.search(text) and not asks(said))
        and (PAST.search(text) or said.sections)
        and not re.match(r"^(?:应该|该|要)?(?:怎么|如何)写", spoken)
    ):
        return asked_of_last(said)
    if _CHECK.search(text) and not re.search(r"换成|改成|改为|精简|压缩|扩写|重写|起草|删", text):
        value = next((one.group() for one in re.finditer(rf"(?<![\d.第A-Za-z]){VALUE}", text) if is_amount(one.group())), "")
        return AskWhence(value, section_of(said)) if value else CheckSection(section_of(said))
    if (deed := _DEED.fullmatch(spoken)) is not None and not said.quotations:
        return AskFigure(re.sub("^(?:请问|问一?下|那个)", "", deed["of"]), otherwise=AskPassage(spoken))
    return None


def _known(said: Saying) -> Heard | None:
    """What a pattern knows to be asked."""
    looks = (_of_tool, _of_papers, _of_draft, _of_sections, _of_last)
    return next((found for look in looks if (found := look(said)) is not None), None)
