"""Invented exports of invented councils, each in another exporter's habits, for tests of the readers."""

from dataclasses import replace
from pathlib import Path

from corpus.model import Block, BlockKind, Document, DocumentKind, Slide
from ingest.model import Reading
from ingest.readers import find_reader

DECK = Path(__file__).parents[2] / "corpus" / "documents" / "ssp-annual-review-2020-21.txt"

DOCUMENT = Document(
    id="invented-borough-review",
    title="Invented Borough Safety Review 2031/32",
    kind=DocumentKind.REVIEW,
    period="2031/32",
    area="Invented Borough",
    publisher="Invented Borough Partnership",
    audience="public",
    file="invented-borough-review.txt",
    sha256="0" * 64,
    invented=True,
)

GAPS = """\
Invented Borough Community Safety Board


Yearly report to members
Presented by A. Person and B. Person, 3 June 2032


Where the money went


Pot\tSum\tSpent on
Lantern pot\t£7,500\t<ul><li>Lanterns on Quay Road</li><li>Timers &amp; fuses</li></ul>
Harbour pot\t£12,000\t<p>Boat patrols; <b>night</b> wardens.</p>

Who sits on the board


What is in this pack

Calm Streets

Progress this year


Bicycles

• Thefts fell by 14% after racks were fitted.
  – Quay Road racks came first.
  – Mill Lane racks came last.
• Police marked **310** bicycles.

Noise

• Complaints rose in the summer.

Calm Streets

Numbers at a glance


A bar chart showing noise complaints for each month of the year.

Jan Feb Mar
Loud and clear

Safe Evenings

Progress this year


1) Wardens walked 40 routes
2) Two new [refuges](https://example.org/refuges) opened

Nothing else changed in the evenings.


Next steps

We will ask members for a longer plan.

* Agree the plan
* Fund the plan


**Questions?**

safety@invented.example
"""

STATED = """\
--- Slide 1 ---
Fictional County Partnership
Strategic assessment

--- Slide 2 ---
Rural crime
* Hare coursing fell
    * in the north by 12%
    * in the south by 3%
* Plant theft rose

--- Slide 4 ---

--- Slide 5 ---
Rural crime
Hotspots
A map showing where plant was stolen.
North Fen
South Fen
Notes:
Say that the map is two years old.
"""

HEADED = """\
# Imaginary Town Safety Deck

## Drugs

- Needle exchanges doubled
- Two clinics closed

## Young people

Volunteers ran a youth club every week.

### Clubs

- Chess club
"""


def read(export: str | bytes, file: str = DOCUMENT.file) -> Reading:
    document = replace(DOCUMENT, file=file)
    source = export.encode() if isinstance(export, str) else export
    return find_reader(document, source).read(document, source)


def names(reading: Reading) -> list[tuple[int, str, str]]:
    return [(slide.ref.number, slide.theme, slide.title) for slide in reading.slides]


def blocks_of(reading: Reading, *kinds: BlockKind) -> list[Block]:
    return [b for slide in reading.slides for b in slide.blocks if not kinds or b.kind in kinds]


def slide_of(reading: Reading, number: int) -> Slide:
    return next(slide for slide in reading.slides if slide.ref.number == number)
