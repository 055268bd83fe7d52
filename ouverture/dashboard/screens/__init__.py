"""Bodies of pages: what a page lists beside its cards."""
