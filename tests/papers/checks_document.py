"""The document as a whole: checkpoints 06, 07, 11, 20, 21, 25 and 26."""

import re
from collections.abc import Iterator
from typing import Any

from papers.paper_file import PaperFile

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def no_metadata(file: PaperFile) -> Iterator[str]:
    if not file.metadata:
        yield "no XMP"


def no_ua_mark(file: PaperFile) -> Iterator[str]:
    if file.metadata and not re.search(r"<pdfuaid:part>1</pdfuaid:part>", file.metadata):
        yield "no pdfuaid:part 1"


def no_title(file: PaperFile) -> Iterator[str]:
    if file.metadata and not re.search(
        r"<dc:title>.*?<rdf:li[^>]*>[^<]*\S[^<]*</rdf:li>", file.metadata, re.S
    ):
        yield "no dc:title"


def title_not_asked_for(file: PaperFile) -> Iterator[str]:
    if "/DisplayDocTitle" not in file.root.get("/ViewerPreferences", {}):
        yield "no DisplayDocTitle"


def title_not_shown(file: PaperFile) -> Iterator[str]:
    if not bool(file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", True)):
        yield "DisplayDocTitle is false"


def _known(language: str | None) -> bool:
    return language is not None and _LANGUAGE.fullmatch(language) is not None


def _whole(file: PaperFile) -> bool:
    return _known(str(file.root["/Lang"]) if "/Lang" in file.root else None)


def text_language(file: PaperFile) -> Iterator[str]:
    """Each element that has content of its own, and each language that is named at all."""
    for tag in file.tags:
        if "/Lang" in tag.node and not _known(str(tag.node["/Lang"])):
            yield f"{tag.role}: {tag.node['/Lang']}"
        if not _whole(file) and len(tag.tags) < len(tag.kids) and not _known(tag.language):
            yield f"{tag.role} has no language"


def alternative_language(file: PaperFile) -> Iterator[str]:
    for tag in file.tags:
        if {"/Alt", "/ActualText", "/E"} & set(tag.node.keys()) and not (
            _whole(file) or _known(tag.language)
        ):
            yield tag.role


def outline_language(file: PaperFile) -> Iterator[str]:
    if "/Outlines" in file.root and not _whole(file):
        yield "the bookmarks have no language"


def annotation_language(file: PaperFile) -> Iterator[str]:
    for page, note in file.annotations:
        if "/Contents" in note and not _whole(file):
            yield f"page {page + 1}"


def field_language(file: PaperFile) -> Iterator[str]:
    for node in file.dictionaries:
        if "/TU" in node and not _whole(file):
            yield f"{node.objgen}"


def metadata_language(file: PaperFile) -> Iterator[str]:
    told = re.search(r"<dc:language>.*?<rdf:li>([^<]*)</rdf:li>", file.metadata, re.S)
    if file.metadata and not _whole(file) and not (told and _known(told[1])):
        yield "neither Lang nor dc:language"


def _configurations(file: PaperFile) -> list[Any]:
    found = file.root.get("/OCProperties", {})
    return [*found.get("/Configs", []), *([found["/D"]] if "/D" in found else [])]


def layers_without_name(file: PaperFile) -> Iterator[str]:
    for one in file.root.get("/OCProperties", {}).get("/Configs", []):
        if not str(one.get("/Name", "")):
            yield "a configuration has no name"


def default_layers_without_name(file: PaperFile) -> Iterator[str]:
    default = file.root.get("/OCProperties", {}).get("/D")
    if default is not None and not str(default.get("/Name", "")):
        yield "the configuration has no name"


def layers_by_themselves(file: PaperFile) -> Iterator[str]:
    yield from ("AS" for one in _configurations(file) if "/AS" in one)


def nameless_files(file: PaperFile) -> Iterator[str]:
    for node in file.dictionaries:
        if "/EF" in node and not ("/F" in node and "/UF" in node):
            yield f"{node.objgen}"


def dynamic_forms(file: PaperFile) -> Iterator[str]:
    """Stricter: no form of any kind."""
    if "/AcroForm" in file.root and "/XFA" in file.root.AcroForm:
        yield "XFA"


def encrypted(file: PaperFile) -> Iterator[str]:
    """Stricter: no encryption at all, as PDF/A wants it."""
    if file.pdf.is_encrypted:
        yield "encrypted"
