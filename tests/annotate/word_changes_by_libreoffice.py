"""Run by the Python that has LibreOffice's UNO: accepts or rejects all tracked changes of Word
files, and writes what is left as text.

usage: word_changes_by_libreoffice.py PORT (accept|reject|keep):IN:OUT...
"""

import contextlib
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connect(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            return resolver.resolve(
                f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext"
            )
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def main():
    context = connect(sys.argv[1])
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    for task in sys.argv[2:]:
        what, source, target = task.split(":")
        url = Path(source).absolute().as_uri()
        document = desktop.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
        if what in COMMANDS:
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, COMMANDS[what], "", 0, ())
        text = value("FilterName", "Text (encoded)"), value("FilterOptions", "UTF8,LF,,,")
        document.storeToURL(Path(target).absolute().as_uri(), text)
        document.close(True)
    with contextlib.suppress(Exception):  # it may be gone before it answers
        desktop.terminate()


main()
