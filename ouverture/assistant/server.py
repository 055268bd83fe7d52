"""The same answers over the Model Context Protocol: on standard input and output, and over HTTP beside the API.

The SDK is the extra ``mcp``: whoever imports this module without it is told how to install it (``ouverture mcp``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.types import Receive, Scope, Send

from ouverture import __version__
from ouverture.assistant.answers import MOST_ROWS, ROWS, Answers
from ouverture.metrics.errors import MetricError, QueryFailed
from ouverture.metrics.reader import Reader

INSTRUCTIONS = """\
Ouverture is an observatory of open AI: dated, citable numbers on open and closed models (downloads from the Hugging
Face Hub, licences and openness, boards, list prices, installs, routed tokens). Rules for whoever answers from it:
say the day, the unit and the caveat with every number, and give the archived link; say when confidence is low; never
add numbers of different sources or download windows that overlap; unknown is not no; do not carry a number on into the
future. Where `answered` is false, say so and say what would answer. Begin with `search` for a name, or `list_metrics`
for a kind of number; `explain` says what is in a number, what is left out and which ways of counting disagree.
"""
LARGEST = 64_000  # bytes of a question over HTTP
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
OURS = "The answer failed for a fault of ours; it has been written to the server's log."

Language = Annotated[Literal["en", "fr"], Field(description="Language of the sentences")]
Named = Annotated[str, Field(description="Name of a metric, as list_metrics gives it", max_length=80)]
Parameters = Annotated[
    dict[str, str | int | float | bool | list[str] | None] | None,
    Field(description="Parameters of the metric, as describe_metric lists them; left out = its defaults"),
]
Rows = Annotated[int, Field(description="Rows in the answer; all_rows leads to all of them", ge=0, le=MOST_ROWS)]
Build = Annotated[str | None, Field(description="A build to ask, as an earlier answer named it", max_length=40)]
Given = Annotated[str | None, Field(max_length=200)]
T = TypeVar("T")


def server_of(reader: Reader, origin: str) -> MCPServer[Any]:
    """The server of ``reader``'s answers; addresses in them begin with ``origin``."""
    answers = Answers(reader, origin)
    server: MCPServer[Any] = MCPServer(
        "ouverture",
        title="Ouverture, the observatory of open AI",
        instructions=INSTRUCTIONS,
        version=__version__,
        subscriptions=False,
        log_level="WARNING",
    )

    @server.tool(title="Search by name", annotations=READS)
    def search(
        question: Annotated[str, Field(description="A name, as somebody would type it", max_length=80)],
        language: Language = "en",
    ) -> dict[str, Any]:
        """Find labs, families, models (open and closed), countries, charts and claims by name, misspelt ones too."""
        return _told(lambda: answers.search(question, language))

    @server.tool(title="List the metrics", annotations=READS)
    def list_metrics(topic: Given = None, containing: Given = None, language: Language = "en") -> dict[str, Any]:
        """List every number that can be asked: name, question, unit, topic."""
        return _told(lambda: answers.metrics(topic, containing, language))

    @server.tool(title="Describe a metric", annotations=READS)
    def describe_metric(metric: Named, language: Language = "en") -> dict[str, Any]:
        """Say how a metric is made: formula, limits, parameters with what they accept, columns, changes."""
        return _told(lambda: answers.describe(metric, language))

    @server.tool(title="Ask a metric", annotations=READS)
    def ask(
        metric: Named, parameters: Parameters = None, rows: Rows = ROWS, build: Build = None, language: Language = "en"
    ) -> dict[str, Any]:
        """Answer with a metric's finding and rows, with day, unit, scope, caveat, confidence, sources and links."""
        return _told(lambda: answers.ask(metric, parameters, rows, language, build))

    @server.tool(title="Explain a number", annotations=READS)
    def explain(metric: Named, parameters: Parameters = None, language: Language = "en") -> dict[str, Any]:
        """Say what is in a number, what is left out of it, and which definitions of it disagree with its headline."""
        return _told(lambda: answers.explain(metric, parameters, language))

    @server.tool(title="Check a claim", annotations=READS)
    def claims(
        claim_id: Given = None,
        verdict: Literal["holds", "depends", "fails", "cannot_be_tested"] | None = None,
        language: Language = "en",
    ) -> dict[str, Any]:
        """List claims of the debate on open AI with verdicts; with claim_id: each way of testing it, and the proof."""
        return _told(lambda: answers.claims(claim_id, verdict, language))

    @server.tool(title="Compare labs", annotations=READS)
    def compare_labs(
        labs: Annotated[list[str], Field(description="Two to six labs, by name or key", min_length=2, max_length=6)],
        language: Language = "en",
    ) -> dict[str, Any]:
        """Set labs side by side: downloads, openness, reach through others, growth by age, releases."""
        return _told(lambda: answers.compare(labs, language))

    @server.tool(title="Find an open replacement", annotations=READS)
    def find_replacement(
        *,
        closed_model: Annotated[str | None, Field(description="Such as GPT-4o", max_length=80)] = None,
        memory_gb: Annotated[int | None, Field(description="Memory at hand, GB", ge=1, le=4000)] = None,
        bits: Annotated[Literal[4, 8, 16], Field(description="Precision of the weights")] = 4,
        commercial: Annotated[bool, Field(description="The use is commercial")] = True,
        in_the_eu: Annotated[bool, Field(description="The user is based in the European Union")] = True,
        monthly_users: Annotated[int, Field(ge=0, le=10**10)] = 0,
        country: Annotated[str | None, Field(description="Head office of the maker, two letters", max_length=2)] = None,
        rows: Rows = ROWS,
        language: Language = "en",
    ) -> dict[str, Any]:
        """Find open models that score as well as a closed one, fit in memory and may be used under their licence."""
        asked: dict[str, object] = {
            "memory": memory_gb,
            "bits": bits,
            "commercial": commercial,
            "country_eu": in_the_eu,
            "monthly_users": monthly_users,
            "country": country,
        }
        return _told(lambda: answers.replacement(closed_model, asked, rows, language))

    @server.tool(title="Cite a number", annotations=READS)
    def cite(
        metric: Named, parameters: Parameters = None, build: Build = None, language: Language = "en"
    ) -> dict[str, Any]:
        """Give a citation as text, quotation, BibTeX and CSL-JSON, with a link that lasts and the sources' licences."""
        return _told(lambda: answers.cite(metric, parameters, language, build))

    return server


async def over_http(reader: Reader, origin: str, scope: Scope, receive: Receive, send: Send) -> None:
    """One request of the streamable HTTP transport, without sessions: nothing is held between two of them."""
    server = _kept(reader, origin)
    server.streamable_http_app(stateless_http=True, json_response=True, max_request_body_size=LARGEST, host=origin)
    manager = server.session_manager  # one for each request, as the SDK wants it run once
    async with manager.run():
        await manager.handle_request(scope, receive, send)


@lru_cache(maxsize=8)
def _kept(reader: Reader, origin: str) -> MCPServer[Any]:
    return server_of(reader, origin)


def _told(answer: Callable[[], T]) -> T:
    try:
        return answer()
    except QueryFailed as fault:
        raise RuntimeError(OURS) from fault
    except MetricError as fault:
        raise ToolError(str(fault)) from fault
