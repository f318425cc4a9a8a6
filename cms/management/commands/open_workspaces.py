from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from cms.walls.workspaces import set_up_tenant


class Command(BaseCommand):
    help = (
        "Make or complete the place where the authors of a union write (all unions that "
        "keep their own key, if none is named). Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?")

    def handle(self, *args, slug, **options):
        tenants = apps.get_model("learning", "Union").objects.tenants()
        if slug:
            tenants = tenants.filter(slug=slug)
            if not tenants:
                raise CommandError(f"No union {slug} that keeps its own key")
        for union in tenants:
            set_up_tenant(union)
            self.stdout.write(union.slug)
