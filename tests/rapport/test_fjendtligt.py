"""Text made to break a page: markup, words without end, letters that run the other way, thousands of rows."""

import time

import pytest

from .conftest import ROOT, make

pytestmark = pytest.mark.xdist_group("rapport")

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{ 7*7 }}{% raw %}"
LONG = "Donaudampfskibsfartsselskab" * 40
BACKWARDS = "\u05e9\u05dc\u05d5\u05dd 1.234 (\u0645\u0631\u062d\u0628\u0627)"
RULES = "hovedstaden/2019-2020"


def case(title: str, assets: int = 1) -> str:
    rows = "".join(
        f"    a{number}: {{restgæld_primo: {number}, afskrivning: 1, straksafskrevet: nej}}\n"
        for number in range(assets)
    )
    quoted = title.replace("'", "''")
    return (
        f"regelsæt: {RULES}\ntitel: '{quoted}'\når: 2019\noplysninger:\n"
        f"  tjenestemandslønsum: {{værdi: 600000, kilde: '{quoted}', af: '{quoted}'}}\n  aktiv:\n{rows}"
    )


@pytest.mark.parametrize("title", [MARKUP, LONG, BACKWARDS], ids=["markup", "long", "backwards"])
def test_text_is_only_text(tmp_path, title):
    (tmp_path / "sag.yaml").write_text(case(title), encoding="utf-8")
    made = make(tmp_path, (RULES, str(tmp_path / "sag.yaml")), "--størrelse", "beregnede_omkostninger")
    assert made.ran.code == 0, made.ran.err
    page = made.page
    assert len(page.all("script")) == 1
    assert page.all("img") == []
    assert [one.tag for one in page.all() if any(name.startswith("on") for name in one.attributes)] == []
    (heading,) = page.all("h1")
    assert heading.text == " ".join(title.split())
    assert [one.tag for one in heading.all()] == ["bdi"]  # what runs the other way stays inside
    assert page.all("title")[0].text.startswith(" ".join(title.split()))


def test_a_drawing_along_a_member_with_a_name_made_to_break_out(tmp_path):
    member = "<script>alert(1)</script>"
    text = case("x").replace("    a0:", f"    '{member}':")
    (tmp_path / "sag.yaml").write_text(text, encoding="utf-8")
    asked = ("--størrelse", "beregnede_omkostninger", "--variér", f"restgæld_primo[{member}]=0..9/3")
    made = make(tmp_path, (RULES, str(tmp_path / "sag.yaml")), *asked)
    assert made.ran.code == 0, made.ran.err
    assert len(made.page.all("svg")) == 1
    assert len(made.page.all("script")) == 1
    assert [one.tag for one in made.page.all() if any(name.startswith("on") for name in one.attributes)] == []
    assert member in made.page.all("desc")[0].text + made.page.all("title")[1].text


def test_a_link_of_a_source_that_is_no_address_is_left_out(tmp_path):
    for name in ("begreber.yaml", "rules"):
        (tmp_path / "b").mkdir(exist_ok=True)
        (tmp_path / "b" / name).symlink_to(ROOT / name)
    manifest = (ROOT / "rules/2016/regelsaet.yaml").read_text(encoding="utf-8")
    assert "javascript" not in manifest
    folder = tmp_path / "c" / "rules" / "2016"
    folder.mkdir(parents=True)
    for path in (ROOT / "rules/2016").glob("*.yaml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "c" / "begreber.yaml").write_text(
        (ROOT / "begreber.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    changed = manifest.replace("    udgiver:", "    link: javascript:alert(1)\n    udgiver:", 1)
    assert changed != manifest
    (folder / "regelsaet.yaml").write_text(changed, encoding="utf-8")
    example = ("hovedstaden/2016", "rules/2016/eksempler/noedbremse-hele-vejen.yaml")
    made = make(tmp_path, example, "--regler", str(tmp_path / "c"))
    if made.ran.code == 0:
        assert "javascript:" not in made.text
    else:
        assert "javascript" in made.ran.err


@pytest.mark.slow
def test_thousands_of_rows(tmp_path):
    (tmp_path / "sag.yaml").write_text(case("Mange aktiver", assets=5000), encoding="utf-8")
    begun = time.process_time()
    made = make(tmp_path, (RULES, str(tmp_path / "sag.yaml")), "--størrelse", "afskrivninger")
    assert made.ran.code == 0, made.ran.err
    assert time.process_time() - begun < 30
    assert "5.000,00 kr" in [one.text for one in made.page.all("dd")]
    (told,) = [
        one
        for one in made.page.all("ul")
        if one.attributes.get("aria-label", "").endswith("(afskrivning), hver for sig")
    ]
    assert len(told.all("li")) == 5000
