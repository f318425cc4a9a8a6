"""Are these two spellings of one name? Pure: text in, a number out; nothing is kept.

What makes it hard, and what is done about it:

* Order, titles, particles. "KOUADIO Aya" is "Aya Kouadio"; "Hj.", "Mme", "Don" are no
  name, and "de", "bin", "el" come and go. W3C, "Personal names around the world"
  (https://www.w3.org/International/questions/qa-personal-names).
* Two surnames and one. "María Pérez" may be "María Pérez Quispe": a part that only one
  of them has costs little, a part that both have and that differs costs nearly all. A
  single name, as many Indonesians have, says little beside a longer one.
* Spellings of one sound. Ouattara and Watara, Coulibaly and Kulibali, N'Diaye and
  Ndiaye; before the Indonesian spelling reforms of 1947 and 1972 Soekarno and Djoko,
  since then Sukarno and Joko. `spelled` folds them together.
* Scripts. Khmer, Arabic and Cyrillic are put into Latin letters by anyascii. Arabic
  leaves short vowels out, and Khmer vowels have no one Latin spelling, so across scripts
  only the consonants are compared (`bones`), and the answer is never quite 1:
  Muhammad and Mahmud share theirs.

Parts are paired as far as they are alike (edit distance, rapidfuzz); of the measures
compared by P. Christen, "A Comparison of Personal Name Matching" (2006), those that
look at parts and allow for their order do best on names of mixed origin.
"""

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Not names: they stand before one. Written as `_plain` leaves them.
TITLES = _words(
    "m mr mrs ms mme mlle mm dr pr prof ing sr sra srta don dona lic bpk bapak ibu sdr"
    " sdri drs dra ir h hj haji hajjah hadj hadja alhaji elhadj elhadji tn ny nn lok"
    " neak camarade"
    " comrade companero companera compa kamerad kyai ust ustadz st se sh spd"
)
# Degrees behind an Indonesian name: "S.H.", "M. Si., S.Pd".
# Listed, since "Awa M. Bah" has none.
_DEGREES = re.compile(
    r"(?:[\s,]+(?:[SM]\.\s?(?:Pd|Sos|Si|Kom|Ag|IP|Hum|Kes|Kep|Psi|Th|[HETM])"
    r"|A\.\s?Md)\b\.?)+[\s,]*$"
)
# They join names, and come and go.
PARTICLES = _words(
    "de del della des du d la las le les los da do dos das di y e et von el al"
    " bin binti bint ben bn ibn bte ould mint wa"
)
# Written short as a rule.
WRITTEN_OUT = {
    **dict.fromkeys(("moh", "mohd", "muh", "muhd", "mhd", "md"), "muhammad"),
    **dict.fromkeys(("ma", "mª"), "maria"),
    "abd": "abdul",
    "fco": "francisco",
}
# One sound, one spelling; in this order.
SOUNDS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"ou(?=[aeio])|w", "v"),
        (r"ou|oo|oe", "u"),
        (r"tch|tj|ch|sh|sj|sy(?=[aou])", "s"),
        (r"dj|dy|gi(?=[aou])|g(?=[ei])", "j"),
        (r"kh|ck|qu|q|c(?![eiy])", "k"),
        (r"gh|gu(?=[ei])", "g"),
        (r"th|tt", "t"),
        (r"dh", "d"),
        (r"bh|v", "b"),
        (r"ph", "f"),
        (r"ee|ie|ii", "i"),
        (r"y", "i"),
        (r"[cz]", "s"),
        (r"x", "ks"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
        # French writes an e that nobody says: Mariame, Assane.
        (r"(?<=\w\w[bdfgjklmnprst])e$", ""),
    )
)
CONSONANTS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"t?ch", "s"),
        (r"(?<=[kgstdpb])h", ""),
        (r"f", "p"),
        (r"ck|q|c(?![eiy])", "k"),
        (r"dj", "j"),
        (r"[cz]", "s"),
        (r"v", "b"),
        (r"h$|[aeiouyw]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_ARTICLE = re.compile(r"(?<!\w)(?:ال|وال)(?=\w{2})")
_NOT_SAID = re.compile(r"[^\W\d_]+")
# A part below this is another name, not another spelling.
ALIKE = 0.7
# Same consonants, other vowels, in one script.
SAME_BONES = 0.9


@dataclass(frozen=True)
class Name:
    """A name made ready for comparing; the parts keep their order."""

    parts: tuple[str, ...]
    spelled: tuple[str, ...]
    bones: tuple[str, ...]
    # Some of it was written in another script.
    is_foreign: bool

    @property
    def whole(self) -> str:
        return "".join(self.spelled)


def read_name(text: str, known: dict | None = None) -> Name:
    """Take a name as somebody wrote it apart into what can be compared.

    `known` remembers parts from one call to the next, where many names are read; it is
    the caller's, so that nothing of a name stays here.
    """
    known = {} if known is None else known
    text = unicodedata.normalize("NFKC", text)
    parts = _without(_plain(_DEGREES.sub("", text) or text), TITLES | PARTICLES)
    parts = tuple(WRITTEN_OUT.get(part, part) for part in parts)
    for part in parts:
        if part not in known:
            known[part] = spelled(part), bones(part)
    return Name(
        parts=parts,
        spelled=tuple(known[part][0] for part in parts),
        bones=tuple(known[part][1] for part in parts),
        is_foreign=not _is_latin(text),
    )


def likeness(a: str, b: str) -> float:
    """How probably two names are spellings of one: 0 to 1.

    1 for the same parts, whatever case, accents and order; symmetric; 0 where one of
    them has no letters. From about 0.85 on a person should look at it.
    """
    return likeness_of(read_name(a), read_name(b))


def likeness_of(a: Name, b: Name, known: dict | None = None) -> float:
    """`likeness` for names that are read already.

    `known` remembers how alike two parts are from one call to the next.
    """
    if not a.parts or not b.parts:
        return 0.0
    # In one order, so that the answer is the same both ways.
    short, long = (a, b) if _order(a) <= _order(b) else (b, a)
    if len(short.parts) == len(long.parts) and sorted(a.parts) == sorted(b.parts):
        return 1.0
    known = {} if known is None else known
    paired = _paired(short, long, known)
    mean = sum(weight * alike for weight, alike in paired)
    mean /= sum(weight for weight, _alike in paired)
    score = mean * (0.5 + 0.5 * min(alike for _weight, alike in paired))
    missing = len(long.parts) - len(short.parts)
    if missing:
        score *= 0.93 - 0.02 * missing if len(short.parts) > 1 else 0.6
    return max(score, _run_together(a, b))


def _order(name: Name) -> tuple:
    return len(name.parts), name.parts


def spelled(part: str) -> str:
    """A part as it sounds: "ouattara" and "watara" are the same."""
    for pattern, written in SOUNDS:
        part = pattern.sub(written, part)
    return part


def bones(part: str) -> str:
    """The consonants as they sound, which every script writes; "" where there are none."""
    for pattern, written in CONSONANTS:
        part = pattern.sub(written, part)
    return part


def _plain(text: str) -> list[str]:
    """Latin letters, small, without accents and signs: "N'Guessan" is one part."""
    text = _ARTICLE.sub("", text).replace("ة", "")
    text = re.sub(r"(?<=\w)[’'ʼ`´](?=\w)", "", text)
    text = re.sub(r"(?<=\bn)['’]\s+(?=\w)", "", text, flags=re.IGNORECASE)
    latin = anyascii(text).casefold().replace("'", "").replace("`", "")
    return _NOT_SAID.findall(latin)


def _without(parts: list[str], unsaid: frozenset[str]) -> list[str]:
    """Titles and particles go, unless nothing else is left."""
    return [part for part in parts if part not in unsaid] or parts


def _is_latin(text: str) -> bool:
    return text.isascii() or not any(
        letter.isalpha() and "LATIN" not in unicodedata.name(letter, "")
        for letter in text
    )


def _paired(short: Name, long: Name, known: dict) -> list[tuple[int, float]]:
    """Each part of the shorter name with its best partner: (weight, likeness)."""
    foreign = short.is_foreign or long.is_foreign
    pairs = []
    for i, one in enumerate(short.parts):
        for j, other in enumerate(long.parts):
            key = (one, other, foreign)
            if key not in known:
                known[key] = _alike(short, i, long, j, foreign)
            if known[key]:
                pairs.append((known[key], -i, -j))
    pairs.sort(reverse=True)
    best: dict[int, float] = {}
    taken = set()
    for alike, i, j in pairs:
        if i not in best and j not in taken:
            best[i] = alike
            taken.add(j)
    return [
        (max(2, len(part)), best.get(-i, 0.0)) for i, part in enumerate(short.parts)
    ]


def _alike(a: Name, i: int, b: Name, j: int, foreign: bool) -> float:
    if a.parts[i] == b.parts[j]:
        return 1.0
    if a.spelled[i] == b.spelled[j] and a.spelled[i]:
        return 0.97
    one, other = sorted((a.parts[i], b.parts[j]), key=len)
    if len(one) == 1:
        return 0.7 if other.startswith(one) else 0.0
    alike = Levenshtein.normalized_similarity(a.spelled[i], b.spelled[j])
    same_bones = a.bones[i] == b.bones[j] != ""
    if foreign and same_bones:
        return max(alike, 0.97 if len(a.bones[i]) > 1 else 0.9)
    if same_bones and len(a.bones[i]) > 2 and alike >= 0.5:
        alike = max(alike, SAME_BONES)
    return alike if alike >= ALIKE else 0.0


def _run_together(a: Name, b: Name) -> float:
    """ "Abdoul Aziz" and "Abdoulaziz": the same letters, cut elsewhere."""
    if len(a.parts) == len(b.parts) or min(len(a.whole), len(b.whole)) < 6:
        return 0.0
    return 0.96 if a.whole == b.whole else 0.0
