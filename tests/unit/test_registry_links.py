"""Every fact of the registry has a page that states it: weak links by their kind.

What a page says cannot be read without the network. What it cannot say, its address shows: a home page states no fact,
the page of an organisation on the Hub its name alone, and a copy of a copy is no witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import BaseModel

from ouverture.registry import load_registry

registry = load_registry()

SHORTENERS = {"bit.ly", "buff.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "t.co", "t.ly", "tinyurl.com"}
# Tabloids, collections of start-ups, notes written by machines, and reprints whose original has an address of its own.
COPIES = {
    "aiwiki.ai", "aivon.com", "beeeye.xyz", "cnrobopedia.com", "crunchbase.com", "datastudios.org", "innobu.com",
    "macmegasite.com", "posts.aidevin.dev", "siliconsnark.com", "startup.genisisiq.com", "techjuice.pk",
    "thedailyscout.com", "unilad.com", "uniladtech.com", "zubnet.ai",
}  # fmt: skip
FAMILIES_OF_LICENCES = {"bsd", "gpl", "lgpl", "cc", "openrail"}  # no one text, so a page about them
NO_TEXT_FOUND = {"h-research", "intel-research"}
NO_LICENCE = {"unknown", "other"}


def _links(record: object) -> Iterator[str]:
    if isinstance(record, str):
        if "://" in record:
            yield record
    elif isinstance(record, BaseModel):
        for name in type(record).model_fields:
            if name != "aliases":  # spellings of a licence, its old addresses among them
                yield from _links(getattr(record, name))
    elif isinstance(record, dict):
        for value in record.values():
            yield from _links(value)
    elif isinstance(record, tuple):
        for value in record:
            yield from _links(value)


STATING = set(vars(registry)) - {"checksum", "sources"}  # a source's links say where it answers, not what is true
LINKS = [link for table in sorted(STATING) for link in _links(getattr(registry, table))]


def _host(link: str) -> str:
    return urlsplit(link).netloc.removeprefix("www.")


def _is_home(link: str) -> bool:
    """No path, or none but a language: ``/en/``."""
    return re.fullmatch(r"/?([a-z]{2}/?)?", urlsplit(link).path) is not None


def _is_hub_account(link: str) -> bool:
    return re.fullmatch(r"https://huggingface\.co/[^/]+/?", link) is not None


def test_every_link_is_https() -> None:
    assert len(LINKS) > 700
    assert [link for link in LINKS if not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", link)] == []


def test_no_home_page_is_a_witness() -> None:
    assert [link for link in LINKS if _is_home(link)] == []


def test_no_shortened_link_and_no_copy() -> None:
    assert [link for link in LINKS if _host(link) in SHORTENERS | COPIES] == []


def test_a_page_of_the_hub_states_the_name_of_its_organisation_alone() -> None:
    of_labs = [source for lab in registry.labs.values() for source in lab.sources if _is_hub_account(source.link)]
    assert {source.states for source in of_labs} == {("organisations",)}
    elsewhere = [link for link in LINKS if _is_hub_account(link)]
    assert len(elsewhere) == len(of_labs)  # in no other file


def test_an_account_on_the_hub_is_one_of_its_lab() -> None:
    for lab_id, lab in registry.labs.items():
        ids = {organisation.id for organisation in lab.organisations}
        accounts = [source.link.rpartition("/")[2] for source in lab.sources if _is_hub_account(source.link)]
        assert set(accounts) <= ids, lab_id


def test_facts_without_a_page_are_few_and_named() -> None:
    """The list only shrinks: a new lab comes with its sources. A year that no page states is left out."""
    unverified = {lab_id: lab.unverified for lab_id, lab in registry.labs.items() if lab.unverified}
    assert set(unverified) <= {"adept", "answerai", "argmax", "nanbeige", "nex_agi", "nexusflow", "pyannote", "sesame"}
    assert {fact for facts in unverified.values() for fact in facts} == {"country"}


def test_what_is_shown_beside_a_lab_states_its_country() -> None:
    for lab_id, lab in registry.labs.items():
        if lab.country and "country" not in lab.unverified:
            (source,) = {source.states for source in lab.sources if source.link == lab.evidence}
            assert "country" in source, lab_id


def test_a_licence_links_its_text() -> None:
    without = {key for key, licence in registry.licences.items() if licence.link is None}
    assert without == NO_TEXT_FOUND | NO_LICENCE
    texts = {key: licence.link or "" for key, licence in registry.licences.items() if key not in FAMILIES_OF_LICENCES}
    assert [key for key, link in texts.items() if re.search("wikipedia|/faq|/blog/open_rail", link)] == []
    approved = [
        key for key, licence in registry.licences.items() if licence.osi_approved
    ]  # SPDX says so beside the text
    assert [key for key in approved if not texts[key].startswith("https://spdx.org/licenses/")] == []


def test_a_component_links_what_shows_it_and_not_a_library_at_large() -> None:
    links = [link for evidence in registry.evidence.values() for link in _links(evidence)]
    assert [link for link in links if link.rstrip("/") == "https://github.com/huggingface/transformers"] == []
