"""Two lists of made-up people with a known overlap, from a seed.

Names as they are borne in four places, common ones more often (Zipf), with a long tail of
rare ones made of syllables. The second list is written by somebody else: other spellings,
parts left out or the other way round, pet names, Khmer letters, an age band further on,
things not stated. How often is in `SLIPS`; nobody has measured it on real lists, so the
tests try a harder hand as well.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from learning.members.agreeing import Person
from learning.members.names import read_name

AGES = ("18-24", "25-29", "30-35", "36-49", "50+")
AGE_WEIGHTS = (14, 20, 24, 30, 12)
TOWNS = 12


def _words(text: str) -> list[str]:
    return text.split()


@dataclass(frozen=True)
class Slips:
    """How often, of a hundred entries of the second list, each thing goes otherwise."""

    letter: float = 6
    sound: float = 12
    part_left_out: float = 8
    turned_round: float = 15
    pet_name: float = 3
    other_script: float = 40
    no_accents: float = 50
    age_one_on: float = 12
    age_missing: float = 15
    sex_missing: float = 8
    sex_wrong: float = 1
    other_town: float = 35
    town_missing: float = 10


SLIPS = Slips()
HARD = Slips(
    letter=15,
    sound=20,
    part_left_out=20,
    pet_name=8,
    age_missing=40,
    sex_missing=25,
    other_town=60,
    town_missing=50,
)


@dataclass(frozen=True)
class Born:
    """Somebody, before anybody writes her down; `other` is her name in another script."""

    parts: tuple[str, ...]
    sex: str
    age: int
    town: int
    other: tuple[str, ...] = ()


# --- West Africa -------------------------------------------------------------------

WA_SURNAMES = _words(
    "Traoré Coulibaly Diallo Ouattara Keïta Koné Diarra Touré Cissé Kouassi Konaté Sangaré"
    " N'Guessan Camara Ouédraogo Dembélé Kouadio Sissoko N'Diaye Fofana Bamba Yao Diop Fall"
    " Koffi Sow Zongo Sawadogo Kaboré Ba Maïga Kouamé Hounsou Adjovi Ahouansou Gueye Mbaye"
    " Dossou Houngbédji Agbodjan Tchalla Amouzou Lawson Mensah Sarr Faye Doumbia Samaké"
)
WA_WOMEN = _words(
    "Fatoumata Aminata Mariam Awa Aïssata Kadiatou Oumou Rokia Adjoua Aya Akissi Salimata"
    " Ramatou Hawa Bintou Assétou Djénéba Nafissatou Affoué Amenan Clarisse Rosine Odile"
    " Reine Estelle Afi Akossiwa Sènami Mireille Bernadette Ndèye Khady Coumba Yacine"
)
WA_MEN = _words(
    "Mamadou Moussa Ibrahim Abdoulaye Amadou Oumar Issa Seydou Adama Souleymane Boubacar"
    " Drissa Kouakou Yaya Lassina Bakary Koffi Kodjo Sékou Salif Daouda Modibo Cheick"
    " Ousmane Aliou Pape Serge Didier Marcel Firmin Codjo Sourou Hyacinthe Ablam Komlan"
)
WA_PET = {
    "Fatoumata": "Fatou",
    "Aminata": "Ami",
    "Kadiatou": "Kadi",
    "Nafissatou": "Nafi",
    "Abdoulaye": "Abdou",
    "Mamadou": "Madou",
    "Boubacar": "Bouba",
    "Souleymane": "Souley",
}
WA_SOUNDS = (
    ("Oua", "Wa"),
    ("Ou", "U"),
    ("ou", "u"),
    ("Coul", "Koul"),
    ("N'", "N"),
    ("ï", "i"),
    ("ss", "s"),
    ("Dj", "J"),
    ("tou", "to"),
    ("dj", "j"),
    ("Tch", "Ch"),
    ("q", "k"),
    ("ye", "ie"),
)

# --- Cambodia ----------------------------------------------------------------------

KH_SURNAMES = dict(
    zip(
        _words(
            "Sok Chan Kim Heng Ly Chea Mao Ouk Nuon Sao Tep Pov Keo Chhim Prak Meas Hun Yim Som"
            " Seng Long Nhem Ros Phan Thy"
        ),
        _words(
            "សុខ ចាន់ គឹម ហេង លី ជា ម៉ៅ អ៊ុក នួន សៅ ទេព ពៅ កែវ ឈឹម ប្រាក់ មាស ហ៊ុន យឹម សំ សេង ឡុង"
            " ញ៉ែម រស់ ផាន ធី"
        ),
        strict=True,
    )
)
KH_WOMEN = dict(
    zip(
        _words(
            "Sophea Bopha Chantha Sreymom Vanna Ratana Sokha Chanthou Kunthea Socheata Malis"
            " Sreyneang Nary Phalla Sothea Kolab Chenda Thida Sovanny Maly"
        ),
        _words(
            "សុភា បុប្ផា ចន្ថា ស្រីមុំ វណ្ណា រតនា សុខា ចាន់ធូ គន្ធា សុជាតា ម្លិះ ស្រីនាង នារី ផល្លា"
            " សុធា កុលាប ចិន្តា ធីតា សុវណ្ណី ម៉ាលី"
        ),
        strict=True,
    )
)
KH_MEN = dict(
    zip(
        _words(
            "Dara Piseth Mony Sovann Vichet Borey Samnang Veasna Rithy Vuthy Sopheak Bunthoeun"
            " Chamroeun Kosal Makara Phirun Sambath Tola Vibol Sarath"
        ),
        _words(
            "ដារ៉ា ពិសិដ្ឋ មុន្នី សុវណ្ណ វិចិត្រ បូរី សំណាង វាសនា រិទ្ធី វុទ្ធី សុភ័ក្រ ប៊ុនធឿន ចំរើន"
            " កុសល មករា ភិរុណ សម្បត្តិ តុលា វិបុល សារ៉ាត់"
        ),
        strict=True,
    )
)
# A name of the long tail is made of these.
KH_SYLLABLES = dict(
    zip(
        _words("so phea ra chan vi na re bo mo ly da ka tha sam nim pich rin kun"),
        _words("សុ ភា រ៉ា ចាន់ វី ណា រេ បូ មូ លី ដា កា ថា សំ និម ពេជ្រ រិន គុណ"),
        strict=True,
    )
)
KH_SOUNDS = (
    ("ea", "ear"),
    ("oeu", "eu"),
    ("Ch", "Chh"),
    ("Ph", "P"),
    ("Ou", "U"),
    ("ou", "u"),
    ("th", "t"),
    ("ey", "ei"),
    ("Ly", "Li"),
    ("y", "i"),
)

# --- Indonesia ---------------------------------------------------------------------

ID_WOMEN = _words(
    "Suharti Siti Sri Dewi Nurhayati Wulandari Sumiati Rahayu Lestari Ningsih Aminah Yuliana"
    " Fitriani Ratnasari Kartini Suryani Handayani Puspita Aisyah Nur Wahyuni Susilowati"
    " Marlina Sulastri Endang Tuti Rohani Maesaroh Dian Ayu"
)
ID_MEN = _words(
    "Sukarno Suharto Muhammad Agus Bambang Joko Budi Slamet Sutrisno Hidayat Setiawan"
    " Prasetyo Susanto Wijaya Saputra Nugroho Kurniawan Santoso Gunawan Hartono Supriyadi"
    " Ahmad Abdul Rahman Yusuf Iskandar Purnomo Sudirman Mulyono Eko Dwi Tri Wahyu"
)
ID_SOUNDS = (
    ("u", "oe"),
    ("J", "Dj"),
    ("y", "i"),
    ("Muhammad", "Moh."),
    ("Muhammad", "Mohammad"),
    ("sy", "s"),
    ("Y", "J"),
    ("h", ""),
)

# --- Spanish -----------------------------------------------------------------------

ES_SURNAMES = _words(
    "García Rodríguez Martínez López González Hernández Pérez Sánchez Ramírez Flores Quispe"
    " Mamani Huamán Rojas Vargas Castillo Morales Gutiérrez Cruz Reyes Torres Mendoza"
    " Chávez Condori Álvarez Ortiz Jiménez Castro Velásquez Xol Caal Choc Tzul Ajú Méndez"
    " Núñez Peña Muñoz Ibáñez Zelaya Cárdenas Salazar Acosta Mejía Restrepo Giraldo"
)
ES_WOMEN = _words(
    "María Ana Rosa Carmen Luz Juana Marta Gloria Sandra Claudia Patricia Elena Isabel"
    " Guadalupe Yolanda Blanca Silvia Norma Teresa Beatriz Angélica Lucía Fabiola Mercedes"
)
ES_MEN = _words(
    "José Luis Juan Carlos Jorge Manuel Francisco Pedro Miguel Ángel Víctor Julio César"
    " Óscar Mario Antonio Fernando Edgar Héctor Ricardo Wilson Nelson Rubén Alfredo"
)
ES_PET = {
    "José": "Pepe",
    "Francisco": "Paco",
    "Guadalupe": "Lupe",
    "María": "Ma.",
    "Isabel": "Chabela",
    "Manuel": "Manolo",
    "Mercedes": "Meche",
    "Rosa": "Rosita",
}
ES_SOUNDS = (("z", "s"), ("s", "z"), ("v", "b"), ("ll", "y"), ("Qui", "Ki"), ("H", ""))

SYLLABLES = {
    "west_africa": _words(
        "ba bo da di dou fa ga go ka ko la ma mi na ngo sa sé ta ti wa yé zo"
    ),
    "indonesian": _words(
        "su har di wa ra mi no ti sa ri ma pu to ku ni har yo wi ka ndra"
    ),
    "spanish": _words(
        "ca lo mar ti que ro sal ta vi no gue ra be na men do zu pi cha co"
    ),
}


def _zipf(rng: random.Random, names: list[str]) -> str:
    weights = [1 / (at + 3) ** 0.8 for at in range(len(names))]
    return rng.choices(names, weights)[0]


def _one(rng, names, region, rare=0.25) -> str:
    """A name from the list, or one of the long tail."""
    if rng.random() < rare:
        return "".join(
            rng.choices(SYLLABLES[region], k=rng.choice((2, 3, 3)))
        ).capitalize()
    return _zipf(rng, names)


def _west_african(rng, sex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = WA_WOMEN if sex == "f" else WA_MEN
    parts = [_one(rng, WA_SURNAMES, "west_africa"), _one(rng, given, "west_africa")]
    if rng.random() < 0.3:
        parts.append(_one(rng, given, "west_africa"))
    return tuple(dict.fromkeys(parts)), ()


def _khmer(rng, sex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = KH_WOMEN if sex == "f" else KH_MEN
    surname = _zipf(rng, list(KH_SURNAMES))
    words = {surname: KH_SURNAMES[surname]}
    for _ in range(rng.choice((1, 1, 2))):
        if rng.random() < 0.4:
            made = rng.choices(list(KH_SYLLABLES), k=2)
            own, other = "".join(made), "".join(KH_SYLLABLES[each] for each in made)
        else:
            own = _zipf(rng, list(given))
            other = given[own]
        words[own.capitalize()] = other
    return tuple(words), tuple(words.values())


def _indonesian(rng, sex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = ID_WOMEN if sex == "f" else ID_MEN
    words = rng.choices((1, 2, 3), (25, 55, 20))[0]
    parts = [_one(rng, given, "indonesian", rare=0.35) for _ in range(words)]
    return tuple(dict.fromkeys(parts)), ()


def _spanish(rng, sex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = ES_WOMEN if sex == "f" else ES_MEN
    parts = [_zipf(rng, given)]
    if rng.random() < 0.6:
        parts.append(_zipf(rng, [each for each in given if each != parts[0]]))
    parts += [_one(rng, ES_SURNAMES, "spanish", 0.15) for _ in range(2)]
    return tuple(dict.fromkeys(parts)), ()


@dataclass(frozen=True)
class Region:
    born: Callable
    country: str
    sounds: tuple[tuple[str, str], ...]
    pet_names: dict[str, str]
    surname_first: bool = False


REGIONS = {
    "west_africa": Region(_west_african, "CI", WA_SOUNDS, WA_PET, surname_first=True),
    "khmer": Region(_khmer, "KH", KH_SOUNDS, {}, surname_first=True),
    "indonesian": Region(_indonesian, "ID", ID_SOUNDS, {}),
    "spanish": Region(_spanish, "PE", ES_SOUNDS, ES_PET),
}


def somebody(rng: random.Random, region: str) -> Born:
    sex = rng.choice("fm")
    parts, other = REGIONS[region].born(rng, sex)
    age = rng.choices(range(len(AGES)), AGE_WEIGHTS)[0]
    return Born(parts, sex, age, rng.randrange(TOWNS), other)


def two_lists(
    seed: int, region: str, sizes: tuple[int, int], both: int, slips: Slips = SLIPS
) -> tuple[list[Person], list[Person], set[tuple[int, int]]]:
    """Two lists of `sizes` people, `both` of whom stand in both; and who is who: pairs of
    places in the two lists."""
    rng = random.Random(f"{seed} {region}")  # noqa: S311 -- made up, from a seed
    people = [somebody(rng, region) for _ in range(sum(sizes) - both)]
    first, second = people[: sizes[0]], people[sizes[0] - both :]
    rng.shuffle(second)
    at = {id(each): place for place, each in enumerate(first)}
    truth = {(at[id(each)], j) for j, each in enumerate(second) if id(each) in at}
    neat = replace(
        slips,
        letter=slips.letter / 4,
        sound=0,
        part_left_out=0,
        turned_round=0,
        pet_name=0,
        other_script=0,
        age_one_on=0,
    )
    return (
        [written(rng, each, region, neat) for each in first],
        [written(rng, each, region, slips) for each in second],
        truth,
    )


def written(rng: random.Random, born: Born, region: str, slips: Slips) -> Person:
    """Somebody as one union's office writes her down."""

    def slip(kind: str) -> bool:
        return rng.random() * 100 < getattr(slips, kind)

    text = _spelled(rng, born, REGIONS[region], slip)
    sex = "" if slip("sex_missing") else born.sex
    if sex and slip("sex_wrong"):
        sex = "m" if sex == "f" else "f"
    age = min(len(AGES) - 1, born.age + slip("age_one_on"))
    town = rng.randrange(TOWNS) if slip("other_town") else born.town
    return Person(
        name=read_name(text),
        sex=sex,
        age_band="" if slip("age_missing") else AGES[age],
        country=REGIONS[region].country,
        places=frozenset() if slip("town_missing") else frozenset([f"town {town}"]),
    )


