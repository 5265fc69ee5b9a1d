"""The headings of a document, from its numbering and its words alone."""

from nigao.outline.headings import outline as outline
from nigao.outline.headings import sections_of as sections_of
