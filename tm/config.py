"""Frozen configuration from [tool.tm] in pyproject.toml or from tm.toml."""
