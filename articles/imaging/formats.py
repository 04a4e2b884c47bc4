"""Which formats come in and go out, within which bounds, with which settings of their encoders.

See docs/decisions/0006-rendition-encoders.md for how each number was come by.
"""

# Only the decoders of these ever see a file; Pillow knows seventy more, one of which runs programs.
TAKEN = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
SUFFIXES = {
    "JPEG": ("jpg", "jpeg", "jpe", "jfif", "mpo"),
    "PNG": ("png", "apng"),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
    "GIF": ("gif",),
}

LONGEST_SIDE = 65_535  # pixels; what a JPEG can hold
TALLEST = 16_383  # pixels; what a WebP can hold
MOST_STRETCHED = 100  # times; encoders fail on what is much narrower than it is tall
FACE = (48, 48)  # pixels; enough to tell colour and likeness
HUNGRY = {"WEBP": 0.4, "AVIF": 0.4}  # their decoders hold a picture several times: part of a limit
MOST_SCANS = 200  # of a JPEG: each goes through the whole picture; encoders write a dozen
MOST_FRAMES = 600  # of an animation
MOST_MOVING_PIXELS = 75_000_000  # of an animation: those of all its frames
MOST_MADE_PIXELS = 30_000_000  # of what is made of one: encoders hold all its frames

# Raised whenever what encoders make of the same picture changes, so that addresses change with it.
RECIPE = 3

ENCODERS = {
    "avif": ("AVIF", {"quality": 55, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
MOVING_ENCODERS = {
    "webp": ("WEBP", {"quality": 70, "method": 2, "minimize_size": False}),
    "gif": ("GIF", {"optimize": False, "disposal": 1}),
}
MIME_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "gif": "image/gif",
}
LONGEST_RUN = 5000  # milliseconds that an animation moves by itself: WCAG 2.2, 2.2.2
SHORTEST_FRAME = 20  # milliseconds; browsers show none shorter
