"""Key account analytics: from CRM and invoice exports to a defensible key-account list."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Set before numpy is loaded: the matrices are small, more threads cost processor time and save none."""

__version__ = "0.1.0"
