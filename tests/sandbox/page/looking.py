"""What a test's eyes and hands find on the page."""

from playwright.async_api import Locator, Page, expect

from sandbox.human import Human

PATIENCE = 20_000
"""Milliseconds: only a failing test waits so long, and a busy machine sometimes."""

expect.set_options(timeout=PATIENCE)


class Handset:
    """One phone on the page."""

    def __init__(self, page: Page, human: Human) -> None:
        self.page = page
        self.human = human
        self.node = page.locator(f"#phone-{human.person.id}")
        self.input = self.node.locator("textarea")
        self.messages = self.node.locator(".message")
        self.last = self.messages.last
        self.lock_screen = self.node.locator(".lock")
        self.notes = self.lock_screen.locator(".note")

    async def writes(self, text: str) -> None:
        await self.input.fill(text)
        await self.input.press("Enter")

    async def sees(self, text: str) -> None:
        """The last message says this."""
        await expect(self.last).to_contain_text(text)

    def tab(self, name: str) -> Locator:
        """One of the chats in the row below the head."""
        return self.node.locator(".chats").get_by_role("tab", name=name)

    def switch(self, name: str) -> Locator:
        return self.node.get_by_role("switch", name=name)

    def button(self, name: str) -> Locator:
        return self.node.get_by_role("button", name=name, exact=True)
