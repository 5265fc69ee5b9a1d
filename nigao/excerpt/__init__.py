"""The drafter that needs no model (摘编): last year's recurring sentences, this year's figures and material, every gap marked."""

from nigao.excerpt.drafter import ExcerptDrafter, materials_of

__all__ = ["ExcerptDrafter", "materials_of"]
