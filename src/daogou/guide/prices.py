"""Prices as the guide says them."""

_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$"}


def price_text(amount: float, currency: str) -> str:
    """``price_text(259, "CNY")`` is ``¥259``, ``price_text(12.5, "USD")`` is ``$12.50``."""
    digits = f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.2f}"
    sign = _SIGNS.get(currency)
    return f"{sign}{digits}" if sign else f"{digits} {currency}".strip()
