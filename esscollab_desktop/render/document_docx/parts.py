"""The parts of a Word file beside its text: styles, fonts, settings, the two kinds of lists."""

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls

from esscollab_desktop.render.document_docx.letters import table_styles
from esscollab_desktop.render.document_docx.look import SANS, SERIF, Look
from esscollab_desktop.render.document_docx.styled import fonts
from esscollab_desktop.render.document_docx.styles import all_styles
from esscollab_desktop.render.document_docx.xml import Element, w
from esscollab_desktop.render.languages import goes_left

# What stands for ours where they are not installed.
_FACES = ((SERIF, "Georgia", "roman"), (SANS, "Calibri", "swiss"))


def dress(word: WordDocument, look: Look, first_plain: int, language: str) -> None:
    """Take the template's parts out of the file and put ours in."""
    styles: Any = word.styles.element
    _empty(styles)
    turned = language if goes_left(language) else "ar-SA"
    lang = w("lang", val=language or "en-US", eastAsia="zh-CN", bidi=turned)
    plain = w("rPr", fonts(look.reading), w("sz", val=22), w("szCs", val=22), lang)
    styles.append(w("docDefaults", w("rPrDefault", plain), w("pPrDefault")))
    styles.extend(style.element() for style in all_styles(look, first_plain))
    styles.extend(table_styles())
    no_list = w("style", w("name", val="No List"), type="numbering", styleId="NoList", default=1)
    styles.append(no_list)
    _lists(word.part.numbering_part.element, look)
    _settings(word.settings.element, language)
    for relation in word.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = _font_table().encode()


def _empty(element: Element) -> None:
    for child in list(element):
        element.remove(child)


def _lists(numbering: Element, look: Look) -> None:
    """1: bullets; 2: numbers, of which `word_file.numbering` makes counts that begin elsewhere."""
    _empty(numbering)
    formats = (("bullet", "•", 360, 300), ("decimal", "%1.", 440, 440))
    for number, (kind, shown, left, hanging) in enumerate(formats, 1):
        face = w("rPr", fonts(SANS)) if kind == "bullet" else None
        level = w(
            "lvl", w("start", val=1), w("numFmt", val=kind), w("lvlText", val=shown), w("lvlJc", val="left"),
            w("pPr", w("ind", left=left, hanging=hanging)), *([face] if face is not None else []), ilvl=0,
        )  # fmt: skip
        several = w("multiLevelType", val="singleLevel")
        numbering.append(w("abstractNum", several, level, abstractNumId=number))
    for number in (1, 2):
        numbering.append(w("num", w("abstractNumId", val=number), numId=number))


def _settings(settings: Element, language: str) -> None:
    """Those of the template are another document's, and of a Word of long ago."""
    _empty(settings)
    mode = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    settings.append(w("zoom", percent=100))
    settings.append(w("defaultTabStop", val=720))
    settings.append(w("autoHyphenation", val=0))
    settings.append(w("characterSpacingControl", val="doNotCompress"))
    settings.append(w("compat", mode))
    settings.append(w("themeFontLang", val=language or "en-US"))
    settings.append(w("decimalSymbol", val="."))
    settings.append(w("listSeparator", val=","))


def _font_table() -> str:
    faces = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, instead, family in _FACES
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{faces}</w:fonts>'
