"""The pages in Debian's Chromium, without JavaScript unless axe needs it."""

import os
import re
import shutil
import zlib

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from fakes.filled import filled
from fakes.ledger import Outcome, claim, event, report, story
from fakes.payloads import PAYLOADS
from fakes.site import WATCHES, served, site_of
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium")
WITHDRAWN = "961d59f4e04a40d4"
COUNTED = "5e67c467e9861933"
PHONE = {"width": 360, "height": 740}
MAY_LACK = not os.environ.get("CI") or bool(os.environ.get("TOCSIN_NO_BROWSER"))  # .ci/run says so where there is none
pytestmark = pytest.mark.skipif(CHROMIUM is None and MAY_LACK, reason="needs Debian's chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    store = filled(tmp_path_factory.mktemp("browser"))
    for key, text in enumerate(PAYLOADS):
        told = claim(actor=(text,), target=(text,))
        held = story(f"w{key}", title=text, text=f"{text}.", outlet=text, url="https://good.example/a")
        one = report(f"wr{key}", told, of=f"w{key}")
        one = one.__class__(**{name: getattr(one, name) for name in one.__slots__} | {"outlet": text, "title": text, "url": held.url})
        with store.taking(held) as taking:
            taking.keep(Outcome(held, (one,), (event(f"wild{key}", told, (one,), flags=(text,)),)))
    with served(site_of(store, "everything", f"watch:{WATCHES[0].id}")) as address:
        yield address
    store.close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_reader_searches_opens_an_event_and_jumps_to_the_evidence(page, base):
    page.goto(f"{base}/ledger")
    page.get_by_label("Search the events").fill("Przewodów")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="WITHDRAWN · Russia → Poland").click()
    assert page.url == f"{base}/events/{WITHDRAWN}"
    page.get_by_role("link", name="Evidence", exact=True).click()
    page.wait_for_url("**#evidence")
    assert page.locator("#evidence").evaluate("node => node.getBoundingClientRect().top") < PHONE["height"]
    assert page.locator("mark").first.inner_text().startswith("A senior American intelligence official")
    jump = page.get_by_role("link", name="Read the sentence in its place in Harbour Wire").get_attribute("href")
    assert jump.startswith("https://harbour-wire.example/")
    assert ":~:text=A%20senior%20American" in jump


