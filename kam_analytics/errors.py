"""Errors of the package: codes and parameters, turned into sentences by `i18n.say`.

::

    KamError                 anything this package raises on purpose
    ├── Refused              the input or the request cannot be taken; nothing was changed (exit 2)
    │   ├── Unreadable       a file whose bytes do not give a table
    │   ├── Unrecognised     a table whose columns say nothing to us
    │   ├── OpenQuestions    a person has to decide something first
    │   ├── NotFound         a name, id or version that the workspace does not hold
    │   └── Busy             another process is publishing, or changed what this one built on
    └── Damaged              the workspace does not hold what its catalogue says (exit 3)
        └── ModelFailed      a SQL model stopped; carries the statement
"""

from __future__ import annotations

__all__ = [
    "Busy",
    "Damaged",
    "KamError",
    "ModelFailed",
    "NotFound",
    "OpenQuestions",
    "Refused",
    "Unreadable",
    "Unrecognised",
]


class KamError(Exception):
    """A failure with a stable code and the parameters of its sentence.

    Parameters
    ----------
    code
        Key of the message catalogue (`kam_analytics.i18n.catalogue`), e.g. ``"reading.empty"``.
    **params
        Values of the message's named placeholders. The placeholder `file` is a file's name, never its folder.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})"


class Refused(KamError):
    """The input or the request cannot be taken; nothing was changed."""


class Unreadable(Refused):
    """A file whose bytes do not give a table."""


class Unrecognised(Refused):
    """A table whose columns say nothing to us."""


class OpenQuestions(Refused):
    """A person has to decide something before this can go on."""


class NotFound(Refused):
    """A name, id or version that the workspace does not hold."""


class Busy(Refused):
    """Another process is publishing, or changed what this one built on."""


class Damaged(KamError):
    """The workspace does not hold what its catalogue says."""


class ModelFailed(Damaged):
    """A SQL model stopped. The statement goes to the log, never to a page: it may quote customers' rows."""

    def __init__(self, model: str, statement: str, reason: str) -> None:
        super().__init__("engine.model_failed", model=model)
        self.model = model
        self.statement = statement
        self.reason = reason
