"""One reading of five origins, 1,000 downloads, that the golden tests of geography share.

By publisher: US 500 + 100, CN 300, FR 50, no lab 50. By base: US 500, CN 300 + 100, FR 50, base missing 50.
By parent company: US 600 + 50 (the French lab's owner), CN 300, no lab 50.
"""

from __future__ import annotations

READING = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    "mart_country": """
    run_id | snapshot_date | publisher_origin | base_origin  | parent_origin | base    | tier | models | downloads_30d
    sep    | 2025-09-07    | US               | US           | US            | none    | 1    | 2      | 500
    sep    | 2025-09-07    | CN               | CN           | CN            | none    | 2    | 3      | 300
    sep    | 2025-09-07    | US               | CN           | US            | named   | 2    | 1      | 100
    sep    | 2025-09-07    | FR               | FR           | US            | none    | 2    | 1      | 50
    sep    | 2025-09-07    | unaffiliated     | base_missing | unaffiliated  | missing |      | 2      | 50
    """,
}
