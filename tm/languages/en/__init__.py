"""English: data in this folder, and hooks where data cannot say it."""
