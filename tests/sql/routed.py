"""One small world of routed tokens, for the tests of what reads them."""

from __future__ import annotations

from datetime import date

# 1 March: open 30 of 100, closed 60 (of which 20 of a model whose weights came on 10 March), other 10.
# 9 March: open 40 + 10 (an offer at no price of the same model, known by its stem), closed 20, cover name 20, other 10: 100.
# 10 March: the late model is open: 20 of 40; closed 10 (known by its stem: the date is of another day); a name unknown to
# all, of a maker whose other models are one lab's, 6; other 4.
TABLES = {
    "lab": """
        lab_id  | name  | country
        alpha   | Alpha | US
        beta    | Beta  | CN
    """,
    "router_model": """
        model_slug       | lab   | lab_id | open_weights | evidence       | open_from
        a/shut-20260101  | Alpha | alpha  | false        | closed product |
        b/open           | Beta  | beta   | true         | B/Open         |
        b/late           | Beta  | beta   | true         | B/Late         | 2026-03-10
        router/x-alpha   |       |        |              | stealth        |
        c/nobody         | Gamma |        | false        | closed product |
    """,
    "router_tokens": """
        observed_on | model_slug      | total_tokens | is_other | source
        2026-03-01  | a/shut-20260101 | 35           | false    | openrouter-usage
        2026-03-01  | b/open          | 30           | false    | openrouter-usage
        2026-03-01  | b/late          | 20           | false    | openrouter-usage
        2026-03-01  | c/nobody        | 5            | false    | openrouter-usage
        2026-03-01  | other           | 10           | true     | openrouter-usage
        2026-03-09  | a/shut-20260101 | 20           | false    | openrouter-usage
        2026-03-09  | b/open          | 40           | false    | openrouter-usage
        2026-03-09  | b/open:free     | 10           | false    | openrouter-usage
        2026-03-09  | router/x-alpha  | 20           | false    | openrouter-usage
        2026-03-09  | other           | 10           | true     | openrouter-usage
        2026-03-10  | a/shut-20260305 | 10           | false    | openrouter-usage
        2026-03-10  | b/late          | 20           | false    | openrouter-usage
        2026-03-10  | b/new           | 6            | false    | openrouter-usage
        2026-03-10  | other           | 4            | true     | openrouter-usage
    """,
}
FIRST, SECOND, THIRD = date(2026, 3, 1), date(2026, 3, 9), date(2026, 3, 10)
