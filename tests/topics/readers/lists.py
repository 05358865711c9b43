# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""News pages of Musterau, an invented town, built the way content systems of German authorities build them."""

TITLES = (
    "Neue Kita in der Lindenstraße eröffnet",
    "Sperrung der Auenbrücke ab Montag",
    "Bürgersprechstunde der Bürgermeisterin",
    "Stadtradeln: Musterau sammelt Kilometer",
    "Ausbildung im Rathaus: jetzt bewerben",
)
DATES = ("24.11.2026", "20.11.2026", "18.11.2026", "12.11.2026", "03.11.2026")
MONTH_DATES = (
    "24. November 2026",
    "20. November 2026",
    "18. November 2026",
    "12. November 2026",
    "3. November 2026",
)
ISO = ("2026-11-24", "2026-11-20", "2026-11-18", "2026-11-12", "2026-11-03")
LINKS = tuple(f"/aktuelles/meldung-{n}" for n in range(1, 6))
TEASER = "Worum es geht, steht in diesem kurzen Satz, und wer mehr wissen will, liest weiter."
MENU = "".join(
    f'<li><a href="/{name}">{name.title()}</a></li>'
    for name in ("rathaus", "buergerservice", "leben-in-musterau", "wirtschaft")
)
FRAME = (
    "<!doctype html><html><head><title>Aktuelles – Stadt Musterau</title></head><body>"
    '<header><nav><ul>{menu}</ul></nav></header><main id="inhalt"><h1>Aktuelles</h1>{body}'
    '<ul class="pagination"><li><a href="?seite=2">Nächste Seite der Meldungen</a></li>'
    '<li><a href="?seite=3">Übernächste Seite der Meldungen</a></li><li><a href="?seite=9">Letzte Seite der Meldungen</a></li></ul></main>'
    '<aside><h2>Termine</h2><ul>{side}</ul></aside><footer><ul>{menu}<li><a href="/impressum">Impressum und Kontakt</a></li></ul></footer></body></html>'
)
SIDE = "".join(f'<li><a href="/termine/{n}">Konzert der Musikschule Nummer {n}</a></li>' for n in range(4))


def page(body):
    return FRAME.format(menu=MENU, body=body, side=SIDE)


def _each(pattern):
    rows = zip(TITLES, DATES, MONTH_DATES, ISO, LINKS, strict=True)
    return "".join(pattern.format(t=t, d=d, m=m, i=i, l=link, s=TEASER) for t, d, m, i, link in rows)


BUILT = {
    "articles with time": page('<div class="news-list">' + _each('<article class="news-list__item articletype-0"><div class="header"><h3><a href="{l}" title="{t}"><span itemprop="headline">{t}</span></a></h3></div><p class="date"><time datetime="{i}">{d}</time></p><div class="teaser-text"><p>{s} <a class="more" href="{l}">Weiterlesen</a></p></div></article>') + "</div>"),
    "list with leading date": page('<ul class="liste">' + _each('<li><span class="datum">{d}</span> <a href="{l}">{t}</a></li>') + "</ul>"),
    "table": page("<table><tr><th>Datum</th><th>Meldung</th></tr>" + _each('<tr><td>{d}</td><td><a href="{l}">{t}</a><br>{s}</td></tr>') + "</table>"),
    "definition list": page("<dl>" + _each('<dt>{m}</dt><dd><a href="{l}">{t}</a></dd>') + "</dl>"),
    "flat headings": page(_each('<h2><a href="{l}">{t}</a></h2><p>{m}</p><p>{s} <a href="{l}">mehr</a></p>')),
    "cards that are links": page('<div class="grid">' + _each('<a class="card" href="{l}"><img src="/x.jpg" alt=""><span class="card-date">{d}</span><span class="card-title">{t}</span><span class="card-text">{s}</span></a>') + "</div>"),
    "heading without link": page('<div class="meldungen">' + _each('<div class="meldung"><h3>{t}</h3><p>{s}</p><p>Musterau, {d}</p><p><a href="{l}">mehr ...</a></p></div>') + "</div>"),
    "wrapped in grid cells": page('<div class="row">' + _each('<div class="col-md-6"><div class="teaser-box"><h4><a href="{l}">{t}</a></h4><small>{d}, Pressestelle</small><p>{s}</p></div></div>') + "</div>"),
    "odd and even": page('<div class="view-content">' + _each('<div class="views-row views-row-odd"><h3 class="title"><a href="{l}">{t}</a></h3><div class="submitted">Erstellt am {m} um 10:30 Uhr</div>{s}</div>').replace("views-row-odd", "views-row-even", 2) + "</div>"),
    "date in the link's text": page("<ul>" + _each('<li><a href="{l}">{d} | {t}</a></li>') + "</ul>"),
}  # fmt: skip


def article(title, *paragraphs, date="24.11.2026"):
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title} – Stadt Musterau</title></head><body><header><nav><ul>{MENU}</ul></nav></header>"
        f'<main><div class="share"><a href="#">Teilen</a></div><h1>{title}</h1><p class="date">{date}</p>{text}'
        f"<p>Kontakt: Pressestelle der Stadt Musterau, Rathausplatz 1, Telefon 01234 567-0, presse@musterau.example</p>"
        f"<h2>Das könnte Sie auch interessieren</h2><ul>{SIDE}</ul></main><footer><ul>{MENU}</ul></footer></body></html>"
    )
