"""Rules on version sets, and the comparison of facts that most of them build on.

>>> [rule.id for rule in all_rules()][:2]
['bound-changed', 'fact-added']
"""

from __future__ import annotations

from tm.checks.context import CheckContext
from tm.checks.fingerprint import fingerprints
from tm.checks.readership import without_own_matter
from tm.checks.registry import all_rules, rule, run

__all__ = ["CheckContext", "all_rules", "fingerprints", "rule", "run", "without_own_matter"]
