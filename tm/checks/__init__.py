"""The rules: one module each, named by what went wrong."""
