"""The command line: each command reads its arguments, calls one room, prints the answer."""

from kg.cli import ask, build, doctor, extract, importing, look, query, serve, sync, trace
from kg.cli.app import app, run

__all__ = ["app", "ask", "build", "doctor", "extract", "importing", "look", "query", "run", "serve", "sync", "trace"]
