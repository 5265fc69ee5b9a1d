"""What the product needs of the outside, as protocols; the adapters fill them and ``bootstrap`` joins them."""

from nigao.ports.archive import Archive, Filter, Removed, Retriever, SourceRow, Vectors
from nigao.ports.desk import Desk, Presence, Record
from nigao.ports.files import MOST_PAGES, ExportOptions, Reader, Seal, Writer
from nigao.ports.models import Agent, Assistant, Drafter, Turn, VariantsOf
from nigao.ports.people import Passwords, People
from nigao.ports.progress import OnProgress, Progress, ShouldStop
from nigao.ports.work import Jobs, Turns

__all__ = [
    "MOST_PAGES",
    "Agent",
    "Archive",
    "Assistant",
    "Desk",
    "Drafter",
    "ExportOptions",
    "Filter",
    "Jobs",
    "OnProgress",
    "Passwords",
    "People",
    "Presence",
    "Progress",
    "Reader",
    "Record",
    "Removed",
    "Retriever",
    "Seal",
    "ShouldStop",
    "SourceRow",
    "Turn",
    "Turns",
    "VariantsOf",
    "Vectors",
    "Writer",
]
