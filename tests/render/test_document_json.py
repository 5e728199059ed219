"""A handout as JSON: it keeps to its schema and holds all of the text, whatever its texts are."""

import base64
import json
import re
from dataclasses import replace
from itertools import cycle
from typing import get_args

import pytest
from every_block import BLOCKS, EVERY, LOGO, SINGLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from json_reader import VALIDATOR, JsonFile
from jsonschema import Draft202012Validator
from word_reader import each_text

from esscollab_desktop.render.document import Block, Document, Mark, NewSheet, Opening, Span
from esscollab_desktop.render.document_json import json_of
from esscollab_desktop.render.document_text import reading_lines

ANY = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=12)
DOCUMENTS = {"every": EVERY, "single": SINGLE}


def squashed(text: str) -> str:
    """Letters, figures and signs, without what joins the parts of a line."""
    return re.sub(r"[\s\[\].,:“”]", "", text)


def check_text(document: Document) -> None:
    words = JsonFile(json_of(document)).words()
    lines = "".join(reading_lines(document)).replace("Untitled", "")
    assert squashed(words).replace("Untitled", "") == squashed(lines)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_block_in_reading_order(name: str) -> None:
    check_text(DOCUMENTS[name])


def test_the_schema_is_sound_and_knows_every_block() -> None:
    schema = VALIDATOR.schema
    assert isinstance(schema, dict)
    Draft202012Validator.check_schema(schema)
    known = {held["properties"]["type"]["const"] for held in schema["$defs"].values() if _is_block(held)}
    names = (re.sub("(?<=[a-z])(?=[A-Z])", "-", block.__name__).lower() for block in get_args(Block))
    assert known == {*names} - {"new-sheet"}
    assert list(VALIDATOR.iter_errors({**json.loads(json_of(EVERY)), "version": 2}))


def _is_block(held: dict[str, object]) -> bool:
    properties = held.get("properties")
    return isinstance(properties, dict) and "type" in properties


def test_what_stands_in_it() -> None:
    whole = json.loads(json_of(EVERY))
    assert (whole["format"], whole["version"]) == ("esscollab-handout", 1)
    assert (whole["title"], whole["language"], whole["printed"]) == (EVERY.title, "en-US", "2026-11-23")
    assert base64.b64decode(whole["cover"]["logo"]["data"]) == LOGO
    shown = sum(not isinstance(block, NewSheet) for block in EVERY.blocks)
    assert len(whole["blocks"]) == shown
    (opening,) = [b for b in json.loads(json_of(SINGLE))["blocks"] if b["type"] == Opening.__name__.lower()]
    assert (opening["level"], opening["code"], opening["kind"]) == (0, "4.MA", "published")


def test_marks_and_styles_of_words() -> None:
    (mark,) = {
        span.mark
        for block in SINGLE.blocks
        for span in getattr(getattr(block, "blocks", [None])[0], "text", ())
        if isinstance(span, Span) and span.is_strong
    }
    assert isinstance(mark, Mark)
    assert {"text": "feedback", "strong": True, "mark": {"kind": "question", "number": 1}} in [
        span
        for block in json.loads(json_of(SINGLE))["blocks"]
        for held in block.get("blocks", [])
        for span in held.get("text", [])
    ]


def test_the_same_document_is_the_same_text_and_keys_are_in_order() -> None:
    text = json_of(EVERY)
    assert text == json_of(EVERY)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(ANY, min_size=1, max_size=9), st.sampled_from(sorted(DOCUMENTS)))
def test_any_text_anywhere_gives_a_file_of_the_schema(texts: list[str], name: str) -> None:
    given_ = cycle(texts)
    document = replace(DOCUMENTS[name], blocks=(*BLOCKS, *SINGLE.blocks))
    changed: Document = each_text(document, lambda _: next(given_))
    json_of(changed).encode("utf-8")
    check_text(changed)
