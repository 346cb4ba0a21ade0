"""What pages over everything read besides what each app reads for its own."""
