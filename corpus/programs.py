"""Programs that may be on this machine beside us."""

import shutil
from pathlib import Path

from corpus.errors import SettingsError

OFFICE_NAMES = ("soffice", "libreoffice")
OFF, AUTO = "off", "auto"


def find_office(setting: str) -> Path | None:
    """Return LibreOffice's program: the one named, or one on the search path for "auto", or None.

    Raises:
        SettingsError: a program is named that is not there.
    """
    if setting == OFF:
        return None
    if setting == AUTO:
        return next((Path(found) for name in OFFICE_NAMES if (found := shutil.which(name))), None)
    found = shutil.which(setting)
    if found is None:
        raise SettingsError(
            f"SSP_OFFICE: there is no program {setting}; name LibreOffice's soffice, or say {AUTO} or {OFF}"
        )
    return Path(found)
