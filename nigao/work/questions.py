"""The answers to what changes nothing: what is asked of the draft, the material and earlier reports, and what is only told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nigao.asking import values as asked
from nigao.asking.scene import Scene
from nigao.ports import Archive, Desk, Retriever
from nigao.review import DraftView
from nigao.work import answers, answers_draft, answers_texts
from nigao.work.answers import Answer
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.inspecting import Inspecting
from nigao.work.missing import MissingFigures

HELP = (
    "可以这样说：起草第一部分；起草下一部分；第二部分精简一些；第三部分精简到800字；（二）改名为“……”；在第三部分最后加一节“……”；第二节和第八节对调；"
    "城镇新增就业应该是116万人；把生产总值目标填成5%左右；把“市民”都换成“群众”；去年金融这一段怎么写的；研发投入近三年；核对本节数字；"
    "采纳第一部分；还缺哪些数；哪些目标没有完成；撤销；停止。"
)
CANNOT = "这件事不在拟稿的范围内，稿子没有动。可以起草和精简各部分、改标题和次序、填数改数、查去年的写法和数字的出处。"


@dataclass(frozen=True, slots=True)
class Questions:
    """Answers from what stands, without a model."""

    archive: Archive
    desk: Desk
    retriever: Retriever
    inspecting: Inspecting
    books: Bookkeeping
    missing: MissingFigures | None = None

    def answer(self, view: DraftView, scene: Scene, heard: asked.Heard) -> Answer | None:
        """The answer; None where something is to be done, or looked for elsewhere."""
        answering: dict[type, Callable[..., Answer]] = {
            asked.AskBack: lambda h: Answer(h.text),
            asked.Told: lambda h: Answer(h.text),
            asked.Unplaced: lambda _h: Answer(f"没有听懂，稿子没有动。{HELP}"),
            asked.OutOfScope: lambda _h: Answer(CANNOT),
            asked.Help: lambda _h: Answer(HELP),
            asked.AskSection: lambda h: answers.last_year(view, self.archive, self.retriever, h),
            asked.Explained: lambda h: Answer(h.text),
            asked.AskWhence: lambda h: answers.whence(scene, self.archive, h),
            asked.AskSource: lambda h: answers.of_source(self.archive, h.who),
            asked.AskReported: lambda h: answers.reported(self.archive, h.who) if h.who else answers_draft.departments(self.archive),
            asked.AskPapers: lambda h: answers_draft.papers(scene, self.archive, h.unused),
            asked.AskCarried: lambda h: answers.carried(scene, h.section),
            asked.AskRepeats: lambda _h: answers.repeats(view, self.inspecting.whole(view.id).findings),
            asked.AskPlace: lambda h: answers.place(scene, h.words),
            asked.AskLength: lambda h: (answers_draft.lengths if h.each else answers.length)(scene, h.section),
            asked.AskRecord: lambda h: answers_draft.record(scene, self.desk.journal(view.id), h),
            asked.AskUsed: lambda h: answers_draft.used(scene, h.section),
            asked.AskMention: lambda h: answers_texts.mentions(scene, self.archive, view, h),
            asked.AskWhenceWords: lambda h: answers_texts.whence_words(scene, self.archive, h.words),
            asked.AskParagraphs: lambda h: answers_texts.paragraphs(scene, h.section),
            asked.AskOwing: lambda h: answers_texts.owing(self.missing.rows(view.id) if self.missing else (), h.who),
            asked.AskRuled: lambda h: answers_draft.ruled(self.books.conflicts(), h.words, scene),
            asked.AskOutline: lambda _h: answers.outline(view),
            asked.AskMarks: lambda _h: Answer(answers.MARKS),
            asked.AskGaps: lambda h: answers.gaps(view, h.section),
            asked.AskStatus: lambda _h: answers.status(view),
            asked.AskPromises: lambda _h: answers.promises(
                self.books.fulfilment(view.like), view.reviewed_year, self.books.tasks(view.like)
            ),
            asked.Export: lambda _h: Answer(
                "写好的、改过的都已自动保存。要文件请到“导出”页选格式并下载；那里也会列出还没有采纳的部分和没有处理的数字。"
            ),
        }
        found = answering.get(type(heard))
        return found(heard) if found is not None else None
