"""The command line: options in, `tm.app` out; nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

import tm
from tm.errors import TmError

FOUND = 1  # exit status: something at or above --fail-on
TROUBLE = 2  # exit status: bad usage, or a file that could not be used


class _Path(click.Path):
    """A path; an empty one is a slip (a variable that was not set), never the current folder."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            name = param.get_error_hint(ctx) if param and ctx else "PATH"
            raise TmError(f"{name} is empty; name a file or folder, or . for this one")
        return super().convert(value, param, ctx)


OUTPUT = click.option(
    "--output",
    "-o",
    type=_Path(dir_okay=False),
    help="Write to this file instead of the screen.",
)
PATHS = click.argument("paths", nargs=-1, required=True, type=_Path())
MEMORY = click.option(
    "--memory",
    type=_Path(dir_okay=False),
    envvar="TM_MEMORY",
    help="The translation memory's file (default: configuration, else your data folder).",
)


def _keep(ctx: click.Context, option: click.Parameter, value: Any) -> Any:
    """Keep the value of an option that says in which language to speak, for errors too."""
    ctx.meta[str(option.name)] = value
    return value


CONFIG = click.option(
    "--config",
    callback=_keep,
    type=_Path(dir_okay=False),
    help="Configuration file (default: the nearest tm.toml or pyproject.toml with [tool.tm]).",
)
MEMORIES = click.option(
    "--memory",
    "memories",
    multiple=True,
    type=_Path(dir_okay=False),
    envvar="TM_MEMORY",
    help="A memory to search; several have priority in this order (default: configuration).",
)
MESSAGES = click.option(
    "--messages",
    callback=_keep,
    metavar="LANGUAGE",
    help="Language in which to report: en, de or fr.",
)
# The same for commands that need it only to speak.
SPEAKING = click.option(
    "--messages",
    callback=_keep,
    expose_value=False,
    metavar="LANGUAGE",
    help="Language in which to speak: en, de or fr.",
)


def _format(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True
    )


_DAY = click.DateTime(formats=["%Y-%m-%d"])
_STATUSES = click.Choice(["approved", "draft", "rejected"])


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which units are meant."""
    for option in (
        click.option(
            "--status",
            "statuses",
            multiple=True,
            type=_STATUSES,
            help="Only units of this status; may be repeated.",
        ),
        click.option(
            "--origin",
            default="",
            metavar="PATTERN",
            help="Only from sets or files of this name; * is any letters.",
        ),
        click.option("--before", type=_DAY, metavar="DATE", help="Only last changed before this."),
        click.option("--since", type=_DAY, metavar="DATE", help="Only changed since, YYYY-MM-DD."),
    ):
        command = option(command)
    return command


class _Group(click.Group):
    """Commands in the order of a working day, and our errors as one line with status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TmError as error:
            from tm.app.speaking import sentence

            said = sentence(error, ctx.meta.get("config"), ctx.meta.get("messages"))
            click.echo(f"tm: {said}", err=True)
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
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "off"]),
    help="Lowest severity that ends with status 1 (default: configuration, else error).",
)
@click.option("--source", metavar="LANGUAGE", help="Version presumed right against one other.")
@click.option("--language", metavar="LANGUAGE", help="Language of a single document.")
@click.option("--infos", is_flag=True, help="Show what is for information only as well.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes for runs of many sets (default: as many as pay; 1: all in one).",
)
@MEMORY
@CONFIG
@MESSAGES
@OUTPUT
def check(paths: tuple[Path, ...], form: str, output: Path | None, **options: Any) -> None:
    """Report facts that are missing or differ between the versions of a text.

    PATHS are folders with version sets, the versions of one text, a single document, or bilingual
    files (TMX, XLIFF, PO). Ends with status 0 if nothing is wrong, 1 if something is, 2 if a file
    could not be read.
    """
    from tm.app import checking

    outcome = checking.check(paths, **options)
    checking.write(outcome, form, output)
    _finish(outcome.report.failures, FOUND if outcome.failed else 0)


