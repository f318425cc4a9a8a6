"""A StreamField whose blocks stay out of migrations.

Block definitions change with every wording of a label and never touch the database, so
they have no place in the migration history. The price: a data migration sees raw JSON
and not blocks. The idea is that of the UK Office for National Statistics' CMS.
"""

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    def __init__(self, block_types=(), *args, **kwargs):
        super().__init__(block_types, *args, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
