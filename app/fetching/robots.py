"""robots.txt, RFC 9309: what a site asks programs to leave alone, and how long to wait between two pages."""

from dataclasses import dataclass

from protego import Protego

# RFC 9309, section 2.5: at least the first 500 KiB have to be understood.
MOST_BYTES = 512 * 1024
# A site that asks for longer does not want to be read by programs; nobody waits for it.
LONGEST_DELAY = 30.0


@dataclass(frozen=True)
class Robots:
    """What one site asks of this program."""

    rules: Protego
    agent: str

    def allows(self, url: str) -> bool:
        return self.rules.can_fetch(url, self.agent)

    @property
    def delay(self) -> float:
        """Seconds between two requests, 0 when the site asks for none."""
        return min(self.rules.crawl_delay(self.agent) or 0.0, LONGEST_DELAY)


def read_robots(content: bytes, agent: str) -> Robots:
    return Robots(Protego.parse(content[:MOST_BYTES].decode("utf-8", "replace")), agent)
