"""Who asks: what shoppers did, allowed and said of themselves; what they were shown."""
