"""`kam` as tests call it: in this process, which is fast, or in one of its own, as a shell does."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest import mock

from kam_analytics.cli import main


@dataclass(frozen=True)
class Answer:
    """What a call of `kam` gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Kam = Callable[..., Answer]


def call(*args: object, threads: int = 2) -> Answer:
    """Run `kam` with these arguments; the exit code is the one the shell would see."""
    out, err = io.StringIO(), io.StringIO()
    code: Any = 0
    with (
        mock.patch.object(sys, "argv", ["kam", *map(str, args)]),
        mock.patch.dict(os.environ, {"KAM_THREADS": str(threads)}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stopped:
            code = stopped.code
    return Answer(int(code or 0), out.getvalue(), err.getvalue())


def call_apart(*args: object, threads: int = 2) -> Answer:
    """Run `kam` in a process of its own, where every warning is an error."""
    environment = {**os.environ, "KAM_THREADS": str(threads), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", "from kam_analytics.cli import main; main()", *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)
    return Answer(done.returncode, done.stdout, done.stderr)
