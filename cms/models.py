"""Every model of the app, so that Django finds them; they live in pages/ and snippets/."""

from cms.failures import CompileFailure
from cms.pages.home import HomePage
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.pages.standard import StandardPage
from cms.snippets.fact import Fact
from cms.snippets.fact_use import FactMark, FactUse
from cms.snippets.glossary import GlossaryTerm, GlossaryTranslation
from cms.snippets.help_service import HelpService, HelpServiceTranslation

__all__ = [
    "CompileFailure",
    "Fact",
    "FactMark",
    "FactUse",
    "GlossaryTerm",
    "GlossaryTranslation",
    "HelpService",
    "HelpServiceTranslation",
    "HomePage",
    "LessonPage",
    "ModulePage",
    "StandardPage",
]
