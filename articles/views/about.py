"""What the newspaper says of itself: a page to trust it by."""

from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def about(request):
    return render(request, "articles/about.html")
