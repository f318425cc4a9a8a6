"""The directory of help as a file: loaded again, nothing newer is lost."""

from datetime import date

import pytest

from cms.help_service_files import load_help_services
from cms.models import HelpService
from cms.module_files import ModuleFilesError

ENTRY = """
[[service]]
country = "BJ"
name = "The line"
what = "It listens"
contact = "+229 00"
languages = ["fr"]
source = "the office"
last_checked = "2026-11-01"
confidence = "medium"

[service.fr]
name = "La ligne"
what = "Elle écoute"
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    def write_and_load(text):
        file = tmp_path / "services.toml"
        file.write_text(text)
        return load_help_services(file)

    return write_and_load


def test_loading_again_is_loading_once(load):
    assert load(ENTRY) == load(ENTRY) == 1
    service = HelpService.objects.get()
    assert service.last_checked_date == date(2026, 11, 1)
    french = service.translations.get()
    assert (french.name, french.what) == ("La ligne", "Elle écoute")


def test_what_was_checked_later_stays(load):
    load(ENTRY)
    HelpService.objects.update(contact="+229 99", last_checked_date=date(2026, 11, 20))
    load(ENTRY)
    assert HelpService.objects.get().contact == "+229 99"
    load(ENTRY.replace('"2026-11-01"', "2026-12-01"))
    assert HelpService.objects.get().contact == "+229 00"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "The line"', "", "no 'name'"),
        ('"medium"', '"sure"', "sure"),
        ('"BJ"', '"QQ"', "QQ"),
        ('"2026-11-01"', '"yesterday"', "yesterday"),
        ('source = "the office"', 'source = ""', "Say where"),
        ("contact", "kontact", "there is no field “kontact”"),
    ],
)
def test_what_the_editor_would_refuse_is_named(load, old, new, said):
    with pytest.raises(ModuleFilesError, match="entry 1") as error:
        load(ENTRY.replace(old, new))
    assert said in str(error.value)
    assert HelpService.objects.count() == 0


def test_the_file_of_the_project_loads(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("id", "Indonesian")]
    file = settings.BASE_DIR / "fixtures" / "help-services.toml"
    assert load_help_services(file) == HelpService.objects.count() > 1
