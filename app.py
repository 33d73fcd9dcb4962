"""The web page: `python app.py` opens wenbao on http://127.0.0.1:7860."""

from __future__ import annotations

import argparse
import hashlib
import hmac
import importlib.util
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

LAST_PORT = 65_535
SEATS = 16  # questions answered at the same time


def read_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; the environment gives the defaults."""
    parser = argparse.ArgumentParser(prog="app.py", description="Open the wenbao page.")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=7860)
    parser.add_argument("--auth", default=os.environ.get("WENBAO_AUTH", ""), metavar="USER:PASSWORD")
    parser.add_argument("--root-path", default="", help="path below which a reverse proxy serves the page")
    parser.add_argument("--build", action="store_true", help="bring the index up to date first")
    parser.add_argument("--data", type=Path, default=None, help="folder of article files")
    parser.add_argument("--index-dir", type=Path, default=None, help="folder of the saved index")
    parser.add_argument(
        "--model", default=None, help="embedding model for rebuilds (default: the bundled one)"
    )
    parser.add_argument(
        "--reranker",
        help="a cross-encoder that reorders the best passages: a name or a folder (default: none)",
    )
    arguments = parser.parse_args(argv)
    if arguments.auth and not all(arguments.auth.partition(":")):
        parser.error("--auth needs USER:PASSWORD, for example --auth reader:secret")
    return arguments


def check_address(host: str, port: int) -> None:
    """Raise OSError when the page could not listen there; told at once: all that follows is slow."""
    if not 0 <= port <= LAST_PORT:  # the resolver takes a greater number for another port
        raise OSError(f"there is no port {port}")
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        if os.name == "posix":  # as the server does; on Windows it would let two listen on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


def build(arguments: argparse.Namespace) -> int:
    """Bring the index up to date as `python -m index build` does; return its exit code."""
    from index.__main__ import main as index

    given = {"--data": arguments.data, "--index-dir": arguments.index_dir, "--model": arguments.model}
    return index(["build", *(str(part) for pair in given.items() if pair[1] for part in pair)])


def make_check(auth: str) -> Callable[[str, str], bool]:
    """Return a check of user and password that takes the same time whether they are right or wrong."""
    expected = [hashlib.sha256(part.encode()).digest() for part in auth.split(":", 1)]

    def check(user: str, password: str) -> bool:
        given = [hashlib.sha256(part.encode()).digest() for part in (user, password)]
        same = [hmac.compare_digest(a, b) for a, b in zip(given, expected, strict=True)]
        return all(same)

    return check


def launch(arguments: argparse.Namespace, **options: Any) -> Any:
    """Start the server and return Gradio's page; `options` go to `Blocks.launch`."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr

    from index.embeddings import load_reranker
    from index.storage import default_index_dir
    from index.survey import default_data_dir
    from web.desk import Desk
    from web.guard import guards
    from web.page import STATIC, build_page, head, i18n
    from web.uploads import LARGEST

    texts = i18n()
    desk = Desk(
        arguments.data or default_data_dir(),
        arguments.index_dir or default_index_dir(),
        arguments.model,
        load_reranker(arguments.reranker),
    )
    page = build_page(desk, texts)
    page.queue(default_concurrency_limit=SEATS)
    page.launch(
        server_name=arguments.host,
        server_port=arguments.port,
        root_path=arguments.root_path or None,
        auth=make_check(arguments.auth) if arguments.auth else None,
        mcp_server=importlib.util.find_spec("mcp") is not None,
        i18n=texts,
        head=head(),
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
        favicon_path=STATIC / "favicon.svg",
        app_kwargs={"middleware": [] if arguments.root_path else guards(arguments.host)},
        footer_links=["api"],
        run_history=False,
        max_file_size=f"{LARGEST}mb",
        enable_monitoring=False,
        ssr_mode=False,
        share=False,
        quiet=True,
        **options,
    )
    # Not before: both want the processor, and whoever opens the page needs some seconds to type.
    threading.Thread(target=desk.warm_up, daemon=True).start()
    return page


def _address_taken(arguments: argparse.Namespace) -> int:
    other = arguments.port + 1 if 0 <= arguments.port < LAST_PORT else 7860
    print(f"{arguments.host}:{arguments.port} is taken or may not be used.", file=sys.stderr)
    print(f"Try another one: python app.py --port {other}, or make run PORT={other}", file=sys.stderr)
    return 1


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the page until interrupted."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    arguments = read_arguments(argv)
    try:
        check_address(arguments.host, arguments.port)
    except OSError:
        return _address_taken(arguments)
    from index.errors import WenbaoError
    from index.files import check_folder
    from index.survey import default_data_dir

    try:
        check_folder(arguments.data or default_data_dir())
        if arguments.build and (failed := build(arguments)):
            return failed
        print("opening the page ...", flush=True)
        page = launch(arguments, prevent_thread_lock=True)
    except WenbaoError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OSError:  # somebody took it meanwhile
        return _address_taken(arguments)
    print(f"wenbao is open on http://{arguments.host}:{arguments.port}  (Ctrl+C stops it)", flush=True)
    page.block_thread()
    return 0


if __name__ == "__main__":
    sys.exit(main())
