"""Which part of a web page is its main content.

A page is pruned of what its markup calls navigation and the like, then narrowed to the smallest
element that holds nearly all of its prose. Link lists inside are dropped. The rules lean towards
keeping: a lost sentence is worse than a menu entry too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_NEVER = {
    "script", "style", "noscript", "template", "head", "nav", "button", "select", "textarea",
    "svg", "iframe", "object", "audio", "video", "canvas", "dialog", "input", "datalist", "map",
}  # fmt: skip
_ROLES = {
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog",
    "menu", "menubar", "toolbar", "alert",
}  # fmt: skip
# Words in class and id names, as templates of content systems use them.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navigation|navbar|menu|submenu|breadcrumbs?|sidebar|side-?bar|footer"
    r"|site-header|page-header|topbar|masthead|skip(?:-?link|-to)?|cookies?|consent|gdpr|banner|share"
    r"|sharing|social|socials|sharedaddy|addthis|follow|newsletter|subscribe|subscription|signup"
    r"|comments?|commentlist|respond|disqus|related|recommended|recommendations|similar|teasers?"
    r"|more-?stories|trending|popular|promo|promotion|advert|adverts|ads?|advertisement|sponsored"
    r"|widgets?|pagination|pager|prev-?next|post-?nav|tags?|tag-?list|tagcloud|popup|modal|overlay|login"
    r"|personaltools|searchbox|search-?form|print-?only|no-?print|portlet|toolbar|visually-hidden|sr-only"
    r"|author-?(?:box|bio|info)|byline|meta-?data|postmeta|post-?meta|entry-?meta|metadata|hidden|copyright|credits?)(?:$|[\s_-])"
)
_CONTENT = re.compile(
    r"(?:^|[\s_-])(?:content|article|main|post|entry|story|text|body|page)(?:$|[\s_-])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PROSE = {"p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "main", "body", "center", "span", "font"}
_MIN_PROSE = 60
