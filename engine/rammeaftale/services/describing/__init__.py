"""Rules described as written: an entry, a set in short, a library."""
