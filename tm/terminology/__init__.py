"""Glossary concepts and their terms in running text. The only room that imports spaCy."""
