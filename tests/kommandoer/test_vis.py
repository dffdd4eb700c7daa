"""`vis`: expected texts written by hand from the files of tests/biblioteker/have."""

import pytest

KVADRATMETERPRIS = """\
kvadratmeterpris  Pris pr. kvadratmeter
  parameter · kr · emne Leje

  kilde             Haveaftalen, afsnit 1
                    H-1  Hvad lejen bygger på
  kan blive         en værdi eller ukendt
  værdier
      2017  kilden mangler
      2018  kilden mangler
      2019  10,00 kr
      2020  12,50 kr        uden for aftalen: Foreningens prisliste, side 2
      2021  13,00 kr

haven/2020/leje.yaml:7
   7 | # Foreningen sætter satsen hvert år.
   8 | kvadratmeterpris:
   9 |   titel: Pris pr. kvadratmeter
  10 |   enhed: kr
  11 |   kilde: {anker: H-1}
  12 |   værdier:
  13 |     2017: kilde_mangler
  14 |     2018: kilde_mangler
  15 |     2019: 10
  16 |     2020: {værdi: 12.5, kilde: {dokument: prislisten, afsnit: side 2}, ekstern: ja}
  17 |     2021: 13

Bruges af
  grundleje  størrelse    Grundleje
"""
LUGNING = """\
lugning  Bedene luges
  pligt · emne Bede

  kilde             Haveaftalen, afsnit 2
                    H-2  Bede luges
  modalitet         skal (en pligt)
  adressat          Haveejeren
  modtager          Foreningen
  udløses når       mindst_én(ukrudt)
  frist             dato(år, 9, 1)

haven/2020/bede.yaml:35
  35 | lugning:
  36 |   titel: Bedene luges
  37 |   modalitet: skal
  38 |   adressat: ejer
  39 |   modtager: forening
  40 |   udløses_når: mindst_én(ukrudt)
  41 |   frist: dato(år, 9, 1)
  42 |   kilde: {anker: H-2}

Bruger
  ukrudt  oplysning    Der er ukrudt i bedet
"""
SET = """\
haven/2020  Haveaftalen 2020
  region haven · spor styringsaftale · 01-01-2020 til 31-12-2021

Leje
  parametre
    rabatsats         pct          Rabat for skygge
    kvadratmeterpris  kr           Pris pr. kvadratmeter
  oplysninger
    forbrug           kr pr. år    Vandforbrug
    i_skygge          ja/nej       Haven ligger i skygge
    rabat_kroner      kr           Rabat i kroner
    rabat_procent     pct          Rabat i procent
    skurleje          kr pr. skur  Leje af skuret
    tillæg            kr           Aftalt tillæg
    areal             forhold      Havens areal
  størrelser
    grundleje         kr           Grundleje
    leje              kr           Leje
    parkering         kr           Leje af parkeringsplads
    rabat             kr           Rabat
    regulering        kr           Regulering for sidste år
    vand              kr           Vand
  fortolkninger
    vandår                         Hvilke år regnes vandet af?

Bede
  oplysninger
    bed_areal     forhold pr. bed  Bedets areal
    sol           time pr. hjørne  Soltimer i hjørnet
    ukrudt        ja/nej pr. bed   Der er ukrudt i bedet
    vandbidrag    kr               Bidrag til fælles vand
  størrelser
    bede_i_alt    forhold          Bedenes areal
    solrigest     time             Flest soltimer
  pligter
    lugning       skal             Bedene luges
  tiltag
    fælles_vand                    Fælles vand
  kontroller
    bede_i_haven  advarsel         Bedene kan være i haven

Dimensioner
    bed       Bed
    skur      Skur
    hjørne    Havens hjørne
"""


def block(text: str, start: str) -> str:
    """The part of a text that begins with a line, up to the next blank line."""
    return next(part for part in text.split("\n\n") if part.startswith(start))


@pytest.mark.parametrize(("name", "expected"), [("kvadratmeterpris", KVADRATMETERPRIS), ("lugning", LUGNING)])
def test_an_entry_as_written(garden, name, expected):
    assert garden("vis", "haven/2020", name).out == expected


def test_an_inherited_entry_shows_both_places(garden):
    text = garden("vis", "haven/2022", "rabatsats").out
    assert "  status            ændret i haven/2022\n  begrundelse       Der er mere skygge.\n" in text
    assert "haven/2022/nyt.yaml:15\n  15 | rabatsats:\n  16 |   ændring: ændret\n" in text
    assert "haven/2020/leje.yaml:18\n  18 | rabatsats:\n  19 |   titel: Rabat for skygge\n" in text
    assert "      alle år  25 pct\n" in text


def test_what_is_only_carried_on_says_so(garden):
    assert "arvet fra haven/2020 og antaget videreført" in garden("vis", "haven/2022", "vand").out
    assert "genbekræftet: aftalt igen, uændret" in garden("vis", "haven/2022", "grundleje").out


