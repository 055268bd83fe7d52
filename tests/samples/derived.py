"""Numbers of titles that are no cell of their rows: each as it follows from them, written apart from the metric's SQL.

``answer`` are all rows, ``rows`` those of the finding's source, ``last`` those of its day; ``$name`` is a value that
the finding quotes, or a setting. A number drawn under other settings, or by another card, is (metric, settings, SQL).
"""

from __future__ import annotations

Derived = str | tuple[str, dict[str, object], str]

_GROWTH = """
    SELECT product(after / before) - 1 FROM (
        SELECT sum(common_downloads_30d) AS after, sum(common_downloads_30d_before) AS before
        FROM rows WHERE snapshot_date > $since AND snapshot_date <= $as_of AND {of} GROUP BY snapshot_date)
"""
_TIERS = _GROWTH.format(of="TRUE")
_LAB = _GROWTH.format(of="lab_id = $lab")
_TOTAL = """
    SELECT max(downloads_30d) FILTER (snapshot_date = $as_of) / max(downloads_30d) FILTER (snapshot_date = $since) - 1
    FROM rows WHERE line = '{line}'
"""
_OF_COUNTRY = "SELECT coalesce(sum(share), 0) FROM last WHERE side = 'open' AND origin = ${country}"
_HOSTED = """
    SELECT count_if(side = 'open') / count(*) FROM (SELECT side, unnest(range(models)) FROM rows
    WHERE quarter BETWEEN $since::DATE - INTERVAL ({first}) MONTH AND $since::DATE - INTERVAL ({last}) MONTH)
"""
_SIZE = """
    SELECT arg_max(parameters, snapshot_date) / arg_min(parameters, snapshot_date) - 1
    FROM rows WHERE statistic = 'weighted_median'
"""
_JUMP = """
    SELECT arg_max(largest_change_{at}, abs(largest_change_after - largest_change_before))
    FROM rows WHERE largest_change_model_id = $model
"""
_INSTALLS = "SELECT max(index) / 100 FROM rows WHERE side = '{side}' AND observed_on = $as_of AND counted_from = $since"
_LINES = """
    WITH line AS (
        SELECT index_name, arg_max(index, observed_on) / 100 AS times, max(observed_on) AS until, min(base_on) AS base,
            source, scale
        FROM answer GROUP BY index_name, source, scale HAVING until - base >= $span_least
    ), newest AS (
        FROM line
        QUALIFY row_number() OVER (PARTITION BY index_name ORDER BY until DESC, base, source, scale) = 1
    )
    SELECT {what} FROM newest
"""
_STATE = "SELECT count(*) FROM rows WHERE state IN ({states})"
_MATRIX = "SELECT count(*) FROM rows WHERE component = '{component}' AND state = 'open'"
_CLAIMS = "SELECT count(DISTINCT claim_id) FROM answer WHERE kind = 'debate' AND verdict = '{verdict}'"
_OPENED = "SELECT count(*) FILTER (state = 'open' AND component <> 'synthetic_data') AS n FROM rows GROUP BY family"
_BEST = r"""
    SELECT count(*) FROM (
        SELECT arg_max(matches, closed_score) AS matches FROM answer GROUP BY regexp_replace(lower(closed_model),
            '[- ]\(?(no-)?(thinking|reasoning|minimal|low|medium|high|xhigh|max)(-[0-9]+k)?\)?$', '')
    ) WHERE {of}
"""
_MONTHS = "month >= $as_of::DATE - INTERVAL 12 MONTH AND month < $as_of"

