"""A small content folder that holds one of everything, for tests that need to know every word of it."""

from pathlib import Path

FILES = {
    "book.yaml": """\
title: A small book
edition: "2026.1"
edition_date: "2026-01-31"
publisher: The test
language: en
rights: Free to copy.
about:
  - title: The law
    text: It was signed in 2015.
    sources: [law]
missing:
  - The rest of practice 2.
name: small-book
""",
    "sources.yaml": """\
law:
  title: A letter
  publisher: The Department
  address: https://example.org/law
  date: June 23, 2016
page-1:
  title: The page of practice 1
  publisher: Partners
  address: https://example.org/1
  seen: partly seen
paper:
  title: A paper on conexión
  publisher: NASBE
  address: https://example.org/paper?a=b__c
""",
    "organizations.yaml": """\
massinc:
  name: MassINC
  also: [Mass Institute]
rennie:
  name: The Rennie Center
  note: A center.
""",
    "resources.yaml": """\
- title: A handbook
  publisher: Partners
  address: https://example.org/handbook
  note: From 2016
  practices: ["1"]
- title: A guide for all
  publisher: NASBE
  address: https://example.org/guide
""",
    "jurisdictions.csv": """\
code,name,fips,kind,sea_name,sea_acronym,sea_website,essa_submission_window,neighbors
MA,Massachusetts,25,state,Massachusetts Department of Education,DESE,https://example.org/ma,April/May 2017,NY
NY,New York,36,state,New York State Education Department,NYSED,https://example.org/ny,September 2017,MA VT
VT,Vermont,50,state,Vermont Agency of Education,AOE,https://example.org/vt,April/May 2017,NY
GU,Guam,66,territory,Guam Department of Education,GDOE,,,
""",
    "1-reach-out/practice.md": """\
---
code: "1"
theme: Representation
title: Reach Out
report_title: Reach the Unreached
view: partly seen
---

Look for those who are not in the room. [^page-1]

## Background

The national count stood at nine. [^paper]

## Room for growth for all states

### Address power

Say where it falls short. [^page-1] [^law]

## Resources

The page lists none. [^page-1]
""",
    "1-reach-out/1.MA.md": """\
---
code: 1.MA
kind: published
jurisdiction: MA
heading: enlisted help
headline: early breakfasts with partners
partners:
  - organization: massinc
    as: Mass, Inc.
    role: outreach
  - organization: rennie
as_of: "2017"
---

The state asked others for help. They came.

## What the state did

Partners held “policy breakfasts”
all over the state. [^page-1]

It led work to [breaks off] [^page-1]

## Related facts

More than 1,500 people came. [^paper]
""",
    "1-reach-out/1.NY.md": """\
---
code: 1.NY
kind: related
jurisdiction: NY
headline: a poll of parents
---

A coalition polled parents. It asked for time.

## What the state did

Parents were polled in café meetings. [^paper] [^law]
""",
    "1-reach-out/1.MA-2.md": """\
---
code: 1.MA-2
kind: related
jurisdiction: MA
headline: a second round
---

There was a second round. It was short.

## What the state did

A second round followed. [^law]
""",
    "2-show-work/practice.md": """\
---
code: "2"
theme: Transparency
title: Show Your Work
view: full page seen
---

Tell people what became of their words. [^law]

## Room for growth for all states

Not seen for this practice.
""",
}


def write_content(folder: Path, **changes: str) -> Path:
    """Write the files; a change replaces a file by its name, with `=` for what it replaces in it."""
    for name, text in (FILES | changes).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
