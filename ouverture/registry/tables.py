"""The registry as rows: of the warehouse's tables, and of the lookups that the transforms join."""

from __future__ import annotations

from typing import Any, TypeAlias

from ouverture.registry.contents import Registry
from ouverture.registry.records import COMPONENTS

Rows: TypeAlias = list[dict[str, Any]]

# What no row of a past run or capture depends on: claims, marts over all runs and readers alone ask for it, so that a
# build takes it anew without a replay. By table its columns; a table without columns is late altogether.
LATE: dict[str, tuple[str, ...]] = {
    "claim": (),
    "event": (),
    "promise": (),
    "correction": (),
    "registry_alias": (),
    "registry_alias_hub": (),
    "lab": ("founded", "source"),
    "licence": (
        "osi_approved",
        "commercial_use",
        "limits",
        "limits_fr",
        "max_monthly_users",
        "no_eu",
        "no_eu_link",
        "train_other_models",
    ),
    "openness_evidence": ("link", "checked_on"),
    "source": ("label_en", "label_fr", "credit_en", "credit_fr", "licence", "link", "every_hours", "late_hours"),
}


def lasting_rows(registry: Registry) -> dict[str, Rows]:
    """Rows by table name without what is late: what a build can only take anew by a replay of all captures."""
    return {
        name: [{key: value for key, value in row.items() if key not in LATE.get(name, ())} for row in rows]
        for name, rows in registry_tables(registry).items()
        if LATE.get(name, ("",))
    }


def registry_tables(registry: Registry) -> dict[str, Rows]:
    """Rows by table name, columns as in the schema and, for ``registry_*``, in ``00_registry_lookup.sql``."""
    return {
        "lab": _labs(registry),
        "organisation": _organisations(registry),
        "licence": _licences(registry),
        "openness_evidence": _evidence(registry),
        "event": _events(registry),
        "exclusion": [exclusion.model_dump() for exclusion in registry.exclusions],
        "claim": _claims(registry),
        "source": _sources(registry),
        "naming_word": [
            {"word": word, "form": form, "role": packaging.role}
            for form, packaging in registry.packagings.items()
            for word in packaging.words
        ],
        "transparency_score": [
            {**_of_lab(score.model_dump()), "developer": registry.labs[score.lab].name, "source": registry.own_source}
            for score in registry.transparency
        ],
        "promise": [
            {
                "promise_id": promise_id,
                **_of_lab(promise.model_dump(exclude={"postponed"})),
                "postponed": len(promise.postponed),
                "postponed_link": promise.postponed[-1].link if promise.postponed else None,
            }
            for promise_id, promise in registry.promises.items()
        ],
        "correction": _corrections(registry),
        "registry_family": [
            {"lab_id": lab_id, "family": family, "pattern": pattern}
            for lab_id, lab in registry.labs.items()
            for family, patterns in lab.families.items()
            for pattern in patterns
        ],
        "registry_family_tier": [
            {"lab_id": evidence.lab, "family": family, "tier": evidence.tier}
            for family, evidence in registry.evidence.items()
            if evidence.tier is not None
        ],
        "registry_release": [
            {"pattern": pattern, "announced_on": event.on}
            for event in registry.events.values()
            for pattern in event.models
        ],
        "registry_task": [{"pipeline_tag": tag, "task_scope": task.task_scope} for tag, task in registry.tasks.items()],
        "registry_package": [
            {"registry": p.registry, "package": p.package, "side": p.side, "lab_id": p.lab} for p in registry.packages
        ],
        "registry_rename": [
            {"old_model_id": old, "new_model_id": rename.to, "on": rename.on}
            for old, rename in registry.renames.items()
        ],
        "registry_dataset_rename": [
            {"old_dataset_id": old, "new_dataset_id": rename.to} for old, rename in registry.dataset_renames.items()
        ],
        "registry_lab_name": [  # each once, for names of labs compare without regard to letter case
            {"spelling": spelling, "lab_id": lab_id}
            for lab_id, lab in registry.labs.items()
            for spelling in dict.fromkeys(name.lower() for name in (lab.name, *lab.spellings))
        ],
        "registry_alias": [
            {"canonical": canonical, "name": name}
            for canonical, alias in registry.aliases.items()
            for name in alias.names
        ],
        "registry_alias_hub": [
            {"canonical": canonical, "hub_model_id": alias.hub}
            for canonical, alias in registry.aliases.items()
            if alias.hub
        ],
        "registry_licence_alias": [
            {"alias": alias, "licence": key} for key, licence in registry.licences.items() for alias in licence.aliases
        ],
    }


