"""Invented pages of invented councils, each in another system's habits, for tests of the web page reader."""

from dataclasses import replace

from ingest.model import Reading
from ingest.readers import find_reader
from ingest.readers.html.reader import transcribe
from tests.ingest.exports import DOCUMENT

PAGE = replace(DOCUMENT, file="invented-borough-page.html")

STATE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Night safety in Invented Borough - INV.EXAMPLE</title>
<meta name="author" content="A. Person"><meta property="article:published_time"
content="2021-05-06T09:00:00Z">
<style>.x { color: red }</style><script>var said = "script text";</script></head>
<body>
<div id="cookie-banner" hidden><p>We use cookies on this service to make it work.</p></div>
<a class="govuk-skip-link" href="#main">Skip to main content</a>
<header role="banner"><a href="/">INV.EXAMPLE</a><nav><ul><li><a href="/a">Benefits</a></li>
<li><a href="/b">Births and deaths</a></li></ul></nav></header>
<main id="main"><article>
<h1>Night safety in Invented Borough</h1>
<p>The partnership lit forty routes in the year, and more people told wardens that they feel safe at
night.</p>
<h2>What changed</h2>
<p>Wardens walked each of the routes twice an evening from May to September, as residents had asked for.</p>
<ul><li>Lanterns on Quay Road<ul><li>with timers</li></ul></li><li>Mirrors in Mill Lane</li></ul>
<ol start="3"><li>Agree the plan</li><li>Fund the plan</li></ol>
<h2>Figures</h2>
<table><caption>Thefts by ward</caption><thead><tr><th>Ward</th><th>2031</th><th>2032</th></tr></thead>
<tbody><tr><th scope="row">North Fen</th><td>12</td><td>9</td></tr>
<tr><th scope="row">South Fen</th><td>8</td><td>7</td></tr></tbody></table>
<dl class="govuk-summary-list"><div><dt>Cost</dt><dd>&pound;7,500</dd></div>
<div><dt>Lead</dt><dd>A. Person</dd></div></dl>
<blockquote><p>I feel safe &ndash; and I walk home again.</p></blockquote>
<details><summary>How we counted</summary><p>Thefts are those that were recorded by the end of May
2032.</p></details>
<img src="map.png" alt="A map of the routes that are lit.">
</article></main>
<footer><h2>Support links</h2><ul><li><a href="/help">Help</a></li><li><a
href="/privacy">Privacy</a></li></ul>
<p>All content is available under an open licence.</p></footer>
</body></html>
"""

COMMITTEE = """\
<html><head><title>Agenda item - Safety report | Invented Borough Council</title></head><body>
<div id="header"><div class="logo">Invented Borough Council</div>
<div class="menu"><a href="/1">Home</a> <a href="/2">Councillors</a> <a href="/3">Committees</a></div></div>
<table width="100%" role="presentation"><tr><td class="left"><ul><li><a href="/4">Browse meetings</a></li>
<li><a href="/5">Calendar</a></li><li><a href="/6">Outside bodies</a></li></ul></td><td>
<div class="content"><h1>Agenda item</h1><h2>Community safety report</h2>
<p>Meeting: 03/06/2032 - Invented Scrutiny Committee (Item 7)</p>
<p>The committee received a report of the Director, which set out the work of the partnership in the year.</p>
<p>Members asked why thefts rose in South Fen. The Director said that racks there came last, in March
2032.</p>
<p><b>RESOLVED</b> that the report be noted and that lanterns for Mill Lane be looked at again in autumn.</p>
<table class="mgStatus"><tr><td>Ward</td><td>Thefts</td><td>Change</td></tr>
<tr><td>North Fen</td><td>12</td><td>-3%</td></tr><tr><td rowspan="2">South
Fen</td><td>9</td><td>+1%</td></tr>
<tr><td>4</td><td>0%</td></tr></table>
</div></td></tr></table>
<div id="footer"><a href="/7">Contact us</a> <a href="/8">Accessibility</a></div></body></html>
"""

BLOG = """\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>New racks &#8211; Safer Invented
Borough</title></head>
<body class="post-template"><div id="page" class="site"><header class="site-header"><p class="site-title">
<a href="/">Safer Invented Borough</a></p></header><div class="menu-main"><ul><li><a href="/n">News</a></li>
<li><a href="/r">Report it</a></li></ul></div><div id="content"><article class="post"><header
class="entry-header">
<h1 class="entry-title">New racks on Quay Road</h1><span class="posted-on">6 May 2032</span></header>
<div class="entry-content"><p>Forty new racks were fitted on Quay Road this week, and thefts there fell by
14% in a month.</p>
<p>Police will mark bicycles on each Saturday in June. Bring yours along, with some proof that it is your
own.</p>
<h3>Where to find us</h3><p>We stand by the harbour office from ten until four, whatever the weather may
be.</p></div>
</article><aside id="secondary"><section class="widget"><h2>Recent posts</h2><ul><li><a href="/p1">Old
racks</a></li>
<li><a href="/p2">Older racks</a></li></ul></section></aside></div>
<footer class="site-footer">Proudly powered by an invented press</footer></div></body></html>
"""

BARE = """\
<html><body><div><div>Invented Borough</div><div><div>Opening hours</div><div>Monday: 9 to 5</div></div>
<table><tr><td>Telephone</td><td>01234 567890</td></tr></table></div></body></html>
"""


def wrap(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def article(inside: str) -> str:
    """Return a page whose main text is easily told."""
    said = (
        "The partnership lit forty routes in the year, and residents told its wardens that they feel safe. "
    )
    return wrap(f"<main><h1>Night safety</h1><p>{said * 3}</p>{inside}</main>")


def read_page(source: str | bytes) -> Reading:
    content = source if isinstance(source, bytes) else source.encode()
    return find_reader(PAGE, content).read(PAGE, content)


def transcribe_page(source: str | bytes) -> tuple[Reading, str]:
    return transcribe(PAGE, source if isinstance(source, bytes) else source.encode())
