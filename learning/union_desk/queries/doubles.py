"""Pairs of entries that may be one person, as long as nobody has decided them."""

from learning.members.models import PossibleDouble


def open_pairs(tenant):
    """Undecided pairs of two entries that both stand for themselves."""
    return PossibleDouble.objects.for_tenant(tenant).filter(
        decision="", first__merged_into=None, second__merged_into=None
    )
