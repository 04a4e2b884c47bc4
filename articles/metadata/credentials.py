"""Content Credentials: what a C2PA manifest in a file says of who made it, and how.

Read by the optional extra `c2pa`; without it there are none. The one rule: nothing here asks the
network, and a manifest that is broken or does not hold is said, with the reason, never raised.
Follows the C2PA Technical Specification 2.1, on actions and on validation.
"""

import json
from typing import BinaryIO

from . import blocks
from .characters import clean, line
from .vocabulary import GENERATED, digital_source

try:
    import c2pa
except (ImportError, OSError):  # not installed, or its library is for another machine
    c2pa = None

# No manifest fetched from elsewhere, nobody asked whether a certificate was revoked. Who may sign
# is not judged: "valid" says that the file is as its signer left it, not that he can be believed.
OFFLINE = {
    "verify": {
        "remote_manifest_fetch": False,
        "ocsp_fetch": False,
        "verify_trust": False,
        "verify_timestamp_trust": False,
    },
    "core": {"allowed_network_hosts": []},
}
MIME_TYPES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"RIFF", "image/webp"),
    (b"GIF8", "image/gif"),
)
MOST_ACTIONS = 50
LONGEST = 200  # characters of one value


def content_credentials(file: BinaryIO) -> dict | None:
    """What the Content Credentials of a picture file say; None where it has none.

    Returns a small dict for JSON: `state` ("valid", "invalid", "unreadable"), `problems` (codes of
    the specification), and, as far as the manifest says them, `signed_by`, `signed_at`, `tool`,
    `title`, `actions` (each with `action` and maybe `when`, `with`, `digital_source`),
    `digital_source` and `ingredients`, a number.
    """
    if c2pa is None or not blocks.find(file).has_credentials:
        return None
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    kind = next((kind for mark, kind in MIME_TYPES if start.startswith(mark)), "image/avif")
    try:
        with (
            c2pa.Context.from_dict(OFFLINE) as context,
            c2pa.Reader(kind, file, context=context) as reader,
        ):
            store = json.loads(reader.json())
    except (c2pa.C2paError, *blocks.UNREADABLE) as problem:
        if type(problem).__name__.endswith("ManifestNotFound"):
            return None
        return {"state": "unreadable", "problems": [line(clean(str(problem)), LONGEST)]}
    finally:
        file.seek(0)
    return _told(store)


def _told(store):
    """A manifest store, as c2pa reports it, in the words of `content_credentials`."""
    active = _dict(_dict(store.get("manifests")).get(store.get("active_manifest")))
    signature = _dict(active.get("signature_info"))
    problems = [
        _words(problem.get("code"))
        for problem in _dicts(store.get("validation_status"))
        if problem.get("code") not in ("signingCredential.untrusted",)
    ]
    state = store.get("validation_state")
    actions = _actions(active)
    told = {
        "state": "valid" if state in ("Valid", "Trusted") and not problems else "invalid",
        "problems": problems[:MOST_ACTIONS],
        "signed_by": _words(signature.get("common_name") or signature.get("issuer")),
        "signed_at": _words(signature.get("time")),
        "tool": _tool(active),
        "title": _words(active.get("title")),
        "actions": actions,
        "digital_source": _outweighing(actions),
        "ingredients": len(_dicts(active.get("ingredients"))),
    }
    return {name: value for name, value in told.items() if value or name in ("state", "problems")}


def _actions(manifest):
    told = []
    for assertion in _dicts(manifest.get("assertions")):
        if not _words(assertion.get("label")).startswith("c2pa.actions"):
            continue
        for action in _dicts(_dict(assertion.get("data")).get("actions")):
            agent = action.get("softwareAgent")
            parts = {
                "action": _words(action.get("action")),
                "when": _words(action.get("when")),
                "with": _words(agent.get("name") if isinstance(agent, dict) else agent),
                "digital_source": digital_source(_words(action.get("digitalSourceType"))),
            }
            told.append({name: value for name, value in parts.items() if value})
    return told[:MOST_ACTIONS]


def _outweighing(actions):
    """How the picture came to be: a generative model's part counts most, then the first named."""
    codes = [action["digital_source"] for action in actions if "digital_source" in action]
    return next((code for code in GENERATED if code in codes), codes[0] if codes else "")


def _tool(manifest):
    for generator in _dicts(manifest.get("claim_generator_info")):
        named = f"{_words(generator.get('name'))} {_words(generator.get('version'))}"
        return line(named, LONGEST)
    return _words(manifest.get("claim_generator"))


def _words(value):
    return line(clean(value[: LONGEST * 8]), LONGEST) if isinstance(value, str) else ""


def _dict(value):
    return value if isinstance(value, dict) else {}


def _dicts(value):
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
