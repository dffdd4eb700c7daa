"""A result as text: values by topic, duties, goals, measures, and what it all rests on."""
