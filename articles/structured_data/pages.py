"""Pages that are no story: lists, people, and the way to a page.

https://schema.org/CollectionPage, https://schema.org/ProfilePage, https://schema.org/BreadcrumbList
"""

from .paper import NEWSPAPER, WEBSITE
from .values import said, top


def breadcrumbs(steps, *, address):
    """The way to a page: its steps as (name, site path), the page itself the last."""
    return top(
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": address(path)}
                for place, (name, path) in enumerate(steps, start=1)
            ],
        }
    )


def page(kind, *, name, path, description, language, address, about=None):
    """A page of the site, `kind` the type that schema.org has for it."""
    return top(
        {
            "@type": kind,
            "@id": address(path),
            "url": address(path),
            "name": name,
            "description": description,
            "inLanguage": language,
            "isPartOf": {"@id": address(WEBSITE)},
            "mainEntity": about,
        }
    )


def collection_page(stories, **of_the_page):
    """A list of stories, those of this page in their order; see `page` for the rest."""
    address = of_the_page["address"]
    items = [
        {"@type": "ListItem", "position": place, "url": address(story.get_absolute_url())}
        for place, story in enumerate(stories, start=1)
    ]
    listed = {"@type": "ItemList", "itemListElement": items} if items else None
    return page("CollectionPage", about=listed, **of_the_page)


def profile_page(person, *, portrait, **of_the_page):
    """The page of somebody who writes: what it tells of them, and nothing else.

    `portrait` is an ImageObject, or None.

    https://developers.google.com/search/docs/appearance/structured-data/profile-page
    """
    address = of_the_page["address"]
    mine = address(person.get_absolute_url())
    at_the_desk = person.account_id is not None
    return page(
        "ProfilePage",
        about=said(
            {
                "@type": "Person",
                "@id": f"{mine}#person",
                "name": person.name,
                "url": mine,
                "jobTitle": person.role,
                "description": person.bio,
                "email": person.email,
                "sameAs": [link["address"] for link in person.links],
                "image": portrait,
                "worksFor": {"@id": address(NEWSPAPER)} if at_the_desk else None,
            }
        ),
        **of_the_page,
    )