CURVE = {  # of every spec curve
    "holds_in": "SELECT count(*) FROM answer WHERE holds",
    "definitions": "SELECT count(holds) FROM answer",
    "rises": "SELECT count(*) FROM answer WHERE verdict = 'rises'",
    "flats": "SELECT count(*) FROM answer WHERE verdict = 'flat'",
    "falls": "SELECT count(*) FROM answer WHERE verdict = 'falls'",
}
DERIVED: dict[str, dict[str, Derived]] = {
    "adjustment": {"out": "SELECT 1 - adjusted_downloads_30d / raw_downloads_30d FROM last"},
    "catalogue_providers": {"open": "SELECT sum(models) FILTER (side = 'open') / sum(models) FROM answer"},
    "catalogue_share": {
        "share": _HOSTED.format(first=0, last=-9),
        "before": _HOSTED.format(first=12, last=3),
    },
    "claims": {
        "sentences": "SELECT count(DISTINCT claim_id) FROM answer WHERE kind = 'debate'",
        "held": _CLAIMS.format(verdict="holds"),
        "failed": _CLAIMS.format(verdict="fails"),
        "depends": _CLAIMS.format(verdict="depends"),
    },
    "cohort_curves": {
        "ratio": "SELECT max(downloads) FILTER (model_id = $model) / max(downloads) FILTER (lab_id = 'cohort')"
        " FROM answer WHERE age_days = $age"
    },
    "corrections": {
        "verdicts": "SELECT count(verdict_after) FROM answer",
        "figures": "SELECT count(figure_after) FROM answer",
    },
    "country_dependence": {"abroad": "SELECT sum(downloads_30d) FILTER (foreign_base) / sum(downloads_30d) FROM last"},
    "country_history": {
        "moved": "SELECT max(share_like_for_like) FILTER (snapshot_date = $as_of)"
        " - max(share_like_for_like) FILTER (snapshot_date = $since) FROM rows WHERE origin = $country"
    },
    "country_map": {
        "few": "SELECT len($countries)",
        "few_share": "SELECT sum(share) FILTER (list_contains($countries, country)) / sum(share)"
        " FROM last WHERE country IS NOT NULL",
    },
    "country_open": {
        "open_first": _OF_COUNTRY.format(country="first"),
        "open_second": _OF_COUNTRY.format(country="second"),
    },
    "country_share": {"unknown": "SELECT sum(share) FROM last WHERE country IS NULL"},
    "coverage": {
        "lowest": "SELECT floor(min(share_held) * 100) / 100 FROM last",
        "organisations": "SELECT count(share_held) FROM last",
    },
    "downloads_by_month": {"total": "SELECT sum(downloads_30d) FROM rows", "windows": "SELECT count(*) FROM rows"},
    "downloads_by_tier": {
        "total": "SELECT sum(downloads_30d) FROM last",
        "growth": _TIERS,
        "change": f"SELECT abs(({_TIERS}))",
    },
    "downloads_per_day": {
        "total": "SELECT sum(downloads_per_day) FROM last",
        "open": "SELECT sum(downloads_per_day) FILTER (tier >= 2) / sum(downloads_per_day) FROM last",
    },
    "downloads_total": {"raw": _TOTAL.format(line="raw"), "like": _TOTAL.format(line="like_for_like")},
    "europe_labs": {"lab_share": "SELECT max(downloads_30d) / sum(downloads_30d) FROM answer"},
    "family_modes": {
        "share": "SELECT 1 - sum(downloads_30d) FILTER (mode = 'publisher')"
        " / sum(downloads_30d) FILTER (mode = 'family') FROM last"
    },
    "family_publishers": {"downloads": "SELECT sum(downloads_30d) FROM last WHERE lab_id IS NOT DISTINCT FROM $lab"},
    "hybrid_labs": {
        "labs": "SELECT count(*) FROM (FROM rows SELECT lab_id GROUP BY lab_id HAVING count(DISTINCT side) = 2)",
        "shown": "SELECT count(DISTINCT lab_id) FROM rows",
    },
    "identity_unmatched": {
        "priceless": "SELECT count(*) FROM answer WHERE kind = 'board' AND lacks IN ('catalogue', 'both')",
        "homeless": "SELECT count(*) FROM answer WHERE lacks IN ('hub', 'both')",
    },
    "lab_adoption": {"growth": _LAB, "change": f"SELECT abs(({_LAB}))"},
    "lab_evidence": {
        "least": f"SELECT min(n) FROM ({_OPENED})",
        "most": f"SELECT max(n) FROM ({_OPENED})",
    },
    "left_out_boards": {"yardsticks": "SELECT count(DISTINCT (source, snapshot_date)) FROM answer"},
    "licence_mix": {
        "downloads": "SELECT sum(download_share) FROM last WHERE licence = $licence",
        "models": "SELECT sum(model_share) FROM last WHERE licence = $licence",
    },
    "lineage_flow": {
        "share": "SELECT coalesce(sum(downloads_30d) FILTER (to_node = 'own_lab'), 0) / sum(downloads_30d)"
        " FROM last WHERE stage = 1"
    },
    "models_behind": {"share": "SELECT sum(share) FROM answer"},
    "model_size": {
        "raw_change": ("model_size", {"basis": "raw"}, _SIZE),
        "adjusted_change": ("model_size", {"basis": "adjusted"}, _SIZE),
    },
    "openness_matrix": {
        "rows": "SELECT count(DISTINCT family_of_lab) FROM answer",
        "data": _MATRIX.format(component="pretraining_data"),
        "weights": _MATRIX.format(component="weights"),
    },
    "package_installs": {
        "open": _INSTALLS.format(side="open_runtime"),
        "closed": _INSTALLS.format(side="closed_api"),
    },
    "price_by_release": {
        "ratio": "SELECT arg_max(year_usd, quarter) FILTER (side = 'closed')"
        " / arg_max(year_usd, quarter) FILTER (side = 'open') FROM answer"
    },
    "promises": {
        "kept": _STATE.format(states="'kept', 'late'"),
        "all": "SELECT count(*) FROM rows",
        "late": _STATE.format(states="'late'"),
        "overdue": _STATE.format(states="'overdue'"),
    },
    "rank_bump": {
        "model_before": ("downloads_by_tier", {}, _JUMP.format(at="before")),
        "model_after": ("downloads_by_tier", {}, _JUMP.format(at="after")),
    },
    "releases_by_tier": {
        "open": f"SELECT sum(models) FILTER (tier >= $least_tier) / sum(models) FROM answer WHERE {_MONTHS}",
        "models": f"SELECT sum(models) FROM answer WHERE {_MONTHS}",
    },
    "run_history": {"runs": "SELECT count(*) FROM answer"},
    "routed_models": {"share": "SELECT coalesce(sum(share) FILTER (model IS NOT NULL), sum(share)) FROM answer"},
    "substitution": {
        "unmatched": _BEST.format(of="matches = 0"),
        "models": _BEST.format(of="TRUE"),
        "matched": _BEST.format(of="matches > 0"),
    },
    "tier_by_lab": {
        "open": "SELECT count(DISTINCT lab_id) FROM answer WHERE open_share > 0.5",
        "labs": "SELECT count(DISTINCT lab_id) FROM answer",
    },
    "triangulation": {
        "rising": _LINES.format(what="count(*) FILTER (times > 1)"),
        "lines": _LINES.format(what="count(*)"),
        "steepest_times": _LINES.format(what="max(times)"),
    },
}
