"""Office packages that are the same bytes for the same content."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

WRITTEN = datetime(2026, 1, 1)
"""The date in every report's properties: the day of a meeting is for people to write."""

_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def settled(package: bytes, mend: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The same package with fixed times in its directory and its core properties. `mend` is given
    the name and the bytes of each part, and says what is to become of it."""
    made = BytesIO()
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<3>", data)
            if mend is not None:
                data = mend(name, data)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return made.getvalue()
