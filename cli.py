"""The command line: options in, `tm.app` out; nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

import tm
from tm.errors import TmError

FOUND = 1  # exit status: something at or above --fail-on
TROUBLE = 2  # exit status: bad usage, or a file that could not be used

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
MEMORY = click.option(
    "--memory",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="TM_MEMORY",
    help="The translation memory's file (default: configuration, else your data folder).",
)
CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Configuration file (default: the nearest tm.toml or pyproject.toml with [tool.tm]).",
)
MESSAGES = click.option(
    "--messages", metavar="LANGUAGE", help="Language in which to report: en, de or fr."
)


def _format(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True
    )


class _Group(click.Group):
    """Commands in the order of a working day, and our errors as one line with status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TmError as error:
            click.echo(f"tm: {error}", err=True)
            ctx.exit(TROUBLE)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(tm.__version__, prog_name="tm")
def main() -> None:
    """Translation memory and consistency checker for texts in several languages."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character must not lose the report (Windows code pages).
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")


@main.command()
@PATHS
@_format("text", "json")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "off"]))
@click.option("--source", metavar="LANGUAGE", help="Language presumed right against one other.")
@click.option("--language", metavar="LANGUAGE", help="Language of a single document.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="To a file.")
@CONFIG
@MESSAGES
def check(paths: tuple[Path, ...], form: str, output: Path | None, **options: Any) -> None:
    """Report facts that are missing or differ between the versions of each text.

    PATHS are folders with version sets, the versions themselves, a single document, or bilingual
    files (TMX, XLIFF, PO). Status: 0 nothing to report, 1 something, 2 a file could not be read.
    """
    from tm import app

    outcome = app.check(paths, **options)
    _emit(app.render_report(outcome, form, color=_color(output)), output)
    for line in outcome.report.failures:
        click.echo(f"tm: {line}", err=True)
    sys.exit(TROUBLE if outcome.report.failures else FOUND if outcome.failed else 0)


@main.command()
@PATHS
@_format("text", "json", "tsv", "html")
@click.option("--one-per-line", is_flag=True, help="Take each line of a text file as a segment.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="To a file.")
def align(paths: tuple[Path, ...], form: str, one_per_line: bool, output: Path | None) -> None:
    """Align the versions of one text, sentence by sentence."""
    from tm import app

    _emit(app.render_alignment(app.align_files(paths, one_per_line=one_per_line), form), output)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@_format("text", "json")
@click.option("--language", metavar="LANGUAGE", help="Language of the document.")
def facts(path: Path, form: str, language: str | None) -> None:
    """List the facts found in one document."""
    from tm import app

    click.echo(app.render_facts(app.facts_of(path, language), form))


@main.command()
@PATHS
@MEMORY
@CONFIG
@click.option("--creator", help="Who adds the units (default: your user name).")
@click.option("--even-with-errors", is_flag=True, help="Add sets with errors too, as drafts.")
def add(paths: tuple[Path, ...], **options: Any) -> None:
    """Align version sets and keep their segments in the memory."""
    from tm import app

    outcome = app.add(paths, **options)
    click.echo(outcome.text)
    for line in outcome.failures:
        click.echo(f"tm: {line}", err=True)
    sys.exit(TROUBLE if outcome.failures else 0)


@main.command()
@click.argument("text")
@click.option("--from", "source", default="en", show_default=True, metavar="LANGUAGE")
@click.option("--to", "target", metavar="LANGUAGE", help="Show this version (default: all).")
@click.option("--min", "minimum", type=click.IntRange(1, 101), default=70, show_default=True)
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True)
@_format("text", "json")
@MEMORY
@CONFIG
def search(text: str, form: str, **options: Any) -> None:
    """Find remembered segments like TEXT, the best first."""
    from tm import app

    click.echo(app.render_matches(app.search(text, **options), form, color=_color(None)))


@main.command()
@click.argument("phrase")
@click.option("--in", "language", metavar="LANGUAGE", help="Only hits in this language.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@_format("text", "json")
@MEMORY
@CONFIG
def concordance(phrase: str, form: str, **options: Any) -> None:
    """Find where a word or phrase was used, with the other versions beside it."""
    from tm import app

    click.echo(app.render_hits(app.concordance(phrase, **options), form, color=_color(None)))


@main.command("import")
@PATHS
@MEMORY
@CONFIG
def import_(paths: tuple[Path, ...], **options: Any) -> None:
    """Read TMX, PO, XLIFF or CSV files into the memory."""
    from tm import app

    outcome = app.import_files(paths, **options)
    click.echo(outcome.text)
    for line in outcome.failures:
        click.echo(f"tm: {line}", err=True)
    sys.exit(TROUBLE if outcome.failures else 0)


@main.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "source", metavar="LANGUAGE", help="Source language of the file.")
@click.option("--to", "target", metavar="LANGUAGE", help="Target language (PO, pairwise TMX).")
@MEMORY
@CONFIG
def export(path: Path, **options: Any) -> None:
    """Write the memory to PATH; its ending says the format (.tmx, .po, .csv, .xlf)."""
    from tm import app

    click.echo(app.export(path, **options))


@main.command()
@click.argument("folder", default="tm-demo", type=click.Path(path_type=Path, file_okay=False))
def demo(folder: Path) -> None:
    """Write the examples to FOLDER, check them, remember them, and search in them."""
    from tm import app

    for part in app.demo(folder, color=_color(None)):
        click.echo(part)


def _color(output: Path | None) -> bool:
    """Say whether to colour: only on a terminal, and not against NO_COLOR (no-color.org)."""
    import os

    return output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _emit(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
    else:
        from tm import app

        app.write_text(output, text)
