"""Every kind of fault in the content sources is told with its file, line, field and remedy, all at once."""

from pathlib import Path

import pytest
from small_book import FILES

from esscollab_desktop.domain.book import Kind
from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.packs.faults import ContentError
from esscollab_desktop.packs.sources import read_content

MA = "1-reach-out/1.MA.md"
NY = "1-reach-out/1.NY.md"
ONE = "1-reach-out/practice.md"

# file, words in it, what they become, the fault as told
FAULTS = [
    ("book.yaml", "title: A small book", "", "book.yaml:2: title: is missing; add it."),
    ("book.yaml", "name: small-book", "", "book.yaml:1: name: is missing; add it."),
    ("book.yaml", "name: small-book", "name: ../a", "book.yaml:13: name: must be small letters, figures"),
    ("book.yaml", "name: small-book", "name: com1", "book.yaml:13: name: is a name that Windows keeps for"),
    ("book.yaml", "name: small-book", "name: a\nneeds: 1.x", "book.yaml:14: needs: must be the number of an"),
    ("book.yaml", "name: small-book", "name: a\nchanges: all", "book.yaml:14: changes: must be a list, each"),
    ("book.yaml", '"2026-01-31"', "31 January", "book.yaml:3: edition_date: must be a date of the form"),
    ("book.yaml", "[law]", "[lore]", "book.yaml:10: sources: “lore” is not in sources.yaml; add it there."),
    ("book.yaml", "    sources: [law]\n", "", "book.yaml:8: sources: names no source; add one"),
    (
        "book.yaml",
        "rights: Free to copy.",
        "rights: [a, b]",
        "book.yaml:6: rights: must be plain text on one",
    ),
    ("book.yaml", "missing:\n  - The", "missing: The", "book.yaml:11: missing: must be a list, each entry"),
    (
        "book.yaml",
        "  - The rest",
        "  - [a]\n  - The rest",
        "book.yaml:12: missing: must be a list of plain texts.",
    ),
    ("book.yaml", "rights: Free", "rights: 'Free", "book.yaml:"),
    ("book.yaml", "edition:", "rights: x\nedition:", "rights: stands here a second time; delete one"),
    ("sources.yaml", "publisher: NASBE", "publisher:", "sources.yaml:13: publisher: is empty; fill it in."),
    (
        "sources.yaml",
        "https://example.org/1",
        "example.org/1",
        "sources.yaml:9: address: must be an address that",
    ),
    (
        "sources.yaml",
        "paper:",
        "law:",
        "sources.yaml:11: law: stands here a second time; delete one of the two.",
    ),
    (
        "sources.yaml",
        "paper:",
        "My Paper:",
        "My Paper: an id is lower-case letters, digits and single hyphens",
    ),
    (
        "sources.yaml",
        "seen:",
        "notes:",
        "sources.yaml:10: notes: this field is not known here; use one of title",
    ),
    ("sources.yaml", "  date: June 23, 2016", "  date: | x", "sources.yaml:5: can't be read as YAML"),
    (
        "organizations.yaml",
        "name: The Rennie Center",
        "name: massinc",
        "name: “massinc” has the same name; keep",
    ),
    (
        "resources.yaml",
        '["1"]',
        '["7"]',
        "resources.yaml:5: practices: there is no practice 7; use the number",
    ),
    (
        "resources.yaml",
        "- title: A handbook",
        "- A handbook\n- title: x",
        "must be fields of the form “name:",
    ),
    (
        "jurisdictions.csv",
        "code,name",
        "name,code",
        "jurisdictions.csv:1: the first line must be code,name,fips",
    ),
    (
        "jurisdictions.csv",
        "NY,New York",
        "MA,New York",
        "jurisdictions.csv:3: code: MA stands on line 2 too; delete",
    ),
    ("jurisdictions.csv", "GU,", "gu,", "jurisdictions.csv:5: code: must be two or three capital letters."),
    ("jurisdictions.csv", ",66,", ",6,", "jurisdictions.csv:5: fips: must be two digits, or empty."),
    ("jurisdictions.csv", "territory", "island", "jurisdictions.csv:5: kind: must be one of state, district"),
    (
        "jurisdictions.csv",
        "MA VT",
        "MA",
        "jurisdictions.csv:3: neighbors: VT names NY as neighbor; add VT here.",
    ),
    (
        "jurisdictions.csv",
        "2017,NY\nNY",
        "2017,ZZ\nNY",
        "jurisdictions.csv:2: neighbors: ZZ is not another code",
    ),
    (
        "jurisdictions.csv",
        "GDOE,,,",
        "GDOE,,",
        "jurisdictions.csv:5: must have 9 columns; look for a missing or extra comma.",
    ),
    ("jurisdictions.csv", "https://example.org/vt", "vt", "sea_website: must be an address that begins with"),
    (MA, "code: 1.MA", "code: 1.NY", f"{MA}:2: code: must be 1.MA, as the file's name says."),
    (MA, "kind: published", "kind: own", f"{MA}:3: kind: must be published or related."),
    (
        MA,
        "jurisdiction: MA",
        "jurisdiction: ZZ",
        f"{MA}:4: jurisdiction: ZZ is not in jurisdictions.csv; use",
    ),
    (MA, "jurisdiction: MA", "jurisdiction: NY", f"{MA}:4: jurisdiction: must be MA, as the code says."),
    (MA, "heading: enlisted help\n", "", f"{MA}:2: heading: is missing; add it."),
    (
        NY,
        "headline: a poll",
        "heading: x\nheadline: a poll",
        f"{NY}:5: heading: only a published example has a",
    ),
    (
        MA,
        "early breakfasts",
        "early " * 20,
        f"{MA}:6: headline: has 133 characters; shorten it to at most 70.",
    ),
    (MA, "with partners\n", "with partners.\n", f"{MA}:6: headline: ends with a full stop; take it off."),
    (
        MA,
        "organization: rennie",
        "organization: renie",
        f"{MA}:11: organization: “renie” is not in organizations",
    ),
    (
        MA,
        "    role: outreach",
        "    part: outreach",
        f"{MA}:10: part: this field is not known here; use one of",
    ),
    (MA, "---\ncode", "code", f"{MA}:1: must begin with a line “---”"),
    (MA, '"2017"\n---', '"2017"', f"{MA}:1: the fields must end with a line “---”; add it."),
    (
        MA,
        "The state asked others for help. They came.\n",
        "",
        f"{MA}:14: the summary is missing; write it below",
    ),
    (MA, "They came.", "They came. [^law]", f"{MA}:15: the summary carries no source marks; take them off."),
    (
        MA,
        "all over the state. [^page-1]",
        "all over the state.",
        f"{MA}:19: this paragraph names no source; end",
    ),
    (
        MA,
        "people came. [^paper]",
        "people came. [^papr]",
        f"{MA}:26: papr: this source is not in sources.yaml; add it there.",
    ),
    (MA, "came. [^paper]", "came. [^paper] [^paper]", f"{MA}:26: names one source twice; delete one of the"),
    (MA, "More than", "More [^law] than", f"{MA}:26: source marks stand at the end of a paragraph; move it"),
    (MA, "More than 1,500 people came.", "", f"{MA}:26: this paragraph has no words; write them before the"),
    (MA, "More than", "**More** than", f"{MA}:26: plain text only; take out the ** __ or `."),
    (
        MA,
        "More than",
        "[More](http://x.org) than",
        f"{MA}:26: plain text only; take out the link and name it",
    ),
    (MA, "More than", "<b>More</b> than", f"{MA}:26: plain text only; take out the HTML."),
    (MA, "More than", '"More" than', f"{MA}:26: write “ ” for quotes and ’ for an apostrophe."),
    (MA, "More than", "More | than", f"{MA}:26: the sign | has no place in plain text; take it out."),
    (MA, "More than", "More\ue000 than", f"{MA}:26: the character U+E000 can't be shown; delete it."),
    (
        MA,
        "More than",
        "- More than",
        f"{MA}:26: plain paragraphs only; take out the list, quote or table sign.",
    ),
    (MA, "## Related facts", "## Other facts", f"{MA}:24: Other facts: headings here are “## What the state"),
    (
        MA,
        "## Related facts",
        "## What the state did",
        f"{MA}:24: What the state did: stands here twice; join",
    ),
    (MA, "## Related facts", "# Related facts", f"{MA}:24: headings here begin with “## ” or, below one of"),
    (
        MA,
        "## Related facts",
        "### Related facts",
        f"{MA}:24: Related facts: no “### ” headings here; take it",
    ),
    (
        NY,
        "## What the state did",
        "## Related facts",
        f"{NY}:10: Related facts: headings here are “## What the",
    ),
    (
        NY,
        "Parents were polled in café meetings. [^paper] [^law]",
        "",
        "What the state did: holds no fact; write",
    ),
    (
        NY,
        "headline: a poll",
        "order: x\nheadline: a poll",
        f"{NY}:5: order: must be a whole number, such as 2.",
    ),
    (ONE, 'code: "1"', 'code: "2"', f"{ONE}:2: code: must be “1”, as the folder's name says."),
    (ONE, "view: partly seen", "view: seen", f"{ONE}:6: view: must be one of full page seen, partly seen."),
    (
        ONE,
        "Look for those who are not in the room. [^page-1]\n",
        "",
        f"{ONE}:8: the guidance is missing; write it",
    ),
    (
        ONE,
        "Say where it falls short. [^page-1] [^law]\n",
        "",
        "Address power: has no text; write it below the",
    ),
    (
        ONE,
        "Say where it falls short. [^page-1] [^law]",
        "Say so.",
        f"{ONE}:19: this paragraph names no source",
    ),
]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_content(folder)
    assert str(caught.value).count("\n") == len(caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("file", "words", "become", "told"), FAULTS)
