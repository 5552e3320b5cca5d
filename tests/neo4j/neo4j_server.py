"""A real Neo4j, for the tests and for a person without Docker.

    python tests/neo4j/neo4j_server.py [5.26|current] [--home FOLDER] [--bolt PORT] [--http PORT] [--no-auth]

It takes the published parts of Neo4j Community by Maven, once, and starts them with a JDK that fits (17 for 5.26, 21 or
newer for the current one). What is hard: leaving nothing behind. The server ends when its standard input does, so it
cannot outlive the program that started it, even one that is killed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent / "server"
VERSIONS = {"5.26": ("5.26.31", (17, 21)), "current": ("2026.09.0", (21, 25))}
"""The releases tested: exact version, and the JDKs that run it."""
PASSWORD = "escalation-1"  # noqa: S105 - of a server for tests
CACHE = Path(os.environ.get("KG_TEST_CACHE") or Path.home() / ".cache" / "escalation-kg-tests")
FLAGS = [
    *(f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")),
    "--enable-native-access=ALL-UNNAMED",
]
BRIEF = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
"""For a short life: code compiled at once and lightly, memory cleared by one thread."""
CLASSES = "classes.jsa"
READY = 300


class Missing(Exception):
    """What a server needs and this machine does not have."""


def _major(java: Path) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def java(least: int, most: int) -> Path:
    """Return a Java of a fitting version: JAVA_HOME, PATH, then the usual folders."""
    homes = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if "JAVA_HOME" in os.environ else []
    on_path = shutil.which("java")
    homes += [Path(on_path)] if on_path else []
    for folder in (
        "/usr/lib/jvm",
        "/opt",
        "/Library/Java/JavaVirtualMachines",
        str(Path.home() / ".sdkman/candidates/java"),
    ):
        homes += sorted(Path(folder).glob("*/bin/java")) + sorted(Path(folder).glob("*/Contents/Home/bin/java"))
    for one in homes:
        if one.exists() and least <= _major(one) <= most:
            return one
    raise Missing(f"no JDK from {least} to {most} (JAVA_HOME, PATH, /usr/lib/jvm)")


def parts(version: str) -> Path:
    """Return the folder of the server's jars, fetched once."""
    folder = CACHE / f"neo4j-{version}"
    if not folder.is_dir():
        if shutil.which("mvn") is None:
            raise Missing("no Maven to fetch Neo4j with")
        CACHE.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=CACHE))
        done = subprocess.run(
            ["mvn", "-q", "-B", "-f", HERE / "pom.xml", f"-Dneo4j.version={version}", "dependency:copy-dependencies",
             "-DincludeScope=runtime", f"-DoutputDirectory={aside}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode or not any(aside.iterdir()):
            shutil.rmtree(aside)
            raise Missing(f"Maven could not fetch Neo4j {version}: {(done.stdout + done.stderr)[-300:]}")
        try:
            aside.rename(folder)
        except OSError:  # another run was first
            shutil.rmtree(aside)
    return folder


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Server:
    """A server of one release in a home folder; `start` and `stop` as often as wanted."""

    release: str
    home: Path
    auth: bool = True
    bolt: int = 0
    http: int = 0
    brief: bool = False
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.version, jdks = VERSIONS[self.release]
        self.java, self.jars = java(*jdks), parts(self.version)
        major = _major(self.java)
        self.archive = CACHE / f"neo4j-{self.version}-java-{major}.jsa"
        self.flags = FLAGS + (["--sun-misc-unsafe-memory-access=allow"] if major >= 23 else [])
        self.flags += BRIEF if self.brief else []
        self.bolt, self.http = self.bolt or free_port(), self.http or free_port()

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        how = "" if self.auth else "&preselectAuthMethod=NO_AUTH"
        return f"http://127.0.0.1:{self.http}/browser/?dbms=bolt://127.0.0.1:{self.bolt}{how}"

    def admin(self, *given: str | Path) -> subprocess.CompletedProcess[str]:
        """Run neo4j-admin on the stopped home."""
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        (conf / "neo4j.conf").touch()
        return subprocess.run(
            [self.java, "-Xmx2g", *self.flags, *self._shared(), "-cp", f"{self.jars}/*",
             "org.neo4j.cli.AdminTool", *map(str, given)],
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(conf)},
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, cwd=self.home,
        )  # fmt: skip

    def start(self) -> Server:
        if self.auth and not (self.home / "data" / "dbms").exists():
            told = self.admin("dbms", "set-initial-password", PASSWORD)
            if told.returncode:
                raise Missing(f"no password could be set: {told.stderr[-300:]}")
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "out.log").open("a") as log:
            self.process = subprocess.Popen(
                [self.java, "-Xmx1g", *self.flags, *(self._shared() or self._share()), "-cp", f"{self.jars}/*",
                 HERE / "Server.java", self.home, str(self.bolt), str(self.http), str(self.auth).lower()],
                stdin=subprocess.PIPE, stdout=log, stderr=log, text=True,
            )  # fmt: skip
        until = time.monotonic() + READY
        while time.monotonic() < until and self.process.poll() is None:
            if (self.home / "out.log").read_text().rstrip().endswith("ready"):
                return self
            time.sleep(0.1)
        self.stop()
        raise Missing(f"Neo4j {self.version} did not start: {(self.home / 'out.log').read_text()[-500:]}")

    def _shared(self) -> list[str]:
        """Return the flag by which a server takes the classes that one before it loaded.

        It starts in two thirds of the time (class data sharing, JEP 350).
        """
        return [f"-XX:SharedArchiveFile={self.archive}"] if self.archive.exists() else []

    def _share(self) -> list[str]:
        """Return the flag by which the first server to end well leaves its classes to those after it."""
        return [f"-XX:ArchiveClassesAtExit={self.home / CLASSES}"]

    def stop(self, *, kill: bool = False) -> None:
        if self.process is not None:
            if kill:
                self.process.kill()
            elif self.process.stdin:
                self.process.stdin.close()
            self.process.wait(60)
            self.process = None
            if (self.home / CLASSES).exists():
                shutil.move(self.home / CLASSES, self.archive)
            with (self.home / "out.log").open("a") as log:
                log.write("stopped\n")


def main() -> None:
    ask = argparse.ArgumentParser(description="Start a Neo4j of one's own, without Docker.")
    ask.add_argument("release", nargs="?", choices=VERSIONS, default="5.26")
    ask.add_argument("--home", type=Path, help="where the database lives (default: a folder that is thrown away)")
    ask.add_argument("--bolt", type=int, default=7687)
    ask.add_argument("--http", type=int, default=7474)
    ask.add_argument("--no-auth", action="store_true")
    given = ask.parse_args()
    home = given.home or Path(tempfile.mkdtemp(prefix="neo4j-"))
    try:
        server = Server(given.release, home, auth=not given.no_auth, bolt=given.bolt, http=given.http).start()
    except Missing as error:
        sys.exit(str(error))
    print(f"Neo4j {server.version} ({server.java}), home {home}")
    print(f"  NEO4J_PASSWORD={PASSWORD} kg sync --uri {server.uri}" if server.auth else f"  kg sync --uri {server.uri}")
    print(f"  Browser: http://127.0.0.1:{server.http}/browser/")
    print("Enter or Ctrl-C ends it.", flush=True)
    try:
        input()
    except (KeyboardInterrupt, EOFError):
        pass
    finally:
        server.stop()
        if given.home is None:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