@main.command()
@PATHS
@_format("text", "json", "tsv", "tmx", "html")
@click.option("--one-per-line", is_flag=True, help="Take each line of a text file as a segment.")
@click.option(
    "--score",
    "gold",
    type=_Path(),
    metavar="GOLD",
    help="Compare with a gold alignment of the two versions: a line a bead, like [0, 1]:[2].",
)
@click.option(
    "--lexicon",
    "lexicons",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    multiple=True,
    help="A word list of your own, TSV or TBX, beside those of the configuration; repeatable.",
)
@click.option("--learn", is_flag=True, help="Use what the translation memory teaches of words.")
@MEMORY
@CONFIG
@OUTPUT
def align(
    paths: tuple[Path, ...], form: str, gold: Path | None, output: Path | None, **options: Any
) -> None:
    """Align the versions of one text, sentence by sentence."""
    from tm.app import aligning

    loaded = aligning.align_files(paths, **options)
    for remark in loaded.remarks:
        click.echo(f"tm: {remark}", err=True)
    if gold is not None:
        aligning.write_score(loaded, gold, paths, form, output)
    else:
        aligning.write_alignment(loaded, form, output)


@main.command()
@click.argument("path", type=_Path())
@_format("text", "json")
@click.option("--language", metavar="LANGUAGE", help="Language of the document.")
@OUTPUT
def facts(path: Path, form: str, output: Path | None, language: str | None) -> None:
    """List the facts found in one document."""
    from tm.app import aligning

    aligning.write_facts(aligning.facts_of(path, language), form, output)


@main.command()
@click.argument("path", type=_Path())
@_format("text", "json")
@click.option("--language", metavar="LANGUAGE", help="Language of the document.")
@CONFIG
@OUTPUT
def terms(path: Path, form: str, output: Path | None, **options: Any) -> None:
    """List the terms of the glossary in one document, with their approved translations."""
    from tm.app import terms as glossary

    glossary.write_terms(glossary.terms_of(path, **options), form, output)


@main.group()
def glossary() -> None:
    """Check the glossary, or exchange it with other tools."""


@glossary.command("check")
@CONFIG
def glossary_check(config: Path | None) -> None:
    """Say what is wrong with the glossary; status 1 if rules would contradict each other."""
    from tm.app import terms as app

    lines, failed = app.check_glossary(config)
    for line in lines:
        click.echo(line)
    sys.exit(FOUND if failed else 0)


@glossary.command("forms")
@click.argument("folder", type=_Path(exists=True, file_okay=False))
def glossary_forms(folder: Path) -> None:
    """Work out the inflected forms of a glossary FOLDER, so that checks start faster."""
    from tm.app import terms as app

    for path in app.write_forms(folder):
        click.echo(path)


@glossary.command("export")
@click.argument("path", type=_Path(dir_okay=False))
@click.option("--format", "form", type=click.Choice(["tbx", "csv", "po", "toml"]))
@click.option("--from", "source", default="en", show_default=True, metavar="LANGUAGE")
@click.option("--to", "target", metavar="LANGUAGE", help="Target language of a PO file.")
@CONFIG
def glossary_export(path: Path, **options: Any) -> None:
    """Write the glossary to PATH; its ending says the format: .tbx, .csv, .po or .toml."""
    from tm.app import terms as app

    click.echo(f"{path}: {app.export_glossary(path, **options)} entries")


@glossary.command("import")
@click.argument("path", type=_Path(dir_okay=False))
@click.argument("target", type=_Path(dir_okay=False))
@click.option("--format", "form", type=click.Choice(["tbx", "csv", "po"]))
@click.option("--subject", default="wording", show_default=True, help="Of concepts without one.")
def glossary_import(path: Path, target: Path, **options: Any) -> None:
    """Read a TBX, CSV or PO file PATH into the new glossary file TARGET (.toml)."""
    from tm.app import terms as app

    click.echo(f"{target}: {app.import_glossary(path, target, **options)} concepts")


@main.command()
@PATHS
@click.option("--creator", metavar="NAME", help="Who adds the units (default: your user name).")
@MEMORY
@CONFIG
@SPEAKING
def add(paths: tuple[Path, ...], **options: Any) -> None:
    """Align version sets and keep their segments in the memory.

    Adding a set again changes nothing; a corrected set replaces what it said before. A set in
    which the check finds errors is kept as a draft.
    """
    from tm.app import remembering, showing

    outcome = remembering.add(paths, **options)
    showing.added(outcome, _reader(options))
    _finish(outcome.failures)


