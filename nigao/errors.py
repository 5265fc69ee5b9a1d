"""Every error a user can meet, one class for each thing the user can do about it.

    NigaoError                     the message is always one Chinese sentence: what is wrong and what to do
    ├── BadCall                    the request itself cannot be carried out: correct it (exit code 2)
    │   └── NotFound               no such source, draft, section: pick one that exists
    ├── NotAllowed                 who is signed in may not do this: ask whoever may
    │   └── NotSignedIn            nobody is signed in: sign in again
    ├── FileRefused                this file cannot be taken in: fix the file and upload again; other files go on
    │   ├── FileDamaged            save it again from Word/WPS
    │   ├── FileEncrypted          remove the password
    │   ├── FileEmpty              nothing in it that can be read (empty, or a scan without text)
    │   ├── FileTooLarge           split it (size, time or memory limit)
    │   └── FileUnsupported        convert it to a format that can be read
    ├── ModelFailed                the model's service did not do its part: retry, or go on in excerpt mode
    │   ├── ModelUnreachable       check the address and that the service runs
    │   ├── ModelRejected          check the key, the model's name, the limits set (401, 403, 404, 400)
    │   ├── ModelBusy              wait and retry (429, 503); carries the seconds asked for
    │   ├── ModelTimeout           the deadline passed
    │   ├── ModelIncomplete        the answer was cut; carries what had come
    │   └── ModelNonsense          the answer was not usable (empty, HTML, broken JSON, refusal)
    └── WorkspaceFailed            the workspace cannot be used as it is
        ├── WorkspaceBusy          another server owns it
        ├── DatabaseAway           the database's server does not answer: it is tried again by itself
        ├── DiskFull               free some space
        └── IndexDamaged           the derived search index must be rebuilt (`nigao reindex`)

Adapters translate their library's exceptions at the call; nothing above an adapter sees another type.
"""


class NigaoError(Exception):
    """Base of all; ``str(error)`` is one Chinese sentence fit for the user."""


class BadCall(NigaoError):
    """The request cannot be carried out as it was put."""


class NotFound(BadCall):
    """No such source, draft, section or version."""


class NotAllowed(NigaoError):
    """Who is signed in may not do this."""


class NotSignedIn(NotAllowed):
    """Nobody is signed in, or not any longer."""


class FileRefused(NigaoError):
    """This file cannot be taken in."""


class FileDamaged(FileRefused):
    """The file's structure is broken."""


class FileEncrypted(FileRefused):
    """The file is protected by a password."""


class FileEmpty(FileRefused):
    """Nothing that can be read is in the file."""


class FileScanned(FileEmpty):
    """Pages that are pictures: there is text to a reader's eye, none in the file."""


class FileTooLarge(FileRefused):
    """The file passes a limit of size, time or memory."""


class FileUnsupported(FileRefused):
    """The file's format is not one that can be read here."""


class ModelFailed(NigaoError):
    """The model's service did not do its part."""


class ModelUnreachable(ModelFailed):
    """No connection to the configured address."""


class ModelRejected(ModelFailed):
    """The service refused the request for good (key, name, parameters)."""


class ModelBusy(ModelFailed):
    """The service asks to come back later.

    retry_after: seconds the service asked for, or None.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ModelTimeout(ModelFailed):
    """The total deadline of the call passed."""


class ModelIncomplete(ModelFailed):
    """The answer ended before it was complete.

    partial: the text that had come, kept so that nothing good is lost.
    """

    def __init__(self, message: str, partial: str = "") -> None:
        super().__init__(message)
        self.partial = partial


class ModelNonsense(ModelFailed):
    """The answer cannot be used: empty, a web page, broken JSON, a refusal."""


class WorkspaceFailed(NigaoError):
    """The workspace cannot be used as it is."""


class WorkspaceBusy(WorkspaceFailed):
    """Another process owns the workspace."""


class DatabaseAway(WorkspaceFailed):
    """The database's server does not answer for now."""


class DiskFull(WorkspaceFailed):
    """No space left where the workspace lives."""


class IndexDamaged(WorkspaceFailed):
    """The derived search index disagrees with the database."""
