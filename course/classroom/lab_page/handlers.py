"""The addresses below ``/citylab/``. Who may use them, and against forged requests: Jupyter's own rules."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import authenticated

from classroom.errors import CitylabError
from classroom.lab_page.desk import LARGEST_UPLOAD, Desk

LARGEST_REQUEST = 10_000  # [bytes] of JSON
# In the page of marks nothing may run or be loaded, and it has no origin: it cannot act as its reader.
PAGE_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
Method = Callable[..., Awaitable[None]]


def says_why(method: Method) -> Method:
    """Answer an error that a person can mend with its sentence."""

    @wraps(method)
    async def answer(self: Any, *arguments: Any) -> None:
        try:
            await method(self, *arguments)
        except CitylabError as error:
            self.refuse(400, str(error))
        except OSError as error:
            self.refuse(500, f"{error}; check that the folder is yours and the disk has room")

    return answer


class _Answers(APIHandler):  # type: ignore[misc]
    """Answers in JSON; `desk` does the work."""

    def initialize(self, desk: Desk) -> None:
        self.desk = desk

    def refuse(self, status: int, message: str) -> None:
        self.set_status(status)
        self.finish(json.dumps({"message": message}))


class About(_Answers):
    """What the page must know at its start."""

    @authenticated
    @says_why
    async def get(self) -> None:
        self.finish(json.dumps(self.desk.about()))


class Save(_Answers):
    """The file that keeps all work, to download."""

    @authenticated
    @says_why
    async def get(self) -> None:
        name, data, same = await self.desk.save()
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.set_header("X-Citylab-Same", same)
        self.set_header("Cache-Control", "no-store")
        self.finish(data, set_content_type="application/octet-stream")


class Restore(_Answers):
    """Brings work back from such a file, which is the whole body of the request."""

    @authenticated
    @says_why
    async def post(self) -> None:
        data = self.request.body
        if len(data) > LARGEST_UPLOAD:
            most = f"{LARGEST_UPLOAD / 1e6:.0f} MB"
            found = f"the file has {len(data) / 1e6:.0f} MB, and a file of saved work has at most {most}"
            self.refuse(413, f"{found}; choose the file that Save my work gave you")
            return
        self.finish(json.dumps({"lines": await self.desk.restore(data)}))


class Mark(_Answers):
    """Marks the notebook that ``{"path": ...}`` names."""

    @authenticated
    @says_why
    async def post(self) -> None:
        self.finish(json.dumps(await self.desk.mark(self._path(), home=self._home())))

    def _home(self) -> str:
        """Return where the learner's browser finds JupyterLab; nothing if it does not say where it is."""
        origin = self.request.headers.get("Origin")
        return url_path_join(origin, self.base_url).rstrip("/") if origin else ""

    def _path(self) -> str:
        body = self.request.body
        try:
            path = json.loads(body)["path"] if len(body) <= LARGEST_REQUEST else None
        except (ValueError, TypeError, KeyError, RecursionError):
            path = None
        if not isinstance(path, str):
            raise CitylabError('the request must be {"path": "course/my-work/NAME/NAME.ipynb"}; reload this page')
        return path


class Page(JupyterHandler):  # type: ignore[misc]
    """The page of a marking, shown in a frame beside the notebook."""

    def initialize(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def content_security_policy(self) -> str:
        return PAGE_POLICY

    @authenticated
    async def get(self, name: str) -> None:
        self.set_header("Cache-Control", "no-store")
        try:
            self.finish(self.desk.page(name))
        except CitylabError as error:
            self.set_status(404)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(str(error))


def routes(base_url: str, desk: Desk) -> list[tuple[str, type[JupyterHandler], dict[str, Desk]]]:
    """Return Tornado's table of our addresses."""
    handlers = {"about": About, "save": Save, "restore": Restore, "mark": Mark, "page/([A-Za-z0-9_-]+)": Page}
    return [(url_path_join(base_url, "citylab", path), handler, {"desk": desk}) for path, handler in handlers.items()]