@main.command()
@click.argument("text")
@click.option("--from", "source", default="en", show_default=True, metavar="LANGUAGE")
@click.option("--to", "target", metavar="LANGUAGE", help="Show this version only.")
@click.option("--min", "minimum", type=click.IntRange(1, 101), default=70, show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=5, show_default=True)
@_filters
@_format("text", "json")
@MEMORIES
@CONFIG
@SPEAKING
def search(text: str, form: str, **options: Any) -> None:
    """Find remembered segments like TEXT, the best first.

    Points off drafts, machine translations and old units are set in the configuration.
    """
    from tm.app import lookup, showing

    showing.matches(lookup.search(text, **options), text, form, _reader(options))


@main.command()
@click.argument("phrase")
@click.option("--in", "language", default="en", show_default=True, metavar="LANGUAGE")
@click.option("--limit", type=click.IntRange(1, 10000), default=20, show_default=True)
@click.option("--stem/--exact", default=True, help="Find inflected forms too.", show_default=True)
@_filters
@_format("text", "json")
@MEMORIES
@CONFIG
@SPEAKING
def concordance(phrase: str, form: str, **options: Any) -> None:
    """Find where a word or PHRASE was used; * stands for any letters, ? for one."""
    from tm.app import lookup, showing

    showing.lines(lookup.concordance(phrase, **options), form, _reader(options))


@main.command("import")
@PATHS
@click.option("--from", "source", default="en", show_default=True, help="Source language of PO.")
@click.option("--to", "target", default="", help="Target language of PO (default: its header's).")
@MEMORY
@CONFIG
@SPEAKING
def import_(paths: tuple[Path, ...], **options: Any) -> None:
    """Read TMX, XLIFF, PO, CSV or TSV files into the memory."""
    from tm.app import remembering, showing

    progress = _progress(_reader(options))
    outcome = remembering.import_files(paths, progress=progress, **options)
    showing.added(outcome, _reader(options))
    _finish(outcome.failures)


@main.command()
@click.argument("path", type=_Path(dir_okay=False))
@click.option("--from", "source", default="en", show_default=True, metavar="LANGUAGE")
@click.option(
    "--to", "targets", multiple=True, metavar="LANGUAGE", help="Target; PO needs one (default all)."
)
@click.option("--pairwise", is_flag=True, help="One TMX unit for each pair of languages.")
@click.option(
    "--xliff", "version", type=click.Choice(["1.2", "2.1"]), default="1.2", show_default=True
)
@MEMORY
@CONFIG
@SPEAKING
def export(path: Path, **options: Any) -> None:
    """Write the memory to PATH; its ending says the format: .tmx, .xlf, .po, .csv or .tsv."""
    from tm.app import remembering, showing

    showing.exported(path, remembering.export(path, **options), _reader(options))


@main.group()
def memory() -> None:
    """Look after the memory: what it holds, what is wrong, what was done."""


def _upkeep(command: Callable[..., None]) -> click.Command:
    """Make a command of `tm memory` that takes the memory's options."""
    return memory.command()(MEMORY(CONFIG(SPEAKING(command))))


@_upkeep
def stats(**options: Any) -> None:
    """Count units, languages and origins."""
    from tm.app import upkeep

    click.echo("\n".join(upkeep.stats(**options, reader=_reader(options))))


