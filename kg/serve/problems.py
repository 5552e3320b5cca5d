"""What the server says when it cannot answer: one line a person understands, in a form programs read (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus

from starlette.responses import Response


class Problem(Exception):
    """An answer that is no answer: an HTTP status, what is wrong, and headers that go with it."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        """`headers` are named with underscores: `Retry_After="5"`."""
        super().__init__(detail)
        self.status, self.detail = status, " ".join(detail.split())
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def response(self) -> Response:
        """Return it as application/problem+json."""
        told = {"title": HTTPStatus(self.status).phrase, "status": self.status, "detail": self.detail}
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(body, self.status, headers, media_type="application/problem+json")
