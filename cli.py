"""The command line: options in, `tm.app` out; nothing else."""

from __future__ import annotations

import click

import tm


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(tm.__version__, prog_name="tm")
def main() -> None:
    """Translation memory and consistency checker for texts in several languages."""
