import pytest

from assistant.lexicon import build_lexicon
from assistant.model import Hit
from assistant.preference import prefer
from assistant.query import make_query
from tests.assistant.small_corpus import bullet, slide

SURVEY = slide(
    1,
    "Survey",
    bullet("Residents feel safe at night thanks to the lamps."),
    bullet("92% of residents feel safe at night."),
    bullet("Residents feel safe at night in 40 streets."),
)
LEXICON = build_lexicon([SURVEY])


def first(question: str) -> str:
    """Return the text that goes first of three found alike, the share a little less than the others."""
    hits = [Hit(SURVEY, block, 0.45 if "%" in block.text else 0.5) for block in SURVEY.blocks[1:]]
    return prefer(make_query(question, (), LEXICON), hits, LEXICON)[0].block.text


@pytest.mark.parametrize(
    "question",
    [
        "Do residents feel safe at night?",
        "How satisfied are residents?",
        "And do residents trust the wardens?",
        "Are residents worried at night?",
    ],
)
def test_who_asks_how_people_feel_is_told_the_share_first(question: str) -> None:
    assert first(question) == "92% of residents feel safe at night."


@pytest.mark.parametrize("question", ["Where do residents feel safe?", "Do residents walk at night?"])
def test_who_asks_something_else_is_not(question: str) -> None:
    assert first(question) != "92% of residents feel safe at night."
