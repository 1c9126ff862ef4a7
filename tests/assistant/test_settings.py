import pytest
from pydantic import ValidationError

from assistant.settings import AssistantSettings
from corpus.errors import SettingsError
from corpus.settings import describe_settings, read_settings


def test_only_this_machine_is_listened_to_unless_told_otherwise() -> None:
    assert (AssistantSettings().host, AssistantSettings().port) == ("127.0.0.1", 8000)


def test_a_value_out_of_bounds_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_PORT", "70000")

    with pytest.raises(SettingsError, match="SSP_PORT"):
        read_settings(AssistantSettings)


def test_host_names_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSP_ALLOWED_HOSTS", "intranet.example, Ask.Example,")

    assert read_settings(AssistantSettings).allowed_hosts == ("intranet.example", "ask.example")


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValidationError):
        AssistantSettings().port = 1


def test_every_setting_says_what_it_is() -> None:
    assert all(line.description for line in describe_settings(AssistantSettings))
