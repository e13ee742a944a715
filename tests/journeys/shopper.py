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

CONTRAST = """
const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
  .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== "none") return null;
    const colour = style.backgroundColor;
    if (colour.startsWith("color(")) return null;
    const [r, g, b, a = 1] = numbers(colour);
    if (a === 1) return [r, g, b];
    if (a > 0) return null;
  }
  return [255, 255, 255];
};
const poor = [];
for (const element of document.body.querySelectorAll("*")) {
  const holds = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const unseen = element.closest(".hidden, .skip, [aria-hidden], option");
  if (!holds || unseen || !element.checkVisibility()) continue;
  const under = ground(element);
  if (!under) continue;
  const [a, b] = [light(numbers(getComputedStyle(element).color)), light(under)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) poor.push(`${element.className} ${element.textContent.trim()} ${ratio}`);
}
return poor;
"""


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

    def hard_to_read(self) -> list[str]:
        """WCAG 2.1, 1.4.3: under 4.5 : 1, of every element that holds text on a plain colour."""
        return list(self.run(CONTRAST))

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
