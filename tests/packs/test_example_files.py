"""Example files read by several processes are what one process reads, faults and places too."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_book import FILES, write_content
from worded_book import write_worded_content

from esscollab_desktop.packs import example_files
from esscollab_desktop.packs.example_files import processes_for
from esscollab_desktop.packs.faults import ContentError
from esscollab_desktop.packs.sources import read_content

CONTENT = Path(__file__).resolve().parents[2] / "resources" / "content"
NY = "1-reach-out/1.NY.md"


def told(folder: Path, processes: int) -> tuple[object, list[str]]:
    """What a folder holds, and its faults."""
    try:
        content = read_content(folder, processes=processes)
    except ContentError as bad:
        return None, [str(fault) for fault in bad.faults]
    # As text too: what compares equal may still be of another type, such as a text for a kind.
    return (content, repr(content), list(content.places)), []


def test_the_real_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(example_files, "_CHUNK", 3)
    assert told(CONTENT, 2) == told(CONTENT, 0)


def test_content_with_words_and_translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(example_files, "_CHUNK", 1)
    folder = write_worded_content(tmp_path)
    assert told(folder, 1) == told(folder, 0)


def many(folder: Path, count: int, **changes: str) -> Path:
    """The small content with so many examples from New York more."""
    files = {}
    for number in range(2, count + 2):
        text = FILES[NY].replace("1.NY", f"1.NY-{number}").replace("headline: ", f"headline: {number} ")
        text = text.replace(" [^", f" No. {number}. [^", 1)
        files[f"1-reach-out/1.NY-{number}.md"] = text
    return write_content(folder, **(files | changes))


def test_a_fault_in_one_of_many_files_is_told_with_file_and_line(tmp_path: Path) -> None:
    spoiled = FILES[NY].replace("1.NY", "1.NY-150").replace("headline: ", "headline: 150 ")
    spoiled = spoiled.replace("[^paper]", "[^papre]")
    folder = many(tmp_path, 200, **{"1-reach-out/1.NY-150.md": spoiled})
    line = spoiled.split("[^papre]")[0].count("\n") + 1
    name = f"1-reach-out/1.NY-150.md:{line}: papre: this source is not in sources.yaml; add it there."
    content, faults = told(folder, 2)
    assert content is None
    assert name in faults
    assert faults == told(folder, 0)[1]


SPOILERS = st.sampled_from([
    b"", b"---", b"\xff", b"---\nkind: [\n---\n", b"---\nkind: published\nkind: x\n---\n\nSummary.\n",
    FILES[NY].encode(), FILES[NY].replace("1.NY", "1.MA").encode(),
    FILES[NY].replace("related", "own").encode(),
    FILES[NY].replace("\n", "\r\n").encode(), FILES[NY].replace("[^", "[^x").encode(),
])  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.integers(2, 9), SPOILERS, max_size=5), st.integers(1, 4))
def test_any_files_read_by_processes_and_by_one(spoiled: dict[int, bytes], chunk: int) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(example_files, "_CHUNK", chunk)
        folder = many(Path(name), 6)
        for number, data in spoiled.items():
            (folder / "1-reach-out" / f"1.NY-{number}.md").write_bytes(data)
        assert told(folder, 2) == told(folder, 0)


def test_small_folders_start_no_process() -> None:
    assert processes_for(0) == processes_for(500) == 0
