"""The endpoints for programs, and the examples of docs/api.md as they stand there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "http://127.0.0.1:7860"


def examples(language: str) -> list[str]:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture(scope="module")
def client(site: Any) -> Any:
    from gradio_client import Client  # type: ignore[import-untyped]

    return Client(site.url, verbose=False)


def test_the_python_example_runs(site: Any) -> None:
    code = examples("python")[0].replace(ADDRESS, site.url)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert "2810" in done.stdout
    assert "000_ddaf4834bbece3e0.txt" in done.stdout


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_curl_example_runs(site: Any) -> None:
    code = examples("sh")[0].replace(ADDRESS, site.url)
    done = subprocess.run(code, shell=True, capture_output=True, text=True, timeout=60, check=True)
    answer = json.loads(done.stdout)["data"][0]
    assert "2810" in answer["answer"]
    assert len(answer["citations"]) == 3


def test_each_endpoint_is_typed_and_described(client: Any) -> None:
    told = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(told) == {"/ask", "/search", "/article", "/status"}
    for endpoint in told.values():
        assert endpoint["description"]
        assert endpoint["returns"][0]["type"]["type"] in ("object", "array")
        for parameter in endpoint["parameters"]:
            assert parameter["type"]


def test_a_citation_can_be_checked_against_its_article(client: Any, data: Path) -> None:
    answer = client.predict(question="梨树县有多少个网格", api_name="/ask")
    citation = answer["citations"][0]
    article = client.predict(article_id=citation["article_id"], api_name="/article")
    text = (data / citation["file"]).read_text("utf-8")
    assert text[article["start"] : article["end"]] == article["text"]
    assert article["headline"] == citation["article"]
    assert article["start"] <= citation["start"] < citation["end"] <= article["end"]


def test_a_follow_up_is_completed_from_the_history(client: Any) -> None:
    answer = client.predict(question="伊通呢", history=["梨树县有多少个网格"], api_name="/ask")
    assert "网格" in answer["asked"]


def test_a_period_limits_what_is_searched(client: Any, site: Any) -> None:
    answer = client.predict(question="梨树县有多少个网格", since="2023-05", until="2023", api_name="/ask")
    assert not answer["found"]
    assert "没有日期在2023-05-01至2023-12-31之间的文章" in answer["reason"]
    assert answer["searched"]["passages"] == 0 < answer["searched"]["of"]
    assert client.predict(question="梨树县 网格", until="2023", api_name="/search") == []
    assert client.predict(question="梨树县 网格", since="", api_name="/search")[0]["date"] == ""


@pytest.mark.parametrize(
    ("arguments", "api_name", "told"),
    [
        ({"question": "网格", "since": "5/2023"}, "/search", "2023-05-17"),
        ({"question": "网格", "since": "2024", "until": "2023"}, "/ask", "Exchange"),
        ({"question": ""}, "/ask", "question"),
        ({"question": "问" * 5000}, "/ask", "2,?000"),
        ({"article_id": "nothing"}, "/article", "nothing"),
    ],
)
def test_a_wrong_argument_is_told_in_words(
    client: Any, arguments: dict[str, str], api_name: str, told: str
) -> None:
    with pytest.raises(Exception, match=told):
        client.predict(**arguments, api_name=api_name)


def test_openapi_lists_the_endpoints(site: Any) -> None:
    with urllib.request.urlopen(f"{site.url}/gradio_api/openapi.json", timeout=20) as reply:
        paths = json.loads(reply.read())["paths"]
    assert {"ask", "search", "article", "status"} <= {path.rsplit("/", 1)[-1] for path in paths}


@pytest.mark.skipif(find_spec("mcp") is None, reason="the extra is not installed: pip install 'wenbao[mcp]'")
def test_assistants_find_the_four_tools(site: Any) -> None:
    import asyncio

    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def ask() -> tuple[set[str], str]:
        async with (
            streamable_http_client(f"{site.url}/gradio_api/mcp/") as (reader, writer, _),
            ClientSession(reader, writer) as session,
        ):
            await session.initialize()
            tools = {tool.name for tool in (await session.list_tools()).tools}
            result = await session.call_tool("ask", {"question": "梨树县有多少个网格"})
            return tools, str(result.content)

    with ThreadPoolExecutor(1) as aside:  # the browser tests keep an event loop in the main thread
        tools, answer = aside.submit(lambda: asyncio.run(ask())).result(60)
    assert tools == {"ask", "search", "article", "status"}
    assert "2810" in answer
