"""What the environment may say: SSP_* names, read once at the rim and passed down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar

from platformdirs import user_data_dir
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError

PREFIX = "SSP_"
AnySettings = TypeVar("AnySettings", bound=BaseSettings)


class CorpusSettings(BaseSettings):
    """Where the data lies and which model reads it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    home: Path = Field(
        default_factory=lambda: Path(user_data_dir("ssp-assistant", appauthor=False)),
        description="data folder: generations of the index, cached vectors, your own documents",
    )
    model_path: Path | None = Field(
        default=None,
        description="folder of a sentence-transformers model to use instead of the packaged all-MiniLM-L6-v2",
    )
    rerank: bool = Field(
        default=False,
        description="have the trained reranker read again what was found for a question in other words",
    )
    ingest_threads: int | None = Field(
        default=None,
        ge=1,
        le=256,
        description="torch threads used while ingesting; as many as cores when not set",
    )
    office: str = Field(
        default="auto",
        min_length=1,
        description="LibreOffice's program, to draw PowerPoint slides; auto looks for it, off goes without",
    )

    ocr: Literal["auto", "on", "off"] = Field(
        default="auto",
        description="read the words in scans and pictures: auto (when the extra `ocr` is installed), on, off",
    )


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One row of the README's table of settings."""

    name: str
    default: str
    description: str


def read_settings(cls: type[AnySettings]) -> AnySettings:
    """Return the settings of one package as the environment gives them.

    Raises:
        SettingsError: a value is out of its bounds; every fault is named.
    """
    try:
        return cls()
    except ValidationError as error:
        faults = [
            f"{PREFIX}{'_'.join(str(part) for part in fault['loc']).upper()}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)
        ]
        raise SettingsError("\n".join(faults)) from error


def setting_names(cls: type[BaseSettings]) -> tuple[str, ...]:
    """Return the environment names a settings class reads, in the order of its fields."""
    return tuple(f"{PREFIX}{field}".upper() for field in cls.model_fields)


def describe_settings(cls: type[BaseSettings]) -> tuple[SettingLine, ...]:
    """Return one line a field: name, default as written in a shell, and description."""
    return tuple(
        SettingLine(
            name=f"{PREFIX}{name}".upper(),
            default="" if field.default_factory or field.default is None else str(field.default),
            description=field.description or "",
        )
        for name, field in cls.model_fields.items()
    )


def check_environment(known: Iterable[str], environ: Mapping[str, str]) -> None:
    """Refuse names with our prefix that no setting reads, so that a misspelling is not ignored in silence.

    Raises:
        SettingsError: every unknown name, with the nearest known one.
    """
    names = {name.upper() for name in known}
    unknown = [name for name in environ if name.upper().startswith(PREFIX) and name.upper() not in names]
    if unknown:
        raise SettingsError("\n".join(_unknown(name, names) for name in sorted(unknown)))


def _unknown(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name.upper(), sorted(known), n=1)
    return f"{name} is no setting of ours; " + (f"did you mean {close[0]}?" if close else "unset it")
