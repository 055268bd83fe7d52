"""What machines that collect data sets read: schema.org in pages' first HTML, Croissant and DCAT for the whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import pyarrow.compute as pc
from starlette.requests import Request
from starlette.responses import Response

from ouverture import __version__
from ouverture.dashboard.landing import Landing
from ouverture.dashboard.texts import text
from ouverture.metrics.bundle import citation
from ouverture.metrics.credits import Credit, known_credits
from ouverture.metrics.errors import MetricError
from ouverture.metrics.export import FORMATS
from ouverture.metrics.metric import Metric
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.reader import shared_reader
from ouverture.metrics.result import Result
from ouverture.metrics.terms import AUTHOR, licence_of
from ouverture.metrics.warehouse import BuildInfo
from ouverture.web.asked import asked_of
from ouverture.web.files import DATABASE
from ouverture.web.origin import cache_rule, origin_of
from ouverture.web.paging import day_of

NAME = "Ouverture"
WHOLE = ("overview", "data")  # pages that stand for everything published
FILES = ("csv", "json", "parquet")
MEDIA = {kind: FORMATS[kind].partition(";")[0] for kind in FILES}
CROISSANT_TYPES = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "timestamp": "sc:DateTime",
    "list": "sc:Text",  # one cell, "; " between
}
CROISSANT = {  # the context of Croissant 1.0, word for word
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
DCAT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dataset(result: Result, origin: str, language: str) -> dict[str, Any]:
    """A metric's rows as a schema.org Dataset: what stands in the first HTML of its card."""
    metric = result.metric
    asked = {name: Parameter.text(value) for name, value in metric.changed_from_default(result.parameters).items()}
    query = f"?{urlencode(asked)}" if asked else ""
    card = f"{origin}/card?{urlencode({'metric': metric.name, **asked})}"
    told = {
        **_dataset(card, metric.title.in_(language), f"{metric.question.in_(language)} {metric.formula.in_(language)}"),
        **_of_build(result.build),
        **_credited(result.credits, language),
        "inLanguage": language,
        "version": f"{metric.edition}, {result.build.build_id}",
        "creditText": citation(result, language, address=card),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": name,
                "description": column.meaning.in_(language),
                **({"unitText": column.unit} if column.unit else {}),
            }
            for name, column in metric.columns.items()
        ],
        "distribution": [
            _download(f"{origin}/api/v1/metrics/{metric.name}.{kind}{query}", MEDIA[kind]) for kind in FILES
        ],
        "isPartOf": {"@type": "Dataset", "name": NAME, "url": f"{origin}/data"},
    }
    if (day := day_of(metric)) and result.table.num_rows:
        span = pc.min_max(result.table.column(day)).as_py()
        if span["min"]:
            told["temporalCoverage"] = f"{span['min'].isoformat()}/{span['max'].isoformat()}"
    return told


def whole(build: BuildInfo, origin: str, language: str) -> dict[str, Any]:
    """Everything that is published, as a schema.org Dataset: what stands in the first HTML of front page and data."""
    credits = {credit.source: credit.dated(None) for credit in known_credits().values()}
    database = _download(f"{origin}/data/{build.build_id}.duckdb", DATABASE)
    described = _download(f"{origin}/data/croissant.json", "application/ld+json")
    return {
        **_dataset(f"{origin}/data", text(language, "landing.dataset"), text(language, "app.about")),
        **_of_build(build),
        **_credited(credits.values(), language),
        "inLanguage": language,
        "version": build.build_id,
        "distribution": [database, described] if build.path else [described],
    }


def described(told: Landing, key: str, origin: str) -> str | None:
    """The data set that stands at an address, as its first HTML tells it; None where there is none."""
    try:
        if told.result is not None:
            about = dataset(told.result, origin, told.language)
        elif key in WHOLE:
            about = whole(shared_reader().build(), origin, told.language)
        else:
            return None
    except MetricError:
        return None
    content = json.dumps(about, ensure_ascii=False).replace("<", "\\u003c")  # nothing in a text can end the element
    return f'<script type="application/ld+json">{content}</script>'


