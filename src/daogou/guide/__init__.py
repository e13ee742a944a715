"""The conversation: what a shopper wants is understood, done, and answered."""
