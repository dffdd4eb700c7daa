"""Ground floor: findings with places, outcomes, units, calendar and Danish formats."""
