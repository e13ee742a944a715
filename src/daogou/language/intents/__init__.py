"""What a shopper wants, out of an owner's list of intents; or that it is none of them."""