def test_a_fault_is_told_with_file_line_field_and_remedy(
    small_content: Path, file: str, words: str, become: str, told: str
) -> None:
    assert words in FILES[file]
    (small_content / file).write_text(FILES[file].replace(words, become, 1), encoding="utf-8")
    assert any(told in fault and fault.startswith(f"{file}:") for fault in faults_of(small_content))


def test_many_faults_are_told_in_one_run(small_content: Path) -> None:
    (small_content / "sources.yaml").unlink()
    (small_content / "organizations.yaml").write_bytes(b"massinc:\n  name: Mass\xff\n")
    (small_content / "3-stick").mkdir()
    (small_content / "1-again").mkdir()
    (small_content / "notes.txt").touch()
    (small_content / "2-show-work" / "1.VT.md").touch()
    (small_content / "2-show-work" / "old.md").touch()
    told = faults_of(small_content)
    assert "sources.yaml:1: this file is missing; add it." in told
    assert "organizations.yaml:2: holds bytes that are not UTF-8; save the file as UTF-8." in told
    assert "3-stick/practice.md:1: this file is missing; add it." in told
    assert "1-reach-out:1: practice 1 is 1-again already; join the two." in told
    assert "notes.txt:1: has no place here; folders are named like “4-maximize-your-resources”." in told
    assert "2-show-work/1.VT.md:1: belongs to practice 1; move it to its folder." in told
    assert "2-show-work/old.md:1: has no place here; an example's file is named like “2.MA.md”." in told


