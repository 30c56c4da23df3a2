"""Settings for the whole suite."""

from __future__ import annotations

from hypothesis import settings

# Time is measured in bench/; a deadline here would only tell how busy the machine is.
settings.register_profile("tm", deadline=None)
settings.load_profile("tm")
