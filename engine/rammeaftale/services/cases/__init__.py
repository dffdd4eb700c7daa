"""Cases: files and mappings read against the rules, and changed from the command line."""
