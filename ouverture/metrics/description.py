"""What a metric is, as plain values: for ``/api/v1/metrics``, for the client's list and beside every export."""

from __future__ import annotations

from typing import Any

from ouverture.metrics.metric import Metric


def description(metric: Metric) -> dict[str, Any]:
    """Everything that is said of a metric before it is asked, in both languages."""
    stated = metric.model_dump(mode="json", include={"title", "question", "unit", "grain", "formula", "limits"})
    return {
        "name": metric.name,
        "topic": metric.topic,
        **stated,
        "version": metric.version,
        "edition": metric.edition,
        "rules": rule_versions(metric),
        "parameters": {
            name: {
                "type": declared.type,
                "label": declared.label.model_dump(),
                "default": declared.model_dump(mode="json", include={"default"})["default"],
                "accepts": declared.accepts(),
                "required": declared.required,
            }
            for name, declared in metric.parameters.items()
        },
        "columns": column_dicts(metric),
    }


def rule_versions(metric: Metric) -> dict[str, int]:
    """Versions of the rules that the metric shares with others, by parameter."""
    return {name: rule.version for name, rule in metric.rules.items()}


def column_dicts(metric: Metric) -> list[dict[str, Any]]:
    """Name, type, unit, label and meaning of each column."""
    return [{"name": name, **column.model_dump(mode="json")} for name, column in metric.columns.items()]
