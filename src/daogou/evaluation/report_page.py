"""Reports as one page that needs nothing else: tables, plots, both languages, no script."""

from collections.abc import Sequence
from html import escape

from daogou.core.product import Language
from daogou.evaluation import plots
from daogou.evaluation.metrics import Interval
from daogou.evaluation.reports import Difference, Report, best_of

Words = tuple[str, str]  # English, Chinese

METRICS: dict[str, Words] = {
    "ndcg": ("NDCG", "NDCG"),
    "recall": ("Recall", "召回率"),
    "precision": ("Precision", "精确率"),
    "f1": ("F1", "F1"),
    "hit_rate": ("Hit rate", "命中率"),
    "mrr": ("MRR", "MRR"),
    "map": ("MAP", "MAP"),
    "novelty": ("Novelty, bits", "新颖度(比特)"),
    "diversity": ("Diversity", "多样性"),
    "coverage": ("Coverage", "覆盖率"),
    "gini": ("Gini", "基尼系数"),
}
WIDTHLESS = {"novelty", "diversity", "coverage", "gini"}  # more of these is a choice, not a merit

STYLE = """
:root{--page:#fff;--ink:#1b1d22;--soft:#5c6270;--rule:#dfe2e8;--head:#f4f5f8;color-scheme:light dark}
.c0{--c:#0067a5}.c1{--c:#b0470e}.c2{--c:#00785a}.c3{--c:#8a3b8f}.c4{--c:#8a6500}.c5{--c:#a8123e}
.c6{--c:#33629c}.c7{--c:#555}
@media(prefers-color-scheme:dark){:root{--page:#14161a;--ink:#e8eaf0;--soft:#a2a9b8;--rule:#333843;--head:#1d2027}
.c0{--c:#58b4f5}.c1{--c:#ff9a5c}.c2{--c:#3fd1a6}.c3{--c:#dd94e2}.c4{--c:#e2bc4f}.c5{--c:#ff7d9f}
.c6{--c:#9bbcf0}.c7{--c:#bbb}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1120px;padding:1rem;background:var(--page);color:var(--ink);
font:16px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.1rem;margin:0 0 .3rem}p{margin:.3rem 0}
.soft{color:var(--soft);font-size:.9rem}
.choice{float:right;display:flex;gap:.8rem}.choice label{padding:.6rem .2rem;cursor:pointer}
:root:has(#zh:checked) [lang=en],:root:has(#en:checked) [lang=zh]{display:none}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}
th,td{padding:.45rem .7rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}
thead th{background:var(--head)}th:first-child{text-align:left;position:sticky;left:0;background:var(--page)}
thead th:first-child{background:var(--head)}td small{color:var(--soft);display:block}td.best{font-weight:700}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,460px),1fr));gap:1.6rem}
figure{margin:0}figure svg{width:100%;max-width:540px;height:auto}
svg text{font-size:12px;fill:var(--ink)}svg .tick{font-size:11px;fill:var(--soft)}
svg path{stroke:var(--c);stroke-width:2;fill:none}svg .grid{stroke:var(--rule);stroke-width:1}
svg circle{fill:var(--c)}svg .ring{fill:none;stroke:var(--c);stroke-width:2}main{clear:both}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;margin:.2rem 0;font-size:.9rem}
.legend svg{width:28px;height:8px;margin-right:.4rem;vertical-align:middle}
"""


def report_page(
    reports: Sequence[Report],
    differences: Sequence[Difference] = (),
    *,
    title: str = "",
    protocol: str = "",
    language: Language = "en",
) -> str:
    """HTML, the reports in the order given; ``protocol`` says how the split was made."""
    zh, en = ("checked", "") if language == "zh" else ("", "checked")
    heading = escape(title) or _both("How well recommendations do", "推荐效果")
    body = [_summary(reports, protocol), _table(reports), _figures(reports), _differences(differences)]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title) or 'Daogou'}</title><style>{STYLE}</style></head><body><header>"
        '<div class="choice" role="radiogroup" aria-label="Language 语言">'
        f'<label><input type="radio" name="language" id="en" {en}> English</label>'
        f'<label><input type="radio" name="language" id="zh" {zh}> 中文</label></div>'
        f"<h1>{heading}</h1></header><main>{''.join(body)}</main></body></html>"
    )


