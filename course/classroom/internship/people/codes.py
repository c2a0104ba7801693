"""
Codes of languages and countries, and their English names.

The codes are those of ISO 639 (languages) and ISO 3166-1 alpha-2 (countries), as listed in the Unicode Common Locale
Data Repository that the library Babel carries.
"""

from __future__ import annotations

from functools import cache

# What people write in place of the code or of the name in the list.
_ALSO = {"uk": "GB", "great britain": "GB", "usa": "US", "hong kong": "HK", "macau": "MO", "the netherlands": "NL"}
_WITH_ARTICLE = ("United", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Dominican Republic")
_NO_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}  # in the list of territories, but none of them a country


def country_code(text: str) -> str | None:
    """Return the code of a country that is given by code or English name, or None."""
    plain = text.strip().casefold()
    return _ALSO.get(plain) or _by_text(_countries()).get(plain)


def language_code(text: str) -> str | None:
    """Return the code of a language that is given by code or English name, or None."""
    return _by_text(_languages()).get(text.strip().casefold())


def country_name(code: str) -> str:
    """Return the English name of a country."""
    return _countries()[code]


def with_article(code: str) -> str:
    """Return the English name of a country as it stands in a sentence: *the United Kingdom*."""
    name = country_name(code)
    return f"the {name}" if name.startswith(_WITH_ARTICLE) or name.endswith("Islands") else name


def language_name(code: str) -> str:
    """Return the English name of a language."""
    return _languages()[code]


def _by_text(names: dict[str, str]) -> dict[str, str]:
    return _turned(tuple(names.items()))


@cache
def _turned(names: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name.casefold(): code for code, name in names} | {code.casefold(): code for code, _ in names}


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    listed = Locale.parse("en").territories
    return {code: name for code, name in listed.items() if len(code) == 2 and code not in _NO_COUNTRIES}


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    return {code: name for code, name in Locale.parse("en").languages.items() if len(code) <= 3}
