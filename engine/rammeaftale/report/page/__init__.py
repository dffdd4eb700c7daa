"""The report as a page: one small file a section makes plain records, one template lays them out."""
