"""The rules: one module each, named by what went wrong; `RULE` in it is the rule."""
