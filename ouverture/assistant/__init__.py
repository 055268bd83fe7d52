"""What a language model is given: answers that carry day, unit, caveat, confidence and a link that lasts."""
