"""The messages of the tool in the reader's language."""
