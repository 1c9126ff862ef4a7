"""Two years' reviews of an invented partnership, with like tables and like sentences."""

from dataclasses import replace

from assistant.pipeline import Assistant
from corpus.model import Slide, SlideRef
from tests.assistant.small_corpus import DOCUMENT, bullet, embed, index, slide
from tests.assistant.worked_corpus import table

LATER = replace(
    DOCUMENT,
    id="eastham-2031-32",
    title="Eastham Safety Review 2031/32",
    area="Eastham",
    publisher="Eastham Partnership",
)
EARLIER = replace(LATER, id="eastham-2030-31", title="Eastham Safety Review 2030/31", period="2030/31")

OF_LATER = (
    slide(
        1,
        "Where the money came from 2031/32",
        *table(
            "Fund|Grant|Paid for",
            "Bridge Fund|£30,000|Lights on the footbridge",
            "Garden Fund|£12,000|Fences and seeds",
            "Night Bus Fund|£18,000|Drivers on Fridays",
        ),
    ),
    slide(
        2,
        "How we compare 2031/32",
        *table(
            "Measure|Eastham|Westshire|England",
            "Residents who feel safe in the park|64%|61%|67%",
            "Victims satisfied with the police|58%|66%|63%",
            "Children in custody, per 100,000|142|156|148",
        ),
    ),
    slide(
        3,
        "Incidents by ward 2031/32",
        *table("Ward|Fires|Floods", "Northgate|12|40", "Southmere|30|25", "Millbrook|18|15"),
    ),
    slide(
        4,
        "Hate crime",
        bullet("318 hate crimes were recorded by the police in Eastham, of which 201 were about race."),
        bullet("School workshops reached 4,150 pupils in 21 schools."),
        bullet("96 abandoned cars were towed away."),
        bullet("112 cases came in, of which 28 were at high risk."),
        bullet("20 arrests were made at the fair, up from 12 a year before."),
        bullet("40 volunteers joined the choir of the wardens."),
        *table("Work|Target|Outcome", "Litter fines|70|65", "Graffiti cleaned|90|88"),
    ),
    slide(
        5,
        "Volunteers",
        bullet("Volunteers gave 1,200 hours to the parks and 300 hours to the libraries."),
        bullet("The café took £4,500 at its till, and the boathouse took £1,500."),
        bullet("72 apprentices joined the scheme; 54 of them finished it."),
        bullet("Shop theft rose by 18% in Eastham against 23% across Westshire."),
    ),
)
OF_EARLIER = (
    slide(
        1,
        "Where the money came from 2030/31",
        *table(
            "Fund|Grant|Paid for",
            "Bridge Fund|£20,000|Paint for the footbridge",
            "Garden Fund|£15,000|Tools",
            "Kiosk Fund|£8,000|A kiosk",
        ),
    ),
    slide(
        2,
        "How we compare 2030/31",
        *table(
            "Measure|Eastham|Westshire|England",
            "Residents who feel safe in the park|60%|59%|66%",
            "Victims satisfied with the police|62%|65%|64%",
            "Children in custody, per 100,000|150|156|151",
        ),
    ),
    slide(
        3,
        "Incidents by ward 2030/31",
        *table("Ward|Fires|Floods", "Northgate|10|44", "Southmere|33|20", "Millbrook|15|16"),
    ),
    slide(
        4,
        "Hate crime",
        bullet("296 hate crimes were recorded by the police in Eastham, of which 190 were about race."),
        bullet("School workshops reached 2,900 pupils in 15 schools."),
        bullet("120 abandoned cars were towed away."),
        bullet("310 bicycles were marked."),
        bullet("105 cases came in, many at high risk."),
        bullet("12 arrests were made at the fair."),
        bullet("Of those asked, 25 volunteers had joined after an advertisement."),
        *table("Work|Target|Outcome", "Litter fines|60|50", "Graffiti cleaned|80|84"),
    ),
)


def two_years() -> Assistant:
    """Return an assistant over both reviews."""
    slides = (*_of(LATER.id, OF_LATER), *_of(EARLIER.id, OF_EARLIER))
    return Assistant(replace(index(slides), documents=(EARLIER, LATER)), embed)


def _of(document: str, slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    return tuple(replace(one, ref=SlideRef(document, one.ref.number)) for one in slides)
