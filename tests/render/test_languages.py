"""The bundled faces hold the Latin and Cyrillic alphabets that U.S. schools write home in."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from esscollab_desktop.render.fonts import bundled_coverage, font_folder
from esscollab_desktop.render.printable import Coverage, clusters, printable

LATIN = "abcdefghijklmnopqrstuvwxyz"
TONES = "aăâeêioôơuưy"
MARKS = "\u0300\u0301\u0303\u0309\u0323"

# What each language writes beyond a to z, as its own orthography has it.
ALPHABETS = {
    "Albanian": "çë",
    "Azerbaijani": "çəğıöşü",
    "Belarusian": "абвгдеёжзійклмнопрстуўфхцчшыьэюя’",
    "Bosnian, Croatian, Serbian": "čćđšž",
    "Bulgarian": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "Chamorro": "åñʼ",
    "Chuukese": "áéóúāēīōū",
    "Czech, Slovak": "áäčďéěíĺľňóôŕřšťúůýž",
    "Danish, Norwegian": "æøå",
    "Dinka, Nuer": "äëïöɛɔɣŋɛ\u0308ɔ\u0308ɛ\u0331a\u0331e\u0331i\u0331o\u0331ɔ\u0331",
    "Dutch": "éëïóöüĳ",
    "Filipino, Tagalog": "áàâéèêíìîóòôúùûñ₱",
    "French": "àâæçéèêëîïôœùûüÿ«»",
    "Fula": "ɓɗŋñ",
    "German": "äöüßẞ",
    "Guarani": "ãẽg\u0303ĩñõũỹ’",
    "Haitian Creole": "àèòéô",
    "Hawaiian": "ʻāēīōū",
    "Hmong": "ñ’",
    "Hungarian": "áéíóöőúüű",
    "Icelandic": "áðéíóúýþæö",
    "Igbo": "ẹịṅọụàáìíǹḿòóùú",
    "Ilocano": "ñ",
    "Italian": "àèéìòù",
    "Kazakh": "аәғқңөұүһі",
    "Kinyarwanda, Kirundi": "âêîôûāēīōū",
    "Kurdish (Kurmanji)": "çêîşû",
    "Kyrgyz": "ңөү",
    "Lakota": "áéíóúŋčȟǧšžʼ",
    "Latvian, Lithuanian": "āčēģīķļņšūžąęėįų",
    "Lingala": "áâǎéêěɛɔɛ\u0301ɔ\u0301ɛ\u0302ɔ\u0302",
    "Macedonian": "ѓѕјљњќџѐѝ",
    "Maltese": "ċġħż",
    "Mam, K'iche', Q'anjob'al": "äëïöü’",
    "Marshallese": "āl\u0327ļḷm\u0327ņn\u0304ño\u0327ōūṃṇọ",
    "Mixtec": "ɨáéíóúñʼ",
    "Mongolian": "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
    "Nahuatl": "āēīōñ",
    "Navajo": "áąą\u0301éęę\u0301íįį\u0301łńóǫǫ\u0301ʼ",
    "Ojibwe": "àâéêîôû’",
    "Oromo": "’",
    "Polish": "ąćęłńóśźż",
    "Portuguese": "áâãàçéêíóôõúü",
    "Romani": "čćđšžśźäöüŕř",
    "Romanian": "ăâîșțşţ",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя№",
    "Samoan, Tongan": "ʻāēīōū",
    "Serbian": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "Somali": "’",
    "Spanish": "áéíñóúü¿¡ªº",
    "Swahili": "’",
    "Swedish, Finnish": "åäöšž",
    "Tajik": "ғӣқӯҳҷ",
    "Tlingit": "x\u0331ḵg\u0331ÿéáíú’",
    "Turkish": "çğıöşüâîûİ",
    "Twi, Akan": "ɛɔãẽĩõũ",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ",
    "Uzbek": "ʻʼўқғҳ",
    "Vietnamese": "ăâđêôơư₫" + "".join(unicodedata.normalize("NFC", a + m) for a in TONES for m in MARKS),
    "Wolof": "àéëñóŋ",
    "Yoruba": "ẹọṣàáèéìíòóùúǹńḿẹ\u0300ẹ\u0301ọ\u0300ọ\u0301m\u0300āēīōū",
    "Yup’ik": "’áéí",
    "Zapotec": "áéíóúëñʼ",
}


def both_cases(letters: str) -> str:
    """Small and capital; a letter without a capital of its own (ʻ, ß as SS) stays as it is."""
    return unicodedata.normalize("NFC", "".join(c + c.upper() for c in clusters(letters)))


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_of_the_language_is_printed_as_it_is(language: str) -> None:
    text = both_cases(LATIN + ALPHABETS[language])
    assert printable(text) == (text, ())


@pytest.mark.parametrize("style", ["Regular", "Semibold", "Bold", "It", "BoldIt"])
def test_every_weight_and_slant_draws_each_letter_with_its_marks_in_one_of_the_two_faces(style: str) -> None:
    faces = []
    for path in (f"source-serif/SourceSerif4-{style}.ttf", f"source-sans/SourceSans3-{style}.ttf"):
        with TTFont(font_folder() / path, lazy=True) as font:
            faces.append(frozenset(font.getBestCmap()))
    held = Coverage(tuple(faces))
    for language, letters in ALPHABETS.items():
        missing = [c for c in clusters(both_cases(LATIN + letters)) if not held.covers(c)]
        assert missing == [], (language, style)


@pytest.mark.parametrize("letter", ["ب", "中", "क", "Ꮳ", "က", "ƙ", "ẍ", "😀"])
def test_what_the_bundle_lacks_is_for_the_systems_fonts(letter: str) -> None:
    assert not bundled_coverage().covers(letter)
