"""The archive hub-stats: the Hub's whole list of models, day by day, in the commits of one file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from ouverture.pipeline.sources.archive import Archive


class HubStats(Archive):
    """``cfahlgren1/hub-stats``: the whole list API in ``models.parquet``, uploaded anew every day."""

    repository = "cfahlgren1/hub-stats"
    whole = True
    columns: ClassVar[Mapping[str, str]] = {
        name: name
        for name in (
            "_id", "id", "downloads", "downloadsAllTime", "likes", "trendingScore", "createdAt", "pipeline_tag",
            "library_name", "gated", "safetensors", "gguf", "tags",
        )
    }  # fmt: skip

    def days_held(self) -> dict[date, str]:
        """The last commit of each day (UTC) whose title names the file; of any title if none does."""
        commits = self.api.list_repo_commits(self.repository, repo_type="dataset")
        named = [commit for commit in commits if "models.parquet" in commit.title]
        last = {
            commit.created_at.date(): commit.commit_id for commit in reversed(named or commits)
        }  # newest comes first
        return {day: f"datasets/{self.repository}@{sha}/models.parquet" for day, sha in last.items()}
