from learning.members.countries import country_choices


def test_countries_by_their_names_in_the_language():
    assert dict(country_choices("fr"))["CI"] == "Côte d’Ivoire"
    assert dict(country_choices("es"))["ES"] == "España"
    assert dict(country_choices("km"))["KH"] == "កម្ពុជា"


def test_they_stand_where_the_reader_looks_for_them():
    names = [name for _code, name in country_choices("fr")]
    assert names.index("Bénin") == names.index("Belize") + 1
    assert names.index("Équateur") < names.index("Espagne")
    assert names.index("Égypte") < names.index("Finlande")


def test_only_countries():
    codes = {code for code, _name in country_choices("en")}
    assert {"BJ", "ID", "KH", "GT", "PK", "TN"} <= codes
    assert not {"EU", "UN", "001", "ZZ", "XA"} & codes
    assert len(codes) > 240


def test_an_unknown_language_is_answered_in_english():
    assert country_choices("zz-nonsense") == country_choices("en")
