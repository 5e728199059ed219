"""Every condition that a paper is checked for: the Matterhorn Protocol's for software, PDF/A's, our own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from papers import checks_annotations as annotations
from papers import checks_archive as archive
from papers import checks_content as content
from papers import checks_document as document
from papers import checks_fonts as fonts
from papers import checks_layout as layout
from papers import checks_paper as paper
from papers import checks_tags as tags

Check = Callable[[layout.Laid], Iterator[str]]


@dataclass(frozen=True)
class Condition:
    """`words`: what is wrong where it fails. `absent`: what our papers never hold, so that it cannot fail;
    the check is then that there is none of it.
    """

    id: str
    words: str
    check: Check
    absent: str = ""


_FORMS = "forms to fill in"
_MEDIA = "sound and film"
_LAYERS = "layers"
_SIMPLE = "simple TrueType fonts"
_MAPS = "fonts with a map of codes of their own"
_MARKS = "printer's marks"

MATTERHORN = (
    Condition("01-003", "an artifact stands inside tagged content", content.artifact_in_tagged),
    Condition("01-004", "tagged content stands inside an artifact", content.tagged_in_artifact),
    Condition("01-005", "content is neither tagged nor an artifact", content.neither),
    Condition("01-007", "the file says itself that its tags are suspect", content.suspects),
    Condition("02-001", "a role of our own stands for no standard one", content.unknown_roles),
    Condition("02-003", "roles stand for each other in a circle", content.circular_roles),
    Condition("02-004", "a standard role is made to stand for another", content.remapped_roles),
    Condition("06-001", "there is no XMP metadata", document.no_metadata),
    Condition("06-002", "the metadata do not name PDF/UA", document.no_ua_mark),
    Condition("06-003", "the metadata have no title", document.no_title),
    Condition("07-001", "it is not asked for that the title be shown", document.title_not_asked_for),
    Condition("07-002", "it is asked for that the title be not shown", document.title_not_shown),
    Condition("09-004", "parts of a table stand in each other wrongly", tags.tables),
    Condition("09-005", "parts of a list stand in each other wrongly", tags.lists),
    Condition("09-006", "parts of a table of contents stand in each other wrongly", tags.contents),
    Condition("09-007", "parts of a Ruby stand in each other wrongly", tags.rubies, "Ruby"),
    Condition("09-008", "parts of a Warichu stand in each other wrongly", tags.warichus, "Warichu"),
    Condition("10-001", "a character that is shown has no meaning in Unicode", content.codes_without_meaning),
    Condition("11-001", "the language of a text cannot be known", document.text_language),
    Condition("11-002", "the language of a replacement text cannot be known", document.alternative_language),
    Condition("11-003", "the language of the bookmarks cannot be known", document.outline_language),
    Condition(
        "11-004", "the language of an annotation's words cannot be known", document.annotation_language
    ),
    Condition("11-005", "the language of a field's words cannot be known", document.field_language, _FORMS),
    Condition("11-006", "the language of the metadata cannot be known", document.metadata_language),
    Condition("13-004", "a figure has no words instead of it", tags.figures),
    Condition("14-002", "the first heading is not of the first level", tags.first_heading),
    Condition("14-003", "a level of headings is skipped on the way down", tags.skipped_headings),
    Condition("14-006", "two headings without number in one element", tags.doubled_headings),
    Condition("14-007", "headings with and without number are mixed", tags.mixed_headings),
    Condition("15-003", "a table's head does not say what it heads", tags.scopes),
    Condition("17-002", "a formula has no words instead of it", tags.formulas, "formulas"),
    Condition("17-003", "characters of a formula have no meaning", tags.formulas_at_all, "formulas"),
    Condition("19-003", "a footnote has no name", tags.notes_without_name, "footnotes"),
    Condition("19-004", "two footnotes have one name", tags.notes_of_one_name, "footnotes"),
    Condition("20-001", "a choice of layers has no name", document.layers_without_name, _LAYERS),
    Condition(
        "20-002", "the first choice of layers has no name", document.default_layers_without_name, _LAYERS
    ),
    Condition("20-003", "layers are switched by themselves", document.layers_by_themselves, _LAYERS),
    Condition("21-001", "a file inside has no name", document.nameless_files, "files inside"),
    Condition("25-001", "a form is built only while it is shown", document.dynamic_forms, _FORMS),
    Condition("26-001", "it is encrypted and does not say for what", document.encrypted, "encryption"),
    Condition("26-002", "it is encrypted and kept from screen readers", document.encrypted, "encryption"),
    Condition(
        "28-002", "an annotation stands in no Annot", annotations.outside_annot, "annotations but links"
    ),
    Condition("28-004", "an annotation has no words", annotations.untold),
    Condition("28-005", "a field has no words", annotations.untold_fields, _FORMS),
    Condition("28-006", "an annotation is of an unknown kind", annotations.unknown_kinds),
    Condition("28-007", "there is a trap net", annotations.trap_nets),
    Condition("28-008", "a page with links does not say their order", annotations.pages_without_order),
    Condition("28-009", "the order of links is not that of the tags", annotations.pages_of_other_order),
    Condition("28-010", "a field stands in no Form", annotations.widgets_outside_form, _FORMS),
    Condition("28-011", "a link stands in no Link", annotations.links_outside_link),
    Condition("28-012", "a link does not say where it leads", annotations.untold_links),
    Condition("28-014", "a clip does not say its kind", annotations.clips_without_kind, _MEDIA),
    Condition("28-015", "a clip has no words instead of it", annotations.clips_without_words, _MEDIA),
    Condition("28-016", "an attached file has no name", annotations.attachments, "files inside"),
    Condition("28-017", "a printer's mark is tagged", annotations.tagged_printer_marks, _MARKS),
    Condition("28-018", "a printer's mark is no artifact", annotations.bare_printer_marks, _MARKS),
    Condition("30-001", "a form takes its content from another file", content.reference_forms),
    Condition("30-002", "a form with tagged content is drawn twice", content.shared_marked_forms),
    Condition(
        "31-001", "a font and its map name different registries", fonts.other_collection("Registry"), _MAPS
    ),
    Condition(
        "31-002", "a font and its map name different orders", fonts.other_collection("Ordering"), _MAPS
    ),
    Condition("31-003", "a font knows less than its map", fonts.other_collection("Supplement"), _MAPS),
    Condition("31-004", "the map from characters to glyphs is of no known kind", fonts.bad_glyph_map),
    Condition("31-005", "there is no map from characters to glyphs", fonts.no_glyph_map),
    Condition("31-006", "a map of codes is neither well known nor inside", fonts.unlisted_map),
    Condition("31-007", "a map of codes has two directions of writing", fonts.other_direction, _MAPS),
    Condition("31-008", "a map of codes borrows from an unknown one", fonts.borrowed_map, _MAPS),
    Condition("31-009", "a font is not embedded", fonts.not_embedded),
    Condition("31-011", "an embedded font lacks a glyph that is shown", fonts.lost_glyphs),
    Condition(
        "31-012", "a glyph is missing in the list of a Type 1 font", fonts.charset_of_type_1, "such lists"
    ),
    Condition("31-013", "a listed glyph is missing in a Type 1 font", fonts.charset_of_type_1, "such lists"),
    Condition("31-014", "a glyph is missing in the list of its font", fonts.glyphs_not_told),
    Condition("31-015", "a listed glyph is missing in its font", fonts.told_glyphs_not_there),
    Condition("31-016", "a glyph has two widths", fonts.other_widths),
    *(
        Condition(f"31-{number:03}", words, fonts.simple_fonts, _SIMPLE)
        for number, words in enumerate(
            (
                "a font of letters has only a table of symbols",
                "a letter is not in any table of its font",
                "a font of letters has no encoding",
                "the encoding of a font has no base",
                "the encoding of a font is neither of the two allowed",
                "the encoding of a font has names that nobody knows",
                "the encoding of a font has changes that it cannot look up",
                "a font of symbols has an encoding",
                "a font of symbols has no table",
                "a font of symbols has more than one table and none of symbols",
            ),
            17,
        )
    ),
    Condition("31-027", "a font does not tell what its codes mean", fonts.no_unicode),
    Condition("31-028", "a code stands for U+0000", fonts.unicode_of(0)),
    Condition("31-029", "a code stands for U+FEFF or U+FFFE", fonts.unicode_of(0xFEFF, 0xFFFE)),
    Condition("31-030", "the sign for a missing glyph is shown", fonts.nothing_drawn),
)
ARCHIVE = (
    Condition("A-name", "the metadata do not name PDF/A-2a", archive.not_named),
    Condition("A-tags", "it does not say that it is tagged", archive.not_marked),
    Condition("A-colour", "colours of a device without a profile", archive.colours_untold),
    Condition("A-profile", "there is no output intent with a profile", archive.profile_missing),
    Condition("A-action", "something is run, sent or opened", archive.scripts),
    Condition("A-filter", "a compression that is not allowed", archive.old_compression),
    Condition("A-outside", "something lies outside of the file, or a file inside of it", archive.outside),
    Condition("A-flags", "an annotation is hidden or not printed", archive.hidden_annotations),
    Condition("A-private", "a character of private use is read", archive.private_characters),
    Condition("A-smooth", "a picture is smoothed as each reader likes", archive.smoothed_pictures),
    Condition("A-id", "the file has no ID", archive.nameless),
)
OURS = (
    Condition("E-parents", "the parent tree leads elsewhere", paper.parent_tree),
    Condition("E-above", "an element does not know what it stands in", paper.parents_of_elements),
    Condition("E-links", "an annotation stands outside the structure", paper.annotations_outside),
    Condition("E-title", "there is not exactly one title", paper.one_title),
    Condition("E-empty", "a heading, link or head of a table says nothing", paper.empty_elements),
    Condition("E-tables", "rows of different length, or a row or column without head", paper.uneven_tables),
    Condition("E-ways", "a link or bookmark leads nowhere", paper.lost_ways),
    Condition("E-loose", "text stands in no paragraph, item or cell", paper.loose_text),
    Condition("E-marks", "a heading of the first level has no bookmark", paper.headings_without_bookmark),
    Condition("E-order", "elements go back to an earlier page", paper.backwards),
)
LAYOUT = (
    Condition("L-page", "a character stands outside its sheet", layout.outside_page),
    Condition("L-cell", "a cell reaches into another", layout.outside_cell),
    Condition("L-upon", "words stand upon others", layout.upon_each_other),
    Condition("L-foot", "a heading stands at the foot of a page", layout.heading_at_foot),
    Condition("L-head", "a table goes on without its head", layout.head_not_repeated),
    Condition("L-row", "a row is cut that fits a sheet", layout.row_split),
    Condition("L-size", "large print has small letters", layout.too_small),
)
ALL = (*MATTERHORN, *ARCHIVE, *OURS, *LAYOUT)


@dataclass(frozen=True)
class Finding:
    id: str
    where: str


def findings(data: bytes, is_large: bool = False, conditions: tuple[Condition, ...] = ALL) -> list[Finding]:
    """All that is wrong with a PDF; of each condition the first few places."""
    file = layout.Laid(data, is_large)
    try:
        found = []
        for condition in conditions:
            places = islice(condition.check(file), 3)
            found += [Finding(condition.id, place) for place in places]
        return found
    finally:
        file.close()