def test_without_practices_there_is_no_book(small_content: Path) -> None:
    for name in ("1-reach-out", "2-show-work"):
        (small_content / name).rename(small_content / f".{name}")
    told = faults_of(small_content)
    assert any("there is no practice; add a folder such as" in fault for fault in told)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"There is no folder .*absent\. Name the folder that holds book\.yaml\."
    ):
        read_content(tmp_path / "absent")


def test_a_control_character_in_yaml(small_content: Path) -> None:
    with (small_content / "book.yaml").open("a") as book:
        book.write("x: \x07\n")
    assert "book.yaml:14: holds a control character; delete it." in faults_of(small_content)


def test_what_is_read(small_content: Path) -> None:
    content = read_content(small_content)
    assert [practice.code for practice in content.practices] == ["1", "2"]
    assert [example.code for example in content.examples] == ["1.MA", "1.MA-2", "1.NY"]
    example = content.examples[0]
    assert example.kind is Kind.PUBLISHED
    assert example.facts[0].text == "Partners held “policy breakfasts” all over the state."
    assert [fact.broke_off for fact in example.facts] == [False, True, False]
    assert [fact.kind for fact in example.facts] == [Kind.PUBLISHED, Kind.PUBLISHED, Kind.RELATED]
    one = content.practices[0]
    assert (one.background[0].kind, one.background[0].sources) == (Kind.RELATED, ("paper",))
    assert [resource.title for resource in one.resources] == ["A handbook"]
    assert [resource.title for resource in content.resources] == ["A handbook", "A guide for all"]


def test_a_given_order_goes_before_names(small_content: Path) -> None:
    path = small_content / NY
    path.write_text(
        path.read_text(encoding="utf-8").replace("headline:", "order: 1\nheadline:"), encoding="utf-8"
    )
    assert [example.code for example in read_content(small_content).examples] == ["1.MA", "1.NY", "1.MA-2"]


def test_line_ends_and_byte_order_mark_of_windows(small_content: Path) -> None:
    plain = read_content(small_content)
    for path in small_content.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_content(small_content) == plain


def test_yaml_values_stay_text(small_content: Path) -> None:
    path = small_content / "book.yaml"
    path.write_text(path.read_text().replace("language: en", "language: NO"))
    assert read_content(small_content).book.language == "NO"
