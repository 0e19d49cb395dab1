"""The type of a text."""

__all__ = ["Message"]

Message = str | tuple[str, str]
"""A text, or its singular and plural; the plural is chosen by the parameter `n`."""
