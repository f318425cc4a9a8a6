"""How sheets of totals head their columns, and what they write into them.

Compared as `rosters.words.plain` leaves them. A word of a new language is added here,
and nowhere else.
"""

import re

from learning.classroom.rosters.words import SEXES, plain
from learning.members.answers import Sex

YEAR, FROM, UNTIL = "year", "from", "until"
UNION, COUNTRY, THEME = "union", "country", "theme"
SEX, AGE, PEOPLE = "sex", "age", "people"
COUNTS, METHOD, GRADE, SOURCE = "counts", "method", "grade", "source"

_HEADS = {
    YEAR: "year|annee|an|ano|anio|tahun|السنة|العام|ឆ្នាំ",
    FROM: """from|start|starts on|start date|first day|du|de|debut|date de debut|premier jour
        desde|del|inicio|fecha de inicio|dari|mulai|tanggal mulai|من|تاريخ البداية|ពី""",
    UNTIL: """until|to|end|ends on|end date|last day|au|a|fin|date de fin|dernier jour|hasta|al
        fecha de fin|sampai|hingga|selesai|tanggal selesai|الى|حتى|تاريخ النهاية|ដល់""",
    UNION: """union|trade union|organisation|organization|partner|syndicat|centrale|federation
        confederation|partenaire|sindicato|organizacion|socio|serikat|serikat pekerja|organisasi
        mitra|النقابة|المنظمة|សហជីព""",
    COUNTRY: "country|pays|pais|negara|البلد|الدولة|ប្រទេស",
    THEME: """theme|topic|module|subject|sujet|tema|modulo|topik|modul|الموضوع|الوحدة|ប្រធានបទ""",
    SEX: "sex|gender|sexe|genre|sexo|genero|jenis kelamin|الجنس|النوع|ភេទ",
    AGE: """age|age band|age group|tranche d age|groupe d age|edad|rango de edad|grupo de edad
        umur|usia|kelompok umur|العمر|الفئة العمرية|អាយុ""",
    PEOPLE: """people|number|total|count|people trained|participants|participants trained
        number of people|number of participants|trained|nombre|nombre de participants|effectif
        nombre de personnes|personnes|personnes formees|participants formes|numero|cantidad
        numero de participantes|participantes|personas|personas formadas|personas capacitadas
        jumlah|jumlah peserta|peserta|orang|العدد|عدد المشاركين|المشاركون|ចំនួន|ចំនួនអ្នកចូលរួម""",
    COUNTS: """counts|counted as|what is counted|unit|compte|unite|ce qui est compte|cuenta
        unidad|que se cuenta|satuan|dihitung sebagai|الوحدة المحسوبة|រាប់""",
    METHOD: """method|how counted|methode|comment compte|metodo|como se conto|metode|cara
        الطريقة|វិធី""",
    GRADE: "grade|quality|qualite|note de qualite|calidad|kualitas|mutu|الجودة|គុណភាព",
    SOURCE: "source|document|fuente|sumber|المصدر|ប្រភព",
}
# What a cell says where it stands for everybody.
_ALL = "all|both|total|tous|toutes|ensemble|todos|todas|ambos|semua|الكل|ទាំងអស់"
_NOT_STATED = """not stated|unknown|n a|na|non precise|inconnu|no declarado|no indicado|sin dato
    desconocido|tidak disebutkan|tidak diketahui|غير محدد|غير معروف|មិនបញ្ជាក់"""
_COUNTS = {
    "participations": """participations|participation|attendances|engagements|participaciones
        partisipasi|keikutsertaan|kehadiran|مشاركات""",
    "people": """people|persons|unique|unique people|individuals|personnes|personnes uniques
        personas|personas unicas|orang|individu|أشخاص|មនុស្ស""",
}
# A line that adds up the others; it would be counted twice.
_SUMS = """total|totals|totaux|sum|somme|suma|totales|jumlah|total general|grand total
    sous total|subtotal|المجموع|សរុប"""


def _table(words: dict) -> dict[str, str]:
    return {
        plain(word): kind
        for kind, text in words.items()
        for word in re.split(r"[|\n]", text)
        if plain(word)
    }


HEADS = _table(_HEADS)
ALL = frozenset(_table({"": _ALL}))
SUMS = frozenset(_table({"": _SUMS}))
COUNTS_WORDS = _table(_COUNTS)
# The same words as in lists of people; the letters alone are women and men.
_WOMEN = "women|femmes|mujeres|female|نساء|ស្ត្រី"
_MEN = "men|hommes|hombres|male|m|h|رجال|បុរស"
SEX_WORDS = {
    **SEXES,
    **_table({Sex.WOMAN.value: _WOMEN, Sex.MAN.value: _MEN, "-": _NOT_STATED}),
    **dict.fromkeys(ALL, ""),
}
