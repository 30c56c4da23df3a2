"""Check every set in a folder and print as JSON where the time went; for `python -m bench`.

With `--forget` nothing is known of a text that stood in an earlier set.
"""

from __future__ import annotations

import time

_START = time.perf_counter()

import json  # noqa: E402 -- imports are part of what is measured
import resource  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from tm import collecting, recurring  # noqa: E402
from tm.app.checking import check_paths  # noqa: E402
from tm.app.loading import Clock  # noqa: E402
from tm.config import Config  # noqa: E402


def main(folder: Path, *, forget: bool) -> None:
    collecting.rarely()  # as the command does
    clock = Clock()
    reports = []
    for path in sorted(folder.iterdir()) if forget else [folder]:
        recurring.forget()
        reports.append(check_paths([path], Config(), clock=clock))
    print(
        json.dumps(
            {
                "total": time.perf_counter() - _START,
                "stages": clock.seconds,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "findings": sum(len(report.findings) for report in reports),
                "segments": sum(report.summary.segments for report in reports),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), forget="--forget" in sys.argv[2:])
