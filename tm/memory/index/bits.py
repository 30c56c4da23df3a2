"""Counting bits by column in matrices of bits, 64 columns at a time (carry-save adders)."""

from __future__ import annotations

import numpy as np

from tm.memory.index.arrays import Numbers, Words

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


def count_columns(rows: Words) -> list[Words]:
    """Return the number of set bits in each column of `rows`, as binary digits, lowest first.

    `rows` has shape (rows, words); each result has shape (words,). `rows` is used up.
    """
    digits: list[Words] = []
    current = rows
    while len(current):
        carries: list[Words] = []
        while len(current) > 2:  # a full adder takes three rows
            third = len(current) // 3
            a, b, c = current[:third], current[third : 2 * third], current[2 * third : 3 * third]
            both = a & b
            np.bitwise_xor(a, b, out=a)
            np.bitwise_or(both, a & c, out=both)
            np.bitwise_xor(a, c, out=a)
            carries.append(both)
            rest = current[3 * third :]
            current = np.concatenate((a, rest)) if len(rest) else a
        if len(current) == 2:  # and a half adder two
            carries.append(current[:1] & current[1:])
            current = current[:1] ^ current[1:]
        digits.append(current[0])
        current = np.concatenate(carries) if carries else current[:0]
    return digits


def at_least(digits: list[Words], minimum: int) -> Words:
    """Return the columns whose number is at least `minimum`, as bits."""
    if minimum >= 1 << len(digits):
        return np.zeros_like(digits[0])
    greater = np.zeros_like(digits[0])
    equal = np.full_like(digits[0], _ALL)
    for place in range(len(digits) - 1, -1, -1):
        if minimum >> place & 1:
            equal &= digits[place]
        else:
            greater |= equal & digits[place]
    return greater | equal


def positions(bits: Words) -> Numbers:
    """Return the columns that are set, in ascending order."""
    # Mostly few words have any: only these are unpacked.
    words = np.nonzero(bits)[0]
    if not len(words):
        return np.empty(0, np.int64)
    unpacked = np.unpackbits(bits[words].view(np.uint8), bitorder="little").reshape(-1, 64)
    word, bit = np.nonzero(unpacked)
    return words[word] * 64 + bit
