"""Rules that somebody else watches by: what came true since the last look is told once, to feeds, hooks and mail."""
