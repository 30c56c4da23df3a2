"""Documents to segments, by the SRX rules of the language."""
