"""The text of `beregn`: what it shows, what it counts, what it leaves out."""

from rammeaftale.report.results.text import result_text
from smaa_regler import library, result

TOPIC = """
oplysninger:
  a: {titel: Beløb A, enhed: kr}
  b: {titel: Beløb B, enhed: kr, spørgsmål: Hvor stort er B?}
  c: {titel: Beløb C, enhed: kr, valgfri: ja}
  del_af_alt: {titel: Del, enhed: pct, standard: 50}
  ja_til_det: {titel: Ja til det, type: ja_nej, standard: ja}
størrelser:
  af_a: {titel: Af A, enhed: kr, formel: a * del_af_alt}
  af_b: {titel: Af B, enhed: kr, formel: b + a}
  også_af_b: {titel: Også af B, enhed: kr, formel: af_b * 2}
  tavs: {titel: Tavs, enhed: kr, formel: ikke_reguleret}
  uden_betydning: {titel: Uden betydning, enhed: kr, formel: ikke_relevant}
  med_c: {titel: Med C, enhed: kr, formel: "oplyst_eller(c, 1 kr)"}
pligter:
  altid: {titel: Altid, modalitet: skal, adressat: driftsherre}
  udløst: {titel: Udløst, modalitet: skal, adressat: driftsherre, udløses_når: a > 10 kr}
  ikke_udløst: {titel: Ikke udløst, modalitet: skal, adressat: driftsherre, udløses_når: a > 1000 kr}
  brudt: {titel: Brudt, modalitet: må_ikke, adressat: driftsherre, overtrådt_når: a > 50 kr}
  råd: {titel: Et råd, modalitet: bør, adressat: driftsherre, opfyldt_når: a < 5 kr}
  kan: {titel: Kan, modalitet: kan, adressat: driftsherre}
kontroller:
  er_lille: {titel: Er lille, skal_gælde: a < 50 kr, grad: advarsel, besked: A er stor}
  om_b: {titel: Om B, skal_gælde: med_c > 1 kr, grad: advarsel, besked: C er lille}
"""


def text(tmp_path, case, *targets: str, whole=True):
    return result_text(result(library(tmp_path / "rules", TOPIC).load(), case, *targets), whole=whole)


def section(text, heading):
    """The lines below a heading, up to the next empty line."""
    (found,) = [part for part in text.split("\n\n") if part.split("\n")[0].startswith(heading)]
    return [line.strip() for line in found.split("\n")[1:]]


def test_only_what_came_out_is_listed(tmp_path):
    out = text(tmp_path, "år: 2020\noplysninger: {a: 100}")
    assert section(out, "Prøve") == ["Af A   50,00 kr  af_a", "Med C   1,00 kr  med_c"]


def test_unknowns_are_counted_with_what_is_missing_most(tmp_path):
    out = text(tmp_path, "år: 2020\noplysninger: {a: 100}")
    assert section(out, "2 af 6 størrelser er ukendte")[0] == "2  b  Hvor stort er B?"


def test_silences_are_counted_apart(tmp_path):
    out = text(tmp_path, "år: 2020\noplysninger: {a: 100}")
    assert "1 størrelse er ikke reguleret af aftalen.\n1 størrelse er ikke relevant i sagen." in out


def test_only_triggered_duties_are_told_and_breaches_first(tmp_path):
    out = text(tmp_path, "år: 2020\noplysninger: {a: 100}")
    assert section(out, "Pligter") == [
        "Brud på pligter",
        "Brudt (brudt): overtrådt",
        "Anbefalinger, der ikke er fulgt",
        "Et råd (råd): ikke opfyldt",
        "Pligter, sagen udløser, og som afventer",
        "Udløst (udløst)",
        "Øvrige: 1 gælder altid og afventer, 1 kan vælges.",
    ]


def test_standards_are_told_with_their_value_and_absent_ones_by_name(tmp_path):
    out = text(tmp_path, "år: 2020\noplysninger: {a: 100}")
    assert section(out, "Antaget") == [
        "Del (del_af_alt): 50 pct",
        "1 oplysning er ikke oplyst og regnet som fraværende: c.",
    ]


