"""Data in and out: loading, exporting and demonstrating the plan."""
