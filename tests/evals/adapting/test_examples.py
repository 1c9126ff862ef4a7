from evals.adapting.examples import PUBLIC_SHARE, make_examples, passage_of
from evals.adapting.pages import Page
from evals.training.pairs import Group

PAGE = Page("Roads and paths", ("Potholes", "Lights", "Kerbs"), ((1, "Why dark?"),), ("What cost?",))
GROUP = Group("Who won?", "set", ("Ann won.",), ("Bob lost.", "Cy drew."))


def test_a_question_goes_with_its_line_others_of_its_page_and_a_near_miss() -> None:
    [example] = [one for one in make_examples([PAGE], [], seed=1) if one.question == "Why dark?"]

    assert example.passage.removeprefix("Roads and paths\n") == "Lights"
    assert {text.removeprefix("Roads and paths\n") for text in example.others} == {"Potholes", "Kerbs"}
    assert example.unanswered == "What cost?"


def test_a_page_is_asked_for_as_a_whole_without_its_heading_in_the_passage() -> None:
    [example] = [one for one in make_examples([PAGE], [], seed=1) if "oads and paths" in one.question]

    assert example.passage in PAGE.lines
    assert (example.others, example.unanswered) == ((), "")


def test_public_questions_come_in_their_share() -> None:
    pages = [Page(f"H{n}", ("a", "b"), ((0, f"q{n}"),), ()) for n in range(50)]
    groups = [Group(f"public {n}", "set", ("yes",), ("no", "nor")) for n in range(100)]
    unanswered = [Group("never", "set", (), ("no",))]

    public = [one for one in make_examples(pages, groups + unanswered, seed=1) if "public" in one.question]

    assert len(public) == round(PUBLIC_SHARE * 100)
    assert all(one.passage == "yes" and one.others[0] in {"no", "nor"} for one in public)


def test_one_seed_gives_one_order_and_another_another() -> None:
    pages = [Page(f"H{n}", ("a", "b"), ((0, f"q{n}"),), ()) for n in range(20)]

    assert make_examples(pages, [GROUP], 1) == make_examples(pages, [GROUP], 1)
    assert make_examples(pages, [GROUP], 1) != make_examples(pages, [GROUP], 2)


def test_a_passage_stands_under_its_heading_or_alone() -> None:
    assert passage_of(PAGE, 2, under_heading=True) == "Roads and paths\nKerbs"
    assert passage_of(PAGE, 2, under_heading=False) == "Kerbs"