def _summary(reports: Sequence[Report], protocol: str) -> str:
    if not reports:
        return f"<p>{_both('Nothing was measured.', '没有测量结果。')}</p>"
    one = reports[0]
    said = _both(
        f"The first {one.k} of {one.n_products:,} products, ranked for {one.n_shoppers:,} shoppers.",
        f"对 {one.n_shoppers:,} 位顾客排列 {one.n_products:,} 件商品,看前 {one.k} 位。",
    )
    small = _both(
        "Small figures: the 95 % interval (bootstrap over shoppers). Bold: the highest.",
        "小字:95% 置信区间(按顾客自助抽样)。粗体:最高。",
    )
    return f'<p>{said}</p><p class="soft">{escape(protocol)}</p><p class="soft">{small}</p>'


def _table(reports: Sequence[Report]) -> str:
    names = [n for n in METRICS if any(n in one.metrics or n in one.whole for one in reports)]
    head = "".join(f'<th scope="col">{_both(*METRICS[name])}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row">{escape(one.name)}</th>'
        + "".join(_cell(one, name, reports) for name in names)
        + "</tr>"
        for one in reports
    )
    corner = _both("Recommender", "推荐方法")
    return (
        f'<div class="wide" tabindex="0"><table><thead><tr><th scope="col">{corner}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cell(report: Report, name: str, reports: Sequence[Report]) -> str:
    if name in report.whole:
        return f"<td>{report.whole[name]:.4f}</td>"
    if name not in report.metrics:
        return "<td>–</td>"
    value = report.metrics[name]
    is_best = name not in WIDTHLESS and best_of(reports, name) is report
    mark = ' class="best"' if is_best else ""
    return f"<td{mark}>{value.mean:.4f}<small>{_ends(value)}</small></td>"


def _figures(reports: Sequence[Report]) -> str:
    if not reports:
        return ""
    k, key = reports[0].k, plots.legend(reports)
    drawn = (
        ((f"NDCG@{k}", f"NDCG@{k}"), plots.whiskers([(one.name, one.metrics["ndcg"]) for one in reports])),
        (
            (f"Coverage (across) and NDCG@{k} (up)", f"覆盖率(横)与 NDCG@{k}(纵)"),
            key
            + plots.scatter([(one.name, one.whole["coverage"], one.metrics["ndcg"].mean) for one in reports]),
        ),
        (
            (f"NDCG@{k} by how many products a shopper knew", f"按顾客了解的商品数看 NDCG@{k}"),
            key + plots.lines([(one.name, one.by_history) for one in reports]),
        ),
        (
            (f"Recall@{k} by how many shoppers knew the product", f"按了解商品的顾客数看召回率@{k}"),
            key + plots.lines([(one.name, one.by_popularity) for one in reports]),
        ),
    )
    figures = (f"<figure><h2>{_both(*words)}</h2>{plot}</figure>" for words, plot in drawn)
    return f'<div class="plots">{"".join(figures)}</div>'


def _differences(differences: Sequence[Difference]) -> str:
    shown = [one for one in differences if one.metric in METRICS and one.metric not in WIDTHLESS]
    if not shown:
        return ""
    names = list(dict.fromkeys(one.metric for one in shown))
    rows: dict[str, list[str]] = {}
    for one in shown:
        sign = _both("clear", "显著") if one.is_clear else _both("may be chance", "可能是偶然")
        cell = (
            f"<td>{one.difference.mean:+.4f}<small>{_ends(one.difference)}</small><small>{sign}</small></td>"
        )
        rows.setdefault(one.name, []).append(cell)
    head = "".join(f'<th scope="col">{_both(*METRICS[name])}</th>' for name in names)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(cells)}</tr>' for name, cells in rows.items()
    )
    base = escape(shown[0].reference)
    heading = _both(f"Compared with {base}, shopper by shopper", f"与 {base} 逐位顾客比较")
    return (
        f'<h2>{heading}</h2><div class="wide" tabindex="0"><table><thead><tr><th></th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _ends(value: Interval) -> str:
    return f"{value.low:.4f} … {value.high:.4f}"


def _both(english: str, chinese: str) -> str:
    return f'<span lang="en">{english}</span><span lang="zh">{chinese}</span>'
