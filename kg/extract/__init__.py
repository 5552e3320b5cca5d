"""What one document says: mentions with their arguments, and the relations its sentences state."""

from kg.extract.mentions import extract
from kg.extract.parse import Reader, load

__all__ = ["Reader", "extract", "load"]
