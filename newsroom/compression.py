"""Pages that nobody keeps are sent compressed as well; kept ones are by `articles.page_cache`.

The rule: words alone are compressed. Pictures are already, and are sent while they are read.
"""

from django.middleware.gzip import GZipMiddleware

from articles.page_cache import COMPRESSED


class CompressWords(GZipMiddleware):
    """Django's own, which hides the length of secrets in a page by a random one beside them."""

    def process_response(self, request, response):
        if response.streaming or not COMPRESSED.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
