"""The use cases: check, align, add, search. The only place that wires rooms together."""
