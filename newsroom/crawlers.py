"""The programs that read the web for language models, and what each does with what it reads.

The one rule: only names that an operator documents, or that are known to come without being, with
where that can be read. Looked up on 22 November 2026; to be looked up again with every release.
Search engines are not among them: keeping those out is no choice about language models.
"""

from enum import Enum
from typing import NamedTuple


class Use(Enum):
    TRAINING = "training"  # what is read may become part of a model
    ANSWERS = "answers"  # an index, or one page at somebody's wish, for answers that link to it
    BOTH = "both"


class Crawler(NamedTuple):
    name: str  # as robots.txt calls it
    operator: str
    use: Use
    source: str


_OPENAI = "https://developers.openai.com/api/docs/bots"
_ANTHROPIC = "https://support.claude.com/en/articles/8896518"
_GOOGLE = "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers"
_META = "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers/"
_AMAZON = "https://developer.amazon.com/amazonbot"
_MISTRAL = "https://docs.mistral.ai/robots"
_PERPLEXITY = "https://docs.perplexity.ai/docs/resources/perplexity-crawlers"
_BYTEDANCE = "https://www.bytespider.net/"
_AI2 = "https://allenai.org/crawler"
_WEBZ = "https://webz.io/blog/machine-learning/"

CRAWLERS = (
    Crawler("GPTBot", "OpenAI", Use.TRAINING, _OPENAI),
    Crawler("OAI-SearchBot", "OpenAI", Use.ANSWERS, _OPENAI),
    Crawler("ChatGPT-User", "OpenAI", Use.ANSWERS, _OPENAI),  # says that it may come all the same
    Crawler("ClaudeBot", "Anthropic", Use.TRAINING, _ANTHROPIC),
    Crawler("Claude-SearchBot", "Anthropic", Use.ANSWERS, _ANTHROPIC),
    Crawler("Claude-User", "Anthropic", Use.ANSWERS, _ANTHROPIC),
    # No crawlers but names: what the search engine's own may be used for. Both are for training
    # and for what Gemini and Apple Intelligence answer; neither touches the search engine.
    Crawler("Google-Extended", "Google", Use.BOTH, _GOOGLE),
    Crawler("Applebot-Extended", "Apple", Use.TRAINING, "https://support.apple.com/en-us/119829"),
    Crawler("meta-externalagent", "Meta", Use.TRAINING, _META),
    Crawler("FacebookBot", "Meta", Use.TRAINING, _META),
    Crawler("meta-webindexer", "Meta", Use.ANSWERS, _META),
    Crawler("meta-externalfetcher", "Meta", Use.ANSWERS, _META),
    Crawler("Amazonbot", "Amazon", Use.BOTH, _AMAZON),
    Crawler("Amzn-SearchBot", "Amazon", Use.ANSWERS, _AMAZON),
    Crawler("Amzn-User", "Amazon", Use.ANSWERS, _AMAZON),
    Crawler("PerplexityBot", "Perplexity", Use.ANSWERS, _PERPLEXITY),
    Crawler("Perplexity-User", "Perplexity", Use.ANSWERS, _PERPLEXITY),  # as ChatGPT-User
    Crawler("MistralAI-Training", "Mistral AI", Use.TRAINING, _MISTRAL),
    Crawler("MistralAI-Index", "Mistral AI", Use.ANSWERS, _MISTRAL),
    Crawler("MistralAI-User", "Mistral AI", Use.ANSWERS, _MISTRAL),
    Crawler(
        "DuckAssistBot",
        "DuckDuckGo",
        Use.ANSWERS,
        "https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot/",
    ),
    # An archive that most training sets are made of, and that others read as well.
    Crawler("CCBot", "Common Crawl", Use.TRAINING, "https://commoncrawl.org/ccbot"),
    Crawler("AI2Bot", "Allen Institute for AI", Use.TRAINING, _AI2),
    Crawler("Ai2Bot-Dolma", "Allen Institute for AI", Use.TRAINING, _AI2),
    Crawler("Bytespider", "ByteDance", Use.TRAINING, _BYTEDANCE),  # said not to ask robots.txt
    Crawler("TikTokSpider", "ByteDance", Use.TRAINING, _BYTEDANCE),
    Crawler("cohere-training-data-crawler", "Cohere", Use.TRAINING, "https://cohere.com/"),
    Crawler("Diffbot", "Diffbot", Use.BOTH, "https://docs.diffbot.com/"),
    Crawler("omgili", "Webz.io", Use.TRAINING, _WEBZ),
    Crawler("Webzio-Extended", "Webz.io", Use.TRAINING, _WEBZ),
    Crawler("ICC-Crawler", "NICT", Use.TRAINING, "https://www.nict.go.jp/en/"),
    Crawler("YouBot", "You.com", Use.ANSWERS, "https://about.you.com/youbot/"),
)
