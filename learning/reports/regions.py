"""Countries by region, as the United Nations count them.

Source: United Nations Statistics Division, "Standard country or area codes for
statistical use" (M49), sub-regions; sub-Saharan Africa and Latin America by their
intermediate regions. CLDR names the codes in every language.
"""

_REGIONS = {
    "015": "DZ EG EH LY MA SD TN",
    "011": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "014": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
    "017": "AO CD CF CG CM GA GQ ST TD",
    "018": "BW LS NA SZ ZA",
    "021": "BM CA GL PM US",
    "013": "BZ CR GT HN MX NI PA SV",
    "029": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC "
    "TT VC VG VI",
    "005": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "143": "KG KZ TJ TM UZ",
    "030": "CN HK JP KP KR MN MO TW",
    "035": "BN ID KH LA MM MY PH SG TH TL VN",
    "034": "AF BD BT IN IR LK MV NP PK",
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "151": "BG BY CZ HU MD PL RO RU SK UA",
    "154": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "039": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "155": "AT BE CH DE FR LI LU MC NL",
    "053": "AU CC CX HM NF NZ",
    "054": "FJ NC PG SB VU",
    "057": "FM GU KI MH MP NR PW UM",
    "061": "AS CK NU PF PN TK TO TV WF WS",
    "010": "AQ",
}
REGIONS = tuple(_REGIONS)
_OF = {country: code for code, some in _REGIONS.items() for country in some.split()}


def region_of(country: str) -> str:
    """The code of a country's region; "" where no country is stated, or one that is no
    more (a code that ISO 3166 has withdrawn stands for itself and for no region)."""
    return _OF.get(country, "")


def countries_of(region: str) -> list[str]:
    """The countries of a region; KeyError for a code that is none of `REGIONS`."""
    return _REGIONS[region].split()