def _of_lab(record: dict[str, Any]) -> dict[str, Any]:
    return {"lab_id" if key == "lab" else key: value for key, value in record.items()}


def _labs(registry: Registry) -> Rows:
    return [
        {
            "lab_id": lab_id,
            "name": lab.name,
            "country": lab.country,
            "parent": lab.parent,
            "parent_country": lab.parent_country,
            "founders_country": lab.founders_country,
            "kind": lab.kind,
            "founded": lab.founded,
            "source": lab.evidence,
        }
        for lab_id, lab in registry.labs.items()
    ]


def _organisations(registry: Registry) -> Rows:
    return [
        {
            "organisation_id": organisation.id,
            "lab_id": lab_id,
            "from_on": organisation.from_on,
            "until_on": organisation.until_on,
            "renamed_to": organisation.renamed_to,
        }
        for lab_id, lab in registry.labs.items()
        for organisation in lab.organisations
    ]


def _licences(registry: Registry) -> Rows:
    return [
        {
            "licence": key,
            "name": licence.name,
            "osi_approved": licence.osi_approved,
            "commercial_use": licence.commercial_use,
            "limits": licence.limits_en,
            "limits_fr": licence.limits_fr,
            "max_monthly_users": licence.max_monthly_users,
            # Tier 2 means that neither field, users nor use are limited: no need to say it in each of those records.
            "no_eu": False if licence.tier == 2 else licence.no_eu,
            "no_eu_link": licence.no_eu_link,
            "train_other_models": True if licence.tier == 2 else licence.train_other_models,
            "link": licence.link,
            "tier": licence.tier,
        }
        for key, licence in registry.licences.items()
    ]


def _evidence(registry: Registry) -> Rows:
    return [
        {
            "subject": family,
            "lab_id": evidence.lab,
            "component": name,
            "value": component.value,
            "link": component.link,
            "checked_on": evidence.checked_on,
            "source": registry.own_source,
        }
        for family, evidence in registry.evidence.items()
        for name in (*COMPONENTS, "synthetic_data")
        if (component := getattr(evidence, name)) is not None
    ]


def _events(registry: Registry) -> Rows:
    return [
        {
            "event_id": event_id,
            "event_on": event.on,
            "kind": event.kind,
            "lab_id": event.lab,
            "source": event.source,
            "title_en": event.title_en,
            "title_fr": event.title_fr,
            "link": event.link,
        }
        for event_id, event in registry.events.items()
    ]


def _corrections(registry: Registry) -> Rows:
    found = []
    for correction_id, correction in registry.corrections.items():
        claim = registry.claims.get(correction.claim or "")
        ends = {"before": correction.before, "after": correction.after}
        found.append(
            {
                "correction_id": correction_id,
                "corrected_on": correction.on,
                "claim_id": correction.claim,
                "metric": correction.metric,
                "what_en": claim.claim_en if claim else correction.what_en,
                "what_fr": claim.claim_fr if claim else correction.what_fr,
                **{f"verdict_{end}": value if isinstance(value, str) else None for end, value in ends.items()},
                **{f"figure_{end}": None if isinstance(value, str) else value for end, value in ends.items()},
                "unit": correction.unit,
                "why_en": correction.why_en,
                "why_fr": correction.why_fr,
            }
        )
    return found


def _claims(registry: Registry) -> Rows:
    return [
        {
            "claim_id": claim_id,
            "claim": claim.claim_en,
            "claim_fr": claim.claim_fr,
            "figure": claim.figure,
            "unit": claim.unit,
            "as_of": claim.said_on.isoformat() if claim.said_on else claim.said_in,
            "speaks_from": claim.from_on,
            "speaks_until": claim.until_on,
            "who": claim.who,
            "who_fr": claim.who_fr,
            "kind": "debate",
            "missing_en": claim.missing_en,
            "missing_fr": claim.missing_fr,
            "metric": claim.metric,
            "link": claim.link,
        }
        for claim_id, claim in registry.claims.items()
    ]


def _sources(registry: Registry) -> Rows:
    return [
        {
            "name": name,
            "priority": priority,
            **source.model_dump(exclude={"variable", "key", "every_hours", "late_hours"}),
            "address_variable": source.address_variable(name) if source.address else None,
            "key_variable": source.key,
            "every_hours": source.every_hours if source.is_asked else None,
            "late_hours": source.late_hours if source.is_asked else None,
        }
        for priority, (name, source) in enumerate(registry.sources.items(), start=1)
    ]
