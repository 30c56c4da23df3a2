"""Characters of the fonts Symbol and Wingdings, which Word stores by their place in the font."""

from __future__ import annotations

import re

# Adobe's Symbol encoding (the Unicode Consortium's mapping table SYMBOL.TXT), printable part.
_SYMBOL = dict(
    zip(
        range(0x20, 0x7F),
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
        "[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        strict=True,
    )
) | dict(
    zip(
        range(0xA0, 0xFF),
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉"
        "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
_WINGDINGS = {
    0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FOLDED = re.compile("[\uf000-\uf0ff\n\t\r]")
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def character(code: str, font: str) -> str:
    """Return what `w:sym` shows; a dingbat without a counterpart in Unicode is a bullet.

    `code` is hexadecimal, shifted by F000 as Word writes it or not.
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF:
        point -= 0xF000
    elif point > 0xFF:
        return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else ""
    table = _FONTS.get(font.strip().casefold())
    if table is None:
        decorative = font.strip().casefold().startswith(("wingdings", "webdings"))
        return "•" if decorative else bytes([point]).decode("cp1252", errors="ignore")
    return table.get(point, "•")


def unfold(text: str, font: str) -> str:
    """Return what a run shows: characters in the private area of symbol fonts as Unicode.

    White space that XML allows inside `w:t` counts as a space. The length stays the same.
    """
    if _FOLDED.search(text) is None:
        return text
    return "".join(
        character(f"{ord(char):X}", font or "Symbol") or "\ufffd"
        if "\uf000" <= char <= "\uf0ff"
        else " "
        if char in "\n\t\r"
        else char
        for char in text
    )
