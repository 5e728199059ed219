"""The small book with the words around its examples: topics, stages, dates, terms, former codes, Spanish."""

from pathlib import Path

from small_book import FILES, write_content

MA_2 = "1-reach-out/1.MA-2.md"
SPANISH = "1-reach-out/1.MA.es.md"

WORDED = {
    "topics.yaml": """\
tribes:
  label: tribes
  also: [Native American]
  group: people
consultation:
  label: tribal consultation
  group: method
  broader: tribes
  note: Formal talks.
writing:
  label: writing the plan
  group: stage
""",
    "glossary.yaml": """\
SEA:
  meaning: The agency of a state.
  also: [state educational agency]
  group: Bodies
  sources: [law]
  see: [org:massinc, 1.MA]
Town hall:
  meaning: An open meeting.
  group: Words
  sources: []
  general: yes
Crosswalk:
  meaning: Two texts side by side.
  group: Words
  sources: [paper]
  general: yes
""",
    "aliases.yaml": """\
1.NH: 1.NY
org:mass-inc: org:massinc
""",
    SPANISH: """\
---
language: es
heading: buscó ayuda
headline: desayunos temprano con socios
---

El estado pidió ayuda. Vinieron.

## What the state did

Los socios ofrecieron “desayunos” en todo el estado.

Condujo a [breaks off]

## Related facts

Vinieron más de 1,500 personas.
""",
    MA_2: FILES[MA_2].replace(
        "headline: a second round\n",
        "headline: a second round\ntopics: [consultation]\nstage: [comment and review, writing the plan]\n"
        'dates: May 2016 to 2017\nas_of: "2018"\n',
    ),
    "jurisdictions.csv": FILES["jurisdictions.csv"]
    .replace("neighbors\n", "neighbors,note\n")
    .replace(",NY\nNY", ",NY,\nNY")
    .replace(",MA VT\n", ",MA VT,\n")
    .replace("AOE,https://example.org/vt,April/May 2017,NY\n", "DESE,https://example.org/vt,,NY,A note.\n")
    .replace("GDOE,,,\n", "GDOE,,,,\n"),
}


def write_worded_content(folder: Path, **changes: str) -> Path:
    return write_content(folder, **(WORDED | changes))
