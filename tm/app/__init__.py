"""The use cases, one module each; the only place that wires rooms together.

The command line and the Python functions of `tm` import the module they need, so that a search
does not pay for the aligner.
"""
