"""What changed between two dates, gathered once for the page, the mail and the feeds."""
