from pathlib import Path

import pytest

from corpus.errors import SettingsError
from corpus.settings import (
    CorpusSettings,
    check_environment,
    describe_settings,
    read_settings,
    setting_names,
)


def test_the_home_is_the_users_data_directory_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings(CorpusSettings).home.name == "ssp-assistant"

    monkeypatch.setenv("SSP_HOME", "/somewhere/else")
    assert read_settings(CorpusSettings).home == Path("/somewhere/else")


def test_a_value_out_of_bounds_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_INGEST_THREADS", "0")

    with pytest.raises(SettingsError, match=r"SSP_INGEST_THREADS: .*greater than or equal to 1"):
        read_settings(CorpusSettings)


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_INGEST_THREADS", "")

    assert read_settings(CorpusSettings).ingest_threads is None


def test_a_misspelt_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(SettingsError, match=r"SSP_HOMES is no setting of ours; did you mean SSP_HOME\?"):
        check_environment(setting_names(CorpusSettings), {"SSP_HOMES": "/x"})


def test_all_misspelt_names_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        check_environment(["SSP_HOME"], {"SSP_B": "", "SSP_A": "", "OTHER": "", "ssp_home": ""})

    assert [line.split()[0] for line in str(caught.value).splitlines()] == ["SSP_A", "SSP_B"]


def test_known_names_pass() -> None:
    check_environment(["SSP_HOME"], {"SSP_HOME": "/x", "PATH": "/bin"})


def test_every_setting_is_described() -> None:
    lines = describe_settings(CorpusSettings)

    assert [line.name for line in lines] == list(setting_names(CorpusSettings))
    assert all(line.description for line in lines)
