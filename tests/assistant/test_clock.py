from assistant.clock import Clock


def test_a_step_that_runs_twice_is_timed_as_one_and_gives_what_it_makes() -> None:
    clock = Clock()

    made = [clock.timed("hits", lambda: "first"), clock.timed("hits", lambda: "second")]

    assert made == ["first", "second"]
    assert list(clock.timings_ms()) == ["hits", "total"]
