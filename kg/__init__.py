"""An escalation timeline knowledge graph: who answered what, in whose words."""

__version__ = "0.1.0"
