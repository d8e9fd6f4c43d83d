"""A reader of pages: fetches without following redirects, and takes HTML apart."""

import urllib.error
import urllib.request
from html.parser import HTMLParser


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def got(url, **headers):
    try:
        with urllib.request.build_opener(Stay).open(urllib.request.Request(url, headers=headers), timeout=60) as answer:  # noqa: S310  # loopback
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, fault.headers, fault.read().decode()


class Tags(HTMLParser):
    """Every tag, with its attributes, and the text between."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def text(self):
        return " ".join("".join(self.words).split())
