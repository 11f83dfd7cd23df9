import bz2
import gzip
import io
import tarfile

import pytest

from unblame.evidence import read
from unblame.model import Warning  # noqa: A004

NOTES = b"2026-03-04 05:06 UTC the alarm for pay went off\n"
CHAT = b'[{"type":"message","user":"U0B2","text":"on it","ts":"1772600767.000200"}]'
PEOPLE = b'[{"id":"U0B2","name":"anar","profile":{"real_name":"Ana Ruiz"}}]'


def tar(members: dict[str, bytes], *links: str, mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress], ids=["tar", "gz", "bz2"])
def test_the_members_of_a_tar_file_are_read_in_memory(tmp_path, pack):
    file = tmp_path / "export.tar"
    file.write_bytes(
        pack(tar({"./inc/2026-03-04.json": CHAT, "notes.txt": NOTES, "users.json": PEOPLE}))
    )

    found = read([file])

    assert [item.path for item in found.items] == [
        "export.tar/inc/2026-03-04.json",
        "export.tar/notes.txt",
    ]
    assert [event.text for event in found.events] == ["the alarm for pay went off", "on it"]
    assert found.skipped == ()


def test_what_leads_outside_or_is_no_file_is_refused_by_name(tmp_path):
    file = tmp_path / "x.tar"
    inner = tar({"deep.txt": NOTES})
    file.write_bytes(
        tar(
            {"../out.txt": NOTES, "notes.txt": NOTES, "in.tar": inner, "._notes.txt": b"\0"}, "link"
        )
    )

    found = read([file])

    assert len(found.events) == 1
    assert found.skipped == (
        Warning(where="x.tar/../out.txt", what="a member whose path leads outside the archive; not read"),
        Warning(where="x.tar/in.tar", what="an archive inside an archive; unpack it first"),
        Warning(where="x.tar/link", what="a link inside an archive; not followed"),
    )  # fmt: skip


def test_of_a_damaged_tar_file_what_stands_before_is_read(tmp_path):
    file = tmp_path / "x.tar"
    whole = tar({"notes.txt": NOTES, "big.txt": NOTES * 400})
    file.write_bytes(whole[:9000])

    found = read([file])

    assert [event.text for event in found.events][:1] == ["the alarm for pay went off"]
    assert found.skipped[-1].where == "x.tar"
    assert "damaged tar file" in found.skipped[-1].what
