"""The newspaper and its site: NewsMediaOrganization and WebSite.

https://schema.org/NewsMediaOrganization, https://schema.org/WebSite
"""

from .values import said, top

NEWSPAPER, WEBSITE = "/#newspaper", "/#website"  # by these the other objects name them


def newspaper(paper, *, address, logo, corrections_policy=""):
    """The newspaper with all that is known of it, as it stands in a page by itself.

    Args:
        logo: its logo's absolute `address`, with `width` and `height` in pixels where known.
        corrections_policy: site path of the page that says how it puts mistakes right, or "".
    """
    mail = paper.contact_email
    contact = {"@type": "ContactPoint", "contactType": "newsroom", "email": mail}
    return top(
        {
            **publisher(paper, address=address, logo=logo),
            "description": paper.tagline,
            "email": mail,
            "contactPoint": contact if mail else None,
            "sameAs": [link["address"] for link in paper.follow if _is_page(link["address"])],
            "correctionsPolicy": address(corrections_policy) if corrections_policy else None,
        }
    )


def publisher(paper, *, address, logo):
    """The newspaper as other objects name it."""
    file = {"url": logo["address"], "contentUrl": logo["address"]}
    size = {"width": logo.get("width"), "height": logo.get("height")}
    return {
        "@type": "NewsMediaOrganization",
        "@id": address(NEWSPAPER),
        "name": paper.name,
        "url": address("/"),
        "logo": said({"@type": "ImageObject", **file, **size}),
    }


def website(paper, *, address, search, language):
    """The site, and how it is searched.

    Args:
        search: site path of the search page, whose box is called `q`.
    """
    return top(
        {
            "@type": "WebSite",
            "@id": address(WEBSITE),
            "name": paper.name,
            "url": address("/"),
            "description": paper.tagline,
            "inLanguage": language,
            "publisher": {"@id": address(NEWSPAPER)},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{address(search)}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


def person(one, *, address):
    """Somebody of a byline: their name alone, and their page where they have one."""
    page = address(one.person.get_absolute_url()) if one.person_id else None
    return said({"@type": "Person", "name": one.name, "url": page})


def _is_page(link):
    return link.startswith(("https://", "http://"))
