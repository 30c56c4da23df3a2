"""Facts of n versions set against one another: same, same in other words, different, or alone.

`compare` first matches facts inside each bead, then reconciles what is left over with other beads
(translators move sentences and clauses), and only then pairs what contradicts. What the result
means, and how bad it is, is for the rules to say.
"""

from __future__ import annotations

from tm.checks.comparison.cluster import Cluster, Item
from tm.checks.comparison.compare import Comparison, compare
from tm.checks.comparison.level import Level

__all__ = ["Cluster", "Comparison", "Item", "Level", "compare"]
