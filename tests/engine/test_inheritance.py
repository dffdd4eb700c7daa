"""Building on another set: what is in force, where it comes from, and how it stands to the set before."""

import pytest

import fiktivia
import inline
from rammeaftale import load
from rammeaftale.services.api import check

OLD = """\
parametre:
  sats: {titel: Sats, enhed: pct, kilde: {afsnit: "7", anker: A-1}, værdier: {2019: 1, 2020: 2}}
oplysninger:
  løn: {titel: Løn, enhed: kr}
  mos: {titel: Mos, enhed: kr}
  grupper: [{netop_én_af: [løn, mos]}]
størrelser:
  i_alt:
    titel: I alt
    enhed: kr
    formel: hvis(oplyst(løn), løn, mos)
    trin:
      - højst: 1000
      - mindst: 10
  afgift: {titel: Afgift, enhed: kr, formel: i_alt * sats}
"""


def both(root, newer):
    inline.write_set(root, OLD, name="prøve/2019", years=(2019, 2019))
    inline.write_set(root, newer, name="prøve/2020", base="prøve/2019")
    return root


def entries(root, newer):
    return load("prøve/2020", library=both(root, newer)).rules.programs[0].text.entries


def test_everything_is_inherited_and_assumed_to_go_on(tmp_path):
    found = entries(tmp_path, "")
    assert sorted(found) == ["afgift", "i_alt", "løn", "mos", "sats"]
    assert {e.head.status for e in found.values()} == {"antaget_videreført"}
    assert {e.head.origin for e in found.values()} == {"prøve/2019"}


def test_a_change_keeps_the_other_fields_and_replaces_lists_and_formulas_whole(tmp_path):
    newer = """\
størrelser:
  i_alt:
    ændring: ændret
    begrundelse: Loftet er væk.
    trin:
      - mindst: 20
"""
    found = entries(tmp_path, newer)["i_alt"]
    assert (found.head.status, found.head.title, found.head.reason) == ("ændret", "I alt", "Loftet er væk.")
    assert [(step.kind, step.amount.text) for step in found.steps] == [("mindst", "20")]
    assert found.branch.text == "hvis(oplyst(løn), løn, mos)"


def test_named_maps_merge_by_key_and_a_removed_key_is_gone(tmp_path):
    newer = """\
parametre:
  sats:
    ændring: ændret
    begrundelse: Ny sats.
    værdier: {2019: ophævet, 2020: 3}
"""
    values = entries(tmp_path, newer)["sats"].values[""].by_year
    assert {year: value.text.text for year, value in values.items()} == {2020: "3"}


def test_another_way_to_calculate_replaces_the_old_way(tmp_path):
    newer = """\
størrelser:
  afgift:
    ændring: ændret
    begrundelse: Nu med skala.
    skala: {af: i_alt, art: enkelt, intervaller: [{fra: 0, sats: 1 pct}]}
"""
    assert type(entries(tmp_path, newer)["afgift"].branch).__name__ == "Scale"


@pytest.mark.parametrize(
    "newer",
    [
        'genbekræftet: {sats: "9"}\n',
        'parametre: {sats: {ændring: genbekræftet, kilde: {afsnit: "9"}}}\n',
    ],
    ids=["short", "long"],
)
def test_a_reaffirmed_entry_is_cited_anew_and_otherwise_the_same(tmp_path, newer):
    text = newer.replace("parametre", "kilde: {dokument: nye, afsnit: '1'}\nparametre", 1)
    text = text if text.startswith("kilde") else "kilde: {dokument: nye, afsnit: '1'}\n" + text
    root = both(tmp_path, "")
    manifest = root / "prøve-2020" / "regelsaet.yaml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace(
            "  aftalen:\n    titel: Aftalen\n", "  nye:\n    titel: Ny\n"
        ),
        encoding="utf-8",
    )
    (root / "prøve-2020" / "regler.yaml").write_text(f"emne: Ny\n{text}", encoding="utf-8")
    found = load("prøve/2020", library=root).rules.programs[0].text.entries["sats"]
    assert found.head.status == "genbekræftet"
    assert (found.head.citation.document, found.head.citation.section) == ("nye", "9")
    assert found.head.citation.anchors == ()
    assert found.values[""].by_year[2020].text.text == "2"


def test_a_repealed_member_leaves_its_group_and_a_group_of_one_falls_away(tmp_path):
    newer = """\
oplysninger:
  mos: {ændring: ophævet, begrundelse: Mosset er væk.}
størrelser:
  i_alt: {ændring: ændret, begrundelse: Mosset er væk., formel: løn}
"""
    text = load("prøve/2020", library=both(tmp_path, newer)).rules.programs[0].text
    assert (text.groups, sorted(text.repealed)) == ((), ["mos"])


def test_a_grandchild_still_knows_what_was_repealed_and_may_use_the_name_anew(tmp_path):
    both(tmp_path, "størrelser:\n  afgift: {ændring: ophævet, begrundelse: Væk.}\n")
    newest = "størrelser:\n  gebyr: {titel: Gebyr, enhed: kr, formel: afgift}\n"
    inline.write_set(tmp_path, newest, name="prøve/2021", years=(2021, 2021), base="prøve/2020")
    assert "N305" in [d.code for d in check([tmp_path / "prøve-2021"])]
    newest += "  afgift: {titel: Afgift igen, enhed: kr, formel: 5 kr}\n"
    (tmp_path / "prøve-2021" / "regler.yaml").write_text(inline.TOPIC + newest, encoding="utf-8")
    assert "N305" not in [d.code for d in check([tmp_path / "prøve-2021"])]


def test_the_fictional_agreements_next_period():
    text = fiktivia.programs()["fiktivia/2020-2021"].text
    entry = text.entries
    assert sorted(text.repealed) == [
        "brandforsikring",
        "brandsyn_dato",
        "brandsyn_forældet",
        "bål",
        "fyrtal",
        "huler_stemmer",
        "hygge",
        "højtid_flyttes",
        "katalog slags_huler",
        "mosefred",
        "mosvækst",
        "potens",
        "ro_på_broen",
        "stilhed",
        "vagtens_fest",
    ]
    assert str(entry["løn"].head.citation) == "troldeaftalen-2020 2"
    assert entry["bidragsnøgle"].head.status == "genbekræftet"
    assert entry["hule_andel"].head.status == "antaget_videreført"
    assert entry["hyggebidrag"].head.status == "egen"
    assert list(entry["måneskin"].choices) == ["sol", "stjerner"]
    assert entry["mos_vendes"].modality == "skal"
    assert entry["mos_vendes"].times == 2
    assert entry["dyr_men_lovlig"].is_error
    assert entry["tørvepulje"].adds.keys() == {"tæpper"}
    assert entry["lugtgener"].hint_when is None
    assert text.manifest.actors.keys() >= {"driftsherre", "hyggeudvalg"}
    assert text.manifest.dimensions["kommune"].members == {
        "0007": "Øvre Skvulp",
        "0013": "Nedre Skvulp",
        "0042": "Tågeholm",
        "0099": "Lille Mosebæk",
    }
    assert text.manifest.history == 6