def test_a_reading_shows_both_passages_and_every_choice(garden):
    text = garden("vis", "haven/2020", "vandår").out
    assert block(text, "  kilde") == (
        "  kilde             Haveaftalen, afsnit 1\n"
        "                    H-1  Hvad lejen bygger på\n"
        "  og                afsnit 2\n"
        "                    H-2  Bede luges\n"
        "  art               flertydig (teksten kan læses på flere måder)\n"
        "  standard          to_forrige\n"
        "  læsninger\n"
        "    to_forrige (standard): De to forrige år\n"
        "    sidste: Kun det forrige år\n"
        "      Som nabohaven gør."
    )
    assert block(text, "Bruges af") == "Bruges af\n  vand  størrelse    Vand\n"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("areal", ["oplysning · forhold", "spørgsmål         Hvor stor er haven?", "mindst            1"]),
        ("rabat_kroner", ["netop én af       rabat_kroner, rabat_procent"]),
        ("tillæg", ["valgfri           ja"]),
        ("i_skygge", ["oplysning · ja eller nej", "standard          nej", "kan blive         en værdi eller ukendt"]),
        ("bede_i_haven", ["skal gælde        bede_i_alt <= areal", "grad              advarsel"]),
        ("fælles_vand", ["tiltag · emne Bede", "kræver            i_skygge", "sætter            vand"]),
        ("parkering", ["kan blive         ikke reguleret\n"]),
        ("vand", ["ændres af tiltag  fælles_vand", "  forbrug[-2:-1] [-1]  oplysning "]),
        ("regulering", ["  leje[år] [-1]  størrelse    Leje"]),
        ("hjørne", ["nævnes af         reglerne", "    n  Nord\n    s  Syd\n", "Opdelt efter den\n  sol"]),
        ("bed", ["nævnes af         sagen", "hvis ikke nævnt   der er ingen"]),
        ("skur", ["hvis ikke nævnt   ukendt"]),
        ("leje[x]@2020", ["leje  Leje\n"]),
    ],
)  # fmt: skip
def test_what_is_told(garden, name, words):
    text = garden("vis", "haven/2020", name).out
    assert [word for word in words if word not in text] == []


def test_the_set_by_topic_in_the_order_of_the_source(garden):
    assert garden("vis", "haven/2020").out == SET


def test_search_in_names_titles_and_clauses(garden):
    by_text = garden("vis", "haven/2020", "--søg", "SOL", "--format", "json").json["poster"]
    assert [entry["navn"] for entry in by_text] == ["sol", "solrigest"]
    by_clause = garden("vis", "haven/2020", "--søg", "H-1", "--format", "json").json["poster"]
    assert [entry["navn"] for entry in by_clause] == ["kvadratmeterpris", "areal", "vandår"]
    assert "nævner «xyz»" in garden("vis", "haven/2020", "--søg", "xyz").out


def test_json_of_a_parameter(garden):
    (told,) = garden("vis", "haven/2020", "kvadratmeterpris", "--format", "json").json["poster"]
    figures = {figure["gælder"]: figure for figure in told["værdier"]}
    assert figures["2017"] == {"gælder": "2017", "tilstand": "kilde_mangler"}
    assert figures["2019"] == {"gælder": "2019", "værdi": "10"}
    assert figures["2020"]["værdi"] == "12.5"
    assert figures["2020"]["ekstern"] is True
    assert figures["2020"]["kilde"]["dokument"] == "prislisten"
    assert told["skrevet"][0]["linje"] == 7
    assert told["skrevet"][0]["slutlinje"] == 17
    assert told["bruges_af"] == [{"navn": "grundleje", "slags": "størrelse", "titel": "Grundleje"}]


def test_a_timeline_tells_of_each_set(garden):
    told = garden("vis", "haven", "rabatsats", "--format", "json").json["poster"]
    assert [(entry["regelsæt"], entry["værdier"][0]["værdi"]) for entry in told] == [
        ("haven/2020", "20"),
        ("haven/2022", "25"),
    ]
    assert [
        line for line in garden("vis", "haven", "rabatsats").out.splitlines() if line.startswith("──")
    ] == [
        "── haven/2020 ──",
        "── haven/2022 ──",
    ]


def test_an_unknown_name_gets_a_suggestion(garden):
    ran = garden("vis", "haven/2020", "lejen")
    assert ran.code == 1
    assert ran.out == ""
    assert "«lejen» findes ikke i haven/2020" in ran.err
    assert "mente du «leje»?" in ran.err


def test_name_and_search_together_are_refused(garden):
    ran = garden("vis", "haven/2020", "leje", "--søg", "x")
    assert ran.code == 2
    assert "enten NAVN eller --søg" in ran.err
