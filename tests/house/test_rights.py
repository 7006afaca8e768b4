"""The table of who may do what, found anew by trying, and what must be true of it whoever writes the features."""

from pathlib import Path

from tests.house.rights import table, try_all

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rights.md"


async def test_the_table_is_what_happens_and_rights_only_grow() -> None:
    tried = await try_all()
    assert DOCUMENT.read_text(encoding="utf-8") == table(tried), "run: python -m tests.house.rights > docs/rights.md"
    for each in tried:
        assert each.came["secretariat"] != "no", f"the secretariat may not {each.say!r}"
        if each.came["outsider"] == "yes":
            assert each.came["member"] == "yes", f"an outsider may {each.say!r} and a member may not"
        if each.came["chair of another body"] == "yes":
            assert each.came["chair"] == "yes"
        if each.came["member"] == "yes":
            assert each.came["chair"] == "yes"
