"""Every clause of every shipped rule set's sources is encoded by an entry or left out with a reason."""

import pytest

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles.library import Library
from rammeaftale.services.api import load
from rammeaftale.services.clauses import STATUSES, UNTOLD, clause_cover
from rammeaftale.services.loading import shipped_library

SETS = sorted(Library(shipped_library(), Findings()).sets)


@pytest.mark.parametrize("id_", SETS)
def test_every_clause_is_accounted_for(id_):
    program = load(id_, library=shipped_library()).rules.programs[0]
    sources = clause_cover(program)
    every = [told for source in sources for part in source.sections for told in part.clauses]
    own = [clause for clause in program.manifest.clauses.values() if not clause.inherited]
    assert len(every) == len(own)
    assert [told.clause.id for told in every if told.status == UNTOLD] == []
    assert sum(source.counts[status] for source in sources for status in STATUSES) == len(own)


def test_the_sets_list_their_clauses():
    listed = {
        id_: len(load(id_, library=shipped_library()).rules.programs[0].manifest.clauses) for id_ in SETS
    }
    assert [id_ for id_, count in listed.items() if not count] == []
