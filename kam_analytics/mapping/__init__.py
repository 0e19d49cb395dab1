"""Text cells to canonical columns: what a file is, what its columns mean, and its rows in canonical types."""

from kam_analytics.mapping.application import apply
from kam_analytics.mapping.known_at import from_file, from_name
from kam_analytics.mapping.labels import nearest
from kam_analytics.mapping.recognition import recognise
from kam_analytics.mapping.stages import stages_of

__all__ = ["apply", "from_file", "from_name", "nearest", "recognise", "stages_of"]