def croissant(request: Request) -> Response:
    """All metrics that need no choice, or the one that is asked for, as Croissant 1.0: files, columns, meanings."""
    reader, origin = shared_reader(), origin_of(request)
    asked = asked_of(request, None, ("metric",)).get("metric")
    chosen = [reader.catalogue[asked]] if asked else _open(reader.catalogue.values())
    build = reader.build()
    credits = {credit.source: credit.dated(None) for credit in known_credits().values()}
    about = chosen[0].question.en if asked else text("en", "app.about")
    told = {
        "@context": CROISSANT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"{NAME}: {chosen[0].title.en}" if asked else NAME,
        "description": about,
        "url": f"{origin}/card?metric={asked}" if asked else f"{origin}/data",
        "citeAs": f"{AUTHOR}: {NAME}, the observatory of open AI, build {build.build_id}",
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "datePublished": f"{build.built_at:%Y-%m-%d}",
        "version": f"{__version__}+{build.build_id.replace('-', '.')}",
        "license": sorted({licence_of(credit).link or credit.licence for credit in credits.values()}),
        "isLiveDataset": True,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{metric.name}.csv",
                "name": f"{metric.name}.csv",
                "description": metric.title.en,
                "contentUrl": f"{origin}/api/v1/metrics/{metric.name}.csv",
                "encodingFormat": MEDIA["csv"],
            }
            for metric in chosen
        ],
        "recordSet": [_records(metric) for metric in chosen],
    }
    return _linked(told)


def dcat(request: Request) -> Response:
    """Every metric as a data set of a DCAT catalogue, in both languages, for portals that harvest."""
    reader, origin = shared_reader(), origin_of(request)
    build = reader.build()
    about = {language: text(language, "app.about") for language in ("en", "fr")}
    publisher = {"@type": "foaf:Organization", "foaf:name": AUTHOR}
    told = {
        "@context": DCAT,
        "@id": f"{origin}/data/dcat.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": NAME,
        "dct:description": _both(about),
        "dct:publisher": publisher,
        "dct:language": ["en", "fr"],
        "dcat:dataset": [
            {
                "@id": f"{origin}/card?metric={metric.name}",
                "@type": "dcat:Dataset",
                "dct:identifier": metric.name,
                "dct:title": _both(metric.title.model_dump()),
                "dct:description": _both(metric.question.model_dump()),
                "dct:publisher": publisher,
                "dct:modified": {"@type": "xsd:date", "@value": f"{build.built_at:%Y-%m-%d}"},
                "dcat:keyword": [metric.topic],
                "dcat:landingPage": {"@id": f"{origin}/card?metric={metric.name}"},
                "dcat:distribution": [
                    {
                        "@type": "dcat:Distribution",
                        "dct:title": kind,
                        "dcat:mediaType": MEDIA[kind],
                        "dcat:downloadURL": {"@id": f"{origin}/api/v1/metrics/{metric.name}.{kind}"},
                        "dct:rights": "The terms of the sources named in it: terms in the file's metadata.",
                    }
                    for kind in FILES
                ],
            }
            for metric in _open(reader.catalogue.values())
        ],
    }
    return _linked(told)


def _open(metrics: Iterable[Metric]) -> list[Metric]:
    """Those that can be fetched as they stand."""
    return [metric for metric in metrics if not metric.required]


def _records(metric: Metric) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": metric.name,
        "name": metric.name,
        "description": f"{metric.title.en}. {metric.question.en} Unit: {metric.unit.en}.",
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{metric.name}/{name}",
                "name": name,
                "description": column.meaning.en + (f" [{column.unit}]" if column.unit else ""),
                "dataType": CROISSANT_TYPES[column.type],
                "source": {"fileObject": {"@id": f"{metric.name}.csv"}, "extract": {"column": name}},
            }
            for name, column in metric.columns.items()
        ],
    }


def _dataset(address: str, name: str, description: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": name,
        "description": description[:5000],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": AUTHOR},
    }


def _of_build(build: BuildInfo) -> dict[str, Any]:
    return {"dateModified": f"{build.built_at:%Y-%m-%d}"}


def _credited(credits: Iterable[Credit], language: str) -> dict[str, Any]:
    """Whose data they are, and on which terms: an address where the licence has one."""
    credits = list(credits)
    licences = {credit.licence: licence_of(credit).link for credit in credits}
    return {
        "license": [link or {"@type": "CreativeWork", "name": said} for said, link in licences.items()],
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": credit.line.in_(language),
                "license": licence_of(credit).link or credit.licence,
                **({"url": credit.link} if credit.link else {}),
            }
            for credit in credits
        ],
    }


def _download(address: str, kind: str) -> dict[str, Any]:
    return {"@type": "DataDownload", "contentUrl": address, "encodingFormat": kind}


def _both(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"@language": language, "@value": said} for language, said in words.items()]


def _linked(told: dict[str, Any]) -> Response:
    headers = {"Cache-Control": cache_rule("public, no-cache")}
    return Response(json.dumps(told, ensure_ascii=False), headers=headers, media_type="application/ld+json")
