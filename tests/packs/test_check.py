"""The check of a content folder: every kind of fault with its file, line and sentence."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_book import FILES, write_content

from esscollab_desktop import cli
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.check import check_folder

MA, NY = "1-reach-out/1.MA.md", "1-reach-out/1.NY.md"
TOPICS = FILES.get("topics.yaml", "") + "families:\n  label: Families\n  group: people\n"

# kind of fault: the file, words in it, what they become, the whole sentence
KINDS = {
    "missing source": (
        MA,
        "More than 1,500 people came. [^paper]",
        "More than 1,500 people came.",
        f"{MA}:26: this paragraph names no source; end it with [^id].",
    ),
    "dangling source": (
        MA,
        "came. [^paper]",
        "came. [^papers]",
        f"{MA}:26: papers: this source is not in sources.yaml; add it there.",
    ),
    "dangling organization": (
        MA,
        "organization: rennie",
        "organization: renie",
        f"{MA}:11: organization: “renie” is not in organizations.yaml; add it there.",
    ),
    "dangling topic": (
        NY,
        "jurisdiction: NY\n",
        "jurisdiction: NY\ntopics: [familes]\n",
        f"{NY}:5: topics: “familes” is not in topics.yaml; add it there.",
    ),
    "dangling alias": (
        "aliases.yaml",
        "",
        "# Given up in 2025.\n1.CT: 1.VT\n",
        "aliases.yaml:2: 1.CT: 1.VT is not a code of this book; name one that is.",
    ),
    "dangling practice": (
        "resources.yaml",
        '["1"]',
        '["7"]',
        "resources.yaml:5: practices: there is no practice 7; use the number of a folder.",
    ),
    "code reused": (
        "aliases.yaml",
        "",
        "1.NY: 1.MA\n",
        f"aliases.yaml:1: 1.NY: this code was given up, but {NY} uses it again; choose a code never used.",
    ),
    "code of another file": (
        NY,
        "code: 1.NY",
        "code: 1.MA",
        f"{NY}:2: code: must be 1.NY, as the file's name says.",
    ),
    "unknown jurisdiction": (
        NY,
        "jurisdiction: NY",
        "jurisdiction: NX",
        f"{NY}:4: jurisdiction: NX is not in jurisdictions.csv; use a code from there.",
    ),
    "empty translation": (
        "1-reach-out/1.NY.es.md",
        "",
        "---\nlanguage: es\nheadline: una encuesta\n---\n",
        "1-reach-out/1.NY.es.md:5: the translation is empty; write it, or delete the file.",
    ),
    "broken address": (
        "sources.yaml",
        "https://example.org/law",
        "htp://example.org/law",
        "sources.yaml:4: address: must be an address that begins with https:// or http://, without spaces.",
    ),
    "address with a space": (
        "sources.yaml",
        "https://example.org/law",
        "https://example.org/the law",
        "sources.yaml:4: address: must be an address that begins with https:// or http://, without spaces.",
    ),
    "address without a host": (
        "sources.yaml",
        "https://example.org/law",
        "https:///law",
        "sources.yaml:4: address: must be an address that begins with https:// or http://, without spaces.",
    ),
    "script as address": (
        "resources.yaml",
        "https://example.org/guide",
        "javascript:alert(1)",
        "resources.yaml:8: address: must be an address that begins with https:// or http://, without spaces.",
    ),
    "one headline twice": (
        NY,
        "headline: a poll of parents",
        "headline: A second round",
        f"{NY}:5: headline: 1-reach-out/1.MA-2.md:5 has the same; "
        "say what is different, or delete one of the two.",
    ),
    "one organization under two ids": (
        "organizations.yaml",
        "name: The Rennie Center",
        "name: MASSINC",
        "organizations.yaml:5: name: “massinc” has the same name; keep one record for both.",
    ),
    "front matter without an end": (
        NY,
        "parents\n---\n",
        "parents\n",
        f"{NY}:1: the fields must end with a line “---”; add it.",
    ),
    "front matter that is no YAML": (
        NY,
        "headline: a poll",
        "headline: : a poll",
        f"{NY}:5: can't be read as YAML (mapping values are not allowed here); mend this line.",
    ),
    "long headline": (
        NY,
        "a poll of parents",
        "a poll " * 11 + "later",
        f"{NY}:5: headline: has 82 characters; shorten it to at most 70.",
    ),
}


def spoiled(folder: Path, file: str, words: str, become: str) -> Path:
    old = FILES.get(file, "")
    assert words in old
    return write_content(
        folder, **{"topics.yaml": TOPICS, file: old.replace(words, become, 1) if words else become}
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_fault_has_its_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    file, words, become, told = KINDS[kind]
    folder = spoiled(tmp_path / "content", file, words, become)
    assert cli.main(["packs", "check", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert told in out.splitlines()[:-1]


def test_one_source_under_two_ids(tmp_path: Path) -> None:
    folder = spoiled(tmp_path / "content", "sources.yaml", "https://example.org/1", "https://example.org/law")
    (fault,) = check_folder(folder)
    assert (fault.file, fault.line, fault.field) == ("sources.yaml", 9, "address")
    assert fault.remedy.startswith("“law” has the same address; keep one ")


def test_all_kinds_in_one_run_with_a_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_content(tmp_path / "content", **{"topics.yaml": TOPICS})
    chosen = [
        "missing source",
        "dangling organization",
        "dangling practice",
        "broken address",
        "dangling alias",
    ]
    for kind in chosen:
        file, words, become, _told = KINDS[kind]
        path = folder / file
        old = path.read_text("utf-8") if path.exists() else ""
        path.write_text(old.replace(words, become, 1) if words else become, "utf-8")
    assert cli.main(["packs", "check", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [*sorted(KINDS[kind][3] for kind in chosen), "5 places need mending."]


def test_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = spoiled(tmp_path / "content", *KINDS["long headline"][:3])
    assert cli.main(["packs", "check", str(folder), "--json"]) == 1
    remedy = "has 82 characters; shorten it to at most 70."
    assert json.loads(capsys.readouterr().out) == [
        {"file": NY, "line": 5, "field": "headline", "remedy": remedy}
    ]


def test_a_sound_folder(small_content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["packs", "check", str(small_content)]) == 0
    assert capsys.readouterr().out == "Nothing needs mending.\n"
    assert cli.main(["packs", "check", str(small_content), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_one_fault_is_counted_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = spoiled(tmp_path / "content", *KINDS["broken address"][:3])
    assert cli.main(["packs", "check", str(folder)]) == 1
    assert capsys.readouterr().out.endswith("\n1 place needs mending.\n")


def test_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["packs", "check", str(tmp_path / "absent")]) == 1
    told = f"There is no folder {tmp_path / 'absent'}. Name the folder that holds book.yaml.\n"
    assert capsys.readouterr() == ("", told)


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["packs"], ["packs", "check"], ["packs", "chek", "x"], ["packs", "check", ""]):
        assert cli.main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    folder = write_content(tmp_path / "content", **{"topics.yaml": TOPICS})
    for path in folder.rglob("*.*"):
        if path.is_file():
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_folder(folder) == ()
    unix = build_book(write_content(tmp_path / "unix", **{"topics.yaml": TOPICS}), tmp_path / "unix.sqlite")
    assert build_book(folder, tmp_path / "windows.sqlite") == unix
    path = folder / MA
    path.write_bytes(path.read_bytes().replace(b" [^paper]", b""))
    assert [str(fault) for fault in check_folder(folder)] == [KINDS["missing source"][3]]


HOSTILE = {
    "deeply nested": "[" * 5_000,
    "anchors upon anchors": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "an anchor in itself": "a: &a [*a]\n",
    "a tag that would run code": "title: !!python/object/apply:os.system ['true']\n",
    "a list as a name": "? [a, b]\n: c\n",
    "many documents": "a: b\n---\nc: d\n",
    "control codes": "title: \x1b[2J\n",
    "nothing but a bracket": "}",
    "one word": "x",
}


@pytest.mark.parametrize(
    "file", ["book.yaml", "sources.yaml", "resources.yaml", "topics.yaml", "glossary.yaml", MA]
)
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_faults_and_nothing_else(tmp_path: Path, file: str, kind: str) -> None:
    text = HOSTILE[kind]
    if file == MA:
        text = f"---\n{text}\n---\n\nA summary.\n\n## What the state did\n\nA fact. [^law]\n"
    faults = check_folder(write_content(tmp_path / "content", **{file: text}))
    assert any(fault.file == file for fault in faults)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), file=st.sampled_from(sorted(FILES)))
def test_any_bytes_are_read_or_told(tmp_path: Path, data: bytes, file: str) -> None:
    folder = write_content(tmp_path / "content")
    (folder / file).write_bytes(data)
    try:
        for fault in check_folder(folder):
            assert fault.line >= 1
            assert fault.remedy
    except UserError as refusal:
        raise AssertionError("a fault in a file stops no check") from refusal


GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"


def test_the_sentences_in_the_authoring_guide_are_those_of_the_check(tmp_path: Path) -> None:
    chapter = GUIDE.read_text("utf-8").partition("## Common mistakes")[2]
    quoted = re.findall(r"^\| `(.*?)` \|", chapter, re.MULTILINE)
    said = [told for *_, told in KINDS.values()]
    spots = [
        ("sources.yaml", "https://example.org/1", "https://example.org/law"),
        (NY, "Parents were", "Parents' voices were"),
    ]
    for number, spot in enumerate(spots):
        said += map(str, check_folder(spoiled(tmp_path / str(number), *spot)))
    folder = write_content(tmp_path / "bytes")
    (folder / "book.yaml").write_bytes(b"title: \xff")
    said += map(str, check_folder(folder))
    assert len(quoted) == 16
    assert [sentence for sentence in quoted if not any(told.endswith(f": {sentence}") for told in said)] == []


def test_the_example_in_the_authoring_guide_passes(tmp_path: Path) -> None:
    guide = GUIDE.read_text("utf-8")
    blocks = [
        "\n".join(line[4:] for line in block.split("\n"))
        for block in re.findall(r"(?:^    .*\n|^\n)+", guide, re.M)
    ]
    (example,) = [block.strip() + "\n" for block in blocks if "code: 4.MI" in block]
    (source,) = [block.strip() + "\n" for block in blocks if block.strip().startswith("first-report:")]
    text = example.replace("4.MI", "1.VT").replace("jurisdiction: MI", "jurisdiction: VT")
    more = source + source.replace("first", "second").replace("supper-meetings", "suppers")
    organizations = FILES["organizations.yaml"] + "lakeview-city-library:\n  name: Lakeview City Library\n"
    files = {"1-reach-out/1.VT.md": text, "sources.yaml": FILES["sources.yaml"] + more, "topics.yaml": TOPICS}
    assert (
        check_folder(write_content(tmp_path / "content", **files, **{"organizations.yaml": organizations}))
        == ()
    )


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("sources.yaml", "law: : x\n", "sources.yaml:1: can't be read as YAML (mapping values are not"),
        ("organizations.yaml", "{", "organizations.yaml:1: can't be read as YAML"),
        ("jurisdictions.csv", None, "jurisdictions.csv:1: this file is missing; add it."),
        ("book.yaml", None, "book.yaml:1: this file is missing; add it."),
        (NY, FILES[NY].replace("---\n", "", 1), f"{NY}:1: must begin with a line “---”, the fields, and a"),
        (
            NY,
            FILES[NY].replace("kind: related", "kind: : x"),
            f"{NY}:3: can't be read as YAML (mapping values",
        ),
        (NY, FILES[NY].replace("parents\n---", "parents"), f"{NY}:1: the fields must end with a line “---”"),
    ],
)
def test_a_file_that_cannot_be_read_is_the_one_fault(
    small_content: Path, file: str, text: str | None, told: str
) -> None:
    glossary = "LEA:\n  meaning: An agency.\n  group: x\n  sources: [law]\n  see: [org:massinc]\n"
    (small_content / "glossary.yaml").write_text(glossary, "utf-8")
    assert check_folder(small_content) == ()
    if text is None:
        (small_content / file).unlink()
    else:
        (small_content / file).write_text(text, "utf-8")
    (fault,) = check_folder(small_content)
    assert str(fault).startswith(told)
