"""Charts of assurance: figures in, SVG out. Pure; the data stands beside each as a table."""
