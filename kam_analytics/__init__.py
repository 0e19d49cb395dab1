"""Key account analytics: from CRM and invoice exports to a defensible key-account list."""

__version__ = "0.1.0"
