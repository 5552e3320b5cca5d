"""From an event back to its causes, or on to what it set off; and the chains of a whole graph."""

from kg.trace.chains import chains
from kg.trace.network import network
from kg.trace.paths import Branch, State, Trace, reach, trace

__all__ = ["Branch", "State", "Trace", "chains", "network", "reach", "trace"]
