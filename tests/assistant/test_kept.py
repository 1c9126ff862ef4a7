from concurrent.futures import ThreadPoolExecutor

from assistant.kept import Kept


def test_what_is_kept_is_found_in_the_order_asked_for() -> None:
    kept = Kept[str, int](3)
    kept.keep({"a": 1, "b": 2})

    assert list(kept.find(["b", "unknown", "a"]).items()) == [("b", 2), ("a", 1)]


def test_what_was_asked_for_least_recently_goes_first() -> None:
    kept = Kept[str, int](2)
    kept.keep({"a": 1, "b": 2})
    kept.find(["a"])

    kept.keep({"c": 3})

    assert kept.find("abc") == {"a": 1, "c": 3}


def test_no_more_is_kept_than_the_bound_even_when_given_at_once() -> None:
    kept = Kept[int, int](5)

    kept.keep({number: number for number in range(100)})

    assert list(kept.find(range(100))) == [95, 96, 97, 98, 99]


def test_many_threads_keep_and_find_together() -> None:
    kept = Kept[int, int](50)

    def use(start: int) -> bool:
        numbers = range(start, start + 200)
        for number in numbers:
            kept.keep({number: number})
            kept.find(numbers)
        return all(key == value for key, value in kept.find(range(1000)).items())

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(0, 800, 100)))
    assert len(kept.find(range(1000))) == 50
