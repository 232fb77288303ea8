"""Every error that this program raises on purpose.

AnnalsError
├── DocumentError          a file that cannot become a document; the job skips it and reports it
│   ├── UnreadableFile
│   ├── EmptyDocument
│   ├── BinaryFile
│   ├── UnknownShape
│   ├── UnsafeArchive
│   ├── RefusedAddress
│   └── FetchFailed
├── LexiconError           a wrong line in a data file, named by file and line number
├── QuoteMismatch          a quote that is not its span: a bug, never skipped
├── FilterError            a wrong filter value in an address
├── NotFound               an id that leads nowhere
├── TakesTooLong           a query that the database did not answer in time
├── SchedulerError         other machines that were to work cannot, or not any more
└── SettingsError          a setting that cannot be used
"""


class AnnalsError(Exception):
    """Base of all."""


class DocumentError(AnnalsError):
    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class UnreadableFile(DocumentError):
    """The file cannot be opened or its bytes are in no known encoding."""


class EmptyDocument(DocumentError):
    """There is no text in it."""


class BinaryFile(DocumentError):
    """It is not text."""


class UnknownShape(DocumentError):
    """It is text, but no article can be found in it."""


class UnsafeArchive(DocumentError):
    """Unpacking it would take more room than an archive of articles can need."""


class RefusedAddress(DocumentError):
    """This address is not opened: it is no web address, leads into a private network, or its site asks not to."""


class FetchFailed(DocumentError):
    """The address was asked and did not give a document."""


class LexiconError(AnnalsError):
    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class QuoteMismatch(AnnalsError):
    def __init__(self, document: str, start: int, end: int, reason: str) -> None:
        super().__init__(f"{document}[{start}:{end}]: {reason}")
        self.document = document
        self.start = start
        self.end = end


class FilterError(AnnalsError):
    """`name` is the parameter, `value` what was given, `reason` what would be right."""

    def __init__(self, name: str, value: str, reason: str) -> None:
        super().__init__(f"{name}={value}: {reason}")
        self.name = name
        self.value = value
        self.reason = reason


class NotFound(AnnalsError):
    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"no {kind} with the id {id}")
        self.kind = kind
        self.id = id


class SchedulerError(AnnalsError):
    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)  # both: it travels from a worker to the one that waits
        self.address = address
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.address}: {self.reason}"


class TakesTooLong(AnnalsError):
    def __init__(self, seconds: float) -> None:
        super().__init__(f"not answered within {seconds:g} s")
        self.seconds = seconds


class SettingsError(AnnalsError):
    """A setting is missing or cannot be used as given."""
