"""What the environment may say about asking and serving: SSP_* names, read once at the rim."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.settings import PREFIX

_ORIGIN = re.compile(r"https?://[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?(:[0-9]+)?")
_USUAL_PORTS = {"http": 80, "https": 443}


class AssistantSettings(BaseSettings):
    """How questions are taken and answered."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", min_length=1, max_length=253, description="address to listen on")
    port: int = Field(default=8000, ge=0, le=65535, description="TCP port to listen on; 0 takes a free one")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="further names, separated by commas, under which browsers may reach the service",
    )
    embed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        max_length=100,
        description="origins whose pages may embed the widget, separated by commas, "
        "each as https://intranet.example; none when empty",
    )
    contact: str = Field(
        default="", max_length=200, description="whom to ask when the documents do not say, in plain words"
    )
    max_question_chars: int = Field(
        default=500, ge=20, le=4000, description="longest question, in characters"
    )
    max_in_flight: int = Field(
        default=64, ge=1, le=1024, description="questions answered or waiting at once; beyond it, 429"
    )
    encoder_queue: int = Field(
        default=64, ge=1, le=1024, description="questions waiting for the encoder; beyond it, 429"
    )
    encoder_batch: int = Field(default=8, ge=1, le=128, description="most questions encoded together")
    answer_timeout_s: float = Field(
        default=30.0, ge=0.1, le=600, description="longest wait for the encoder, in seconds"
    )
    max_conversations: int = Field(
        default=1000,
        ge=1,
        le=100_000,
        description="conversations remembered; the least recent one goes first",
    )
    max_turns: int = Field(default=10, ge=0, le=10, description="earlier turns remembered in a conversation")
    conversation_ttl_s: float = Field(
        default=3600, ge=1, le=86_400, description="seconds without a question after which one is forgotten"
    )
    uploads: bool = Field(
        default=True,
        description="people at this machine may add documents in the browser; "
        "never offered where other machines can reach the service",
    )
    max_upload_mb: int = Field(default=64, ge=1, le=2048, description="largest file taken there, in MiB")
    feedback: bool = Field(
        default=True,
        description="people may say whether an answer was right; kept in `feedback.jsonl` in the data folder",
    )
    max_feedback_mb: int = Field(
        default=8,
        ge=1,
        le=1024,
        description="largest size of that file, in MiB; beyond it nothing more is kept",
    )
    conversations: Literal["browser", "server"] = Field(
        default="browser",
        description="where conversations are kept to be taken up again: in each reader's browser alone, "
        "or on the server, in `conversations/` in the data folder",
    )
    max_conversations_mb: int = Field(
        default=64,
        ge=4,
        le=65_536,
        description="largest size of that folder, in MiB; beyond it those longest unchanged go first",
    )

    @field_validator("allowed_hosts", "embed_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip().lower() for name in value.split(",") if name.strip())
        return value

    @field_validator("embed_origins")
    @classmethod
    def _check_origins(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        origins = tuple(dict.fromkeys(value.strip().lower() for value in values))
        faults = [fault for fault in map(_fault_of_origin, origins) if fault]
        if faults:
            raise ValueError("; ".join(faults))
        return origins


def _fault_of_origin(text: str) -> str:
    """Return what is wrong with an origin and what to write instead; "" when it is as browsers send it."""
    nearest = _nearest_origin(text)
    if nearest == text:
        return ""
    return f"{text} is no exact origin: write {nearest or 'each in full, such as https://intranet.example'}"


def _nearest_origin(text: str) -> str:
    """Return the origin that a text seems to mean, as browsers send it; "" when it means no single one.

    Browsers leave out the path and the scheme's usual port, and write other letters in Punycode.
    """
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port not in {None, 0, _USUAL_PORTS.get(parts.scheme)} else ""
    except ValueError:
        return ""
    origin = f"{parts.scheme}://{host}{port}"
    return origin if _ORIGIN.fullmatch(origin) else ""