@_upkeep
@click.argument("text", default="")
@click.option("--in", "language", metavar="LANGUAGE", help="Look in this language only.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@_filters
@_format("text", "json")
def find(text: str, form: str, **options: Any) -> None:
    """List units that hold TEXT, with their numbers; all that the options admit without it."""
    from tm.app import lookup, showing

    showing.units(lookup.find(text, **options), form, _reader(options))


@_upkeep
@click.argument("number", type=int)
@_format("text", "json")
def show(number: int, form: str, **options: Any) -> None:
    """Show all that is known of the unit NUMBER, and what it was before."""
    from tm.app import lookup, showing

    showing.unit(*lookup.unit(number, **options), form, _reader(options))


@_upkeep
@click.argument("numbers", nargs=-1, required=True, type=int)
def delete(**options: Any) -> None:
    """Delete the units with these NUMBERS; `undo` brings them back."""
    from tm.app import upkeep

    click.echo(upkeep.delete(**options, reader=_reader(options)))


@_upkeep
@click.argument("status", type=_STATUSES)
@click.argument("numbers", nargs=-1, required=True, type=int)
def status(**options: Any) -> None:
    """Make the units with these NUMBERS approved, draft or rejected."""
    from tm.app import upkeep

    click.echo(upkeep.set_status(**options, reader=_reader(options)))


@_upkeep
def verify(**options: Any) -> None:
    """Say what is wrong with the memory and its index; status 1 if something is."""
    from tm.app import upkeep

    problems = upkeep.verify(**options, reader=_reader(options))
    click.echo("\n".join(problems) or _said("nothing wrong", options))
    sys.exit(FOUND if problems else 0)


@_upkeep
def repair(**options: Any) -> None:
    """Save what can be read of a damaged memory; the damaged file is kept."""
    from tm.app import upkeep

    click.echo(upkeep.repair(**options, reader=_reader(options)))


@_upkeep
@click.option("--from", "source", default="en", show_default=True, metavar="LANGUAGE")
@click.option(
    "--to", "targets", multiple=True, metavar="LANGUAGE", help="Target; repeatable (default all)."
)
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True)
@click.option("--charges/--no-charges", default=True, show_default=True, help="Charges as well.")
@_format("text", "json")
def conflicts(form: str, **options: Any) -> None:
    """List texts, and charges in texts, that are translated in more than one way."""
    from tm.app import showing, upkeep

    showing.conflicts(upkeep.conflicts(**options), form, _reader(options))


@_upkeep
@click.argument("old")
@click.argument("new")
@click.option("--in", "language", required=True, metavar="LANGUAGE")
def replace(**options: Any) -> None:
    """Replace the text OLD by NEW in one language; `undo` takes it back."""
    from tm.app import upkeep

    click.echo(upkeep.replace(**options, reader=_reader(options)))


@_upkeep
def dedupe(**options: Any) -> None:
    """Merge units whose texts another unit has among its own."""
    from tm.app import upkeep

    click.echo(upkeep.dedupe(**options, reader=_reader(options)))


@_upkeep
@click.argument("other", type=_Path(dir_okay=False))
def merge(**options: Any) -> None:
    """Add all units of the memory OTHER."""
    from tm.app import upkeep

    click.echo(upkeep.merge(**options, reader=_reader(options)))


@_upkeep
def history(**options: Any) -> None:
    """List what was done to the memory, the latest first."""
    from tm.app import upkeep

    click.echo(
        "\n".join(upkeep.history(**options, reader=_reader(options))) or _said("nothing", options)
    )


@_upkeep
@click.argument("number", required=False, type=int)
def undo(**options: Any) -> None:
    """Undo the latest change, or the one with this NUMBER in the history."""
    from tm.app import upkeep

    click.echo(upkeep.undo(**options, reader=_reader(options)))


@main.command()
@click.argument("folder", default="tm-demo", type=_Path(file_okay=False))
def demo(folder: Path) -> None:
    """Write the examples to FOLDER, check them, remember them, and search in them."""
    from tm.app import showing
    from tm.app.demo import demo as run

    showing.demo(run(folder))


def _progress(reader: str) -> Callable[[str, int], None] | None:
    """Return what says how far a long job is, where a person is looking."""
    if not sys.stderr.isatty():
        return None
    from tm.app import showing

    return lambda name, count: click.echo(showing.progress(name, count, reader), err=True)


def _reader(options: dict[str, Any]) -> str:
    """Return the language in which to speak to who gave these options."""
    from tm.app.speaking import reader_of

    return reader_of(options["config"], click.get_current_context().meta.get("messages"))


def _said(message: str, options: dict[str, Any]) -> str:
    from tm.app import showing

    return showing.said(message, _reader(options))


def _finish(failures: Sequence[str], status: int = 0) -> NoReturn:
    """Say what could not be read and end with the status that this deserves."""
    for line in failures:
        click.echo(f"tm: {line}", err=True)
    sys.exit(TROUBLE if failures else status)
