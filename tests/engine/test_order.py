"""The order of files, entries, members and facts changes no byte of any result."""

import json
import random
import shutil
from pathlib import Path

import pytest
import yaml

import fiktivia
from rammeaftale import load

CASE = fiktivia.ROOT / "fiktivia" / "2018-2019" / "eksempler"
# Lists that only collect; the order of any other list is what the author meant.
COLLECTED = {"udeladt", "grupper"}

# Readings are listed in the order written; a procedure begins with its first step, and lists outcomes as written; so
# do goals their actions.
WRITTEN = {"læsninger", "trin", "udfald", "når_alle", "dele", "handlinger"}


class Texts(yaml.SafeLoader):
    """YAML as texts only, so that writing it again changes no value."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


class Quoting(yaml.SafeDumper):
    """Every text quoted, and nothing shared."""

    def ignore_aliases(self, data):
        return True


Quoting.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def shuffled(node, rng, key=""):
    """The same block with the keys of every mapping (and the items of mere collections) in another order."""
    if isinstance(node, dict):
        names = list(node)
        rng.shuffle(names)
        names = list(node) if key in WRITTEN else names
        return {name: shuffled(node[name], rng, name) for name in names}
    if isinstance(node, list):
        items = [shuffled(item, rng) for item in node]
        return rng.sample(items, len(items)) if key in COLLECTED else items
    return node


def rewritten(path, rng):
    node = yaml.load(path.read_text(encoding="utf-8"), Loader=Texts)
    return yaml.dump(shuffled(node, rng), Dumper=Quoting, allow_unicode=True, sort_keys=False, width=200)


@pytest.fixture(scope="module", params=[1, 2])
def mixed_up(request, tmp_path_factory) -> Path:
    """The library with every mapping shuffled and every topic file renamed, so that files come in another order."""
    rng, root = random.Random(request.param), tmp_path_factory.mktemp("blandet") / "fiktiv"  # noqa: S311
    shutil.copytree(fiktivia.ROOT, root)
    for path in sorted(root.rglob("*.yaml")):
        if path.parent.name != "eksempler":
            path.write_text(rewritten(path, rng), encoding="utf-8")
    for folder in (root / "fiktivia" / "2018-2019", root / "fiktivia" / "2020-2021"):
        topics = [
            p
            for p in sorted(folder.glob("*.yaml"))
            if p.name not in ("regelsaet.yaml", "kommuner.yaml", "klausuler.yaml")
        ]
        for number, path in enumerate(rng.sample(topics, len(topics))):
            path.rename(folder / f"emne-{number}.yaml")
    return root


def as_bytes(result):
    """The result without the lines that rules stand on, which do move."""
    return json.dumps(without_places(result.to_json()), ensure_ascii=False).encode()


def without_places(node):
    if isinstance(node, dict):
        return {key: without_places(part) for key, part in node.items() if key != "sted"}
    return [without_places(part) for part in node] if isinstance(node, list) else node


def test_shuffled_rules_have_the_same_fingerprints_and_results(mixed_up):
    for name in ("fiktivia/2018-2019", "fiktivia/2020-2021", "fiktivia/brofred", "nabolandet/2020"):
        assert load(name, library=mixed_up).rules.fingerprint == fiktivia.rules(name).rules.fingerprint
    rules = {name: load(name, library=mixed_up) for name in ("fiktivia/2018-2019", "fiktivia/2020-2021")}
    for path, result in fiktivia.example_results().items():
        if result.rules.id in rules:
            again = rules[result.rules.id].calculate(mixed_up / path)
            assert as_bytes(again) == as_bytes(result), path


def test_shuffled_case_gives_the_same_bytes(tmp_path):
    rules = fiktivia.rules("fiktivia/2018-2019")
    for seed, path in enumerate(sorted(CASE.glob("*.yaml"))):
        if path.name.startswith("huler"):
            continue  # members are shown in the order the case names them
        mixed = tmp_path / path.name
        mixed.write_text(rewritten(path, random.Random(seed)), encoding="utf-8")  # noqa: S311
        before, after = (json.dumps(rules.calculate(p).to_json()) for p in (path, mixed))
        assert before == after, path.name


def test_calculating_twice_and_asking_in_another_order_gives_the_same_bytes():
    rules = fiktivia.rules("fiktivia/2018-2019")
    case = CASE / "takst-brohjem.yaml"
    whole = rules.calculate(case).to_json()
    names = list(whole["værdier"])
    assert rules.calculate(case).to_json() == whole
    backwards = rules.calculate(case, names[::-1]).to_json()
    assert {n: backwards["værdier"][n] for n in names} == whole["værdier"]
    assert backwards["antaget"] == whole["antaget"]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("titel: Takstgrundlag", "titel: Det hele", True),
        (
            "formel: direkte_omkostninger + bropenge + tilsyn + brand",
            "formel: (direkte_omkostninger+bropenge)+tilsyn  +  brand",
            True,
        ),
        (
            "formel: direkte_omkostninger + bropenge + tilsyn + brand",
            "formel: direkte_omkostninger + bropenge + brand + tilsyn",
            False,
        ),
        ("2018: 1.5", "2018: 1.6", False),
        ("sats: 1 pct", "sats: 2 pct", False),
        ("standard: nej", "standard: ja", False),
    ],
)
def test_fingerprint_tells_rules_apart_and_not_their_wording(tmp_path, old, new, same):
    root = tmp_path / "fiktiv"
    shutil.copytree(fiktivia.ROOT, root)
    path = root / "fiktivia" / "2018-2019" / "takst.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    before = fiktivia.rules("fiktivia/2018-2019").rules.fingerprint
    assert (load("fiktivia/2018-2019", library=root).rules.fingerprint == before) is same
