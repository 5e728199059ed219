"""Content and its tags: checkpoints 01, 02, 10 and 30."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from papers.paper_file import STANDARD, Drawn, Marked, PaperFile


def _at(one: Drawn) -> str:
    return f"page {one.page + 1}: {one.operator}"


def artifact_in_tagged(file: PaperFile) -> Iterator[str]:
    for one in file.drawn:
        for outer, inner in pairwise(one.around):
            if outer.number is not None and inner.tag == "/Artifact":
                yield _at(one)


def tagged_in_artifact(file: PaperFile) -> Iterator[str]:
    for one in file.drawn:
        tags = [s.tag for s in one.around]
        if "/Artifact" in tags and any(
            s.number is not None for s in one.around[tags.index("/Artifact") + 1 :]
        ):
            yield _at(one)


def neither(file: PaperFile) -> Iterator[str]:
    """Also where the number of the content is named by no element, or by two."""
    pages = {n: page.obj.objgen for n, page in enumerate(file.pages)}
    named = Counter(kid for tag in file.tags for kid in tag.kids if isinstance(kid, Marked))
    for one in file.drawn:
        if one.is_artifact:
            continue
        if one.number is None:
            yield f"{_at(one)} is not marked"
        elif named[Marked(pages[one.page], one.number)] != 1:
            yield f"{_at(one)}: content {one.number} is not named once"


def suspects(file: PaperFile) -> Iterator[str]:
    if bool(file.root.get("/MarkInfo", {}).get("/Suspects", False)):
        yield "MarkInfo has Suspects"


def unknown_roles(file: PaperFile) -> Iterator[str]:
    for tag in file.tags:
        if tag.standard not in STANDARD and not _is_circular(file, tag.role):
            yield tag.role


def circular_roles(file: PaperFile) -> Iterator[str]:
    yield from (role for role in file.role_map if _is_circular(file, role))


def _is_circular(file: PaperFile, role: str) -> bool:
    seen = [role]
    while seen[-1] in file.role_map:
        seen.append(file.role_map[seen[-1]])
        if seen[-1] in seen[:-1]:
            return True
    return False


def remapped_roles(file: PaperFile) -> Iterator[str]:
    yield from (role for role in file.role_map if role in STANDARD)


def codes_without_meaning(file: PaperFile) -> Iterator[str]:
    for one in file.drawn:
        if one.font is not None and not one.is_artifact:
            lost = [code for code in one.codes if not one.font.meanings.get(code)]
            if lost:
                yield f"{_at(one)} {one.font.name} {lost}"


def reference_forms(file: PaperFile) -> Iterator[str]:
    for node in file.dictionaries:
        if node.get("/Subtype") == "/Form" and "/Ref" in node:
            yield f"{node.objgen}"


def shared_marked_forms(file: PaperFile) -> Iterator[str]:
    """Stricter: no form holds numbered content, so it can be drawn as often as one likes."""
    for one in file.drawn:
        if one.form is not None and b"/MCID" in one.form.read_bytes():
            yield f"page {one.page + 1}: form {one.form.objgen}"
