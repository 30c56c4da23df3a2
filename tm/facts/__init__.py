"""Facts in running text: one module per kind."""
