"""Driving Chromium: opening a page, pressing keys, and hearing what it complains of or asks for."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--force-color-profile=srgb", "--disable-dev-shm-usage",
)  # fmt: skip


class Browser:
    """A page in Chromium. `heard` are the console's lines, `asked` the addresses asked for,
    `refused` those of them that the page's own policy stopped before anything was sent."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.heard: list[str] = []
        self.asked: list[str] = []
        self.refused: list[str] = []
        self._names: dict[str, str] = {}

    def open(self, path: Path, width: int = 1280, height: int = 720, *, dark: bool = False) -> None:
        self.listen()
        self.heard, self.asked, self.refused = [], [], []
        phone = width < 600
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=phone,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", media="", features=[scheme])
        self.driver.get(path.as_uri())

    def command(self, name: str, **more: object) -> Any:
        return self.driver.execute_cdp_cmd(name, more)

    def run(self, script: str, *values: object) -> Any:
        return self.driver.execute_script(script, *values)

    def later(self, script: str) -> Any:
        """Run a script that calls `done` with its result."""
        return self.driver.execute_async_script(f"const done = arguments[0]; {script}")

    def listen(self) -> None:
        """Take in what the console said and the network was asked for since the last time."""
        self.heard += [
            f"{line['level']}: {line['message']}" for line in self.driver.get_log("browser")
        ]
        for line in self.driver.get_log("performance"):
            message = json.loads(line["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                self.asked.append(url)
                self._names[message["params"]["requestId"]] = url
            if message["params"].get("blockedReason") == "csp":
                self.refused.append(self._names.get(message["params"]["requestId"], "?"))

    def left(self) -> list[str]:
        """Addresses that were asked for and are neither this file nor inside it."""
        self.listen()
        return [url for url in self.asked if not url.startswith(("file:", "data:", "blob:"))]

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        found: list[Any] = self.driver.find_elements("css selector", selector)
        return found

    def click(self, selector: str) -> None:
        self.find(selector).click()

    def text(self, selector: str) -> str:
        """The text in an element, whether it is on the screen or not."""
        return str(self.run("return document.querySelector(arguments[0]).textContent", selector))

    def press(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415

        chain = ActionChains(self.driver)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    def wait(self, script: str, seconds: float = 10) -> None:
        """Until a JavaScript expression holds."""
        from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415

        WebDriverWait(self.driver, seconds, 0.05).until(
            lambda driver: driver.execute_script(f"return Boolean({script})"), script
        )

    def settle(self) -> None:
        """Until what was clicked is drawn."""
        self.later("setTimeout(() => requestAnimationFrame(() => done()), 60)")

    def picture(self, path: Path, *, whole: bool = False) -> None:
        shot = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def printed(self) -> bytes:
        """The page as a PDF."""
        return base64.b64decode(self.command("Page.printToPDF", printBackground=True)["data"])


def started(binary: str, driver: str, profile: Path, downloads: Path) -> Browser:
    selenium = __import__("selenium.webdriver", fromlist=["Chrome"])
    service = __import__("selenium.webdriver.chrome.service", fromlist=["Service"])
    options = selenium.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    made = Browser(selenium.Chrome(options=options, service=service.Service(driver)))
    made.driver.set_script_timeout(60)
    made.command("Page.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
    return made