def test_the_keyboard_alone_is_enough(page, base):
    page.goto(f"{base}/ledger")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    page.keyboard.type("missile")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger?q=missile")
    seen = []
    while len(seen) < 30 and not (seen and seen[-1].startswith("ALLEGED, DISPUTED")):
        page.keyboard.press("Tab")
        seen.append(page.locator(":focus").inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/events/{COUNTED}")
    assert "missile launch: at least 23 ballistic missiles" in page.locator("h1").inner_text()


def test_where_the_focus_is_can_be_seen(page, base):
    page.goto(f"{base}/ledger")
    for _ in range(8):
        page.keyboard.press("Tab")
        outline = page.locator(":focus").evaluate("node => getComputedStyle(node).outlineStyle + getComputedStyle(node).outlineWidth")
        assert outline in {"solid3px", "auto3px"}, outline


@pytest.mark.parametrize(
    "path",
    ["/ledger", "/ledger?party=nosuch&outlets=2", f"/events/{WITHDRAWN}", f"/events/{COUNTED}", "/watches/launches", "/events/nosuch"],
)
def test_nothing_is_wider_than_a_phone(page, base, path):
    page.goto(base + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_is_pressed_is_large_enough_for_a_finger(page, base):
    page.goto(f"{base}/ledger?party=KP")
    pressed = page.locator("input, select, button, summary").all()
    assert len(pressed) == 10
    assert all(one.bounding_box()["height"] >= 44 for one in pressed)


def test_filters_are_chosen_on_a_phone_without_a_script_and_stand_in_the_address(page, base):
    page.goto(f"{base}/ledger")
    assert not page.get_by_label("Kind of event").is_visible()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Kind of event").select_option("Missile launch")
    page.get_by_label("Party, on either side").fill("North Korea")
    page.get_by_label("Began on or after").fill("2022-11-02")
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**/ledger?type=missile_launch&party=North+Korea&since=2022-11-02")
    assert page.get_by_label("Kind of event").input_value() == "missile_launch"
    assert page.get_by_role("link", name="at least 23 ballistic missiles").count() == 1
    page.get_by_role("link", name="Clear all").click()
    assert page.url == f"{base}/ledger"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, base, scheme):
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in (
        "/ledger",
        "/ledger?q=missile",
        "/ledger?type=war&party=KP",
        f"/events/{WITHDRAWN}",
        f"/events/{COUNTED}",
        "/watches/launches",
        "/events/nosuch",
    ):
        page.goto(base + path)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"][:100] for node in one["nodes"]][:3]) for one in found] == [], path
    context.close()


def test_a_picture_follows_the_reader_into_the_dark(browser, base):
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport=PHONE, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{base}/events/{WITHDRAWN}")
        shown = page.locator("figure img:visible").evaluate(
            "image => [image.currentSrc, image.naturalWidth, image.getBoundingClientRect().width]"
        )
        assert shown[0].endswith(f"map-{scheme}.png")
        assert shown[1] == 720
        assert shown[2] <= PHONE["width"]
        context.close()


def test_no_payload_runs_and_none_asks_for_anything_elsewhere(browser, base):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for key in range(len(PAYLOADS)):
        page.goto(f"{base}/events/wild{key}")
        assert page.evaluate("window.hit") is None
        assert page.locator("h1").inner_text()
    page.goto(f"{base}/ledger")
    assert page.evaluate("window.hit") is None
    assert said == []
    assert all(url.startswith(base) for url in asked)
    context.close()


def test_the_policy_itself_stops_a_script_that_would_get_in(browser, base):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}/ledger")
    page.evaluate("() => { const one = document.createElement('script'); one.textContent = 'window.hit = 1'; document.body.append(one) }")
    assert page.evaluate("window.hit") is None
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/ledger", f"/events/{WITHDRAWN}", "/watches/launches"])
def test_a_page_prints_black_on_white_without_what_is_pressed(browser, base, path, scheme):
    context = browser.new_context(color_scheme=scheme, java_script_enabled=False)
    page = context.new_page()
    page.goto(base + path)
    assert page.locator("form:visible, nav:visible").count()
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.locator("form:visible, nav:visible, button:visible, .skip:visible").count() == 0
    ink = page.locator("body").evaluate("node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")
    assert ink == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    kept = page.locator(".rows > li, .report, .facts div, .steps li, figure")
    assert set(kept.evaluate_all("nodes => nodes.map(node => getComputedStyle(node).breakInside)")) == {"avoid"}
    context.close()


def test_on_paper_each_address_is_written_out_once_and_the_marked_sentence_is_still_marked(page, base):
    page.goto(f"{base}/events/{WITHDRAWN}")
    assert page.locator(".paper:visible").count() == 0
    page.emulate_media(media="print")
    told = page.locator("main").inner_text()
    assert told.count("https://harbour-wire.example/") == 1
    assert told.count(f"{base}/events/{WITHDRAWN}") == 1
    assert "Read the sentence in its place" not in told
    assert page.locator("mark").first.evaluate("node => getComputedStyle(node).textDecorationLine") == "underline"
    page.goto(f"{base}/ledger?q=Przewod%C3%B3w")
    assert page.locator("main").inner_text().count(f"{base}/events/{WITHDRAWN}") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_in_the_dark_prints_the_light_map_and_it_alone(browser, base, scheme):
    context = browser.new_context(color_scheme=scheme, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/events/{WITHDRAWN}")
    made = page.pdf(prefer_css_page_size=True)
    [(head, at)] = [(one[1], one.end()) for one in re.finditer(rb"<<([^>]*/Subtype /Image[^>]*)>>\s*stream\r?\n", made)]
    pixels = np.frombuffer(zlib.decompress(made[at : at + int(re.search(rb"/Length (\d+)", head)[1])]), np.uint8)
    assert pixels.mean() > 200
    context.close()


def test_an_event_prints_on_a4(browser, base):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}/events/{WITHDRAWN}")
    made = page.pdf(prefer_css_page_size=True)
    [box] = set(re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", made))
    assert [round(float(side)) for side in box] == [595, 842]
    context.close()
