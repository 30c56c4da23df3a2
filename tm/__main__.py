"""Start the command line, installed or from a checkout: `tm`, `python -m tm`."""

from __future__ import annotations

import importlib

from tm import collecting, resources


def main() -> None:
    """Run the command line: `tm.cli` in a wheel, `cli.py` beside `tm/` in a checkout."""
    collecting.rarely()
    name = "tm.cli" if resources.is_bundled() else "cli"
    importlib.import_module(name).main()


if __name__ == "__main__":
    main()
