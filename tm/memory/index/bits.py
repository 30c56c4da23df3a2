"""Counting bits by column in matrices of bits, 64 columns at a time (carry-save adders)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tm.memory.index.arrays import Numbers, Words

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


def count_columns(rows: Words, spare: Words) -> list[Words]:
    """Return the number of set bits in each column of `rows`, as binary digits, lowest first.

    `rows` has shape (rows, words); each result has shape (words,). Both `rows` and `spare`, which
    has the same shape, are used up: fresh memory for every step would take longer than the steps.
    """
    digits: list[Words] = []
    current = rows
    while len(current):
        carries = 0
        while len(current) > 2:  # a full adder takes three rows
            third = len(current) // 3
            b, c, a = current[:third], current[third : 2 * third], current[2 * third : 3 * third]
            carry = spare[carries : carries + third]
            np.bitwise_and(a, b, out=carry)
            np.bitwise_xor(a, b, out=a)
            np.bitwise_and(a, c, out=b)
            np.bitwise_or(carry, b, out=carry)
            np.bitwise_xor(a, c, out=a)
            carries += third
            current = current[2 * third :]
        if len(current) == 2:  # and a half adder two
            np.bitwise_and(current[0], current[1], out=spare[carries])
            carries += 1
            current[0] ^= current[1]
        digits.append(current[0])
        current, spare = spare[:carries], spare[carries:]
    return digits


def at_least(digits: list[Words], minimums: Sequence[int], sizes: Sequence[int]) -> Words:
    """Return the columns whose number is at least a minimum, as bits.

    The first of `minimums` is for the first of `sizes` words, and so on. `digits` are used up.
    """
    found = digits[0]
    last = 0
    for minimum, size in zip(minimums, sizes, strict=True):
        first, last = last, last + size
        _at_least([digit[first:last] for digit in digits], minimum, found[first:last])
    return found


def _at_least(digits: list[Words], minimum: int, found: Words) -> None:
    """Write into `found` which numbers are at least `minimum`, looking at the lowest digit first.

    What is found so far holds for the digits so far: one more decides unless it is equal.
    """
    if not 0 < minimum < 1 << len(digits):
        found[:] = _ALL if minimum <= 0 else 0
        return
    lowest = (minimum & -minimum).bit_length() - 1
    found[:] = digits[lowest]
    for place in range(lowest + 1, len(digits)):
        combine = np.bitwise_and if minimum >> place & 1 else np.bitwise_or
        combine(found, digits[place], out=found)


def positions(bits: Words, lows: Numbers) -> Numbers:
    """Return the numbers of the columns that are set; column 0 of a word has that of `lows`."""
    # Mostly few words have any: only these are unpacked.
    words = np.nonzero(bits)[0]
    if not len(words):
        return np.empty(0, np.int64)
    unpacked = np.unpackbits(bits[words].view(np.uint8), bitorder="little").reshape(-1, 64)
    word, bit = np.nonzero(unpacked)
    return lows[words[word]] + bit
