"""How much one file may unpack to: bytes, members and depth. What asks for more is a bomb, or as good as one."""

from dataclasses import dataclass, field

from app.errors import UnsafeArchive

# Text packs 3 to 10 times, pages that repeat their frame up to 100 times; deflate reaches 1,032, xz 7,000.
MOST_TIMES = 200
# Below this much nothing is a bomb, however small it was packed.
ALWAYS_ALLOWED = 16 * 1024 * 1024
MOST_BYTES = 1024 * 1024 * 1024
MOST_MEMBERS = 100_000
# One file in an archive, as one file on disk.
LARGEST_MEMBER = 32 * 1024 * 1024
DEEPEST = 3


@dataclass
class _Total:
    """Shared by all archives inside one file."""

    bytes: int = field(default_factory=lambda: MOST_BYTES)
    members: int = field(default_factory=lambda: MOST_MEMBERS)


class Budget:
    """`name` and `size` are those of the packed file. Raises UnsafeArchive, with the name, when it is used up."""

    def __init__(self, name: str, size: int, total: _Total | None = None, depth: int = 0) -> None:
        self.name = name
        self._left = max(ALWAYS_ALLOWED, size * MOST_TIMES)
        self._total = total or _Total()
        self._depth = depth

    def inside(self, name: str, size: int) -> "Budget":
        """For a file that was found in this one."""
        return Budget(name, size, self._total, self._depth + 1)

    def open_archive(self) -> None:
        if self._depth >= DEEPEST:
            raise UnsafeArchive(self.name, f"archives lie more than {DEEPEST} deep in one another")

    def take_bytes(self, size: int) -> None:
        self.check_bytes(size)
        self._left -= size
        self._total.bytes -= size

    def check_bytes(self, size: int) -> None:
        if size > self._left:
            raise UnsafeArchive(self.name, f"unpacked it is more than {MOST_TIMES} times as large: it was not unpacked")
        if size > self._total.bytes:
            raise UnsafeArchive(
                self.name, f"unpacked it is larger than {MOST_BYTES // 1024**2} MB: it was not unpacked"
            )

    def take_member(self) -> None:
        if self._total.members == 0:
            raise UnsafeArchive(self.name, f"it holds more than {MOST_MEMBERS:,} files: the rest was not read")
        self._total.members -= 1