def test_many_members_with_the_same_standard_stand_in_one_line(tmp_path):
    topic = """
        oplysninger:
          med: {titel: Er med, type: ja_nej, pr: niveau, standard: ja}
        størrelser:
          hvor_mange: {titel: Hvor mange, type: heltal, formel: antal(med)}
        """
    rules = library(tmp_path / "rules", topic).load()
    few = "år: 2020\noplysninger: {niveau: {A: {}, B: {}, C: {}, D: {med: nej}}}"
    assert section(result_text(result(rules, few), whole=True), "Antaget") == [
        f"Er med (med[{name}]): ja" for name in "ABC"
    ]
    many = "år: 2020\noplysninger: {niveau: {A: {}, B: {}, C: {}, D: {med: nej}, E: {}}}"
    assert section(result_text(result(rules, many), whole=True), "Antaget") == [
        "Er med (med for 4 medlemmer): ja"
    ]


def test_failed_checks_are_told(tmp_path):
    out = text(tmp_path, "år: 2020\noplysninger: {a: 100}")
    assert section(out, "Kontroller") == ["advarsel: A er stor (er_lille)", "advarsel: C er lille (om_b)"]


def test_single_quantities_bring_only_the_warnings_about_them_and_no_duties(tmp_path):
    out = text(tmp_path, "år: 2020\noplysninger: {a: 100}", "af_a", whole=False)
    assert section(out, "Kontroller") == ["advarsel: A er stor (er_lille)"]
    assert "Pligter" not in out


def test_single_unknown_is_shown_with_what_is_missing(tmp_path):
    out = text(tmp_path, "år: 2020\noplysninger: {a: 100}", "også_af_b", whole=False)
    assert section(out, "Prøve") == ["Også af B  ukendt   også_af_b"]
    assert section(out, "Sagen mangler") == ["b  Hvor stort er B?"]


def test_years_stand_as_columns_and_outside_the_period_is_said_once(tmp_path):
    out = text(
        tmp_path,
        "år: [2020, 2021, 2022]\noplysninger: {a: {2020: 100, 2021: 2000.5, 2022: 3}}",
        "af_a",
        whole=False,
    )
    assert out.split("\n")[:2] == ["prøve/2020 · 2020, 2021, 2022", "Uden for aftalens periode: 2022."]
    assert section(out, "Prøve") == ["2020      2021  2022", "Af A  50,00  1.000,25  1,50 kr  af_a"]
    assert section(out, "Antaget") == ["Del (del_af_alt): 50 pct"]


def test_what_the_case_chose_is_told(tmp_path):
    topic = """
        oplysninger:
          a: {titel: A, enhed: kr}
        fortolkninger:
          f: {titel: Hvordan?, art: tavshed, standard: x, læsninger: {x: {titel: Sådan}, y: {titel: Omvendt}}}
        størrelser:
          d: {titel: D, enhed: kr, efter_fortolkning: {f: {x: a, y: -a}}}
        tiltag:
          m: {titel: Mere, virkning: beregnes, tilføjer: {d: 1 kr}}
        """
    rules = library(tmp_path / "rules", topic).load()
    case = "år: 2020\noplysninger: {a: 5}\nfortolkninger: {f: y}\ntiltag: [m]"
    out = result_text(result(rules, case), whole=True)
    assert section(out, "Prøve") == ["D  -4,00 kr  d"]
    assert section(out, "Valgt i sagen") == ["tiltag: Mere (m)", "Hvordan? Omvendt (f: y)"]


def test_a_failure_is_told_once_with_all_it_spoils(tmp_path):
    topic = """
        oplysninger:
          a: {titel: A, enhed: kr}
        størrelser:
          d: {titel: D, enhed: forhold, formel: a / (a - a)}
          e: {titel: E, enhed: forhold, formel: d + 1}
        """
    out = result_text(
        result(library(tmp_path / "rules", topic).load(), "år: 2020\noplysninger: {a: 5}"), whole=True
    )
    assert section(out, "Fejl")[0] == "d: der divideres med nul · 2020/regler.yaml:7 · rammer også e"