def _spelled(rng, born: Born, region: Region, slip) -> str:
    parts = list(born.parts)
    if born.other and slip("other_script"):
        parts = list(born.other)
    else:
        if slip("pet_name"):
            parts = [region.pet_names.get(part, part) for part in parts]
        if slip("sound"):
            parts = _as_it_sounds(rng, parts, region.sounds)
        if slip("letter"):
            at = rng.randrange(len(parts))
            parts[at] = _one_letter_wrong(rng, parts[at])
    if len(parts) > 1 and slip("part_left_out"):
        parts.pop(rng.randrange(len(parts)) if len(parts) > 2 else -1)
    if slip("turned_round"):
        parts = [*parts[1:], parts[0]] if region.surname_first else parts[::-1]
    text = " ".join(parts)
    if slip("no_accents"):
        text = text.translate(str.maketrans("éèêëïîáíóúñôç", "eeeeiiaiounoc"))
    return text.upper() if rng.random() < 0.3 else text


def _as_it_sounds(rng, parts, sounds) -> list[str]:
    text = "\n".join(parts)
    heard = [(old, new) for old, new in sounds if old in text]
    if heard:
        text = text.replace(*rng.choice(heard), 1)
    return text.split("\n")


def _one_letter_wrong(rng, part: str) -> str:
    if len(part) < 4:
        return part
    at = rng.randrange(1, len(part) - 1)
    letter = rng.choice("aeiounrstlkm")
    return rng.choice(
        (
            part[:at] + part[at + 1 :],
            part[:at] + letter + part[at:],
            part[:at] + letter + part[at + 1 :],
            part[:at] + part[at + 1] + part[at] + part[at + 2 :],
        )
    )
