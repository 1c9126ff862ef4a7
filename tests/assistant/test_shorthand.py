import pytest

from assistant.lexicon import Lexicon, build_lexicon
from assistant.shorthand import spell_out
from tests.assistant.small_corpus import bullet, slide

LEXICON: Lexicon = build_lexicon([slide(1, "Harbour", bullet("The dept of tides met in January."))])


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("theft Jul-Sep compared w/ after", "theft July-September compared with after"),
        ("noise in Jan", "noise in January"),
        ("calls from 3 Feb to Mar 2031", "calls from 3 February to March 2031"),
        ("lantern fund v kelp fund", "lantern fund versus kelp fund"),
        ("difference b/w the two", "difference between the two"),
        ("avg wait, govt money", "average wait, government money"),
        ("how many ppl approx.?", "how many people approximately?"),
    ],
)
def test_shorthand_is_put_in_full(typed: str, full: str) -> None:
    assert spell_out(typed, LEXICON) == full


@pytest.mark.parametrize(
    "typed",
    ["What did Jan say?", "May I see it?", "which dept met?", "www.info.org", "It may dec"],
)
def test_names_and_the_words_of_the_documents_stay(typed: str) -> None:
    assert spell_out(typed, LEXICON) == typed
