"""Pages for readers and an API for programs, on the HTTP server: routes(Site(…)). Nothing is shown that an operator did not publish."""

from handlers.pages.published import Published
from handlers.pages.routes import routes
from handlers.pages.site import Site

__all__ = ["Published", "Site", "routes"]
