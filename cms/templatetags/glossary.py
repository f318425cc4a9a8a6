"""The glossary beside a translation: the terms that occur in the lesson."""

from django import template
from wagtail_localize.models import StringSegment

from cms.snippets.glossary import GlossaryTerm
from cms.walls.inside import seen_of

register = template.Library()


@register.inclusion_tag("cms/glossary/beside.html", takes_context=True)
def glossary_beside(context, translation):
    """The terms in the source of a translation, and how its language says them."""
    words = StringSegment.objects.filter(source=translation.source).values_list(
        "string__data", flat=True
    )
    language = translation.target_locale.language_code
    terms = seen_of(GlossaryTerm, context["request"].user).occurring_in(
        "\n".join(words)
    )
    return {
        "terms": [
            {
                "source": term.source,
                "words": term.said_in(language),
                "note": term.note,
            }
            for term in terms
        ]
    }
