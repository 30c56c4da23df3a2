"""Translation units: store, fuzzy search, concordance."""
