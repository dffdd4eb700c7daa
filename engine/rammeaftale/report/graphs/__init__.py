"""Drawn graphs: words, places, shapes; as SVG, dot and JSON."""
