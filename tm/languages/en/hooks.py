"""What data cannot say about the language: so far nothing."""
