"""The options of an entry's fields, the same for every command that takes them."""

from typing import Annotated, Any

import typer
from typer.models import OptionInfo

PANEL = "The entry of one document"


def _field(help_text: str) -> OptionInfo:
    option: OptionInfo = typer.Option(help=help_text, show_default=False, rich_help_panel=PANEL)
    return option


Title = Annotated[str | None, _field("What the paper is called.")]
Period = Annotated[str | None, _field("The time it speaks about, such as 2020/21.")]
Kind = Annotated[str | None, _field("review, plan, police_and_crime_plan or other.")]
Area = Annotated[str | None, _field("The place it speaks about.")]
Publisher = Annotated[str | None, _field("The body that says it.")]
Audience = Annotated[str | None, _field("Who may see it: public, or a label of yours.")]
PresentedOn = Annotated[str | None, _field("The day it was presented, as 2021-04-12.")]
PresentedTo = Annotated[str | None, _field("The meeting it was presented to.")]


def set_fields(**fields: str | None) -> dict[str, Any]:
    """Return the fields of an entry that options set, those that were not given left out."""
    given = {name: value for name, value in fields.items() if value is not None}
    return {name: None if (name, value) == ("presented_on", "") else value for name, value in given.items()}
