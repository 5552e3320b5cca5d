"""`python -m kg` is `kg`. Hard: Ctrl-C while the commands are still being imported shows no traceback either."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from kg.cli import run  # noqa: PLC0415 - what takes time is inside

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
