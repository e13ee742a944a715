"""Prices as people write them."""

_SIGNS = {
    "CNY": "¥",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "JP¥",
    "HKD": "HK$",
    "TWD": "NT$",
    "KRW": "₩",
}


def money(amount: float | None, currency: str) -> str:
    """``259`` CNY -> ¥259, ``12.5`` USD -> $12.50; empty if there is no price."""
    if amount is None:
        return ""
    digits = f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.2f}"
    sign = _SIGNS.get(currency)
    return f"{sign}{digits}" if sign else f"{digits} {currency}".strip()


def discount(price: float | None, list_price: float | None) -> int:
    """Whole percent off the list price; 0 if there is no sale worth a percent."""
    if price is None or not list_price or list_price <= price:
        return 0
    return int(100 * (1 - price / list_price))
