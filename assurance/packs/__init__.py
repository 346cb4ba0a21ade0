"""Making a pack: contents, snapshot, context, HTML, PDF, store; each stage stands alone."""
