"""Measure how soon findings follow a keystroke, over the standard streams of a real server.

Usage: python bench/editor.py [KILOBYTES [KEYSTROKES]]. Types into paragraphs all over a Markdown
document, one key at a time, and waits for the findings of each version. Linux only.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from statistics import median, quantiles

URI = "untitled:measured.md"
CALM = "The {0} service returned errors for {1} minutes while the queue held {2} jobs. "
BLAMING = (
    "Priya pushed the bad config. ",
    "Ops failed to notice the lag in {0}. ",
    "They should have used the canary. ",
    "The root cause was human error. ",
)
NAMES = ("checkout", "ledger", "search", "mail", "session", "quota")
TYPED = "Dana forgot to drain the node before the restart. "


def document(size: int) -> str:
    """Return Markdown with headings and lists, about one blaming sentence in twelve."""
    parts, length, count = [], 0, 0
    while length < size:
        name = NAMES[count % 6]
        part = f"## Part {count}\n\n" if count % 5 == 0 else ""
        part += "- " if count % 4 == 3 else ""
        part += "".join(CALM.format(name, 3 + i + count, 40 * i) for i in range(4))
        part += BLAMING[count // 3 % 4].format(name) if count % 3 == 0 else ""
        parts.append(part + "\n\n")
        length, count = length + len(parts[-1]), count + 1
    return "".join(parts)


class Client:
    """The editor's side of the wire."""

    def __init__(self) -> None:
        self.server = subprocess.Popen(
            [sys.executable, "-m", "unblame", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def send(self, method: str, params: object, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message | ({} if number is None else {"id": number})).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def receive(self) -> dict:
        length = 0
        while (line := self.server.stdout.readline()).strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.server.stdout.read(length))

    def findings(self, version: int) -> list:
        while True:
            message = self.receive()
            if message.get("method") == "window/showMessage":
                raise SystemExit(message["params"]["message"])
            if message.get("method") != "textDocument/publishDiagnostics":
                continue
            if message["params"].get("version") == version:
                return message["params"]["diagnostics"]

    def cpu_seconds(self) -> float:
        """Return the processor time of the server so far, which a busy machine does not stretch."""
        fields = Path(f"/proc/{self.server.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def change(self, version: int, line: int, column: int, text: str) -> None:
        place = {"line": line, "character": column}
        change = {"range": {"start": place, "end": place}, "text": text}
        document = {"uri": URI, "version": version}
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})


def main() -> None:
    size, keys = (int(word) for word in [*sys.argv[1:3], "100", "200"][:2])
    text = document(size * 1000)
    lines = [number for number, line in enumerate(text.split("\n")) if line.startswith("The")]
    client, started = Client(), time.perf_counter()
    client.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
    while client.receive().get("id") != 1:
        pass
    client.send("initialized", {})
    item = {"uri": URI, "languageId": "markdown", "version": 1, "text": text}
    client.send("textDocument/didOpen", {"textDocument": item})
    first = client.findings(1)
    print(
        f"{len(text) / 1000:.0f} kB of Markdown, {len(first)} findings; start, open and first "
        f"findings {1000 * (time.perf_counter() - started):.0f} ms"
    )
    random, took, before = Random(4), [], client.cpu_seconds()
    for key in range(keys):
        if key % len(TYPED) == 0:
            line = random.choice(lines)
        started = time.perf_counter()
        client.change(key + 2, line, key % len(TYPED), TYPED[key % len(TYPED)])
        client.findings(key + 2)
        took.append(1000 * (time.perf_counter() - started))
    print(
        f"{keys} keystrokes: p50 {median(took):.1f} ms, p95 {quantiles(took, n=20)[-1]:.1f} ms, "
        f"longest {max(took):.1f} ms   (goal 50 ms)"
    )
    used = 1000 * (client.cpu_seconds() - before) / keys
    print(f"processor time of the server: {used:.1f} ms a keystroke")
    client.send("shutdown", None, 2)
    while client.receive().get("id") != 2:
        pass
    client.send("exit", None)
    print(f"exit status {client.server.wait()}")


if __name__ == "__main__":
    main()
