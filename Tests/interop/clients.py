"""The two client libraries behind one face, so that every test runs with both.

A server is a URL, or the command, args and env of one that the client starts."""

import contextlib

import fastmcp
import mcp
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from mcp_types import ElicitResult as OfficialElicitResult


class Connection:
    """What both libraries can do, in the official one's types."""

    def __init__(self, client):
        self.client = client

    @property
    def version(self):
        return self.session.protocol_version

    @property
    def session(self):
        return self.client.session

    @property
    def is_modern(self):
        return self.version >= "2026"


class OfficialConnection(Connection):
    async def tools(self):
        return (await self.client.list_tools()).tools

    async def call(self, name, arguments=None, progress=None):
        return await self.client.call_tool(name, arguments or {}, progress_callback=progress)

    async def resources(self):
        return (await self.client.list_resources()).resources

    async def templates(self):
        return (await self.client.list_resource_templates()).resource_templates

    async def read(self, uri):
        return (await self.client.read_resource(uri)).contents

    async def prompts(self):
        return (await self.client.list_prompts()).prompts

    async def prompt(self, name, arguments=None):
        return await self.client.get_prompt(name, arguments or {})

    async def complete(self, reference, argument, known=None):
        return (await self.client.complete(reference, argument, known)).completion


class FastMCPConnection(Connection):
    async def tools(self):
        return await self.client.list_tools()

    async def call(self, name, arguments=None, progress=None):
        return await self.client.call_tool_mcp(name, arguments or {}, progress_handler=progress)

    async def resources(self):
        return await self.client.list_resources()

    async def templates(self):
        return await self.client.list_resource_templates()

    async def read(self, uri):
        return await self.client.read_resource(uri)

    async def prompts(self):
        return await self.client.list_prompts()

    async def prompt(self, name, arguments=None):
        return await self.client.get_prompt(name, arguments or {})

    async def complete(self, reference, argument, known=None):
        return await self.client.complete(reference, argument, known)


class OfficialClient:
    @staticmethod
    @contextlib.asynccontextmanager
    async def connect(server, mode, answer=None, log=None, log_level=None, messages=None):
        async def elicit(context, params):
            action, content = answer(params)
            return OfficialElicitResult(action=action, content=content)

        async def heard(params):
            log(params)

        async def received(message):
            messages(message)

        async with mcp.Client(
            server if isinstance(server, str) else mcp.StdioServerParameters(**server),
            mode=mode,
            elicitation_callback=elicit if answer else None,
            logging_callback=heard if log else None,
            log_level=log_level,
            message_handler=received if messages else None,
            read_timeout_seconds=60,
        ) as client:
            yield OfficialConnection(client)


class FastMCPClient:
    @staticmethod
    @contextlib.asynccontextmanager
    async def connect(server, mode, answer=None, log=None, log_level=None, messages=None):
        async def elicit(message, response_type, params, context):
            action, content = answer(params)
            return ElicitResult(action=action, content=content)

        async def heard(params):
            log(params)

        async def received(message):
            messages(message)

        if isinstance(server, str):
            transport = StreamableHttpTransport(server)
        else:
            transport = StdioTransport(**server, keep_alive=False)
        options = {}
        if answer:
            options["elicitation_handler"] = elicit
        if log:
            options["log_handler"] = heard
        if messages:
            options["message_handler"] = received
        async with fastmcp.Client(transport, mode=mode, timeout=60, **options) as client:
            yield FastMCPConnection(client)
