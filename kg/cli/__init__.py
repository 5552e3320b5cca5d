"""The command line: each command reads its arguments, calls one room, prints the answer."""

from kg.cli import build, doctor, extract, look
from kg.cli.app import app, run

__all__ = ["app", "build", "doctor", "extract", "look", "run"]
