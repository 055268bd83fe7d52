"""A published build somewhere else: sent in the parts that changed, followed in the parts that are missing."""
