"""The Nu HTML checker, the one that the W3C runs: errors and warnings of each page."""

import json
import subprocess

from .tools import VERSIONS, path_of


def version():
    return f"the Nu HTML checker {VERSIONS['vnu-jar']}"


def report(pages, folder):
    """Print what the checker says of `pages`; returns whether it says nothing."""
    found = {name: [] for name in pages}
    files = {}
    for number, (name, page) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(page.text)
        files[file.name] = name
    for message in _checked([folder / name for name in files]):
        found[files[message["url"].rpartition("/")[2]]].append(message)
    print("## HTML\n\nErrors and warnings of the Nu HTML checker.\n")
    print("| page | errors | warnings |\n|---|---:|---:|")
    for name, messages in found.items():
        errors = sum(one["type"] == "error" for one in messages)
        print(f"| {name} | {errors} | {len(messages) - errors} |")
    said = {name: messages for name, messages in found.items() if messages}
    for name, messages in said.items():
        print(f"\n**{name}**\n")
        for one in messages:
            place = one.get("extract", "").strip()[:120]
            print(f"- {one['type']}, line {one.get('lastLine', '?')}: {one['message']} `{place}`")
    print()
    return not said


def _checked(files):
    """The checker's messages, but for those about the checking itself."""
    command = ["java", "-jar", path_of("vnu-jar") / "build" / "dist" / "vnu.jar"]
    options = ["--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run([*command, *options, *files], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["messages"]
