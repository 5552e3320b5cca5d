"""The world comes in."""
