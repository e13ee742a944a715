"""A shopper at a browser, in words of the journeys."""

import base64
import time
from collections.abc import Callable
from typing import Any

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

PATIENCE_S = 20.0  # a machine that builds something beside the tests is slow


class Shopper:
    """Looks, clicks and types; waits until what is expected is there."""

    def __init__(self, driver: WebDriver, address: str) -> None:
        self.driver = driver
        self.address = address
        driver.delete_all_cookies()
        self.errors()  # forget what an earlier journey left

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def size(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector)]

    def see(self, selector: str) -> WebElement:
        """The first such element that is displayed, as soon as there is one."""
        return self.until(lambda: next((e for e in self.all(selector) if e.is_displayed()), None))

    def click(self, selector: str) -> None:
        self.until(lambda: self.see(selector).click() or True)

    def until(self, holds: Callable[[], Any]) -> Any:
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                found = holds()
            except StaleElementReferenceException:  # the page has just been replaced
                found = None
            if found:
                return found
            assert time.monotonic() < end, f"never came: {self.driver.current_url}"
            time.sleep(0.05)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def errors(self) -> list[str]:
        """What the console says: script errors, refused by the content policy, not found."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]

    def overflow(self) -> int:
        """How many pixels the page is wider than the window."""
        return int(
            self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def give_file(self, event: str, data: bytes) -> None:
        """Drops or pastes a picture onto the page, as the browser would tell it."""
        self.run(
            """
            const bytes = Uint8Array.from(atob(arguments[1]), (c) => c.charCodeAt(0));
            const files = new DataTransfer();
            files.items.add(new File([bytes], "photo.png", { type: "image/png" }));
            const given = arguments[0] === "paste"
              ? new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true })
              : new DragEvent(arguments[0], { dataTransfer: files, bubbles: true, cancelable: true });
            document.body.dispatchEvent(given);
            """,
            event,
            base64.b64encode(data).decode(),
        )
