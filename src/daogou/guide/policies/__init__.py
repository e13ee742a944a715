"""The shop's policy pages: cut into passages, found for a question, and answered in the pages' own words."""
