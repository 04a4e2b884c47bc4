"""What a picture costs: from the upload's end to a story, and all its sizes; time, memory, bytes.

Run with: make bench-desk. A photograph of 12 megapixels goes through the library's own doors in a
process of its own, whose memory the system counts. Processor time.
"""

import io
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from measuring import machine, throwaway_site

PHOTOGRAPHS = Path(__file__).resolve().parents[1] / "newsroom" / "demo" / "pictures"
SIZE = (4000, 3000)
MEGABYTE = 1024 * 1024
BOUNDS = {"usable": 2.0, "all": 15.0, "memory": 400}  # seconds, seconds, megabytes


def photograph():
    """A photograph of 12 megapixels, with the detail of a real one, as a camera would write it."""
    from PIL import Image

    image = Image.open(PHOTOGRAPHS / "woodland-stream.jpg").convert("RGB")
    buffer = io.BytesIO()
    image.resize(SIZE, Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=92, subsampling=0)
    return buffer.getvalue()


def measure():
    """Measure in this process; started by `report`, which reads what is printed."""
    content = sys.stdin.buffer.read()
    with throwaway_site():
        from django.core.files.base import ContentFile

        from articles import library, renditions

        at_rest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begin = time.process_time()
        picture = library.add(ContentFile(content, name="photograph.jpg"), by=None, credit="C")
        added = time.process_time()
        with renditions.opened(picture, f"{picture.key}/full-960.avif"):
            usable = time.process_time()
        renditions.bring_up_to_date(picture)
        made = time.process_time()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        files = renditions.existing(picture)
        print(added - begin, usable - begin, made - begin, at_rest, most, len(files))


def bytes_by_format():
    """For each of the demo's photographs, what all its widths take in each format, in kB."""
    from articles import imaging

    rows = []
    for path in sorted(PHOTOGRAPHS.glob("*.jpg")):
        with path.open("rb") as file:
            image = imaging.upright(file)
        width = min(1280, image.width)
        part = imaging.cut(image, size=imaging.size_at(width, *image.size))
        sizes = [len(imaging.encode(part, one)) / 1000 for one in ("jpg", "webp", "avif")]
        rows.append((path.stem, part.size, sizes))
    return rows


def report():
    content = photograph()
    width, height = SIZE
    print(f"{machine()}; a JPEG of {len(content) / MEGABYTE:.1f} MB, {width} × {height} pixels\n")
    command = [sys.executable, __file__, "--measure"]
    done = subprocess.run(command, input=content, capture_output=True, check=True, env=os.environ)
    added, usable, made, at_rest, most, files = map(float, done.stdout.split()[-6:])
    print("| what | measured | at most |\n|---|--:|--:|")
    print(f"| taken into the library | {added:.2f} s | |")
    print(f"| in a story: taken, and the first size made | {usable:.2f} s | {BOUNDS['usable']} s |")
    print(f"| all {files:.0f} files made | {made:.2f} s | {BOUNDS['all']} s |")
    print(f"| memory at rest | {at_rest / 1024:.0f} MB | |")
    print(f"| memory at most | {most / 1024:.0f} MB | {BOUNDS['memory']} MB |")
    print("\n| photograph | pixels | JPEG | WebP | AVIF |\n|---|--:|--:|--:|--:|")
    totals = [0.0, 0.0, 0.0]
    for name, (width, height), sizes in bytes_by_format():
        print(f"| {name} | {width} × {height} | " + " | ".join(f"{kB:.0f}" for kB in sizes) + " |")
        totals = [total + size for total, size in zip(totals, sizes, strict=True)]
    print("| all, kB | | " + " | ".join(f"{kB:.0f}" for kB in totals) + " |")
    within = (
        usable <= BOUNDS["usable"] and made <= BOUNDS["all"] and most / 1024 <= BOUNDS["memory"]
    )
    if not within:
        sys.exit("It takes more than it may.")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    measure() if "--measure" in sys.argv else report()
