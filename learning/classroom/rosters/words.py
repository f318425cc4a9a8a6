"""How unions head the columns of their lists, and what they write into them.

In English, French, Spanish, Indonesian, Arabic and Khmer, and what Portuguese and
Vietnamese lists have in the same places. Compared as `plain` leaves them: small, without
accents and signs. A word of a new language is added here, and nowhere else.
"""

import re
import unicodedata

from learning.members.answers import RoleAtWork, Sex

# What a column may hold.
NAME, FAMILY, GIVEN = "name", "family", "given"
SEX, WOMAN, MAN = "sex", "woman", "man"
AGE, BORN, ROLE, NUMBER = "age", "born", "role", "number"
NOTHING = ""

_HEADS = {
    NAME: """name|full name|names|name and surname|participant|participants|name of participant
        nom et prenom|nom et prenoms|noms et prenoms|nom prenom|nom prenoms|nom complet|noms
        prenom et nom|prenoms et nom|prenoms et noms|nom du participant|nom de la participante
        nombre y apellido|nombres y apellidos|nombre y apellidos|apellidos y nombres
        apellido y nombre|nombre completo|participante|nombre del participante
        nama|nama lengkap|nama peserta|peserta|nome|nome completo|ho va ten|ho ten
        الاسم|الاسم الكامل|الاسم واللقب|اسم المشارك|ឈ្មោះ|គោត្តនាម និងនាម|នាមត្រកូល និងនាមខ្លួន|ឈ្មោះពេញ""",
    FAMILY: """surname|last name|family name|nom|nom de famille|apellido|apellidos
        primer apellido|segundo apellido|apellido paterno|apellido materno|nama keluarga|marga
        sobrenome|اللقب|اسم العائلة|النسب|គោត្តនាម|នាមត្រកូល""",
    GIVEN: """first name|given name|forename|other names|prenom|prenoms|nombre|nombres
        nama depan|primeiro nome|الاسم الشخصي|الاسم الاول|នាមខ្លួន""",
    SEX: """sex|gender|sexe|genre|sexo|genero|jenis kelamin|kelamin|jk|l p|p l|m f|f m|h f|f h
        h m|m h|gioi tinh|الجنس|النوع|ភេទ""",
    WOMAN: "f|female|women|woman|femme|femmes|mujer|mujeres|p|perempuan|wanita|أنثى|ស្រី|nu",
    MAN: "m|h|male|men|man|homme|hommes|hombre|hombres|l|laki laki|pria|ذكر|ប្រុស|nam",
    AGE: """age|age band|age group|edad|umur|usia|tranche d age|groupe d age|rango de edad
        kelompok umur|idade|tuoi|العمر|السن|الفئة العمرية|អាយុ""",
    BORN: """date of birth|birth date|dob|birthday|year of birth|date de naissance|ne le
        annee de naissance|date naiss|fecha de nacimiento|ano de nacimiento|nacimiento
        tanggal lahir|tgl lahir|tempat tanggal lahir|tahun lahir|data de nascimento
        ngay sinh|nam sinh|تاريخ الميلاد|تاريخ الازدياد|سنة الميلاد|ថ្ងៃខែឆ្នាំកំណើត""",
    ROLE: """role|position|function|title|post|fonction|poste|qualite|responsabilite|titre
        cargo|funcion|puesto|responsabilidad|jabatan|posisi|chuc vu|الصفة|المهمة|الوظيفة|តួនាទី|មុខងារ""",
    NUMBER: "no|n|nr|nro|num|numero|number|nomor|ord|n ordre|n d ordre|item|stt|#|الرقم|رقم|ر|ល រ|ល.រ",
    # Known, and left where they are: not stored, not looked at.
    NOTHING: """phone|telephone|tel|telephone portable|contact|contacts|contact telephonique
        mobile|telefono|celular|no hp|hp|no telp|telepon|whatsapp|الهاتف|رقم الهاتف|លេខទូរស័ព្ទ
        email|e mail|mail|courriel|correo|correo electronico|surel|adresse mail
        signature|signatures|emargement|firma|tanda tangan|ttd|paraf|chu ky|التوقيع|الامضاء|ហត្ថលេខា
        address|adresse|direccion|alamat|العنوان|id|id number|cni|carnet|dni|ci|nik|ktp|cedula
        union|trade union|organisation|organization|syndicat|sindicato|organizacion|serikat
        serikat pekerja|organisasi|النقابة|សហជីព|company|employer|enterprise|entreprise|employeur
        societe|structure|empresa|perusahaan|unit kerja|usine|plantation|الشركة|المؤسسة|រោងចក្រ
        centrale|federation|confederation|federacion|confederacion|federasi|date|fecha|tanggal|ville
        localite|region|pais|pays|country|kota|observations|observation|remarques|keterangan|remarks""",
}
_SEXES = {
    Sex.WOMAN: """f|fem|female|woman|women|feminin|femme|femenino|femenina|mujer|p|pr|perempuan|wanita
        w|feminino|mme|mlle|nu|ms|mrs|sra|srta|ibu|أنثى|انثى|امرأة|ስ|ស្រី|ស""",
    Sex.MAN: """h|male|man|men|homme|masculin|masc|masculino|hombre|l|lk|laki laki|laki|pria|nam|mr
        sr|bapak|ذكر|رجل|ប្រុស|ប""",
    Sex.OTHER: "x|other|autre|otro|otra|lainnya|non binary|no binario|no binaria|nb",
}
# "M" is a man beside F, and a woman (mujer) beside H: the whole column says which.
EITHER = "m"
_ROLES = {
    RoleAtWork.STEWARD: """shop steward|steward|delegue|deleguee|delegue syndical|deleguee syndicale
        delegue du personnel|deleguee du personnel|delegado|delegada|delegado sindical
        delegada sindical|representative|workers representative|representante|perwakilan
        wakil pekerja|مندوب|مندوبة|مندوب نقابي|ប្រតិភូ""",
    RoleAtWork.COMMITTEE: """committee|committee member|membre du comite|comite|chsct|css|comite sst
        miembro del comite|comite|comite paritario|anggota komite|p2k3|lks|lks bipartit|عضو لجنة""",
    RoleAtWork.LEADER: """general secretary|secretary general|president|chair|chairperson|vice president
        secretaire general|secretaire generale|sg|sga|presidente|presidenta|secretario general
        secretaria general|dirigente|ketua|ketua umum|wakil ketua|sekretaris|sekretaris jenderal
        الأمين العام|رئيس|رئيسة|ប្រធាន""",
    RoleAtWork.OFFICER: """officer|union officer|organiser|organizer|treasurer|permanent|permanente
        tresorier|tresoriere|secretaire|responsable|charge de formation|tesorero|tesorera|secretario
        secretaria|promotor|promotora|pengurus|bendahara|staf|staff|امين المال|كاتب""",
    RoleAtWork.WORKER: """worker|member|employee|operator|travailleur|travailleuse|ouvrier|ouvriere
        employe|employee|membre|militant|militante|adherent|adherente|trabajador|trabajadora
        obrero|obrera|afiliado|afiliada|socio|socia|miembro|operario|operaria|anggota|pekerja|buruh
        karyawan|karyawati|operator|عامل|عاملة|عضو|កម្មករ|កម្មការិនី|សមាជិក""",
}
MONTHS = {
    word: number
    for number, words in enumerate(
        """january janvier enero januari jan
        february fevrier febrero februari feb fev
        march mars marzo maret mar
        april avril abril apr avr abr
        may mai mayo mei
        june juin junio juni jun
        july juillet julio juli jul juil
        august aout agosto agustus aug agu ago ags
        september septembre septiembre setiembre sep sept set
        october octobre octubre oktober oct okt
        november novembre noviembre nov nop
        december decembre diciembre desember dec des dic""".splitlines(),
        start=1,
    )
    for word in words.split()
}
# What stands below a list: place and date, who signed.
BELOW = re.compile(
    r"^(fait a|le formateur|la formatrice|visa|cachet|lu et approuve|hecho en|lugar y fecha"
    r"|el facilitador|la facilitadora|firma d|responsable d|vo bo|mengetahui|penyelenggara"
    r"|ketua panitia|fasilitator|trainer|prepared by|signed|signature|tanda tangan|nb|note"
    r"|arrete la presente|la presente liste|total|totaux|sous total|subtotal|jumlah"
    r"|المجموع|សរុប)(?!\w)"
)
# "The same as above".
DITTO = frozenset(
    [
        "idem",
        "id",
        "ídem",
        '"',
        "''",
        "”",
        "″",
        "〃",
        "-//-",
        "//",
        "ditto",
        "sda",
        "sama",
    ]
)


def plain(text: str) -> str:
    """Small letters without accents and signs, with single spaces.

    The marks of Khmer and Arabic stay: there they are letters.
    """
    text = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(map(_plain_sign, text)).split())


def _plain_sign(sign: str) -> str:
    if sign.isalnum() or sign in "✓✔☑√●":
        return sign
    if unicodedata.category(sign).startswith("M"):
        return sign if sign > "\u0600" else ""
    return " "


def _table(words: dict) -> dict[str, str]:
    return {
        plain(word): kind
        for kind, text in words.items()
        for word in re.split(r"[|\n]", text)
        if plain(word)
    }


# "f" and "m" head columns of crosses, and stand last so that they win over nothing else.
HEADS = _table(_HEADS)
SEXES = _table(_SEXES)
ROLES = _table(_ROLES)
