"""What the checker says of a new period under way: what is left to go through, and what is still to be filled in."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error, warning

LISTED_BUT_DONE = error(
    "A810", "«{name}» står under «{listed}», men er også {done}",
    when="Fejler når en arvet post både står på en liste og er genbekræftet, ændret eller ophævet i samme regelsæt.",
    help="Slet linjen under «{listed}», eller slet det andet.",
)  # fmt: skip
NOT_REVIEWED = warning(
    "A811", "{count} af {every} arvede poster er ikke gennemgået",
    when="Advarer når et regelsæt har arvede poster under «ikke_gennemgået»; de regnes for antaget videreført.",
    help="Flyt linjen til «genbekræftet» (aftalt igen) eller «antaget_videreført» (ikke nævnt i den nye aftale), "
    "eller skriv posten med «ændring: ændret» eller «ændring: ophævet» og slet linjen.",
)  # fmt: skip
UNLISTED = warning(
    "A812", "{count} af {every} arvede poster er ikke nævnt i det nye regelsæt: {names}",
    when="Advarer når gennemgangen er i gang, og en arvet post ikke er nævnt noget sted i det nye regelsæt.",
    help="Skriv navnet i en emnefil under «genbekræftet», «antaget_videreført» eller «ikke_gennemgået», "
    "eller skriv posten med «ændring».",
)  # fmt: skip
FILL_MANIFEST = warning(
    "A813", "{count} i manifestet skal udfyldes: {names}",
    when="Advarer når der står «udfyldes» i et manifest.",
    help="Skriv det, der gælder, i stedet for «udfyldes», eller slet linjen, hvis den ikke skal bruges.",
)  # fmt: skip
FILL_FIGURES = warning(
    "A814", "{count} mangler i den nye periode: {names}",
    when="Advarer når en parameters værdi er «udfyldes»; så længe er tallet ukendt, og en sag kan oplyse det.",
    help="Skriv tallet. Står det ikke i kilden, så skriv kilde_mangler.",
)  # fmt: skip
FILL_FIELDS = warning(
    "A815", "{count} skal udfyldes: {names}",
    when="Advarer når et andet felt i en post, for eksempel «begrundelse», er «udfyldes».",
    help="Skriv det, der gælder, i stedet for «udfyldes».",
)  # fmt: skip
FILL_SILENCES = warning(
    "A816", "{count} med tavshed eller manglende kilde skal vurderes igen: {names}",
    when="Advarer når et begreb under «tier» eller «kilde_mangler» er «udfyldes»; så længe siger regelsættet intet om "
    "det.",
    help="Er den nye aftale også tavs, eller mangler kilden stadig, så skriv hvorfor; ellers slet linjen.",
)  # fmt: skip
REVIEW_OVER = warning(
    "A817", "de arvede poster ({every}) er gennemgået, men «gennemgang: i_gang» står der endnu",
    when="Advarer når der ikke er flere arvede poster at gå igennem, og manifestet stadig siger, at gennemgangen er i "
    "gang.",
    help="Slet linjen «gennemgang: i_gang».",
)  # fmt: skip
