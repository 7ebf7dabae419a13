"""Headers and the policy of every page, as hosts will send them; files that programmes look for; compressed files."""

import datetime
import gzip
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import brotli
from PIL import Image
from playwright.sync_api import Browser

from built import FOR_MAIL
from microsite.content.catalogue import Catalogue
from microsite.content.data.settings import Settings
from microsite.content.site import Site
from microsite.web import compress, headers
from microsite.web.headers import wellknown
from site_fixtures import HOME_URL, Served, address_of, html_files, our_texts
from strict_fixtures import Rules, rules, sent

FOUND = our_texts()
CSP = "Content-Security-Policy"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')


def policies(site: Path) -> dict[str, str]:
    """What the pages themselves say, as a reader's browser finds it: address → policy, and who may frame the page."""
    found = {address_of(file, site): META.search(file.read_text("utf-8")) for file in html_files(site)}
    found = {path: meta for path, meta in found.items() if not path.startswith(FOR_MAIL)}  # mails are no pages
    return {path: f"{unescape(meta[1])}; frame-ancestors 'none'" for path, meta in found.items() if meta}


def test_the_files_keep_to_what_hosts_read(built_site: Path) -> None:
    for host in ("netlify", "cloudflare"):
        text = (built_site / "hosts" / host / "_headers").read_text("utf-8")
        assert len(rules(text)) <= 100
        assert max(map(len, text.splitlines())) <= 2000


def test_every_file_is_sent_with_every_header(headers_sent: Rules) -> None:
    for path in ("/", "/pdf/x.pdf", "/en/keys/repeat/", "/not/there"):
        names = {name for name, _ in sent(path, headers_sent)}
        assert set(headers.HEADERS) <= names


def test_the_header_of_a_page_allows_what_the_page_itself_does_and_no_frames(
    built_site: Path, headers_sent: Rules
) -> None:
    for address, policy in policies(built_site).items():
        theirs = [value for name, value in sent("/" + address, headers_sent) if name == CSP]
        assert len(theirs) == 2, address
        strict = directives(theirs[1])
        assert strict["frame-ancestors"] == ["'none'"]
        for name, sources in directives(policy).items():
            assert set(sources) <= set(strict[name]) or sources == ["'none'"], (address, name)
        assert "'unsafe-inline'" not in theirs[1]
        assert ("'wasm-unsafe-eval'" in theirs[1]) == address.startswith(("zoeken/", "en/search/")), address


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for directive in policy.split("; ") if (words := directive.split())}


def test_no_page_has_a_style_or_script_attribute_or_goes_without_a_policy(built_site: Path) -> None:
    known = policies(built_site)
    for file in html_files(built_site):
        address = address_of(file, built_site)
        if address.startswith("mail/"):
            continue  # mails carry their style with them; no page of the site
        assert address in known, address
        text = re.sub(r"<script.*?</script>", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)\s*=", text), address


def test_search_works_with_its_headers_and_without_a_violation(browser: Browser, strict_server: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    for lang in ("nl", "en"):
        page.goto(strict_server.url + FOUND.page("search", lang).url)
        page.get_by_role("searchbox").fill("partner")
        page.locator(".found li").first.wait_for()
    assert not wrong
    context.close()


def test_pages_are_fetched_ahead_but_never_those_one_leaves_quickly(browser: Browser, strict_server: Served) -> None:
    page = browser.new_page()
    page.goto(strict_server.url)
    rule = page.locator("script[type=speculationrules]").inner_text()
    for quiet in ("go/*", "w/*", "pdf/*", "hulp/", "veilig-oefenen/", "en/help/", "en/practise-safely/"):
        assert f'"/{quiet}"' in rule
    for address in ("hulp/", "veilig-oefenen/", "en/help/", "en/practise-safely/"):
        page.goto(strict_server.url + address)
        assert page.locator("script[type=speculationrules]").count() == 0
    page.close()


def test_nginx_has_the_policy_of_every_page(built_site: Path) -> None:
    text = (built_site / "hosts/nginx/policy.conf").read_text("utf-8")
    for address, policy in policies(built_site).items():
        assert f'"/{address}" "{policy}";' in text
    server = (built_site / "hosts/nginx/server.conf").read_text("utf-8")
    assert 'add_header Content-Security-Policy "$keys_policy" always;' in server


# --- files that programmes look for


def test_robots_may_read_everything_and_find_the_sitemap(built_site: Path) -> None:
    text = (built_site / "robots.txt").read_text("utf-8")
    assert "Allow: /" in text
    assert "Disallow" not in text
    assert f"Sitemap: {HOME_URL}sitemap.xml" in text
    assert (built_site / "humans.txt").is_file()


def test_security_txt_is_there_once_somebody_is_named(built_site: Path) -> None:
    settings = FOUND.data.settings
    assert (built_site / ".well-known/security.txt").is_file() == bool(settings.security_contact)
    named = settings.model_copy(update={"security_contact": "mailto:security@host.example"})
    site = Site(HOME_URL, with_settings(named))
    text = wellknown.security(site)
    assert "Contact: mailto:security@host.example\n" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.MULTILINE)
    assert f"Canonical: {HOME_URL}.well-known/security.txt" in text


def with_settings(settings: Settings) -> Catalogue:
    return replace(FOUND, data=replace(FOUND.data, settings=settings))


def test_security_txt_is_true_for_another_month() -> None:
    """When this fails: look whether the contact is still right, then give a new day in docs/_data/settings.yml."""
    expires = FOUND.data.settings.security_expires
    assert expires is not None
    left = (expires - datetime.datetime.now(datetime.UTC).date()).days
    assert 30 <= left <= 366, f"{left} days left"


def test_icons_are_what_they_say(built_site: Path) -> None:
    for name, kind, size in (("favicon.ico", "ICO", 32), ("apple-touch-icon.png", "PNG", 180)):
        with Image.open(built_site / name) as icon:
            assert (icon.format, icon.size) == (kind, (size, size))
            assert icon.convert("RGBA").getchannel("A").getextrema()[1] == 255
            assert len(icon.convert("RGB").getcolors(size * size) or []) > 2
    assert (built_site / "icon.svg").read_text("utf-8").startswith("<svg ")


# --- compressed files


def test_beside_every_text_file_stands_the_same_compressed(built_site: Path) -> None:
    texts = [path for path in built_site.rglob("*") if path.suffix in compress.TEXT]
    assert len(texts) > 100
    for path in texts:
        data = path.read_bytes()
        assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == data
        packed = path.with_name(path.name + ".gz").read_bytes()
        assert gzip.decompress(packed) == data
        assert packed[4:8] == b"\0\0\0\0", f"{path} carries a time"


def test_compressing_twice_gives_the_same_with_and_without_cache(tmp_path: Path) -> None:
    made = []
    for again in ("one", "two"):
        folder = tmp_path / again
        folder.mkdir()
        (folder / "a.html").write_text("<p>a</p>" * 500, "utf-8")
        (folder / "b.html").write_text("<p>a</p>" * 500, "utf-8")
        (folder / "c.png").write_bytes(b"\x89PNG")
        compress.write(folder, tmp_path / "cache")
        made.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert made[0] == made[1]
    assert set(made[0]) == {f"{name}.html{end}" for name in "ab" for end in ("", ".br", ".gz")} | {"c.png"}
    assert len(list((tmp_path / "cache").iterdir())) == 2
