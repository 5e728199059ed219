"""A new content folder passes the check and builds; nothing that is there is touched."""

import json
from datetime import date
from pathlib import Path

import pytest

from esscollab_desktop.domain.errors import UserError
from esscollab_desktop.domain.packs import name_fault
from esscollab_desktop.packs.build import build_book
from esscollab_desktop.packs.check import check_folder
from esscollab_desktop.packs.sources import read_content
from esscollab_desktop.packs.starting import Workshop, copy_template, new_folder, pack_name, start
from esscollab_desktop.services.catalogue import Catalogue
from esscollab_desktop.storage.catalogue.reader import CatalogueReader

WORKSHOP = Workshop(Path(__file__).parents[2] / "resources")
DAY = date(2026, 1, 31)


def test_a_new_folder_passes_the_check_builds_and_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "ours"
    files = new_folder(start(WORKSHOP, "Our office", DAY), folder)
    assert sorted(files) == sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.*")
        if ".schemas" not in path.parts and path.is_file()
    )
    assert check_folder(folder) == ()
    content = build_book(folder, tmp_path / "book.sqlite")
    assert (content.book.title, content.book.edition_date) == ("Our office", "2026-01-31")
    counts = (len(content.practices), len(content.examples), len(content.sources), len(content.jurisdictions))
    assert counts == (1, 1, 1, 57)
    catalogue = Catalogue(CatalogueReader(tmp_path / "book.sqlite"))
    try:
        assert "supper meetings" in str(catalogue.page("1.MI"))
    finally:
        catalogue.close()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Our office", "our-office"),
        ("O’Hara’s café: 2026", "oharas-cafe-2026"),
        ("2026 in Ohio", "pack-2026-in-ohio"),
        ("Con", "pack-con"),
        ("com1", "pack-com1"),
        ("ESSA practices", "pack-essa-practices"),
        ("家", "entry"),
        ("x" * 90, "x" * 32),
        ("9" * 90, f"pack-{'9' * 27}"),
    ],
)
def test_a_pack_is_named_after_its_title(tmp_path: Path, title: str, name: str) -> None:
    assert (pack_name(title), name_fault(pack_name(title))) == (name, "")
    new_folder(start(WORKSHOP, title, DAY), tmp_path / "ours")
    assert read_content(tmp_path / "ours").book.name == name


def test_every_file_explains_itself(tmp_path: Path) -> None:
    new_folder(start(WORKSHOP, "Our office", DAY), tmp_path / "ours")
    for path in (tmp_path / "ours").rglob("*.*"):
        if path.is_file() and path.suffix in {".yaml", ".md"}:
            assert "\n# " in f"\n{path.read_text('utf-8')}", path.name


def test_each_table_points_to_a_schema_that_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    new_folder(start(WORKSHOP, "Our office", DAY), folder)
    pointed = 0
    for path in folder.glob("*.yaml"):
        first = path.read_text("utf-8").split("\n")[0]
        if first.startswith("# yaml-language-server: $schema="):
            schema = json.loads((folder / first.partition("=")[2]).read_text("utf-8"))
            assert schema["$id"] == f"{path.stem}.schema.json"
            pointed += 1
    assert pointed == 6


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("O'Hara's \"book\": one", "O’Hara’s “book”: one"),
        (" yes ", "yes"),
        ("# 1", "# 1"),
        ("title: x", "title: x"),
        ("\\1 \\g<0> {}", "\\1 \\g<0> {}"),
        ("<b>", None),
        ("a\x07b", None),
        ("   ", None),
    ],
)
def test_titles_of_all_kinds(tmp_path: Path, title: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(UserError, match=r"^The title can't be used: "):
            start(WORKSHOP, title, DAY)
    else:
        new_folder(start(WORKSHOP, title, DAY), tmp_path / "ours")
        assert read_content(tmp_path / "ours").book.title == kept


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    begun = start(WORKSHOP, "Our office", DAY)
    (tmp_path / "empty").mkdir()
    new_folder(begun, tmp_path / "empty")
    for name in ("empty", "file"):
        (tmp_path / "file").touch()
        with pytest.raises(UserError, match=r"is there already and holds something\. Name a new folder\."):
            new_folder(begun, tmp_path / name)
    with pytest.raises(UserError, match=r"can't be written: .*Name another folder\."):
        new_folder(begun, tmp_path / "file" / "below")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_template_is_copied_and_never_over_a_file(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"ours{suffix.upper()}"
    copy_template(WORKSHOP, out)
    assert out.read_bytes() == WORKSHOP.template(suffix).read_bytes()
    with pytest.raises(UserError, match=r"is there already\. Name another file\."):
        copy_template(WORKSHOP, out)
    with pytest.raises(UserError, match=r"ends neither in \.xlsx nor in \.csv\. Name the file so\."):
        copy_template(WORKSHOP, tmp_path / "ours.ods")
    with pytest.raises(UserError, match=r"can't be written: .*Name another file\."):
        copy_template(WORKSHOP, tmp_path / "absent" / f"ours{suffix}")
