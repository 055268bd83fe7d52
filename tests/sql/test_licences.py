"""What a text that names licences comes to: spellings, lists, AND and OR, each in any letter case and order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import duckdb
import pytest

from ouverture.pipeline.filling import fill_registry
from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from ouverture.registry import load_registry

REGISTRY = load_registry()
SPELLINGS = {  # as authors write them under `license: other`, and the key that is meant
    "AGPL-3.0-or-later": "agpl-3.0",
    "agpl-3.0-only": "agpl-3.0",
    "AGPLv3": "agpl-3.0",
    "GNU Affero General Public License v3.0": "agpl-3.0",
    "GNU Affero General Public License v3.0 or later": "agpl-3.0",
    "gpl-2.0-or-later": "gpl-2.0",
    "GPL-2.0+": "gpl-2.0",
    "GPL-2.0-only": "gpl-2.0",
    "GPL v3": "gpl-3.0",
    "GNU General Public License version 3": "gpl-3.0",
    "GPL-3.0-or-later WITH GCC-exception-3.1": "gpl-3.0",
    "LGPL-2.1-or-later": "lgpl-2.1",
    "GNU Lesser General Public License v3.0 only": "lgpl-3.0",
    "MIT License": "mit",
    "The MIT License": "mit",
    " mit ": "mit",
    "MIT_License": "mit",
    "Expat": "mit",
    "Apache License 2.0": "apache-2.0",
    "Apache License, Version 2.0": "apache-2.0",
    "apache 2.0": "apache-2.0",
    "Apache-2": "apache-2.0",
    "Apache 2": "apache-2.0",
    "Apache-2.0 WITH LLVM-exception": "apache-2.0",
    "BSD-3-Clause": "bsd-3-clause",
    'BSD 3-Clause "New" or "Revised" License': "bsd-3-clause",
    "BSD 2-Clause License": "bsd-2-clause",
    "MPL-2.0": "mpl-2.0",
    "Mozilla Public License 2.0": "mpl-2.0",
    "EUPL v1.2": "eupl-1.2",
    "ISC": "isc",
    "CC0": "cc0-1.0",
    "CC0 1.0 Universal": "cc0-1.0",
    "CC-BY-4.0": "cc-by-4.0",
    "CC BY-NC-SA 4.0": "cc-by-nc-sa-4.0",
    "Creative Commons Attribution 4.0 International": "cc-by-4.0",
    "Creative Commons Attribution-NonCommercial 4.0 International": "cc-by-nc-4.0",
    "Creative Commons Attribution Non Commercial Share Alike 4.0 International": "cc-by-nc-sa-4.0",
    "OpenRAIL++": "openrail++",
    "OpenRAIL": "openrail",
    "Llama 3.1 Community License": "llama3.1",
    "Llama 3.1 Community License Agreement": "llama3.1",
    "llama-3.1": "llama3.1",
    "Gemma Terms of Use": "gemma",
    "https://www.apache.org/licenses/LICENSE-2.0.txt": "apache-2.0",
    "http://opensource.org/licenses/MIT": "mit",
    "https://spdx.org/licenses/GPL-3.0-or-later.html": "gpl-3.0",
    "https://www.gnu.org/licenses/agpl-3.0.en.html": "agpl-3.0",
    "https://creativecommons.org/licenses/by-nc/4.0/deed.fr": "cc-by-nc-4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/legalcode": "cc0-1.0",
    "https://choosealicense.com/licenses/bsd-3-clause/": "bsd-3-clause",
}
EXPRESSIONS = {  # and what decides: the strictest of what holds together, the least strict of what one may choose
    "mit or apache-2.0": "apache-2.0",
    "(MIT OR Apache-2.0)": "apache-2.0",
    "MIT OR CC-BY-NC-4.0": "mit",
    "cc-by-nc-4.0 or a licence of our own": "a licence of our own",  # one may be free: not known
    "MIT AND CC-BY-NC-4.0": "cc-by-nc-4.0",
    "mit and a licence of our own": "a licence of our own",
    "Apache-2.0 OR GPL-2.0-or-later": "apache-2.0",
    "mit and cc-by-nc-4.0 or apache-2.0": "apache-2.0",  # AND binds closer
}


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(schema_sql())
        fill_registry(connection, REGISTRY)
        run_transforms(connection, "03_raw_licence_spelling.sql")
        yield connection


def decided(connection: duckdb.DuckDBPyConnection, *texts: str) -> list[str | None]:
    connection.execute("CREATE OR REPLACE TEMP TABLE said AS SELECT unnest(?) AS text", [list(texts)])
    found = dict(connection.execute("SELECT text, licence FROM licence_decided('said')").fetchall())
    return [found[text] for text in texts]


@pytest.mark.parametrize(("text", "licence"), SPELLINGS.items())
def test_field_12_a_spelling_is_its_licence(connection: duckdb.DuckDBPyConnection, text: str, licence: str) -> None:
    assert decided(connection, text, text.upper(), text.lower(), f"  {text} ") == [licence] * 4


@pytest.mark.parametrize("key", REGISTRY.licences)
def test_a_licence_is_known_by_key_name_alias_and_spdx_forms(connection: duckdb.DuckDBPyConnection, key: str) -> None:
    licence = REGISTRY.licences[key]
    forms = [key, licence.name, *licence.aliases]
    if key[-1].isdigit() and licence.tier == 2:
        forms += [f"{key}-only", f"{key}-or-later", f"{key}+", f"{key} license", f"{key.replace('-', ' ')}"]
    assert decided(connection, *forms) == [key] * len(forms)


@pytest.mark.parametrize(("text", "licence"), EXPRESSIONS.items())
def test_an_expression_is_what_it_leaves_open(connection: duckdb.DuckDBPyConnection, text: str, licence: str) -> None:
    assert decided(connection, text) == [licence]


@pytest.mark.parametrize(
    ("licences", "deciding"),
    [
        (("apache-2.0", "openrail++"), "openrail++"),
        (("apache-2.0", "cc-by-nc-4.0"), "cc-by-nc-4.0"),
        (("apache-2.0", "mit", "llama3.1"), "llama3.1"),
        (("apache-2.0", "no such", "cc-by-nc-4.0"), "cc-by-nc-4.0"),  # another restricts for certain
        (("apache-2.0", "no such", "mit"), "no such"),  # which may be strict: unknown
        (("apache-2.0", "other"), "other"),
        (("apache-2.0", "mit"), "apache-2.0"),
    ],
)
def test_field_06_the_strictest_decides_in_any_order(
    connection: duckdb.DuckDBPyConnection, licences: tuple[str, ...], deciding: str
) -> None:
    orders = [", ".join(order) for order in permutations(licences)]
    assert decided(connection, *orders) == [deciding] * len(orders)
