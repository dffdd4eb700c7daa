"""docs/fejlkoder.md is what its generator writes."""

import runpy


def test_page_is_up_to_date(paths):
    generator = runpy.run_path(str(paths.docs / "generate_fejlkoder.py"))
    written = (paths.docs / "fejlkoder.md").read_text(encoding="utf-8")
    assert written == generator["page"](), "run docs/generate_fejlkoder.py"


def test_page_shows_the_lines_that_differ_and_what_they_stand_under(paths):
    excerpt = runpy.run_path(str(paths.docs / "generate_fejlkoder.py"))["_excerpt"]
    wrong = "emne: A\nb:\n  c:\n    d: 1\n    e: 2\n    f: 3\n    g: 4\n  h: 5\n  i: 6\n"
    right = wrong.replace("g: 4", "g: 5")
    assert excerpt(wrong, right) == "emne: A\nb:\n  c:\n…\n    f: 3\n    g: 4\n…"
    assert excerpt(right, "") == right.rstrip("\n")
