"""Every error of the project, one tree.

SspError
├── SettingsError      an environment variable is unknown or out of its bounds
├── ManifestError      an entry of the manifest, or its file, is not as it should be
│   └── EntryError     an entry, or a change of one, that was given on the command line is wrong
├── DocumentRejected   one document cannot be read; the others go on
│   └── DocumentHeld   one document is marked above what its audience may be shown
├── ModelMissing       the embedding model is not installed
├── ModelMismatch      the weights, or the index's weights, are not the pinned ones
├── IndexMissing       there is no index yet
├── IndexDamaged       an index is there and cannot be trusted
├── WriterBusy         another ingest holds the lock
└── HomeUnwritable     the data folder cannot be written

Expected outcomes of a question (nothing found, refused, ambiguous) are values, not errors:
see assistant.model.AnswerStatus.
"""

from typing import ClassVar


class SspError(Exception):
    """Base of the tree. The message says which thing, what was found, and what to do next.

    `exit_code` is what a command ends with: 1 failure, 2 usage, 4 some documents failed, 6 no usable index.
    """

    exit_code: ClassVar[int] = 1


class SettingsError(SspError):
    """A setting of ours is misspelt or out of its bounds."""

    exit_code = 2


class ManifestError(SspError):
    """An entry of the manifest, or the file it names, is not as it should be."""


class EntryError(ManifestError):
    """An entry of the manifest, or a change of one, is wrong as it was given on the command line."""

    exit_code = 2


class DocumentRejected(SspError):
    """One document cannot be read; the others go on."""

    exit_code = 4


class DocumentHeld(DocumentRejected):
    """One document is marked above what its audience may be shown; the others go on."""


class ModelMissing(SspError):
    """The embedding model is not installed."""


class ModelMismatch(SspError):
    """The weights on disk, or those an index was made with, are not the expected ones."""

    exit_code = 6


class IndexMissing(SspError):
    """There is no index in the data folder yet."""

    exit_code = 6


class IndexDamaged(SspError):
    """An index is there, but its files do not agree with its record."""

    exit_code = 6


class WriterBusy(SspError):
    """Another ingest holds the data folder's lock."""


class HomeUnwritable(SspError):
    """The data folder cannot be written."""
