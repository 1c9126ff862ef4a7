"""What the environment may say about asking and serving: SSP_* names, read once at the rim."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.settings import PREFIX


class AssistantSettings(BaseSettings):
    """How questions are taken and answered."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", min_length=1, max_length=253, description="address to listen on")
    port: int = Field(default=8000, ge=0, le=65535, description="TCP port to listen on; 0 takes a free one")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="further names, separated by commas, under which browsers may reach the service",
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

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip().lower() for name in value.split(",") if name.strip())
        return value
