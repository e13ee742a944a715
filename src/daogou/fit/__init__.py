"""Which size, which shape, what goes with it: advice by body, by taste and by what others kept."""
