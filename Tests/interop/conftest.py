"""What every test gets: the program, an empty home and an empty project, and a way to connect each client."""

import contextlib
import os
import pathlib

import pytest

from clients import FastMCPClient, OfficialClient
from story import Place

MODES = {"auto": "2026-07-28", "legacy": "2025-11-25", "2026-07-28": "2026-07-28"}


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="session")
def program():
    path = pathlib.Path(os.environ["MODELGATES_PROGRAM"]).resolve()
    assert os.access(path, os.X_OK), f"{path} can't be run"
    return str(path)


@pytest.fixture
def place(tmp_path, program):
    return Place(program, tmp_path)


@pytest.fixture(params=[OfficialClient, FastMCPClient], ids=["mcp", "fastmcp"])
def library(request):
    return request.param


@pytest.fixture(params=list(MODES))
def mode(request):
    return request.param


@pytest.fixture(params=["stdio", "http"])
def transport(request):
    return request.param


@pytest.fixture
def connect(place, library, mode, transport):
    """connect(**callbacks) is an asynchronous context: a client that is connected to a server of its own."""

    @contextlib.asynccontextmanager
    async def connect(arguments=(), environment=None, **callbacks):
        with contextlib.ExitStack() as stack:
            if transport == "stdio":
                server = place.server(arguments, environment)
            else:
                server = stack.enter_context(place.serving(arguments, environment)).url
            async with library.connect(server, mode, **callbacks) as connection:
                yield connection

    return connect
