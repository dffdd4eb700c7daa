"""One number of a case moved: what a quantity is along it, where that changes, and where it comes to a value."""
