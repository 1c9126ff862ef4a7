"""An invented council's services, in tables of many shapes: years, aims, who runs what, parts and wholes."""

from assistant.pipeline import Assistant
from tests.assistant.small_corpus import bullet, embed, index, slide
from tests.assistant.worked_corpus import table

SLIDES = (
    slide(
        1,
        "Library loans",
        *table(
            "Library|Ward|Run by|2030/31|2031/32",
            "Abbey|Northgate|Council|12,000|14,500",
            "Brook|Northgate|Friends of Brook|nil|3,200",
            "Castle|Southmere|Council|20,000|18,000",
            "Dale|Southmere|Reading Trust (charity)|n/a|9,300",
        ),
    ),
    slide(
        2,
        "Missed bins",
        bullet("Missed glass up 12.5% to 450 bins, of which 9% were on the hill."),
        *table(
            "Collection|Baseline 2030/31|Actual 2031/32|Target March 2033",
            "All missed bins (excl. garden waste)|1,200|1,050|800",
            "Missed food|300|260|150",
            "Missed glass|400|450|350",
            "Share within 24 hours|71%|78%|90%",
        ),
    ),
    slide(
        3,
        "School places",
        *table(
            "School|Provider|Places|Pupils",
            "Ash Primary|Learning Trust|210|200",
            "Birch Primary|Learning Trust|420|398",
            "Cedar High|Diocese|900|870",
            "Elm High|Diocese and Harbour Trust|600|555",
        ),
    ),
    slide(
        4,
        "Bus routes",
        *table(
            "Route|Funder|Operator|Subsidy|Riders",
            "Hill Line|Fares Board|Bluebird|£40,000|9,000",
            "Quay Line|Fares Board|Redway Coaches|£25,000|7,500",
            "Night Line|Town Fund|Bluebird|£15,000|2,500",
            "Moor Line|Town Fund|Redway Coaches|£20,000|n/a",
        ),
    ),
    slide(
        5,
        "Allotment plots",
        *table("Site|Plots", "Mill Lane|40", "Pond Field|25", "of which raised beds|5", "Chapel Hill|30"),
    ),
    slide(
        6,
        "Swimming lessons",
        *table("Pool|Lessons", "Lido|120", "Baths|180", "Whole service|300"),
    ),
    slide(
        7,
        "Park visits",
        *table("Park|Visits", "All Saints Green|900", "Mill Park|400", "Pond Park|300"),
    ),
    slide(
        8,
        "Museum income",
        *table(
            "Source|21/22|22/23|Status",
            "Shop|£3,000|£4,500|Confirmed",
            "Café|£6,000|£5,000|Estimated",
            "Tours|nil|£1,500|Confirmed",
        ),
    ),
    slide(
        9,
        "Street repairs",
        *table(
            "Job|Paid by|Done by|Cost",
            "Potholes|Roads Fund|Northgate Works|£8,000",
            "Kerbs|Roads Fund|Southmere Works|£2,000",
            "Signs|Northgate Works|Southmere Works|£1,000",
            "Lamps|Northgate Works|Northgate Works|£3,000",
        ),
    ),
)


def services() -> Assistant:
    """Return an assistant over the services."""
    return Assistant(index(SLIDES), embed)
